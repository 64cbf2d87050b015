"""What the commands print: JSON, JSON lines and CSV as data, tables for people, messages apart."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from cyclopts import Parameter
from cyclopts.validators import Number
from msgspec import Struct

from stemma.cli_words import safe
from stemma.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

T = TypeVar("T")

WIDTH = 100  # columns, where the output is not a terminal
ROWS = 40  # rows of a table when --limit does not say; data forms give all

FLAG = Parameter(negative="", show_default=False)  # an option that is given or not
Limit = Annotated[
    int | None,
    Parameter(help="At most so many; 0 for all. A table shows 40 otherwise.", validator=Number(gte=0)),
]


@Parameter(name="*")
@dataclass(frozen=True, slots=True)  # no Struct: the reader of the command line knows none
class Output:
    """In which form records are printed; a table for people when none is chosen."""

    json: Annotated[bool, FLAG, Parameter(help="Print one JSON array of records.")] = False
    jsonl: Annotated[bool, FLAG, Parameter(help="Print one JSON record a line.")] = False
    csv: Annotated[bool, FLAG, Parameter(help="Print CSV, nested values flattened.")] = False

    @property
    def data(self) -> bool:
        """Tell whether a form for programs was chosen.

        Raises:
            UsageError: more than one was.
        """
        if self.json + self.jsonl + self.csv > 1:
            raise UsageError("choose one of --json, --jsonl and --csv")
        return self.json or self.jsonl or self.csv


def rows_of(limit: int | None) -> int:
    """Return how many rows a table shows, 0 for all."""
    return ROWS if limit is None else limit


def first(found: Sequence[T], limit: int | None) -> Sequence[T]:
    """Return the first ``limit`` records, all for 0 or None; an Arrow-able table stays one."""
    if not limit or len(found) <= limit:
        return found
    from stemma.casebook import Table as Records

    return Records.of(found.kind, found[:limit]) if isinstance(found, Records) else found[:limit]


def say_rest(total: int, limit: int) -> None:
    """Say how many rows a table does not show."""
    if limit and total > limit:
        message(f"{total - limit:,} more; --limit 0 shows all")


def write_records(records: Sequence[Any], output: Output) -> None:
    """Print records on standard output in the form chosen."""
    import msgspec

    stream = sys.stdout.buffer
    if output.json:
        stream.write(msgspec.json.format(msgspec.json.encode(list(records)), indent=2) + b"\n")
    elif output.jsonl:
        stream.writelines(msgspec.json.encode(record) + b"\n" for record in records)
    elif output.csv:
        from stemma.export.flat import write_csv

        sys.stdout.flush()
        write_csv(records, sys.stdout)
    sys.stdout.flush()


def write_json(value: object) -> None:
    """Print one JSON value on standard output."""
    import msgspec

    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")
    sys.stdout.flush()


def console() -> "Console":
    """Return the console of standard output."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else WIDTH, highlight=False)


def message(text: str) -> None:
    """Print a message for people on standard error."""
    sys.stderr.write(safe(text) + "\n")
    sys.stderr.flush()


class Column(Struct, frozen=True):
    """A column of a table for people.

    ``width`` is its most characters; ``grow`` takes what room is left; ``whole`` never breaks its
    cells; ``right`` is for numbers.
    """

    heading: str
    width: int | None = None
    grow: bool = False
    whole: bool = False
    right: bool = False


def table(columns: Sequence[Column], rows: Iterable[Sequence[object]], title: str = "") -> "Table":
    """Return a table for people; text in its cells is shown as it is, never read as markup."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    grows = any(column.grow for column in columns)
    made = Table(box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False, expand=grows)
    for column in columns:
        made.add_column(
            column.heading,
            max_width=column.width,
            ratio=1 if column.grow else None,
            no_wrap=column.whole,
            justify="right" if column.right else "left",
            overflow="fold",
        )
    for row in rows:
        made.add_row(*(cell if isinstance(cell, Text) else Text(safe(str(cell))) for cell in row))
    return made
