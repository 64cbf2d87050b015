"""Processes that analyse reports, each asked by name: a text goes to the one that has read its copies."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING
from zlib import crc32

from stemma.errors import StemmaError
from stemma.parses import Recent

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext

Work = Callable[[bytes], bytes]
_PATIENCE = 5.0  # seconds for a process to end by itself once it is not needed

_REMEMBERED = 100_000  # sentences, by checksum, of which is known who has read them: some 10 MB
_MOSTLY = 0.3  # the share of a text's sentences that one process must have read to be given the text
_AGAIN = 0.2  # what a sentence read before costs, of one that is new
_APART = 100_000  # characters of new text that one process may be given more than another


class Workers:
    """Processes at work, each with a pipe of its own.

    Use `at_work`, which ends them.
    """

    def __init__(self, connections: Sequence[Connection]) -> None:
        self._connections = connections
        # Made after the processes: one that is forked beside other threads could wait for a lock for ever.
        self._threads = [ThreadPoolExecutor(1) for _ in connections]

    def submit(self, worker: int, batch: bytes) -> Future[bytes]:
        """Hand a batch to a worker; its answers come in the order of its batches.

        The future raises StemmaError where the process died.
        """
        return self._threads[worker].submit(self._ask, worker, batch)

    def _ask(self, worker: int, batch: bytes) -> bytes:
        connection = self._connections[worker]
        try:
            connection.send_bytes(batch)
            return connection.recv_bytes()
        except (EOFError, OSError) as error:
            raise StemmaError(
                "a worker process died (out of memory?); what was finished is stored: "
                "run the same command again, with --workers 1"
            ) from error

    def close(self) -> None:
        """Give up what was not begun, and let the processes end."""
        for thread in self._threads:
            thread.shutdown(cancel_futures=True)
        for connection in self._connections:
            connection.close()


@contextmanager
def at_work(
    count: int, context: "ForkContext | SpawnContext", start: Callable[[], None], work: Work
) -> Iterator[Workers]:
    """Give processes that each call ``start`` once and ``work`` for each batch; end them afterwards.

    Args:
        count: how many processes.
        context: how they are started.
        start: called in each of them first.
        work: what they do.
    """
    near: list[Connection] = []
    processes = []
    for _ in range(count):
        here, there = context.Pipe()
        # A forked process has all that is open here: while it kept our end, it would never see us gone.
        inherited = [*near, here] if context.get_start_method() == "fork" else []
        process = context.Process(target=_serve, args=(there, inherited, start, work), daemon=True)
        process.start()
        there.close()
        near.append(here)
        processes.append(process)
    workers = Workers(near)
    try:
        yield workers
    finally:
        workers.close()
        for process in processes:
            process.join(_PATIENCE)
            if process.is_alive():
                process.terminate()
                process.join()


def _serve(
    connection: Connection, inherited: Sequence[Connection], start: Callable[[], None], work: Work
) -> None:
    """Answer batches until the other end is closed."""
    for other in inherited:
        other.close()
    # An interrupt ends the run, and that closes the pipe.
    with contextlib.suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        start()
        while True:
            connection.send_bytes(work(connection.recv_bytes()))


class Routes:
    """Which of several workers a text is given to: the one that has read most of it, else the least busy."""

    def __init__(self, workers: int) -> None:
        self._load = [0.0] * workers
        self._read_by: Recent[int, int] = Recent(_REMEMBERED)

    def of(self, text: str) -> int:
        """Return the worker to give a text to, and note that it has read it."""
        pieces = text.split(". ")
        marks = [crc32(piece.encode(errors="replace")) for piece in pieces]
        readers = [self._read_by.get(mark) for mark in marks]
        known = [reader for reader in readers if reader is not None]
        best = max(set(known), key=lambda worker: (known.count(worker), -worker), default=0)
        idle = min(range(len(self._load)), key=self._load.__getitem__)
        mostly = known.count(best) > _MOSTLY * len(marks)
        chosen = best if mostly and self._load[best] - self._load[idle] < _APART else idle
        new = sum(len(piece) for piece, reader in zip(pieces, readers, strict=True) if reader != chosen)
        self._load[chosen] += new + _AGAIN * (len(text) - new)
        for mark in marks:
            self._read_by.put(mark, chosen)
        return chosen
