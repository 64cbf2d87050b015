"""Whose word a report's own words tell again, where the report has what they tell from somebody."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from stemma.names import fold, same_house
from stemma.provenance.standing import Standing

# Dice of the words of two tellings of one report from which the one tells the other again.
_ALIKE = 0.5


def homes(standings: Sequence[Standing]) -> dict[str, str]:
    """Return for each mention in a report's own words the mention with a source that it tells again.

    A report that has a toll from the governor and from the rebels tells it in its headline and between
    the two in its own words. These rest on one of them: whose telling is most like theirs, else whose
    stands next to them, the one before rather than the one behind. Held for the word of both, they would
    make one origin of two.

    Args:
        standings: a claim's mentions.

    Returns:
        Ids of mentions by ids of mentions in own words; those whose report names no source are left out.
    """
    reports: dict[str, list[Standing]] = defaultdict(list)
    for one in standings:
        reports[one.mention.report].append(one)
    return {own: home for told in reports.values() for own, home in _within(told)}


def _within(told: Sequence[Standing]) -> Iterator[tuple[str, str]]:
    own = [one for one in told if is_own(one)]
    if not own or len(own) == len(told):
        return
    sourced = [one for one in told if not is_own(one)]
    for one in own:
        likely = [other for other in sourced if _denies(other) == _denies(one)] or sourced
        yield one.mention.id, max(likely, key=partial(_nearness, one)).mention.id


def is_own(one: Standing) -> bool:
    """Whether a mention stands in its report's own words, and nothing says that the reporter saw it."""
    return one.speaker is None and not cited(one) and one.mention.stance != "observe"


def cited(one: Standing) -> list[str]:
    """Return the media that the words beside a mention cite."""
    return [name for name in one.media if name not in one.credited]


def common_house(a: Standing, b: Standing) -> str:
    """Return a house that is cited in both mentions, "" if there is none."""
    return next((one for one in cited(a) for other in cited(b) if same_house(one, other)), "")


def _nearness(own: Standing, other: Standing) -> tuple[bool, int, bool, str]:
    apart = own.mention.sentence - other.mention.sentence
    return _alike(own, other), -abs(apart), apart >= 0, other.mention.id


def _alike(a: Standing, b: Standing) -> bool:
    one, other = (frozenset(fold(each.mention.content.text).split()) for each in (a, b))
    return 2 * len(one & other) >= _ALIKE * (len(one) + len(other))


def _denies(one: Standing) -> bool:
    return one.mention.stance == "deny"


def rests_on(a: Standing, b: Standing, home: Mapping[str, str]) -> bool:
    """Whether of two mentions of a report, at least one in own words, both rest on one source."""
    one, other = a.mention.id, b.mention.id
    return home.get(one, one if other in home else "") == home.get(other, other if one in home else "")


__all__ = ["cited", "common_house", "homes", "is_own", "rests_on"]
