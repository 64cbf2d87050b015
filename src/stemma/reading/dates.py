"""Publication dates as tables, pages and datelines write them, to ISO 8601."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Literal

DateOrder = Literal["mdy", "dmy"]

MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"),
        1,
    )
    for name in names.split()
}  # fmt: skip
MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_YEAR = r"(?:19|20)\d\d"
CLOCK_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "BST": 60, "CET": 60, "CEST": 120, "EET": 120, "EEST": 180, "MSK": 180,
    "EST": -300, "EDT": -240, "ET": -300, "CST": -360, "CDT": -300, "PST": -480, "PDT": -420,
}  # fmt: skip
_CLOCK = (
    r"(?:[,\s]*(?:at\s+|[-|–]\s+)?(?P<hour>\d{1,2}):?(?P<minute>\d\d)\b(?::\d\d(?:\.\d+)?)?"  # noqa: RUF001 dash
    rf"\s*(?P<half>[ap]\.?m\b\.?)?\s*(?:\(?(?P<zone>(?:{'|'.join(CLOCK_ZONES)})\b|[+-]\d\d:?\d\d)\)?)?)?"
)
# A date in English words or in figures with the year written out, at the start of a string.
WRITTEN = re.compile(
    rf"{WEEKDAY}(?:"
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?P<month>{MONTH_NAMES})\.?,?[\s-]+(?P<year>{_YEAR})"
    rf"|(?P<month2>{MONTH_NAMES})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>{_YEAR})"
    rf"|(?P<first>\d{{1,2}})(?P<mark>[/.-])(?P<second>\d{{1,2}})(?P=mark)(?P<year3>{_YEAR})"
    rf"|(?P<iso>{_YEAR}-\d\d-\d\d)"
    rf"){_CLOCK}",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:[T\s]+(?P<clock>\d\d:\d\d(?::\d\d)?)"
    r"(?:[.,]\d+)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?)?)?\s*(?:\[[\w/]+\])?"
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z?))?")
_TWO_DIGITS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{2}|\d{4})(?:[\s,]+(\d{1,2}:\d\d)(?::\d\d)?)?")
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_MONTHS_IN_YEAR = 12


def normalise(value: str, order: DateOrder | None = None) -> tuple[str, str] | None:
    """Return a date in ISO 8601, as precise as it was written, with a note on what was assumed.

    Args:
        value: ISO 8601, RFC 2822, compact (20220512, 20220512T093000Z), Unix seconds or
            milliseconds, English words, or figures with slashes, dots or hyphens.
        order: how an ambiguous 4/5/2017 is read; month first unless given.

    Returns:
        (date, note), the note empty when nothing was assumed; None when it is no date.
    """
    value = " ".join(value.split())
    for reader in (_iso, _compact, _unix, _rfc2822):
        found = reader(value)
        if found:
            return found, ""
    figures = _TWO_DIGITS.fullmatch(value)
    if figures:
        return _figures(figures, order)
    words = WRITTEN.match(value)
    return written(words, order) if words else None


def written(found: re.Match[str], order: DateOrder | None = None) -> tuple[str, str] | None:
    """Return the ISO date of a match of ``WRITTEN``, with a note on what was assumed."""
    parts = found.groupdict()
    note = ""
    if parts["iso"]:
        day_text = parts["iso"] if _iso(parts["iso"]) else None
    elif parts["first"]:
        first, second = int(parts["first"]), int(parts["second"])
        month, day, note = _resolve(first, second, parts["mark"], order)
        day_text = _day(int(parts["year3"]), month, day)
    else:
        name = (parts["month"] or parts["month2"]).lower()
        year, day = int(parts["year"] or parts["year2"]), int(parts["day"] or parts["day2"])
        day_text = _day(year, MONTHS.get(name, 0), day)
    if day_text is None:
        return None
    return day_text + _clock(parts), note


def date_order(values: Iterable[str]) -> DateOrder | None:
    """Decide from a whole column whether 4/5/2017 is April or May; None when nothing tells."""
    month_first = day_first = 0
    for value in values:
        found = _TWO_DIGITS.match(value.strip())
        if found:
            month_first += int(found[3]) > _MONTHS_IN_YEAR
            day_first += int(found[1]) > _MONTHS_IN_YEAR
    if month_first == day_first:
        return None
    return "mdy" if month_first > day_first else "dmy"


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _clock(parts: dict[str, str | None]) -> str:
    if not parts.get("hour"):
        return ""
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    half = (parts["half"] or "").replace(".", "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:  # noqa: PLR2004 a clock's bounds
        return ""
    return f"T{hour:02}:{minute:02}:00{_zone(parts['zone'] or '')}"


def _zone(zone: str) -> str:
    if re.fullmatch(r"[+-]\d\d:?(?:\d\d)?", zone):
        return f"{zone[:3]}:{zone[-2:] if len(zone) > 3 else '00'}"  # noqa: PLR2004 sign and hours
    minutes = CLOCK_ZONES.get(zone.upper())
    if minutes is None:
        return ""
    return datetime(2000, 1, 1, tzinfo=timezone(timedelta(minutes=minutes))).isoformat()[-6:]


def _iso(value: str) -> str | None:
    found = _ISO.fullmatch(value)
    if not found:
        return None
    year, month, day, clock, zone = found.group("year", "month", "day", "clock", "zone")
    if not day:
        whole = f"{year}-{month}" if month else str(year)
        return whole if not month or 1 <= int(month) <= _MONTHS_IN_YEAR else None
    whole_day = _day(int(year), int(month), int(day))
    if whole_day is None or not clock:
        return whole_day
    try:
        seconds = time.fromisoformat(clock).isoformat()
    except ValueError:
        return whole_day
    return f"{whole_day}T{seconds}{_zone(zone) if zone else ''}"


def _compact(value: str) -> str | None:
    found = _COMPACT.fullmatch(value)
    if not found or not _FIRST_YEAR <= int(found[1]) <= _LAST_YEAR:
        return None
    clock = f"T{found[4]}:{found[5]}:{found[6] or '00'}{'+00:00' if found[7] else ''}" if found[4] else ""
    return _iso(f"{found[1]}-{found[2]}-{found[3]}{clock}")


def _unix(value: str) -> str | None:
    found = re.fullmatch(r"(\d{9,10})(?:\d{3})?(?:\.\d+)?", value)
    if not found:
        return None
    return datetime.fromtimestamp(int(found[1]), UTC).isoformat()


def _rfc2822(value: str) -> str | None:
    if not re.match(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3}\w*\s+\d{4}\s+\d{1,2}:\d\d", value):
        return None
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  a hundredth of a second, for these alone

    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _figures(found: re.Match[str], order: DateOrder | None) -> tuple[str, str] | None:
    year = int(found[4]) if len(found[4]) == 4 else 2000 + int(found[4])  # noqa: PLR2004 digits of a year
    month, day, note = _resolve(int(found[1]), int(found[3]), found[2], order)
    text = _day(year, month, day)
    if text is None:
        return None
    hours, _, minutes = (found[5] or "").partition(":")
    return text + (f"T{int(hours):02}:{minutes}:00" if hours and int(hours) < 24 else ""), note  # noqa: PLR2004 hours of a day


def _resolve(first: int, second: int, mark: str, order: DateOrder | None) -> tuple[int, int, str]:
    """Return month, day and a note for two figures."""
    if first > _MONTHS_IN_YEAR or second > _MONTHS_IN_YEAR:
        return (second, first, "") if first > _MONTHS_IN_YEAR else (first, second, "")
    if order:
        note = f"{'day' if order == 'dmy' else 'month'} first, as other dates of the column show"
        return (second, first, note) if order == "dmy" else (first, second, note)
    if first == second:
        return first, second, ""
    # Dots and hyphens before the year are European usage, slashes American (CLDR).
    if mark != "/":
        return second, first, "read day first: the figures do not tell"
    return first, second, "read month first: the figures do not tell"
