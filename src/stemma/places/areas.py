"""First-level areas: which region of its country a point lies in, by the nearest known settlement."""

import sqlite3
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np
from msgspec import Struct

from stemma.places.gazetteer import Gazetteer

_FAR = 1.5  # degrees: farther than this from every settlement, no region is told


class FirstLevel(Struct, frozen=True):
    """A country's first-level area, or the whole country (``admin1`` empty)."""

    name: str
    lat: float
    lon: float
    radius_km: float
    country: str
    admin1: str


class FirstLevels:
    """Looks up the first-level area of points, from the gazetteer's file."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._path = gazetteer.path
        self._settlements: dict[str, tuple[Any, list[str]]] = {}

    def at(self, lat: float, lon: float, country: str) -> FirstLevel | None:
        """Return the area that the point lies in, else its country, None when neither is known.

        The area is that of the nearest settlement of 500 or more inhabitants in the country.
        """
        points, codes = self._of(country)
        if codes:
            scale = np.cos(np.radians(lat))
            gaps = (points[:, 0] - lat) ** 2 + ((points[:, 1] - lon) * scale) ** 2
            nearest = int(np.argmin(gaps))
            found = self._areas.get((country, codes[nearest])) if gaps[nearest] < _FAR**2 else None
            if found is not None:
                return found
        return self._areas.get((country, ""))

    @property
    def countries(self) -> frozenset[str]:
        """The ISO 3166-1 alpha-2 codes of the countries that are known."""
        return frozenset(country for country, _ in self._areas)

    def _of(self, country: str) -> tuple[Any, list[str]]:
        if country not in self._settlements:
            rows = list(
                self._rows(
                    "SELECT lat, lon, admin1 FROM places WHERE country = ? AND admin1 <> '' "
                    "AND kind IN ('settlement', 'capital') ORDER BY id",
                    country,
                )
            )
            points = np.array([row[:2] for row in rows], dtype=float).reshape(-1, 2)
            self._settlements[country] = (points, [row[2] for row in rows])
        return self._settlements[country]

    @cached_property
    def _areas(self) -> dict[tuple[str, str], FirstLevel]:
        found: dict[tuple[str, str], FirstLevel] = {}
        query = (
            "SELECT name, lat, lon, radius_km, country, CASE kind WHEN 'country' THEN '' ELSE admin1 END "
            "FROM places WHERE kind = 'country' OR (kind = 'region' AND admin1 <> '') "
            "ORDER BY radius_km DESC, id"
        )
        for row in self._rows(query):
            area = FirstLevel(*row)
            found.setdefault((area.country, area.admin1), area)
        return found

    def _rows(self, query: str, *values: str) -> Iterator[Any]:
        connection = sqlite3.connect(f"file:{self._path}?mode=ro&immutable=1", uri=True)
        try:
            yield from connection.execute(query, values)
        finally:
            connection.close()
