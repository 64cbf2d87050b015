"""Reading of the package's own data files (lexicons, ontologies, thresholds)."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from stemma.errors import DataError


@cache
def load_toml(room: str, name: str) -> dict[str, Any]:
    """Return the parsed TOML file ``name`` of the room ``room`` ("attribution", "cues.toml").

    Raises:
        DataError: the file is missing or is not TOML.
    """
    path = files(f"stemma.{room}") / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"data file {room}/{name}: {error}") from error
