"""Pairs of mentions worth comparing, found through rare words: never all pairs."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from stemma.collation.arrays import LOW, Longs
from stemma.collation.attacks import attack_signs
from stemma.collation.statements import Statement, Weights

# A word links the first so many mentions that have it: more would join too many pairs to be
# followed. On FA-KES (15,000 mentions) the pairs stay below 20 a mention.
LARGEST_CROWD = 50
_KEYS = 10
SHARED = 2
EVERY_STEM = "="
# Meetings of members that are put side by side at once: 60 MB or so.
_MEETINGS = 1_000_000


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


class Gathering:
    """The items of a whole collection by the keys that they share, as in `Crowds` that began empty.

    Args:
        largest: how many members of a crowd are linked with each other.
    """

    def __init__(self, largest: int) -> None:
        self._largest = largest
        self._numbers: dict[str, int] = {}
        self._keys = array("i")
        self._told: dict[int, tuple[Sequence[str], array[int]]] = {}
        self._sizes = array("i")

    def add(self, keys: Sequence[str]) -> None:
        """Add an item that comes after all others, with its keys, each once; copies may share theirs."""
        told = self._told.get(id(keys))
        if told is None:
            numbers = self._numbers
            made = array("i", [numbers.setdefault(key, len(numbers)) for key in keys])
            # The keys are kept with their number, so that no others can have it meanwhile.
            told = self._told[id(keys)] = (keys, made)
        self._keys.extend(told[1])
        self._sizes.append(len(told[1]))

    def entered(self) -> Iterator[tuple[str, Sequence[int]]]:
        """Yield each key with the items that it links."""
        keys, items, _ = self._members()
        ends = np.searchsorted(keys, np.arange(len(self._numbers)), side="right").tolist()
        listed, start = items.tolist(), 0
        for key, end in zip(self._numbers, ends, strict=True):
            yield key, listed[start:end]
            start = end

    def pairs(self) -> Iterator[tuple[Longs, Longs]]:
        """Yield the pairs that share two or more rare words or word pairs: earlier and later items."""
        keys, items, place = self._members()
        double = np.array([1 + name.startswith(EVERY_STEM) for name in self._numbers], dtype=np.int64)
        # All that a later item shares with an earlier one is added up at once.
        order = np.argsort(items, kind="stable")
        order = order[place[order] > 0]
        edges = np.flatnonzero(np.diff(items[order], prepend=-1))
        running = np.cumsum(place[order]) - place[order]
        start = 0
        while start < len(edges):
            end = int(np.searchsorted(running[edges], running[edges[start]] + _MEETINGS, side="left"))
            end = max(end, start + 1)
            last = edges[end] if end < len(edges) else len(order)
            yield _shared(order[edges[start] : last], keys, items, place, double)
            start = end

    def _members(self) -> tuple[Longs, Longs, Longs]:
        """Return keys, their members by key, and each member's place among those of its key."""
        keys = np.frombuffer(self._keys, dtype=np.int32).astype(np.int64) if self._keys else _NONE
        items = np.repeat(np.arange(len(self._sizes)), np.array(self._sizes, dtype=np.int64))
        order = np.argsort(keys, kind="stable")
        keys, items = keys[order], items[order]
        index = np.arange(len(keys))
        place = index - np.maximum.accumulate(np.where(np.diff(keys, prepend=-1) != 0, index, 0))
        kept = place < self._largest
        return keys[kept], items[kept], place[kept]


_NONE: Longs = np.zeros(0, dtype=np.int64)


def _shared(at: Longs, keys: Longs, items: Longs, place: Longs, double: Longs) -> tuple[Longs, Longs]:
    """Return the pairs of members at some places of their keys with those before them that share enough."""
    reach = place[at]
    ends = np.cumsum(reach)
    earlier = items[np.repeat(at - reach - (ends - reach), reach) + np.arange(ends[-1])]
    later, weight = np.repeat(items[at], reach), np.repeat(double[keys[at]], reach)
    # The weight, 1 or 2, goes with its pair in one number: numbers are sorted faster than places.
    meetings = np.sort(later << 33 | earlier << 1 | weight - 1)
    both = meetings >> 1
    starts = np.flatnonzero(np.diff(both, prepend=-1))
    enough = starts[np.add.reduceat((meetings & 1) + 1, starts) >= SHARED]
    return both[enough] & LOW, both[enough] >> 32


def keys_of(item: Statement, weight: Weights) -> Sequence[str]:
    """Return the rarest stems, pairs of neighbours, all stems, signs of an attack, and an answer's places."""
    found = weight.keys.get(item.content)
    if found is None:
        if len(weight.keys) >= _REMEMBERED:
            weight.keys.clear()
        found = weight.keys[item.content] = _keys_of(item, weight)
    if not item.answer:
        return found
    # Answers to one accusation share no word: the places that their reports name link them.
    return [*found, *(f"{EVERY_STEM}!{item.answer} {place}" for place in sorted(item.scene))]


_REMEMBERED = 4096  # contents: 10 MB or so


def _keys_of(item: Statement, weight: Weights) -> Sequence[str]:
    ordered = sorted(item.stems, key=lambda stem: (-weight.of[stem], stem))
    keys = set(ordered[:_KEYS])
    content = [word.stem for word in item.content.words if word.stem in item.stems]
    keys.update(f"{a} {b}" if a < b else f"{b} {a}" for a, b in pairwise(content))
    if ordered:
        keys.add(EVERY_STEM + " ".join(sorted(item.stems)))
    # One toll is told in other words: with one word more its figure links two mentions.
    keys.update(f"#{one.measure} {one.value}" for one in item.content.figures if one.measure)
    # One attack is told with another toll, and the dead of a war in words that all reports have.
    keys.update(f"{EVERY_STEM}!{sign}" for sign in attack_signs(item.content))
    return sorted(keys)
