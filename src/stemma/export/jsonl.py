"""JSON lines: one file a table, one record a line, as the commands' --jsonl prints them."""

from pathlib import Path

import msgspec

from stemma.casebook import Casebook
from stemma.export.package import write_package
from stemma.export.streams import tables


def write(book: Casebook, folder: Path) -> tuple[Path, ...]:
    """Write one JSON lines file a table, and the data package around them; return the files."""
    encoder = msgspec.json.Encoder()
    written = []
    for table in tables(book):
        path = folder / f"{table.name}.jsonl"
        with path.open("wb") as stream:
            stream.writelines(encoder.encode(record) + b"\n" for record in table)
        written.append(path)
    return (*written, write_package(book, folder, "jsonl"))
