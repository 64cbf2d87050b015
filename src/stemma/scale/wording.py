"""The stages that find pairs of claim mentions worth judging: words counted, keys shared."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from stemma.collation.candidates import EVERY_STEM, LARGEST_CROWD, SHARED, keys_of
from stemma.collation.statements import Statement
from stemma.provenance import houses
from stemma.records import Report
from stemma.scale.connecting import first_of_each
from stemma.scale.folder import Folder
from stemma.scale.layout import REPORTS, name
from stemma.scale.library import STATEMENTS, WEIGHTS, Library, report_of
from stemma.scale.shuffle import hashed, receive, send, summed

# Keys go to one bucket for each partition, up to so many: the files that they are read from and
# written to would outnumber the rows.
MOST_BUCKETS = 256
WORDS, KEYS, CROWDS, HOUSES = "words", "keys", "crowds", "houses"


def own(library: Library, key: str) -> tuple[dict[int, Report], dict[int, Statement]]:
    """Return the reports of one partition and all their statements."""
    numbers = library.folder.read(name(REPORTS, key), ["n"])["n"].to_pylist()
    reports = library.reports(numbers)
    return reports, library.statements(reports)


@dataclass(frozen=True)
class CountWords:
    """Count in how many statements of a partition each stem is, among the collection's first reports."""

    library: Library
    sample: int

    def __call__(self, key: str) -> None:
        """Count the words of one partition; and note whom each report cites for anything."""
        reports, items = own(self.library, key)
        counts: Counter[str] = Counter()
        size = 0
        for number, item in items.items():
            if report_of(number) < self.sample:
                counts.update(item.stems)
                size += 1
        # The empty stem, which no word has, stands for the number of statements.
        rows = {"stem": ["", *counts], "count": [size, *counts.values()]}
        cited = [
            {
                "report": report.id,
                "houses": sorted(
                    houses((item.mention for item in items.values() if item.report == report.id), report)
                ),
            }
            for report in reports.values()
        ]
        schema = pa.schema([("report", pa.string()), ("houses", pa.list_(pa.string()))])
        self.library.folder.write(name(HOUSES, key), pa.Table.from_pylist(cited, schema=schema))
        stated = {
            "number": pa.array(list(items), pa.int64()),
            "mention": pa.array([item.id for item in items.values()], pa.string()),
        }
        self.library.folder.write(name(STATEMENTS, key), pa.table(stated))
        types = pa.schema([("stem", pa.string()), ("count", pa.int64())])
        self.library.folder.write(name(WORDS, key), pa.table(rows, schema=types))


def add_up(folder: Folder) -> None:
    """Add up the counts of all partitions."""
    counts: Counter[str] = Counter()
    for file in folder.names(WORDS):
        table = folder.read(file)
        counts.update(dict(zip(table["stem"].to_pylist(), table["count"].to_pylist(), strict=True)))
    size = counts.pop("", 0)
    stems = sorted(counts)
    types = pa.schema([("stem", pa.string()), ("count", pa.int64())])
    counted = {"stem": stems, "count": [counts[stem] for stem in stems]}
    folder.write(name(WEIGHTS, "all"), pa.table(counted, schema=types))
    folder.write_json(f"{WEIGHTS}/size.json", {"size": size})


@dataclass(frozen=True)
class ShareKeys:
    """Send each statement's keys (its rarest words and word pairs) to the buckets of their hashes."""

    library: Library
    buckets: int

    def __call__(self, key: str) -> None:
        """Send the keys of one partition."""
        _, items = own(self.library, key)
        hashes, numbers, counts = [], [], []
        for number, item in items.items():
            for word in keys_of(item, self.library.weights):
                hashes.append(hashed(word))
                numbers.append(number)
                counts.append(SHARED if word.startswith(EVERY_STEM) else 1)
        buckets = [value % self.buckets for value in hashes]
        columns = {"key": hashes, "number": numbers, "count": counts}
        send(self.library.folder, name(KEYS, key), columns, buckets)


@dataclass(frozen=True)
class JoinKeys:
    """Join the statements that share a key: the first so many of each key with one another."""

    library: Library

    def __call__(self, key: str) -> None:
        """Join one bucket of keys, and send each pair to the partition of its later report."""
        table = receive(self.library.folder, KEYS, int(key))
        table = table.sort_by([("key", "ascending"), ("number", "ascending")])
        keys, numbers, counts = (table[column].to_numpy() for column in ("key", "number", "count"))
        earlier, later = first_of_each(keys, LARGEST_CROWD)
        pairs = summed(numbers[earlier], numbers[later], counts[later])
        parts = [self.library.partition(report_of(int(number))) for number in pairs["later"]]
        send(self.library.folder, name(CROWDS, key), pairs, parts)


def keyed_pairs(folder: Folder, partition: int) -> Iterator[tuple[int, int]]:
    """Give the pairs of statements that share enough keys and whose later report is in a partition."""
    table = receive(folder, CROWDS, partition).group_by(["earlier", "later"]).aggregate([("count", "sum")])
    table = table.filter(pc.greater_equal(table["count_sum"], SHARED))
    yield from zip(table["earlier"].to_pylist(), table["later"].to_pylist(), strict=True)
