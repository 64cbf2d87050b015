"""How rare shingles are: worked out for all pairs together, it is what each pair would count."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stemma.reuse.index import ShingleIndex
from stemma.reuse.rarity import NEAR_DAYS, rarity
from stemma.reuse.shingles import mix

_SHINGLES = mix(np.arange(4, dtype=np.uint64))
_DAYS = st.sampled_from([-1, 100, 103, 109, 120, 140])


@st.composite
def _collections(draw: st.DrawFn) -> tuple[list[tuple[int, frozenset[int]]], list[tuple[int, int, int, int]]]:
    """Reports as a day and some shingles; questions as a shingle, two reports and a bound."""
    reports = draw(
        st.lists(st.tuples(_DAYS, st.frozensets(st.integers(0, 3))), min_size=2, max_size=40).map(
            # A story of many carriers, so that the discounts begin.
            lambda found: found * 2
        )
    )
    number = st.integers(0, len(reports) - 1)
    asked = st.tuples(st.integers(0, 3), number, number, st.integers(0, len(reports) + 3))
    return reports, draw(st.lists(asked.filter(lambda one: one[1] != one[2]), max_size=20))


def _counted(reports: list[tuple[int, frozenset[int]]], asked: tuple[int, int, int, int]) -> float:
    """Count for one pair alone."""
    shingle, one, other, before = asked
    thirds = [
        day
        for number, (day, held) in enumerate(reports[:before])
        if shingle in held and number not in (one, other)
    ]
    both = [reports[one][0], reports[other][0]]
    far = [day for day in thirds if min(day, *both) >= 0 and min(abs(day - own) for own in both) > NEAR_DAYS]
    every = min(len(thirds), 48) if min(both) >= 0 else len(thirds)
    return min(2 / max(2, len(far)), 10 / max(10, every))


@given(_collections(), st.integers(1, 30))
def test_is_what_each_pair_counts_by_itself(
    made: tuple[list[tuple[int, frozenset[int]]], list[tuple[int, int, int, int]]], batch: int
) -> None:
    reports, asked = made
    index = ShingleIndex()
    for start in range(0, len(reports), batch):
        part = reports[start : start + batch]
        index.add([_SHINGLES[sorted(held)] for _, held in part], [-1] * len(part))
    table = np.array(asked, dtype=np.int64).reshape(-1, 4)
    found = rarity(
        index,
        np.array([day for day, _ in reports], dtype=np.int32),
        _SHINGLES[table[:, 0]],
        table[:, 1:3],
        table[:, 3],
    )
    assert found.tolist() == [_counted(reports, one) for one in asked]


def test_wording_counts_no_less_for_hundreds_of_carriers_on_the_same_days() -> None:
    held = [_SHINGLES[:1]] * 300
    index = ShingleIndex()
    index.add(held, [-1] * len(held))
    near, far, undated = (np.full(len(held), day, dtype=np.int32) for day in (100, 100, -1))
    far[:200] = 20
    pair = np.array([[298, 299]])
    before = np.array([300])
    found = [float(rarity(index, days, _SHINGLES[:1], pair, before)[0]) for days in (near, far, undated)]
    assert found == [10 / 48, 2 / 200, 10 / 298]
