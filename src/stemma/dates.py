"""Publication dates as days: ISO 8601, possibly only a month or a year."""

import re
from datetime import date
from functools import lru_cache

# What a date that is only partly known gives: year, month, day, hour and minute.
ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2}))?)?)?")
_LAST_MONTH = 12


@lru_cache(maxsize=50_000)
def days(value: str | None) -> tuple[float, float] | None:
    """Return the first and last moment of an ISO 8601 value, in days; None if it is no date."""
    match = ISO.match(value or "")
    if not match:
        return None
    year, month, day, hour, minute = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if month is None:
            return float(date(year, 1, 1).toordinal()), date(year, 12, 31).toordinal() + 0.999
        if day is None:
            following = date(year + (month == _LAST_MONTH), month % _LAST_MONTH + 1, 1)
            return float(date(year, month, 1).toordinal()), following.toordinal() - 0.001
        moment = float(date(year, month, day).toordinal())
    except ValueError:
        return None
    if hour is None or minute is None:
        return moment, moment + 0.999
    return moment + (hour * 60 + minute) / 1440, moment + (hour * 60 + minute + 1) / 1440


def in_time(published: str | None) -> tuple[bool, str]:
    """Return what puts dates in order, the earliest first and what has none at the end."""
    return published is None, published or ""


def gap(a: tuple[float, float] | None, b: tuple[float, float] | None) -> float | None:
    """Return the days that lie at least between two dates (0 if they overlap), None if unknown."""
    if a is None or b is None:
        return None
    # Asked of each pair that is compared: a call of "max" would cost as much as all else.
    before, after = a[0] - b[1], b[0] - a[1]
    if before > 0.0 and before >= after:
        return before
    if after > 0.0:
        return after
    return 0.0


def days_apart(days: float) -> str:
    """Return how far apart two dates are, in words: "on the same day", "a day apart", "3 days apart"."""
    whole = round(days)
    return {0: "on the same day", 1: "a day apart"}.get(whole, f"{whole} days apart")
