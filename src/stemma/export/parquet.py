"""Parquet: one file a table, nested records as structs and lists."""

from itertools import islice
from pathlib import Path

from stemma.casebook import Casebook
from stemma.casebook.table import Table
from stemma.export.package import write_package
from stemma.export.streams import Stream, tables

_ROWS = 2_000  # of one row group: about 10 MB of reports


def write(book: Casebook, folder: Path) -> tuple[Path, ...]:
    """Write one Parquet file a table, and the data package around them; return the files."""
    written = []
    for table in tables(book):
        path = folder / f"{table.name}.parquet"
        _write(table, path)
        written.append(path)
    return (*written, write_package(book, folder, "parquet"))


def _write(table: Stream, path: Path) -> None:
    from pyarrow import parquet  # noqa: PLC0415  heavy, and needed here only

    records = iter(table)
    schema = Table.of(table.kind, ()).to_arrow().schema
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while batch := list(islice(records, _ROWS)):
            writer.write_table(Table.of(table.kind, batch).to_arrow())
