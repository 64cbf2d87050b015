"""Exports: the casebook's tables in other formats, one module a format."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from stemma.casebook import Casebook
from stemma.errors import UsageError
from stemma.export.cameo import with_cameo

__all__ = ["FORMATS", "export", "tables"]

FORMATS = {
    "jsonl": "jsonl",
    "csv": "comma_separated",
    "parquet": "parquet",
    "geojson": "geojson",
}


def export(book: Casebook, to: str, folder: Path | str) -> tuple[Path, ...]:
    """Write the casebook in the format ``to`` into ``folder`` and return the files written.

    The same casebook gives the same bytes every time.

    Raises:
        UsageError: there is no such format.
    """
    if to not in FORMATS:
        raise UsageError(f"no format {to!r}; there are: {', '.join(FORMATS)}")
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    module: Any = import_module(f"{__name__}.{FORMATS[to]}")
    written: tuple[Path, ...] = module.write(book, target)
    return written


def tables(book: Casebook) -> Iterator[tuple[str, Any]]:
    """Yield the name and the records of each table that is exported."""
    yield "reports", book.reports()
    yield "mentions", book.mentions()
    yield "claims", book.claims()
    yield "origins", book.origins()
    yield "variants", book.variants()
    yield "event_mentions", book.event_mentions()
    yield "events", with_cameo(book.events())
    yield "copies", book.copies()
    yield "decisions", book.decisions()
