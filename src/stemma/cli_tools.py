"""The other commands: serve, eval and gazetteer."""

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from stemma.cli_casebook import DEFAULT, CasebookPath, open_book
from stemma.cli_output import FLAG, Column, console, message, table, write_json
from stemma.cli_words import plural

gazetteer = App(name="gazetteer", help="Add places to the gazetteer.")


def serve(
    *,
    casebook: CasebookPath = DEFAULT,
    host: Annotated[str, Parameter(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, Parameter(help="The port; the next free one is taken.")] = 8765,
    open_browser: Annotated[bool, FLAG, Parameter(name="--open", help="Open a browser.")] = False,
    layer: Annotated[
        list[Path] | None,
        Parameter(negative="", help="A GeoJSON or PMTiles file to draw on the map; may be repeated."),
    ] = None,
) -> int:
    """Serve the casebook as a local web page."""
    open_book(casebook).close()
    from stemma.web import serve as serve_page

    try:
        serve_page(casebook, host, port, open_browser=open_browser, layers=layer or ())
    except KeyboardInterrupt:  # how a server is ended
        message("stopped")
    return 0


def evaluate(
    name: Annotated[str | None, Parameter(help="The benchmark; all are listed when none is named.")] = None,
    /,
    *,
    data: Annotated[Path | None, Parameter(help="The folder with the benchmarks' data.")] = None,
    json: Annotated[bool, FLAG, Parameter(help="Print the figures as JSON.")] = False,
) -> int:
    """Run a benchmark and print its figures."""
    # The pipeline before any benchmark, which loads NumPy: that multiplies with one thread then, as in an
    # ingest. With a thread for each of two cores polnear took 12.2 CPU seconds instead of 6.0.
    from stemma import evaluation
    from stemma.pipeline.memory import search_seldom

    if name is None:
        sys.stdout.write("".join(f"{one}\n" for one in evaluation.available()))
        return 0
    search_seldom()  # to the end, as an ingest does
    result = evaluation.evaluate(name, data)
    if json:
        write_json(result)
        return 0
    columns = [
        Column("metric"),
        Column("value", right=True),
        Column("95% interval"),
        Column("n", right=True),
        Column("peers"),
    ]
    rows = [
        (
            metric,
            f"{figure.value:.3f}",
            f"{figure.low:.3f} to {figure.high:.3f}",
            figure.n,
            ", ".join(
                f"{peer} {found[metric]:.3f}" for peer, found in result.peers.items() if metric in found
            ),
        )
        for metric, figure in result.figures.items()
    ]
    console().print(table(columns, rows, title=f"{result.name} on {result.data}"))
    return 0


@gazetteer.command
def add(
    file: Annotated[Path, Parameter(help="A GeoNames country file (UA.txt) or a Who's On First table.")], /
) -> int:
    """Add the places of a file to the gazetteer, for village-level work; adding one twice is harmless."""
    from stemma.places import add_geonames

    message(f"added {plural(add_geonames(None, file), 'new place')} from {file}")
    return 0
