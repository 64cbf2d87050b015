"""From a time expression's words to its TIMEX3 value: every rule's reading."""

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
