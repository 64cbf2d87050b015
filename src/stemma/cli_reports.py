"""The commands that list and search reports."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from stemma.cli_casebook import DEFAULT, CasebookPath, open_book, say_empty
from stemma.cli_output import (
    FLAG,
    Column,
    Limit,
    Output,
    console,
    message,
    rows_of,
    say_rest,
    table,
    write_records,
)
from stemma.cli_words import outlet_of, plural, shorten
from stemma.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from stemma.api import Book
    from stemma.records import Report

_PLAIN = Output()
_NAMED = 12  # outlets that are named where none is called as was asked
_ALL = 1_000_000_000


def reports(
    *,
    casebook: CasebookPath = DEFAULT,
    outlet: Annotated[str | None, Parameter(help="Only reports of this outlet.")] = None,
    added: Annotated[bool, FLAG, Parameter(help="Those that were added last come first.")] = False,
    limit: Limit = None,
    output: Output = _PLAIN,
) -> int:
    """List the reports and how they were read."""
    with open_book(casebook) as book:
        outlet = outlet and _outlet(book, outlet)
        most = (limit if output.data else rows_of(limit)) or None
        found = book.reports(outlet=outlet, limit=most, added=added)
        if output.data:
            write_records(found, output)
            return 0
        if found:
            console().print(_reports_table(found))
            say_rest(book.count_reports(outlet=outlet), rows_of(limit))
            unread = Counter(one.status_reason for one in found if one.status == "unread")
            for why, number in unread.items():
                message(f"{plural(number, 'report')} unread: {why}")
        else:
            say_empty(book, "reports")
        for failure in book.failures():
            message(f"failed: {failure.origin}: {failure.reason}")
    return 0


def _outlet(book: "Book", given: str) -> str:
    """Return the outlet that is meant, whatever its capitals; say which there are where none is."""
    if book.count_reports(outlet=given):
        return given
    from stemma.casebook import columns

    known = Counter(report.outlet for report in columns.reports(book) if report.outlet)
    alike = [name for name in known if name.casefold() == given.casefold()]
    if len(alike) == 1:
        return alike[0]
    if known:
        named = alike or [name for name, _ in known.most_common(_NAMED)]
        more = f" and {len(known) - len(named):,} more" if not alike and len(known) > len(named) else ""
        message(f"no outlet is called {given}; there are {', '.join(named)}{more}")
    return given


def _reports_table(found: "Sequence[Report]") -> "Table":
    rows = [
        (
            (one.published or "no date")[:16],
            outlet_of(one),
            (one.title or shorten(one.text, 60)) + _version(one),
            _language(one),
            one.id,
        )
        for one in found
    ]
    columns = [
        Column("published", whole=True),
        Column("outlet", width=22),
        Column("title", grow=True),
        Column("language", width=20),
        Column("id", whole=True),
    ]
    return table(columns, rows)


def _version(report: "Report") -> str:
    return f" (version {report.version})" if report.version_of else ""


def _language(report: "Report") -> str:
    """Return a report's language, whether it is read, and what it says that it was translated from."""
    from stemma.translations import translated_from

    if report.status == "unread":
        return f"{report.language}, unread"
    origin = translated_from(report)
    return report.language + (f", translated from {origin}" if origin else "")


def search(
    *words: Annotated[str, Parameter(name="WORDS", help='Words that must all occur; "a phrase"; prefix*.')],
    casebook: CasebookPath = DEFAULT,
    limit: Limit = None,
    output: Output = _PLAIN,
) -> int:
    """Search the words of reports and claims."""
    text = " ".join(words)
    if not any(character.isalnum() for character in text):
        raise UsageError('name the words to search for: stemma search WORDS, "a phrase", prefix*')
    with open_book(casebook) as book:
        if output.data:
            write_records(book.search(text, limit=limit or _ALL), output)
            return 0
        found = book.search(text, limit=_ALL if limit == 0 else rows_of(limit) + 1)
        shown = found[: rows_of(limit)] if limit != 0 else found
        if shown:
            columns = [Column("what"), Column("found", grow=True), Column("id", whole=True)]
            console().print(table(columns, [(hit.kind, hit.snippet, hit.id) for hit in shown]))
        elif not book.counts()["reports"]:
            say_empty(book, "words")
        else:
            message(f"nothing in {book.path} has all of these words: {text}")
        if len(found) > len(shown):
            message("there are more; --limit 0 shows all")
    return 0
