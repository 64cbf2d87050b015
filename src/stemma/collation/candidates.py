"""Pairs of mentions worth comparing, found through rare words: never all pairs."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from stemma.collation.statements import Statement, Weights

# A word links the first so many mentions that have it: more would join too many pairs to be
# followed. On FA-KES (15,000 mentions) the pairs stay below 20 a mention.
LARGEST_CROWD = 50
_KEYS = 10
SHARED = 2
EVERY_STEM = "="


class Crowds:
    """Items by the keys that they share; a crowd's first members stand for it.

    What was linked once stays linked, whatever comes later, and a key costs no more in a large
    collection than in a small one.

    Args:
        largest: how many members of a crowd are linked with each other.
        stored: gives the members that a key had before, in the order in which they came.
    """

    def __init__(self, largest: int, stored: Callable[[str], Sequence[int]] | None = None) -> None:
        self._largest = largest
        self._stored = stored
        self._members: dict[str, list[int]] = {}
        self.entered: list[tuple[str, int]] = []

    def of(self, key: str) -> Sequence[int]:
        """Return the members that stand for a key."""
        return self._of(key)

    def enter(self, number: int, keys: Iterable[str]) -> list[str]:
        """Add an item that comes after all others; return those of its keys that had room for it."""
        entered = []
        for key in keys:
            members = self._of(key)
            if len(members) < self._largest:
                members.append(number)
                entered.append(key)
        self.entered.extend((key, number) for key in entered)
        return entered

    def sharing(self, number: int, keys: Iterable[str]) -> list[int]:
        """Return the other items that share two or more rare words or word pairs with one."""
        shared: Counter[int] = Counter()
        for key in keys:
            members = self._of(key)
            if number in members:
                for _ in range(2 if key.startswith(EVERY_STEM) else 1):
                    shared.update(members)
        return sorted(other for other, count in shared.items() if count >= SHARED and other != number)

    def _of(self, key: str) -> list[int]:
        found = self._members.get(key)
        if found is None:
            found = self._members[key] = list(self._stored(key)) if self._stored else []
        return found


def keys_of(item: Statement, weight: Weights) -> Sequence[str]:
    """Return the rarest stems, pairs of neighbouring stems, and all stems together."""
    ordered = sorted(item.stems, key=lambda stem: (-weight.of[stem], stem))
    keys = set(ordered[:_KEYS])
    content = [word.stem for word in item.words if word.stem in item.stems]
    keys.update(f"{a} {b}" if a < b else f"{b} {a}" for a, b in pairwise(content))
    if ordered:
        keys.add(EVERY_STEM + " ".join(sorted(item.stems)))
    return sorted(keys)
