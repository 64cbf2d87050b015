"""Stretches are found by what they touch, as a search through all of them would find them."""

from hypothesis import given
from hypothesis import strategies as st

from stemma.stretches import Stretches

_ENDS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda ends: (min(ends), max(ends)))


@given(st.lists(_ENDS, max_size=30), _ENDS)
def test_what_touches_is_what_a_search_through_all_finds_in_their_order(
    ends: list[tuple[int, int]], asked: tuple[int, int]
) -> None:
    low, high = asked
    wanted = [place for place, (start, end) in enumerate(ends) if start < high and low < end]
    stretches = Stretches((start, end, place) for place, (start, end) in enumerate(ends))
    assert stretches.touching(low, high) == wanted


def test_of_a_long_text_only_what_lies_near_is_looked_at() -> None:
    class Place(int):
        looked: list[int] = []  # noqa: RUF012  counted over all places

        def __gt__(self, other: int) -> bool:
            Place.looked.append(1)
            return int(self) > other

    ends = [(at, Place(at + 5)) for at in range(0, 10_000, 10)]
    stretches = Stretches((start, end, start) for start, end in ends)
    Place.looked.clear()
    assert stretches.touching(9_000, 9_020) == [9_000, 9_010]
    assert len(Place.looked) < 10


def test_nothing_touches_where_there_is_nothing() -> None:
    assert Stretches[int]([]).touching(0, 10) == []
