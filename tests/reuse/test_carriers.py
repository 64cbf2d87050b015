"""A story that very many carry: each carrier is compared with a few, and its source is among them."""

import numpy as np
import pytest
from msgspec.structs import replace

from hand_built import report
from stemma.evaluation.traditions_written import stories
from stemma.reuse import CopyIndex, Rewritings
from stemma.reuse.carriers import MOST_CANDIDATES, few
from stemma.reuse.index import ShingleIndex
from stemma.reuse.semantic import ENOUGH_COPIED
from stemma.reuse.shingles import shingles

CARRIERS = 150
BODY = list(range(1, 60))


def hashes(words):
    return shingles(np.array(words, dtype=np.uint32))


def edited(number, parent):
    """A carrier's words: its parent's, with one word of its own."""
    words = list(parent)
    words[(7 * number) % len(words)] = 1000 + number
    return words


@pytest.fixture(scope="module")
def story():
    """Carriers' words: all but each third are of the first, the others of one that came long after it."""
    made = [BODY]
    for number in range(1, CARRIERS):
        made.append(edited(number, made[number * 2 // 3] if number % 3 == 0 else BODY))
    return made


def test_up_to_so_many_are_all_compared():
    later = np.full(MOST_CANDIDATES, 99)
    earlier = np.arange(MOST_CANDIDATES)
    ones = np.ones(MOST_CANDIDATES, dtype=np.int64)
    assert few(earlier, later, ones, ones)[0].tolist() == earlier.tolist()


def test_of_more_the_first_that_share_most_and_the_nearest_are_kept_in_order():
    earlier = np.arange(100)
    count = np.full(100, 10)
    count[:5] = 3  # older reports that share a stock phrase
    near = np.zeros(100, dtype=np.int64)
    near[50] = 9
    found, later = few(earlier, np.full(100, 200), count, near)
    assert found.tolist() == [*range(5, 13), 50, *range(85, 100)]
    assert set(later.tolist()) == {200}


def test_the_source_of_each_carrier_is_among_the_few(story):
    index = ShingleIndex()
    earlier, later = index.add([hashes(words) for words in story], list(range(CARRIERS)))
    found = set(zip(earlier.tolist(), later.tolist(), strict=True))
    told = [(number * 2 // 3, number) in found for number in range(3, CARRIERS, 3)]
    # An edit upon its parent's edit leaves nothing to tell the parent by.
    assert sum(told) > 0.95 * len(told)
    assert np.bincount(later)[MOST_CANDIDATES + 1 :].max() < MOST_CANDIDATES / 2 + 1


def test_carriers_that_come_one_by_one_are_compared_with_the_same(story):
    together, single = ShingleIndex(), ShingleIndex()
    batch = [hashes(words) for words in story]
    one, other = together.add(batch, list(range(CARRIERS)))
    parts = [single.add([words], [number]) for number, words in enumerate(batch)]
    assert one.tolist() == np.concatenate([part[0] for part in parts]).tolist()
    assert other.tolist() == np.concatenate([part[1] for part in parts]).tolist()


def test_another_date_of_a_carrier_looks_at_no_other_pairs():
    text = " ".join(f"wagon{number} crossed river{number % 7} bridge{number % 11}." for number in range(12))
    reports = [report(f"r{n:03}", f"{text} Courier{n} wrote it.", published="2024-03-01") for n in range(60)]
    index = CopyIndex()
    told = {frozenset((copy.source, copy.target)) for copy in index.add_all(reports)}
    now = replace(reports[55], published="2024-03-02")
    changed = index.redate([(reports[55], now)])
    assert {frozenset(ends) for ends, (was, _) in changed.items() if was is not None} <= told
    assert {frozenset(ends) for ends, (_, now_) in changed.items() if now_ is not None} <= told


def test_a_carrier_of_many_is_not_looked_at_for_rewritings():
    original, rewrite = (
        report(name, stories()[0][kind], outlet=f"{name} Post")
        for name, kind in (("a", "original"), ("b", "rewrite"))
    )
    carriers = [report(f"r{n:02}", f"Nothing of it stands in number {n}.") for n in range(ENOUGH_COPIED)]
    for copied, found in ((carriers[1:], 1), (carriers, 0)):
        search = Rewritings()
        for one in (original, *carriers):
            search.add(one)
        assert len(search.add(rewrite, {one.id for one in copied} | {"never added"})) == found
