"""The casebook as requests see it: a connection each, and one summary kept between them."""

import gc
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from stemma.casebook import Casebook
from stemma.errors import CasebookError
from stemma.records import Decision
from stemma.web.index import Index, build_index, noted

Make = Callable[[Index, Casebook], bytes]  # what makes an answer

# An ingest that runs beside the page changes the file all the time. The summary is then rebuilt at
# most so often that a fifth of the time goes into it.
REST = 4.0
TELLING = {"review", "decisions", "sources"}  # kept answers that tell of decisions
QUICK = 0.4  # seconds that a request may wait for the summary; 150 reports with 2,200 claims take 0.3


class Shelf:
    """Opens the casebook for each request and keeps one summary of it until the file changes.

    SQLite lets any number of readers work beside one writer, so each request has a connection of
    its own and none is shared between threads.
    """

    def __init__(
        self, path: Path, early: Mapping[str, Make] | None = None, later: Mapping[str, Make] | None = None
    ) -> None:
        """Keep the casebook at a path.

        ``early`` answers are made as soon as its summary is read, ``later`` ones once, when a server
        starts, beside the first requests.
        """
        self.path = path
        self._early = dict(early or {})
        self._later = dict(later or {})
        self._lock = threading.Lock()
        self._making: dict[str, threading.Lock] = {}
        self._index: Index | None = None
        self._stamp: tuple[int, ...] = ()
        self._fresh_until = 0.0
        self._took = 0.0
        self._answers: dict[str, tuple[Index, bytes]] = {}

    def check(self) -> None:
        """Open the casebook once, so that an older one is migrated, if it may be written.

        Raises:
            CasebookError: it is missing, damaged or no casebook.
        """
        try:
            with Casebook.open(self.path, create=False):
                pass
        except CasebookError:
            with self.book():
                pass

    @contextmanager
    def book(self) -> Iterator[Casebook]:
        """Open the casebook for one request; all that is read through it is of one moment."""
        with Casebook.open(self.path, create=False, readonly=True) as book:
            book.store.db.execute("BEGIN")
            yield book

    def index(self, *, fresh: bool = False) -> Index:
        """Return the summary, rebuilt if the casebook has changed since.

        A summary that takes long to build is rebuilt beside the requests, which get the one before
        until then; ``fresh`` waits for it (after a decision, which must show at once).
        """
        index = self._index
        if index is None or fresh or self._took <= QUICK:
            with self._lock:
                if self._index is None or self._is_stale(fresh=fresh):
                    self._rebuild()
                assert self._index is not None
                return self._index
        if self._is_stale() and not self._lock.locked():
            self.warm()
        return index

    def _is_stale(self, *, fresh: bool = False) -> bool:
        return self._file_stamp() != self._stamp and (fresh or time.monotonic() >= self._fresh_until)

    def _rebuild(self) -> None:
        stamp, start = self._file_stamp(), time.monotonic()
        with self.book() as book, _no_garbage_runs():
            index = build_index(book)
        done = time.monotonic()
        self._took = done - start
        self._stamp, self._fresh_until = stamp, done + REST * self._took
        self._answers = {}
        self._index = index

    def note(self, decide: Callable[[], Decision]) -> Decision:
        """Make a decision that changes nothing but what is said of its targets, and show it at once.

        The summary takes it up as it is, unless something else was written meanwhile: to read 30,000
        reports anew takes seconds.
        """
        with self._lock:
            index, known = self._index, not self._is_stale(fresh=True)
            before = self._written()
            decision = decide()
            if index is None or not known or self._written() != (before[0] + 1, before[1]):
                self._rebuild()
                return decision
            changed = self._index = noted(index, decision)
            self._stamp = self._file_stamp()
            kept = [(name, body) for name, (of, body) in self._answers.items() if of is index]
            self._answers = {name: (changed, body) for name, body in kept if name not in TELLING}
        return decision

    def _written(self) -> tuple[int, int]:
        """Return what grows with every change of the casebook's contents: its generation, its collation's."""
        with self.book() as book:
            return book.generation(), book.collated()

    def answer(self, name: str, index: Index, make: Make) -> bytes:
        """Return what ``make`` makes of a summary, made once as long as the summary stands."""
        with self._making.setdefault(
            name, threading.Lock()
        ):  # who asks while it is made waits for it, and does not make it too
            answers = self._answers
            kept = answers.get(name)
            if kept is None or kept[0] is not index:
                with self.book() as book:
                    kept = answers[name] = (index, make(index, book))
            return kept[1]

    def warm(self) -> threading.Thread:
        """Begin to read the summary, so that the first page does not wait for it; return the thread."""
        thread = threading.Thread(target=self._warm, daemon=True)
        thread.start()
        return thread

    def _warm(self) -> None:
        # What keeps the casebook from being read is said to the first request, not to a thread.
        with suppress(CasebookError), self._lock:
            if self._index is None or self._is_stale():
                self._rebuild()
                self._make(self._early)
        later, self._later = self._later, {}
        with suppress(CasebookError):
            self._make(later)

    def _make(self, answers: Mapping[str, Make]) -> None:
        """Make some answers before they are asked for."""
        for name, make in answers.items():
            if self._index is not None:
                self.answer(name, self._index, make)

    def _file_stamp(self) -> tuple[int, ...]:
        """Return size and change time of the casebook's file and of its write-ahead log.

        A log that is empty counts as none: whoever reads first makes one, which changes nothing.
        """
        stamp: list[int] = []
        for path in (self.path, self.path.with_name(self.path.name + "-wal")):
            try:
                status = path.stat()
            except FileNotFoundError:
                stamp += [0, 0]
            else:
                stamp += [status.st_size, status.st_mtime_ns if status.st_size else 0]
        return tuple(stamp)


@contextmanager
def _no_garbage_runs() -> Iterator[None]:
    """Hold garbage collection while hundreds of thousands of records are made, all of which stay.

    They are then set aside from later collections too: plain records hold no cycles, and are freed
    by their counts. On 50,000 events reading takes 1.7 s of processor time instead of 2.6.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if was_on:
            gc.enable()
