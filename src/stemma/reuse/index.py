"""An inverted index of rare word shingles that grows report by report, in NumPy.

A shingle is three neighbouring content words, in any order. The postings lie in sorted arrays of
64-bit keys (42 bits of the shingle's hash, 22 bits of the report's number), merged as they grow
(a log-structured merge tree), so that a new report is looked up without touching the rest.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from stemma.distinct import distinct
from stemma.reuse.carriers import few
from stemma.reuse.shingles import Ints, Keys, Longs, fresh, mix, spread

_REPORT_BITS = np.uint64(22)
_REPORT_MASK = np.uint64((1 << 22) - 1)
MOST_REPORTS = (1 << 22) - 1
# A shingle links a report to the first 48 reports that have it: enough for the carriers of one
# agency text to find each other, and a bound on what a stock phrase may cost.
_MOST_POSTINGS = 48
# A shingle in fewer than 10 earlier reports counts 4, a more common one 1; candidates need 12.
_RARE = 10
_RARE_WEIGHT = 4
_LEAST_WEIGHT = 12
# A shingle that an outlet has in two earlier reports is the outlet's boilerplate ...
_BOILERPLATE = 2
# ... unless such shingles are this share of the smaller report: then it is the same story again.
_SAME_STORY = 0.3
_MERGE_RATIO = 4


class Shared(Struct, frozen=True):
    """What pairs of reports (``earlier``, ``later``) share: parts of it may be added up.

    ``total`` is the weight of the shared shingles, ``count`` their number, ``clean`` the weight of
    those that are no outlet's boilerplate, ``near`` the weight that grows the fewer reports before the
    later one have a shingle.
    """

    earlier: Longs
    later: Longs
    clean: Longs
    total: Longs
    count: Longs
    near: Longs


class ShingleIndex:
    """Finds, for new reports, the earlier reports that share rare shingles with them."""

    def __init__(self) -> None:
        self._segments: list[Keys] = []
        self._outlets = np.zeros(1024, dtype=np.int32)
        self._sizes = np.zeros(1024, dtype=np.int32)
        self.reports = 0

    def add(self, batch: list[Keys], outlets: list[int]) -> tuple[Longs, Longs]:
        """Add reports and return the pairs worth aligning, as report numbers (earlier, later).

        Numbers are given in order from 0; the pairs are sorted by the later and then the earlier
        number. Adding reports in one batch or one by one gives the same pairs.

        Args:
            batch: the shingle hashes of each report.
            outlets: a number for each report's outlet, negative when it is not known.
        """
        first = self.reports
        self._register(batch, outlets)
        new = postings(batch, range(first, self.reports))
        sizes = np.bincount((new & _REPORT_MASK).astype(np.int64) - first, minlength=len(batch))
        self._sizes[first : self.reports] = sizes
        pairs = self.chosen(self.shared(new, first))
        if len(new):
            self._segments.append(new)
            self._merge()
        return pairs

    def parts(self) -> tuple[Ints, Ints, list[Keys]]:
        """Return each report's outlet and its number of shingles, and the sorted runs of keys."""
        return self._outlets[: self.reports], self._sizes[: self.reports], list(self._segments)

    @classmethod
    def of(cls, outlets: Ints, sizes: Ints, segments: list[Keys]) -> "ShingleIndex":
        """Return the index that has such ``parts``."""
        index = cls()
        index._outlets, index._sizes, index._segments = outlets.copy(), sizes.copy(), segments
        index.reports = len(outlets)
        return index

    def count(self, hashes: Keys, before: Longs) -> Longs:
        """Return how many reports have each shingle.

        Args:
            hashes: the shingles.
            before: for each shingle, the number that only smaller ones of reports count of.
        """
        total = np.zeros(len(hashes), dtype=np.int64)
        for at, low, high, _ in self._found(hashes, before):
            total[at] += high - low
        return total

    def holders(self, hashes: Keys, before: Longs) -> tuple[Longs, Longs]:
        """Return which shingles (as positions in ``hashes``) which reports have, as in ``count``."""
        positions, reports = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        for at, low, high, run in self._found(hashes, before):
            positions.append(np.repeat(at, high - low))
            reports.append((run[spread(low, high - low)] & _REPORT_MASK).astype(np.int64))
        return np.concatenate(positions), np.concatenate(reports)

    def _found(self, hashes: Keys, before: Longs) -> Iterator[tuple[Longs, Longs, Longs, Keys]]:
        """Give, for each sorted run of keys, which shingles have keys in it, and where they stand."""
        order = np.argsort(hashes)
        first = (hashes[order] >> _REPORT_BITS) << _REPORT_BITS
        last = first | before[order].astype(np.uint64)
        for run in self._segments:
            there, low, high = _look_up(run, first, last)
            yield order[there], low, high, run

    def _register(self, batch: list[Keys], outlets: list[int]) -> None:
        count = self.reports + len(batch)
        if count > MOST_REPORTS:
            raise ValueError(f"an index holds at most {MOST_REPORTS} reports")
        if count > len(self._outlets):
            more = np.zeros(count, dtype=np.int32)
            self._outlets = np.concatenate([self._outlets, more])
            self._sizes = np.concatenate([self._sizes, more])
        known = np.array(outlets, dtype=np.int32)
        # Every report of an unknown outlet is taken for an outlet of its own.
        own = -2 - np.arange(self.reports, count, dtype=np.int32)
        self._outlets[self.reports : count] = np.where(known >= 0, known, own)
        self.reports = count

    def _merge(self) -> None:
        """Join the last segments while they are not much smaller than the one before."""
        while len(self._segments) > 1 and len(self._segments[-2]) < _MERGE_RATIO * len(self._segments[-1]):
            last = self._segments.pop()
            joined = np.concatenate([self._segments.pop(), last])
            joined.sort(kind="stable")
            self._segments.append(joined)

    def _runs(self, new: Keys) -> Keys:
        """Return the keys of the new reports' shingles that two or more reports have, sorted."""
        first = (new >> _REPORT_BITS) << _REPORT_BITS
        first = first[fresh(first)]
        found = [new]
        for segment in self._segments:
            _, low, high = _look_up(segment, first, first | _REPORT_MASK)
            found.append(segment[spread(low, np.minimum(high - low, _MOST_POSTINGS))])
        runs = np.concatenate(found)
        runs.sort(kind="stable")
        begins = fresh(runs >> _REPORT_BITS)
        alone = begins & np.append(begins[1:], True)
        shared: Keys = runs[~alone]
        return shared

    def shared(self, new: Keys, first: int) -> Shared:
        """Return what reports share with new ones, by the pair.

        Args:
            new: sorted keys of the new reports that are not in the index yet; all their keys of
                some shingles, if not of all.
            first: the first new report.
        """
        return self._sharing(self._runs(new), first)

    def among(self, hashes: Keys) -> Shared:
        """Return what reports in the index share of some shingles with each other.

        Args:
            hashes: the shingles.
        """
        first = distinct((hashes >> _REPORT_BITS) << _REPORT_BITS)
        found = [np.zeros(0, dtype=np.uint64)]
        for segment in self._segments:
            _, low, high = _look_up(segment, first, first | _REPORT_MASK)
            found.append(segment[spread(low, high - low)])
        runs = np.concatenate(found)
        runs.sort(kind="stable")
        return self._sharing(runs, 0)

    def _sharing(self, runs: Keys, first: int) -> Shared:
        """Return what reports share with those from ``first`` on; ``runs`` are all keys of some shingles."""
        hashes = runs >> _REPORT_BITS
        reports = (runs & _REPORT_MASK).astype(np.int64)
        place = _places(hashes)
        third = self._third(hashes, reports, place)
        later = np.flatnonzero((reports >= first) & (place > 0))
        reach = np.minimum(place[later], _MOST_POSTINGS)
        start = later - place[later]
        earlier = spread(start, reach)
        later = np.repeat(later, reach)
        if not len(later):
            empty = np.zeros(0, dtype=np.int64)
            return Shared(empty, empty, empty, empty, empty, empty)
        weight = np.where(place[later] < _RARE, _RARE_WEIGHT, 1)
        own = (third[later] <= place[later]) | (third[earlier] < place[later])
        # Beyond the postings that every look-up sees, places depend on how reports came: these weigh nothing.
        near = np.where(place[later] < _MOST_POSTINGS, _MOST_POSTINGS // place[later], 0)
        return _weigh(reports[earlier], reports[later], weight, own, near)

    def enough(self, shared: Shared) -> tuple[Longs, Longs]:
        """Return the pairs whose shared shingles weigh enough."""
        keep = self._heavy(shared)
        return shared.earlier[keep], shared.later[keep]

    def chosen(self, shared: Shared) -> tuple[Longs, Longs]:
        """Return the pairs to be compared: those that weigh enough, of very many of one report a few.

        Pairs are sorted by the later report. All that a later one shares with those before has to be there.
        """
        keep = self._heavy(shared)
        return few(shared.earlier[keep], shared.later[keep], shared.count[keep], shared.near[keep])

    def _heavy(self, shared: Shared) -> npt.NDArray[np.bool_]:
        smaller = np.minimum(self._sizes[shared.earlier], self._sizes[shared.later])
        again = (shared.total >= _LEAST_WEIGHT) & (shared.count >= _SAME_STORY * smaller)
        keep: npt.NDArray[np.bool_] = (shared.clean >= _LEAST_WEIGHT) | again
        return keep

    def _third(self, hashes: Keys, reports: Longs, place: Longs) -> Longs:
        """Return, for each key, the place in its run of its outlet's third report (or far beyond)."""
        outlets = self._outlets[reports].astype(np.int64)
        order = np.lexsort((place, outlets, hashes))
        group = mix(hashes[order] ^ mix(outlets[order].astype(np.uint64)))
        rank = _places(group)
        size = len(order)
        starts = np.arange(size) - rank
        third = starts + _BOILERPLATE
        exists = third < size
        exists[exists] = group[third[exists]] == group[exists]
        result = np.full(size, np.iinfo(np.int64).max)
        result[order[exists]] = place[order[third[exists]]]
        # Beyond the postings that every look-up sees, the answer would depend on how reports came.
        return np.where(result < _MOST_POSTINGS, result, np.iinfo(np.int64).max)


def postings(batch: Sequence[Keys], numbers: Sequence[int]) -> Keys:
    """Return the sorted keys of reports' shingles: each shingle with its report's number.

    Args:
        batch: the shingle hashes of each report.
        numbers: the reports' numbers.
    """
    owners = np.repeat(np.array(numbers, dtype=np.uint64), [len(part) for part in batch])
    joined = np.concatenate(batch) if batch else np.zeros(0, dtype=np.uint64)
    return distinct(((joined >> _REPORT_BITS) << _REPORT_BITS) | owners)


def holder(keys: Keys) -> Longs:
    """Return the numbers of the reports that have the shingles of keys."""
    numbers: Longs = (keys & _REPORT_MASK).astype(np.int64)
    return numbers


def _weigh(earlier: Longs, later: Longs, weight: Longs, own: npt.NDArray[np.bool_], near: Longs) -> Shared:
    """Sum the weights of each pair's shingles; the pairs are sorted by the later and the earlier one."""
    key = (later << np.int64(32)) | earlier
    order = np.argsort(key, kind="stable")
    key = key[order]
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    clean = np.add.reduceat(np.where(own, 0, weight)[order], starts)
    count = np.diff(starts, append=len(key))
    total = np.add.reduceat(weight[order], starts)
    nearness = np.add.reduceat(near[order], starts)
    return Shared(
        key[starts] & np.int64(0xFFFFFFFF), key[starts] >> np.int64(32), clean, total, count, nearness
    )


def _places(groups: Keys) -> Longs:
    """Return each element's place, from 0, in its run of equal neighbours."""
    index = np.arange(len(groups), dtype=np.int64)
    starts = np.maximum.accumulate(np.where(fresh(groups), index, 0))
    places: Longs = index - starts
    return places


def _look_up(run: Keys, first: Keys, last: Keys) -> tuple[Longs, Longs, Longs]:
    """Return which ranges of keys, first to last (exclusive), have keys in a run, and where these stand.

    Most shingles are new, so that looking for the first key settles most.
    """
    low = np.searchsorted(run, first)
    there = np.flatnonzero(run[np.minimum(low, len(run) - 1)] < last)
    there = there[low[there] < len(run)]
    return there, low[there], np.searchsorted(run, last[there])
