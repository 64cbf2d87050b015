"""A crew: processes that do tasks on partitions one after the other, and keep what they have loaded.

Loading models and libraries takes more than a second of processor time, and a run has ten stages.
So the processes outlive the stages, whichever engine hands out the partitions.
"""

import gc
import os
import pickle
import subprocess
import sys
import threading
import traceback
from contextlib import suppress
from typing import IO, Any

from stemma.errors import StemmaError

_PATIENCE = 10.0  # seconds for an idle process to end by itself once it is not needed
_DONE, _FAULT, _BUG = "done", "fault", "bug"


class LostError(Exception):
    """A process died at its task: killed, or out of memory."""


class Crew:
    """Processes of this machine, each at one task at a time; started when they are first needed."""

    def __init__(self, size: int) -> None:
        """Begin with none.

        Args:
            size: how many may work at once.
        """
        self._places = threading.Semaphore(size)
        self._lock = threading.Lock()
        self._idle: list[subprocess.Popen[bytes]] = []
        self._busy: set[subprocess.Popen[bytes]] = set()
        self._closed = False

    def do(self, task: bytes, key: str) -> None:
        """Have a pickled task done on one partition, and wait for that.

        A process keeps the task, with what it has read, until it is given another.

        Raises:
            LostError: the process died.
            StemmaError: the task failed with one.
            RuntimeError: the task failed otherwise, which is our fault; with its traceback.
        """
        with self._places:
            process = self._take()
            try:
                kind, said = _ask(process, task, key)
            except LostError:
                self._let_go(process)
                raise
            with self._lock:
                self._busy.discard(process)
                self._idle.append(process)
        if kind == _FAULT:
            raise StemmaError(said)
        if kind == _BUG:
            raise RuntimeError(said)

    def _take(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._closed:
                raise LostError("the run has ended")
            process = self._idle.pop() if self._idle else _start()
            self._busy.add(process)
            return process

    def _let_go(self, process: subprocess.Popen[bytes]) -> None:
        with self._lock:
            self._busy.discard(process)
        process.kill()
        _end(process)

    def close(self) -> None:
        """End the processes: the idle ones by themselves, those at a task at once."""
        with self._lock:
            self._closed = True
            idle, busy = self._idle, self._busy
            self._idle, self._busy = [], set()
        for process in busy:
            process.kill()
        for process in (*idle, *busy):
            _end(process)


def _start() -> subprocess.Popen[bytes]:
    # -P: what lies in the folder that the run was started in is no module of ours.
    command = [sys.executable, "-P", "-c", "from stemma.scale.crew import main; main()"]
    environment = {"OMP_NUM_THREADS": "1"} | os.environ
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)  # noqa: S603  this Python


def _end(process: subprocess.Popen[bytes]) -> None:
    """Close a process's pipes, which ends it, and wait for it."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _ask(process: subprocess.Popen[bytes], task: bytes, key: str) -> tuple[str, str]:
    """Send a task, and wait for how it ended."""
    try:
        _send(process.stdin, (task, key))
        kind, said = _received(process.stdout)
    except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
        # A ValueError tells of a pipe that `close` has closed; an answer may end in the middle.
        raise LostError(f"the process at {key} died (out of memory?)") from error
    return kind, said


def _send(pipe: IO[bytes] | None, message: tuple[object, ...]) -> None:
    assert pipe is not None
    pickle.dump(message, pipe)
    pipe.flush()


def _received(pipe: IO[bytes] | None) -> tuple[Any, Any]:
    assert pipe is not None
    first, second = pickle.load(pipe)  # noqa: S301  from our own process
    return first, second


def serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Do the tasks that come in, until whoever sends them closes the pipe or is gone."""
    held, task = b"", None
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        while True:
            sent, key = _received(asked)
            if sent != held:
                held, task = sent, pickle.loads(sent)  # noqa: S301  likewise
            _send(answers, _ended(task, key))


def _ended(task: Any, key: str) -> tuple[str, str]:  # noqa: ANN401  a Task; engines.py imports this module
    """Do a task; say how it ended."""
    try:
        task(key)
    except StemmaError as error:
        return _FAULT, str(error)
    except Exception:  # noqa: BLE001  raised again where the task came from
        return _BUG, traceback.format_exc()
    return _DONE, ""


def main() -> None:
    """Serve on the standard pipes; what tasks print goes to standard error."""
    from stemma.pipeline.memory import search_seldom  # noqa: PLC0415  loads libraries: only in the process itself

    search_seldom()
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        serve(sys.stdin.buffer, answers)
    gc.freeze()  # as in `stemma.cli.main`
