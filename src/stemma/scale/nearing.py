"""The stages that find event mentions near each other in place and time: keys sent, crowds joined."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

import pyarrow as pa

from stemma.collation.beside import LARGEST_CROWD, crowded_key, day_key, near_keys, nearby
from stemma.collation.candidates import Crowds
from stemma.collation.events import happenings_of
from stemma.scale.layout import REPORTS, name
from stemma.scale.library import Library, report_of
from stemma.scale.shuffle import hashed, receive, send

HAPPENINGS, PLACED, NEAR = "happenings", "placed", "near"

# Cells and windows are joined in blocks of so many a side; what lies at a block's edge goes to the
# next block as well, where its neighbours are: a quarter of the windows, and of the cells each way.
_SIDE = 8
_NAME, _CELL = 0, 1
_COLUMNS = ("number", "kind", "row", "column", "window", "day", "home")


@dataclass(frozen=True)
class SendPlaces:
    """Send a partition's event mentions to the buckets of their places and times."""

    library: Library
    buckets: int

    def __call__(self, key: str) -> None:
        """Send one partition, and note the numbers of its event mentions."""
        folder = self.library.folder
        reports = self.library.reports(folder.read(name(REPORTS, key), ["n"])["n"].to_pylist())
        told = self.library.told(reports)
        by_id = {report.id: report for report in reports.values()}
        happenings = happenings_of(list(told.values()), by_id, {}, ())
        folder.write(name(HAPPENINGS, key), pa.table({"number": pa.array(list(told), pa.int64())}))
        sent = [
            row
            for number, mention in told.items()
            for row in _rows(
                number, near_keys(happenings[mention.id]), day_key(happenings[mention.id]), self.buckets
            )
        ]
        columns = {column: [row[at] for _, row in sent] for at, column in enumerate(_COLUMNS)}
        send(folder, name(PLACED, key), columns, [bucket for bucket, _ in sent])


@dataclass(frozen=True)
class JoinPlaces:
    """Join the event mentions of one bucket that are at, or next to, one place and time."""

    library: Library

    def __call__(self, key: str) -> None:
        """Join one bucket: the pairs go to the partition of the later report."""
        folder, library = self.library.folder, self.library
        table = receive(folder, PLACED, int(key)).sort_by("number")
        crowds = Crowds(LARGEST_CROWD)
        looking: list[tuple[int, str]] = []
        for number, kind, row, column, window, day, home in zip(
            *(table[column].to_pylist() for column in _COLUMNS), strict=True
        ):
            # All members of a key, and of the keys next to one that is at home here, were sent here.
            near = _key(kind, row, column, window)
            entered = crowds.enter(number, [near])
            if home:
                looking.append((number, near))
            if home and kind == _NAME and not entered:
                crowded = crowded_key(near, str(day))
                crowds.enter(number, [crowded])
                looking.append((number, crowded))
        pairs = {
            (other, number) for number, near in looking for other in nearby([near], crowds) if other < number
        }
        ordered = sorted(pairs)
        columns = {"earlier": [one for one, _ in ordered], "later": [other for _, other in ordered]}
        send(folder, name(NEAR, key), columns, [library.partition(report_of(other)) for _, other in ordered])


def _rows(number: int, keys: Iterable[str], day: str, buckets: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Give the rows of an event mention, each with the bucket that it goes to."""
    for near in keys:
        place = _numbers(near)
        home = _bucket(*place, buckets)
        for bucket in sorted(_around(*place, buckets)):
            yield bucket, (number, *place, hashed(day), int(bucket == home))


def _numbers(near: str) -> tuple[int, int, int, int]:
    """Return a key of place and time in whole numbers; a name is hashed."""
    kind, place, window = near.split("\x1f")
    if kind == "name":
        return _NAME, hashed(place), 0, int(window)
    row, column = place.split()
    return _CELL, int(row), int(column), int(window)


def _key(kind: int, row: int, column: int, window: int) -> str:
    """Return the key that the numbers stand for."""
    return f"cell\x1f{row} {column}\x1f{window}" if kind == _CELL else f"name\x1f{row}\x1f{window}"


def _bucket(kind: int, row: int, column: int, window: int, buckets: int) -> int:
    return _home(_block(kind, row, column, window), buckets)


def _around(kind: int, row: int, column: int, window: int, buckets: int) -> set[int]:
    """Return the buckets in which a key or a key next to it is at home."""
    step = (-1, 0, 1) if kind == _CELL else (0,)
    blocks = {
        _block(kind, row + down, column + right, window + then)
        for down, right, then in product(step, step, (-1, 0, 1))
    }
    return {_home(block, buckets) for block in blocks}


def _block(kind: int, row: int, column: int, window: int) -> tuple[int, int, int, int]:
    side = _SIDE if kind == _CELL else 1
    return kind, row // side, column // side, window // _SIDE


def _home(block: tuple[int, int, int, int], buckets: int) -> int:
    return hashed(" ".join(map(str, block))) % buckets
