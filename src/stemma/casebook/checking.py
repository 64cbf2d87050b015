"""Checking a casebook: the file, its search indexes, the hash of every document, and every span."""

import hashlib
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct, field

from stemma.casebook import spans
from stemma.casebook.findings import Finding

# Index, and the table and column whose rows it holds.
_INDEXES = {"reports_fts": "reports", "claims_fts": "claims"}


class Verification(Struct, frozen=True):
    """What was checked, how many of each kind, and everything that was found wrong."""

    checked: dict[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def check(db: sqlite3.Connection) -> tuple[Finding, ...]:
    """Return everything that is wrong with a casebook; nothing when it is sound."""
    return verify(db).findings


def verify(db: sqlite3.Connection) -> Verification:
    """Check the file, the search indexes, every hash and every span.

    One report is held in memory at a time. Where the file cannot be read, that is a finding, and
    what can be checked beside it still is.
    """
    checked: Counter[str] = Counter()
    findings: list[Finding] = []
    for part in (_file, _indexes, _raw, _reports, spans.of_reports, spans.of_collation, spans.of_records):
        try:
            findings.extend(part(db, checked))
        except (sqlite3.DatabaseError, zlib.error) as error:
            findings.append(Finding("file", f"{error}: what can be read is still worth keeping", "file"))
    return Verification(dict(checked), tuple(dict.fromkeys(findings)))


def _file(db: sqlite3.Connection, checked: Counter[str]) -> Iterator[Finding]:
    for (line,) in db.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield Finding("file", line, "index" if "index" in line else "file")
    for row in db.execute("PRAGMA foreign_key_check"):
        yield Finding(f"table {row[0]}", f"row {row[1]} names a {row[2]} row that is not there", "reference")
    checked["tables"] = db.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchone()[0]


def _indexes(db: sqlite3.Connection, checked: Counter[str]) -> Iterator[Finding]:
    """Compare the full-text indexes with the tables that they index (needs the right to write)."""
    writable = not db.execute("PRAGMA query_only").fetchone()[0]
    for index, table in _INDEXES.items():
        checked["search indexes"] += 1
        try:
            indexed = db.execute(f"SELECT count(*) FROM {index}_docsize").fetchone()[0]  # noqa: S608  fixed
            held = db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608  a fixed name
            if indexed != held:
                detail = f"holds {indexed:,} rows of {held:,}"
                yield Finding(f"search index of {table}", detail, "search")
            elif writable:
                check = f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"  # noqa: S608
                db.execute(check)
        except sqlite3.OperationalError as error:
            if "readonly" not in str(error) and "locked" not in str(error):
                raise
        except sqlite3.DatabaseError as error:
            yield Finding(f"search index of {table}", f"does not match the texts ({error})", "search")


def _raw(db: sqlite3.Connection, checked: Counter[str]) -> Iterator[Finding]:
    for row in db.execute("SELECT sha256, size, bytes FROM raw"):
        checked["documents"] += 1
        name = f"raw {row['sha256']}"
        try:
            raw = zlib.decompress(row["bytes"])
        except zlib.error as error:
            yield Finding(name, f"cannot be unpacked: {error}", "raw")
            continue
        found = hashlib.sha256(raw).hexdigest()
        if found != row["sha256"] or len(raw) != row["size"]:
            yield Finding(name, f"the bytes have changed: their hash is {found}", "raw")
    for row in db.execute("SELECT sha256, origin, fields FROM documents"):
        try:
            msgspec.json.decode(row["fields"], type=dict[str, str])
        except spans.UNREADABLE as error:
            detail = f"what came beside it from {row['origin']} cannot be read: {error}"
            yield Finding(f"document {row['sha256']}", detail, "raw")


def _reports(db: sqlite3.Connection, _checked: Counter[str]) -> Iterator[Finding]:
    """Every report has its raw bytes, and where those came from."""
    without = "SELECT id FROM reports WHERE sha256 NOT IN (SELECT sha256 FROM documents)"
    for row in db.execute(without):
        yield Finding(f"report {row['id']}", "nothing says where its document came from", "raw")
    missing = "SELECT id, sha256 FROM reports WHERE sha256 NOT IN (SELECT sha256 FROM raw)"
    for row in db.execute(missing):
        yield Finding(f"report {row['id']}", f"its document {row['sha256']} is not stored", "raw")


def kinds(findings: Iterable[Finding]) -> frozenset[str]:
    """Return the kinds of fault among findings."""
    return frozenset(finding.kind for finding in findings)
