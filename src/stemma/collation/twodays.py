"""Whether two mentions tell of two days: each names a weekday that lies just before its own report."""

from functools import cache

from stemma.collation.comparing import equal_tolls
from stemma.collation.statements import Statement
from stemma.resources import load_toml

# Days before publication on which what is told by its weekday alone mostly was.
_FRESH = 2
# A toll this large that both give is one event's, told on the night between two days.
_ONE_TOLL = 10
_WEEK = 7


def fresh_days(item: Statement) -> frozenset[str]:
    """Return the weekdays that a mention names and that lie at most two days before its publication."""
    named = weekdays_of(item)
    if not named or item.date is None or item.date[1] - item.date[0] > 1:
        return _NONE
    published = int(item.date[0])
    # Day one of the calendar was a Monday.
    return frozenset(
        [day for at, day in enumerate(_weekdays()) if day in named and (published - 1 - at) % _WEEK <= _FRESH]
    )


def two_days(a: Statement, b: Statement) -> str:
    """Say of which two days two mentions tell, "" where they need not tell of two.

    A strike on Monday in Monday's report and one on Tuesday in Tuesday's are two, however alike the
    sentences: of ten merges on FA-KES whose mentions name two weekdays or dates eight were two events.
    """
    if not a.calendar or not b.calendar:
        return ""  # most name no day
    left, right = fresh_days(a), fresh_days(b)
    if not left or not right or not weekdays_of(a).isdisjoint(weekdays_of(b)):
        return ""
    if any(value >= _ONE_TOLL for _, value in equal_tolls(a.content, b.content)):
        return ""
    return f"two days: {min(left).title()} against {min(right).title()}, each just before its report"


def weekdays_of(item: Statement) -> frozenset[str]:
    """Return the weekdays that a mention names."""
    return item.calendar & _named() if item.calendar else _NONE


_NONE: frozenset[str] = frozenset()


@cache
def _weekdays() -> tuple[str, ...]:
    return tuple(load_toml("collation", "lexicon.toml")["calendar"]["days"])


@cache
def _named() -> frozenset[str]:
    return frozenset(_weekdays())


__all__ = ["fresh_days", "two_days"]
