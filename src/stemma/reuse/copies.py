"""Copies between reports: candidates from the shingle index, verified by alignment and directed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

import numpy as np
from msgspec import Struct

from stemma.distinct import distinct
from stemma.errors import UsageError
from stemma.identity import stable_id
from stemma.records import Copy, Report
from stemma.reuse.comparing import HORIZON, Comparer, Pair
from stemma.reuse.direction import published_range
from stemma.reuse.index import ShingleIndex
from stemma.reuse.rarity import Days
from stemma.reuse.redating import affected
from stemma.reuse.rewritten import with_rewritings
from stemma.reuse.shingles import Keys
from stemma.reuse.state import State
from stemma.reuse.words import Shelf, Tokens

_BATCH = 2000
_SHELF = 250
_SLICE = 500
_MOST_TOKENS = 4000

Fetch = Callable[[Sequence[str]], Sequence[Report]]
Ends = tuple[str, str]


class Changes(Struct, frozen=True):
    """What new reports change: copies that are new or told anew, and the ids of copies that no longer hold.

    A copy told anew has the id that it had. Both happen only among the first 2,000 reports.
    """

    copies: tuple[Copy, ...]
    withdrawn: tuple[str, ...]


class CopyIndex:
    """Every report added so far, ready to tell what a new report shares with them.

    What counts as a stock phrase or as an outlet's boilerplate is judged by the reports added before
    the later one of a pair, and by the first 2,000 in any case. So the copies of a collection depend
    on the order in which its reports were added, but never on the parts that they were added in.
    """

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._names: list[str] = []
        self._held: dict[int, Report] = {}
        self._fetch: Fetch | None = None
        self._outlets: dict[str, int] = {}
        self._index = ShingleIndex()
        self._days: Days = np.zeros(0, dtype=np.int32)
        # Copies among the first 2,000 reports, with the shingles whose frequency they rest on.
        self._young: dict[Pair, Keys] = {}
        self._packed: list[
            tuple[Keys, bytes | bytearray]
        ] = []  # sorted keys that were restored, and their pieces

    def __len__(self) -> int:
        return len(self._names)

    def add(self, report: Report) -> tuple[Copy, ...]:
        """Add a report and return its copies from and in all reports added before, sorted by id.

        A report added before, by id, gives nothing.
        """
        return self.add_all([report])

    def add_all(self, reports: Sequence[Report]) -> tuple[Copy, ...]:
        """Add reports in the order given and return the copies of ``update``."""
        return self.update(reports).copies

    def update(self, reports: Sequence[Report], extra: Iterable[tuple[str, str]] = ()) -> Changes:
        """Add reports in the order given and return what that changes, sorted by the reports' ids.

        Args:
            reports: new reports; those added before, by id, are passed over.
            extra: pairs of report ids to compare besides those that share rare shingles.
        """
        fresh = []
        for report in reports:
            if report.id not in self._ids:
                self._ids[report.id] = len(self._names)
                self._names.append(report.id)
                fresh.append(report)
        changing = _Changing(len(self._names) - len(fresh))
        for start in range(0, len(fresh), _BATCH):
            self._add_batch(changing.known + start, fresh[start : start + _BATCH], changing)
        # A version is compared with the first one in any case.
        versions = ((one.version_of, one.id) for one in fresh if one.version_of in self._ids)
        given = {self._pair(one, other) for one, other in chain(extra, versions)}
        wanted = sorted(pair for pair in given if self._name(pair) not in changing.copies)
        self._compare(_Desk(self, 0, []), wanted, changing)
        return changing.done()

    def redate(self, reports: Sequence[tuple[Report, Report]]) -> dict[Ends, tuple[Copy | None, Copy | None]]:
        """Date reports anew and return the pairs that this may change, with their copies before and now.

        Pairs of which a report dated anew is one are all there, copies or not. Copies are told as
        shared wording shows them (``with_rewritings`` may add to them).

        Args:
            reports: reports as they were and as they are.

        Raises:
            UsageError: too many pairs to compare.
        """
        numbers = [self._ids[now.id] for _, now in reports]
        days = self._days.copy()
        days[numbers] = [day_of(now) for _, now in reports]
        keys = _Desk(self, 0, [now for _, now in reports]).shingles()
        pairs = affected(self._index, (self._days, days), numbers, keys, self._shingles)
        self._held.update(zip(numbers, (was for was, _ in reports), strict=True))
        before = self._tell(pairs)
        self._held.update(zip(numbers, (now for _, now in reports), strict=True))
        self._days = days
        after = self._tell(pairs)
        names = {pair: (self._names[pair[0]], self._names[pair[1]]) for pair in pairs}
        return {names[pair]: (before[pair], after[pair]) for pair in pairs}

    def _shingles(self, numbers: Sequence[int]) -> list[Keys]:
        """Return the shingles of reports that were added."""
        found = self.reports(numbers)
        return _Desk(self, 0, [found[number] for number in numbers]).shingles()

    def _tell(self, pairs: Sequence[Pair]) -> dict[Pair, Copy | None]:
        """Compare pairs as the index is now."""
        changing = _Changing(len(self._names))
        self._compare(_Desk(self, 0, []), pairs, changing)
        return {pair: changing.copies.get(self._name(pair)) for pair in pairs}

    def state(self) -> bytes:
        """Return all that is needed to go on later, but for the reports themselves."""
        return self._state().encode()

    def pieces(self) -> dict[str, bytes | bytearray]:
        """Return the state in pieces, of which a few more reports change little."""
        return self._state().pieces(self._packed)

    def _state(self) -> State:
        outlets, sizes, segments = self._index.parts()
        return State(self._names, list(self._outlets), outlets, sizes, self._days, segments, self._young)

    @classmethod
    def restore(cls, state: bytes | Mapping[str, bytes | bytearray], reports: Fetch) -> "CopyIndex":
        """Return the index that gave a state.

        Args:
            state: what ``state`` or ``pieces`` returned.
            reports: gives the reports of some ids; called only for those that new reports may share
                words with.

        Raises:
            DataError: when it is no state of a copy index, or one of another version.
        """
        stored = State.decode(state) if isinstance(state, bytes) else State.joined(state)
        index = cls()
        index._names = stored.names
        index._ids = dict(zip(stored.names, range(len(stored.names)), strict=True))
        index._fetch = reports
        index._outlets = {name: number for number, name in enumerate(stored.outlet_names)}
        index._index = ShingleIndex.of(stored.outlets, stored.sizes, stored.segments)
        index._days = stored.days
        index._young = stored.young
        if not isinstance(state, bytes):
            index._packed = [(keys, state[f"keys {at}"]) for at, keys in enumerate(stored.segments)]
        return index

    def reports(self, numbers: Iterable[int]) -> dict[int, Report]:
        """Return reports by their numbers in the order of adding."""
        found: dict[int, Report] = {}
        missing: dict[str, int] = {}
        for number in numbers:
            if number in self._held:
                found[number] = self._held[number]
            else:
                missing[self._names[number]] = number
        if missing and self._fetch:
            found |= {missing.pop(report.id): report for report in self._fetch(list(missing))}
        if missing:
            raise UsageError(f"report {min(missing)} is in the index of copies but was not given to it")
        return found

    def _pair(self, one: str, other: str) -> Pair:
        low, high = sorted((self._ids[one], self._ids[other]))
        return low, high

    def _name(self, pair: Pair) -> str:
        """Return the id that the copy between two reports has."""
        return stable_id("copy", *sorted(self._names[number] for number in pair))

    def _outlet(self, report: Report) -> int:
        if not report.outlet:
            return -1
        return self._outlets.setdefault(report.outlet.casefold(), len(self._outlets))

    def _add_batch(self, first: int, batch: Sequence[Report], changing: "_Changing") -> None:
        self._held.update(enumerate(batch, first))
        days = np.array([day_of(report) for report in batch], dtype=np.int32)
        self._days = np.concatenate([self._days, days])
        desk = _Desk(self, first, batch)
        hashes = desk.shingles()
        earlier, later = self._index.add(hashes, [self._outlet(report) for report in batch])
        pairs = list(zip(earlier.tolist(), later.tolist(), strict=True))
        self._compare(desk, [*self._touched(first, hashes), *pairs], changing)

    def _touched(self, first: int, hashes: Sequence[Keys]) -> list[Pair]:
        """Return the copies among early reports that new reports' shingles may change."""
        if first >= HORIZON:
            self._young.clear()
        if not self._young:
            return []
        new = distinct(np.concatenate([np.zeros(0, dtype=np.uint64), *hashes[: HORIZON - first]]))
        if not len(new):
            return []
        old = np.concatenate(list(self._young.values()))
        met = new[np.minimum(np.searchsorted(new, old), len(new) - 1)] == old
        edges = np.cumsum([0, *(len(part) for part in self._young.values())])
        hits = np.diff(np.append(0, np.cumsum(met))[edges]).tolist()
        return [pair for pair, hit in zip(self._young, hits, strict=True) if hit]

    def _compare(self, desk: "_Desk", pairs: Sequence[Pair], changing: "_Changing") -> None:
        comparer = Comparer(self._index, self._days, desk.report, desk.tokens)
        for start in range(0, len(pairs), _SLICE):
            part = pairs[start : start + _SLICE]
            desk.prepare({number for pair in part for number in pair})
            for found in comparer.compare(part):
                name = found.copy.id if found.copy else self._name(found.pair)
                known = self._young.pop(found.pair, None) is not None
                if found.copy:
                    changing.copies[name] = found.copy
                    if found.pair[1] < HORIZON and len(found.looked_up):
                        self._young[found.pair] = found.looked_up
                elif known:
                    changing.copies.pop(name, None)
                    if found.pair[1] < changing.known:
                        changing.withdrawn.add(name)


class _Changing:
    """The changes that new reports make, while they are found.

    ``known`` is the number of reports that were there before.
    """

    def __init__(self, known: int) -> None:
        self.known = known
        self.copies: dict[str, Copy] = {}
        self.withdrawn: set[str] = set()

    def done(self) -> Changes:
        """Return the changes, sorted."""
        ordered = sorted(self.copies.values(), key=lambda copy: (copy.source, copy.target))
        return Changes(tuple(ordered), tuple(sorted(self.withdrawn)))


class _Desk:
    """The reports of a batch and those that they are compared with, and their words."""

    def __init__(self, index: CopyIndex, first: int, batch: Sequence[Report]) -> None:
        self._index = index
        self._first = first
        self._shelves = [Shelf(batch[start : start + _SHELF]) for start in range(0, len(batch), _SHELF)]
        self._reports: dict[int, Report] = dict(enumerate(batch, first))
        self._tokens: dict[int, Tokens] = {}

    def shingles(self) -> list[Keys]:
        """Return the shingles of the batch's reports."""
        return [shelf.shingles(at) for shelf in self._shelves for at in range(len(shelf))]

    def report(self, number: int) -> Report:
        """Return a report that was prepared."""
        return self._reports[number]

    def tokens(self, number: int) -> Tokens:
        """Return the words of a report that was prepared."""
        return self._tokens[number]

    def prepare(self, numbers: set[int]) -> None:
        """Have the words of reports at hand; those of others may be put away."""
        if len(self._tokens) > _MOST_TOKENS:
            self._tokens.clear()
        wanted = sorted(numbers - self._tokens.keys())
        away = [number for number in wanted if number < self._first or not self._shelves]
        self._reports |= self._index.reports(number for number in away if number not in self._reports)
        for start in range(0, len(away), _SHELF):
            part = away[start : start + _SHELF]
            shelf = Shelf([self._reports[number] for number in part])
            self._tokens |= {number: shelf.tokens(at) for at, number in enumerate(part)}
        for number in wanted[len(away) :]:
            place = number - self._first
            self._tokens[number] = self._shelves[place // _SHELF].tokens(place % _SHELF)


def day_of(report: Report) -> int:
    """Return the first day that a report may have been published on as a number, -1 if unknown."""
    days = published_range(report.published)
    return days[0].toordinal() if days else -1


def turn(published: str | None, report: str) -> tuple[str, str]:
    """Return what reports are sorted by before they are compared: the date, undated ones last, and the id."""
    return published or "~", report


def find_copies(reports: Mapping[str, Report]) -> tuple[Copy, ...]:
    """Return the copies among reports, sorted by source and target id.

    The result is that of adding the reports to a ``CopyIndex`` in order of publication and id, and
    the rewritings that share no wording with their source.
    """
    order = sorted(reports.values(), key=lambda report: turn(report.published, report.id))
    return with_rewritings(order, CopyIndex().add_all(order))
