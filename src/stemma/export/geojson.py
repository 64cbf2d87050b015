"""GeoJSON (RFC 7946): the events that have coordinates, as points with their precision."""

from pathlib import Path
from typing import Any

import msgspec

from stemma.casebook import Casebook
from stemma.export.cameo import cameo
from stemma.export.files import write_json_list
from stemma.export.streams import events
from stemma.export.telling import clearest, heading, thing_text
from stemma.records import Event


def write(book: Casebook, folder: Path) -> tuple[Path, ...]:
    """Write ``events.geojson`` and return it; events without coordinates are left out."""
    features = (feature for event in events(book) if (feature := _feature(event)) is not None)
    head = {"type": "FeatureCollection"}
    return (write_json_list(folder / "events.geojson", head, "features", features),)


def _feature(event: Event) -> dict[str, Any] | None:
    place = event.place
    if place is None or place.lat is None or place.lon is None:
        return None
    values: dict[str, Any] = msgspec.to_builtins(event)
    told = clearest(event)
    named = (
        "type", "sub_type", "plover", "mode", "actor", "target", "start", "end", "date_precision", "status",
        "fatalities", "injuries", "things", "origins",
    )  # fmt: skip
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {
            "name": heading(event),
            **{name: values[name] for name in named},
            # Map programs style by plain columns and show nested values as text.
            **{
                f"{name}_{bound}": values[name][bound]
                for name in ("fatalities", "injuries", "origins")
                for bound in ("low", "best", "high")
            },
            "things_text": "; ".join(map(thing_text, event.things)),
            "words": told.extent.text if told is not None else "",
            "cameo": cameo(event),
            "place": place.name,
            "precision": place.precision,
            "radius_km": place.radius_km,
            "geonames_id": place.geonames_id,
            "note": place.note,
            "reports": sorted({mention.report for mention in event.mentions}),
        },
    }
