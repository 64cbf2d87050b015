"""The stages that find rewritings in other words: details joined, the budget kept, sentences aligned."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from stemma.records import Copy, Report
from stemma.reuse.retelling import align_told, encoded, likely, sentences_of
from stemma.reuse.rewritten import add_rewriting, copied_from
from stemma.reuse.semantic import ENOUGH_COPIED, LEAST_HARD, MOST_HOLDERS, Purse, known_of, likeliest
from stemma.reuse.specifics import Told, hard_words
from stemma.scale import tables
from stemma.scale.connecting import first_of_each
from stemma.scale.copying import WORDINGS
from stemma.scale.folder import Folder
from stemma.scale.layout import REPORTS, name
from stemma.scale.library import COPIES, Library
from stemma.scale.shuffle import hashed, receive, send, summed

DETAILS, DETAILED, PROPOSED, CHOSEN = "details", "detailed", "proposed", "chosen"

_PROPOSED = pa.schema(
    [
        ("later", pa.int64()),
        ("position", pa.int64()),
        ("earlier", pa.int64()),
        ("sentences_later", pa.int64()),
        ("sentences_earlier", pa.int64()),
        ("likely", pa.bool_()),
    ]
)


@dataclass(frozen=True)
class SendDetails:
    """Send the names and numbers of a partition's reports to the buckets of their hashes."""

    library: Library
    buckets: int

    def __call__(self, key: str) -> None:
        """Send one partition."""
        folder = self.library.folder
        reports = self.library.reports(folder.read(name(REPORTS, key), ["n"])["n"].to_pylist())
        rows = [(hashed(word), n) for n, report in reports.items() for word in sorted(hard_words(report))]
        columns = {"key": [word for word, _ in rows], "number": [n for _, n in rows]}
        send(folder, name(DETAILS, key), columns, [word % self.buckets for word, _ in rows])


@dataclass(frozen=True)
class JoinDetails:
    """Join the reports that share a name or number which fewer than so many had before."""

    library: Library

    def __call__(self, key: str) -> None:
        """Join one bucket, and send each pair to the partition of the later report."""
        table = receive(self.library.folder, DETAILS, int(key))
        table = table.sort_by([("key", "ascending"), ("number", "ascending")])
        numbers = table["number"].to_numpy()
        earlier, later = first_of_each(table["key"].to_numpy(), MOST_HOLDERS)
        pairs = summed(numbers[earlier], numbers[later])
        send(self.library.folder, name(DETAILED, key), pairs, pairs["later"] // self.library.size)


@dataclass(frozen=True)
class Propose:
    """Say which reports those of a partition most probably rewrite, and which are worth comparing."""

    library: Library

    def __call__(self, key: str) -> None:
        """Propose the pairs of one partition."""
        library = self.library
        shared = _shared(library.folder, int(key))
        numbers = {number for later, counts in shared.items() for number in (later, *counts)}
        reports = library.reports(numbers)
        known = {number: known_of(report) for number, report in reports.items()}
        by_id = {one.name: one for one in known.values()}
        at = {report.id: number for number, report in reports.items()}
        copies = tables.decode(Copy, library.folder.read(name(WORDINGS, key), ["record"])["record"])
        copied = copied_from(copies)
        told: dict[int, tuple[Told, ...]] = {}
        rows = []
        for later, counts in sorted(shared.items()):
            before = sum(number < later for number in library.numbers(copied[reports[later].id]))
            if before >= ENOUGH_COPIED:
                continue
            by_name = {reports[number].id: count for number, count in counts.items()}
            found = likeliest(known[later], by_name, by_id, copied[reports[later].id])
            for position, other in enumerate(found):
                earlier = at[other]
                for number in (earlier, later):
                    if number not in told:
                        told[number] = sentences_of(reports[number])
                a, b = told[earlier], told[later]
                worth = likely(a, b) is not None
                rows.append((later, position, earlier, len(b), len(a), worth))
        made = [dict(zip(_PROPOSED.names, row, strict=True)) for row in rows]
        library.folder.write(name(PROPOSED, key), pa.Table.from_pylist(made, schema=_PROPOSED))


def _shared(folder: Folder, partition: int) -> dict[int, dict[int, int]]:
    """Return, for each report of a partition, how many rarer details each earlier report has too."""
    table = receive(folder, DETAILED, partition).group_by(["earlier", "later"]).aggregate([("count", "sum")])
    table = table.filter(pc.greater_equal(table["count_sum"], LEAST_HARD))
    columns = (table[column].to_pylist() for column in ("earlier", "later", "count_sum"))
    found: dict[int, dict[int, int]] = {}
    for earlier, later, count in zip(*columns, strict=True):
        found.setdefault(later, {})[earlier] = count
    return found


def keep_budget(library: Library) -> None:
    """Choose the pairs that are compared: the first ones worth it, until the budget of sentences is spent.

    What may be spent rests on everything before, so that this is one process: it goes through six numbers
    for each pair proposed, of which a report has four at most.
    """
    folder = library.folder
    purse = Purse()
    chosen: list[tuple[int, int, int]] = []
    # Partitions and what they propose are in the order of the later reports.
    for file in folder.names(PROPOSED):
        for row in folder.read(file).sort_by([("later", "ascending"), ("position", "ascending")]).to_pylist():
            earlier, later = row["earlier"], row["later"]
            slots = purse.slot(str(earlier)), purse.slot(str(later))
            if row["likely"] and purse.spend(
                (slots[0], row["sentences_earlier"]), (slots[1], row["sentences_later"])
            ):
                chosen.append((library.partition(later), earlier, later))
    columns = ("partition", "earlier", "later")
    made = {column: pa.array([row[at] for row in chosen], pa.int64()) for at, column in enumerate(columns)}
    folder.write(name(CHOSEN, "all"), pa.table(made))


@dataclass(frozen=True)
class AddRewritings:
    """Write the copies of a partition: those that shared wording shows, and the rewritings chosen."""

    library: Library

    def __call__(self, key: str) -> None:
        """Write the copies of one partition."""
        library, folder = self.library, self.library.folder
        shown = tables.decode(Copy, folder.read(name(WORDINGS, key), ["record"])["record"])
        found = {copy.id: copy for copy in shown}
        chosen = folder.read(name(CHOSEN, "all"), filters=[("partition", "=", int(key))])
        pairs = list(zip(chosen["earlier"].to_pylist(), chosen["later"].to_pylist(), strict=True))
        reports = library.reports({number for pair in pairs for number in pair})
        _rewrite(found, pairs, reports)
        copies = sorted(found.values(), key=lambda copy: (copy.source, copy.target))
        made = tables.copies(copies)
        for stage in sorted(made, key=lambda stage: stage == COPIES):
            folder.write(name(stage, key), made[stage])


def _rewrite(found: dict[str, Copy], pairs: Iterable[tuple[int, int]], reports: dict[int, Report]) -> None:
    told = {number: sentences_of(report) for number, report in reports.items()}
    vectors = {number: encoded(sentences) for number, sentences in told.items()}
    for earlier, later in pairs:
        a, b = told[earlier], told[later]
        worth = likely(a, b)
        if worth is not None:
            sides = vectors[earlier], vectors[later]
            rewriting = align_told(a, b, sides, worth)
            if rewriting is not None:
                add_rewriting(found, reports[earlier], reports[later], rewriting)
