"""Rescue: what a damaged casebook still holds, read anew into another."""

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from msgspec.structs import replace

from stemma.casebook import Casebook, restore, salvage
from stemma.errors import CasebookError
from stemma.pipeline.rooms import REAL, Rooms
from stemma.pipeline.running import Progress, Summary, collate, ingest, silent
from stemma.records import Document


def rescue(
    damaged: Path, book: Casebook, *, progress: Progress = silent, rooms: Rooms = REAL
) -> tuple[Summary, tuple[str, ...]]:
    """Ingest what can be read of a damaged casebook's documents, with its decisions and what it watched.

    Args:
        damaged: the damaged file, which is only read.
        book: an empty casebook.
        progress: told the stage, how much of it is done and of how much.
        rooms: the rooms' functions.

    Returns:
        What was done, and what could not be read.

    Raises:
        CasebookError: nothing can be read, or ``book`` is not empty.
    """
    if book.counts()["reports"]:
        raise CasebookError(f"{book.path} holds reports already; salvage into a new casebook")
    found = salvage(damaged)

    def documents(_inputs: Iterable[str], *, stdin: BinaryIO | None = None) -> Iterable[Document]:
        del stdin
        return found.documents

    summary = ingest(book, [str(damaged)], progress=progress, rooms=replace(rooms, documents=documents))
    if found.decisions or found.sides or found.watched:
        restore(book.store, found)
        collate(book, progress=progress, rooms=rooms)
    return summary, found.lost
