"""Codebooks beside the sheets in others' layouts: what each column holds here."""

from collections.abc import Sequence
from pathlib import Path

from stemma.export.flat import write_sheet
from stemma.resources import load_toml


def write_codebook(folder: Path, sheet: str, columns: Sequence[str]) -> Path:
    """Write ``SHEET_codebook.csv``, a row for each column of a sheet with its meaning, and return it."""
    told = load_toml("export", "codebook.toml")[sheet]
    rows = ({"column": name, "meaning": told[name]} for name in columns)
    return write_sheet(folder / f"{sheet}_codebook.csv", ("column", "meaning"), rows)
