"""Work in steps, taken through them side by side or at once."""

import pytest

from stemma.steps import Stepwise, at_once, side_by_side


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


def test_one_function_does_a_work_at_once_or_in_steps():
    @Stepwise
    def twice(number, *, done):
        """Return a number doubled."""
        yield from counting(number, 2, done)
        return 2 * number

    done = []
    assert twice(4, done=done) == 8
    assert side_by_side([twice.steps(5, done=done), twice.steps(6, done=done)]) == [10, 12]
    assert done == [(0, 4), (1, 4), (0, 5), (0, 6), (1, 5), (1, 6)]
    assert (twice.__name__, twice.__doc__) == ("twice", "Return a number doubled.")
