"""Pairs that share keys, found for a whole collection at once and item by item."""

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from stemma.collation import candidates
from stemma.collation.candidates import EVERY_STEM, Crowds, Gathering

KEYS = st.lists(
    st.lists(
        st.sampled_from(["a", "b", "c", "a b", "b c", EVERY_STEM + "a b", EVERY_STEM + "c"]), unique=True
    ),
    max_size=30,
)


@given(KEYS, st.integers(1, 6), st.sampled_from([1, 7, 1_000_000]))
def test_a_gathering_links_what_crowds_link(keys: list[list[str]], largest: int, at_once: int):
    crowds, gathering = Crowds(largest), Gathering(largest)
    wanted = set()
    for number, own in enumerate(keys):
        entered = crowds.enter(number, own)
        wanted |= {(other, number) for other in crowds.sharing(number, entered)}
        gathering.add(own)
    with patch.object(candidates, "_MEETINGS", at_once):
        parts = [
            (one, other)
            for earlier, later in gathering.pairs()
            for one, other in zip(earlier.tolist(), later.tolist(), strict=True)
        ]
    assert len(parts) == len(set(parts))
    assert set(parts) == wanted
    entered = [(key, member) for key, members in gathering.entered() for member in members]
    assert sorted(entered) == sorted(crowds.entered)
