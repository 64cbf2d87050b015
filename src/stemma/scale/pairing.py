"""The stages that judge pairs of claim mentions and find which mentions hang together."""

from dataclasses import dataclass

import msgspec
import numpy as np
import pyarrow as pa

from stemma.collation.alignment import align, pair_key
from stemma.collation.pairing import Pairing, judge_pairs
from stemma.records import Copy
from stemma.scale import tables
from stemma.scale.connecting import Longs, components
from stemma.scale.folder import Folder
from stemma.scale.layout import key_of, name
from stemma.scale.library import COPIES, PLACE_BITS, Library, report_of
from stemma.scale.wording import STATEMENTS, keyed_pairs

PAIRINGS, MEMBERS, TOUCHING = "pairings", "members", "touching"

_PAIRINGS = pa.schema(
    [
        ("a", pa.int64()),
        ("b", pa.int64()),
        ("one", pa.string()),
        ("other", pa.string()),
        ("binds", pa.bool_()),
        ("record", pa.string()),
    ]
)


@dataclass(frozen=True)
class JudgePairs:
    """Judge the pairs whose later report is in a partition: those that share keys, those copied."""

    library: Library

    def __call__(self, key: str) -> None:
        """Judge the pairs of one partition."""
        library, part = self.library, int(key)
        pairs = list(keyed_pairs(library.folder, part))
        copies = tables.decode(Copy, library.folder.read(name(COPIES, key), ["record"])["record"])
        numbers = {report_of(number) for pair in pairs for number in pair}
        numbers.update(number for copy in copies for number in library.numbers((copy.source, copy.target)))
        items = library.statements(library.reports(numbers))
        by_id = {item.id: item for item in items.values()}
        number_by_id = {item.id: number for number, item in items.items()}
        keyed = [pair_key(items[one].id, items[other].id) for one, other in pairs]
        found = judge_pairs(keyed, align(by_id.values(), copies), by_id, library.weights)
        rows = [
            {
                "a": number_by_id[one],
                "b": number_by_id[other],
                "one": one,
                "other": other,
                "binds": pairing.binds,
                "record": msgspec.json.encode(pairing).decode(),
            }
            for (one, other), pairing in found.items()
        ]
        library.folder.write(name(PAIRINGS, key), pa.Table.from_pylist(rows, schema=_PAIRINGS))


def hang_together(library: Library, partitions: int) -> None:
    """Find the components of statements and say where each is worked on: at its first member.

    Gathered are three numbers for each judged pair and two for each statement, and nothing else.
    """
    folder = library.folder
    nodes = _numbers(folder)
    edges = [folder.read(file, ["a", "b", "binds"]) for file in folder.names(PAIRINGS)]
    part = np.repeat(np.arange(len(edges)), [table.num_rows for table in edges])
    row = np.concatenate([np.arange(table.num_rows) for table in edges] or [np.zeros(0, np.int64)])
    joined = pa.concat_tables(edges) if edges else _PAIRINGS.empty_table()
    a, b = joined["a"].to_numpy(), joined["b"].to_numpy()
    binds = joined["binds"].to_numpy().astype(bool)
    first = components(nodes, a[binds], b[binds])
    home = (first >> PLACE_BITS) // library.size
    _by_home(folder, MEMBERS, {"number": nodes, "first": first}, home, partitions)
    home_a, home_b = home[np.searchsorted(nodes, a)], home[np.searchsorted(nodes, b)]
    twice = home_a != home_b
    _by_home(
        folder,
        TOUCHING,
        {"part": np.append(part, part[twice]), "row": np.append(row, row[twice])},
        np.append(home_a, home_b[twice]),
        partitions,
    )


def _numbers(folder: Folder) -> Longs:
    found = [folder.read(file)["number"].to_numpy() for file in folder.names(STATEMENTS)]
    numbers: Longs = np.sort(np.concatenate(found)) if found else np.zeros(0, np.int64)
    return numbers


def _by_home(folder: Folder, stage: str, columns: dict[str, Longs], home: Longs, partitions: int) -> None:
    order = np.argsort(home, kind="stable")
    edges = np.searchsorted(home[order], np.arange(partitions + 1))
    for part in range(partitions):
        chosen = order[edges[part] : edges[part + 1]]
        rows = {column: values[chosen] for column, values in columns.items()}
        folder.write(name(stage, key_of(part)), pa.table(rows))


def touching(folder: Folder, key: str) -> dict[tuple[str, str], Pairing]:
    """Return the judged pairs with an end in a component of a partition, by the ids of their mentions."""
    listed = folder.read(name(TOUCHING, key))
    parts, rows = listed["part"].to_numpy(), listed["row"].to_numpy()
    found: dict[tuple[str, str], Pairing] = {}
    for part in np.unique(parts).tolist():
        table = folder.read(name(PAIRINGS, key_of(part)), ["one", "other", "record"])
        table = table.take(np.sort(rows[parts == part]))
        ends = zip(table["one"].to_pylist(), table["other"].to_pylist(), strict=True)
        found |= zip(ends, tables.decode(Pairing, table["record"]), strict=True)
    return dict(sorted(found.items()))
