"""What watching keeps: when each address was asked, how it answered, when it is due, and a log."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field

from stemma.casebook.memory import Memory
from stemma.casebook.rows import insert
from stemma.casebook.store import Store

_LONGEST_LOG = 100_000  # lines; the oldest go


@dataclass(frozen=True, slots=True)
class Fetch:
    """An address that is watched, or that a watched list names.

    Attributes:
        url: the address.
        source: the watched address that led to it; itself for that one.
        depth: how many lists lie before it; 0 for the watched address.
        found: when it was seen first. Times are ISO 8601, UTC.
        due: when it is asked next, None for no more.
        asked: when it was asked last.
        changed: when it last brought something new.
        status: what the server answered last, None when it did not.
        etag: what the server asks to be shown next time, and ``modified`` likewise.
        failures: how many in a row.
        reason: why it failed last.
        beside: what the list says of it.
    """

    url: str
    source: str
    depth: int
    found: str
    due: str | None
    asked: str | None = None
    changed: str | None = None
    status: int | None = None
    etag: str = ""
    modified: str = ""
    failures: int = 0
    reason: str = ""
    beside: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Logged:
    """A line of the log: ``outcome`` is new, version, listed, failed, refused, gone or unread."""

    at: str
    source: str
    url: str
    outcome: str
    detail: str


def fetches(db: sqlite3.Connection, sources: Sequence[str], until: str, most: int) -> list[Fetch]:
    """Return what is due, the watched addresses first, then lists and pages in the order of their turn."""
    query = (
        "SELECT * FROM fetches WHERE source IN ({}) AND due <= ? ORDER BY depth > 0, due, found, url LIMIT ?"
    )
    marks = ", ".join("?" * len(sources))
    return [_fetch(row) for row in db.execute(query.format(marks), (*sources, until, most))]


def next_due(db: sqlite3.Connection, sources: Sequence[str]) -> str | None:
    """Return when the next address of these sources is due, None when none ever is."""
    marks = ", ".join("?" * len(sources))
    query = f"SELECT min(due) FROM fetches WHERE source IN ({marks})"  # noqa: S608  marks only
    found: str | None = db.execute(query, tuple(sources)).fetchone()[0]
    return found


def known(db: sqlite3.Connection, urls: Iterable[str]) -> dict[str, Fetch]:
    """Return what is kept of those addresses that are known."""
    found = Memory(db).among("SELECT * FROM fetches WHERE url IN ({})", urls)
    return {row["url"]: _fetch(row) for row in found}


def record(store: Store, kept: Iterable[Fetch], lines: Iterable[Logged]) -> None:
    """Store how addresses answered, addresses that are new, and lines of the log, in one transaction."""
    with store.transaction() as db:
        insert(db, "fetches", map(_row, kept), on_conflict="REPLACE")
        if insert(db, "fetch_log", (asdict(line) for line in lines)):
            db.execute("DELETE FROM fetch_log WHERE n <= (SELECT max(n) FROM fetch_log) - ?", (_LONGEST_LOG,))


def log(db: sqlite3.Connection, limit: int | None = None) -> list[Logged]:
    """Return the last lines of the log, in the order in which they were written."""
    query = "SELECT at, source, url, outcome, detail FROM fetch_log ORDER BY n DESC LIMIT ?"
    found = [Logged(*row) for row in db.execute(query, (-1 if limit is None else limit,))]
    return found[::-1]


def _row(fetch: Fetch) -> dict[str, object]:
    return {**asdict(fetch), "beside": json.dumps(fetch.beside, ensure_ascii=False)}


def _fetch(row: sqlite3.Row) -> Fetch:
    values = dict(row)
    return Fetch(**{**values, "beside": json.loads(values["beside"])})
