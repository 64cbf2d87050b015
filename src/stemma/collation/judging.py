"""Whether two mentions say the same: a verdict with a score and the reason in words."""

from functools import cache
from typing import Literal, NamedTuple

from msgspec import Struct

from stemma.collation.alignment import Aligned, Placed
from stemma.collation.attacks import may_be_one_attack
from stemma.collation.comparing import DENIED, conflicts, overlap
from stemma.collation.matters import beside_names, rivals, two_doers, two_events
from stemma.collation.other_words import dated, told_otherwise
from stemma.collation.same_answer import two_answers
from stemma.collation.statements import Overlap, Statement, Weights
from stemma.collation.tolls import equal_twice, fell, of_two_events, other_toll, tolls_of
from stemma.collation.twodays import two_days
from stemma.dates import gap
from stemma.names import Agreement, compare_voices
from stemma.resources import load_toml

# Below these, contents are too short to be told apart by the share of words alone.
_FEWEST_WORDS = 4
_FEWEST_SHARED = 3
_NEVER = 2.0
# Days between publications within which one remark of few words is told, and words of one that tells little.
_REMARK_DAYS = 2.0
_REMARK = 5
# Contents with fewer telling words than this are not shown to the sentence encoder either.
_FEWEST_ASKED = 3

Verdict = Literal["merge", "split", "undecided", "apart"]


class Judgement(Struct, frozen=True):
    """The verdict on a pair of mentions.

    ``split`` means much alike and yet not the same, worth telling; ``apart`` simply unlike;
    ``undecided`` that words alone do not tell. ``excluded`` says that what they say cannot both be
    right, so that no chain of others may join them either.
    """

    verdict: Verdict
    score: float
    reason: str
    excluded: bool = False


@cache
def threshold(name: str) -> float:
    """Return a threshold of the room's thresholds file."""
    value: float = load_toml("collation", "thresholds.toml")[name]["value"]
    return value


def least(*, aligned: bool) -> float:
    """Return the overlap of words below which a pair is apart, whatever else speaks for it."""
    return threshold("aligned_least" if aligned else "undecided")


def least_of(a: Statement, b: Statement, *, aligned: bool) -> float:
    """Return the overlap below which two mentions are apart: less for a toll or attack, 0 for answers."""
    if a.answer and a.answer == b.answer:
        return 0.0
    bar = least(aligned=aligned)
    if not tolls_of(a.content) & tolls_of(b.content):
        return min(bar, threshold("attack_least")) if may_be_one_attack(a.content, b.content) else bar
    return 0.0 if equal_twice(a.content, b.content) else min(bar, threshold("toll_least"))


def days_apart(a: Statement, b: Statement) -> float | None:
    """Return the days between two mentions as far as a judgement hangs on them.

    So few days that every window holds them are 0.0, unless a reason may name them: then it is an answer's,
    or that of a toll, or one of the two points at an event.
    """
    apart = gap(a.date, b.date)
    pointing = a.points or b.points
    if apart is None or apart > shortest_window() or pointing or (dated(a) and dated(b)):
        return apart
    return 0.0


@cache
def shortest_window() -> float:
    """Return the days within which no two mentions are parted by their dates."""
    return min(map(threshold, ("days", "days_copied", "days_figures", "days_speaker")))


def judge(
    a: Statement, b: Statement, weight: Weights, aligned: Aligned | None, *, tolls: bool = True
) -> Judgement:
    """Judge whether two mentions assert, report or deny one proposition.

    Args:
        a: one mention.
        b: the other.
        weight: the stems' weights.
        aligned: the place of a copied passage that both stand at.
        tolls: whether one toll, or one answer, told in other words is one proposition.
    """
    bar = least_of(a, b, aligned=aligned is not None)
    shared = overlap(a, b, weight, bar)
    if shared.score < bar and not told_anew(a, b, aligned):
        return Judgement("apart", shared.score, "their words differ")
    return (weigh if tolls else by_words)(a, b, aligned, shared, speakers_of(a, b))


def weigh(
    a: Statement, b: Statement, aligned: Aligned | None, shared: Overlap, speakers: Agreement | None
) -> Judgement:
    """Judge two mentions whose words are enough alike, or that tell one toll or attack, or are one answer.

    The arguments are those of `by_words`.
    """
    found = by_words(a, b, aligned, shared, speakers)
    if found.verdict == "merge":
        few = aligned is None and min(len(a.stems), len(b.stems)) < _FEWEST_WORDS
        parted = two_answers(a, b) if few else ""
        return Judgement("split", found.score, f"{found.reason}, but {parted}") if parted else found
    evidence = told_otherwise(a, b, speakers)
    if not evidence:
        return found
    return Judgement("merge", found.score, f"{_told(aligned, speakers, shared)}; {evidence}")


def by_words(
    a: Statement, b: Statement, aligned: Aligned | None, shared: Overlap, speakers: Agreement | None
) -> Judgement:
    """Judge two mentions by their words and what clashes in them.

    Args:
        a: one mention.
        b: the other.
        aligned: the place of a copied passage that both stand at.
        shared: how much their words overlap.
        speakers: how those who speak in them agree.
    """
    score = round(shared.score, 3)
    if shared.score < least(aligned=aligned is not None) and not told_anew(a, b, aligned):
        return Judgement("apart", score, "their words differ")
    apart_days = gap(a.date, b.date)
    if apart_days is not None and apart_days > _window(a, b, aligned, speakers, shared):
        return too_late(score, apart_days)
    wanted = _wanted(a, b, aligned, speakers, shared)
    if apart_days is None and aligned is None:
        wanted += threshold("undated")
    told = _told(aligned, speakers, shared)
    early = _early(a, b, aligned, shared, _Bar(wanted, told, _of_two(aligned, speakers)))
    if early is not None:
        return early
    clash = conflicts(a, b)
    if not clash and _of_two(aligned, speakers):
        clash = other_toll(a, b)
    beyond = _beyond(a, b, aligned) if clash else ""
    if beyond:
        return Judgement("split", score, f"{told}, but {'; '.join(clash)}, and {beyond}", excluded=True)
    if clash and not _established(aligned, speakers, shared, denied=DENIED in clash):
        # One source, or sources that may be one, can have told of three dead and then of five: such
        # a clash parts the pair, but others may join the two.
        revised = speakers is not None and speakers.kind != "different"
        return Judgement("split", score, f"{told}, but {'; '.join(clash)}", excluded=not revised)
    if clash:
        told = f"{told}; a variant: {'; '.join(clash)}"
    return Judgement("merge", score, told)


def too_late(score: float, apart: float) -> Judgement:
    """Judge two mentions that were published so many days apart that they are two propositions."""
    return Judgement("split", score, f"published {apart:.0f} days apart and not copied")


def longest_window(shared: Overlap) -> float:
    """Return the days beyond which two mentions that are not copied are parted, whoever speaks."""
    return threshold("days_copied") if repeated(shared) else _longest()


@cache
def _longest() -> float:
    return max(map(threshold, ("days", "days_figures", "days_speaker")))


def repeated(shared: Overlap) -> bool:
    """Whether two mentions have so many words in common that one repeats the other."""
    return shared.dice > threshold("repeated") and shared.shared >= threshold("long")


def _beyond(a: Statement, b: Statement, aligned: Aligned | None) -> str:
    """Say what beside a clash makes two mentions tell of two events, "" for nothing.

    Formulas ("the toll of the attacks rises to ...") fit a new event every month, and one of each town.
    """
    apart = gap(a.date, b.date)
    if apart is not None and apart > threshold("days"):
        return f"{apart:.0f} days between them"
    if aligned is not None:
        return ""
    return "two places" if of_two_events(a, b) else "a toll that fell by more than half" if fell(a, b) else ""


def _short_of(a: Statement, b: Statement, aligned: Aligned | None, shared: Overlap, told: str) -> Judgement:
    """Judge a pair that shares fewer words than it should."""
    score = round(shared.score, 3)
    anew = told_anew(a, b, aligned)
    if anew and not conflicts(a, b):
        return Judgement("merge", score, f"{told}, and the sentences are one told anew ({anew:.2f} alike)")
    enough = min(len(a.stems), len(b.stems), shared.shared + 1) >= _FEWEST_ASKED
    undecided = aligned is not None or enough
    return Judgement("undecided" if undecided else "apart", score, told)


def _day(a: Statement, b: Statement, aligned: Aligned | None) -> str:
    """Say of which two days two mentions tell, "" where they need not, or a rewriting tells one anew."""
    reason = two_days(a, b)
    return "" if reason and told_anew(a, b, aligned) and not conflicts(a, b) else reason


def _parted(
    a: Statement, b: Statement, shared: Overlap, wanted: float, told: str, *, of_two: bool, day: str
) -> Judgement | None:
    """Judge a pair that tells of two days in words that are not all but equal, or one deed of two actors."""
    if day and shared.score < threshold("established_other"):
        likely = shared.score >= wanted
        verdict: Verdict = "split" if likely else "apart"
        return Judgement(verdict, round(shared.score, 3), f"{told}, but {day}", excluded=likely)
    return _parted_by_actor(a, b, shared, wanted, told) if of_two else None


class _Bar(NamedTuple):
    """The overlap that a pair must reach, what is told of it so far, and whether two named sources speak."""

    wanted: float
    told: str
    of_two: bool


def _early(
    a: Statement, b: Statement, aligned: Aligned | None, shared: Overlap, bar: _Bar
) -> Judgement | None:
    """Judge a pair whose words are not alike enough, or of two matters; None for any other."""
    day = _day(a, b, aligned)
    early = _parted(a, b, shared, bar.wanted, bar.told, of_two=bar.of_two, day=day)
    if early is None and shared.score < bar.wanted:
        early = _short_of(a, b, aligned, shared, bar.told)
    if aligned is None and (early is None or early.verdict == "undecided"):
        return _other_matter(a, b, shared, bar.told, likely=early is None) or early
    return early


def _other_matter(
    a: Statement, b: Statement, shared: Overlap, told: str, *, likely: bool
) -> Judgement | None:
    """Judge a pair that no passage joins and that tells of two matters; None for any other.

    ``likely`` says that its words are alike enough.
    """
    score = round(shared.score, 3)
    reason = two_events(a, b) or two_doers(a, b)
    if reason:
        return Judgement("split" if likely else "apart", score, f"{told}, but {reason}", excluded=likely)
    if (
        likely
        and shared.score < threshold("repeated")
        and (rest := beside_names(a, b)) < threshold("beside_names")
    ):
        return Judgement("split", score, f"{told}, but {rest:.0%} of those that are no names")
    return None


def _parted_by_actor(
    a: Statement, b: Statement, shared: Overlap, wanted: float, told: str
) -> Judgement | None:
    """Judge a pair by two named speakers who tell one deed of two actors; None for any other."""
    found = rivals(a, b)
    if found is None:
        return None
    reason = f"{told}, but “{found[0]}” against “{found[1]}”"
    likely = shared.score >= wanted
    return Judgement("split" if likely else "apart", round(shared.score, 3), reason, excluded=likely)


def speakers_of(a: Statement, b: Statement) -> Agreement | None:
    """Return how those who speak in two mentions agree, None where nobody is named in one of them."""
    if not a.voices or not b.voices:
        return None
    return compare_voices(a.voices, b.voices)


def told_anew(a: Placed, b: Placed, aligned: Aligned | None) -> float:
    """Return how alike two sentences of a rewriting are that two contents fill, 0.0 where they do not."""
    if aligned is None or not may_tell_anew(aligned):
        return 0.0
    passage, source = aligned.passage, aligned.copy.source
    ends = (passage.source, passage.target) if a.report == source else (passage.target, passage.source)
    for item, place in zip((a, b), ends, strict=True):
        inside = min(item.end, place.end) - max(item.start, place.start)
        if inside < threshold("anew_filled") * (place.end - place.start):
            return 0.0
    return passage.score


def may_tell_anew(aligned: Aligned) -> bool:
    """Whether two sentences of a passage are one told anew, if contents fill them."""
    passage = aligned.passage
    return passage.kind == "rewritten" and not passage.quotation and passage.score >= threshold("anew")


def _of_two(aligned: Aligned | None, speakers: Agreement | None) -> bool:
    return aligned is None and speakers is not None and speakers.kind == "different"


def _wanted(
    a: Statement,
    b: Statement,
    aligned: Aligned | None,
    speakers: Agreement | None,
    shared: Overlap,
) -> float:
    """The overlap that this pair must reach: less where other evidence speaks for it."""
    if aligned is not None:
        return threshold("aligned_verbatim" if aligned.passage.kind == "verbatim" else "aligned")
    named = speakers is not None and speakers.kind == "same"
    if min(len(a.stems), len(b.stems)) < _FEWEST_WORDS or shared.shared < _FEWEST_SHARED:
        return threshold("short") if named or _one_remark(a, b, speakers, shared) else _NEVER
    if speakers is None:
        return threshold("unattributed")
    if speakers.kind == "compatible" and speakers.score < threshold("speaker_likely"):
        return threshold("unattributed")
    return threshold(
        {"same": "same_speaker", "compatible": "compatible_speaker", "different": "other_speaker"}[
            speakers.kind
        ]
    )


def _one_remark(a: Statement, b: Statement, speakers: Agreement | None, shared: Overlap) -> bool:
    """Whether sources described in the same words say a short thing at one time: one remark, told twice.

    "A hospital worker" who has no more saline is one; what is told in one or two telling words must be
    the same word for word. So must what "the father of four" says here and a man with a name there.
    """
    apart = gap(a.date, b.date)
    if speakers is None or apart is None or apart > _REMARK_DAYS:
        return False
    lows = [[word.low for word in item.content.words] for item in (a, b)]
    equal = lows[0] == lows[1] and len(lows[0]) >= _REMARK
    if speakers.kind == "different" or speakers.score < threshold("speaker_likely"):
        return equal and _quoted_of_nobody(a, b)
    return equal or (speakers.score >= threshold("speaker_described") and shared.shared >= _FEWEST_SHARED)


def _quoted_of_nobody(a: Statement, b: Statement) -> bool:
    """Whether two mentions are quotations, one of them of somebody who is described and not named."""
    if any(item.mention.directness != "direct" for item in (a, b)):
        return False
    told = [one.speaker.known_as for one in (a, b) if one.speaker is not None]
    return any(name.islower() for name in told)


def _window(
    a: Statement, b: Statement, aligned: Aligned | None, speakers: Agreement | None, shared: Overlap
) -> float:
    """How many days may lie between two mentions of one proposition."""
    if aligned is not None or repeated(shared):
        return threshold("days_copied")
    if a.content.figures or b.content.figures:
        return threshold("days_figures")
    if speakers is not None and speakers.kind == "same":
        return threshold("days_speaker")
    return threshold("days")


def _established(
    aligned: Aligned | None, speakers: Agreement | None, shared: Overlap, *, denied: bool
) -> bool:
    """Whether the pair is one utterance or passage beyond doubt, so that a clash is a variant.

    A speaker who denies at one time what he affirms at another has changed his mind more often than
    he was misquoted: a denial asks for more.
    """
    if aligned is not None:
        return True
    if speakers is None or speakers.kind == "different":
        # Two who contradict each other, or nobody to hold on to.
        likely = speakers is None and shared.shared >= threshold("long")
        return likely and shared.score >= threshold("established_other")
    if speakers.kind == "same" or speakers.score >= threshold("speaker_described"):
        wanted = threshold("established_denial" if denied else "established")
        return shared.score >= wanted and shared.shared >= _FEWEST_SHARED
    return shared.score >= threshold("established_other") and shared.shared >= threshold("long")


def _told(aligned: Aligned | None, speakers: Agreement | None, shared: Overlap) -> str:
    parts = [f"{shared.score:.0%} of the telling words shared"]
    if aligned is not None:
        parts.insert(0, f"the same place of a {aligned.passage.kind} passage")
    if speakers is not None:
        parts.append(speakers.reason)
    return ", ".join(parts)
