"""JSON lines: one file a table, one record a line, as the commands' --jsonl prints them."""

from pathlib import Path

import msgspec

from stemma.casebook import Casebook
from stemma.export import tables


def write(book: Casebook, folder: Path) -> tuple[Path, ...]:
    """Write one JSON lines file a table and return the files."""
    written = []
    for name, records in tables(book):
        path = folder / f"{name}.jsonl"
        with path.open("wb") as stream:
            stream.writelines(msgspec.json.encode(record) + b"\n" for record in records)
        written.append(path)
    return tuple(written)
