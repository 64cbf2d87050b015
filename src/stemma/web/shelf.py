"""The casebook as requests see it: a connection each, and one summary kept between them."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stemma.casebook import Casebook
from stemma.web.index import Index, build_index

# An ingest that runs beside the page changes the file all the time. The summary is then rebuilt at
# most so often that a fifth of the time goes into it.
_REST = 4.0


class Shelf:
    """Opens the casebook for each request and keeps one summary of it until the file changes.

    SQLite lets any number of readers work beside one writer, so each request has a connection of
    its own and none is shared between threads.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._index: Index | None = None
        self._stamp: tuple[int, ...] = ()
        self._fresh_until = 0.0

    @contextmanager
    def book(self) -> Iterator[Casebook]:
        """Open the casebook for one request."""
        with Casebook.open(self.path, create=False, readonly=True) as book:
            yield book

    def index(self, *, fresh: bool = False) -> Index:
        """Return the summary, rebuilt if the casebook has changed since (``fresh``: at once)."""
        with self._lock:
            stamp = self._file_stamp()
            now = time.monotonic()
            stale = stamp != self._stamp and (fresh or now >= self._fresh_until)
            if self._index is None or stale:
                with self.book() as book:
                    self._index = build_index(book)
                done = time.monotonic()
                self._stamp, self._fresh_until = stamp, done + _REST * (done - now)
            return self._index

    def _file_stamp(self) -> tuple[int, ...]:
        """Return size and change time of the casebook's file and of its write-ahead log."""
        stamp: list[int] = []
        for path in (self.path, self.path.with_name(self.path.name + "-wal")):
            try:
                status = path.stat()
            except FileNotFoundError:
                stamp += [0, 0]
            else:
                stamp += [status.st_size, status.st_mtime_ns]
        return tuple(stamp)
