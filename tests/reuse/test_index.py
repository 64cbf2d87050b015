import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.reuse.index import ShingleIndex
from stemma.reuse.shingles import shingles


def hashes(*words: int):
    return shingles(np.array(words, dtype=np.uint32))


def pairs(found) -> list[tuple[int, int]]:
    return list(zip(found[0].tolist(), found[1].tolist(), strict=True))


def test_shingles_do_not_mind_the_order_within():
    assert hashes(1, 2, 3).tolist() == hashes(3, 1, 2).tolist()
    assert hashes(1, 2, 3).tolist() != hashes(1, 2, 4).tolist()
    assert len(hashes(1, 2)) == 0


def test_three_rare_shingles_make_a_pair_and_fewer_do_not():
    index = ShingleIndex()
    index.add([hashes(1, 2, 3, 4, 5, 6, 7, 8)], [0])
    assert pairs(index.add([hashes(1, 2, 3, 4, 5, 20, 21)], [1])) == [(0, 1)]
    assert pairs(index.add([hashes(30, 31, 5, 6, 7, 8, 32)], [2])) == []


def test_the_third_time_an_outlet_repeats_itself_is_boilerplate():
    index = ShingleIndex()
    footer = (1, 2, 3, 4, 5, 6)
    for number in range(2):
        index.add([hashes(*range(100 * number + 100, 100 * number + 140), *footer)], [7])
    third = hashes(*range(900, 940), *footer)
    assert pairs(index.add([third], [7])) == []


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.lists(st.integers(1, 12), min_size=0, max_size=25), st.integers(-1, 3)), max_size=20
    )
)
def test_batches_and_single_additions_give_the_same_pairs(reports):
    together, single = ShingleIndex(), ShingleIndex()
    found = pairs(together.add([hashes(*words) for words, _ in reports], [outlet for _, outlet in reports]))
    one_by_one = [pair for words, outlet in reports for pair in pairs(single.add([hashes(*words)], [outlet]))]
    assert found == one_by_one


def test_counts_look_only_at_earlier_reports():
    index = ShingleIndex()
    for _ in range(4):
        index.add([hashes(1, 2, 3)], [-1])
    assert index.count(hashes(1, 2, 3), np.array([3])).tolist() == [3]
    assert index.holders(hashes(1, 2, 3), np.array([2]))[1].tolist() == [0, 1]
