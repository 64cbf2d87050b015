"""Reads from the casebook: queries that give back the records they were written from."""

import json
import re
import sqlite3
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Self, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from stemma.casebook.links import unpack
from stemma.casebook.table import Table
from stemma.inflected import CYRILLIC, stems
from stemma.records import (
    Claim,
    ClaimMention,
    Copy,
    Decision,
    Document,
    Event,
    EventMention,
    Failure,
    Origin,
    Place,
    Report,
    Time,
    Variant,
)

T = TypeVar("T")
C = TypeVar("C", Claim, Event)
Stored = Report | ClaimMention | Claim | Origin | Variant | Event | EventMention | Copy

# Orders of reports.
PUBLISHED, ADDED_LAST = "coalesce(published, '9999'), id", "n DESC"
_CHUNK = 500  # ids in one IN list; SQLite's oldest limit is 999 variables


class Hit(Struct, frozen=True):
    """A search result: the ``kind`` and id of what was found, and the words around the match.

    ``snippet`` marks matches with ⟦ and ⟧; ``rank`` is FTS5's BM25, lower is better.
    """

    kind: str
    id: str
    title: str
    snippet: str
    rank: float


class Kept(Struct, frozen=True):
    """A raw document as it is kept: when it was stored (ISO 8601, UTC), and by which version."""

    document: Document
    stored: str
    tool: str


class Where(Struct, frozen=True):
    """Conditions of a query, joined by AND, with their values."""

    conditions: tuple[str, ...] = ()
    values: tuple[object, ...] = ()

    @classmethod
    def of(cls, column: str, value: str | None) -> Self:
        """Return the condition that a column has a value; None asks for nothing."""
        return cls() if value is None else cls((f"{column} = ?",), (value,))

    def also(self, condition: str, *values: object) -> "Where":
        """Return the conditions with one more."""
        return Where((*self.conditions, condition), (*self.values, *values))

    def __str__(self) -> str:
        return f"WHERE {' AND '.join(self.conditions)}" if self.conditions else ""


def _decode(kind: type[T], rows: Iterable[sqlite3.Row]) -> Table[T]:
    decoder = msgspec.json.Decoder(kind)
    return Table.of(kind, [decoder.decode(row["record"]) for row in rows])


def _select(
    db: sqlite3.Connection, columns: str, where: Where, order: str, limit: int | None = None
) -> Iterator[sqlite3.Row]:
    """Run a query; every part of it but the values comes from this package."""
    most = "" if limit is None else f" LIMIT {int(limit)}"
    return db.execute(f"SELECT {columns} {where} ORDER BY {order}{most}", where.values)


def reports(
    db: sqlite3.Connection, where: Where, limit: int | None = None, order: str = PUBLISHED
) -> Table[Report]:
    """Return reports in the order of publication (those without a date last), or in another one."""
    decoder = msgspec.json.Decoder(Report)
    rows = _select(
        db,
        "coalesce(amended, record) AS record, text FROM reports",
        where,
        order,
        limit,
    )
    return Table.of(Report, [replace(decoder.decode(row["record"]), text=row["text"]) for row in rows])


def originals(db: sqlite3.Connection, where: Where) -> Table[Report]:
    """Return reports as they were read, before any decision."""
    decoder = msgspec.json.Decoder(Report)
    rows = _select(db, "record, text FROM reports", where, "n")
    return Table.of(Report, [replace(decoder.decode(row["record"]), text=row["text"]) for row in rows])


def mentions(db: sqlite3.Connection, where: Where) -> Table[ClaimMention]:
    """Return claim mentions in reading order."""
    rows = _select(db, "coalesce(amended, record) AS record FROM mentions", where, "report, position")
    return _decode(ClaimMention, rows)


def original_mentions(db: sqlite3.Connection) -> Table[ClaimMention]:
    """Return claim mentions as they were found, before any decision."""
    return _decode(ClaimMention, db.execute("SELECT record FROM mentions ORDER BY report, position"))


def event_mentions(db: sqlite3.Connection, where: Where) -> Table[EventMention]:
    """Return event mentions in reading order."""
    return _decode(EventMention, _select(db, "record FROM event_mentions", where, "report, position"))


def places(db: sqlite3.Connection, report: str) -> Table[Place]:
    """Return the places named in a report."""
    return _around(db, Place, "places", report)


def times(db: sqlite3.Connection, report: str) -> Table[Time]:
    """Return the time expressions of a report."""
    return _around(db, Time, "times", report)


def _around(db: sqlite3.Connection, kind: type[T], column: str, report: str) -> Table[T]:
    query = f"SELECT {column} FROM where_and_when WHERE report = ?"  # noqa: S608  fixed names
    row = db.execute(query, (report,)).fetchone()
    return Table.of(kind, msgspec.json.decode(row[0], type=list[kind]) if row else ())  # type: ignore[valid-type]


def copies(db: sqlite3.Connection, where: Where) -> Table[Copy]:
    """Return copies."""
    return _decode(Copy, _select(db, "record FROM copies", where, "id"))


def origins(db: sqlite3.Connection, where: Where) -> Table[Origin]:
    """Return origins in the order of provenance."""
    return _decode(Origin, _select(db, "record FROM origins", where, "claim, position"))


def variants(db: sqlite3.Connection, where: Where) -> Table[Variant]:
    """Return variants in the order of collation."""
    return _decode(Variant, _select(db, "record FROM variants", where, "claim, position"))


def claims(db: sqlite3.Connection, where: Where, limit: int | None = None) -> Table[Claim]:
    """Return claims with their mentions, the most widely carried first."""
    order = "outlets DESC, mention_count DESC, id"
    found = _linked(Claim, _select(db, "record, links FROM claims", where, order, limit))
    members = _members(
        db,
        "SELECT claim AS owner, claim_mentions.position AS place, coalesce(amended, record) AS record "
        "FROM claim_mentions JOIN mentions ON mentions.id = mention",
        [claim.id for claim in found],
        ClaimMention,
    )
    return Table.of(Claim, [replace(claim, mentions=tuple(members.get(claim.id, ()))) for claim in found])


def events(db: sqlite3.Connection, where: Where, limit: int | None = None) -> Table[Event]:
    """Return events with their mentions, in the order of their dates (those without last)."""
    order = "coalesce(start, '9999'), id"
    found = _linked(Event, _select(db, "record, links FROM events", where, order, limit))
    members = _members(
        db,
        "SELECT event AS owner, event_members.position AS place, record "
        "FROM event_members JOIN event_mentions ON event_mentions.id = mention",
        [event.id for event in found],
        EventMention,
    )
    return Table.of(Event, [replace(event, mentions=tuple(members.get(event.id, ()))) for event in found])


def find(db: sqlite3.Connection, identifier: str) -> Stored | None:
    """Return whatever record but a decision has this id, None when none has."""
    tables: tuple[Callable[..., Sequence[Stored]], ...] = (
        reports, claims, mentions, events, event_mentions, origins, variants, copies,
    )  # fmt: skip
    where = Where.of("id", identifier)
    return next((found[0] for read in tables if (found := read(db, where))), None)


def _linked(kind: type[C], rows: Iterable[sqlite3.Row]) -> list[C]:
    """Return claims or events with their links, which older rows have in their records."""
    decoder = msgspec.json.Decoder(kind)
    return [
        one if row["links"] is None else replace(one, links=unpack(row["links"]))
        for row in rows
        for one in (decoder.decode(row["record"]),)
    ]


def _members(db: sqlite3.Connection, select: str, owners: Sequence[str], kind: type[T]) -> dict[str, list[T]]:
    decoder = msgspec.json.Decoder(kind)
    members: dict[str, list[T]] = {}
    for start in range(0, len(owners), _CHUNK):
        chunk = owners[start : start + _CHUNK]
        marks = ", ".join("?" * len(chunk))
        for row in db.execute(f"{select} WHERE owner IN ({marks}) ORDER BY owner, place", chunk):
            members.setdefault(row["owner"], []).append(decoder.decode(row["record"]))
    return members


def decisions(db: sqlite3.Connection) -> Table[Decision]:
    """Return every decision in the order in which they were made."""
    return _decode(Decision, db.execute("SELECT record FROM decisions ORDER BY n"))


def failures(db: sqlite3.Connection) -> Table[Failure]:
    """Return the documents that could not be read or analysed, and why."""
    rows = db.execute("SELECT origin, reason, stage FROM failures ORDER BY origin, stage")
    return Table.of(Failure, [Failure(row["origin"], row["reason"], row["stage"]) for row in rows])


def document(db: sqlite3.Connection, sha256: str) -> Document | None:
    """Return the raw document with this hash as it came, None when there is none."""
    row = db.execute(
        "SELECT documents.*, raw.bytes FROM documents JOIN raw USING (sha256) "
        "WHERE sha256 = ? ORDER BY documents.rowid LIMIT 1",
        (sha256,),
    ).fetchone()
    if row is None:
        return None
    return Document(
        origin=row["origin"],
        raw=zlib.decompress(row["bytes"]),
        media_type=row["media_type"],
        sha256=sha256,
        fields=json.loads(row["fields"]),
    )


def documents(db: sqlite3.Connection) -> Iterator[Kept]:
    """Yield the raw documents in the order in which they came; of several origins, the first."""
    query = (
        "SELECT documents.*, raw.bytes, min(documents.rowid) AS place FROM documents JOIN raw USING (sha256) "
        "GROUP BY sha256 ORDER BY place"
    )
    for row in db.execute(query):
        yield Kept(
            Document(
                row["origin"],
                zlib.decompress(row["bytes"]),
                row["media_type"],
                row["sha256"],
                json.loads(row["fields"]),
            ),
            row["stored"],
            row["tool"],
        )


def knows(db: sqlite3.Connection, sha256: str) -> bool:
    """Tell whether a report read from the raw bytes with this hash is stored."""
    return db.execute("SELECT 1 FROM reports WHERE sha256 = ? LIMIT 1", (sha256,)).fetchone() is not None


def match(text: str) -> str:
    """Return an FTS5 query for what a person typed: words that must all occur, "phrases" as phrases.

    A word that ends in * matches as a prefix; a Russian or Ukrainian word matches in all its cases;
    every other sign is taken as text.
    """
    terms = []
    for phrase, word in re.findall(r'"([^"]+)"|(\S+)', text):
        term = (phrase or word).replace('"', "")
        if not re.search(r"\w", term):
            continue
        if not phrase and CYRILLIC.fullmatch(term):
            terms.append("(" + " OR ".join(f'"{stem}"*' for stem in stems(term)) + ")")
        else:
            terms.append(f'"{term[:-1]}"*' if term.endswith("*") and not phrase else f'"{term}"')
    return " AND ".join(terms)


_SEARCH_REPORTS = """
SELECT reports.id, coalesce(reports.title, ''), snippet(reports_fts, 1, '⟦', '⟧', ' … ', 24), rank
FROM reports_fts JOIN reports ON reports.n = reports_fts.rowid
WHERE reports_fts MATCH ? ORDER BY rank LIMIT ?
"""
_SEARCH_CLAIMS = """
SELECT claims.id, '', snippet(claims_fts, 0, '⟦', '⟧', ' … ', 24), rank
FROM claims_fts JOIN claims ON claims.n = claims_fts.rowid
WHERE claims_fts MATCH ? ORDER BY rank LIMIT ?
"""

_SEARCHES = {"report": _SEARCH_REPORTS, "claim": _SEARCH_CLAIMS}


def search(db: sqlite3.Connection, text: str, limit: int, kind: str = "") -> Table[Hit]:
    """Return reports and claims, or one kind of these, whose words match, the best first."""
    query = match(text)
    if not query:
        return Table.of(Hit, ())
    found = [
        Hit(name, *row)
        for name, search_it in _SEARCHES.items()
        if kind in ("", name)
        for row in db.execute(search_it, (query, limit))
    ]
    return Table.of(Hit, sorted(found, key=lambda hit: (hit.rank, hit.kind, hit.id))[:limit])


def complete(db: sqlite3.Connection, prefix: str) -> tuple[str, ...]:
    """Return up to ten ids, of anything, that begin with ``prefix``, in order."""
    tables = (
        "reports", "mentions", "claims", "origins", "variants", "events", "event_mentions", "copies",
        "decisions",
    )  # fmt: skip
    # Ten of each table, from its index, hold the first ten of all.
    beyond = prefix + chr(sys.maxunicode)
    query = "SELECT id FROM {} WHERE id >= ? AND id < ? ORDER BY id LIMIT 10"
    found = {row["id"] for table in tables for row in db.execute(query.format(table), (prefix, beyond))}
    return tuple(sorted(found)[:10])


def count(db: sqlite3.Connection, table: str, where: Where) -> int:
    """Return how many rows of a table meet conditions."""
    row: Any = db.execute(f"SELECT count(*) FROM {table} {where}", where.values).fetchone()  # noqa: S608  fixed names
    return int(row[0])


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows the main tables hold."""
    tables = (
        "reports",
        "mentions",
        "claims",
        "origins",
        "variants",
        "events",
        "copies",
        "decisions",
        "failures",
    )
    found: dict[str, int] = {}
    for table in tables:
        row: Any = db.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608  a fixed name
        found[table] = row[0]
    return found
