"""Reports, mentions and copies fetched from their partitions by the numbers of their reports."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from stemma.collation.events import in_order
from stemma.collation.statements import Statement, Weights, statements
from stemma.records import ClaimMention, Copy, EventMention, Report
from stemma.scale import tables
from stemma.scale.folder import Folder
from stemma.scale.layout import NUMBERED, REPORTS, key_of, name

# A statement's number: its report's number, and its place among the report's statements below that.
PLACE_BITS = 20
COPIES, WEIGHTS, STATEMENTS, HOMES = "copies", "weights", "statements", "homes"

T = TypeVar("T")


def number_of(report: int, place: int) -> int:
    """Return the number of a statement; numbers sort as reports came and as they are read."""
    return (report << PLACE_BITS) | place


def report_of(statement: int) -> int:
    """Return the number of a statement's report."""
    return statement >> PLACE_BITS


@dataclass(frozen=True)
class Library:
    """The finished partitions of a folder, ``size`` reports each."""

    folder: Folder
    size: int

    def partition(self, report: int) -> int:
        """Return the partition of a report."""
        return report // self.size

    @cached_property
    def _numbers(self) -> dict[str, int]:
        table = self.folder.read(name(NUMBERED, "all"), ["id", "n"])
        return dict(zip(table["id"].to_pylist(), table["n"].to_pylist(), strict=True))

    def numbers(self, ids: Iterable[str]) -> list[int]:
        """Return the numbers of reports, by their ids."""
        return [self._numbers[one] for one in ids]

    def reports(self, numbers: Collection[int]) -> dict[int, Report]:
        """Return reports by number, in the order in which they came."""
        wanted: dict[int, list[int]] = {}
        for number in sorted(numbers):
            wanted.setdefault(self.partition(number), []).append(number)
        found: dict[int, Report] = {}
        for part, listed in wanted.items():
            table = self.folder.read(name(REPORTS, key_of(part)), ["n", "record"], [("n", "in", listed)])
            found |= zip(table["n"].to_pylist(), tables.decode(Report, table["record"]), strict=True)
        return dict(sorted(found.items()))

    def claim_mentions(self, reports: Mapping[int, Report]) -> list[ClaimMention]:
        """Return all claim mentions of some reports."""
        return self._of_reports("mentions", ClaimMention, reports)

    def statements(self, reports: dict[int, Report]) -> dict[int, Statement]:
        """Return all statements of some reports by their numbers, in order."""
        mentions = self.claim_mentions(reports)
        numbers = {report.id: number for number, report in reports.items()}
        found: dict[int, Statement] = {}
        place = dict.fromkeys(numbers, 0)
        for item in statements({report.id: report for report in reports.values()}, mentions):
            found[number_of(numbers[item.report], place[item.report])] = item
            place[item.report] += 1
        return found

    def told(self, reports: dict[int, Report]) -> dict[int, EventMention]:
        """Return all event mentions of some reports by their numbers, in order."""
        mentions = self._of_reports("event_mentions", EventMention, reports)
        numbers = {report.id: number for number, report in reports.items()}
        found: dict[int, EventMention] = {}
        place = dict.fromkeys(numbers, 0)
        for mention in in_order(mentions, numbers):
            found[number_of(numbers[mention.report], place[mention.report])] = mention
            place[mention.report] += 1
        return found

    def homes(self, reports: Mapping[int, Report]) -> dict[str, int]:
        """Return the partition of the claim that each claim mention of some reports stands in, by its id."""
        found: dict[str, int] = {}
        for part in sorted({self.partition(number) for number in reports}):
            stated = self.folder.read(name(STATEMENTS, key_of(part)), ["number", "mention"])
            homes = self.folder.read(name(HOMES, key_of(part)), ["home"])
            found |= zip(stated["mention"].to_pylist(), homes["home"].to_pylist(), strict=True)
        return found

    def _of_reports(self, stage: str, kind: type[T], reports: Mapping[int, Report]) -> list[T]:
        parts: dict[int, list[str]] = {}
        for number, report in reports.items():
            parts.setdefault(self.partition(number), []).append(report.id)
        found: list[T] = []
        for part, ids in parts.items():
            table = self.folder.read(name(stage, key_of(part)), ["record"], [("report", "in", ids)])
            found += tables.decode(kind, table["record"])
        return found

    def copies(self, partitions: Iterable[int], among: Collection[str]) -> list[Copy]:
        """Return the copies between two of some reports, from the partitions of the later ones."""
        ids = sorted(among)
        filters = [("source", "in", ids), ("target", "in", ids)]
        found: list[Copy] = []
        for part in sorted(partitions):
            table = self.folder.read(name(COPIES, key_of(part)), ["record"], filters)
            found += tables.decode(Copy, table["record"])
        return found

    @cached_property
    def weights(self) -> Weights:
        """How telling each stem is in the whole collection."""
        table = self.folder.read(name(WEIGHTS, "all"))
        counts = dict(zip(table["stem"].to_pylist(), table["count"].to_pylist(), strict=True))
        return Weights(counts, self.folder.read_json(f"{WEIGHTS}/size.json")["size"])
