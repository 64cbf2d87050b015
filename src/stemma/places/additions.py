"""Adding village-level gazetteers: GeoNames country files and Who's On First tables."""

import gzip
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from stemma.errors import DataError
from stemma.globe import distance_km
from stemma.places.build import Row, settlement_radius, usable, write
from stemma.places.gazetteer import Gazetteer
from stemma.places.keys import name_key, sound_key

_GEONAMES_COLUMNS = 19
# Feature codes of GeoNames, and classes for the codes that are not listed, as kinds of place.
_KINDS = {
    "PPLC": "capital", "PPLX": "district", "ADM1": "region", "ADM1H": "region", "RGN": "area", "STM": "river",
    "STMS": "river", "CNL": "strait", "LK": "lake", "LKS": "lake", "RSV": "lake", "SEA": "sea", "BAY": "sea",
    "GULF": "sea", "STRT": "strait", "ISL": "island", "ISLS": "island", "PEN": "area", "AIRP": "airport",
    "AIRB": "airport", "AIRF": "airport", "AIRH": "airport", "DAM": "dam", "BDG": "bridge", "PS": "plant",
    "PSN": "plant", "PSH": "plant", "OILR": "plant", "CMPRF": "camp", "CMP": "camp", "CMPL": "camp",
    "PRKGT": "crossing", "PSTB": "crossing",
}  # fmt: skip
_CLASSES = {
    "P": "settlement",
    "A": "county",
    "H": "lake",
    "L": "area",
    "S": "building",
    "T": "mountains",
    "V": "area",
}
_PLACETYPES = {
    "locality": "settlement", "localadmin": "county", "county": "county", "region": "region",
    "neighbourhood": "district", "campus": "building",
}  # fmt: skip
# How far a place of a kind reaches when the file does not say.
_RADIUS_KM = {"region": 80.0, "county": 25.0, "area": 25.0, "river": 50.0, "lake": 5.0, "mountains": 10.0}
# Two entries of one name within this distance are one place.
_SAME_KM = 10.0


def add_geonames(path: Path | str | None, file: Path | str) -> int:
    """Add the places of a file to the gazetteer at ``path`` (None: the default one).

    The file is a GeoNames country file ("UA.txt": 19 columns, no header) or a Who's On First
    table (tab-separated, with a header), either gzipped or not. A place that is there already
    gains the names that it lacked. The gazetteer is replaced whole, so that readers are not
    disturbed. Adding a file twice changes nothing.

    Returns:
        How many places were new.

    Raises:
        DataError: the file cannot be read, or is of neither format.
    """
    gazetteer = Gazetteer.open(path)
    rows = list(_rows(Path(file)))
    with tempfile.NamedTemporaryFile(prefix=".gazetteer-", dir=gazetteer.path.parent, delete=False) as handle:
        temporary = Path(handle.name)
    try:
        shutil.copyfile(gazetteer.path, temporary)
        connection = sqlite3.connect(temporary)
        try:
            added = _merge(connection, rows)
            connection.commit()
        finally:
            connection.close()
        temporary.replace(gazetteer.path)
    finally:
        temporary.unlink(missing_ok=True)
    return added


def _rows(file: Path) -> Iterator[Row]:
    try:
        data = file.read_bytes()
        text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError, EOFError, zlib.error) as error:
        raise DataError(f"gazetteer file {file}: {getattr(error, 'strerror', None) or error}") from error
    lines = [line.split("\t") for line in text.splitlines() if line]
    header = lines[0] if lines else []
    if {"name", "placetype", "names"} <= set(header):
        found = (_whos_on_first(dict(zip(header, values, strict=False))) for values in lines[1:])
    elif len(header) == _GEONAMES_COLUMNS:
        found = (_geonames(values) for values in lines if len(values) == _GEONAMES_COLUMNS)
    else:
        raise DataError(
            f"gazetteer file {file}: neither a GeoNames country file ({_GEONAMES_COLUMNS} columns, "
            "tab-separated) nor a Who's On First table"
        )
    try:
        yield from filter(None, found)
    except (ValueError, KeyError) as error:
        raise DataError(f"gazetteer file {file}: a line is malformed ({error})") from error


def _geonames(values: list[str]) -> Row | None:
    gid, name, ascii_name, alternates, lat, lon, feature_class, code, country, _, admin1 = values[:11]
    kind = _KINDS.get(code) or _CLASSES.get(feature_class)
    if kind is None or code.startswith("PCL"):
        return None
    population = int(values[14] or 0)
    names = {ascii_name, *alternates.split(",")} - {name, ""}
    return Row(
        name, float(lat), float(lon), country, admin1, kind, population, _radius(kind, population), gid,
        "added:geonames", tuple(sorted(filter(usable, names))),
    )  # fmt: skip


def _whos_on_first(fields: dict[str, str]) -> Row | None:
    kind = _PLACETYPES.get(fields["placetype"])
    if kind is None or not fields["name"]:
        return None
    population = int(float(fields.get("population") or 0))
    names = {named.partition(":")[2] for named in fields["names"].split("|")} - {fields["name"], ""}
    return Row(
        fields["name"], float(fields["lat"]), float(fields["lon"]), fields["country"], "", kind, population,
        _radius(kind, population), fields.get("geonames_id") or None, "added:whosonfirst",
        tuple(sorted(filter(usable, names))),
    )  # fmt: skip


def _radius(kind: str, population: int) -> float:
    return _RADIUS_KM.get(kind) or settlement_radius(population)


def _merge(connection: sqlite3.Connection, rows: list[Row]) -> int:
    """Write the rows that are new, and the new names of the others; return how many were new."""
    known = dict(connection.execute("SELECT geonames_id, id FROM places WHERE geonames_id > ''").fetchall())
    last = connection.execute("SELECT max(id) FROM places").fetchone()[0] or 0
    new = []
    for row in rows:
        number = known.get(row.geonames_id or "") or _twin(connection, row)
        if number is None:
            new.append(row)
            continue
        keys = {name_key(n) for n in (row.name, *row.names)} - {""}
        connection.executemany(
            "INSERT OR IGNORE INTO names VALUES (?, ?, 0)", [(k, number) for k in sorted(keys)]
        )
        sounds = {sound_key(n) for n in (row.name, *row.names)} - {""}
        connection.executemany(
            "INSERT OR IGNORE INTO sounds VALUES (?, ?)", [(k, number) for k in sorted(sounds)]
        )
    return write(connection, new, last + 1)


def _twin(connection: sqlite3.Connection, row: Row) -> int | None:
    """Return the entry that is the same place: one name, one kind, and hardly a distance between them."""
    settled = {"settlement", "capital"}
    for number, lat, lon, kind in connection.execute(
        "SELECT p.id, p.lat, p.lon, p.kind FROM names n JOIN places p ON p.id = n.place "
        "WHERE n.key = ? AND p.country = ?",
        (name_key(row.name), row.country),
    ):
        same_kind = kind == row.kind or {kind, row.kind} <= settled
        reach = row.radius_km if row.kind in {"region", "county"} else _SAME_KM
        if same_kind and distance_km(lat, lon, row.lat, row.lon) <= reach:
            return int(number)
    return None
