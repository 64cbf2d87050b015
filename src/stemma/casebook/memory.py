"""What collation remembers of the reports it has compared, so that it need not compare them again."""

# ruff: noqa: S608  the names in these queries are fixed; values are always bound

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from stemma.casebook import judged
from stemma.casebook.judged import Ends, Judged, JudgedPairs, Kind
from stemma.casebook.rows import Row, insert
from stemma.records import ClaimMention, Copy, EventMention, Report

T = TypeVar("T")

_PART = 1 << 16  # bytes of a large value in one row
_AGAIN = "again "  # a key for each report that was taken up and was analysed anew since
TABLES = (
    "collation_memory", "collation_parts", "collation_turns", "collation_statements", "collation_happenings",
    "collation_crowds", "collation_words", "collation_stems", "collation_judged", "collation_judgements",
    "collation_houses", "collation_refused",
)  # fmt: skip


class Kept(Struct, frozen=True):
    """What is kept of a claim mention: its number, place, stems and their weight."""

    n: int
    id: str
    report: str
    start: int
    end: int
    weight: float
    stems: frozenset[str]


@dataclass(slots=True)
class Remembered:
    """Rows to write by table, what to delete before, and large values.

    ``pairs`` are judged, ``pairs_gone`` judged no longer, both by kind; ``crowds_gone`` are keys (as
    numbers) with the members that left them, ``allowed`` copies that are refused no longer; ``parts`` are
    the pieces of large values, by name, and ``same`` those of them that are as they were read.
    """

    rows: dict[str, list[Row]] = field(default_factory=dict)
    pairs: dict[Kind, JudgedPairs] = field(default_factory=dict)
    pairs_gone: dict[Kind, list[Ends]] = field(default_factory=dict)
    crowds_gone: list[tuple[int, int]] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    parts: dict[str, Mapping[str, bytes | bytearray]] = field(default_factory=dict)
    same: dict[str, frozenset[str]] = field(default_factory=dict)

    def add(self, table: str, new: Iterable[Row]) -> None:
        """Note rows to write; one with the key of a row that is there takes its place."""
        self.rows.setdefault(table, []).extend(new)


def number_of(key: str) -> int:
    """Return the number that stands for a crowd's key: 63 bits of a hash."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest()) >> 1


class Memory:
    """Reads of what collation remembers, through one connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def values(self) -> dict[str, str]:
        """Return the single values, none when nothing is remembered."""
        return {row[0]: row[1] for row in self.db.execute("SELECT key, value FROM collation_memory")}

    def large(self, key: str) -> dict[str, bytes | bytearray]:
        """Return the pieces of a large value by name."""
        sizes = "SELECT key, sum(length(bytes)) FROM collation_parts WHERE key >= ? AND key < ? GROUP BY key"
        # Each piece is put together where it stays: lists of its parts would take its memory twice.
        found: dict[str, bytearray] = {
            name: bytearray(size) for name, size in self.db.execute(sizes, _span(key))
        }
        query = "SELECT key, part, bytes FROM collation_parts WHERE key >= ? AND key < ? ORDER BY key, part"
        for name, number, part in self.db.execute(query, _span(key)):
            found[name][number * _PART : number * _PART + len(part)] = part
        return {name.removeprefix(f"{key}/"): memory for name, memory in found.items()}

    def large_before(self, key: str) -> bytes:
        """Return a large value as casebooks had it before it was kept in pieces, b"" when there is none."""
        found = self.db.execute("SELECT bytes FROM collation_parts WHERE key = ? ORDER BY part", (key,))
        return b"".join(row[0] for row in found)

    def linked_at(self, numbers: Iterable[int]) -> dict[int, list[int]]:
        """Return the claim mentions that words link, in order, by the numbers of their keys."""
        found = self.among("SELECT key, members FROM collation_words WHERE key IN ({})", sorted(numbers))
        return {row[0]: [int(one) for one in row[1].split()] for row in found}

    def members_at(self, number: int) -> list[int]:
        """Return the event mentions of a place and time, by the number of its key, in order."""
        query = "SELECT member FROM collation_crowds WHERE key = ? ORDER BY member"
        return [row[0] for row in self.db.execute(query, (number,))]

    def crowds_of(self, members: Iterable[int]) -> dict[int, set[int]]:
        """Return the numbers of the keys that event mentions entered; it looks through all of them."""
        found: dict[int, set[int]] = {}
        for row in self.among("SELECT key, member FROM collation_crowds WHERE member IN ({})", members):
            found.setdefault(row["member"], set()).add(row["key"])
        return found

    def turns_of(self, reports: Iterable[str]) -> dict[str, int]:
        """Return the numbers of reports that were taken up."""
        found = self.among("SELECT report, n FROM collation_turns WHERE report IN ({})", reports)
        return {row["report"]: row["n"] for row in found}

    def happened(self, low: int, high: int) -> dict[str, int]:
        """Return event mentions and their numbers, in order, from one number up to another (exclusive)."""
        query = "SELECT mention, n FROM collation_happenings WHERE n >= ? AND n < ? ORDER BY n"
        return {row["mention"]: row["n"] for row in self.db.execute(query, (low, high))}

    def analysed_anew(self) -> set[str]:
        """Return the reports that were taken up and have been analysed anew since."""
        return {key.removeprefix(_AGAIN) for key in self.values() if key.startswith(_AGAIN)}

    def count(self, stem: str) -> int | None:
        """Return in how many of the counted mentions a stem is, None when it is in none of them."""
        row = self.db.execute("SELECT count FROM collation_stems WHERE stem = ?", (stem,)).fetchone()
        return row[0] if row else None

    def statements(self, column: str, values: Iterable[str | int]) -> Iterator[Kept]:
        """Return what is kept of claim mentions by ``n``, ``mention`` or ``report``."""
        for row in self.among(f'SELECT * FROM collation_statements WHERE "{column}" IN ({{}})', values):
            stems = frozenset(row["stems"].split("\x1f")) if row["stems"] else frozenset[str]()
            yield Kept(
                row["n"], row["mention"], row["report"], row["start"], row["end"], row["weight"], stems
            )

    def pairs(self, kind: Kind, ids: Iterable[str]) -> dict[Ends, Judged]:
        """Return the judged pairs of a kind with any of these mentions."""
        return judged.read(self.db, kind, ids)

    def refused(self, ids: Iterable[str]) -> dict[str, Copy]:
        """Return copies that analysts rejected, as they were found, by id."""
        query = "SELECT record FROM collation_refused WHERE id IN ({})"
        return {copy.id: copy for copy in self.decoded(Copy, query, sorted(ids))}

    def houses(self, reports: Iterable[str]) -> dict[str, frozenset[str]]:
        """Return the houses that reports cite or are credited to."""
        found = self.among("SELECT report, names FROM collation_houses WHERE report IN ({})", reports)
        return {row["report"]: frozenset(json.loads(row["names"])) for row in found}

    def reports(self, ids: Iterable[str]) -> dict[str, Report]:
        """Return reports, dated as decided when they were collated last, by id in the order given."""
        wanted = list(ids)
        decoder = msgspec.json.Decoder(Report)
        query = "SELECT id, coalesce(amended, record) AS record, text FROM reports WHERE id IN ({})"
        found = {
            row["id"]: replace(decoder.decode(row["record"]), text=row["text"])
            for row in self.among(query, wanted)
        }
        return {one: found[one] for one in wanted if one in found}

    def taken_up(self) -> int:
        """Return how many reports were taken up."""
        found: int = self.db.execute("SELECT count(*) FROM collation_turns").fetchone()[0]
        return found

    def turns(self) -> dict[str, int]:
        """Return the numbers of reports in the order in which they were taken up."""
        return {row[0]: row[1] for row in self.db.execute("SELECT report, n FROM collation_turns ORDER BY n")}

    def waiting(self) -> list[str]:
        """Return the reports that were not taken up yet: by date, undated ones last, and id."""
        dated = "iif(amended IS NULL, published, json_extract(amended, '$.published'))"
        # Ids alone are found in indexes, without reading every report.
        new = self.db.execute("SELECT id FROM reports WHERE id NOT IN (SELECT report FROM collation_turns)")
        query = f"SELECT id, coalesce({dated}, '~') AS date FROM reports WHERE id IN ({{}})"
        found = self.among(query, [row[0] for row in new])
        return [one for _, one in sorted((row["date"], row["id"]) for row in found)]

    def originals(self, ids: Iterable[str]) -> dict[str, Report]:
        """Return reports as they were read, by id in the order given."""
        wanted = list(ids)
        decoder = msgspec.json.Decoder(Report)
        found = {
            row["id"]: replace(decoder.decode(row["record"]), text=row["text"])
            for row in self.among("SELECT id, record, text FROM reports WHERE id IN ({})", wanted)
        }
        return {one: found[one] for one in wanted if one in found}

    def decoded(self, kind: type[T], query: str, values: Iterable[str | int]) -> list[T]:
        """Return the records that a query with one list of values gives."""
        decoder = msgspec.json.Decoder(kind)
        return [decoder.decode(row["record"]) for row in self.among(query, values)]

    def mentions(self, column: str, values: Iterable[str]) -> list[ClaimMention]:
        """Return claim mentions as they were found, by ``id`` or ``report``."""
        return self.decoded(ClaimMention, f"SELECT record FROM mentions WHERE {column} IN ({{}})", values)

    def in_order(self, kind: type[T], table: str, reports: Iterable[str]) -> Iterator[T]:
        """Yield the claim or event mentions of reports, by report and in reading order."""
        decoder = msgspec.json.Decoder(kind)
        query = f"SELECT record FROM {table} WHERE report IN ({{}}) ORDER BY report, position"
        for row in self.among(query, sorted(reports)):
            yield decoder.decode(row["record"])

    def event_mentions(self, column: str, values: Iterable[str]) -> list[EventMention]:
        """Return event mentions as they were found, by ``id``, ``report`` or ``claim``."""
        query = f"SELECT record FROM event_mentions WHERE {column} IN ({{}})"
        return self.decoded(EventMention, query, values)

    def members_of(self, table: str, column: str, ids: Iterable[str]) -> list[tuple[str, str]]:
        """Return pairs of cluster and mention from ``claim_mentions`` or ``event_members``."""
        owner = "claim" if table == "claim_mentions" else "event"
        query = f"SELECT {owner}, mention FROM {table} WHERE {column} IN ({{}}) ORDER BY {owner}, position"
        return [(row[0], row[1]) for row in self.among(query, ids)]

    def among(self, query: str, values: Iterable[str | int]) -> Iterator[sqlite3.Row]:
        """Run a query with ``IN ({})`` for lists of values of any length."""
        return judged.among(self.db, query, values)


class Counts(dict[str, int]):
    """In how many of the counted mentions stems are, read when first asked for."""

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self._memory = memory

    def get(self, stem: str, default: int = 0) -> int:  # type: ignore[override]
        """Return a stem's count, ``default`` when it was not counted."""
        if stem not in self:
            found = self._memory.count(stem)
            self[stem] = -1 if found is None else found
        return default if self[stem] < 0 else self[stem]


def forget(db: sqlite3.Connection) -> None:
    """Forget everything: the next collation compares all reports."""
    for table in TABLES:
        db.execute(f"DELETE FROM {table}")


def reconsider(db: sqlite3.Connection, report: str) -> None:
    """Have all reports compared again by the next collation if this one was taken up before."""
    db.execute(
        "DELETE FROM collation_memory WHERE EXISTS (SELECT 1 FROM collation_turns WHERE report = ?)",
        (report,),
    )


def note_analyses(db: sqlite3.Connection, reports: Sequence[tuple[str]]) -> None:
    """Note of reports that they were analysed anew, if they were taken up before."""
    db.executemany(
        "INSERT OR IGNORE INTO collation_memory SELECT ?, '' FROM collation_turns WHERE report = ?",
        [(f"{_AGAIN}{report}", report) for (report,) in reports],
    )


def write(db: sqlite3.Connection, change: Remembered) -> None:
    """Write what collation is to remember."""
    for kind, gone in change.pairs_gone.items():
        judged.delete(db, kind, gone)
    db.executemany("DELETE FROM collation_refused WHERE id = ?", [(one,) for one in change.allowed])
    db.executemany("DELETE FROM collation_crowds WHERE key = ? AND member = ?", change.crowds_gone)
    db.execute("DELETE FROM collation_memory WHERE key LIKE ? || '%'", (_AGAIN,))
    for table, new in change.rows.items():
        insert(db, table, new, on_conflict="REPLACE")
    for kind, pairs in change.pairs.items():
        judged.write(db, kind, pairs)
    for key, pieces in change.parts.items():
        _write_pieces(db, key, pieces, change.same.get(key, frozenset()))


def _span(key: str) -> tuple[str, str]:
    """Return the first key that a piece of a large value may have, and the first after all of them."""
    return f"{key}/", f"{key}0"  # "0" follows "/"


def _write_pieces(
    db: sqlite3.Connection, key: str, pieces: Mapping[str, bytes | bytearray], same: frozenset[str]
) -> None:
    """Write the pieces of a large value in place of those that it had; the same are there already."""
    held = db.execute(
        "SELECT DISTINCT key FROM collation_parts WHERE (key >= ? AND key < ?) OR key = ?", (*_span(key), key)
    )
    gone = {row[0] for row in held} - {f"{key}/{name}" for name in pieces}
    db.executemany("DELETE FROM collation_parts WHERE key = ?", [(one,) for one in sorted(gone)])
    for name, whole in pieces.items():
        if name not in same:
            _write_parts(db, f"{key}/{name}", whole)


def _write_parts(db: sqlite3.Connection, key: str, whole: bytes | bytearray) -> None:
    """Write a large value; parts that are the same as before are left as they are."""
    parts = [whole[start : start + _PART] for start in range(0, len(whole), _PART)]
    db.execute("DELETE FROM collation_parts WHERE key = ? AND part >= ?", (key, len(parts)))
    for number, part in enumerate(parts):
        known = db.execute("SELECT bytes FROM collation_parts WHERE key = ? AND part = ?", (key, number))
        row = known.fetchone()
        if row is None or row[0] != part:
            insert(
                db, "collation_parts", [{"key": key, "part": number, "bytes": part}], on_conflict="REPLACE"
            )
