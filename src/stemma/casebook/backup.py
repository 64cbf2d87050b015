"""Back-ups: a consistent copy of a casebook, made while others read and write it."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from stemma.casebook.store import Store, explain
from stemma.errors import CasebookError


def backup(store: Store, target: Path) -> Path:
    """Copy a casebook into a new file and check the copy; return its path.

    SQLite's online back-up in one step reads one state of the file, whatever is written meanwhile,
    and holds up no writer. The copy appears under its name only when it is whole.

    Args:
        store: the casebook.
        target: the new file, or a folder, in which the copy is named after the casebook and the time.

    Raises:
        CasebookError: the target is there already, cannot be written, or came out damaged.
    """
    if target.is_dir():
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        target = target / f"{store.path.stem}-{moment}{store.path.suffix or '.db'}"
    if target.exists():
        raise CasebookError(f"{target} is there already; a back-up never replaces a file")
    partial = target.with_name(f".{target.name}.part-{os.getpid()}")
    try:
        _copy(store, partial)
        os.link(partial, target)  # fails, as a rename would not, if the name was taken meanwhile
    except sqlite3.DatabaseError as error:
        raise CasebookError(f"no back-up was made: {explain(target, error)}") from error
    except FileExistsError as error:
        raise CasebookError(f"{target} is there already; a back-up never replaces a file") from error
    except OSError as error:
        raise CasebookError(f"no back-up was made at {target}: {error.strerror or error}") from error
    finally:
        partial.unlink(missing_ok=True)
        partial.with_name(f"{partial.name}-journal").unlink(
            missing_ok=True
        )  # of a copy that was not finished
    return target


def _copy(store: Store, path: Path) -> None:
    with closing(sqlite3.connect(path)) as copy:
        store.db.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
        faults = [line for (line,) in copy.execute("PRAGMA quick_check") if line != "ok"]
    if faults:
        raise CasebookError(
            f"no back-up was made: {store.path} is damaged ({faults[0]}); run stemma doctor on it"
        )
    with path.open("rb+") as file:
        os.fsync(file.fileno())
