"""What a time expression is read against, and what the reading gives."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from msgspec import Struct

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Tense = Literal["past", "present", "future", ""]

NO_ANCHOR = "no publication date to anchor it"


@dataclass(slots=True)
class Context:
    """What an expression is read against.

    ``anchor`` is the day that "today" means (None: unknown), ``reference`` the last date named in
    the text and ``reference_day`` the last that was exact to the day, ``tense`` gives the tense of
    the verb that governs the expression, ``narrative`` tells that the text recounts the past: bare
    months and days then follow ``reference``.
    ``year_ahead`` is the year of a later month that an expression is joined to, ``quarter`` the
    last quarter of a year that was named, ``reference_is_fine`` whether the reference names a month.
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
