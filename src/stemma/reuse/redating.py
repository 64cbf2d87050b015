"""Which pairs of reports may be told otherwise when some reports are dated anew."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from stemma.distinct import distinct
from stemma.errors import UsageError
from stemma.reuse.comparing import HORIZON, Pair
from stemma.reuse.index import ShingleIndex
from stemma.reuse.rarity import NEAR_DAYS, Days
from stemma.reuse.shingles import Keys, Longs

# Reports that share a shingle with one dated anew, and pairs of them: with more, comparing all anew
# is simpler and costs little more (a pair takes half a millisecond).
_MOST_REPORTS = 1000
_MOST_PAIRS = 20_000


def affected(
    index: ShingleIndex,
    days: tuple[Days, Days],
    dated: Sequence[int],
    keys: Sequence[Keys],
    shingles: Callable[[Sequence[int]], Sequence[Keys]],
) -> list[Pair]:
    """Return the pairs to compare anew, as numbers (earlier, later), sorted.

    These are the pairs of a report dated anew, and those that share stock phrases with one: a phrase
    counts for less if reports of another time have it.

    Args:
        index: the shingles of all reports.
        days: each report's day of publication before and now.
        dated: the reports dated anew.
        keys: their shingles.
        shingles: gives the shingles of other reports.

    Raises:
        UsageError: there are too many of them.
    """
    joined = np.concatenate([np.zeros(0, dtype=np.uint64), *keys])
    every = np.full(len(joined), index.reports, dtype=np.int64)
    holders = distinct(np.append(index.holders(joined, every)[1], dated))
    if len(holders) > _MOST_REPORTS:
        raise UsageError(f"{len(holders)} reports share words with those dated anew")
    all_keys = np.concatenate([np.zeros(0, dtype=np.uint64), *shingles(holders.tolist())])
    earlier, later = index.enough(index.among(all_keys))
    touched = np.isin(earlier, holders) | np.isin(later, holders)
    pairs = np.stack([earlier[touched], later[touched]], axis=1)
    kept = np.isin(pairs, dated).any(axis=1)
    for number in dated:
        seen = number < np.maximum(pairs[:, 1], HORIZON)
        kept |= seen & (_far(days[0], number, pairs) != _far(days[1], number, pairs))
    if kept.sum() > _MOST_PAIRS:
        raise UsageError(f"{kept.sum()} pairs of reports would have to be compared anew")
    return _compared(index, sorted((int(one), int(other)) for one, other in pairs[kept].tolist()), shingles)


def _compared(
    index: ShingleIndex, pairs: Sequence[Pair], shingles: Callable[[Sequence[int]], Sequence[Keys]]
) -> list[Pair]:
    """Return those of some pairs that are compared: of very many of one report a few are."""
    later = sorted({pair[1] for pair in pairs})
    keys = np.concatenate([np.zeros(0, dtype=np.uint64), *shingles(later)])
    chosen = set(zip(*(part.tolist() for part in index.chosen(index.among(keys))), strict=True))
    return [pair for pair in pairs if pair in chosen]


def _far(days: Days, number: int, pairs: Longs) -> npt.NDArray[np.bool_]:
    """Tell of which pairs a report is of another time, as `rarity.rarity` does."""
    here, both = int(days[number]), days[pairs]
    far = (here >= 0) & (both >= 0) & (np.abs(both - here) > NEAR_DAYS)
    of_both: npt.NDArray[np.bool_] = far[:, 0] & far[:, 1]
    return of_both
