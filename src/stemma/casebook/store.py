"""The casebook's SQLite file: opening, migrating, connections and transactions."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from stemma.errors import CasebookError

T = TypeVar("T")

APPLICATION_ID = 0x53544D41  # "STMA": tells a casebook from any other SQLite file
BUSY_SECONDS = 30.0  # a writer waits this long for another; a batch of 16 reports commits in well under 1


@cache
def migrations() -> tuple[str, ...]:
    """Return the migration scripts in order: number ``n`` (from 1) takes schema ``n - 1`` to ``n``."""
    folder = files("stemma.casebook") / "migrations"
    scripts = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".sql")), key=lambda e: e.name
    )
    return tuple(entry.read_text(encoding="utf-8") for entry in scripts)


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
        try:
            self._prepare(self.db)
        except sqlite3.DatabaseError as error:
            self.close()
            raise CasebookError(explain(path, error)) from error
        except CasebookError:
            self.close()
            raise

    @property
    def db(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            self._local.connection = connection
        return connection

    def _connect(self) -> sqlite3.Connection:
        mode = "ro" if self.readonly else "rwc"
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
        with self._lock:
            self._open.append(connection)
        return connection

    def _prepare(self, db: sqlite3.Connection) -> None:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        application = db.execute("PRAGMA application_id").fetchone()[0]
        tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if application != APPLICATION_ID and tables:
            raise CasebookError(
                f"{self.path} is an SQLite database, but not a casebook; choose another file with --casebook"
            )
        if version > len(migrations()):
            raise CasebookError(
                f"{self.path} was written by a newer Stemma (its schema is {version}, "
                f"this version knows {len(migrations())}); upgrade Stemma to open it"
            )
        if self.readonly:
            return
        if version < len(migrations()):
            db.execute("PRAGMA journal_mode = WAL")
            self._migrate(db)
        db.execute("PRAGMA synchronous = NORMAL")

    def _migrate(self, db: sqlite3.Connection) -> None:
        with self.transaction():
            version = db.execute("PRAGMA user_version").fetchone()[0]
            for number, script in enumerate(migrations()[version:], start=version + 1):
                for statement in statements(script):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {number}")
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


def _roll_back(db: sqlite3.Connection) -> None:
    if db.in_transaction:
        db.execute("ROLLBACK")


_ADVICE = {
    "not a database": "is not a casebook (not an SQLite file); choose another file with --casebook",
    "malformed": "is damaged; run stemma doctor on it, and restore a back-up if it cannot be repaired",
    "disk image": "is damaged; run stemma doctor on it, and restore a back-up if it cannot be repaired",
    "locked": "is being written by another process; try again when that has finished",
    "readonly": "cannot be written: the file or its folder is read-only",
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
