"""CSV: one file a table, nested values flattened, as the commands' --csv prints them."""

from pathlib import Path

from stemma.casebook import Casebook
from stemma.export.flat import write_rows
from stemma.export.package import write_package
from stemma.export.streams import tables


def write(book: Casebook, folder: Path) -> tuple[Path, ...]:
    """Write one CSV file a table (UTF-8 with a byte order mark, which spreadsheets want)."""
    written = []
    for table in tables(book):
        path = folder / f"{table.name}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            write_rows(table.kind, table, stream)
        written.append(path)
    return (*written, write_package(book, folder, "csv"))
