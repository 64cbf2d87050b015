"""Work on a report in steps, so that many reports are taken through each step side by side.

A room's code, lexicons and weights take several times what a processor keeps at hand. Taken through all
rooms one by one, each report finds that the last one's other rooms have pushed out what it needs; taken
through a step together, all but the first find it there.
"""

from collections.abc import Callable, Generator, Iterable
from functools import update_wrapper
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

# What yields nothing after each step, and returns what it found.
Steps = Generator[None, None, T]


class Stepwise(Generic[P, T]):
    """A function that is written in steps, decorated: calling it takes its work through all of them at once.

    ``steps`` is the function as it is written, for who takes many works through their steps side by side.
    """

    def __init__(self, steps: Callable[P, Steps[T]]) -> None:
        self.steps = steps
        update_wrapper(self, steps)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """Take one work through all its steps and return what it found."""
        return at_once(self.steps(*args, **kwargs))


def at_once(steps: Steps[T]) -> T:
    """Take one work through all its steps and return what it found."""
    (found,) = side_by_side([steps])
    return found


def side_by_side(works: Iterable[Steps[T]]) -> list[T]:
    """Take works through their steps together, in order, and return what each found.

    The first exception that a work raises ends all: who wants the others catches it in the work itself.
    """
    found: dict[int, T] = {}
    waiting = list(enumerate(works))
    count = len(waiting)
    while waiting:
        still = []
        for place, work in waiting:
            try:
                next(work)
            except StopIteration as end:
                found[place] = end.value
            else:
                still.append((place, work))
        waiting = still
    return [found[place] for place in range(count)]
