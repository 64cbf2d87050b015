"""The command that prints or replaces the casebook's list of the parties to the conflict."""

import sys
from importlib.resources import files
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from stemma.cli_casebook import DEFAULT, CasebookPath, open_book
from stemma.cli_output import FLAG, message
from stemma.errors import DataError, UsageError


def sides(
    file: Annotated[Path | None, Parameter(help="Your own list, in the form that is printed.")] = None,
    /,
    *,
    casebook: CasebookPath = DEFAULT,
    bundled: Annotated[bool, FLAG, Parameter(help="Go back to the list that comes with Stemma.")] = False,
) -> int:
    """Print the list of the parties to the conflict, or replace it with your own.

    The list is kept in the casebook and used at every collation from now on.
    """
    if file and bundled:
        raise UsageError("name a file or --bundled, not both")
    if not file and not bundled:
        _print(casebook)
        return 0
    with open_book(casebook) as book:
        book.set_sides(_read(file) if file else "")
    message(f"{casebook} uses the sides of {file}" if file else f"{casebook} uses the bundled sides")
    return 0


def _print(casebook: Path) -> None:
    own = ""
    if casebook.exists():  # without a casebook there is still a list to start one's own from
        with open_book(casebook) as book:
            own = book.sides()
    sys.stdout.write(own or _bundled())


def _bundled() -> str:
    return (files("stemma.provenance") / "sides.toml").read_text(encoding="utf-8")


def _read(file: Path) -> str:
    from stemma.provenance import Sides

    Sides.read(file)  # says what is wrong with it, by its name
    text = file.read_text(encoding="utf-8")
    if not text.strip():
        raise DataError(f"sides file {file}: empty; stemma sides --bundled goes back to the bundled list")
    return text
