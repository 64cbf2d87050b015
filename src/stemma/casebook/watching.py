"""What watching keeps: when each address was asked and is due, how it answered, a log, who watches."""

import json
import os
import socket
import sqlite3
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import msgspec
from msgspec import Struct, field, structs

from stemma.casebook.memory import Memory
from stemma.casebook.rows import insert
from stemma.casebook.store import Store
from stemma.errors import CasebookError

_LONGEST_LOG = 100_000  # lines; the oldest go
# A watcher that has not said for so many seconds that it is alive is taken for dead. It says so every
# `BEAT` seconds; a commit of others, and one of its own, may hold it up for half a minute each.
STALE, BEAT = 300.0, 30.0
_LEASE = "watcher"  # the key in the table meta


class Fetch(Struct, frozen=True):
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


class Logged(Struct, frozen=True):
    """A line of the log: ``outcome`` is new, version, listed, failed, refused, gone or unread."""

    at: str
    source: str
    url: str
    outcome: str
    detail: str


class WatchedError(CasebookError):
    """Another watcher watches into the casebook."""


class Lease(Struct, frozen=True):
    """Who watches into a casebook.

    Attributes:
        owner: names this watcher and no other.
        host: the machine.
        pid: the process on it.
        since: when it began, ISO 8601, UTC.
        beat: when it last said that it is alive, in seconds since 1970.
        file: the number of the casebook's file, which tells it from a copy or a back-up.
    """

    owner: str
    host: str
    pid: int
    since: str
    beat: float
    file: int


def new_lease(store: Store, now: float) -> Lease:
    """Return a lease of this process, not taken yet."""
    since = datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds")
    file = store.path.stat().st_ino
    return Lease(uuid.uuid4().hex, socket.gethostname(), os.getpid(), since, now, file)


def hold(store: Store, lease: Lease) -> None:
    """Take a lease, or say that it is still held; one whose watcher is dead is taken over.

    Raises:
        WatchedError: another watcher has it.
    """
    with store.transaction() as db:
        other = _lease(db)
        if other is not None and other.owner != lease.owner and _is_alive(other, lease):
            raise WatchedError(
                f"{store.path} is being watched already, since {other.since} by process {other.pid} on "
                f"{other.host}: name its addresses in one file, or use another casebook. If that process has "
                f"died, try again in {STALE / 60:.0f} minutes"
            )
        value = msgspec.json.encode(lease).decode()
        db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_LEASE, value))


def give_up(store: Store, lease: Lease) -> None:
    """Give a lease back; nothing when another has it."""
    with store.transaction() as db:
        held = _lease(db)
        if held is not None and held.owner == lease.owner:
            db.execute("DELETE FROM meta WHERE key = ?", (_LEASE,))


def _lease(db: sqlite3.Connection) -> Lease | None:
    row = db.execute("SELECT value FROM meta WHERE key = ?", (_LEASE,)).fetchone()
    try:
        return msgspec.json.decode(row[0], type=Lease) if row else None
    except msgspec.DecodeError:
        return None


def _is_alive(held: Lease, mine: Lease) -> bool:
    """Return whether the watcher that has a lease is still there, as far as can be told from here."""
    if held.file != mine.file or abs(mine.beat - held.beat) > STALE:
        return False
    if held.host != mine.host or os.name != "posix":
        return True
    try:
        os.kill(held.pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is another user's
        return True
    return True


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
        if insert(db, "fetch_log", (structs.asdict(line) for line in lines)):
            db.execute("DELETE FROM fetch_log WHERE n <= (SELECT max(n) FROM fetch_log) - ?", (_LONGEST_LOG,))


def log(db: sqlite3.Connection, limit: int | None = None) -> list[Logged]:
    """Return the last lines of the log, in the order in which they were written."""
    query = "SELECT at, source, url, outcome, detail FROM fetch_log ORDER BY n DESC LIMIT ?"
    found = [Logged(*row) for row in db.execute(query, (-1 if limit is None else limit,))]
    return found[::-1]


def _row(fetch: Fetch) -> dict[str, object]:
    return {**structs.asdict(fetch), "beside": json.dumps(fetch.beside, ensure_ascii=False)}


def _fetch(row: sqlite3.Row) -> Fetch:
    values = dict(row)
    return Fetch(**{**values, "beside": json.loads(values["beside"])})
