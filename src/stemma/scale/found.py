"""What a folder's tables hold, as records, whole or filtered by ids."""

from typing import Any, TypeVar

from msgspec.structs import replace

from stemma.records import Claim, ClaimMention, Event, EventMention, Origin, Variant
from stemma.scale import tables
from stemma.scale.folder import Folder

T = TypeVar("T")
Ids = frozenset[str] | None  # None for all


def among(column: str, ids: Ids) -> Any:  # noqa: ANN401  pyarrow's own form of filters
    """Return a filter for rows with one of some ids."""
    # A list without values has no type, and pyarrow compares nothing with it: no id is empty.
    return None if ids is None else [(column, "in", sorted(ids) or [""])]


def records(folder: Folder, stage: str, kind: type[T], column: str = "id", ids: Ids = None) -> list[T]:
    """Return the records of a stage, those with one of some ids in a column."""
    return tables.decode(kind, folder.read_all(stage, ["record"], among(column, ids))["record"])


def members(folder: Folder, stage: str, owner: str, ids: Ids = None) -> dict[str, list[str]]:
    """Return the mentions of each claim or event, in order."""
    table = folder.read_all(stage, [owner, "position", "mention"], among(owner, ids))
    found: dict[str, list[str]] = {}
    for row in table.sort_by([(owner, "ascending"), ("position", "ascending")]).to_pylist():
        found.setdefault(row[owner], []).append(row["mention"])
    return found


def claims(folder: Folder, ids: Ids = None, reports: Ids = None) -> list[Claim]:
    """Return claims with their mentions, which stand in ``reports``, in order of id."""
    mentions = {one.id: one for one in records(folder, "mentions", ClaimMention, "report", reports)}
    held = members(folder, "claim_mentions", "claim", ids)
    made = sorted(records(folder, "claims", Claim, "id", ids), key=lambda claim: claim.id)
    return [replace(one, mentions=tuple(mentions[key] for key in held[one.id])) for one in made]


def events(folder: Folder, ids: Ids = None, reports: Ids = None) -> list[Event]:
    """Return events with their mentions, which stand in ``reports``, in order of id."""
    mentions = {one.id: one for one in records(folder, "event_mentions", EventMention, "report", reports)}
    held = members(folder, "event_members", "event", ids)
    made = sorted(records(folder, "events", Event, "id", ids), key=lambda event: event.id)
    return [replace(one, mentions=tuple(mentions[key] for key in held[one.id])) for one in made]


def origins(folder: Folder, claim_ids: Ids = None) -> list[Origin]:
    """Return the origins of claims in the order of provenance."""
    made = records(folder, "origins", Origin, "claim", claim_ids)
    return sorted(made, key=lambda one: (one.claim, one.id))


def variants(folder: Folder, claim_ids: Ids = None) -> list[Variant]:
    """Return the variants of claims in the order of collation."""
    made = records(folder, "variants", Variant, "claim", claim_ids)
    return sorted(made, key=lambda one: (one.claim, one.from_mention, one.to_mention, one.type, one.id))
