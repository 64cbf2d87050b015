"""How much the words of many pairs of contents overlap, found for all of them at once."""

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt

from stemma.collation.arrays import Flags, Longs, among
from stemma.collation.comparing import MOST_BY_FAMILIES, family_key, overlap_of
from stemma.collation.judging import least, least_of
from stemma.collation.other_words import dated
from stemma.collation.statements import CONTAINMENT, DICE, Overlap, Statement, Weights

Floats = npt.NDArray[np.float64]

# Words of pairs that are looked up at once: 50 MB or so.
_LOOKED_UP = 1_000_000


class Sharing:
    """The contents of a collection, ready to tell of pairs whether they share enough words to be judged.

    What it tells is what `overlap_of` tells of each pair alone; that is asked only where a content has
    words of one family with words that the other has.

    Args:
        contents: a statement for each different content, by the content's number.
        weight: the stems' weights.
    """

    def __init__(self, contents: Mapping[int, Statement], weight: Weights) -> None:
        self._weight = weight
        self._items = list(contents.values())
        self._place: Longs = np.zeros(max(contents, default=0) + 1, dtype=np.int64)
        self._place[list(contents)] = np.arange(len(contents))
        numbers: dict[str, int] = {}
        told = [numbers.setdefault(stem, len(numbers)) for item in self._items for stem in item.stems]
        families: dict[str, int] = {}
        kin = [families.setdefault(family_key(stem), len(families)) for stem in numbers]
        self._stems: Longs = np.array(told, dtype=np.int64)
        self._families: Longs = np.array(kin, dtype=np.int64)
        self._weights: Floats = np.array([weight.of[stem] for stem in numbers], dtype=np.float64)
        self._totals: Floats = np.array([weight.total(item) for item in self._items], dtype=np.float64)
        self._sizes: Longs = np.array([len(item.stems) for item in self._items], dtype=np.int64)
        self._starts: Longs = np.cumsum(self._sizes) - self._sizes
        owners = np.repeat(np.arange(len(self._items)), self._sizes)
        self._with_stem: Longs = np.sort(owners << 32 | self._stems)
        self._with_family: Longs = np.sort(owners << 32 | self._families[self._stems])
        self._lower: Flags = np.array([dated(item) for item in self._items], dtype=np.bool_)

    def near(self, ones: Longs, others: Longs, *, aligned: bool) -> list[Overlap | None]:
        """Return the overlap of pairs of contents, None where it is too little to be judged.

        Args:
            ones: the numbers of contents.
            others: the numbers of those that they are compared with.
            aligned: whether a copied passage puts them side by side.
        """
        found: list[Overlap | None] = [None] * len(ones)
        for start, end in self._parts(self._place[ones]):
            here = slice(start, end)
            self._fill(found, start, self._place[ones[here]], self._place[others[here]], aligned=aligned)
        return found

    def _parts(self, ones: Longs) -> Iterator[tuple[int, int]]:
        """Cut pairs into parts that are looked up at once."""
        running = np.cumsum(self._sizes[ones])
        start = 0
        while start < len(ones):
            before = running[start - 1] if start else 0
            end = max(start + 1, int(np.searchsorted(running, before + _LOOKED_UP, side="right")))
            yield start, end
            start = end

    def _fill(
        self, found: list[Overlap | None], start: int, one: Longs, other: Longs, *, aligned: bool
    ) -> None:
        matched, counts, kin = self._shared(one, other)
        left, right = self._totals[one], self._totals[other]
        some = (left > 0) & (right > 0)
        both, smaller = np.where(some, left + right, 1.0), np.where(some, np.minimum(left, right), 1.0)
        dice, contained = np.minimum(1.0, 2 * matched / both), np.minimum(1.0, matched / smaller)
        score = DICE * dice + CONTAINMENT * contained  # as `Overlap.score` has it, to the last bit
        bars = self._bars(one, other, aligned=aligned)
        enough = np.flatnonzero(~kin & (score >= bars))
        told = zip(dice[enough].tolist(), contained[enough].tolist(), counts[enough].tolist(), strict=True)
        for at, (whole, smaller_part, count) in zip(enough.tolist(), told, strict=True):
            found[start + at] = Overlap(whole, smaller_part, count)
        asked = np.flatnonzero(kin & (score >= bars - MOST_BY_FAMILIES))
        ends = zip(one[asked].tolist(), other[asked].tolist(), bars[asked].tolist(), strict=True)
        weight, items = self._weight, self._items
        for at, (here, there, bar) in zip(asked.tolist(), ends, strict=True):
            a, b = items[here], items[there]
            exact = overlap_of(a.stems, weight.total(a), b.stems, weight.total(b), weight.of, bar)
            if exact.score >= bar:
                found[start + at] = exact

    def _shared(self, one: Longs, other: Longs) -> tuple[Floats, Longs, Flags]:
        """Return the weight and number of words that pairs share, and where others may be of one family."""
        sizes = self._sizes[one]
        pair = np.repeat(np.arange(len(one)), sizes)
        at = np.arange(len(pair)) + np.repeat(self._starts[one] - (np.cumsum(sizes) - sizes), sizes)
        stems, there = self._stems[at], other[pair] << 32
        same, _ = among(self._with_stem, there | stems)
        matched = np.bincount(pair[same], self._weights[stems[same]], len(one)).astype(np.float64)
        counts = np.bincount(pair[same], minlength=len(one))
        alone = ~same
        akin, _ = among(self._with_family, (there | self._families[stems])[alone])
        kin = np.zeros(len(one), dtype=np.bool_)
        kin[pair[alone][akin]] = True
        return matched, counts, kin

    def _bars(self, one: Longs, other: Longs, *, aligned: bool) -> Floats:
        """Return the least overlap of each pair that is judged."""
        bars = np.full(len(one), least(aligned=aligned))
        for at in np.flatnonzero(self._lower[one] & self._lower[other]).tolist():
            bars[at] = least_of(self._items[one[at]], self._items[other[at]], aligned=aligned)
        return bars
