"""The last thing of each of the kinds that were met last: a few that stand for very many."""

from collections import OrderedDict
from collections.abc import Hashable, Iterator
from itertools import islice


class Latest:
    """The last place of each kind, of so many kinds.

    Args:
        most: how many kinds are told, those met last.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._places: OrderedDict[Hashable, int] = OrderedDict()

    def add(self, kind: Hashable, place: int) -> None:
        """Note a place of a kind, which comes after all others."""
        self._places[kind] = place
        self._places.move_to_end(kind)

    def places(self) -> Iterator[int]:
        """Yield the last place of each kind, those met last first."""
        return islice(reversed(self._places.values()), self._most)
