"""How reports are handed to processes, and how often memory is searched meanwhile."""

import gc

from stemma.pipeline.analysing import _shares
from stemma.pipeline.memory import seldom_searched


def test_copies_stand_in_one_share_and_every_text_in_exactly_one():
    texts = [f"Story {n} begins here. Story {n} goes on. The end of {n}." for n in range(12)]
    mixed = [text for pair in zip(texts, reversed(texts), strict=True) for text in pair]
    shares = _shares(mixed, 4)
    assert sorted(at for share in shares for at in share) == list(range(len(mixed)))
    homes = {}
    for number, share in enumerate(shares):
        for at in share:
            homes.setdefault(mixed[at], set()).add(number)
    assert all(len(home) == 1 for home in homes.values())


def test_texts_of_any_kind_are_shared_out():
    assert _shares([], 4) == []
    shares = _shares(["", ". ", "\ud800"], 2)
    assert sorted(at for share in shares for at in share) == [0, 1, 2]


def test_memory_is_searched_as_often_as_before_after_a_run():
    before = gc.get_threshold()
    with seldom_searched():
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before
