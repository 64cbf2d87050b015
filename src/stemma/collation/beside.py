"""Event mentions beside each other in place and time: the keys of these, and the pairs that they give."""

from collections.abc import Iterable, Iterator, Sequence
from math import inf

import numpy as np

from stemma.collation.arrays import Flags, Longs, combinations
from stemma.collation.candidates import Crowds
from stemma.collation.event_judge import EventJudge
from stemma.collation.happenings import Happening
from stemma.names import fold

# Mentions of one place and time, or of one claim, of which so many, the first to come, stand for all:
# these are compared with each other, and later ones with these.
LARGEST_CROWD = 60
# Days between two events' times (or publications) beyond which they are not compared by place.
_DAYS = 4.0
_DAY = "day\x1f"


def near_pairs(
    happenings: Sequence[Happening], near: Sequence[Sequence[str]], crowds: Crowds, judge: EventJudge
) -> Iterator[Longs]:
    """Yield the pairs that are near in place and time and of one kind, each once, very many at a time.

    A pair is one number, its code: the place of the one, 32 bits, that of the other. Each is paired with
    those before it that stand for a crowd at, or next to, one of its keys.

    Args:
        happenings: all happenings.
        near: the keys of each of them.
        crowds: the happenings that stand for these keys.
        judge: knows the happenings' kinds.
    """
    found = _Beside(happenings, crowds, judge)
    for start in range(0, len(happenings), _PART):
        yield found.pairs(range(start, min(start + _PART, len(happenings))), near)


_PART = 4096  # happenings that are paired at once: some 10 MB


class _Beside:
    """Finds the pairs of happenings whose crowds, times and kinds let them be one event."""

    def __init__(self, happenings: Sequence[Happening], crowds: Crowds, judge: EventJudge) -> None:
        self._happenings = happenings
        self._crowds = crowds
        self._judge = judge
        times = [when[0] if (when := one.time or one.published) else inf for one in happenings]
        self._starts = np.array(times, dtype=np.float64)
        self._kinds: Longs = np.array([judge.kind(one) for one in happenings], dtype=np.int64)
        self._around: dict[str, set[int]] = {}
        self._members_of: dict[tuple[str, ...], Longs] = {}

    def pairs(self, numbers: range, near: Sequence[Sequence[str]]) -> Longs:
        """Return the pairs of some happenings with those before them."""
        members = [self._members(tuple(near[number])) for number in numbers]
        others = np.concatenate([_NONE, *members])
        ones: Longs = np.repeat(np.array(numbers, dtype=np.int64), list(map(len, members)))
        kept = others < ones
        ones, others = ones[kept], others[kept]
        kept = np.abs(self._starts[ones] - self._starts[others]) <= _DAYS
        ones, others = ones[kept], others[kept]
        kept = self._fit(ones, others)
        codes: Longs = ones[kept] << 32 | others[kept]
        return codes

    def _members(self, keys: tuple[str, ...]) -> Longs:
        """Return those that stand for the crowds at, or next to, some keys."""
        found = self._members_of.get(keys)
        if found is None:
            for key in keys:
                if key not in self._around:
                    self._around[key] = nearby([key], self._crowds)
            members = set[int]().union(*[self._around[key] for key in keys])
            found = self._members_of[keys] = np.fromiter(members, np.int64, len(members))
        return found

    def _fit(self, ones: Longs, others: Longs) -> Flags:
        """Tell of which pairs the kinds do not clash, which hangs on no order."""
        first, which = combinations(self._kinds[ones] << 32 | self._kinds[others])
        told = self._happenings
        fits = [
            not self._judge.clash(told[one], told[other])
            for one, other in zip(ones[first].tolist(), others[first].tolist(), strict=True)
        ]
        return np.array(fits, dtype=np.bool_)[which]


_NONE: Longs = np.zeros(0, dtype=np.int64)


def near_keys(one: Happening) -> list[str]:
    """Return a happening's place, by name and by cell of a quarter of a degree, each with its four days."""
    place, when = one.mention.place, one.time or one.published
    if place is None or when is None:
        return []
    window = int(when[0] // _DAYS)
    keys = [f"name\x1f{fold(place.canonical or place.name)}\x1f{window}"]
    if place.lat is not None and place.lon is not None:
        keys.append(f"cell\x1f{round(place.lat * 4)} {round(place.lon * 4)}\x1f{window}")
    return keys


def day_key(one: Happening) -> str:
    """Return the day and the kind of a happening that has a place and a time."""
    when = one.time or one.published
    return f"{int(when[0]) if when else ''} {one.mention.type}"


def enter(number: int, one: Happening, crowds: Crowds) -> list[str]:
    """Let a happening that comes after all others stand for its keys; return the keys that it looks at."""
    keys = near_keys(one)
    entered = crowds.enter(number, keys)
    if keys and keys[0] not in entered:
        keys.append(crowded_key(keys[0], day_key(one)))
        crowds.enter(number, keys[-1:])
    return keys


def looked_at(number: int, one: Happening, crowds: Crowds) -> list[str]:
    """Return the keys whose crowds a happening is compared with: its own, and in a full place its day's.

    The first sixty of a place may tell of another day, or of other things: those for whom there was no
    room stand for each other by day and kind.
    """
    keys = near_keys(one)
    if keys and number not in crowds.of(keys[0]):
        keys.append(crowded_key(keys[0], day_key(one)))
    return keys


def crowded_key(name: str, day: str) -> str:
    """Return the key of those of one day and kind for whom a place by name had no room."""
    return f"{_DAY}{name}\x1f{day}"


def nearby(keys: Iterable[str], crowds: Crowds) -> set[int]:
    """Return the members of crowds at, or next to, the places and times of keys."""
    return {member for key in keys_beside(keys) for member in crowds.of(key)}


def keys_beside(keys: Iterable[str]) -> Iterator[str]:
    """Yield the keys at, or next to, the places and times of keys."""
    for key in keys:
        if key.startswith(_DAY):
            yield key
            continue
        kind, place, window = key.split("\x1f")
        places = [place]
        if kind == "cell":
            row, column = map(int, place.split())
            places = [f"{row + down} {column + right}" for down in (-1, 0, 1) for right in (-1, 0, 1)]
        for there in places:
            for then in (-1, 0, 1):
                yield f"{kind}\x1f{there}\x1f{int(window) + then}"


def close(one: Happening, other: Happening) -> bool:
    """Whether two happenings are near enough in time to be compared for their place."""
    when, then = one.time or one.published, other.time or other.published
    return when is not None and then is not None and abs(when[0] - then[0]) <= _DAYS
