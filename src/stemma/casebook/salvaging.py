"""Salvage: what a damaged casebook still holds, read through its tables or else page by page."""

import hashlib
import mmap
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from stemma.casebook import carving, rows
from stemma.casebook.carving import is_blob, is_text
from stemma.casebook.store import Store
from stemma.casebook.watching import Fetch, Logged
from stemma.casebook.writing import insert, touch, write_sides
from stemma.errors import CasebookError
from stemma.records import Decision, Document

_SHA256 = 64  # hexadecimal digits
_DOCUMENTS = ("sha256", "origin", "media_type", "fields")
_FETCHES = (
    "url", "source", "depth", "found", "due", "asked", "changed", "status", "etag", "modified", "failures",
    "reason", "beside",
)  # fmt: skip
_LOG = ("at", "source", "url", "outcome", "detail")
_OK = 200
_DECISIONS = ("id", "at", "action", "targets", "value", "note", "by", "wording", "record")


class Salvage(Struct, frozen=True):
    """What could be read of a damaged casebook.

    ``lost`` names what could not: documents whose bytes are gone, decisions, the list of sides.
    ``watched`` and ``log`` are what watching kept of its addresses, and what it did.
    """

    documents: tuple[Document, ...]
    decisions: tuple[rows.Row, ...]
    sides: str
    lost: tuple[str, ...]
    watched: tuple[rows.Row, ...] = ()
    log: tuple[rows.Row, ...] = ()


@dataclass(slots=True)
class _Found:
    """What is read, by number of row; rows are numbered without gaps, so that a gap is a loss."""

    raw: dict[int, tuple[str, bytes]] = field(default_factory=dict)
    came: dict[str, tuple[str, str, dict[str, str]]] = field(default_factory=dict)
    decisions: dict[int, rows.Row] = field(default_factory=dict)
    sides: str | None = None
    watched: list[rows.Row] = field(default_factory=list)
    log: list[rows.Row] = field(default_factory=list)
    watch_lost: bool = False

    def take_raw(self, number: int, sha256: object, packed: object) -> None:
        """Take the bytes of a document if they are those whose hash they stand under."""
        if not isinstance(packed, bytes):
            return
        try:
            raw = zlib.decompress(packed)
        except zlib.error:
            return
        if hashlib.sha256(raw).hexdigest() == sha256:
            self.raw.setdefault(number, (str(sha256), raw))

    def take_came(self, sha256: object, origin: object, media_type: object, fields: object) -> None:
        """Take where a document came from, if that can be understood."""
        try:
            beside = msgspec.json.decode(str(fields), type=dict[str, str])
        except msgspec.DecodeError:
            return
        self.came.setdefault(str(sha256), (str(origin), str(media_type), beside))

    def take_decision(self, number: int, values: tuple[object, ...]) -> None:
        """Take a decision, if its record can be understood."""
        try:
            msgspec.json.decode(str(values[-1]), type=Decision)
        except msgspec.DecodeError:
            return
        self.decisions.setdefault(number, dict(zip(_DECISIONS, values, strict=True)))

    def documents(self) -> Iterator[Document]:
        """Yield the documents in the order in which they came."""
        for _, (sha256, raw) in sorted(self.raw.items()):
            origin, media_type, fields = self.came.get(sha256, (f"salvaged:{sha256[:12]}", "", {}))
            yield Document(origin, raw, media_type, sha256, fields)

    def lost(self) -> Iterator[str]:
        """Yield what is known to be lost."""
        read = {sha256 for sha256, _ in self.raw.values()}
        named = [(sha256, one[0]) for sha256, one in self.came.items() if sha256 not in read]
        for sha256, origin in named:
            yield f"document {sha256} from {origin}: its bytes cannot be read"
        if (more := len(_gaps(self.raw)) - len(named)) > 0:
            yield f"{more:,} documents of which nothing can be read"
        for number in _gaps(self.decisions):
            yield f"decision {number}: it cannot be read"
        if self.sides is None:
            yield "the list of sides, if there was one: give it again with stemma sides FILE"
        if self.watch_lost:
            yield "what watching knew of some addresses, if it knew any: stemma watch asks them anew"

    def still_to_ask(self, documents: Iterable[Document]) -> Iterator[rows.Row]:
        """Yield what watching kept, with pages of which no document is left to be asked anew."""
        held = {document.fields.get("url") or document.origin for document in documents}
        for row in self.watched:
            bytes_lost = row["depth"] and row["status"] == _OK and row["url"] not in held
            anew = {"etag": "", "modified": "", "due": row["found"]} if bytes_lost else {}
            yield {**row, **anew}


def _gaps(found: dict[int, object] | dict[int, tuple[str, bytes]] | dict[int, rows.Row]) -> list[int]:
    return sorted(set(range(1, max(found, default=0))) - found.keys())


def salvage(path: Path) -> Salvage:
    """Read what can be read of a damaged casebook: documents, decisions and the user's sides.

    What SQLite cannot reach, because the header, the schema or a page that leads on is damaged, is
    read from the pages themselves. A document counts only if its bytes have their hash.

    Raises:
        CasebookError: nothing of it can be read.
    """
    if not path.is_file():
        raise CasebookError(f"no casebook at {path}")
    found = _Found()
    whole = False
    with suppress(sqlite3.DatabaseError):
        whole = _through_tables(path, found)
    if not whole or any(found.lost()):
        _from_pages(path, found)
    documents = tuple(found.documents())
    decisions = tuple(row for _, row in sorted(found.decisions.items()))
    lost = tuple(found.lost())
    watched = tuple(found.still_to_ask(documents) if lost else found.watched)
    if not documents and not decisions:
        raise CasebookError(
            f"nothing can be salvaged from {path}: no document in it can be read; restore a back-up"
        )
    return Salvage(documents, decisions, found.sides or "", lost, watched, tuple(found.log))


def _through_tables(path: Path, found: _Found) -> bool:
    """Read what SQLite can; tell whether it read to the end of every table."""
    whole = True
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
        try:
            row = db.execute("SELECT value FROM meta WHERE key = 'sides'").fetchone()
            found.sides = str(row[0]) if row else ""
        except sqlite3.DatabaseError:
            whole = False
        takes = (
            ("SELECT sha256, origin, media_type, fields FROM documents", found.take_came),
            ("SELECT rowid, sha256, bytes FROM raw", found.take_raw),
            (
                "SELECT n, id, at, action, targets, value, note, by, wording, record FROM decisions",
                lambda number, *values: found.take_decision(number, values),
            ),
        )
        for query, take in takes:
            try:
                for row in db.execute(f"{query} ORDER BY rowid"):
                    take(*row)
            except sqlite3.DatabaseError:
                whole = False
        _take_watching(db, found)
    return whole


def _take_watching(db: sqlite3.Connection, found: _Found) -> None:
    """Read what watching kept as far as SQLite can; its tables hold nothing that cannot be had anew."""
    queries = (
        (f"SELECT {', '.join(_FETCHES)} FROM fetches", _FETCHES, found.watched),  # noqa: S608  fixed names
        (f"SELECT {', '.join(_LOG)} FROM fetch_log ORDER BY n", _LOG, found.log),  # noqa: S608  likewise
    )
    try:
        there = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'fetches'").fetchone()
        for query, names, taken in queries if there else ():
            for values in db.execute(query):
                row = dict(zip(names, values, strict=True))
                if _is_sound(row):
                    taken.append(row)
                else:
                    found.watch_lost = True
    except sqlite3.DatabaseError:
        found.watch_lost = True


def _is_sound(row: rows.Row) -> bool:
    """Return whether a row of what watching kept can be understood."""
    try:
        if "beside" in row:
            beside = msgspec.json.decode(str(row["beside"]))
            msgspec.convert({**row, "beside": beside}, Fetch)
        else:
            msgspec.convert(row, Logged)
        for name in ("found", "due", "asked", "changed", "at"):
            if row.get(name) is not None:
                datetime.fromisoformat(str(row[name]))
    except (msgspec.DecodeError, ValueError):
        return False
    return True


def _from_pages(path: Path, found: _Found) -> None:
    """Take every row that whole pages hold; those found before stay."""
    beside = path.with_name(f"{path.name}-wal")
    wal = beside.read_bytes() if beside.is_file() else b""
    if not path.stat().st_size:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        for row in carving.rows(mapped, wal, _is_wanted):
            values = row.values
            if len(values) == len(_DECISIONS) + 1:
                found.take_decision(row.rowid, values[1:])
            elif isinstance(values[3], bytes):
                found.take_raw(row.rowid, values[0], values[3])
            else:
                found.take_came(*values[: len(_DOCUMENTS)])


def _is_wanted(serials: tuple[int, ...]) -> bool:
    """Tell rows of `raw`, `documents` and `decisions` by the types of their columns."""
    if len(serials) == 4:  # noqa: PLR2004  sha256, size, codec, bytes
        return is_text(serials[0], _SHA256) and is_text(serials[2]) and is_blob(serials[3])
    if len(serials) == len(_DOCUMENTS) + 2:  # and stored, tool
        return is_text(serials[0], _SHA256) and all(map(is_text, serials))
    # n is the number of the row, and stands nowhere else
    return len(serials) == len(_DECISIONS) + 1 and not serials[0] and all(map(is_text, serials[1:]))


def restore(store: Store, salvaged: Salvage) -> None:
    """Append the decisions of a salvaged casebook, in their order, and take its sides and its watching."""
    with store.transaction() as db:
        insert(db, "decisions", salvaged.decisions, on_conflict="IGNORE")
        insert(db, "fetches", salvaged.watched, on_conflict="REPLACE")
        insert(db, "fetch_log", salvaged.log)
        touch(db)
    if salvaged.sides:
        write_sides(store, salvaged.sides)
