"""Whether two mentions tell all the dead of one war, in whatever words and with figures that grow."""

from functools import lru_cache

from stemma.collation.attack_words import listed
from stemma.collation.comparing import unmatched_names
from stemma.collation.numbers import Figure, counted_alike, counts_some, holds
from stemma.collation.statements import Content, Statement
from stemma.collation.whereabouts import any_shared
from stemma.dates import days_apart, gap

# Fewer dead are those of a battle or a month more often than those of a war.
_LEAST = 5000
# How many times one count of a war's dead is another one at most: estimates of one year differ by so much.
_RATIO = 1.5
# The same for what stands in one claim already: an altered copy beside what it was copied from.
_RATIO_HELD = 2
# Days between publications within which two such counts are one claim, and within which equal ones are.
_DAYS = 6.0
_DAYS_EQUAL = 45.0


def all_killed(content: Content) -> list[Figure]:
    """Return the figures of killed that a content tells, but for those that count some of the others."""
    return [one for one in content.figures if one.measure == "killed" and not counts_some(one)]


@lru_cache(maxsize=8192)  # contents, which are compared with many: 1 MB or so
def war_toll(content: Content) -> Figure | None:
    """Return the figure of all the dead of a war that a content tells, None where it tells none."""
    toll = max(all_killed(content), key=_value, default=None)
    if toll is None or toll.value < _LEAST or content.denials:
        return None
    told_since = not (listed("war").isdisjoint(content.lows) or listed("lasting").isdisjoint(content.lows))
    return toll if told_since else None


def one_war(a: Statement, b: Statement) -> str:
    """Return the evidence that two mentions tell all the dead of one war, "" where there is not enough.

    Both tell for how long the war has lasted, count the same people, and name no two nations or places.

    Args:
        a: one mention.
        b: the other.
    """
    one, other = war_toll(a.content), war_toll(b.content)
    if one is None or other is None or a.denials or b.denials or not counted_alike(one, other):
        return ""
    apart = gap(a.date, b.date)
    if apart is None or apart > (_DAYS_EQUAL if one.value == other.value else _DAYS):
        return ""
    if not _near(one, other) or (a.places and b.places and not any_shared(a.places, b.places)):
        return ""
    if all(any(name[:1] in "@^" for name in only) for only in unmatched_names(a, b)):
        return ""
    return f"one war: both tell all its dead, “{one.text}” and “{other.text}”, published {days_apart(apart)}"


def may_be_one_war(a: Statement, b: Statement) -> bool:
    """Whether two mentions can stand in one claim since both tell a war's dead, as their number grows."""
    one, other = war_toll(a.content), war_toll(b.content)
    return one is not None and other is not None and _close(one, other, _RATIO_HELD)


def _near(one: Figure, other: Figure) -> bool:
    """Whether two counts can be of one war at one time ("hundreds of thousands", "320,000")."""
    return holds(one, other.value) or holds(other, one.value) or _close(one, other, _RATIO)


def _close(one: Figure, other: Figure, ratio: float) -> bool:
    smaller, larger = sorted((one.value, other.value))
    return larger <= ratio * smaller


def _value(one: Figure) -> float:
    return one.value


__all__ = ["all_killed", "may_be_one_war", "one_war", "war_toll"]
