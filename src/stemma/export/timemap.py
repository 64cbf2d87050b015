"""TimeMap (Forensic Architecture, Bellingcat): events, sources and categories as its sheets and its JSON."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from stemma.casebook import Casebook
from stemma.export.files import write_json
from stemma.export.flat import write_sheet
from stemma.export.streams import events
from stemma.export.telling import Brief, briefs, clearest, event_reports, heading, things_text
from stemma.export.timelinejs import date_parts, origins_text, toll_text
from stemma.records import Event

_SOURCES = 10  # columns of the sheet; the JSON has every source
_SHEET = (
    "id", "description", "date", "time", "time_precision", "location", "latitude", "longitude", "type",
    "category", "category_full", "comments", "time_display", "association1",
    *(f"source{number}" for number in range(1, _SOURCES + 1)),
)  # fmt: skip


def write(book: Casebook, folder: Path) -> tuple[Path, ...]:
    """Write events, sources and associations as JSON, and the events' sheet as CSV.

    TimeMap shows an event that has a date or coordinates; the others are left out.
    """
    known = briefs(book)
    shown = [_event(event, known) for event in events(book) if _is_shown(event)]
    used = {source for event in shown for source in event["sources"]}
    kinds = sorted({event["category"] for event in shown})
    return (
        write_json(folder / "events.json", shown),
        write_json(folder / "sources.json", [_source(one) for one in known.values() if one.id in used]),
        write_json(folder / "associations.json", [_association(kind) for kind in kinds]),
        _sheet(folder / "events.csv", shown),
    )


def _is_shown(event: Event) -> bool:
    placed = event.place is not None and event.place.lat is not None
    return event.status == "occurred" and (placed or bool(date_parts(event.start).get("day")))


def _event(event: Event, known: dict[str, Brief]) -> dict[str, Any]:
    told, place = clearest(event), event.place
    date = date_parts(event.start)
    found: dict[str, Any] = {
        "id": event.id,
        "description": told.extent.text if told is not None else heading(event),
        "date": f"{date['month']}/{date['day']}/{date['year']}" if "day" in date else "",
        "time": f"{date['hour']:02}:{date['minute']:02}" if "hour" in date else "",
        "time_precision": event.date_precision,
        "time_display": event.start if event.start == event.end else f"{event.start} to {event.end}",
        "location": place.name if place is not None else "",
        "type": event.sub_type,
        "category": _category(event),
        "category_full": _category(event),
        "associations": [_category(event)],
        "sources": [one.id for one in event_reports(event, known)],
        "comments": _comments(event),
    }
    if event.start is None:
        found["time_display"] = ""
    if place is not None and place.lat is not None and place.lon is not None:
        found |= {"latitude": str(place.lat), "longitude": str(place.lon)}
    return found


def _category(event: Event) -> str:
    return event.type or event.plover or "Other"


def _comments(event: Event) -> str:
    parts = [origins_text(event.origins)]
    if toll := toll_text(event.fatalities):
        parts.append(f"killed: {toll}")
    parts += [things] if (things := things_text(event)) else []
    if event.place is not None:
        parts.append(f"place: {event.place.precision}")
        parts += [event.place.note] if event.place.note else []
    return "; ".join(parts)


def _source(one: Brief) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title or one.id,
        "type": "Article",
        "author": one.outlet,
        "date": one.day,
        "url": one.url,
        "description": "",
        "paths": [],
    }


def _association(kind: str) -> dict[str, Any]:
    return {"id": kind, "title": kind, "desc": "", "mode": "CATEGORY", "filter_paths": []}


def _sheet(path: Path, shown: Sequence[dict[str, Any]]) -> Path:
    return write_sheet(path, _SHEET, ({**event, **dict(_numbered(event))} for event in shown))


def _numbered(event: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "association1", event["associations"][0]
    columns = (f"source{number}" for number in range(1, _SOURCES + 1))
    yield from zip_longest(columns, event["sources"][:_SOURCES], fillvalue="")
