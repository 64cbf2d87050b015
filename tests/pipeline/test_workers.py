"""Processes with a pipe each: answers, a death in the middle, and which of them is given a text."""

import os
from multiprocessing import get_context

import pytest

from stemma.errors import StemmaError
from stemma.pipeline.workers import Routes, at_work


def start():
    pass


def work(batch):
    if batch == b"die":
        os._exit(1)
    return batch.upper() + str(os.getpid()).encode()


def test_answers_come_from_the_worker_that_was_asked():
    with at_work(2, get_context("spawn"), start, work) as workers:
        told = [workers.submit(number % 2, b"a%d:" % number) for number in range(6)]
        answers = [future.result(60).split(b":") for future in told]
    assert [name for name, _ in answers] == [b"A%d" % number for number in range(6)]
    assert [len({pid for _, pid in answers[worker::2]}) for worker in (0, 1)] == [1, 1]
    assert answers[0][1] != answers[1][1]


def test_a_large_batch_goes_through_and_comes_back():
    with at_work(1, get_context("spawn"), start, work) as workers:
        assert workers.submit(0, b"x" * 3_000_000).result(60).startswith(b"X" * 3_000_000)


def test_a_death_is_told_and_leaves_the_others_at_work():
    with at_work(2, get_context("spawn"), start, work) as workers:
        dead, later = workers.submit(0, b"die"), workers.submit(0, b"more")
        with pytest.raises(StemmaError, match="worker process died"):
            dead.result(60)
        with pytest.raises(StemmaError, match="worker process died"):
            later.result(60)
        assert workers.submit(1, b"a").result(60).startswith(b"A")


def story(number):
    return ". ".join(f"Sentence {part} of story {number} tells something" for part in range(8))


def test_copies_go_to_the_worker_that_read_the_original():
    routes = Routes(3)
    homes = [routes.of(story(number)) for number in range(30)]
    assert [routes.of(story(number) + ". And a word more") for number in range(30)] == homes


def test_new_texts_are_parted_evenly():
    routes = Routes(2)
    homes = [routes.of(story(number)) for number in range(100)]
    assert abs(homes.count(0) - homes.count(1)) <= 2


def test_one_story_told_by_all_does_not_leave_the_others_idle(monkeypatch):
    monkeypatch.setattr("stemma.pipeline.workers._APART", 1_000)
    routes = Routes(2)
    homes = [routes.of(story(1)) for _ in range(100)]
    assert 30 < homes.count(0) < 70


def test_texts_of_any_kind_have_a_worker():
    routes = Routes(2)
    assert {routes.of(text) for text in ("", ". ", "\ud800", " ")} <= {0, 1}
