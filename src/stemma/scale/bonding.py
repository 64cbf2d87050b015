"""What judged pairs bind together: components of mentions, each worked on where its first member lies."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import msgspec
import numpy as np
import pyarrow as pa

from stemma.scale import tables
from stemma.scale.connecting import Longs, components
from stemma.scale.folder import Folder
from stemma.scale.layout import key_of, name
from stemma.scale.library import PLACE_BITS, Library

_PAIRS = pa.schema(
    [
        ("a", pa.int64()),
        ("b", pa.int64()),
        ("one", pa.string()),
        ("other", pa.string()),
        ("binds", pa.bool_()),
        ("record", pa.string()),
    ]
)


T = TypeVar("T")


@dataclass(frozen=True)
class Bonds:
    """The tables of one kind of mentions: their numbers, judged pairs of them, and what these bind.

    ``homes``, where it is named, says of each mention where its component is worked on.
    """

    nodes: str
    pairs: tuple[str, ...]
    members: str
    touching: str
    homes: str = ""

    def files(self, folder: Folder) -> list[str]:
        """Return the names of all files of pairs, which are told by their places in this list."""
        return [file for stage in self.pairs for file in folder.names(stage)]


def write_pairs(
    folder: Folder,
    file: str,
    found: Mapping[tuple[str, str], T],
    binding: Mapping[tuple[str, str], bool],
    numbers: Mapping[str, int],
) -> None:
    """Write judged pairs.

    Args:
        folder: where.
        file: the name of the file.
        found: what is known of each pair, by the ids of its mentions.
        binding: whether it may join them.
        numbers: the mentions' numbers by id.
    """
    rows = [
        {
            "a": numbers[one],
            "b": numbers[other],
            "one": one,
            "other": other,
            "binds": binding[one, other],
            "record": msgspec.json.encode(known).decode(),
        }
        for (one, other), known in found.items()
    ]
    folder.write(file, pa.Table.from_pylist(rows, schema=_PAIRS))


def hang_together(library: Library, bonds: Bonds, partitions: int) -> None:
    """Find the components of mentions and say where each is worked on: at its first member.

    Gathered are three numbers for each judged pair and two for each mention, and nothing else.
    """
    folder = library.folder
    found = [folder.read(file)["number"].to_numpy() for file in folder.names(bonds.nodes)]
    nodes: Longs = np.sort(np.concatenate([np.zeros(0, np.int64), *found]))
    edges = [folder.read(file, ["a", "b", "binds"]) for file in bonds.files(folder)]
    file = np.repeat(np.arange(len(edges)), [table.num_rows for table in edges])
    row = np.concatenate([np.zeros(0, np.int64), *(np.arange(table.num_rows) for table in edges)])
    joined = pa.concat_tables(edges) if edges else _PAIRS.empty_table()
    a, b = joined["a"].to_numpy(), joined["b"].to_numpy()
    binds = joined["binds"].to_numpy().astype(bool)
    home = (components(nodes, a[binds], b[binds]) >> PLACE_BITS) // library.size
    _by_part(folder, bonds.members, {"number": nodes}, home, partitions)
    if bonds.homes:
        _by_part(folder, bonds.homes, {"home": home}, (nodes >> PLACE_BITS) // library.size, partitions)
    home_a, home_b = home[np.searchsorted(nodes, a)], home[np.searchsorted(nodes, b)]
    twice = home_a != home_b
    columns = {"file": np.append(file, file[twice]), "row": np.append(row, row[twice])}
    _by_part(folder, bonds.touching, columns, np.append(home_a, home_b[twice]), partitions)


def _by_part(folder: Folder, stage: str, columns: dict[str, Longs], part: Longs, partitions: int) -> None:
    order = np.argsort(part, kind="stable")
    edges = np.searchsorted(part[order], np.arange(partitions + 1))
    for number in range(partitions):
        chosen = order[edges[number] : edges[number + 1]]
        rows = {column: values[chosen] for column, values in columns.items()}
        folder.write(name(stage, key_of(number)), pa.table(rows))


def members(folder: Folder, bonds: Bonds, key: str) -> set[int]:
    """Return the numbers of the mentions that are worked on in a partition."""
    return set(folder.read(name(bonds.members, key))["number"].to_pylist())


def touching(folder: Folder, bonds: Bonds, key: str, kind: type[T]) -> dict[tuple[str, str], T]:
    """Return the judged pairs with an end in a component of a partition, by the ids of their mentions."""
    listed = folder.read(name(bonds.touching, key))
    files, rows = listed["file"].to_numpy(), listed["row"].to_numpy()
    names = bonds.files(folder)
    found: dict[tuple[str, str], T] = {}
    for file in np.unique(files).tolist():
        table = folder.read(names[file], ["one", "other", "record"]).take(np.sort(rows[files == file]))
        ends = zip(table["one"].to_pylist(), table["other"].to_pylist(), strict=True)
        found |= zip(ends, tables.decode(kind, table["record"]), strict=True)
    return dict(sorted(found.items()))
