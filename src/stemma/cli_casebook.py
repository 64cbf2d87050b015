"""The option that names the casebook, and opening it for reading with messages for people."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from stemma.cli_output import message

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


def whole_id(book: "Book", given: str | None, kind: str) -> str | None:
    """Return the id of the one record of a kind whose id is, or begins with, ``given``; None for None.

    Raises:
        UsageError: there is none, or more than one.
    """
    from stemma.cli_show import find

    return None if given is None else str(find(book, given, kind).id)


def say_empty(book: "Book", what: str) -> None:
    """Say why a list is empty."""
    if not book.counts()["reports"]:
        message(f"{book.path} holds no reports yet; add some with: stemma ingest PATH --casebook {book.path}")
    else:
        message(f"no {what} in {book.path}" + ("" if what.endswith("match") else " that match"))
