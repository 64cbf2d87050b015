"""Work in steps, taken through them side by side or at once."""

import pytest

from stemma.steps import at_once, side_by_side


def counting(name, steps, done):
    for step in range(steps):
        done.append((step, name))
        yield
    return name


def test_works_go_through_their_steps_together_and_keep_their_order():
    done = []
    works = [counting(name, steps, done) for name, steps in (("a", 2), ("b", 0), ("c", 3), ("d", 1))]
    assert side_by_side(works) == ["a", "b", "c", "d"]
    assert done == [(0, "a"), (0, "c"), (0, "d"), (1, "a"), (1, "c"), (2, "c")]
    assert side_by_side([]) == []


def test_one_work_alone_is_taken_through_all_its_steps():
    done = []
    assert at_once(counting("a", 3, done)) == "a"
    assert len(done) == 3


def test_an_exception_is_the_callers():
    def failing():
        yield
        raise ValueError("odd")

    with pytest.raises(ValueError, match="odd"):
        side_by_side([counting("a", 3, []), failing()])
