"""Waits that a signal ends: in any moment, without waiting for itself."""

import signal
import threading
import time

import pytest

from stemma.pipeline.stopping import Stopped, Stopping


def test_a_signal_in_any_moment_of_a_wait_ends_it():
    held = []
    before = signal.signal(signal.SIGALRM, lambda *_: held[-1].stop())
    try:
        for number in range(400):
            held.append(Stopping())
            signal.setitimer(signal.ITIMER_REAL, 1e-6 * (1 + number))
            while not held[-1].asked:
                held[-1].wait(1e-5)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert all(one.asked for one in held)


def test_a_stop_ends_a_long_wait_and_all_after_it():
    stopping = Stopping()
    threading.Timer(0.05, stopping.stop).start()
    stopping.wait(60)
    stopping.wait(60)
    with pytest.raises(Stopped):
        stopping.check()
    with pytest.raises(Stopped):
        stopping.sleep(0)


def test_work_is_answered_its_errors_too():
    stopping = Stopping()
    assert stopping.call(lambda: 3) == 3
    assert stopping.call(lambda: None) is None
    with pytest.raises(ZeroDivisionError):
        stopping.call(lambda: 1 // 0)
    stopping.wait(0.001)


def test_work_that_never_ends_is_left_to_itself():
    stopping = Stopping()
    go_on = threading.Event()

    def work():
        stopping.stop()
        go_on.wait(60)

    started = time.monotonic()
    with pytest.raises(Stopped):
        stopping.call(work)
    assert time.monotonic() - started < 30
    go_on.set()
