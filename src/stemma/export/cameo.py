"""CAMEO codes of events, as an alias on export: Stemma itself codes by ACLED and PLOVER."""

from functools import cache

from msgspec import structs

from stemma.records import Event
from stemma.resources import load_toml


class CodedEvent(Event, frozen=True):
    """An event with its CAMEO alias, "" where the codebook gives none."""

    cameo: str = ""


def cameo(event: Event) -> str:
    """Return the CAMEO code of an event: by ACLED sub-type, else by PLOVER event and mode.

    After the codebook's ``cameo`` column (the PLOVER project's table "CAMEO to PLOVER").
    """
    by_sub_type, by_plover = _aliases()
    if event.sub_type:
        return by_sub_type.get(event.sub_type, "")
    return by_plover.get((event.plover, event.mode), by_plover.get((event.plover, ""), ""))


@cache
def _aliases() -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    rows = load_toml("events", "codebook.toml").values()
    by_sub_type = {row["sub_type"]: row["cameo"] for row in rows if row.get("sub_type")}
    by_plover = {
        (row["plover"], row.get("mode", "")): row["cameo"] for row in rows if not row.get("sub_type")
    }
    return by_sub_type, by_plover


def coded(event: Event) -> CodedEvent:
    """Return an event with its CAMEO alias."""
    return CodedEvent(**structs.asdict(event), cameo=cameo(event))
