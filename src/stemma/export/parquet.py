"""Parquet: one file a table, nested records as structs and lists."""

from pathlib import Path

from stemma.casebook import Casebook
from stemma.export import tables


def write(book: Casebook, folder: Path) -> tuple[Path, ...]:
    """Write one Parquet file a table and return the files."""
    from pyarrow import parquet  # noqa: PLC0415  heavy, and needed here only

    written = []
    for name, records in tables(book):
        path = folder / f"{name}.parquet"
        parquet.write_table(records.to_arrow(), path, compression="zstd")
        written.append(path)
    return tuple(written)
