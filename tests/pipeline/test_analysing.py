"""How reports are handed to processes, and how often memory is searched meanwhile."""

import gc

from stemma.pipeline.analysing import _shares
from stemma.pipeline.memory import seldom_searched


def test_every_text_is_in_exactly_one_share_of_its_worker_and_workers_take_turns():
    owners = [0, 1, 0, 0, 1, 0, 0]
    shares = list(_shares(owners, 2))
    assert [worker for worker, _ in shares] == [0, 1, 0, 0]
    assert sorted(at for _, share in shares for at in share) == list(range(len(owners)))
    assert all(owners[at] == worker for worker, share in shares for at in share)
    assert list(_shares([], 2)) == []


def test_memory_is_searched_as_often_as_before_after_a_run():
    found = gc.get_threshold()  # a command that was run in this process may have changed it
    before = (700, 10, 10)
    gc.set_threshold(*before)
    try:
        with seldom_searched():
            assert gc.get_threshold()[0] > before[0]
        assert gc.get_threshold() == before
    finally:
        gc.set_threshold(*found)
