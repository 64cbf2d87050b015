"""Processes that stay: they keep a task, say how it ended, and one that dies is replaced."""

import pickle
import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from io import BytesIO

import pytest

from stemma.errors import StemmaError
from stemma.scale.crew import Crew, LostError, serve
from stemma.scale.engines import EngineFault, Processes
from waiting import until

DO = pickle.dumps(eval)  # a task that any process can load: its partitions are expressions
DIE = "__import__('os').kill(__import__('os').getpid(), 9)"


@dataclass
class Counting:
    """A task that knows how often it was called."""

    calls: list[str] = field(default_factory=list)

    def __call__(self, key):
        self.calls.append(key)
        if key == "fault":
            raise StemmaError("no such partition")
        if key == "bug":
            raise KeyError(len(self.calls))


def answers(*asked):
    """What a process answers to tasks and keys."""
    sent, received = BytesIO(b"".join(pickle.dumps(one) for one in asked)), BytesIO()
    serve(sent, received)
    received.seek(0)
    return [pickle.load(received) for _ in asked]


def test_a_process_keeps_its_task_and_says_how_it_ended():
    task, other = pickle.dumps(Counting()), pickle.dumps(Counting(["once"]))
    done, fault, bug, anew = answers((task, "0"), (task, "fault"), (task, "bug"), (other, "bug"))
    assert done == ("done", "")
    assert fault == ("fault", "no such partition")
    assert bug[0] == anew[0] == "bug"
    assert "KeyError: 3" in bug[1], "the task was loaded anew for each partition"
    assert "KeyError: 2" in anew[1], "the task of before was done"


def test_processes_stay_and_one_that_dies_is_replaced():
    men = Crew(2)
    try:
        with pytest.raises(RuntimeError, match="ZeroDivisionError"):
            men.do(DO, "1 / 0")
        (first,) = men._idle
        men.do(DO, "1 / 1")
        assert men._idle == [first]
        with pytest.raises(LostError, match="died"):
            men.do(DO, DIE)
        assert first.returncode == -signal.SIGKILL
        men.do(DO, "1 / 1")
        (second,) = men._idle
    finally:
        men.close()
    assert second.returncode == 0, "an idle process was not let end by itself"
    with pytest.raises(LostError, match="the run has ended"):
        men.do(DO, "1 / 1")


def test_a_process_at_a_task_ends_with_the_run():
    men = Crew(1)
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(men.do, DO, "__import__('time').sleep(600)")
        (process,) = until(lambda: list(men._busy))
        men.close()
        with pytest.raises(LostError):
            waiting.result(30)
    assert process.returncode == -signal.SIGKILL


def test_what_the_others_have_done_is_told_before_a_lost_worker_is():
    class Losing(Crew):
        def do(self, _task, key):
            if key == "0":
                raise LostError("it died")

    pool = Processes(2)
    pool._crew = Losing(2)
    told = []
    with pytest.raises(EngineFault, match="it died"):
        told.extend(pool.map(eval, ["0", "1", "2"]))
    assert sorted(told) == ["1", "2"]
