"""Waits that a signal or another thread can end at once, and never for ever."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")


class Stopped(Exception):  # noqa: N818  no error: the watcher was asked to stop
    """Watching was asked to stop; everything finished is stored."""


class _Answer(Struct, Generic[T], frozen=True):
    """What a piece of work returned or raised."""

    value: T | None = None
    error: Exception | None = None


@dataclass(slots=True)
class Stopping:
    """Whether to stop, and waits that end when that is asked for.

    A signal is handled in the main thread wherever that happens to be, inside a wait too. The lock of a
    `threading.Event` cannot be taken a second time there: handler and wait would wait for each other for
    ever. A SimpleQueue is made for being interrupted by itself, and nothing else is touched by `stop`.
    """

    asked: bool = False
    _bell: SimpleQueue[object] = field(default_factory=SimpleQueue)

    def stop(self) -> None:
        """Ask to stop; may be called by a signal handler and by any thread."""
        self.asked = True
        self._bell.put(None)

    def wait(self, seconds: float) -> None:
        """Wait in the one thread that may be stopped, for so long or until it is."""
        if not self.asked:
            try:
                self._bell.get(timeout=seconds)
            except Empty:
                return

    def sleep(self, seconds: float) -> None:
        """Sleep in a thread of `call`, which nobody waits for any more when stopping was asked for.

        Raises:
            Stopped: stopping was asked for meanwhile.
        """
        time.sleep(seconds)
        self.check()

    def check(self) -> None:
        """Go on only if nobody asked to stop.

        Raises:
            Stopped: somebody did.
        """
        if self.asked:
            raise Stopped

    def call(self, work: Callable[[], T]) -> T:
        """Return what ``work`` returns, or raise what it raises; it is done in a thread of its own.

        Raises:
            Stopped: stopping was asked for meanwhile; the work is left to itself, and ends with the program.
        """
        answers: list[_Answer[T]] = []

        def do() -> None:
            try:
                answers.append(_Answer(work()))
            except Exception as error:  # noqa: BLE001  raised again where it was asked for
                answers.append(_Answer(error=error))
            self._bell.put(None)

        self.check()
        Thread(target=do, name="stemma-asking", daemon=True).start()
        self._bell.get()
        self.check()
        (answer,) = answers
        if answer.error is not None:
            raise answer.error
        return answer.value  # type: ignore[return-value]  # without an error there is a value


__all__ = ["Stopped", "Stopping"]
