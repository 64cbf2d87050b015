"""GeoJSON (RFC 7946): the events that have coordinates, as points with their precision."""

from pathlib import Path
from typing import Any

import msgspec

from stemma.casebook import Casebook
from stemma.export.cameo import cameo
from stemma.records import Event


def write(book: Casebook, folder: Path) -> tuple[Path, ...]:
    """Write ``events.geojson`` and return it; events without coordinates are left out."""
    features = [feature for event in book.events() if (feature := _feature(event)) is not None]
    path = folder / "events.geojson"
    path.write_bytes(msgspec.json.encode({"type": "FeatureCollection", "features": features}) + b"\n")
    return (path,)


def _feature(event: Event) -> dict[str, Any] | None:
    place = event.place
    if place is None or place.lat is None or place.lon is None:
        return None
    values: dict[str, Any] = msgspec.to_builtins(event)
    told = (
        "type", "sub_type", "plover", "mode", "actor", "target", "start", "end", "date_precision", "status",
        "fatalities", "injuries", "origins",
    )  # fmt: skip
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {
            **{name: values[name] for name in told},
            "cameo": cameo(event),
            "place": place.name,
            "precision": place.precision,
            "radius_km": place.radius_km,
            "geonames_id": place.geonames_id,
            "note": place.note,
            "reports": sorted({mention.report for mention in event.mentions}),
        },
    }
