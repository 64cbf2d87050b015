"""When the entries of a live blog were set: the times that pages show, and the days that they belong to."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise

from lxml.html import HtmlElement
from msgspec import Struct
from msgspec.structs import replace

from stemma.reading.cleaning import clean_line
from stemma.reading.dates import CLOCK_ZONES, MONTH_NAMES, MONTHS, WEEKDAY, WRITTEN, normalise, written

# A longer text is no bare time; with "Updated at" before and a second zone behind, 50 were the most seen.
_LONGEST = 70
_DAY_LONGEST = 40
_SIGNED = 4  # marks in a line with a name, a place and a time
# Steps against the run of the page that are smaller than this are entries out of order, not another day.
_NIGHT = 180
_MINUTES_IN_DAY, _HALF_DAY = 1440, 720
_NOON = 12
_LABEL = (
    r"(?:(?:last\s+)?(?:posted|published|updated|edited|added|entry|at|um|kl|à|a\s+las|alle|o|godz|ore|saat"
    r"|\u0432|\u043e)\b[\s.:]*)*"  # the last two are Russian and Ukrainian "at"
)
_ZONE = "|".join(sorted(CLOCK_ZONES, key=len, reverse=True))
_TODAY = (
    rf"(?:(?:today|{WEEKDAY}(?:(?P<day>\d{{1,2}})\.?\s+(?P<month>{MONTH_NAMES})\.?"
    rf"|(?P<month2>{MONTH_NAMES})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)?)[,\s|·–-]*(?:at\s+)?)?"  # noqa: RUF001 dash
)
_HOUR = (
    r"(?:(?P<hour>\d{1,2})(?:\s?[:.h]\s?|\sh\s)(?P<minute>\d{2})(?:[:.]\d\d)?"
    r"|(?P<bare>\d{1,2})(?=\s?[ap]\.?m))(?:\s*(?P<half>[ap]\.?\s?m\b\.?))?(?:\s*(?:uhr|hrs?|h)\b\.?)?"
    rf"(?:\s*[(\[]?(?P<zone>(?:{_ZONE})\b|(?:utc|gmt)?[+-]\d\d?(?::?\d\d)?\b)[)\]]?)?"
)
_SECOND = r"(?:\s*[(/|]\s*(?P<hour0>\d{1,2})[:.](?P<minute0>\d\d)\s*(?:GMT|UTC|Z)\s*\)?)?"
_CLOCK = re.compile(rf"{_LABEL}{_TODAY}{_HOUR}{_SECOND}", re.IGNORECASE)
_AGO = re.compile(
    r"(?:(?:about\s+)?(?:\d{1,3}|an?|one)\s*(?:m|h|d|s|min|mins|hrs?|minutes?|hours?|days?|seconds?)\.?(?:\s+ago)?"
    r"|just now|now|moments ago|(?:some time|a while) ago|yesterday|today)",
    re.IGNORECASE,
)
_ATTRIBUTES = (
    "data-published", "data-timestamp", "data-time", "data-created", "data-block-time", "data-sort-time",
    "data-date", "data-datetime", "data-utc", "data-unix", "data-ts", "data-post-time",
)  # fmt: skip
_BEFORE = " \t\n|•·*–—-:"  # noqa: RUF001 what stands between a time and its text


class Stamp(Struct, frozen=True):
    """When an entry was set, as far as its page says so.

    ``moment`` is the whole time in ISO 8601 where it is written; else ``minute`` is the minute of the
    day (-1 for none), ``zone`` its zone in minutes, ``day`` the month and day. ``length`` is how many
    characters of the element's text it takes.
    """

    moment: str = ""
    minute: int = -1
    zone: int | None = None
    day: tuple[int, int] | None = None
    length: int = 0


def attribute_stamp(element: HtmlElement) -> Stamp | None:
    """Return the time that an element's attributes give, None for none."""
    names = (
        ("datetime", "content") if element.tag in ("time", "meta") else (*_ATTRIBUTES, "title", "datetime")
    )
    for name in names:
        value = element.get(name)
        found = normalise(value) if value and len(value) < _LONGEST else None
        if found and "T" in found[0]:
            return Stamp(found[0])
        if found and element.tag == "time" and (clock := text_stamp(clean_line("".join(element.itertext())))):
            return clock if clock.moment else _on(clock, found[0])
    return None


def text_stamp(text: str, *, whole: bool = True) -> Stamp | None:
    """Return the time that a text is, or with ``whole`` false begins with; None for none."""
    if not text or (whole and len(text) > _LONGEST):
        return None
    if whole and _AGO.fullmatch(text):
        return Stamp(length=len(text))
    bare = re.match(_LABEL, text, re.IGNORECASE)
    start = bare.end() if bare else 0
    dated = WRITTEN.match(text, start)
    if dated and dated["hour"] and (not whole or not text[dated.end() :].strip(_BEFORE + ")")):
        found = written(dated)
        if found and "T" in found[0]:
            return Stamp(found[0], length=dated.end())
    clock = _CLOCK.fullmatch(text) if whole else _CLOCK.match(text)
    if clock is None or (not whole and not _parted(text, clock.end())):
        return None
    return _of_clock(clock)


def signed_stamp(text: str) -> Stamp | None:
    """Return the time in a line that names besides only who wrote ("Mira Voss · 14:05"), None for none."""
    if len(text) > _LONGEST or text.endswith((".", "!", "?")):
        return None
    for mark in list(re.finditer(r"\s+[|·•–—-]\s+|,\s+", text))[:_SIGNED]:  # noqa: RUF001 dashes
        for part in (text[mark.end() :], text[: mark.start()]):
            found = text_stamp(part)
            if found is not None and (found.moment or found.minute >= 0):
                return found
    return None


def _parted(text: str, end: int) -> bool:
    """Return whether a time at the beginning of a text is set off from what follows."""
    rest = text[end:]
    return bool(re.match(r"\s*[-–—|:•·]\s*\S|\s+[A-ZÀ-ÞА-ЯҐЄІЇ\"“‘«]", rest)) or not rest.strip()  # noqa: RUF001 dashes, quotes


def _of_clock(found: re.Match[str]) -> Stamp | None:
    half = (found["half"] or "").replace(".", "").replace(" ", "").lower()
    hour, minute = int(found["hour"] or found["bare"]), int(found["minute"] or 0)
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    if hour > 23 or minute > 59:  # noqa: PLR2004 a clock's bounds
        return None
    at = hour * 60 + minute
    zone = _zone(found["zone"])
    if found["hour0"] and int(found["hour0"]) <= 23 and int(found["minute0"]) <= 59:  # noqa: PLR2004 a clock's bounds
        apart = (at - int(found["hour0"]) * 60 - int(found["minute0"])) % _MINUTES_IN_DAY
        zone = apart if apart <= 14 * 60 else apart - _MINUTES_IN_DAY  # zones reach from -12 to +14 hours
    month = MONTHS.get((found["month"] or found["month2"] or "").lower())
    day = (month, int(found["day"] or found["day2"])) if month else None
    return Stamp(minute=at, zone=zone, day=day, length=found.end())


def _zone(text: str | None) -> int | None:
    if not text:
        return None
    if text.upper() in CLOCK_ZONES:
        return CLOCK_ZONES[text.upper()]
    found = re.fullmatch(r"(?:utc|gmt)?([+-])(\d\d?):?(\d\d)?", text, re.IGNORECASE)
    if not found:
        return None
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    return -minutes if found[1] == "-" else minutes


def day_of(text: str) -> date | None:
    """Return the day that a short text (a heading between entries) is, None where it says anything else."""
    if len(text) > _DAY_LONGEST:
        return None
    found = WRITTEN.fullmatch(text.strip(_BEFORE + ","))
    value = written(found) if found and not found["hour"] else None
    return date.fromisoformat(value[0]) if value else None


def dated(stamps: Sequence[Stamp], days: Sequence[date | None], published: str, updated: str) -> list[str]:
    """Return the times of a page's entries in ISO 8601, in the order of the page; "" for those not told.

    A clock without a day has that of the heading above it, else it is counted from the day on which the
    page was published or changed last: entries run one way, and a step over midnight goes against it.

    Args:
        stamps: what the entries show.
        days: the days of the headings above them.
        published: when the page was published, "" for unknown.
        updated: when it was changed last, likewise.
    """
    clocks = [number for number, stamp in enumerate(stamps) if not stamp.moment and stamp.minute >= 0]
    counted = dict(zip(clocks, _counted([stamps[n] for n in clocks], published, updated), strict=True))
    found = []
    for number, stamp in enumerate(stamps):
        day = days[number] or _own_day(stamp, published, updated) or counted.get(number)
        found.append(stamp.moment or (_written_out(stamp, day) if day and stamp.minute >= 0 else ""))
    return found


def _own_day(stamp: Stamp, published: str, updated: str) -> date | None:
    """Return the day of a time that names day and month, in the page's year."""
    base = _moment(updated or published)
    if stamp.day is None or base is None:
        return None
    try:
        found = date(base.year, *stamp.day)
    except ValueError:
        return None
    # A page of 2 January that names 30 December means the year before.
    return found.replace(year=base.year - 1) if found > base.date() + timedelta(days=1) else found


def _counted(stamps: Sequence[Stamp], published: str, updated: str) -> list[date | None]:
    minutes = [stamp.minute for stamp in stamps]
    first, last = _moment(published), _moment(updated)
    # The shorter way round the clock tells which way the entries run, also over midnight.
    steps = [(b - a + _HALF_DAY) % _MINUTES_IN_DAY - _HALF_DAY for a, b in pairwise(minutes) if a != b]
    newest_first = sum(step < 0 for step in steps) * 2 >= len(steps)
    base = (last or first) if newest_first else (first or last)
    if base is None or not minutes:
        return [None] * len(minutes)
    if base.tzinfo is not None and stamps[0].zone is not None:
        base = base.astimezone(timezone(timedelta(minutes=stamps[0].zone)))
    day, now = base.date(), base.hour * 60 + base.minute
    # An entry that is pinned to the top may be older than what follows.
    pinned = newest_first and last is not None and len(minutes) > 1 and minutes[0] < minutes[1] <= now
    turns = _turns(minutes[pinned:], newest_first=newest_first)
    turns = [0, *turns] if pinned else turns
    if newest_first and last is None:
        day += timedelta(days=-turns[-1])  # published with the oldest
    elif newest_first and minutes[0] > now + _NIGHT:
        day -= timedelta(days=1)
    elif not newest_first and first is not None and minutes[0] < now - _HALF_DAY:
        day += timedelta(days=1)
    return [day + timedelta(days=turn) for turn in turns]


def _turns(minutes: Sequence[int], *, newest_first: bool) -> list[int]:
    """Return by how many days each time lies after the first of the page (before: less than 0)."""
    against = [(b - a) if newest_first else (a - b) for a, b in pairwise(minutes)]
    steps = [(-1 if newest_first else 1) if step > _NIGHT else 0 for step in against]
    turns, turn = [0], 0
    for step in steps:
        turn += step
        turns.append(turn)
    return turns[: len(minutes)]


def _written_out(stamp: Stamp, day: date) -> str:
    moment = datetime(day.year, day.month, day.day, *divmod(stamp.minute, 60))  # noqa: DTZ001 its zone may be unknown
    if stamp.zone is not None:
        moment = moment.replace(tzinfo=timezone(timedelta(minutes=stamp.zone)))
    return moment.isoformat()


def _on(stamp: Stamp, day: str) -> Stamp:
    """Return a clock's time on a day in ISO 8601."""
    try:
        return replace(stamp, moment=_written_out(stamp, date.fromisoformat(day)))
    except ValueError:
        return stamp


def _moment(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None
