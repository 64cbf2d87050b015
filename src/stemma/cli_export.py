"""The command that writes a casebook in other formats, whole or redacted."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from stemma.cli_casebook import DEFAULT, CasebookPath, open_book
from stemma.cli_output import FLAG, message
from stemma.errors import StemmaError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemma.casebook import Casebook
    from stemma.pipeline.regions import Regions

_LARGE_SITE = 100_000_000  # bytes; 800 reports with 7,400 claims make about as much


def export(
    *,
    to: Annotated[
        list[str],
        Parameter(
            negative="",
            help="The format, several joined by commas, or all. There are: jsonl, csv, parquet, geojson, "
            "acled, ged, webannotation, prov, schemaorg, gexf, graphml, timelinejs, timemap, ftm, stix, "
            "datasette, site, warc.",
        ),
    ],
    output: Annotated[Path, Parameter(name=["--output", "-o"], help="The folder to write into.")],
    casebook: CasebookPath = DEFAULT,
    coarsen: Annotated[
        list[str] | None,
        Parameter(
            negative="",
            help="Give places of these countries (UA,SY; or all) by their first-level area only; "
            "the articles' texts are left out.",
        ),
    ] = None,
    hide_persons: Annotated[
        bool,
        FLAG,
        Parameter(help="Replace names of private persons; the articles' texts are left out."),
    ] = False,
    limit: Annotated[
        int | None,
        Parameter(help="Of a site: only so many claims, the leading ones.", validator=Number(gte=1)),
    ] = None,
) -> int:
    """Write the casebook in other formats, whole or redacted.

    One format is written into the folder itself, several into a folder each. The same casebook
    gives the same bytes every time. Raw documents (warc) cannot be redacted.

    site is the whole desk as a folder of web pages, warc the documents as they came. Where one of all
    formats cannot be written, the others are, and the exit code is 3.
    """
    from stemma.export import FORMATS, chosen
    from stemma.pipeline.regions import first_level_regions

    names = chosen(to)
    everything = len(names) == len(FORMATS)
    if limit is not None and "site" not in names:
        raise UsageError("--limit is for --to site; the other formats are always whole")
    if output.exists() and not output.is_dir():
        raise UsageError(f"{output} is a file; name a folder to write into with --output")
    if everything and (coarsen or hide_persons):
        names = tuple(name for name in names if name != "warc")
        message("not written: warc: the documents as they came cannot be redacted")
    folders = {name: output / name if len(names) > 1 else output for name in names}
    with open_book(casebook) as book:
        shown = _shown(book, coarsen or (), hide_persons=hide_persons)
        whole = _write_all(shown, folders, limit, first_level_regions(), careful=not everything)
    return 0 if whole else 3


def _write_all(
    book: "Casebook", folders: "dict[str, Path]", limit: int | None, regions: "Regions", *, careful: bool
) -> bool:
    """Write formats into their folders; return whether all were, or with ``careful`` raise what one did not.

    Raises:
        StemmaError: a file cannot be written.
    """
    from stemma.export import export as write

    whole = True
    for name, folder in folders.items():
        try:
            _say_written(name, write(book, name, folder, limit=limit, regions=regions))
        except OSError as error:
            where = error.filename or folder  # a full disk is told without a name
            reason = f"{where}: {error.strerror or error}; what is in {folder} may be cut off"
            raise StemmaError(reason) from error
        except StemmaError as error:
            if careful:
                raise
            message(f"not written: {name}: {error}")
            whole = False
    return whole


def _say_written(name: str, files: "Sequence[Path]") -> None:
    """Say which files a format was written into."""
    if name == "site":
        _say_site(files)
        return
    for path in files:
        message(f"wrote {path}")


def _say_site(files: "Sequence[Path]") -> None:
    """Say where a site begins, and when it is too large to hand on easily."""
    size = sum(path.stat().st_size for path in files)
    message(
        f"wrote {files[0]} and {len(files) - 1} files beside it, {size / 1e6:.0f} MB; open it in a browser"
    )
    if size > _LARGE_SITE:
        message(
            "that is much to send or to open from a slow disk: --limit N writes the N leading claims only"
        )


def _shown(book: "Casebook", coarsen: "Sequence[str]", *, hide_persons: bool) -> "Casebook":
    if not coarsen and not hide_persons:
        return book
    from stemma.pipeline.redaction import redacted

    return redacted(book, coarsen, hide_persons=hide_persons)
