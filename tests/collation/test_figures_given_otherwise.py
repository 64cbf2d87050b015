"""Figures that two contents give otherwise: the same pairs, whichever content comes first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hand_built import by_id, mention, report
from stemma.collation.comparing import figure_conflicts
from stemma.collation.statements import statements

TOLLS = (
    "12 people were killed in Velmora",
    "12 people were killed in Velmora and 15 people were killed in Ford",
    "at least 12 people were killed in Velmora, 3 of them children",
    "30 children were killed in Velmora",
    "more than 100 people were killed in Velmora and 30 injured",
    "The market of Velmora was closed",
)


def _content(text):
    one = report("a", f"{text}.")
    (item,) = statements(by_id(one), [mention(one, text)])
    return item.content


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (TOLLS[0], TOLLS[0], 0),
        (TOLLS[0], TOLLS[1], 1),
        (TOLLS[0], TOLLS[2], 0),
        (TOLLS[0], TOLLS[4], 1),
        (TOLLS[0], TOLLS[5], 0),
    ],
)
def test_figures_given_otherwise(one, other, found):
    assert len(figure_conflicts(_content(one), _content(other))) == found


@given(st.sampled_from(TOLLS), st.sampled_from(TOLLS))
def test_they_are_the_same_whichever_comes_first(one, other):
    here = {_sides(found) for found in figure_conflicts(_content(one), _content(other))}
    there = {_sides(found)[::-1] for found in figure_conflicts(_content(other), _content(one))}
    assert here == there


def _sides(found):
    one, _, other = found.removeprefix("different figures: ").partition(" against ")
    return one, other
