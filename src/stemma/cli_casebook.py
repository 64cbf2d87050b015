"""Opening the casebook that an option names, and finding a record by its id, with messages for people."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from stemma.cli_output import message
from stemma.errors import UsageError

if TYPE_CHECKING:
    from stemma.api import Book

CasebookPath = Annotated[
    Path, Parameter(name=["--casebook", "-c"], env_var="STEMMA_CASEBOOK", help="The casebook's file.")
]
DEFAULT = Path("stemma.db")


def open_book(path: Path) -> "Book":
    """Open a casebook that is there.

    Raises:
        CasebookError: there is none.
    """
    from stemma.api import Book

    return Book.open(path, create=False)


def find(book: "Book", identifier: str, kind: str = "") -> Any:  # noqa: ANN401  any record with an id
    """Return the one record whose id is, or begins with, ``identifier``.

    Raises:
        UsageError: there is none, or more than one.
    """
    if not identifier:
        raise UsageError("an empty id is nobody's; the lists tell the ids")
    found = book.find(identifier)
    if found is None:
        ids = book.complete(identifier)
        if len(ids) > 1:
            raise UsageError(f"{identifier} is the beginning of {', '.join(ids)}; give more of it")
        found = book.find(ids[0]) if ids else None
    if found is None or (kind and type(found).__name__.lower() != kind):
        raise UsageError(
            f"no {kind or 'record'} with the id {identifier} in {book.path}{_why(book, identifier)}"
        )
    return found


def _why(book: "Book", identifier: str) -> str:
    """Return which decision was the last about an id that is gone, "" for none."""
    about = [one for one in book.decisions() if identifier in one.targets]
    return f": decision {about[-1].id} ({about[-1].action}) was about it" if about else ""


def whole_id(book: "Book", given: str | None, kind: str) -> str | None:
    """Return the id of the one record of a kind whose id is, or begins with, ``given``; None for None.

    Raises:
        UsageError: there is none, or more than one.
    """
    return None if given is None else str(find(book, given, kind).id)


def say_empty(book: "Book", what: str) -> None:
    """Say why a list is empty."""
    if not book.counts()["reports"]:
        message(f"{book.path} holds no reports yet; add some with: stemma ingest PATH --casebook {book.path}")
    else:
        message(f"no {what} in {book.path}" + ("" if what.endswith("match") else " that match"))
