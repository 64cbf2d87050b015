"""Which first-level region of its country a point lies in, for exports that have a column for it."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stemma.places.areas import FirstLevels

Regions = Callable[[float, float, str], str]


def first_level_regions() -> Regions:
    """Return a function from latitude, longitude and ISO country code to the region's name, "" for none.

    The gazetteer is opened when the first point is asked for. A point lies in the region of the nearest
    settlement of its country that the gazetteer knows.
    """
    levels = cache(first_levels)

    @cache  # many events have one place
    def region(lat: float, lon: float, country: str) -> str:
        found = levels().at(lat, lon, country)
        return found.name if found is not None and found.admin1 else ""

    return region


def first_levels() -> "FirstLevels":
    """Return the first-level regions of the bundled gazetteer, which is opened."""
    from stemma.places import Gazetteer  # noqa: PLC0415  opened only where an export asks for regions
    from stemma.places.areas import FirstLevels  # noqa: PLC0415  likewise

    return FirstLevels(Gazetteer.open())
