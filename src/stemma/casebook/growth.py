"""Writes of a collation that grew: the rows of claims and events that changed, and no others."""

# ruff: noqa: S608  the names in these queries are fixed; values are always bound

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from stemma.casebook import memory, rows
from stemma.casebook.judged import among
from stemma.casebook.rows import insert
from stemma.casebook.store import Store
from stemma.casebook.writing import UNFINISHED, generation, note_collated
from stemma.records import Claim, ClaimMention, Copy, Event, Origin, Report, Variant


class Growth(Struct, frozen=True):
    """What takes the place of what in a casebook.

    Claims and events whose ids are ``claims_gone`` and ``events_gone`` give way to the new ones;
    claims in ``traced`` bring their origins and variants with them, the others keep theirs.
    ``amended`` mentions are as decisions amend them now, None for no longer; ``dated`` reports likewise.
    """

    copies: Sequence[Copy] = ()
    copies_gone: Sequence[str] = ()
    claims: Sequence[Claim] = ()
    claims_gone: Sequence[str] = ()
    traced: frozenset[str] = frozenset()
    origins: Sequence[Origin] = ()
    variants: Sequence[Variant] = ()
    events: Sequence[Event] = ()
    events_gone: Sequence[str] = ()
    amended: dict[str, ClaimMention | None] = field(default_factory=dict)
    dated: dict[str, Report | None] = field(default_factory=dict)


def write_growth(
    store: Store, growth: Growth, change: memory.Remembered, basis: int, *, finished: bool = True
) -> bool:
    """Write what changed, in one transaction.

    Args:
        store: the casebook's file.
        growth: what was found.
        change: what collation is to remember.
        basis: the generation that it was computed from.
        finished: whether that is all; else other reports are still to be compared.

    Returns:
        False, with nothing written, when the casebook has changed since.
    """
    with store.transaction() as db:
        if generation(store) != basis:
            return False
        for mention, amended in growth.amended.items():
            record = rows.encode(amended) if amended is not None else None
            db.execute("UPDATE mentions SET amended = ? WHERE id = ?", (record, mention))
        for key, report in growth.dated.items():
            record = rows.encode(replace(report, text="")) if report is not None else None
            db.execute("UPDATE reports SET amended = ? WHERE id = ?", (record, key))
        _write_copies(db, growth)
        _write_claims(db, growth)
        _write_events(db, growth)
        memory.write(db, change)
        note_collated(db, basis if finished else UNFINISHED)
    return True


def _write_copies(db: sqlite3.Connection, growth: Growth) -> None:
    gone = [*growth.copies_gone, *(copy.id for copy in growth.copies)]
    _delete(db, "copies", "id", gone)
    insert(db, "copies", map(rows.copy_row, growth.copies))


def _write_claims(db: sqlite3.Connection, growth: Growth) -> None:
    made = {claim.id: claim for claim in growth.claims}
    members = {claim.id: [one.id for one in claim.mentions] for claim in growth.claims}
    claim_rows = {row["id"]: row for row in map(rows.claim_row, growth.claims)}
    same = _same(db, "claims", claim_rows, members) - growth.traced
    gone = [one for one in growth.claims_gone if one not in same]
    claims = [claim for key, claim in made.items() if key not in same]
    untraced = [one for one in gone if one not in made or one in growth.traced]
    db.executemany(
        "INSERT INTO claims_fts (claims_fts, rowid, text) SELECT 'delete', n, text FROM claims WHERE id = ?",
        [(one,) for one in gone],
    )
    _delete(db, "claims", "id", gone)
    _delete(db, "claim_mentions", "claim", gone)
    _delete(db, "origins", "claim", untraced)
    _delete(db, "variants", "claim", untraced)
    insert(db, "claims", (claim_rows[claim.id] for claim in claims))
    db.executemany(
        "INSERT INTO claims_fts (rowid, text) SELECT n, text FROM claims WHERE id = ?",
        [(claim.id,) for claim in claims],
    )
    insert(db, "claim_mentions", rows.claim_member_rows(claims))
    insert(db, "origins", rows.placed_rows(growth.origins, rows.origin_row))
    insert(db, "variants", rows.placed_rows(growth.variants, rows.variant_row))


def _write_events(db: sqlite3.Connection, growth: Growth) -> None:
    made = {event.id: event for event in growth.events}
    members = {event.id: [one.id for one in event.mentions] for event in growth.events}
    event_rows = {row["id"]: row for row in map(rows.event_row, growth.events)}
    same = _same(db, "events", event_rows, members)
    gone = [one for one in growth.events_gone if one not in same]
    events = [event for key, event in made.items() if key not in same]
    _delete(db, "events", "id", gone)
    for table, column in (("event_members", "event"), ("event_claims", "event")):
        _delete(db, table, column, gone)
    insert(db, "events", (event_rows[event.id] for event in events))
    insert(db, "event_members", rows.event_member_rows(events))
    claimed = ({"event": event.id, "claim": claim} for event in events for claim in event.claims)
    insert(db, "event_claims", claimed, on_conflict="IGNORE")


def _same(
    db: sqlite3.Connection, table: str, made: Mapping[str, rows.Row], held: Mapping[str, list[str]]
) -> set[str]:
    """Return the ids of claims or events that stand in the casebook as they are."""
    joined = "claim_mentions" if table == "claims" else "event_members"
    # A decision may give a mention a source and leave its claim's record as it was.
    compared = ("record", "links", "told") if table == "claims" else ("record", "links")
    stored = among(db, f"SELECT id, {', '.join(compared)} FROM {table} WHERE id IN ({{}})", made)
    like = [row["id"] for row in stored if all(row[one] == made[row["id"]][one] for one in compared)]
    members: dict[str, list[str]] = {}
    for owner, mention in memory.Memory(db).members_of(
        joined, "claim" if table == "claims" else "event", like
    ):
        members.setdefault(owner, []).append(mention)
    return {one for one in like if members.get(one, []) == held[one]}


def _delete(db: sqlite3.Connection, table: str, column: str, values: Iterable[str]) -> None:
    db.executemany(f"DELETE FROM {table} WHERE {column} = ?", [(value,) for value in values])
