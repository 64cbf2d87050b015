"""Exports: the casebook in other formats, one module a format."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from stemma.casebook import Casebook
from stemma.errors import UsageError
from stemma.export.outward import OutwardBook
from stemma.export.redacted import RedactedBook
from stemma.export.streams import tables
from stemma.export.telling import Regions

__all__ = ["FORMATS", "chosen", "export", "tables"]

FORMATS = {
    "jsonl": "jsonl",
    "csv": "comma_separated",
    "parquet": "parquet",
    "geojson": "geojson",
    "acled": "acled",
    "ged": "ged",
    "webannotation": "webannotation",
    "prov": "prov",
    "schemaorg": "schemaorg",
    "gexf": "gexf",
    "graphml": "graphml",
    "timelinejs": "timelinejs",
    "timemap": "timemap",
    "ftm": "ftm",
    "stix": "stix",
    "datasette": "datasette",
    "site": "site",
    "warc": "warc",
}

_WITH_REGIONS = ("acled", "ged")


def export(
    book: Casebook,
    to: str,
    folder: Path | str,
    *,
    limit: int | None = None,
    regions: Regions | None = None,
) -> tuple[Path, ...]:
    """Write the casebook in the format ``to`` into ``folder`` and return the files written.

    The same casebook gives the same bytes every time. Folders of this machine that lie outside the
    inputs are not told (`OutwardBook`). For a redacted export, give what
    `stemma.pipeline.redaction.redacted` makes of the casebook. ``limit`` cuts a site to so many
    leading claims; the other formats are always whole. ``regions`` tells which first-level region a
    point lies in (`stemma.pipeline.regions.first_level_regions`), for ACLED's and GED's columns: without
    it they name a region only where the event's place is one.

    Raises:
        UsageError: there is no such format.
    """
    (name,) = chosen([to])
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    module: Any = import_module(f"{__name__}.{FORMATS[name]}")
    options: dict[str, Any] = {"limit": limit} if name == "site" else {}
    if name in _WITH_REGIONS:
        options["regions"] = regions
    seen = book if isinstance(book, RedactedBook) else OutwardBook(book)  # redacted reports have no origin
    written: tuple[Path, ...] = module.write(seen, target, **options)
    return written


def chosen(names: Sequence[str]) -> tuple[str, ...]:
    """Return the formats that were asked for ("csv,stix" is two, "all" is every one), each once.

    Raises:
        UsageError: there is no such format, or none was named.
    """
    wanted = [name.strip().lower() for part in names for name in part.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in FORMATS and name != "all"]
    if unknown or not wanted:
        raise UsageError(
            f"no format {', '.join(map(repr, unknown)) or 'named'}; there are: {', '.join(FORMATS)}, or all"
        )
    return tuple(FORMATS) if "all" in wanted else tuple(dict.fromkeys(wanted))
