"""A small gazetteer: all packaged regions, countries and features, and the towns that the tests name."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

import pytest

from stemma.places import Gazetteer, find_places
from stemma.places.build import Row, countries, create, features, regions, settlement_radius
from stemma.places.gazetteer import file_version
from stemma.records import ParsedReport, Place, Report

# Name, latitude, longitude, country, region, people, id, other names.
Town = tuple[str, float, float, str, str, int, str, str]
CAPITALS = {"703448", "524901", "2988507", "170654"}
TOWNS = [
    ("Kharkiv", 49.98, 36.25, "UA", "07", 1_421_125, "706483", "Kharkov|Charkiw|Харків|Харьков"),
    ("Derhachi", 50.11, 36.12, "UA", "07", 17_139, "710098", "Dergachi|Дергачі|Дергачи"),
    ("Izyum", 49.21, 37.28, "UA", "07", 45_884, "707292", "Izium|Ізюм"),
    ("Kherson", 46.64, 32.61, "UA", "08", 283_649, "706448", "Херсон"),
    ("Luhansk", 48.57, 39.31, "UA", "14", 417_990, "702658", "Lugansk"),
    ("Avdiivka", 48.14, 37.75, "UA", "05", 31_392, "712451", "Avdeevka"),
    ("Donetsk", 48.02, 37.80, "UA", "05", 901_645, "709717", "Donezk"),
    ("Donetsk", 48.34, 39.95, "RU", "61", 48_039, "565240", ""),
    ("Kyiv", 50.45, 30.52, "UA", "12", 2_952_301, "703448", "Kiev|Київ"),
    ("Moscow", 55.75, 37.62, "RU", "48", 10_381_222, "524901", "Moskva"),
    ("Aleppo", 36.20, 37.16, "SY", "09", 2_098_000, "170063", "Halab"),
    ("Idlib", 35.93, 36.63, "SY", "12", 128_840, "169389", "Idleb"),
    ("Ar Raqqah", 35.95, 39.01, "SY", "04", 531_952, "172955", "Raqqa"),
    ("Ma‘arrat an Nu‘mān", 35.64, 36.67, "SY", "12", 58_000, "167824", ""),
    ("Paris", 48.85, 2.35, "FR", "11", 2_138_551, "2988507", ""),
    ("Paris", 33.66, -95.56, "US", "TX", 24_699, "4717560", ""),
    ("Dallas", 32.78, -96.80, "US", "TX", 1_302_868, "4684888", ""),
    ("Damascus", 33.51, 36.29, "SY", "13", 1_569_394, "170654", "Dimashq"),
    ("Prescott", 33.80, -93.38, "US", "AR", 3_296, "4127143", ""),
]


def written(
    path: Path,
    towns: Sequence[Town],
    capitals: Collection[str],
    parts: Sequence[Row],
    within: Sequence[Row] = (),
) -> Gazetteer:
    """Write a gazetteer of some towns, regions and districts, with all packaged features, and open it."""
    rows = [
        Row(name, lat, lon, country, admin1, "capital" if gid in capitals else "settlement", people,
            settlement_radius(people), gid, "test", tuple(filter(None, names.split("|"))))
        for name, lat, lon, country, admin1, people, gid, names in towns
    ]  # fmt: skip
    create(path, file_version(), [*countries(list(parts)), *features(), *parts, *rows, *within])
    return Gazetteer.open(path)


@pytest.fixture(scope="session")
def write_gazetteer() -> Callable[..., Gazetteer]:
    """What writes a gazetteer of a test's own towns."""
    return written


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    path = tmp_path_factory.mktemp("gazetteer") / "gazetteer.sqlite"
    return written(path, TOWNS, CAPITALS, list(regions()))


@pytest.fixture(scope="session")
def places(
    parse: Callable[..., tuple[Report, ParsedReport]], gazetteer: Gazetteer
) -> Callable[..., tuple[Place, ...]]:
    """What finds the places of a text in the small gazetteer."""

    def run(text: str, *, associative: bool = False, **fields: Any) -> tuple[Place, ...]:
        return find_places(*parse(text, **fields), gazetteer, associative=associative)

    return run
