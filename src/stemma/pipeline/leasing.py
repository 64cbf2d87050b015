"""One watcher a casebook: it says all the time that it is there, and stops when another has taken over."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from msgspec.structs import replace

from stemma.casebook import Casebook, watching
from stemma.errors import CasebookError


@contextmanager
def leased(book: Casebook, lost: Callable[[], None]) -> Iterator[None]:
    """Have the casebook for this watcher alone while the block runs.

    A watcher that was killed is followed at once by the next one on the same machine; on another, when it
    has not been heard of for `watching.STALE` seconds.

    Args:
        book: the casebook.
        lost: called, from another thread, when another watcher has taken over (this machine slept, say).

    Raises:
        WatchedError: another watcher has it, at the beginning or by the end of the block.
    """
    lease = watching.new_lease(book.store, time.time())
    watching.hold(book.store, lease)
    over = threading.Event()
    faults: list[watching.WatchedError] = []

    def beat() -> None:
        while not over.wait(watching.BEAT):
            try:
                watching.hold(book.store, replace(lease, beat=time.time()))
            except watching.WatchedError as error:
                faults.append(error)
                lost()
                return
            except CasebookError:
                continue  # a full disk, a long commit: the watcher itself meets it, or it passes

    thread = threading.Thread(target=beat, name="stemma-lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        with suppress(CasebookError):
            watching.give_up(book.store, lease)
    if faults:
        raise faults[0]
