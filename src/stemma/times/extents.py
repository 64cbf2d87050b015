"""TIMEX3 values as days: which days a value covers, and arithmetic on partly known dates."""

import re
from calendar import monthrange
from datetime import date, timedelta

from stemma.records import DatePrecision

# Meteorological seasons of the northern hemisphere: first month and how far the year moves on.
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(.*))?$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)$")
_QUARTER = re.compile(r"(\d{4})-(Q|H)([1-4])$")
_YEARS = re.compile(r"(\d{2,4})$")
_CLOCK = re.compile(r"(\d\d)(?::(\d\d))?")

Extent = tuple[str | None, str | None, DatePrecision]
UNKNOWN: Extent = (None, None, "unknown")


def extent(value: str) -> Extent:
    """Return the first and last day (or minute) that a TIMEX3 date covers, and its precision."""
    try:
        return _extent(value)
    except ValueError:
        return UNKNOWN


def _extent(value: str) -> Extent:  # noqa: PLR0911 - one for each form of value
    if found := _DAY.match(value):
        return _day_extent(date(int(found[1]), int(found[2]), int(found[3])), found[4] or "")
    if found := _MONTH.match(value):
        return _months(int(found[1]), int(found[2]), 1, "month")
    if found := _WEEK.match(value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        first = monday + timedelta(days=5 if found[3] else 0)
        return first.isoformat(), (monday + timedelta(days=6)).isoformat(), "range" if found[3] else "week"
    if found := _SEASON.match(value):
        return _months(int(found[1]), _SEASONS[found[2]], 3, "season")
    if found := _QUARTER.match(value):
        length = 3 if found[2] == "Q" else 6
        return _months(int(found[1]), (int(found[3]) - 1) * length + 1, length, "range")
    if found := _YEARS.match(value):
        digits = found[1]
        begin, last = int(digits.ljust(4, "0")), int(digits.ljust(4, "9"))
        return _year(begin, last, "year" if len(digits) == 4 else "range")  # noqa: PLR2004 - a year's digits
    return UNKNOWN


def _day_extent(day: date, clock: str) -> Extent:
    if found := _CLOCK.match(clock):
        hour, minute = int(found[1]), found[2]
        base = day + timedelta(days=hour // 24)
        start = f"{base.isoformat()}T{hour % 24:02}:{minute or '00'}"
        end = start if minute else f"{base.isoformat()}T{hour % 24:02}:59"
        return start, end, "minute" if minute else "hour"
    return day.isoformat(), day.isoformat(), "day"


def _months(year: int, month: int, length: int, precision: DatePrecision) -> Extent:
    last_year, last_month = divmod(year * 12 + month - 1 + length - 1, 12)
    last = date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1])
    return date(year, month, 1).isoformat(), last.isoformat(), precision


def _year(first: int, last: int, precision: DatePrecision) -> Extent:
    return f"{first:04}-01-01", f"{last:04}-12-31", precision


def add_months(day: date, months: int) -> date:
    """Return the day so many months on, or the last of its month when there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def week_value(day: date) -> str:
    """Return the TIMEX3 value of the week that a day is in."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def season_value(day: date) -> tuple[int, str]:
    """Return the (year, season) that a day is in; winter belongs to the year of its December."""
    if day.month <= 2:  # noqa: PLR2004 - January and February
        return day.year - 1, "WI"
    return day.year, ("SP", "SU", "FA", "WI")[(day.month - 3) // 3]
