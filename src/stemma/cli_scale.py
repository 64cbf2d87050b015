"""The commands of work over partitions: ingest into Parquet tables, and opening these as a casebook."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from stemma.cli_casebook import DEFAULT, CasebookPath
from stemma.cli_output import FLAG, message, write_json
from stemma.cli_words import plural
from stemma.errors import UsageError

if TYPE_CHECKING:
    from stemma.pipeline.running import Progress

app = App(name="casebook", help="Make a casebook of the tables of a large run, or of a slice of them.")

_UNBOUNDED = 4096  # processes a machine: on a cluster Ray's processors are the bound
_LISTED = 20  # failures told in words; all are in --json
_COUNTED = ("report", "claim", "origin", "variant", "event")


def ingest_tables(
    inputs: Sequence[str],
    *,
    engine: str | None,
    tables: str | None,
    address: str | None,
    workers: int | None,
    again: bool,
    json: bool,
    progress: "Progress",
) -> int:
    """Run `stemma ingest --engine` and return its exit code."""
    if engine is None:
        raise UsageError("--tables and --ray-address go with --engine processes, daft or ray")
    if tables is None:
        raise UsageError("--engine writes Parquet tables: name their folder with --tables")
    if not inputs:
        raise UsageError("nothing to ingest: name files, folders or addresses in object storage")
    from stemma.scale import ingest

    summary = ingest(
        inputs,
        tables,
        engine_name=engine,
        workers=workers or (_UNBOUNDED if address else os.cpu_count() or 1),
        address=address,
        again=again,
        progress=progress,
    )
    if json:
        write_json(summary)
    for failure in summary.errors[:_LISTED]:
        message(f"  failed: {failure.origin}: {failure.reason}")
    if len(summary.errors) > _LISTED:
        message(f"  and {len(summary.errors) - _LISTED:,} more; --json lists them all")
    message(_told(tables, summary.holds))
    message(f"open them with: stemma casebook from-parquet {tables} --casebook war.db")
    if not summary.errors:
        return 0
    return 3 if summary.holds["reports"] else 1


@app.command(name="from-parquet")
def from_parquet(
    folder: str,
    /,
    *,
    casebook: CasebookPath = DEFAULT,
    outlet: Annotated[
        list[str] | None, Parameter(negative=(), help="Only reports of this outlet (repeatable).")
    ] = None,
    since: Annotated[str | None, Parameter(help="Only reports published on this day or later.")] = None,
    until: Annotated[str | None, Parameter(help="Only reports published on this day or earlier.")] = None,
    claim: Annotated[list[str] | None, Parameter(negative=(), help="Also this claim (repeatable).")] = None,
    json: Annotated[bool, FLAG, Parameter(help="Print what the casebook holds as JSON.")] = False,
) -> int:
    """Write the tables of stemma ingest --engine, or a slice of them, into a new casebook.

    A slice holds the reports asked for and every claim and event that they tell of, whole, with
    the other reports that carry these. Origins are those of the whole collection.
    """
    from stemma.scale import Slice, open_tables

    holds = open_tables(folder, casebook, Slice(tuple(outlet or ()), since, until, tuple(claim or ())))
    if json:
        write_json(holds)
    message(_told(str(casebook), holds))
    return 0


def _told(where: str, holds: dict[str, int]) -> str:
    return f"{where} holds " + ", ".join(plural(holds[f"{name}s"], name) for name in _COUNTED)
