"""The commands that read reports: ingest and demo."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from stemma.cli_casebook import DEFAULT, CasebookPath, open_book
from stemma.cli_output import FLAG, console, message, write_json
from stemma.cli_web import Asking
from stemma.cli_words import plural, shorten
from stemma.errors import UsageError

if TYPE_CHECKING:
    from stemma.pipeline import Summary
    from stemma.pipeline.running import Progress

_LISTED = 20  # failures told in words; all are in the casebook and in --json
_FEW = 5  # new reports that are told by their ids
_TITLE = 60  # characters of what stands for a title


def ingest(
    inputs: Annotated[
        list[str] | None, Parameter(name="PATH", help="Files, folders, addresses, or - for standard input.")
    ] = None,
    /,
    *,
    casebook: CasebookPath = DEFAULT,
    workers: Annotated[
        int | None,
        Parameter(
            help="Processes that analyse reports; by default as many as pay, 4 at most.",
            validator=Number(gte=1),
        ),
    ] = None,
    again: Annotated[bool, FLAG, Parameter(help="Analyse every report in the casebook anew.")] = False,
    outlet: Annotated[
        str, Parameter(help="Who published those that name no outlet.", show_default=False)
    ] = "",
    engine: Annotated[str | None, Parameter(help="Work over partitions: processes, daft or ray.")] = None,
    tables: Annotated[str | None, Parameter(help="With --engine: the folder of the tables.")] = None,
    ray_address: Annotated[str | None, Parameter(help="With --engine ray: the cluster.")] = None,
    web: Asking | None = None,
    json: Annotated[bool, FLAG, Parameter(help="Print what was done as JSON.")] = False,
) -> int:
    """Read reports into a casebook and find everything in them.

    Takes web pages, text, PDF, Word (.docx), feeds, mails, web archives, Telegram's exports, zip and tar
    of these, folders, addresses (https://...), and JSONL, CSV or Parquet tables with one article a row
    (columns id, url, outlet, title, text, published; only text is needed). What the casebook
    holds already is not read again; a run that was interrupted goes on where it stopped.

    With --engine the work is done over partitions, on this machine or on a cluster, and goes to the
    Parquet tables of the folder --tables; stemma casebook from-parquet opens them.
    """
    from stemma.pipeline.memory import keep_freed, search_seldom

    keep_freed()
    search_seldom()  # to the end: were it as often as before after the run, all that lives would be searched
    if outlet and (engine or tables):
        raise UsageError("--outlet goes into a casebook; for --engine name the outlets in a table's column")
    if engine or tables or ray_address:
        from stemma.cli_scale import ingest_tables

        with progress_bar() as progress:
            return ingest_tables(
                inputs or [],
                engine=engine,
                tables=tables,
                address=ray_address,
                workers=workers,
                again=again,
                json=json,
                progress=progress,
            )
    if not inputs and not again:
        raise UsageError("nothing to ingest: name files or folders, or - for standard input")
    if not inputs:
        open_book(casebook).close()  # a casebook that is not there holds nothing to analyse anew
    elif not casebook.exists() and not any(map(_may_be_there, inputs)):
        return _none_there(casebook, inputs, json=json)
    summary = _run(casebook, inputs or [], workers, again=again, asking=web, outlet=outlet)
    if json:
        write_json(summary)
    _tell(casebook, summary)
    return _exit_code(summary)


def demo(
    *,
    casebook: Annotated[Path, Parameter(name=["--casebook", "-c"], help="The casebook that is made.")] = Path(
        "demo.db"
    ),
    serve: Annotated[bool, FLAG, Parameter(help="Serve the casebook afterwards.")] = False,
    open_browser: Annotated[bool, FLAG, Parameter(name="--open", help="Open a browser too.")] = False,
    port: Annotated[int, Parameter(help="The port of the page.")] = 8765,
) -> int:
    """Ingest the bundled demo corpus and print its leading claims.

    The corpus is one week of a war in short reports of invented outlets, written for the demo.
    """
    from stemma.cli_tables import leading_claims
    from stemma.demo import corpus_paths

    summary = _run(casebook, [str(path) for path in corpus_paths()], 1)
    _tell(casebook, summary)
    console().print(leading_claims(casebook))
    if not serve:
        message(f"see more with: stemma origins -c {casebook}, or stemma serve -c {casebook} --open")
        return _exit_code(summary)
    from stemma.web import serve as serve_page

    serve_page(casebook, "127.0.0.1", port, open_browser=open_browser)
    return _exit_code(summary)


def _run(
    casebook: Path,
    inputs: list[str],
    workers: int | None,
    *,
    again: bool = False,
    asking: Asking | None = None,
    outlet: str = "",
) -> "Summary":
    from stemma.api import Book
    from stemma.pipeline import ingest as run

    with Book.open(casebook) as book, progress_bar() as progress:
        return run(
            book,
            inputs,
            workers=workers,
            again=again,
            web=asking.web() if asking else None,
            outlet=outlet,
            progress=progress,
        )


@contextmanager
def progress_bar() -> "Iterator[Progress]":
    """Show a progress bar on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
    )  # fmt: skip
    # No thread that refreshes the bar: a process with other threads cannot fork its workers safely.
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("starting", total=None)
        yield lambda stage, done, total: bar.update(
            task, description=stage, completed=done, total=total, refresh=True
        )


def _may_be_there(name: str) -> bool:
    """Tell whether an input is an address or standard input, or lies on the disk."""
    return name == "-" or "://" in name or os.path.lexists(name)


def _none_there(casebook: Path, inputs: list[str], *, json: bool) -> int:
    """Say that nothing is there to be read; a slip of the pen makes no casebook."""
    from stemma.pipeline import Summary
    from stemma.reading import documents
    from stemma.records import Failure

    summary = Summary(errors=tuple(one for one in documents(inputs) if isinstance(one, Failure)))
    if json:
        write_json(summary)
    _tell_read(summary)
    message(f"{casebook} was not made")
    return _exit_code(summary)


def _tell(casebook: Path, summary: "Summary") -> None:
    _tell_read(summary)
    _tell_new(casebook, summary)
    holds = summary.holds
    message(
        f"{casebook} holds {plural(holds['reports'], 'report')}, {plural(holds['claims'], 'claim')}, "
        f"{plural(holds['origins'], 'origin')}, {plural(holds['variants'], 'variant')}, "
        f"{plural(holds['events'], 'event')}"
    )


def _tell_new(casebook: Path, summary: "Summary") -> None:
    """Say the ids of a few new reports, by which all else is asked for, or how to list many."""
    if summary.known and len(summary.reports) > _FEW:
        message(f"  the new ones first: stemma reports --added -c {casebook}")
    if not 0 < len(summary.reports) <= _FEW:
        return
    with open_book(casebook) as book:
        for report in filter(None, map(book.report, summary.reports)):
            message(f"  {report.id}  {report.title or shorten(report.text, _TITLE)}")
    message(f"  what each says, and who else says so: stemma show ID -c {casebook}")


def _tell_read(summary: "Summary") -> None:
    """Say what was read, and which documents failed."""
    parts = [f"{plural(summary.new, 'new report')}"]
    if summary.versions:
        later = "a later version of a report" if summary.versions == 1 else "later versions of reports"
        parts[0] += f" ({summary.versions:,} of them {later})"
    if summary.known:
        parts.append(f"{summary.known:,} already there")
    if summary.unread:
        parts.append(f"{len(summary.unread):,} stored unread (stemma reports says why)")
    if summary.errors:
        parts.append(f"{len(summary.errors):,} failed")
    message(", ".join(parts))
    for failure in summary.errors[:_LISTED]:
        message(f"  failed: {failure.origin}: {failure.reason}")
    if len(summary.errors) > _LISTED:
        message(f"  and {len(summary.errors) - _LISTED:,} more; --json lists them all")


def _exit_code(summary: "Summary") -> int:
    if not summary.errors:
        return 0
    return 3 if summary.new or summary.known or summary.analysed else 1
