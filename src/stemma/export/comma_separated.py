"""CSV: one file a table, nested values flattened, as the commands' --csv prints them."""

from pathlib import Path

from stemma.casebook import Casebook
from stemma.export import tables
from stemma.export.flat import write_csv


def write(book: Casebook, folder: Path) -> tuple[Path, ...]:
    """Write one CSV file a table (UTF-8 with a byte order mark, which spreadsheets want)."""
    written = []
    for name, records in tables(book):
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            write_csv(records, stream)
        written.append(path)
    return tuple(written)
