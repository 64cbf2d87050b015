"""Candidate pairs compared, many at once: aligned, judged, directed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from msgspec import Struct

from stemma.identity import witness
from stemma.records import Block, Copy, Report
from stemma.reuse.align import Match, align
from stemma.reuse.credits import Sources, sources
from stemma.reuse.direction import Direction, Side, Sign, conclude, known, of_readings, signs, weak
from stemma.reuse.evidence import Evidence, evidence, judge
from stemma.reuse.index import ShingleIndex
from stemma.reuse.rarity import Days, Weights, rarity
from stemma.reuse.readings import Differences, Readings, differences
from stemma.reuse.results import copy_of
from stemma.reuse.seeds import shared_runs
from stemma.reuse.series import issues
from stemma.reuse.shingles import Keys, Longs
from stemma.reuse.words import Tokens

# What is a stock phrase, and whose wording others share, is looked up in the reports before the later
# of a pair, and in the first 2,000 of the collection in any case: before that many have come, chance
# meetings of stock phrases look like copies (see docs/decisions/copies.md).
HORIZON = 2000

Pair = tuple[int, int]


class Compared(Struct, frozen=True):
    """What came of a pair: a copy or None, and the shingles whose frequency it rests on."""

    pair: Pair
    copy: Copy | None
    looked_up: Keys


@dataclass(slots=True)
class _Case:
    """A pair on its way: ``one`` is the report with the smaller id, ``a`` its words."""

    one: int
    other: int
    a: Tokens
    b: Tokens
    matches: list[Match]
    evidence: Evidence
    sides: tuple[Side, Side] | None = None
    direction: Direction | None = None
    signs: list[Sign] = field(default_factory=list)
    differences: Differences | None = None

    @property
    def before(self) -> int:
        """The number of the reports that the pair is judged by: all below it but the two."""
        return max(self.one, self.other, HORIZON)

    def looked_up(self) -> Keys:
        """Return the shingles that were looked up for the pair."""
        parts = [np.zeros(0, dtype=np.uint64), *(self.evidence.hashes or ())]
        if self.differences:
            parts += [self.differences.only_a, self.differences.only_b]
        return np.concatenate(parts)


class Comparer:
    """Compares pairs of a collection's reports.

    Args:
        index: the shingles of all reports.
        days: each report's day of publication as a number, negative when it is not known.
        report: gives a report by its number.
        tokens: gives a report's words by its number.
    """

    def __init__(
        self,
        index: ShingleIndex,
        days: Days,
        report: Callable[[int], Report],
        tokens: Callable[[int], Tokens],
    ) -> None:
        self._index = index
        self._days = days
        self._report = report
        self._tokens = tokens
        self._sources: dict[int, Sources] = {}

    def compare(self, pairs: Sequence[Pair]) -> list[Compared]:
        """Align pairs of reports and tell what one has from the other, where it is enough to tell."""
        cases = self._align(pairs)
        kept = self._judge(cases)
        for case in kept:
            self._weigh(case)
        self._read([case for case in kept if case.differences])
        compared = {(case.one, case.other): self._copy(case) for case in kept if case.sides}
        results = []
        for case in cases:
            pair = min(case.one, case.other), max(case.one, case.other)
            results.append(Compared(pair, compared.get((case.one, case.other)), case.looked_up()))
        return results

    def _align(self, pairs: Sequence[Pair]) -> list[_Case]:
        """Return the pairs with the passages that they share."""
        ordered = [tuple(sorted(pair, key=lambda number: self._report(number).id)) for pair in pairs]
        numbers = sorted({number for pair in pairs for number in pair})
        place = {number: at for at, number in enumerate(numbers)}
        tokens = [self._tokens(number) for number in numbers]
        first: dict[tuple[str, tuple[Block, ...]], int] = {}
        same = [first.setdefault(_words_of(self._report(number)), at) for at, number in enumerate(numbers)]
        wanted = [(same[place[one]], same[place[other]]) for one, other in ordered]
        told = list(
            dict.fromkeys(wanted)
        )  # carriers of one text share with another report what the first does
        aligned = {}
        for (one, other), runs in zip(told, shared_runs(tokens, told), strict=True):
            matches = align(tokens[one], tokens[other], runs)
            aligned[one, other] = matches, evidence(tokens[one], matches)
        return [
            _Case(one, other, tokens[place[one]], tokens[place[other]], *aligned[alike])
            for (one, other), alike in zip(ordered, wanted, strict=True)
        ]

    def _judge(self, cases: Sequence[_Case]) -> list[_Case]:
        """Return the pairs whose passages show that words passed between them, with those passages."""
        rare = iter(self._rarity([case for case in cases if case.evidence.hashes]))
        kept = []
        for case in cases:
            told = case.evidence.weights(next(rare) if case.evidence.hashes else None)
            pair = self._report(case.one), self._report(case.other)
            outlets = {(report.outlet or "").casefold() for report in pair}
            if witness(pair[0]) != witness(pair[1]):  # nothing has to show that a version has the text
                same_outlet = len(outlets) == 1 and outlets != {""}
                case.matches = judge(case.a, case.b, case.matches, told, same_outlet=same_outlet)
                if issues(case.a, case.b, case.matches, self._later(case)):
                    case.matches = []
            if case.matches:
                kept.append(case)
        return kept

    def _later(self, case: _Case) -> int | None:
        """Return by how many days the other of two reports was published later; None if that is not known."""
        days = int(self._days[case.one]), int(self._days[case.other])
        return days[1] - days[0] if min(days) >= 0 else None

    def _rarity(self, cases: Sequence[_Case]) -> list[Weights]:
        """Return how rare the shingles of each pair's passages are."""
        if not cases:
            return []
        parts = [np.concatenate(case.evidence.hashes or []) for case in cases]
        sizes = [len(part) for part in parts]
        pairs = np.repeat(np.array([(case.one, case.other) for case in cases]), sizes, axis=0)
        before = np.repeat(np.array([case.before for case in cases]), sizes)
        rare = rarity(self._index, self._days, np.concatenate(parts), pairs, before)
        return np.split(rare, np.cumsum(sizes)[:-1])

    def _weigh(self, case: _Case) -> None:
        """Find what tells the direction of a pair, but for the readings that others attest."""
        sides = (
            self._side(case.one, case.a, [match.a for match in case.matches]),
            self._side(case.other, case.b, [match.b for match in case.matches]),
        )
        case.sides = sides
        case.direction = known(*sides)
        if case.direction is None:
            case.signs = signs(*sides, case.matches)
            if weak(case.signs):
                case.differences = differences(case.a, case.b, case.matches)

    def _side(self, number: int, tokens: Tokens, ranges: Sequence[tuple[int, int]]) -> Side:
        covered = sum(end - start for start, end in ranges) / max(1, len(tokens))
        if number not in self._sources:
            self._sources[number] = sources(self._report(number), tokens)
        return Side(self._report(number), tokens, self._sources[number], round(covered, 4))

    def _read(self, cases: Sequence[_Case]) -> None:
        """Compare the two texts' readings with those of other reports."""
        parts: list[Keys] = [np.zeros(0, dtype=np.uint64)]
        before: list[int] = []
        own: list[int] = []
        for case in cases:
            if case.differences:
                parts += [case.differences.only_a, case.differences.only_b]
                before += [case.before] * 2
                own += [int(case.one < case.before), int(case.other < case.before)]
        sizes = [len(part) for part in parts[1:]]
        bounds = np.repeat(np.array(before, dtype=np.int64), sizes)
        counts: Longs = self._index.count(np.concatenate(parts), bounds)
        attested = counts > np.repeat(np.array(own, dtype=np.int64), sizes)
        running = np.append(0, np.cumsum(attested))
        found = np.diff(running[np.append(0, np.cumsum(sizes)).astype(np.int64)]).tolist()
        for at, case in enumerate(cases):
            if case.differences:
                readings = Readings((found[2 * at], found[2 * at + 1]), case.differences.kept)
                case.signs += of_readings(readings)

    def _copy(self, case: _Case) -> Copy:
        assert case.sides is not None  # set for every pair that is kept
        return copy_of(case.sides, case.matches, case.direction or conclude(case.signs))


def _words_of(report: Report) -> tuple[str, tuple[Block, ...]]:
    """Return what a report's words hang on: its text and blocks."""
    return report.text, report.blocks
