"""Stretches of a text, found by what they touch: a long report costs no more for each of its words."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Stretches(Generic[T]):
    """Things that go from one character of a text to another.

    Going through all of them for every sentence takes four times as long in a report twice as long.
    """

    def __init__(self, things: Iterable[tuple[int, int, T]]) -> None:
        """Take in (start, end, thing), in any order; characters, end-exclusive."""
        numbered = [(start, end, order, thing) for order, (start, end, thing) in enumerate(things)]
        self._sorted = sorted(numbered, key=lambda each: each[0])
        self._starts = [each[0] for each in self._sorted]
        # Up to where everything reaches that begins no later: before that, nothing needs looking at.
        self._reach: list[int] = []
        for _, end, _, _ in self._sorted:
            self._reach.append(max(end, self._reach[-1]) if self._reach else end)

    def touching(self, start: int, end: int) -> list[T]:
        """Return the things that begin before ``end`` and end after ``start``, in the order they came in."""
        at = bisect_left(self._starts, end)
        found: list[tuple[int, T]] = []
        while at and self._reach[at - 1] > start:
            at -= 1
            _, last, order, thing = self._sorted[at]
            if last > start:
                found.append((order, thing))
        found.sort(key=lambda each: each[0])
        return [thing for _, thing in found]
