"""A casebook as an export sees it: where documents came from, without the exporter's own folders."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from stemma.casebook import Casebook, Kept
from stemma.casebook.table import Table
from stemma.records import Document, Report

_LOCAL = re.compile(r"(?!https?://)(?:[/\\~]|[A-Za-z]:[/\\]|file:|.*(?:^|[/\\])\.\.[/\\])", re.DOTALL)
# A member of an archive, a page of a web archive, a row of a table.
_INSIDE = re.compile(r"!|#|:\d+$")


class OutwardBook(Casebook):
    """The reads of a casebook, in which no document's origin tells of folders outside the input."""

    def __init__(self, book: Casebook) -> None:
        super().__init__(book.store)
        self._short = _shortening(book)

    def reports(
        self,
        *,
        outlet: str | None = None,
        status: str | None = None,
        limit: int | None = None,
        added: bool = False,
    ) -> Table[Report]:
        """Return the reports, their origins shortened."""
        found = super().reports(outlet=outlet, status=status, limit=limit, added=added)
        return Table.of(Report, map(self._report, found))

    def report(self, report: str) -> Report | None:
        """Return one report, its origin shortened."""
        found = super().report(report)
        return found and self._report(found)

    def raw(self, sha256: str) -> Document | None:
        """Return a raw document, its origin shortened."""
        found = super().raw(sha256)
        return found and replace(found, origin=self._short(found.origin))

    def documents(self) -> Iterator[Kept]:
        """Yield the raw documents, their origins shortened."""
        for kept in super().documents():
            yield replace(kept, document=replace(kept.document, origin=self._short(kept.document.origin)))

    def _report(self, report: Report) -> Report:
        return replace(report, origin=self._short(report.origin))


def _shortening(book: Casebook) -> Callable[[str], str]:
    """Return a function from an origin to what an export tells of it.

    An origin in an absolute folder, or above the one where Stemma ran, is told from the input that
    was given on: "a/1.html" of the folder /home/someone/news, "war.jsonl:17" of that file. Where no
    input is known, the file's name is left. Addresses and relative origins stay.
    """
    inputs = sorted(filter(_is_local, book.store.read(_inputs)), key=lambda one: (-len(one), one))

    def shorten(origin: str) -> str:
        if not _is_local(origin):
            return origin
        for given in inputs:
            if origin.startswith(given) and (rest := origin[len(given) :])[:1] in (
                "",
                "/",
                "\\",
                "!",
                "#",
                ":",
            ):
                return rest.lstrip("/\\") if rest[:1] in ("/", "\\") else _name(given) + rest
        inside = _INSIDE.search(origin)
        end = inside.start() if inside else len(origin)
        return _name(origin[:end]) + origin[end:]

    return shorten


def _is_local(path: str) -> bool:
    return bool(_LOCAL.match(path)) or path.endswith("..")


def _inputs(db: sqlite3.Connection) -> set[str]:
    """Return the inputs of all runs, without the separators at their ends."""
    given: set[str] = set()
    for (inputs,) in db.execute("SELECT inputs FROM runs"):
        given.update(str(one).rstrip("/\\") for one in json.loads(inputs))
    return given - {""}


def _name(path: str) -> str:
    return re.split(r"[/\\]", path.rstrip("/\\"))[-1]
