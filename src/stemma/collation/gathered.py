"""The pairs of a whole collection, judged as arrays: each combination of contents once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np
from msgspec import Struct

from stemma.collation.alignment import Aligned
from stemma.collation.arrays import LOW, Flags, Longs, among, both, combinations, ends
from stemma.collation.judging import may_tell_anew, shortest_window
from stemma.collation.other_words import dated
from stemma.collation.pairing import Judging, Key, Pairing
from stemma.collation.statements import Statement, Weights
from stemma.dates import gap


class _Told(Struct, frozen=True):
    """Mentions in order of their ids, so that of two the one with the smaller number has the smaller id.

    Equal numbers in ``words`` stand for equal words, in ``whole`` for mentions that are judged alike
    beside any other of one day, in ``days`` for equal dates, of which there is a list; ``dated`` are those
    judged by the very days (`judging.dated`), ``pointing`` those whose every pair is. A pair is one number,
    its code: the smaller number, 32 bits, the larger one.
    """

    ids: list[str]
    words: Longs
    whole: Longs
    days: Longs
    dates: list[tuple[float, float] | None]
    dated: Flags
    pointing: Flags

    def keys(self, codes: Longs) -> Iterator[Key]:
        """Yield the ids of pairs."""
        ids = self.ids
        for one, other in ends(codes):
            yield ids[one], ids[other]

    def apart(self, codes: Longs) -> Longs:
        """Return a number for the days between the two of each pair, as far as a judgement hangs on them."""
        first, pair_of = combinations(both(self.days, codes))
        one, other = self.days[codes[first] >> 32].tolist(), self.days[codes[first] & LOW].tolist()
        gaps = [gap(self.dates[a], self.dates[b]) for a, b in zip(one, other, strict=True)]
        values = np.array([_NEVER if one is None else one for one in gaps], dtype=np.float64)[pair_of]
        exact = self.dated[codes >> 32] & self.dated[codes & LOW]
        exact |= self.pointing[codes >> 32] | self.pointing[codes & LOW]
        values[~exact & (values >= 0) & (values <= shortest_window())] = 0.0
        found: Longs = np.unique(values, return_inverse=True)[1].astype(np.int64)
        return found


_NEVER = -1.0  # days between two dates of which one is not known

Judged = tuple[Longs, list[Pairing | None]]


def judge_gathered(
    gathered: Iterable[tuple[Longs, Longs]],
    aligned: Mapping[Key, Aligned],
    items: Sequence[Statement],
    weight: Weights,
) -> dict[Key, Pairing]:
    """Judge the pairs of a whole collection as `judge_pairs` does, but for the sentence encoder.

    Args:
        gathered: pairs that share rare words, each once: places in ``items`` of the one and the other.
        aligned: pairs that copied passages put side by side.
        items: all statements.
        weight: the stems' weights.

    Returns:
        The pairs that are not simply unlike, in order.
    """
    judging = Judging({item.id: item for item in items}, weight)
    told, places = _told(items, judging)
    numbers = {one: number for number, one in enumerate(told.ids)}
    beside: Longs = np.array([numbers[a] << 32 | numbers[b] for a, b in aligned], dtype=np.int64)
    keyed: Flags = np.zeros(len(beside), dtype=np.bool_)
    order = np.argsort(beside)
    judged: list[Judged] = []
    for earlier, later in gathered:
        one, other = places[earlier], places[later]
        codes = np.minimum(one, other) << 32 | np.maximum(one, other)
        met, at = among(beside[order], codes)
        keyed[order[at[met]]] = True
        judged.append(_linked(codes[~met], told, judging))
    judged += _beside(beside, keyed, list(aligned.values()), told, judging)
    return _in_order(judged, told)


def _told(items: Sequence[Statement], judging: Judging) -> tuple[_Told, Longs]:
    """Return mentions in order of their ids, and the number of each item among them."""
    order = sorted(range(len(items)), key=lambda at: items[at].id)
    places: Longs = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    ids = [items[at].id for at in order]
    words = [judging.kinds[one][0] for one in ids]
    whole = [judging.kinds[one][1] for one in ids]
    days: dict[tuple[float, float] | None, int] = {}
    told = _Told(
        ids,
        words=np.array(words, dtype=np.int64),
        whole=np.array(whole, dtype=np.int64),
        days=np.array([days.setdefault(items[at].date, len(days)) for at in order], dtype=np.int64),
        dates=list(days),
        dated=np.array([dated(items[at]) for at in order], dtype=np.bool_),
        pointing=np.array([items[at].points for at in order], dtype=np.bool_),
    )
    return told, places


def _linked(codes: Longs, told: _Told, judging: Judging) -> Judged:
    """Judge pairs that rare words link, and no copied passage."""
    codes = codes[_near(codes, told, judging, aligned=False)]
    first, pair_of = combinations(both(told.whole, codes), told.apart(codes))
    found = [judging.pairing(key, None, keyed=True) for key in told.keys(codes[first])]
    return codes, [found[number] for number in pair_of.tolist()]


def _beside(
    codes: Longs, keyed: Flags, places: Sequence[Aligned], told: _Told, judging: Judging
) -> Iterator[Judged]:
    """Judge pairs at one place of a copied passage, some of which are linked by rare words too."""
    kinds: dict[str, int] = {}
    numbers: Longs = np.array(
        [kinds.setdefault(place.passage.kind, len(kinds)) for place in places], dtype=np.int64
    )
    # How much of its sentence a mention fills tells too whether a rewriting tells it anew.
    anew: Flags = np.array([may_tell_anew(place) for place in places], dtype=np.bool_)
    apart = np.flatnonzero(anew).tolist()
    yield (
        codes[anew],
        [
            judging.pairing(key, places[at], keyed=bool(keyed[at]))
            for at, key in zip(apart, told.keys(codes[anew]), strict=True)
        ],
    )
    at = np.flatnonzero(~anew)
    at = at[_near(codes[at], told, judging, aligned=True)]
    _, mentions = combinations(both(told.whole, codes[at]), told.apart(codes[at]))
    first, pair_of = combinations((mentions * len(kinds) + numbers[at]) * 2 + keyed[at])
    found = [
        judging.pairing(key, places[place], keyed=bool(keyed[place]))
        for place, key in zip(at[first].tolist(), told.keys(codes[at[first]]), strict=True)
    ]
    yield codes[at], [found[number] for number in pair_of.tolist()]


def _near(codes: Longs, told: _Told, judging: Judging, *, aligned: bool) -> Flags:
    """Tell which pairs share enough words to be judged."""
    first, pair_of = combinations(both(told.words, codes))
    one, other = codes[first] >> 32, codes[first] & LOW
    near: Flags = judging.near(told.words[one], told.words[other], aligned=aligned)[pair_of]
    return near


def _in_order(judged: Sequence[Judged], told: _Told) -> dict[Key, Pairing]:
    """Return judged pairs in order of their ids, without those that are simply unlike."""
    codes = np.concatenate([np.zeros(0, dtype=np.int64), *(part for part, _ in judged)])
    pairings = list(chain.from_iterable(found for _, found in judged))
    kept = np.array([one is not None for one in pairings], dtype=np.bool_)
    order = np.flatnonzero(kept)[np.argsort(codes[kept])]
    found: dict[Key, Pairing] = {}
    for key, at in zip(told.keys(codes[order]), order.tolist(), strict=True):
        pairing = pairings[at]
        if pairing is not None:
            found[key] = pairing
    return found
