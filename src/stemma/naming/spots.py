"""Where in a report somebody is named: spans that do not touch, in order, found by what they touch."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from dataclasses import dataclass, field

from stemma.records import NameKind, NameRole


@dataclass(slots=True)
class Spot:
    """A name at one place: its characters, its kind as far as it is known, what found it, and what it does."""

    start: int
    end: int
    text: str
    kind: NameKind
    rule: str
    score: float
    doubtful: bool = False  # where capitals tell no names
    entity: str = ""
    roles: set[NameRole] = field(default_factory=set)


class Spots:
    """Spots of one report, none of which touches another."""

    def __init__(self, spots: Iterable[Spot]) -> None:
        self.keep(spots)

    def keep(self, spots: Iterable[Spot]) -> None:
        """Hold these spots and no others."""
        self.all = sorted(spots, key=lambda one: one.start)
        self._starts = [one.start for one in self.all]

    def touching(self, start: int, end: int) -> list[Spot]:
        """Return the spots that begin before ``end`` and end after ``start``."""
        first = bisect_right(self._starts, start)
        if first and self.all[first - 1].end > start:
            first -= 1
        return self.all[first : bisect_left(self._starts, end)]

    def add(self, spot: Spot) -> None:
        """Take in a spot, unless it touches one that is there."""
        if not self.touching(spot.start, spot.end):
            insort(self.all, spot, key=lambda one: one.start)
            insort(self._starts, spot.start)
