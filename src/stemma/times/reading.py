"""What a time expression is read against, and what the reading gives."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from msgspec import Struct

from stemma.records import Span, Time
from stemma.times.extents import UNKNOWN, extent

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Tense = Literal["past", "present", "future", ""]

NO_ANCHOR = "no publication date to anchor it"
# How many characters of a value a publication date anchors that is known to the month, or to the year.
_FINE = {"month": 7, "year": 4}


@dataclass(slots=True)
class Context:
    """What an expression is read against.

    ``anchor`` is the day that "today" means (None: unknown), ``reference`` the last date named in
    the text and ``reference_day`` the last that was exact to the day, ``tense`` gives the tense of
    the verb that governs the expression, ``narrative`` tells that the text recounts the past: bare
    months and days then follow ``reference``.
    ``year_ahead`` is the year of a later month that an expression is joined to, ``quarter`` the
    last quarter of a year that was named, ``reference_is_fine`` whether the reference names a month,
    ``days`` all days that were named exactly.
    """

    anchor: date | None
    anchor_precision: str
    reference: date | None
    reference_day: date | None
    tense: Callable[[], Tense]
    narrative: bool = False
    year_ahead: int | None = None
    reference_is_fine: bool = False
    quarter: str = ""
    start_of_war: date | None = None
    days: set[date] = field(default_factory=set)


class Reading(Struct, frozen=True):
    """The type and value of an expression; ``reason`` says why a value is missing or uncertain."""

    type: TimexType
    value: str
    reason: str = ""
    anchored: bool = False
    score: float = 1.0
    bounds: tuple[str, str] | None = None


Groups = dict[str, str | None]
Handler = Callable[[Groups, Context], Reading | None]


def unanchored(type_: TimexType, value: str) -> Reading:
    """Return the reading of an expression that only a publication date could anchor."""
    return Reading(type_, value, NO_ANCHOR, score=0.5)


def as_time(reading: Reading, text: str, span: Span, rule: str, precision: str) -> Time:
    """Return the record of a reading, without a date where it needs a finer publication date than there is.

    Args:
        reading: the reading.
        text: the expression's words.
        span: where they stand.
        rule: the rule that found them.
        precision: whether the day of publication is known to the "day", "month" or "year".
    """
    if _too_fine(reading, precision):
        reading = Reading(
            reading.type, "", f"the publication date is known to the {precision} only", score=0.3
        )
    dated = reading.type in {"DATE", "TIME"}
    start, end, fine = extent(reading.value) if dated else UNKNOWN
    if reading.bounds:
        start, end, fine = *reading.bounds, "day" if reading.bounds[0] == reading.bounds[1] else "range"
    reason = reading.reason or ("names no date" if dated and not start else "")
    return Time(
        text, span, reading.type, reading.value, start, end, fine if start else "unknown",
        anchored=reading.anchored and bool(reading.value), reason=reason, rule=rule, score=reading.score,
    )  # fmt: skip


def _too_fine(reading: Reading, precision: str) -> bool:
    """Say whether a value counts from a publication date that is not known so finely."""
    known = _FINE.get(precision)
    if known is None or not reading.anchored or reading.reason.startswith("year of"):
        return False
    return len(reading.value) > known
