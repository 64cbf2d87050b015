"""The desk as a folder of pages that opens in a browser without a server."""

from pathlib import Path

from stemma.casebook import Casebook
from stemma.export.redacted import RedactedBook, on_its_own
from stemma.web.site import write_site


def write(book: Casebook, folder: Path, limit: int | None = None) -> tuple[Path, ...]:
    """Write the pages and return their files, ``index.html`` first.

    Args:
        book: the casebook.
        folder: where to write.
        limit: only so many claims, the leading ones, and what they stand in; None for all.
    """
    if isinstance(book, RedactedBook):
        with on_its_own(book) as apart:
            return write_site(apart, folder, limit=limit)
    return write_site(book, folder, limit=limit)
