"""Reading of the package's own data files (lexicons, ontologies, thresholds)."""

import os
import sys
import tomllib
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

import msgspec

from stemma.errors import DataError


@cache
def load_toml(room: str, name: str) -> dict[str, Any]:
    """Return the parsed TOML file ``name`` of the room ``room`` ("attribution", "cues.toml").

    Raises:
        DataError: the file is missing or is not TOML.
    """
    path = files(f"stemma.{room}") / name
    try:
        text = path.read_bytes()
        kept = _kept(path) if isinstance(path, Path) else None
        return _again(kept, text) or _parsed(kept, text)
    except (FileNotFoundError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"data file {room}/{name}: {error}") from error


# Python takes 2 ms for 10 kB of TOML, 90 for all that an ingest reads, a tenth of an ingest of one article.
# What was parsed is kept as JSON where Python keeps compiled modules, below a hash of the text.


def _kept(path: Path) -> Path:
    """Return where a parsed file is kept."""
    return Path(cache_from_source(path.with_name("__init__.py"))).with_name(f"{path.name}.json")


def _again(kept: Path | None, text: bytes) -> dict[str, Any] | None:
    """Return what is kept of a file, None where nothing is, or of another text."""
    if kept is None:
        return None
    with suppress(OSError, msgspec.DecodeError):
        told, _, parsed = kept.read_bytes().partition(b"\n")
        if told == _mark(text):
            return msgspec.json.decode(parsed, type=dict[str, Any])
    return None


def _parsed(kept: Path | None, text: bytes) -> dict[str, Any]:
    """Parse a file, and keep what it says for the next time where that can be done."""
    found = tomllib.loads(text.decode())
    told = msgspec.json.encode(found)
    # Dates, say, would come back as text.
    if kept is None or sys.dont_write_bytecode or msgspec.json.decode(told) != found:
        return found
    with suppress(OSError):
        kept.parent.mkdir(exist_ok=True)
        # Another process may read or write it at the same time.
        half = kept.with_name(f"{kept.name}.{os.getpid()}")
        half.write_bytes(_mark(text) + b"\n" + told)
        half.replace(kept)
    return found


def _mark(text: bytes) -> bytes:
    return sha256(text).hexdigest().encode()
