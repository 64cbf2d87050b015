"""Repairs: what can be built again is, and what cannot is read out into a new casebook."""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from stemma.casebook import rows
from stemma.casebook.findings import Finding
from stemma.casebook.store import Store, explain
from stemma.casebook.writing import insert, touch, write_sides
from stemma.errors import CasebookError
from stemma.records import Decision, Document


@dataclass(frozen=True, slots=True)
class Salvage:
    """What could be read of a damaged casebook.

    ``lost`` names what could not: a document whose bytes are gone, or a stretch of a table.
    """

    documents: tuple[Document, ...]
    decisions: tuple[rows.Row, ...]
    sides: str
    lost: tuple[str, ...]


def repair(store: Store, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Mend what can be mended and return what was done, in words.

    Indexes are built again; what was found in a faulty report is dropped, so that the next run
    analyses it; after any such change, what was found across reports is computed again by the
    next run. Documents and decisions are never touched.
    """
    kinds = {finding.kind for finding in findings}
    done: list[str] = []
    with store.transaction() as db:
        if "index" in kinds:
            db.execute("REINDEX")
            done.append("built the indexes again")
        if "search" in kinds:
            for index in ("reports_fts", "claims_fts"):
                db.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608  a fixed name
            done.append("built the search indexes again")
        faulty = sorted({finding.report for finding in findings if finding.kind == "analysis"})
        if "reference" in kinds:
            faulty = sorted({*faulty, *_orphaned(db)})
        for report in faulty:
            db.execute("UPDATE reports SET analysed_with = NULL WHERE id = ?", (report,))
        if faulty:
            done.append(f"set {len(faulty):,} reports to be analysed again")
        if kinds & {"analysis", "reference", "collation"}:
            touch(db)
            done.append("set claims, origins, variants and events to be computed again")
    return tuple(done)


def _orphaned(db: sqlite3.Connection) -> set[str]:
    """Drop what was found in reports that are not there; return the reports to analyse again.

    Layers without their mention do not tell which report lost it, so all are analysed again.
    """
    for table in ("mentions", "event_mentions", "places", "times", "blocks"):
        db.execute(f"DELETE FROM {table} WHERE report NOT IN (SELECT id FROM reports)")  # noqa: S608  fixed
    lost = 0
    for table in ("layers", "hedges"):
        orphans = f"DELETE FROM {table} WHERE mention NOT IN (SELECT id FROM mentions)"  # noqa: S608  fixed
        lost += db.execute(orphans).rowcount
    for table in ("claim_mentions", "event_members"):
        kind = "event_mentions" if table == "event_members" else "mentions"
        missing = f"SELECT count(*) FROM {table} WHERE mention NOT IN (SELECT id FROM {kind})"  # noqa: S608
        lost += db.execute(missing).fetchone()[0]
    return (
        {row["id"] for row in db.execute("SELECT id FROM reports WHERE status = 'analysed'")}
        if lost
        else set()
    )


def salvage(path: Path) -> Salvage:
    """Read what can be read of a damaged casebook: documents, decisions and the user's sides.

    Raises:
        CasebookError: nothing of it can be read.
    """
    if not path.is_file():
        raise CasebookError(f"no casebook at {path}")
    uri = f"{path.resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as db:
            db.row_factory = sqlite3.Row
            lost: list[str] = []
            documents = tuple(_documents(db, lost))
            decisions = tuple(_decisions(db, lost))
            sides = ""
            with suppress(sqlite3.DatabaseError):
                row = db.execute("SELECT value FROM meta WHERE key = 'sides'").fetchone()
                sides = str(row["value"]) if row else ""
    except sqlite3.DatabaseError as error:
        raise CasebookError(f"nothing can be salvaged: {explain(path, error)}") from error
    if not documents and not decisions:
        raise CasebookError(f"nothing can be salvaged from {path}: no document in it can be read")
    return Salvage(documents, decisions, sides, tuple(lost))


def _rows(db: sqlite3.Connection, table: str, columns: str, lost: list[str]) -> Iterator[sqlite3.Row]:
    """Yield the rows of a table that can be read, each by itself once reading on fails."""
    last = 0
    select = f"SELECT rowid AS place, {columns} FROM {table}"  # noqa: S608  fixed names
    try:
        for row in db.execute(f"{select} ORDER BY rowid"):
            last = row["place"]
            yield row
    except sqlite3.DatabaseError as error:
        lost.append(f"{table}: {error}, after row {last}")
        highest = _highest(db, table, last)
        for place in range(last + 1, highest + 1):
            with suppress(sqlite3.DatabaseError):
                yield from db.execute(f"{select} WHERE rowid = ?", (place,))


_BEYOND = 20_000  # rows looked for past the last one read, where the table's end cannot be read


def _highest(db: sqlite3.Connection, table: str, last: int) -> int:
    try:
        found = db.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0]  # noqa: S608  a fixed name
    except sqlite3.DatabaseError:
        return last + _BEYOND
    return int(found or last)


def _documents(db: sqlite3.Connection, lost: list[str]) -> Iterator[Document]:
    came = {row["sha256"]: row for row in _rows(db, "documents", "sha256, origin, media_type, fields", lost)}
    read: set[str] = set()
    for row in _rows(db, "raw", "sha256, bytes", lost):
        document = _document(row, came.get(row["sha256"]))
        if document is None:
            lost.append(f"document {row['sha256']}: its bytes are damaged")
        elif document.sha256 not in read:
            read.add(document.sha256)
            yield document
    for sha256, row in came.items():
        if sha256 not in read:
            lost.append(f"document {sha256} from {row['origin']}: its bytes cannot be read")


def _document(row: sqlite3.Row, came: sqlite3.Row | None) -> Document | None:
    try:
        raw = zlib.decompress(row["bytes"])
    except (zlib.error, TypeError):
        return None
    if hashlib.sha256(raw).hexdigest() != row["sha256"]:
        return None
    if came is None:
        return Document(f"salvaged:{row['sha256'][:12]}", raw, "", row["sha256"])
    return Document(came["origin"], raw, came["media_type"], row["sha256"], json.loads(came["fields"]))


def _decisions(db: sqlite3.Connection, lost: list[str]) -> Iterator[rows.Row]:
    columns = "id, at, action, targets, value, note, by, wording, record"
    decoder = msgspec.json.Decoder(Decision)
    for row in _rows(db, "decisions", columns, lost):
        try:
            decoder.decode(row["record"])
        except (msgspec.ValidationError, msgspec.DecodeError, TypeError):
            lost.append(f"decision {row['id']}: cannot be read")
        else:
            yield {name: row[name] for name in columns.split(", ")}


def restore(store: Store, salvaged: Salvage) -> None:
    """Append the decisions of a salvaged casebook, in their order, and take its sides."""
    with store.transaction() as db:
        insert(db, "decisions", salvaged.decisions, on_conflict="IGNORE")
        touch(db)
    if salvaged.sides:
        write_sides(store, salvaged.sides)
