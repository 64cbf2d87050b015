"""Where in a report somebody is named: spans that do not touch, in order, found by what they touch."""

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass

from stemma.records import NameKind, NameRole

SOURCE, ACTOR, TARGET = 1, 2, 4
_ROLES: tuple[tuple[int, NameRole], ...] = ((SOURCE, "source"), (ACTOR, "actor"), (TARGET, "target"))
# The roles of each sum of them.
ROLES: tuple[tuple[NameRole, ...], ...] = tuple(
    tuple([role for bit, role in _ROLES if told & bit]) for told in range(SOURCE + ACTOR + TARGET + 1)
)


@dataclass(slots=True)
class Spot:
    """A name at one place: its characters, its kind as far as known, what found it, and what it does."""

    start: int
    end: int
    text: str
    kind: NameKind
    rule: str
    score: float
    doubtful: bool = False  # where capitals tell no names
    entity: str = ""
    roles: int = 0


class Spots:
    """Spots of one report, none of which touches another."""

    def __init__(self, spots: list[Spot]) -> None:
        self.keep(spots)

    def keep(self, spots: list[Spot]) -> None:
        """Hold these spots, in order, and no others."""
        self.all = spots
        self._starts = [one.start for one in spots]

    def touching(self, start: int, end: int) -> list[Spot]:
        """Return the spots that begin before ``end`` and end after ``start``."""
        starts, first = self._starts, bisect_right(self._starts, start)
        if first and self.all[first - 1].end > start:
            first -= 1
        elif first == len(starts) or starts[first] >= end:
            return []
        return self.all[first : bisect_left(starts, end, first)]

    def add(self, spot: Spot) -> None:
        """Take in a spot, unless it touches one that is there."""
        if not self.touching(spot.start, spot.end):
            insort(self.all, spot, key=_start)
            insort(self._starts, spot.start)


def _start(spot: Spot) -> int:
    return spot.start
