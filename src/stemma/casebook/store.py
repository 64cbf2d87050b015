"""The casebook's SQLite file: opening, migrating, connections and transactions."""

import json
import os
import sqlite3
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import msgspec

from stemma.errors import CasebookError

T = TypeVar("T")

APPLICATION_ID = 0x53544D41  # "STMA": tells a casebook from any other SQLite file
_APPLIED = "migrations"  # the key in the table meta: the numbers of the migrations that were applied, as JSON
_PAUSE = 0.02  # seconds between two tries to begin a casebook that another process begins
BUSY_SECONDS = 30.0  # a writer waits this long for another; a batch of 16 reports commits in well under 1
# A run touches pages all over the file. Beside 30,000 short reports, 1,000 more took 1.34 CPU seconds to
# store with SQLite's own settings (2 MB; the log is written back at 4 MB) and .93 with these, and 7.1 and
# 6.2 to collate (docs/decisions/incremental.md).
_CACHE_KB = 65_536
_LOG_PAGES = 8_000


@cache
def migrations() -> Mapping[int, str]:
    """Return the migration scripts by the number that their file's name begins with, in that order.

    A casebook notes the numbers that it has had (`_APPLIED`), so that a script whose number lies
    before others that came sooner is not passed over. The schema is the highest number.
    """
    folder = files("stemma.casebook") / "migrations"
    scripts = sorted(
        (int(entry.name.split("_")[0]), entry) for entry in folder.iterdir() if entry.name.endswith(".sql")
    )
    if len({number for number, _ in scripts}) != len(scripts):
        raise RuntimeError("two migrations have one number")
    return {number: entry.read_text(encoding="utf-8") for number, entry in scripts}


def folded(text: str | None) -> str | None:
    """Return a text as it is compared with what a person typed, without capitals and accents."""
    from stemma.names.normal import fold  # noqa: PLC0415  few commands seek a speaker

    return None if text is None else fold(text)


class Store:
    """One casebook file; every thread that uses it gets a connection of its own.

    SQLite in WAL mode lets one writer and many readers work at once. Each commit survives the
    death of the process; after a loss of power the last commits may be missing, never half there.
    """

    def __init__(self, path: Path, *, create: bool, readonly: bool = False) -> None:
        self.path = path
        self.readonly = readonly
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        if not create and not path.exists():
            raise CasebookError(f"no casebook at {path}; make one with: stemma ingest PATH --casebook {path}")
        if path.is_dir():
            raise CasebookError(f"{path} is a folder, not a casebook file")
        self._immutable = False
        try:
            try:
                self._prepare(self.db)
            except sqlite3.OperationalError:
                if not self._unwritable():
                    raise
                self.close()
                self._immutable = True
                self._prepare(self.db)
        except sqlite3.DatabaseError as error:
            self.close()
            raise CasebookError(explain(path, error)) from error
        except CasebookError:
            self.close()
            raise

    def _unwritable(self) -> bool:
        """Tell whether the file lies whole in a folder in which nothing can be written.

        SQLite needs to write beside a casebook even to read it, unless told that nobody changes it.
        """
        wal = self.path.with_name(f"{self.path.name}-wal")
        whole = not wal.exists() or not wal.stat().st_size
        return self.path.is_file() and whole and not os.access(self.path.parent, os.W_OK)

    @property
    def db(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            self._local.connection = connection
        return connection

    def _connect(self) -> sqlite3.Connection:
        mode = "ro&immutable=1" if self._immutable else "ro" if self.readonly else "rwc"
        try:
            connection = sqlite3.connect(
                f"{self.path.resolve().as_uri()}?mode={mode}",
                uri=True,
                timeout=BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=False,  # closed by the thread that closes the casebook
            )
        except sqlite3.OperationalError as error:
            raise CasebookError(explain(self.path, error)) from error
        connection.row_factory = sqlite3.Row
        connection.create_function("folded", 1, folded, deterministic=True)
        with self._lock:
            self._open.append(connection)
        return connection

    def _prepare(self, db: sqlite3.Connection) -> None:
        # The tables first: another process may give them and the id at once, between these two.
        tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        application = db.execute("PRAGMA application_id").fetchone()[0]
        if application != APPLICATION_ID and tables:
            raise CasebookError(
                f"{self.path} is an SQLite database, but not a casebook; choose another file with --casebook"
            )
        version, outstanding = self._outstanding(db)
        if not self.readonly:
            writable = not self._immutable and (not tables or os.access(self.path, os.W_OK))
            if outstanding and writable:
                _write_ahead(db)
                self._migrate(db)
                outstanding = ()
            db.execute("PRAGMA synchronous = NORMAL")
        if outstanding:
            raise CasebookError(
                f"{self.path} was written by an older Stemma (its schema is {version}, this version's is "
                f"{max(migrations())}), and must be brought up to date before it is read: open it, or a "
                "copy of it, where you may write"
            )

    def _outstanding(self, db: sqlite3.Connection) -> tuple[int, tuple[int, ...]]:
        """Return a casebook's schema, and the numbers of the migrations that it has not had.

        Raises:
            CasebookError: it has had one that this version does not know.
        """
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        had = _had(db)
        if version > max(migrations()) or had - migrations().keys():
            raise CasebookError(
                f"{self.path} was written by a newer Stemma (its schema is {version}, "
                f"this version knows {max(migrations())}); upgrade Stemma to open it"
            )
        return version, tuple(number for number in migrations() if number not in had)

    def _migrate(self, db: sqlite3.Connection) -> None:
        with self.transaction():
            _, outstanding = self._outstanding(db)  # another process may have been here meanwhile
            for number in outstanding:
                for statement in statements(migrations()[number]):
                    db.execute(statement)
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_APPLIED, json.dumps([*migrations()])))
            db.execute(f"PRAGMA user_version = {max(migrations())}")
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    def read(self, query: Callable[..., T], /, *arguments: object) -> T:
        """Return what ``query`` reads through this thread's connection.

        Raises:
            CasebookError: the file is damaged.
        """
        try:
            return query(self.db, *arguments)
        except sqlite3.DatabaseError as error:
            raise CasebookError(explain(self.path, error)) from error
        except (msgspec.DecodeError, zlib.error) as error:
            raise CasebookError(
                explain(self.path, sqlite3.DatabaseError(f"malformed record: {error}"))
            ) from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Run the block in one write transaction: all of it is kept, or nothing.

        Raises:
            CasebookError: the file cannot be written (read-only, full disk, another writer).
        """
        db = self.db
        try:
            db.execute("BEGIN IMMEDIATE")
            yield db
            db.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            _roll_back(db)
            raise CasebookError(explain(self.path, error)) from error
        except BaseException:
            _roll_back(db)
            raise

    def expect_much(self) -> None:
        """Give this thread's connection the memory that a run of many reads and writes is worth."""
        self.db.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        self.db.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()
        self._local = threading.local()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def statements(script: str) -> Iterator[str]:
    """Split an SQL script into its statements (triggers hold semicolons of their own)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _had(db: sqlite3.Connection) -> frozenset[int]:
    """Return the numbers of the migrations that a casebook has had.

    Casebooks from before these were noted had the first, and the second if its tables are there;
    the views of the fourth may be made twice.
    """
    tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    noted = None
    if "meta" in tables:
        noted = db.execute("SELECT value FROM meta WHERE key = ?", (_APPLIED,)).fetchone()
    if noted is not None:
        try:
            return frozenset(map(int, json.loads(noted[0])))
        except (TypeError, ValueError) as error:
            raise sqlite3.DatabaseError(f"malformed list of migrations: {noted[0]!r}") from error
    return frozenset(number for number, table in ((1, "reports"), (2, "collation_memory")) if table in tables)


def _write_ahead(db: sqlite3.Connection) -> None:
    """Have a new casebook keep a write-ahead log, once another process that begins it too is done.

    SQLite does not wait for a lock by itself where two connections change the journal at once.
    """
    last = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > last:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _roll_back(db: sqlite3.Connection) -> None:
    if db.in_transaction:
        db.execute("ROLLBACK")


_ADVICE = {
    "not a database": "is not a casebook (not an SQLite file); choose another file with --casebook, or, if "
    "it was one, read what is left of it with stemma doctor --salvage NEW.db",
    "malformed": "is damaged; run stemma doctor on it, and restore a back-up if it cannot be repaired",
    "decode to UTF-8": "is damaged; run stemma doctor on it, and restore a back-up if it cannot be repaired",
    "disk image": "is damaged; run stemma doctor on it, and restore a back-up if it cannot be repaired",
    "locked": "is being written by another process; try again when that has finished",
    "readonly": "cannot be written: the file or its folder is read-only; work on a copy (stemma backup)",
    "full": "cannot be written: the disk is full; what was committed before is safe",
    "unable to open": "cannot be opened: is its folder there, and may you write to it?",
}


def explain(path: Path, error: sqlite3.Error) -> str:
    """Return what an SQLite error means for the casebook at ``path``, and what to do."""
    message = str(error)
    for sign, advice in _ADVICE.items():
        if sign in message:
            return f"{path} {advice} ({message})"
    return f"{path}: {message}"
