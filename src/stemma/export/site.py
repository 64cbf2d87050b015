"""The desk as a folder of pages that opens in a browser without a server."""

from pathlib import Path

from stemma.casebook import Casebook
from stemma.web.site import write_site


def write(book: Casebook, folder: Path, limit: int | None = None) -> tuple[Path, ...]:
    """Write the pages and return their files, ``index.html`` first.

    Args:
        book: the casebook.
        folder: where to write.
        limit: only so many claims, the leading ones, and what they stand in; None for all.
    """
    return write_site(book, folder, limit=limit)
