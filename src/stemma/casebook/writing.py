"""Writes to the casebook: reports as they come, their analyses, and the collation as a whole."""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from msgspec import Struct
from msgspec.structs import replace

from stemma.casebook import memory, rows, versions
from stemma.casebook.analysed import Analysis, LaidOut, laid_out
from stemma.casebook.rows import insert as insert  # noqa: PLC0414  other modules import it from here
from stemma.casebook.store import Store
from stemma.identity import stable_id
from stemma.records import (
    Claim,
    ClaimMention,
    Copy,
    Document,
    Event,
    Failure,
    Origin,
    Report,
    Variant,
)

_COLLATED = (
    "copies", "claims", "claim_mentions", "origins", "variants", "events", "event_members", "event_claims",
)  # fmt: skip


UNFINISHED = -1  # as if nothing had been collated


class Collation(Struct, frozen=True):
    """What was found across reports, and the records as decisions amend them."""

    copies: tuple[Copy, ...]
    claims: tuple[Claim, ...]
    origins: tuple[Origin, ...]
    variants: tuple[Variant, ...]
    events: tuple[Event, ...]
    amended_reports: tuple[Report, ...] = ()
    amended_mentions: tuple[ClaimMention, ...] = ()


def now(precision: str = "seconds") -> str:
    """Return the present time, UTC."""
    return datetime.now(UTC).isoformat(timespec=precision)


def touch(db: sqlite3.Connection) -> None:
    """Note that what collation rests on has changed."""
    db.execute(
        "INSERT INTO meta VALUES ('generation', '1') "
        "ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )


def write_sides(store: Store, text: str) -> None:
    """Keep the user's list of parties to the conflict; "" goes back to the bundled one."""
    with store.transaction() as db:
        db.execute("INSERT OR REPLACE INTO meta VALUES ('sides', ?)", (text,))
        touch(db)


def sides(store: Store) -> str:
    """Return the user's list of parties, "" when the bundled one is used."""
    row = store.db.execute("SELECT value FROM meta WHERE key = 'sides'").fetchone()
    return str(row["value"]) if row else ""


def _text_of(inputs: Sequence[str]) -> str:
    """Return the names of inputs as JSON; bytes of a file's name that are no UTF-8 cannot stand in it."""
    names = json.dumps(list(inputs), ensure_ascii=False)
    return names.encode("utf-8", "backslashreplace").decode()


def start_run(store: Store, tool: str, inputs: Sequence[str]) -> int:
    """Note that a run began and return its number."""
    with store.transaction() as db:
        cursor = db.execute(
            "INSERT INTO runs (started, tool, inputs) VALUES (?, ?, ?)",
            (now(), tool, _text_of(inputs)),
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid


def end_run(store: Store, run: int, summary: object) -> None:
    """Note that a run ended and what it did."""
    with store.transaction() as db:
        db.execute("UPDATE runs SET ended = ?, summary = ? WHERE id = ?", (now(), rows.encode(summary), run))


def write_documents(
    store: Store, batch: Sequence[tuple[Document, Report]], tool: str, *, settled: bool = False
) -> tuple[Report, ...]:
    """Store documents with the reports read from them; return the reports that are new, as stored.

    A document whose text is that of a report with the same address (or the same id in a table, by the
    same outlet) is kept, without a report of its own; one with another text is a new version. Where
    ids and versions are ``settled`` already, reports are stored as they are.
    """
    new = []
    with store.transaction() as db:
        for document, came in batch:
            _write_raw(db, document, tool)
            report = _stored(db, came) if settled else _write_report(db, came)
            if report is not None:
                new.append(report)
            db.execute("DELETE FROM failures WHERE origin = ? AND stage = 'reading'", (document.origin,))
        if new:
            touch(db)
    return tuple(new)


def _write_report(db: sqlite3.Connection, came: Report) -> Report | None:
    """Store a report unless its text is there; one that was changed is stored as a new version."""
    family = versions.versions_of(db, came)
    if any(versions.same_text(one, came) for one in family):
        return None
    report, moved = versions.numbered(family, _with_free_id(db, came))
    if _stored(db, report) is None:
        return None
    versions.renumber(db, moved)
    return report


def _stored(db: sqlite3.Connection, report: Report) -> Report | None:
    """Store a report as it is, unless its id is there."""
    return report if insert(db, "reports", [rows.report_row(report)], on_conflict="IGNORE") else None


def _with_free_id(db: sqlite3.Connection, report: Report) -> Report:
    """Return the report, under an id of its own bytes when another text has its id already."""
    row = db.execute("SELECT sha256 FROM reports WHERE id = ?", (report.id,)).fetchone()
    if row is None or row["sha256"] == report.sha256:
        return report
    return replace(report, id=stable_id("r", report.sha256))


def _write_raw(db: sqlite3.Connection, document: Document, tool: str) -> None:
    raw = {
        "sha256": document.sha256,
        "size": len(document.raw),
        "codec": "zlib",
        "bytes": zlib.compress(document.raw),
    }
    insert(db, "raw", [raw], on_conflict="IGNORE")
    came = {
        "sha256": document.sha256,
        "origin": document.origin,
        "media_type": document.media_type,
        "fields": json.dumps(document.fields, ensure_ascii=False),
        "stored": now(),
        "tool": tool,
    }
    insert(db, "documents", [came], on_conflict="IGNORE")


def write_failures(store: Store, failures: Iterable[Failure], run: int) -> None:
    """Store failures; a later one of the same document and stage takes the earlier's place."""
    batch = [
        {"origin": failure.origin, "stage": failure.stage, "reason": failure.reason, "run": run}
        for failure in failures
    ]
    if batch:
        with store.transaction() as db:
            insert(db, "failures", batch, on_conflict="REPLACE")


def write_analyses(store: Store, found: Sequence[Analysis | LaidOut], tool: str) -> None:
    """Store what was found in some reports, in one transaction, in place of what was there."""
    if not found:
        return
    batch = [laid_out(one) if isinstance(one, Analysis) else one for one in found]
    reports = [(one.report,) for one in batch]
    with store.transaction() as db:
        _clear_reports(db, reports)
        memory.note_analyses(db, reports)
        _write_found(db, batch)
        db.executemany(
            "UPDATE reports SET analysed_with = ?, analysed_published = ?, analysis_error = ? WHERE id = ?",
            [(tool, one.published, one.error or None, one.report) for one in batch],
        )
        touch(db)


def forget_analyses(store: Store) -> None:
    """Have every report analysed again; what was found stays until something takes its place."""
    with store.transaction() as db:
        db.execute("UPDATE reports SET analysed_with = NULL WHERE status = 'analysed'")


def _clear_reports(db: sqlite3.Connection, reports: Sequence[tuple[str]]) -> None:
    of_report = "SELECT id FROM mentions WHERE report = ?"
    db.executemany(f"DELETE FROM layers WHERE mention IN ({of_report})", reports)  # noqa: S608  fixed
    for table in ("mentions", "where_and_when", "event_mentions"):
        db.executemany(f"DELETE FROM {table} WHERE report = ?", reports)  # noqa: S608  a fixed name


def _write_found(db: sqlite3.Connection, batch: Sequence[LaidOut]) -> None:
    for table in batch[0].rows:
        insert(db, table, (row for one in batch for row in one.rows[table]))


def generation(store: Store) -> int:
    """Return a number that grows whenever what collation rests on changes."""
    row = store.db.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
    return int(row["value"]) if row else 0


def collated(store: Store) -> int:
    """Return the generation that the collation in the casebook rests on; -1 before the first."""
    row = store.db.execute("SELECT value FROM meta WHERE key = 'collated'").fetchone()
    return int(row["value"]) if row else UNFINISHED


def note_collated(db: sqlite3.Connection, basis: int) -> None:
    """Note the generation that the collation rests on, `UNFINISHED` while a part of it is missing."""
    db.execute("INSERT OR REPLACE INTO meta VALUES ('collated', ?)", (str(basis),))


def write_collation(
    store: Store,
    collation: Collation,
    basis: int,
    change: memory.Remembered | None = None,
    *,
    finished: bool = True,
) -> bool:
    """Replace everything found across reports, in one transaction.

    Args:
        store: the casebook's file.
        collation: what was found.
        basis: the generation that it was computed from.
        change: what collation is to remember; it forgets everything else.
        finished: whether that is all; else other reports are still to be compared.

    Returns:
        False, with nothing written, when the casebook has changed since.
    """
    with store.transaction() as db:
        if generation(store) != basis:
            return False
        for table in _COLLATED:
            db.execute(f"DELETE FROM {table}")  # noqa: S608  a fixed name
        _write_amended(db, collation)
        _write_copies(db, collation.copies)
        _write_claims(db, collation)
        _write_events(db, collation.events)
        db.execute("INSERT INTO claims_fts (claims_fts) VALUES ('rebuild')")
        memory.forget(db)
        memory.write(db, change or memory.Remembered())
        note_collated(db, basis if finished else UNFINISHED)
    return True


def _write_amended(db: sqlite3.Connection, collation: Collation) -> None:
    for table in ("reports", "mentions"):
        db.execute(f"UPDATE {table} SET amended = NULL WHERE amended IS NOT NULL")  # noqa: S608  a fixed name
    for report in collation.amended_reports:
        db.execute(
            "UPDATE reports SET amended = ? WHERE id = ?", (rows.encode(replace(report, text="")), report.id)
        )
    for mention in collation.amended_mentions:
        db.execute("UPDATE mentions SET amended = ? WHERE id = ?", (rows.encode(mention), mention.id))


def _write_copies(db: sqlite3.Connection, copies: Sequence[Copy]) -> None:
    insert(db, "copies", map(rows.copy_row, copies))


def _write_claims(db: sqlite3.Connection, collation: Collation) -> None:
    claims = collation.claims
    insert(db, "claims", map(rows.claim_row, claims))
    insert(db, "claim_mentions", rows.claim_member_rows(claims))
    insert(db, "origins", rows.placed_rows(collation.origins, rows.origin_row))
    insert(db, "variants", rows.placed_rows(collation.variants, rows.variant_row))


def _write_events(db: sqlite3.Connection, events: Sequence[Event]) -> None:
    insert(db, "events", map(rows.event_row, events))
    insert(db, "event_members", rows.event_member_rows(events))
    claimed = ({"event": event.id, "claim": claim} for event in events for claim in event.claims)
    insert(db, "event_claims", claimed, on_conflict="IGNORE")
