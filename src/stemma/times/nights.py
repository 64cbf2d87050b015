"""Nights between two days, dates in military style, and parts of a month: forms of reports of war."""

from datetime import date, timedelta

from stemma.times.extents import add_months
from stemma.times.numerals import day_of, month_of, weekday_of
from stemma.times.reading import Context, Groups, Handler, Reading, unanchored
from stemma.times.yearless import month_day, shift_of

_WEEK, _HALF = 7, 15
_PIVOT = 50


def _night(first: date, reading: Reading) -> Reading:
    bounds = (first.isoformat(), (first + timedelta(days=1)).isoformat())
    return Reading(
        "TIME", f"{first.isoformat()}TNI", reading.reason, reading.anchored, reading.score, bounds=bounds
    )


def _night_days(g: Groups, c: Context) -> Reading | None:
    """Return the night between two days of a month ("the night of 13-14 May")."""
    month = month_of(g["m"] or g["m2"] or "")
    first, second = day_of(g["d"] or g["d3"] or ""), day_of(g["e"] or g["e3"] or "")
    year = g["y"] or g["y2"]
    found = month_day(month, first, int(year) if year else None, c)
    if not found.value or found.value.startswith("X"):
        return Reading("TIME", f"{found.value}TNI" if found.value else "", found.reason, score=found.score)
    day = date.fromisoformat(found.value)
    # "The nights of 3 and 9 May" are two: nothing that one value tells.
    return _night(day, found) if (day + timedelta(days=1)).day == second else None


def _night_weekdays(g: Groups, c: Context) -> Reading | None:
    """Return the night between two weekdays, or that ended on one ("overnight into Tuesday")."""
    if c.anchor is None or c.anchor_precision != "day":
        return unanchored("TIME", "")
    wanted = weekday_of(g["b"] or "")
    if g["a"] and (weekday_of(g["a"]) + 1) % 7 != wanted:
        return None
    back = (c.anchor.weekday() - wanted) % 7
    ends = c.anchor + timedelta(days=(7 - back) % 7 if c.tense() == "future" else -back)
    return _night(ends - timedelta(days=1), Reading("TIME", "", anchored=True, score=0.9))


def _military(g: Groups, _: Context) -> Reading:
    """Return a date-time group: day, time, zone, month, year ("051200Z MAY 22")."""
    clock, figures = g["t"] or "", g["y"] or ""
    year = int(figures) if len(figures) > 2 else int(figures) + (2000 if int(figures) < _PIVOT else 1900)  # noqa: PLR2004 - a short year's
    day = date(year, month_of(g["m"] or ""), int(g["d"] or ""))
    return Reading("TIME", f"{day.isoformat()}T{clock[:2]}:{clock[2:]}")


def _month_part(g: Groups, c: Context) -> Reading | None:
    """Return a week or half of a month ("the first week of May"), which TIMEX3 writes as the month."""
    month = month_of(g["m"] or "")
    found = month_day(month, 1, int(g["y"]) if g["y"] else None, c)
    if not found.value or found.value.startswith("X"):
        return Reading("DATE", f"XXXX-{month:02}", found.reason, score=found.score)
    first = date.fromisoformat(found.value)
    last = add_months(first, 1) - timedelta(days=1)
    which, week = (g["n"] or "").lower(), (g["u"] or "").lower() == "week"
    if which in {"last", "final"}:
        start = last - timedelta(days=_WEEK - 1) if week else first.replace(day=_HALF + 1)
    elif week:
        start = first + timedelta(days=_WEEK * (day_of(which) - 1))
        last = min(start + timedelta(days=_WEEK - 1), last)
    else:
        start = first.replace(day=1 + _HALF * (day_of(which) - 1))
        last = last if start.day > 1 else first.replace(day=_HALF)
    if start > last:
        return None
    bounds = (start.isoformat(), last.isoformat())
    return Reading("DATE", found.value[:7], found.reason, found.anchored, found.score, bounds)


def _month_nth(g: Groups, c: Context) -> Reading | None:
    """Return a day of this month or the last ("the 9th of this month")."""
    if c.anchor is None or c.anchor_precision == "year":
        return unanchored("DATE", "")
    month = add_months(c.anchor.replace(day=1), shift_of(g["rel"]))
    return Reading("DATE", month.replace(day=day_of(g["d"] or "")).isoformat(), anchored=True, score=0.9)


def _counted(_: Groups, __: Context) -> Reading:
    return Reading("DATE", "", "counted from a day that the report does not date", score=0.3)


HANDLERS: dict[str, Handler] = {
    "night_days": _night_days,
    "night_weekdays": _night_weekdays,
    "military": _military,
    "month_part": _month_part,
    "month_nth": _month_nth,
    "d_day": _counted,
}
