"""Whether two mentions of a claim are one telling, so that what differs was changed on the way."""

import re
from difflib import SequenceMatcher

from stemma.collation.alignment import Aligned
from stemma.collation.comparing import conflicts, overlap, unmatched_names
from stemma.collation.differing.hearing import same_words
from stemma.collation.judging import Judgement, judge, threshold
from stemma.collation.numbers import agree, comparable
from stemma.collation.statements import Statement, Weights
from stemma.collation.tolls import tolls_of
from stemma.dates import gap
from stemma.names import compare_sources

# Word overlap asked of two mentions that no copied passage holds together, where words alone leave the
# pair undecided, no date tells that they are of one week, or only one has a speaker. On FA-KES (half of
# its claims) 14 of 18 such pairs were two accounts of two things.
_UNDECIDED = 0.75
# Where there is no date: of 90 articles on Ukraine none of the 8 variants between .75 and .84 was one.
_UNDATED = 0.85
_ALONE = "alone"
# Word overlap below which two mentions of a passage, one without a source, that clash are neighbours: of
# the pairs in FA-KES with other names on both sides the false ones lie at .64, the true ones from .74.
_NEIGHBOURS = 0.7
_SAME_DAY = 1.5  # days between publications that may tell of one event without naming it
# The same where something in them cannot both be right, and where one source tells both.
_CLASHING = 0.75
# Figures that may differ between two such mentions: with more of them they tell of two events.
_MOST_FIGURES = 1
# Dice from which two such mentions are one telling though the one tells as a fact what the other denies.
_WORD_FOR_WORD = 0.95
# Telling words in a row that are others in such a mention: with more the two tell of two things. On four sets
# of real articles the variants with 5 were false, those with 4 and fewer mostly true.
_LONGEST_REPLACED = 4
# Figures in two mentions together that may differ, all of them, where no name and no speaker ties the two:
# with three and more, all 18 such variants in TempEval came of two matters ("sales rose 15% to ...").
_FEW_FIGURES = 2


def may_derive(one: Statement, other: Statement, aligned: Aligned | None, weight: Weights) -> bool:
    """Tell whether a difference between two mentions of one claim may have come about in transmission.

    A claim also holds what many tell of their own accord, for months: what parts two such mentions
    was not changed by anybody. Where a copied passage holds the two together they are one telling.

    Args:
        one: a mention of the claim.
        other: another one, of another report.
        aligned: the copied passage that puts the two side by side, if there is one.
        weight: the stems' weights.
    """
    voices = _agreement(one, other)
    if aligned is not None:
        rivals = voices not in ("", "same") and not _told_alike(one, other) and _figures_apart(one, other)
        elsewhere = _elsewhere(one, other) or _outdated(one, other, threshold("days_speaker"))
        return not rivals and not elsewhere and not (voices == _ALONE and _beside(one, other, weight))
    if voices == "different" or not _of_one_time(one, other, voices):
        return False
    if _other_sums(one, other, voices) or _counted_by_two(one, other):
        return False
    bare = voices != "same" and not (_tells(one) and _tells(other))
    contradicting = _contradict(one, other) and overlap(one, other, weight).dice < _WORD_FOR_WORD
    if bare or contradicting or _replaced(one, other) > _LONGEST_REPLACED:
        return False
    found = judge(one, other, weight, None, tolls=False)
    if _other_days(one, other) and found.score < threshold("established_other"):
        return False
    return _one_account(one, other, found, voices)


def _counted_by_two(one: Statement, other: Statement) -> bool:
    """Whether two unnamed sources, of which little is told that is in both, give two tolls.

    "Volunteers" count over 75 and "aid workers" at least 70: nobody changed the figure.
    """
    if one.speaker is None or other.speaker is None or not _tolls_apart(one, other):
        return False
    found = compare_sources(one.speaker, other.speaker)
    return found.kind == "compatible" and found.score < threshold("speaker_likely")


def _tolls_apart(one: Statement, other: Statement) -> bool:
    """Whether both tell how many were killed, or injured, and no such figure is in both."""
    tolls = tolls_of(one.content), tolls_of(other.content)
    return bool(tolls[0] and tolls[1]) and tolls[0].isdisjoint(tolls[1])


def _of_one_time(one: Statement, other: Statement, voices: str) -> bool:
    """Whether two mentions were published near enough to each other for what they tell."""
    apart = gap(one.date, other.date) or 0
    if _outdated(one, other, threshold("days_figures")):
        return False
    if voices == _ALONE and apart > threshold("days"):
        return False
    return voices == "same" or _specific(one) or apart <= _SAME_DAY


def _beside(one: Statement, other: Statement, weight: Weights) -> bool:
    """Whether two mentions at one place of a passage are two sentences of it, by words that clash."""
    found = judge(one, other, weight, None, tolls=False)
    if found.verdict != "split" or found.score >= _NEIGHBOURS:
        return False
    return all(unmatched_names(one, other))


def _one_account(one: Statement, other: Statement, found: Judgement, voices: str) -> bool:
    """Whether two mentions that nothing was copied for are one account, by their words and dates."""
    apart = gap(one.date, other.date)
    if one.answer and one.answer == other.answer and found.verdict != "merge":
        return False  # "denied responsibility" and "no connection with the attack": nobody changed the words
    clash = bool(conflicts(one, other))
    if apart is None or voices == _ALONE:
        wanted = _UNDATED if apart is None else _UNDECIDED
        return found.score >= wanted and found.verdict != "split" and not clash
    if voices == "same" and apart > threshold("days") and found.score < _UNDATED:
        return False  # what a speaker says again and again, each time in other words
    if found.verdict == "merge":
        return _of_one_event(one, other, found)
    if found.verdict == "split" or clash:
        return False
    return found.score >= _UNDECIDED or (voices == "same" and apart <= threshold("days"))


def _specific(item: Statement) -> bool:
    """Whether a mention has a name, a figure or a day, so that it cannot be said of any event."""
    return bool(item.names or item.content.figures or item.calendar)


def _agreement(one: Statement, other: Statement) -> str:
    """How the speakers compare; "" where neither mention has one, `_ALONE` where one of them has."""
    if one.speaker is None or other.speaker is None:
        return "" if one.speaker is other.speaker else _ALONE
    return compare_sources(one.speaker, other.speaker).kind


def _of_one_event(one: Statement, other: Statement, found: Judgement) -> bool:
    """Whether what clashes in two mentions leaves them one event told twice."""
    if not conflicts(one, other):
        return True
    if found.score < _CLASHING:
        return False
    if one.calendar and other.calendar and not one.calendar & other.calendar and _figures_apart(one, other):
        return False
    return _figures_apart(one, other) <= _MOST_FIGURES


# Russian and Ukrainian tell what is without a verb.
_VERBLESS = re.compile(r"[\u0400-\u04ff]")


def _tells(item: Statement) -> bool:
    """Whether a mention tells something, in a clause or in quotation marks, and does not just name a matter.

    "The bombing of the embassy", which one source condemns, is named by others who do not condemn it.
    """
    mention = item.mention
    if _VERBLESS.search(mention.content.text):
        return True
    clause = mention.tense != "none" or bool(mention.modal) or mention.block == "headline"
    return clause or mention.directness != "indirect"


def _other_days(one: Statement, other: Statement) -> bool:
    """Whether both mentions name days or months, and not one in common."""
    return bool(one.calendar and other.calendar) and not one.calendar & other.calendar


def _told_alike(one: Statement, other: Statement) -> bool:
    """Whether two mentions have one source without a name, told in the same words ("the priest")."""
    speakers = one.speaker, other.speaker
    if speakers[0] is None or speakers[1] is None:
        return False
    return same_words(speakers[0], speakers[1])


def _other_sums(one: Statement, other: Statement, voices: str) -> bool:
    """Whether two mentions give figures, several of them, of which none agree, and nothing else ties them.

    "Sales rose 8% to 20 million": a formula, of which everything that could tell whose sales differs.
    """
    left, right = ({figure.value for figure in item.content.figures} for item in (one, other))
    if not left or not right or left & right or len(left) + len(right) <= _FEW_FIGURES:
        return False
    if min(len(left), len(right)) > 1 and all(
        _MONEY.search(item.mention.content.text) for item in (one, other)
    ):
        return True  # prices and profits are of another day or another house
    if min(len(left), len(right)) > 1 and not any(
        comparable(figure, rival) for figure in one.content.figures for rival in other.content.figures
    ):
        return True
    return voices != "same" and not one.names & other.names


_MONEY = re.compile(r"[$\u00a3\u20ac\u00a5%]|\b(?:per\s?cent|cents?)\b", re.IGNORECASE)


def _contradict(one: Statement, other: Statement) -> bool:
    """Whether one mention tells as a fact what the other tells as none ("he will sign", "he refuses to")."""
    return {one.mention.factuality[-1], other.mention.factuality[-1]} == {"+", "-"}


def _replaced(one: Statement, other: Statement) -> int:
    """Count the telling words in a row that each mention has where the other has other ones."""
    left, right = ([word.stem for word in item.words if not word.common] for item in (one, other))
    codes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return max((min(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in codes if tag == "replace"), default=0)


def _elsewhere(one: Statement, other: Statement) -> bool:
    """Whether two mentions tell other places or tolls of other days: one outlet's wording for two events."""
    if not one.calendar or not other.calendar or one.calendar & other.calendar:
        return False
    return bool(_figures_apart(one, other)) or all(
        any(name[:1] not in "@^" for name in names) for names in unmatched_names(one, other)
    )


def _outdated(one: Statement, other: Statement, days: float) -> bool:
    """Whether figures differ in mentions so many days apart: a standing sentence, brought up to date."""
    apart = gap(one.date, other.date)
    if apart is None or apart <= days:
        return False
    return {(figure.value, figure.comparator) for figure in one.content.figures} != {
        (figure.value, figure.comparator) for figure in other.content.figures
    }


def _figures_apart(one: Statement, other: Statement) -> int:
    """Count the figures of the first that the second has otherwise."""
    apart = 0
    for figure in one.content.figures:
        rivals = [rival for rival in other.content.figures if comparable(figure, rival)]
        apart += bool(rivals) and not any(agree(figure, rival) for rival in rivals)
    return apart


__all__ = ["may_derive"]
