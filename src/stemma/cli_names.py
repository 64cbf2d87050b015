"""The command that lists who is named: persons and bodies, in which reports, how often and as what."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from stemma.cli_casebook import DEFAULT, CasebookPath, open_book, say_empty, whole_id
from stemma.cli_output import (
    Column,
    Limit,
    Output,
    console,
    first,
    message,
    rows_of,
    say_rest,
    table,
    write_records,
)
from stemma.cli_words import plural, shorten
from stemma.records import NameKind, NameOrder

if TYPE_CHECKING:
    from rich.table import Table

    from stemma.api import Book
    from stemma.records import Named

_PLAIN = Output()
_MOST = 4  # other spellings that a table shows


def names(
    *,
    casebook: CasebookPath = DEFAULT,
    report: Annotated[str | None, Parameter(help="Only who is named in this report (its id).")] = None,
    kind: Annotated[NameKind | None, Parameter(help="Only names of this kind.")] = None,
    name: Annotated[str | None, Parameter(help="Only names with these words, in any spelling.")] = None,
    order: Annotated[NameOrder, Parameter(help="Which count comes first, or the name.")] = "reports",
    limit: Limit = None,
    output: Output = _PLAIN,
) -> int:
    """List who is named: persons and bodies, in how many reports, as source, actor, target or only named.

    With --report the counts are those of that report alone. JSON and JSONL give each mention with its
    words and offsets.
    """
    with open_book(casebook) as book:
        report = whole_id(book, report, "report")
        found = book.named(report=report, kind=kind, name=name, order=order)
        if output.data:
            write_records(first(found, limit), output)
            return 0
        if found:
            console().print(_names_table(first(found, rows_of(limit))))
            say_rest(len(found), rows_of(limit))
        else:
            say_empty(book, "names")
        _say_older(book)
    return 0


def _names_table(found: Sequence["Named"]) -> "Table":
    rows = [
        (
            one.name,
            one.kind.replace("_", " "),
            _others(one),
            len(one.reports),
            len(one.mentions),
            _as_what(one),
        )
        for one in found
    ]
    columns = [
        Column("name", width=28),
        Column("kind", width=13),
        Column("also written", grow=True),
        Column("reports", right=True),
        Column("times", right=True),
        Column("as", width=14),
    ]
    return table(columns, rows)


def _as_what(one: "Named") -> str:
    counts = (
        ("source", one.sources), ("actor", one.actors), ("target", one.targets),
        ("only named", one.only_named),
    )  # fmt: skip
    return "\n".join(f"{word} {count:,}" for word, count in counts if count)


def _others(one: "Named") -> str:
    others = [spelling for spelling in one.spellings if spelling != one.name]
    more = f" and {len(others) - _MOST} more" if len(others) > _MOST else ""
    return shorten(", ".join(others[:_MOST]), 80) + more


def _say_older(book: "Book") -> None:
    """Say how many reports were read by a version that looked for no names."""
    if older := book.without_names():
        message(
            f"{plural(older, 'report')} read before names were looked for; stemma ingest --again finds them"
        )
