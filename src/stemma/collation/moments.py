"""What the times of two event mentions, or the dates of their reports, say for or against one event."""

from stemma.collation.agreeing import Agreement
from stemma.collation.judging import threshold
from stemma.dates import days, gap
from stemma.records import Time

Bounds = tuple[float, float] | None
_DAY = 1.0
# What times say for one event of which one is a week or more, or only a report's date.
_WIDE = 0.15
# What is told of hours that lie no farther apart may be of one night (in days).
_NIGHT = 0.25
_NEXT_DAY = Agreement(0.0, "told of two days, the one after the other")


def moment(time: Time | None) -> Bounds:
    """Return the first and last moment of a resolved time, in days."""
    if time is None or time.start is None:
        return None
    first = days(time.start)
    last = days(time.end) or first
    return (first[0], last[1]) if first and last else None


def times_agree(first: Bounds, second: Bounds, published: Bounds, other_published: Bounds) -> Agreement:
    """Compare event times; a missing one may be bounded by the dates of publication.

    A day and the day after it say nothing for one event (`next_day`). A night, and an hour before or
    after midnight, may be both.
    """
    if first is not None and second is not None:
        apart = gap(first, second)
        assert apart is not None
        if apart > threshold("event_days"):
            return Agreement(-1.0, f"{apart:.0f} days apart")
        lengths = first[1] - first[0], second[1] - second[0]
        whole = min(lengths) > _DAY / 2
        if max(lengths) <= _DAY and int(first[0]) != int(second[0]) and (whole or apart > _NIGHT):
            return _NEXT_DAY
        return Agreement(_WIDE if max(lengths) > threshold("event_days_wide") else 0.3, "times overlap")
    known = first or second
    if known is None:
        between = gap(published, other_published)
        weight, reason = 0.1, "published at one time"
    else:
        between = gap(known, other_published if first is not None else published)
        weight, reason = _WIDE, "the time fits the other report's date"
    if between is None or between > threshold("event_days_published"):
        return Agreement(None, "")
    return Agreement(weight, reason)


def next_day(times: Agreement) -> bool:
    """Say whether two mentions tell of a day and of the day after it."""
    return times == _NEXT_DAY


def wide(times: Agreement) -> bool:
    """Say whether two times, as far as they are told, hardly say that two mentions are of one event."""
    return times.weight is not None and times.weight <= _WIDE


def long_between(first: Bounds, second: Bounds, published: Bounds, other_published: Bounds) -> str:
    """Say how far apart two mentions are of which one gives no time, "" when that is not far.

    Reports of a war name its towns every day: through mentions without a time, each of them near the
    next, all that happened in one town would be one event.
    """
    if first is not None and second is not None:
        return ""
    apart = gap(first or published, second or other_published)
    if apart is None or apart <= threshold("event_days_longest"):
        return ""
    return f"{apart:.0f} days apart, and one of them gives no time"
