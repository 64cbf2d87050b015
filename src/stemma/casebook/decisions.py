"""Analysts' decisions: checked, kept append-only, and found their place again after each re-run."""

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, get_args

from msgspec.structs import replace

from stemma.casebook import reads, rows, writing
from stemma.casebook.store import Store
from stemma.errors import DecisionError
from stemma.identity import stable_id
from stemma.records import Action, ClaimMention, Decision, EventMention, Layer, Report

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?")
ACTIONS: tuple[Action, ...] = get_args(Action)
_GRADES = frozenset("ABCDEF")
_CLUSTERS = ("claims", "events")
NO_DATE = "none"


def decide(
    store: Store, action: str, targets: Sequence[str], *, value: str = "", note: str = "", by: str = ""
) -> Decision:
    """Check a decision against the casebook, store it and return it.

    Raises:
        DecisionError: it names something that is not there, or does not make sense.
    """
    if action not in ACTIONS:
        raise DecisionError(f"no decision {action!r}; there are: {', '.join(ACTIONS)}")
    with store.transaction() as db:
        made = reads.decisions(db)
        members = [keys(db, target) for target in targets]
        decision = Decision(
            id=stable_id("d", len(made) + 1, action, *targets, value),
            at=writing.now("microseconds"),
            action=action,
            targets=tuple(targets),
            value=value,
            note=note,
            by=by,
            keys=tuple(members),
        )
        _check(decision, [_kind(db, target) for target in targets], made)
        writing.insert(db, "decisions", [_row(decision, _wording(db, members))])
        writing.touch(db)
    return decision


def take_over(store: Store, made: Iterable[Decision]) -> None:
    """Store decisions of another casebook, which are not applied here: its records show them already."""
    with store.transaction() as db:
        writing.insert(db, "decisions", (_row(decision, {}) for decision in made))


def _row(decision: Decision, wording: Mapping[str, object]) -> rows.Row:
    return {
        "id": decision.id,
        "at": decision.at,
        "action": decision.action,
        "targets": json.dumps(decision.targets),
        "value": decision.value,
        "note": decision.note,
        "by": decision.by,
        "wording": json.dumps(wording, ensure_ascii=False),
        "record": rows.encode(decision),
    }


def keys(db: sqlite3.Connection, target: str) -> tuple[str, ...]:
    """Return what lets a decision find ``target`` again: its mentions' ids, or its own id."""
    for table, column in (("claim_mentions", "claim"), ("event_members", "event")):
        query = f"SELECT mention FROM {table} WHERE {column} = ? ORDER BY position"  # noqa: S608  fixed names
        if found := tuple(row["mention"] for row in db.execute(query, (target,))):
            return found
    return (target,)


def _kind(db: sqlite3.Connection, target: str) -> str | None:
    tables = (
        "reports", "mentions", "event_mentions", "claims", "events", "origins", "variants", "copies",
        "decisions",
    )  # fmt: skip
    for table in tables:
        if db.execute(f"SELECT 1 FROM {table} WHERE id = ?", (target,)).fetchone():  # noqa: S608  a fixed name
            return table
    return None


def _check(decision: Decision, kinds: Sequence[str | None], made: Sequence[Decision]) -> None:
    targets, value = decision.targets, decision.value
    for target, kind in zip(targets, kinds, strict=True):
        if kind is None and decision.action != "rate":
            raise DecisionError(f"nothing in the casebook has the id {target}")
    if not targets:
        raise DecisionError(f"{decision.action} needs the id of what it is about")
    match decision.action:
        case "merge" | "separate" if len(set(targets)) == 1 or set(kinds) not in ({"claims"}, {"events"}):
            raise DecisionError(f"{decision.action} takes two or more claims, or two or more events")
        case "split" if (
            kinds[0] not in _CLUSTERS or not targets[1:] or not set(targets[1:]) <= set(decision.keys[0])
        ):
            raise DecisionError(
                "split takes a claim (or event) and those of its mentions that are to part from it"
            )
        case "redate" if kinds != ["reports"] or not (value == NO_DATE or _is_date(value)):
            raise DecisionError(f"redate takes a report and a date such as 2022-05-12, or {NO_DATE!r}")
        case "resource" if kinds != ["mentions"] or not value.strip():
            raise DecisionError("resource takes a claim mention and the name of its source")
        case "rate" if value not in _GRADES:
            raise DecisionError("rate takes a source's name and its reliability, A to F")
        case "undo":
            _check_undo(targets, kinds, made)


def _is_date(value: str) -> bool:
    if not _DATE.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(
            value + "0001-01-01"[len(value) :] if len(value) < len("0001-01-01") else value
        )
    except ValueError:
        return False
    return True


def _check_undo(targets: Sequence[str], kinds: Sequence[str | None], made: Sequence[Decision]) -> None:
    if kinds != ["decisions"]:
        raise DecisionError("undo takes the id of one decision")
    standing = {decision.id for decision in active(made)}
    if targets[0] not in standing:
        raise DecisionError(f"decision {targets[0]} is undone already, or is itself an undoing")


def _wording(db: sqlite3.Connection, members: Iterable[tuple[str, ...]]) -> dict[str, list[Any]]:
    """Return report and offsets of each mention: they find it again when a new version gives it a new id."""
    places: dict[str, list[Any]] = {}
    for mention in sorted({key for group in members for key in group}):
        for table in ("mentions", "event_mentions"):
            query = f'SELECT report, start, "end" FROM {table} WHERE id = ?'  # noqa: S608  a fixed name
            if row := db.execute(query, (mention,)).fetchone():
                places[mention] = [table, *row]
    return places


def active(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that stand: neither undone nor an undoing themselves."""
    made = tuple(decisions)
    undone = {target for decision in made if decision.action == "undo" for target in decision.targets}
    return tuple(decision for decision in made if decision.action != "undo" and decision.id not in undone)


def standing(db: sqlite3.Connection) -> tuple[Decision, ...]:
    """Return the decisions that stand, their keys as the casebook's mentions are now.

    A mention that a newer version found under another id is found again by its report and the
    overlap of its offsets; one that is gone leaves its key out.
    """
    settled = []
    wording = {
        row["id"]: json.loads(row["wording"]) for row in db.execute("SELECT id, wording FROM decisions")
    }
    for decision in active(reads.decisions(db)):
        groups = tuple(
            tuple(now for key in group if (now := _present(db, key, wording[decision.id].get(key))))
            for group in decision.keys
        )
        settled.append(replace(decision, keys=groups))
    return tuple(settled)


def _present(db: sqlite3.Connection, key: str, place: list[Any] | None) -> str | None:
    if place is None:
        return key
    table, report, start, end = place
    if db.execute(f"SELECT 1 FROM {table} WHERE id = ?", (key,)).fetchone():  # noqa: S608  written by _wording
        return key
    query = (
        f'SELECT id FROM {table} WHERE report = ? AND start < ? AND "end" > ? '  # noqa: S608  likewise
        'ORDER BY min("end", ?) - max(start, ?) DESC, id LIMIT 1'
    )
    row = db.execute(query, (report, end, start, end, start)).fetchone()
    return row["id"] if row else None


def rejected(decisions: Iterable[Decision]) -> frozenset[str]:
    """Return the ids that analysts rejected; for a claim or an event, those of its mentions.

    The last word on an id counts: accepting it takes an earlier rejection back.
    """
    verdict: dict[str, bool] = {}
    for decision in decisions:
        if decision.action in {"accept", "reject"}:
            for group in (decision.targets, *decision.keys):
                verdict.update(dict.fromkeys(group, decision.action == "reject"))
    return frozenset(key for key, refused in verdict.items() if refused)


def amend_reports(reports: Mapping[str, Report], decisions: Iterable[Decision]) -> dict[str, Report]:
    """Return the reports that decisions date anew, as they then are."""
    amended: dict[str, Report] = {}
    for decision in decisions:
        if decision.action == "redate" and (report := reports.get(decision.targets[0])):
            published = None if decision.value == NO_DATE else decision.value
            amended[report.id] = replace(
                report, published=published, published_source=f"decision {decision.id}"
            )
    return amended


def amend_mentions(
    mentions: Mapping[str, ClaimMention], decisions: Iterable[Decision]
) -> dict[str, ClaimMention]:
    """Return the mentions that decisions give another source, as they then are."""
    amended: dict[str, ClaimMention] = {}
    for decision in decisions:
        if decision.action != "resource" or not decision.keys or not decision.keys[0]:
            continue
        mention = mentions.get(decision.keys[0][0])
        if mention is None:
            continue
        layer = Layer(
            role="originator",
            name=decision.value,
            entity=decision.value,
            span=None,
            inferred=True,
            reason=f"decision {decision.id}",
        )
        directness = "indirect" if mention.directness == "own" else mention.directness
        amended[mention.id] = replace(mention, chain=(layer, *mention.chain[1:]), directness=directness)
    return amended


def amend_event(event: EventMention, mentions: Mapping[str, ClaimMention]) -> EventMention:
    """Return the event mention without the claim mention it stood in, if that one was rejected."""
    return event if event.claim is None or event.claim in mentions else replace(event, claim=None)
