"""How rare shingles are in other reports than a pair's two, worked out for many pairs together."""

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from stemma.distinct import distinct
from stemma.reuse.index import ShingleIndex, holder
from stemma.reuse.shingles import Keys, Longs, spread

Days = npt.NDArray[np.int32]
Weights = npt.NDArray[np.float64]

# A shingle that other reports have counts less: from 3 such reports on when they were published at
# another time (a stock phrase), from 10 on when they are of the same days (one agency's text).
_STOCK_ELSEWHERE = 2
_STOCK = 10
# However many carriers a story has within these days, its wording is no stock phrase for that.
_STORY = 48
NEAR_DAYS = 7
# A shingle's number stands above its holder's, as in the index: 22 bits are left for the report.
_REPORT_BITS = np.uint64(22)


class _Held(Struct, frozen=True):
    """The reports that have some shingles, shingle by shingle and in order.

    ``keys`` hold a shingle's number and a report's, ``starts`` where each shingle begins in them.
    """

    keys: Keys
    starts: Longs

    def below(self, shingles: Longs, bounds: Longs) -> Longs:
        """Return where the holders of shingles end that are below a bound each."""
        return np.searchsorted(self.keys, _key(shingles, bounds)).astype(np.int64)

    def have(self, shingles: Longs, reports: Longs, ends: Longs) -> npt.NDArray[np.bool_]:
        """Tell of each shingle whether a report has it, and stands before an end."""
        wanted = _key(shingles, reports)
        at = np.searchsorted(self.keys, wanted)
        found: npt.NDArray[np.bool_] = at < ends
        found[found] = self.keys[at[found]] == wanted[found]
        return found


def rarity(index: ShingleIndex, days: Days, hashes: Keys, pairs: Longs, before: Longs) -> Weights:
    """Return how rare shingles are in other reports than a pair's two, from 1 down to 0.

    Args:
        index: the shingles of all reports.
        days: each report's day of publication as a number, negative when it is not known.
        hashes: the shingles.
        pairs: the two reports, by number, that each shingle is looked up for (two columns).
        before: the number that the reports looked at are below, for each shingle.
    """
    if not len(hashes):
        return np.zeros(0)
    different = distinct((hashes >> _REPORT_BITS) << _REPORT_BITS)
    shingles = np.searchsorted(different, (hashes >> _REPORT_BITS) << _REPORT_BITS).astype(np.int64)
    held = _held(index, different, int(before.max()))
    ends = held.below(shingles, before)
    every = ends - held.starts[shingles]
    for column in (0, 1):
        every -= held.have(shingles, pairs[:, column], ends)
    elsewhere = np.zeros(len(hashes), dtype=np.int64)
    dated = (days[pairs] >= 0).all(axis=1)
    # No more reports are of another time than there are: most shingles need no look at the days.
    open_ = np.flatnonzero((every > _STOCK_ELSEWHERE) & dated)
    if len(open_):
        elsewhere[open_] = _elsewhere(held, days, shingles[open_], days[pairs[open_]], ends[open_])
    counted = np.where(dated, np.minimum(every, _STORY), every)
    rare: Weights = np.minimum(
        _STOCK_ELSEWHERE / np.maximum(elsewhere, _STOCK_ELSEWHERE), _STOCK / np.maximum(counted, _STOCK)
    )
    return rare


def _held(index: ShingleIndex, different: Keys, bound: int) -> _Held:
    """Return the reports below a bound that have shingles."""
    at, reports = index.holders(different, np.full(len(different), bound))
    keys = np.sort(_key(at, reports))
    numbers = np.arange(len(different))
    return _Held(keys, np.searchsorted(keys, _key(numbers, np.zeros_like(numbers))).astype(np.int64))


def _key(shingles: Longs, reports: Longs) -> Keys:
    return (shingles.astype(np.uint64) << _REPORT_BITS) | reports.astype(np.uint64)


def _elsewhere(held: _Held, days: Days, shingles: Longs, both: Days, ends: Longs) -> Longs:
    """Return how many holders are of another time than both reports of a pair.

    The carriers of one story are of few days, so holders are looked through once for each shingle
    and two days, and not once for each pair.
    """
    known = distinct(both)
    codes = np.searchsorted(known, np.sort(both, axis=1))
    kinds = (shingles * len(known) + codes[:, 0]) * len(known) + codes[:, 1]
    _, first, kind = np.unique(kinds, return_index=True, return_inverse=True)
    starts = held.starts[shingles[first]]
    # Holders are looked through as far as any pair of the kind asks.
    last = starts.copy()
    np.maximum.at(last, kind, ends)
    sizes = last - starts
    one, other = (np.repeat(both[first, column], sizes) for column in (0, 1))
    here = days[holder(held.keys[spread(starts, sizes)])]
    far = (here >= 0) & (np.abs(here - one) > NEAR_DAYS) & (np.abs(here - other) > NEAR_DAYS)
    counts = np.append(0, np.cumsum(far))
    begins = np.cumsum(sizes) - sizes
    found: Longs = counts[begins[kind] + ends - starts[kind]] - counts[begins[kind]]
    return found
