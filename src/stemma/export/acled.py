"""ACLED's published column layout: the physical events that are told as having occurred."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stemma.casebook import Casebook
from stemma.export.codebook import write_codebook
from stemma.export.flat import write_sheet
from stemma.export.streams import events
from stemma.export.telling import (
    Brief,
    Regions,
    bounding_days,
    briefs,
    clearest,
    country_name,
    country_number,
    distinct,
    event_reports,
    first_reported,
    range_code,
    region_of,
    thing_text,
)
from stemma.records import Actor, Event
from stemma.resources import load_toml

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
)  # fmt: skip
# What ACLED has no column for, and what nobody should use the rows without.
EXTRA = (
    "fatalities_low", "fatalities_high", "fatalities_claimants", "origins_low", "origins_best",
    "origins_high", "reports", "first_reported", "stemma_id", "date_rule", "things", "things_claimants",
)  # fmt: skip


def write(book: Casebook, folder: Path, *, regions: Regions | None = None) -> tuple[Path, ...]:
    """Write ``acled.csv`` with its codebook and return both.

    Events that did not occur, or are not physical, are left out.
    """
    known = briefs(book)
    told = (event for event in events(book) if event.type and event.status == "occurred")
    rows = (dict(_row(event, known, regions)) for event in told)
    columns = (*COLUMNS, *EXTRA)
    sheet = write_sheet(folder / "acled.csv", columns, rows)
    return sheet, write_codebook(folder, "acled", columns)


def _row(event: Event, known: dict[str, Brief], regions: Regions | None) -> Iterator[tuple[str, Any]]:
    told = clearest(event)
    sources = event_reports(event, known)
    yield "event_id_cnty", event.id
    yield from _when(event, first_reported(sources))
    yield from _coded(event)
    yield "actor1", event.actor
    yield "actor2", event.target
    yield from _sides(event)
    yield from _where(event, regions)
    yield "source", "; ".join(distinct(one.outlet for one in sources))
    yield "notes", told.extent.text if told is not None else ""
    yield "fatalities", event.fatalities.best
    yield "fatalities_low", event.fatalities.low
    yield "fatalities_high", event.fatalities.high
    yield "fatalities_claimants", "; ".join(event.fatalities.claimants)
    yield "things", "; ".join(map(thing_text, event.things))
    yield "things_claimants", "; ".join(one for thing in event.things for one in thing.claimants)
    for name in ("low", "best", "high"):
        yield f"origins_{name}", getattr(event.origins, name)
    yield "reports", len(sources)
    yield "first_reported", first_reported(sources)
    yield "stemma_id", event.id


def _when(event: Event, reported: str) -> Iterator[tuple[str, Any]]:
    codes = load_toml("export", "acled.toml")["time_precision"]
    precision = codes.get(event.date_precision)
    if event.date_precision == "range":
        precision = range_code(event, codes["days"])
    day, rule = (event.start or "")[:10], "told" if event.start else ""
    if not day and (day := bounding_days(event, reported, codes["untold_days"])[1]):
        precision, rule = codes["untold"], "first report"
    yield "event_date", day
    yield "year", day[:4]
    yield "time_precision", precision
    yield "date_rule", rule


def _coded(event: Event) -> Iterator[tuple[str, Any]]:
    codes = load_toml("export", "acled.toml")
    disorder = codes["disorder_by_sub_type"].get(event.sub_type) or codes["disorder"].get(event.type)
    yield "disorder_type", disorder
    yield "event_type", event.type
    yield "sub_event_type", event.sub_type


def _sides(event: Event) -> Iterator[tuple[str, Any]]:
    kinds = load_toml("export", "acled.toml")["inter"]
    found = [kinds.get(kind_of(event, role), "") for role in ("actor", "target")]
    yield "inter1", found[0]
    yield "inter2", found[1]
    yield "interaction", _interaction(*found, alone=not event.target)
    yield "civilian_targeting", "Civilian targeting" if found[1] == "Civilians" else ""


def _interaction(actor: str, target: str, *, alone: bool) -> str:
    """Return ACLED's name for who meets whom, in its fixed order; empty when one side's kind is not known."""
    if actor and alone:
        return f"{actor} only"
    order = load_toml("export", "acled.toml")["interaction"]["order"]
    return "-".join(sorted((actor, target), key=order.index)) if actor and target else ""


def kind_of(event: Event, role: str) -> str:
    """Return the kind of an event's actor or target, as most of its mentions have it."""
    actors: list[Actor] = [one for mention in event.mentions if (one := getattr(mention, role)) is not None]
    kinds = [one.kind for one in actors if one.kind]
    return max(sorted(set(kinds)), key=kinds.count, default="")


def _where(event: Event, regions: Regions | None) -> Iterator[tuple[str, Any]]:
    place = event.place
    if place is None:
        return
    yield "iso", country_number(place.country)
    yield "country", country_name(place.country)
    yield "admin1", region_of(place, regions)
    yield "location", place.name
    precision = load_toml("export", "acled.toml")["geo_precision"].get(place.precision)
    if precision is not None:  # the middle of a country would be read as a place
        yield "latitude", place.lat
        yield "longitude", place.lon
        yield "geo_precision", precision
