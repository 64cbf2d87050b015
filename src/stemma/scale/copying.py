"""The stages that find copies: postings of shingles, what pairs share, and the pairs compared."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from stemma.records import Copy, Report
from stemma.reuse.comparing import Comparer, Pair
from stemma.reuse.copies import day_of, turn
from stemma.reuse.index import Shared, ShingleIndex, holder, postings
from stemma.reuse.shingles import Ints, Keys, Longs
from stemma.reuse.words import Shelf, Tokens
from stemma.scale import tables
from stemma.scale.folder import Folder
from stemma.scale.layout import REPORTS, key_of, name
from stemma.scale.library import COPIES, Library
from stemma.scale.shuffle import receive, send

TURNS, POSTINGS, INDEX, SHARED, WORDINGS = "turns", "postings", "index", "shared", "wordings"

# Postings go to 16 buckets by the first bits of their shingle: each is an eighth of a gigabyte when
# a million reports with 128 shingles each are compared.
_BUCKET_BITS = 4
BUCKETS = 1 << _BUCKET_BITS
_SHIFT = np.uint64(64 - _BUCKET_BITS)
# Pairs compared at a time, with the words of their reports in memory.
_SLICE = 500
_SUMS = ("clean", "total", "count", "near")


def take_turns(folder: Folder) -> None:
    """Number the reports in the order in which they are compared, by date and not by arrival.

    Gathered are the id, the date and the outlet of each report.
    """
    table = folder.read_all(REPORTS, ["n", "id", "published", "outlet"])
    listed = sorted(table.to_pylist(), key=lambda row: turn(row["published"], row["id"]))
    numbers: dict[str, int] = {}
    outlets = [
        # Every report of an unknown outlet is taken for an outlet of its own.
        numbers.setdefault(row["outlet"].casefold(), len(numbers)) if row["outlet"] else -2 - place
        for place, row in enumerate(listed)
    ]
    columns = {
        "n": pa.array([row["n"] for row in listed], pa.int64()),
        "outlet": pa.array(outlets, pa.int32()),
    }
    folder.write(name(TURNS, "all"), pa.table(columns))


@dataclass(frozen=True)
class Turns:
    """The turns in which reports are compared: what arrives in which place, and of which outlet."""

    folder: Folder

    @cached_property
    def _table(self) -> pa.Table:
        return self.folder.read(name(TURNS, "all"))

    @cached_property
    def arrival(self) -> Longs:
        """The number that each turn's report arrived as."""
        numbers: Longs = self._table["n"].to_numpy()
        return numbers

    @cached_property
    def turn(self) -> Longs:
        """The turn of each report, by the number that it arrived as."""
        return np.argsort(self.arrival)

    @cached_property
    def outlets(self) -> Ints:
        """Each turn's outlet, by number."""
        numbers: Ints = self._table["outlet"].to_numpy()
        return numbers

    def of_reports(self, column: str) -> Ints:
        """Return a number that was found for each report (``size``, ``day``), by turn."""
        table = self.folder.read_all(f"{POSTINGS}-reports", ["turn", column])
        found = np.zeros(len(self.arrival), dtype=np.int32)
        found[table["turn"].to_numpy()] = table[column].to_numpy()
        return found


@dataclass(frozen=True)
class Post:
    """Send the shingles of a partition's reports to the buckets of their hashes."""

    library: Library
    turns: Turns

    def __call__(self, key: str) -> None:
        """Post one partition."""
        folder = self.library.folder
        table = folder.read(name(REPORTS, key), ["n", "record"])
        reports = tables.decode(Report, table["record"])
        turns = self.turns.turn[table["n"].to_numpy()]
        shelf = Shelf(reports)
        keys = postings([shelf.shingles(at) for at in range(len(reports))], turns.tolist())
        sizes = np.bincount(np.searchsorted(np.sort(turns), holder(keys)), minlength=len(turns))
        found = {
            "turn": pa.array(np.sort(turns), pa.int64()),
            "size": pa.array(sizes, pa.int32()),
            "day": pa.array([day_of(reports[at]) for at in np.argsort(turns)], pa.int32()),
        }
        folder.write(name(f"{POSTINGS}-reports", key), pa.table(found))
        send(folder, name(POSTINGS, key), {"key": keys.view(np.int64)}, keys >> _SHIFT)


@dataclass(frozen=True)
class Share:
    """Join the reports that share shingles, for one bucket of these, and keep its sorted postings."""

    library: Library
    turns: Turns

    def __call__(self, key: str) -> None:
        """Join one bucket: what each pair shares goes to the partition of the later arrival."""
        folder, library = self.library.folder, self.library
        keys = np.sort(receive(folder, POSTINGS, int(key))["key"].to_numpy().view(np.uint64))
        folder.write_bytes(f"{INDEX}/{key}.u64", keys.tobytes())
        index = ShingleIndex.of(self.turns.outlets, np.zeros_like(self.turns.outlets), [])
        found = index.shared(keys, 0)
        arrival = self.turns.arrival
        later = np.maximum(arrival[found.earlier], arrival[found.later])
        columns = {column: getattr(found, column) for column in ("earlier", "later", *_SUMS)}
        send(folder, name(SHARED, key), columns, later // library.size)


@dataclass(frozen=True)
class Compare:
    """Compare the pairs of reports that share enough, for the partition of the later arrival."""

    library: Library
    turns: Turns

    def __call__(self, key: str) -> None:
        """Write the copies of one partition that shared wording shows."""
        pairs = list(zip(*(part.tolist() for part in self._chosen(int(key))), strict=True))
        copies: list[Copy] = []
        for start in range(0, len(pairs), _SLICE):
            copies += self._compare(pairs[start : start + _SLICE])
        self.library.folder.write(name(WORDINGS, key), tables.copies(copies)[COPIES])

    def _chosen(self, partition: int) -> tuple[Longs, Longs]:
        table = receive(self.library.folder, SHARED, partition)
        table = table.group_by(["earlier", "later"]).aggregate([(column, "sum") for column in _SUMS])
        table = table.sort_by([("later", "ascending"), ("earlier", "ascending")])
        sums = (table[f"{column}_sum"].to_numpy() for column in _SUMS)
        return self._index.chosen(Shared(table["earlier"].to_numpy(), table["later"].to_numpy(), *sums))

    @cached_property
    def _index(self) -> "_Postings":
        return _Postings(self.library.folder, self.turns.outlets, self.turns.of_reports("size"))

    @cached_property
    def _days(self) -> Ints:
        return self.turns.of_reports("day")

    def _compare(self, pairs: Sequence[Pair]) -> Iterator[Copy]:
        numbers = sorted({number for pair in pairs for number in pair})
        arrived = {int(self.turns.arrival[number]): number for number in numbers}
        by_arrival = self.library.reports(arrived)
        reports = {arrived[number]: report for number, report in by_arrival.items()}
        shelf = Shelf(list(reports.values()))
        tokens: dict[int, Tokens] = {number: shelf.tokens(at) for at, number in enumerate(reports)}
        comparer = Comparer(self._index, self._days, reports.__getitem__, tokens.__getitem__)
        for compared in comparer.compare(pairs):
            if compared.copy is not None:
                yield compared.copy


class _Postings(ShingleIndex):
    """The postings of all buckets, looked up where they lie: only what is touched is read."""

    def __init__(self, folder: Folder, outlets: Ints, sizes: Ints) -> None:
        super().__init__()
        self._folder = folder
        self._outlets, self._sizes = outlets, sizes
        self.reports = len(outlets)
        self._buckets: dict[int, Keys] = {}

    def _found(self, hashes: Keys, before: Longs) -> Iterator[tuple[Longs, Longs, Longs, Keys]]:
        buckets = (hashes >> _SHIFT).astype(np.int64)
        for bucket in np.unique(buckets).tolist():
            at = np.flatnonzero(buckets == bucket)
            run = self._bucket(bucket)
            self._segments = [run] if len(run) else []
            for places, low, high, keys in super()._found(hashes[at], before[at]):
                yield at[places], low, high, keys

    def _bucket(self, bucket: int) -> Keys:
        found = self._buckets.get(bucket)
        if found is None:
            path = self._folder.fetch(f"{INDEX}/{key_of(bucket)}.u64")
            found = (
                np.memmap(path, dtype=np.uint64, mode="r") if path.stat().st_size else np.zeros(0, np.uint64)
            )
            self._buckets[bucket] = found
        return found
