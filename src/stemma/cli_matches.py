"""The command that lists which claims may be one, though they were not put together."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

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
from stemma.cli_words import shorten

if TYPE_CHECKING:
    from rich.table import Table

    from stemma.records import PossibleMatch

_PLAIN = Output()
_LONGEST = 160  # characters of a claim's words


def matches(
    claim: Annotated[str | None, Parameter(help="Only what may be one with this claim (its id).")] = None,
    /,
    *,
    casebook: CasebookPath = DEFAULT,
    claims: Annotated[
        int | None,
        Parameter(
            help="Without a claim: how many claims of the latest reports are looked at; 2,000 otherwise.",
            validator=Number(gt=0),
        ),
    ] = None,
    limit: Limit = None,
    output: Output = _PLAIN,
) -> int:
    """List pairs of claims that may be one, though they were not put together; the likeliest first.

    Nothing is decided by it. Merge two with "stemma review merge", or keep them apart for good with
    "stemma review separate".
    """
    with open_book(casebook) as book:
        claim = whole_id(book, claim, "claim")
        found = book.matches(claims=claims) if claim is None else book.possible_matches(claim)
        if output.data:
            write_records(first(found, limit), output)
        elif not found:
            say_empty(book, "possible matches")
        else:
            console().print(_table(first(found, rows_of(limit))))
            say_rest(len(found), rows_of(limit))
            message("merge two of these, or keep them apart for good: stemma review merge|separate ID ID")
    return 0


def _table(found: Sequence["PossibleMatch"]) -> "Table":
    rows = [
        (
            f"{one.chance:.0%}",
            f"{shorten(one.text, _LONGEST)}\n{shorten(one.other_text, _LONGEST)}",
            "; ".join(one.reasons) + ("; but " + "; ".join(one.clashes) if one.clashes else ""),
            f"{one.claim}\n{one.other}",
        )
        for one in found
    ]
    columns = [
        Column("chance", right=True),
        Column("what they say", grow=True),
        Column("why", width=30),
        Column("claims", whole=True),
    ]
    return table(columns, rows)
