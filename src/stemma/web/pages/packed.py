"""The table of events packed for the page: a third of its size as JSON, and quick to unpack."""

import sys
from array import array
from base64 import b64encode
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from stemma.casebook import Casebook
from stemma.web.index import Index
from stemma.web.pages.events import EventTable, event_table

_NUMBERS = ("dead_low", "dead_best", "dead_high", "origins_low", "origins_best", "origins_high", "reports")
_WORDS = ("type", "sub_type", "actor", "target", "place", "country", "precision", "status", "date_precision")

_WIDTHS = ((1, "B"), (2, "H"), (4, "I"), (8, "Q"))  # bytes of a number, and their code in an array
_LISTS = ("outlets", "sides", "factuality", "things", "thing_kinds")


class PackedEvents(Struct, frozen=True):
    """All events by column, as in `EventTable`; what repeats is written once.

    ``ids`` are joined by line ends. ``numbers`` hold little-endian integers as base64, ``width``
    bytes each, one more than the value, so that 0 is none. ``start``, ``end``, ``reported``, ``spot``,
    ``outlets``, ``sides``, ``factuality``, ``things`` and ``thing_kinds`` are positions in ``dates``,
    ``spots`` (latitude, longitude, radius) and ``lists``. ``first`` and ``last`` are the days of the
    first and the last report of the casebook, between which the time line leaves nothing out.
    """

    count: int
    ids: str
    words: dict[str, tuple[str, ...]]
    dates: tuple[str, ...]
    spots: tuple[tuple[object, ...], ...]
    lists: tuple[tuple[int, ...], ...]
    numbers: dict[str, tuple[int, str]]
    first: str | None = None
    last: str | None = None


def packed_events(index: Index, book: Casebook) -> PackedEvents:
    """Return all events packed, in the order of `event_table`."""
    days = [line.published[:10] for line in index.reports.values() if line.published]
    packed = pack(event_table(index, book))
    return replace(packed, first=min(days, default=None), last=max(days, default=None))


def pack(table: EventTable) -> PackedEvents:
    """Return a table of events in the packed form."""
    columns = table.columns
    numbers: dict[str, Sequence[int]] = {name: _numbers(columns[name]) for name in (*_NUMBERS, *_WORDS)}
    numbers["dead_at_least"] = _numbers(columns["dead_at_least"])
    days = ("start", "end", "reported")
    dates, dated = _once([columns[name] for name in days])
    numbers |= dict(zip(days, dated, strict=True))
    places = [
        None if lat is None else (lat, lon, radius)
        for lat, lon, radius in zip(columns["lat"], columns["lon"], columns["radius"], strict=True)
    ]
    spots, (numbers["spot"],) = _once((places,))
    lists, found = _once([columns[name] for name in _LISTS])
    numbers |= dict(zip(_LISTS, found, strict=True))
    return PackedEvents(
        count=table.count,
        ids="\n".join(map(str, columns["id"])),
        words=table.words,
        dates=tuple(map(str, dates)),
        spots=tuple(spots),
        lists=tuple(lists),
        numbers={name: _packed(values) for name, values in numbers.items()},
    )


def _numbers(values: Iterable[Any]) -> list[int]:
    return [-1 if value is None else int(value) for value in values]


def _once(columns: Sequence[Sequence[Any]]) -> tuple[list[Any], list[list[int]]]:
    """Return the distinct values of some columns and for each column their positions, -1 for None."""
    at: dict[Any, int] = {}
    positions = [
        [-1 if value is None else at.setdefault(value, len(at)) for value in column] for column in columns
    ]
    return list(at), positions


def _packed(values: Sequence[int]) -> tuple[int, str]:
    largest = max(values, default=0) + 1
    width, code = next(one for one in _WIDTHS if largest < 1 << 8 * one[0])
    numbers = array(code, (value + 1 for value in values))
    if sys.byteorder == "big":
        numbers.byteswap()
    return width, b64encode(numbers.tobytes()).decode()
