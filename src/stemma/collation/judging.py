"""Whether two mentions say the same: a verdict with a score and the reason in words."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from stemma.collation.alignment import Aligned
from stemma.collation.comparing import DENIED, conflicts, overlap
from stemma.collation.statements import Overlap, Statement, Weights
from stemma.dates import gap
from stemma.names import Agreement, compare_voices
from stemma.resources import load_toml

# Below these, contents are too short to be told apart by the share of words alone.
_FEWEST_WORDS = 4
_FEWEST_SHARED = 3
_NEVER = 2.0
# Contents with fewer telling words than this are not shown to the sentence encoder either.
_FEWEST_ASKED = 3

Verdict = Literal["merge", "split", "undecided", "apart"]


@dataclass(frozen=True, slots=True)
class Judgement:
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


def judge(a: Statement, b: Statement, weight: Weights, aligned: Aligned | None) -> Judgement:
    """Judge whether two mentions assert, report or deny one proposition."""
    bar = least(aligned=aligned is not None)
    shared = overlap(a, b, weight, bar)
    if shared.score < bar:
        return Judgement("apart", shared.score, "their words differ")
    speakers = _speakers(a, b)
    apart_days = gap(a.date, b.date)
    wanted = _wanted(a, b, aligned, speakers, shared)
    if apart_days is None and aligned is None:
        wanted += threshold("undated")
    score = round(shared.score, 3)
    if apart_days is not None and apart_days > _window(a, b, aligned, speakers, shared):
        return Judgement("split", score, f"published {apart_days:.0f} days apart and not copied")
    told = _told(aligned, speakers, shared)
    if shared.score < wanted:
        enough = min(len(a.stems), len(b.stems), shared.shared + 1) >= _FEWEST_ASKED
        undecided = aligned is not None or enough
        return Judgement("undecided" if undecided else "apart", score, told)
    clash = conflicts(a, b)
    if clash and apart_days is not None and apart_days > threshold("days"):
        # Formulas ("the toll of the attacks rises to ...") fit a new event every month.
        reason = f"{told}, but {'; '.join(clash)}, and {apart_days:.0f} days between them"
        return Judgement("split", score, reason, excluded=True)
    if clash and not _established(aligned, speakers, shared, denied=DENIED in clash):
        # One source, or sources that may be one, can have told of three dead and then of five: such
        # a clash parts the pair, but others may join the two.
        revised = speakers is not None and speakers.kind != "different"
        return Judgement("split", score, f"{told}, but {'; '.join(clash)}", excluded=not revised)
    if clash:
        told = f"{told}; a variant: {'; '.join(clash)}"
    return Judgement("merge", score, told)


def _speakers(a: Statement, b: Statement) -> Agreement | None:
    if not a.voices or not b.voices:
        return None
    return compare_voices(a.voices, b.voices)


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
        return threshold("short") if named else _NEVER
    if speakers is None:
        return threshold("unattributed")
    if speakers.kind == "compatible" and speakers.score < threshold("speaker_likely"):
        return threshold("unattributed")
    return threshold(
        {"same": "same_speaker", "compatible": "compatible_speaker", "different": "other_speaker"}[
            speakers.kind
        ]
    )


def _window(
    a: Statement, b: Statement, aligned: Aligned | None, speakers: Agreement | None, shared: Overlap
) -> float:
    """How many days may lie between two mentions of one proposition."""
    repeated = shared.dice > threshold("repeated") and shared.shared >= threshold("long")
    if aligned is not None or repeated:
        return threshold("days_copied")
    if a.figures or b.figures:
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
