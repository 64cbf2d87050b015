"""Datasette: the metadata that makes a casebook readable there, for the casebook's own file."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from stemma.casebook import Casebook
from stemma.export.files import write_json
from stemma.resources import load_toml


def write(book: Casebook, folder: Path) -> tuple[Path, ...]:
    """Write ``metadata.json`` for ``datasette CASEBOOK -m metadata.json`` and return it.

    It describes views and columns and gives ready queries; it holds nothing of the casebook.
    """
    return (write_json(folder / "metadata.json", metadata(book.path.stem, book.store.read(_tables))),)


def metadata(database: str, held: Iterable[str] = ()) -> dict[str, Any]:
    """Return Datasette's metadata for a casebook that is served as ``database`` and has these tables."""
    texts = load_toml("export", "datasette.toml")
    tables: dict[str, Any] = {
        name: {
            "description": view["description"],
            "columns": view["columns"],
            **{option: view[option] for option in ("sort", "sort_desc", "facets") if option in view},
        }
        for name, view in texts["views"].items()
    }
    shown = texts["shown"]["tables"]
    tables |= {name: {"hidden": True} for name in held if name not in shown}
    return {
        "title": texts["about"]["title"],
        "description": texts["about"]["description"],
        "databases": {database: {"tables": tables, "queries": texts["queries"]}},
    }


def _tables(db: sqlite3.Connection) -> list[str]:
    rows = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL ORDER BY name")
    return [row["name"] for row in rows]
