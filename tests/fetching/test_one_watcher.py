"""One watcher a casebook: the second is told so, the dead are followed, the overtaken stop."""

import os
import threading
import time

import pytest
from msgspec.structs import replace

from stemma.api import Book
from stemma.casebook import watching
from stemma.casebook.watching import WatchedError, give_up, hold, new_lease
from stemma.pipeline.leasing import leased
from waiting import until

DEAD = 2**22 + 5  # above the highest number that Linux gives a process


@pytest.fixture
def book(tmp_path):
    with Book.open(tmp_path / "war.db") as made:
        yield made


def other(book, **given):
    """Return the lease of a watcher in another process that lives (the one that started the tests)."""
    return replace(new_lease(book.store, time.time()), **{"pid": os.getppid()} | given)


def never():
    raise AssertionError


def test_a_second_watcher_is_told_who_watches(book):
    hold(book.store, other(book, host="tower", pid=77))
    with (
        pytest.raises(WatchedError, match=r"being watched already, since .* by process 77 on tower"),
        leased(book, never),
    ):
        raise AssertionError


def test_a_lease_ends_with_its_watcher_and_the_next_has_it(book):
    for _ in range(2):
        with leased(book, never), pytest.raises(WatchedError), leased(book, never):
            raise AssertionError


def test_a_watcher_that_failed_gives_its_lease_back(book):
    with pytest.raises(RuntimeError), leased(book, never):
        raise RuntimeError
    with leased(book, never):
        pass


@pytest.mark.parametrize(
    "given",
    [
        {"pid": DEAD},  # killed on this machine
        {"host": "tower", "beat": time.time() - watching.STALE - 10},  # not heard of for long
        {"beat": time.time() + 10 * watching.STALE},  # the clock was set back
        {"host": "tower", "file": 1},  # the casebook is a back-up of one that is watched
    ],
)
def test_the_dead_are_followed(book, given):
    hold(book.store, other(book, **given))
    with leased(book, never):
        pass


def test_another_users_process_is_alive(book, monkeypatch):
    def not_yours(*_):
        raise PermissionError

    hold(book.store, other(book))
    monkeypatch.setattr(os, "kill", not_yours)
    with pytest.raises(WatchedError):
        hold(book.store, new_lease(book.store, time.time()))


def test_the_overtaken_stop_and_say_so(book, monkeypatch):
    monkeypatch.setattr(watching, "BEAT", 0.02)
    stopped = threading.Event()

    def watch_and_be_overtaken():
        with leased(book, stopped.set):
            with book.store.transaction() as db:
                db.execute("DELETE FROM meta WHERE key = 'watcher'")
            hold(book.store, other(book, host="tower"))
            assert stopped.wait(10)

    with pytest.raises(WatchedError, match="tower"):
        watch_and_be_overtaken()
    with pytest.raises(WatchedError):  # the other's lease was left alone
        hold(book.store, new_lease(book.store, time.time()))


def test_a_watcher_says_that_it_is_alive(book, monkeypatch):
    monkeypatch.setattr(watching, "BEAT", 0.02)
    started = time.time()
    with leased(book, never):
        until(lambda: watching._lease(book.store.db).beat >= started + 0.05)


def test_a_damaged_lease_is_none(book):
    with book.store.transaction() as db:
        db.execute("INSERT INTO meta VALUES ('watcher', '{')")
    lease = new_lease(book.store, time.time())
    hold(book.store, lease)
    give_up(book.store, replace(lease, owner="another"))
    assert watching._lease(book.store.db) == lease
    give_up(book.store, lease)
    assert watching._lease(book.store.db) is None
