"""Reading what a query selects, some rows at a time."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from stemma.casebook.casebook import Casebook
from stemma.casebook.memory import Memory

T = TypeVar("T")

AT_ONCE = 500  # rows held at a time
_PLAINLY = 2_000  # the same of plain columns; with ten times as many they leave the processor's cache


def selected(
    book: Casebook, query: str, make: Callable[[Any], T], values: Sequence[object] = ()
) -> Iterator[T]:
    """Yield what ``make`` makes of each row of a query; some rows are held at a time."""
    found = book.store.read(lambda db: db.execute(query, values))
    while some := book.store.read(lambda _: [make(row) for row in found.fetchmany(AT_ONCE)]):
        yield from some


def plainly(book: Casebook, query: str) -> Iterator[list[Any]]:
    """Yield the rows of a query as plain tuples, many at a time: of millions, each costs half as much so."""

    def begin(db: sqlite3.Connection) -> sqlite3.Cursor:
        cursor = db.cursor()
        cursor.row_factory = None
        return cursor.execute(query)

    found = book.store.read(begin)
    while part := book.store.read(lambda _: found.fetchmany(_PLAINLY)):
        yield part


def of_each(book: Casebook, query: str, make: Callable[[Any], T], names: Iterable[str]) -> Iterator[T]:
    """Yield the same for a query about some ids, whose place in it is ``{}``."""
    yield from book.store.read(lambda db: [make(row) for row in Memory(db).among(query, sorted(set(names)))])
