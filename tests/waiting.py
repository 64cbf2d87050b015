"""Waiting that ends: for a condition, a command, a process or a thread."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

import pytest

T = TypeVar("T")
LONG = 120.0  # seconds: far more than anything here takes on a busy machine


def until(condition: Callable[[], T], seconds: float = 30, pause: float = 0.005) -> T:
    """Wait until a condition gives something true, and return it; fail when the seconds are over."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        if time.monotonic() > end:
            pytest.fail(f"waited {seconds:g} seconds in vain")
        time.sleep(pause)
    return found


def started(command: Sequence[object], **options: Any) -> subprocess.Popen[str]:
    """Start a command in a group of its own, so that :func:`ended` can end its children too."""
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "start_new_session": True}
    return subprocess.Popen([str(part) for part in command], **(given | options))


def kill(process: subprocess.Popen[str]) -> None:
    """Kill a process of :func:`started` with its children, as far as they are there."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def ended(process: subprocess.Popen[str], seconds: float = LONG) -> subprocess.CompletedProcess[str]:
    """Wait for a process to end; one that does not is killed with its children, and what it said is told."""
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        kill(process)
        out, err = process.communicate(timeout=30)
        pytest.fail(f"not ended after {seconds:g} seconds: {process.args}\n{out or ''}\n{err or ''}")
    finally:
        kill(process)  # what it started may outlive it, or this wait was interrupted
    return subprocess.CompletedProcess(process.args, process.returncode, out or "", err or "")


def ran(command: Sequence[object], seconds: float = LONG, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, and well; a code other than 0 fails the test with what was printed."""
    done = ended(started(command, **options), seconds)
    assert done.returncode == 0, f"{done.args} gave {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


def joined(*threads: threading.Thread, seconds: float = 60) -> None:
    """Wait for threads to end."""
    for thread in threads:
        thread.join(seconds)
        assert not thread.is_alive(), f"{thread.name} has not ended after {seconds:g} seconds"
