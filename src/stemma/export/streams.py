"""The records that formats are written from, a few at a time, so that a large casebook fits in memory."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from msgspec import Struct

from stemma.casebook import Casebook
from stemma.export.cameo import CodedEvent, coded
from stemma.records import (
    Claim,
    ClaimMention,
    Copy,
    Decision,
    Event,
    EventMention,
    Name,
    Origin,
    Report,
    Variant,
)

T = TypeVar("T")

# The orders are those of the casebook's own reads.
_ORDER = {
    "reports": "coalesce(published, '9999'), id",
    "claims": "outlets DESC, mention_count DESC, id",
    "events": "coalesce(start, '9999'), id",
}


class Stream(Struct, frozen=True):
    """The records of one table: their kind, and a function that reads them anew."""

    name: str
    kind: type[Any]
    read: Callable[[], Iterable[Any]]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.read())


def reports(book: Casebook) -> Iterator[Report]:
    """Yield the reports in the order of publication, one in memory at a time."""
    return _each(book, "reports", book.report)


def claims(book: Casebook) -> Iterator[Claim]:
    """Yield the claims, the most widely carried first."""
    return _each(book, "claims", book.claim)


def events(book: Casebook) -> Iterator[Event]:
    """Yield the events in the order of their dates."""
    return _each(book, "events", book.event)


def mentions(book: Casebook) -> Iterator[ClaimMention]:
    """Yield the claim mentions, report by report."""
    for report in sorted(_ids(book, "reports")):
        yield from book.mentions(report)


def event_mentions(book: Casebook) -> Iterator[EventMention]:
    """Yield the event mentions, report by report."""
    for report in sorted(_ids(book, "reports")):
        yield from book.event_mentions(report)


def names(book: Casebook) -> Iterator[Name]:
    """Yield where persons and bodies are named, report by report."""
    for report in sorted(_ids(book, "reports")):
        yield from book.names(report)


def tables(book: Casebook) -> tuple[Stream, ...]:
    """Return the tables of a casebook as they are exported; events have their CAMEO alias."""
    return (
        Stream("reports", Report, lambda: reports(book)),
        Stream("mentions", ClaimMention, lambda: mentions(book)),
        Stream("claims", Claim, lambda: claims(book)),
        Stream("origins", Origin, book.origins),
        Stream("variants", Variant, book.variants),
        Stream("event_mentions", EventMention, lambda: event_mentions(book)),
        Stream("events", CodedEvent, lambda: map(coded, events(book))),
        Stream("names", Name, lambda: names(book)),
        Stream("copies", Copy, book.copies),
        Stream("decisions", Decision, book.decisions),
    )


def _each(book: Casebook, table: str, one: Callable[[str], T | None]) -> Iterator[T]:
    for identifier in _ids(book, table):
        record = one(identifier)
        if record is not None:
            yield record


def _ids(book: Casebook, table: str) -> list[str]:
    def query(db: sqlite3.Connection) -> list[str]:
        rows = db.execute(f"SELECT id FROM {table} ORDER BY {_ORDER[table]}")  # noqa: S608  fixed names
        return [row["id"] for row in rows]

    return book.store.read(query)
