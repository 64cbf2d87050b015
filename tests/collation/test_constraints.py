"""Decisions become pairs of mentions that must or must not stand together."""

from stemma.collation.constraints import constraints
from stemma.records import Decision


def _decided(number, action, *keys, targets=("x",)):
    return Decision(f"d-{number}", f"2024-01-01T00:00:0{number}", action, targets, keys=keys)


def test_separate_parts_every_mention_of_one_from_every_mention_of_the_other():
    found = constraints([_decided(1, "separate", ("m1", "m3"), ("m2",))])
    assert found.apart == {("m1", "m2"): "d-1", ("m2", "m3"): "d-1"}
    assert not found.together


def test_the_later_of_merge_and_separate_counts():
    merge, separate = (_decided(n, action, ("m1",), ("m2",)) for n, action in ((1, "merge"), (2, "separate")))
    assert constraints([merge, separate]).apart == {("m1", "m2"): "d-2"}
    again = _decided(3, "merge", ("m1",), ("m2",))
    assert constraints([merge, separate, again]).together == {("m1", "m2"): "d-3"}
    undone = _decided(4, "undo", ("d-2",), targets=("d-2",))
    assert constraints([separate, undone]).apart == {}


def test_split_parts_what_leaves_from_what_stays():
    found = constraints([_decided(1, "split", ("m1", "m2", "m3"), ("m2",), ("m3",))])
    assert found.apart == {("m1", "m2"): "d-1", ("m1", "m3"): "d-1"}
    assert found.together == {("m2", "m3"): "d-1"}
