"""From a time expression's words to its TIMEX3 value: every rule's reading."""

import re
from datetime import date, timedelta

from msgspec.structs import replace

from stemma.times import dates, durations, feasts, nights, relative, yearless
from stemma.times.grammar import words
from stemma.times.numerals import clock_of
from stemma.times.reading import Context, Groups, Handler, Reading

_HANDLERS: dict[str, Handler] = {
    **dates.HANDLERS,
    **yearless.HANDLERS,
    **relative.HANDLERS,
    **durations.HANDLERS,
    **feasts.HANDLERS,
    **nights.HANDLERS,
}


# Hours before dawn, which TIMEX3 counts as morning.
_EARLY = frozenset({"early hours", "small hours", "predawn hours", "pre-dawn hours"})


def read(rule: str, groups: Groups, context: Context) -> Reading | None:
    """Return the reading of an expression that ``rule`` matched, or None when it is none after all."""
    try:
        return _HANDLERS[rule](groups, context)
    except (ValueError, OverflowError):  # a day that the month does not have, a year out of range
        return None


def with_clock(day: Reading, clock: str) -> Reading:
    """Return the reading of a day and a time, or a part, of it."""
    try:
        part = " ".join(clock.lower().split())
        part = "morning" if part in _EARLY else part.removesuffix(" hours")
        value = words().parts.get(part) or clock_of(clock)
    except ValueError:  # an hour that the day does not have ("May 31, 31 p.m.")
        return day
    return Reading("TIME", day.value + value if day.value else "", day.reason, day.anchored, day.score)


_AFTER = re.compile(r"\b(?:after|past|since)\s+$", re.IGNORECASE)
_MIDNIGHT = "T24:00"


def after_midnight(reading: Reading, before: str, matched: str, context: Context) -> Reading:
    """Return midnight as the beginning of its day where it is that: TIMEX3 takes it for the day's end.

    "Shortly after midnight on Thursday" is early on Thursday; and what was published today did not happen at
    the midnight to come.

    Args:
        reading: how an expression is read.
        before: its sentence up to it.
        matched: its words.
        context: what its text says.
    """
    if not reading.value.endswith(_MIDNIGHT) or "midnight" not in matched.lower():
        return reading
    day = reading.value.removesuffix(_MIDNIGHT)
    today = context.anchor is not None and day == context.anchor.isoformat() and context.tense() != "future"
    if not (today or _AFTER.search(before)):
        return reading
    return replace(reading, value=day + "T00:00")


def eve_of(day: Reading) -> Reading | None:
    """Return the day before a day, of a stretch the day before its first; None for what is no day."""
    first = day.bounds[0] if day.bounds else day.value[:10]
    if day.value.startswith("X") or not re.fullmatch(r"\d{4}-\d\d-\d\d", first):
        return None
    before = (date.fromisoformat(first) - timedelta(days=1)).isoformat()
    return Reading("DATE", before, day.reason, day.anchored, day.score)


# Acts that a report tells once and then counts from ("two days after the raid").
_FROM_ACT = re.compile(
    r"\s+(?P<dir>after|before)\s+(?:the|that|this)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:attack|strike|airstrike|raid|ambush|assault|bombing|bombardment|shelling|explosion|blast|massacre|killing"
    r"|clash|clashes|battle|incident|offensive|capture|fall|ceasefire|truce)(?!\w)",
    re.IGNORECASE,
)
_DAYS = {"D": 1, "W": 7}


def from_act(reading: Reading, behind: str, context: Context) -> Reading:
    """Return so many days before or after an act with their date, where the report has named one day only.

    Args:
        reading: how an expression is read.
        behind: its sentence behind it.
        context: what its text says.
    """
    counted, found = re.fullmatch(r"P(\d+)([DW])", reading.value), _FROM_ACT.match(behind)
    if counted is None or found is None or len(context.days) != 1 or context.narrative:
        return reading
    days = int(counted[1]) * _DAYS[counted[2]]
    (act,) = context.days
    day = act + timedelta(days=days if found["dir"].lower() == "after" else -days)
    if context.anchor is not None and day > context.anchor:
        return reading
    reason = "counted from the one day that the report has named"
    return replace(reading, reason=reason, score=0.4, bounds=(day.isoformat(), day.isoformat()))
