"""UCDP GED's column layout: the violent events that are told as having occurred, with deaths."""

from collections.abc import Iterator
from math import floor
from pathlib import Path
from typing import Any

from stemma.casebook import Casebook
from stemma.export.acled import kind_of
from stemma.export.codebook import write_codebook
from stemma.export.flat import write_sheet
from stemma.export.streams import events
from stemma.export.telling import (
    Brief,
    Regions,
    bounding_days,
    briefs,
    country_name,
    distinct,
    event_reports,
    first_reported,
    range_code,
    region_of,
)
from stemma.records import Event
from stemma.resources import load_toml

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id",
    "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources",
    "source_article", "source_office", "source_date", "source_headline", "source_original",
    "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude",
    "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec",
    "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
    "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
EXTRA = ("best_claimants", "origins_low", "origins_best", "origins_high", "first_reported", "date_rule")
VIOLENT = ("Battles", "Explosions/Remote violence", "Violence against civilians")


def write(book: Casebook, folder: Path, *, regions: Regions | None = None) -> tuple[Path, ...]:
    """Write ``ged.csv`` with its codebook and return both; GED holds violent events with deaths."""
    known = briefs(book)
    rows = (dict(_row(event, known, regions)) for event in events(book) if _is_deadly(event))
    columns = (*COLUMNS, *EXTRA)
    sheet = write_sheet(folder / "ged.csv", columns, rows)
    return sheet, write_codebook(folder, "ged", columns)


def _is_deadly(event: Event) -> bool:
    deaths = any((event.fatalities.low, event.fatalities.best, event.fatalities.high))
    return event.type in VIOLENT and event.status == "occurred" and deaths


def _row(event: Event, known: dict[str, Brief], regions: Regions | None) -> Iterator[tuple[str, Any]]:
    codes = load_toml("export", "ged.toml")
    yield "id", number(event.id)
    yield "relid", event.id
    yield from _when(event, first_reported(event_reports(event, known)))
    yield "code_status", "Stemma, not checked by UCDP"
    yield "side_a", event.actor
    yield "side_b", event.target
    yield "dyad_name", f"{event.actor} - {event.target}" if event.actor and event.target else ""
    sides = [codes["sides"].get(kind_of(event, role), "") for role in ("actor", "target")]
    yield "type_of_violence", _violence(*sides)
    yield from _sources(event, known)
    yield from _where(event, codes, regions)
    summed = any(one.cumulative for mention in event.mentions for one in mention.casualties)
    yield "event_clarity", 2 if summed else 1
    toll = event.fatalities
    yield "deaths_civilians" if sides[1] == "civilians" else "deaths_unknown", toll.best
    yield "best", toll.best
    yield "high", toll.high
    yield "low", toll.low
    yield "best_claimants", "; ".join(toll.claimants)
    for name in ("low", "best", "high"):
        yield f"origins_{name}", getattr(event.origins, name)


def _when(event: Event, reported: str) -> Iterator[tuple[str, Any]]:
    codes = load_toml("export", "ged.toml")["date_prec"]
    precision = codes.get(event.date_precision)
    if event.date_precision == "range":
        precision = range_code(event, codes["days"])
    first, last, rule = (event.start or "")[:10], (event.end or "")[:10], "told" if event.start else ""
    if not first and any(days := bounding_days(event, reported, codes["untold_days"])):
        (first, last), precision, rule = days, codes["untold"], "first report"
    yield "year", last[:4] if rule == "first report" else first[:4]
    yield "date_prec", precision
    yield "date_start", first
    yield "date_end", last
    yield "date_rule", rule


def number(identifier: str) -> int:
    """Return GED's whole number for an id, from its hexadecimal digits."""
    return int(identifier.rpartition("-")[2], 16)


def _violence(actor: str, target: str) -> int | None:
    """Return 1 state-based, 2 non-state, 3 one-sided; None when the sides are not known."""
    if target == "civilians":
        return 3
    if "state" in (actor, target) and actor and target:
        return 1
    return 2 if actor == target == "group" else None


def _sources(event: Event, known: dict[str, Brief]) -> Iterator[tuple[str, Any]]:
    sources = event_reports(event, known)
    told = sorted({claimant.split(":")[0] for claimant in event.fatalities.claimants})
    yield "number_of_sources", len(sources)
    yield "source_article", "; ".join(one.url or one.id for one in sources)
    yield "source_office", "; ".join(distinct(one.outlet for one in sources))
    yield "source_date", "; ".join(distinct(one.day for one in sources))
    yield "source_headline", "; ".join(distinct(one.title for one in sources))
    yield "source_original", "; ".join(told)
    yield "first_reported", first_reported(sources)


def _where(event: Event, codes: dict[str, Any], regions: Regions | None) -> Iterator[tuple[str, Any]]:
    place = event.place
    if place is None:
        return
    yield "where_prec", codes["where_prec"].get(place.precision)
    yield "where_coordinates", place.name
    yield "where_description", place.note
    yield "country", country_name(place.country)
    yield "adm_1", region_of(place, regions)
    if place.lat is not None and place.lon is not None:
        yield "latitude", place.lat
        yield "longitude", place.lon
        yield "geom_wkt", f"POINT ({place.lon} {place.lat})"
        yield "priogrid_gid", prio_grid(place.lat, place.lon)


def prio_grid(lat: float, lon: float) -> int:
    """Return the PRIO-GRID cell of a point: half degrees, counted from 90 S 180 W eastwards."""
    row = min(floor((lat + 90) * 2), 359)
    column = min(floor((lon + 180) * 2), 719)
    return row * 720 + column + 1
