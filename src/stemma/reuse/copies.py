"""Copies between reports: candidates from the shingle index, verified by alignment and directed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal

import numpy as np

from stemma.identity import stable_id
from stemma.records import Copy, Passage, Report, Span
from stemma.reuse.align import Match, align
from stemma.reuse.credits import Sources, common_third, sources
from stemma.reuse.direction import Direction, Side, direct, published_range
from stemma.reuse.evidence import Days, judge, stock, weights
from stemma.reuse.index import ShingleIndex
from stemma.reuse.readings import Attested, Readings, compare
from stemma.reuse.words import Tokens

_BATCH = 2000
_VERBATIM = 0.97
_REPUBLISHED = 0.9
_BETWEEN_SIBLINGS = 0.85


class CopyIndex:
    """Every report added so far, ready to tell what a new report shares with them.

    The pair and its direction do not depend on the order of adding; what counts as a stock
    phrase or as an outlet's boilerplate is judged by the reports added before.
    """

    def __init__(self) -> None:
        self._reports: list[Report] = []
        self._ids: set[str] = set()
        self._outlets: dict[str, int] = {}
        self._index = ShingleIndex()
        self._days: Days = np.zeros(0, dtype=np.int32)
        self._tokens = lru_cache(maxsize=4096)(self._tokenise)
        self._sources = lru_cache(maxsize=4096)(self._name_sources)

    def __len__(self) -> int:
        return len(self._reports)

    def add(self, report: Report) -> tuple[Copy, ...]:
        """Add a report and return its copies from and in all reports added before, sorted by id.

        A report added before, by id, gives nothing.
        """
        return self.add_all([report])

    def add_all(self, reports: Sequence[Report]) -> tuple[Copy, ...]:
        """Add reports in the order given; the same copies as adding them one by one, only faster."""
        copies: list[Copy] = []
        fresh = []
        for report in reports:
            if report.id not in self._ids:
                self._ids.add(report.id)
                fresh.append(report)
        for start in range(0, len(fresh), _BATCH):
            copies.extend(self._add_batch(fresh[start : start + _BATCH]))
        return tuple(sorted(copies, key=lambda copy: (copy.source, copy.target)))

    def _add_batch(self, batch: Sequence[Report]) -> list[Copy]:
        first = len(self._reports)
        self._reports.extend(batch)
        self._days = np.concatenate(
            [self._days, np.array([_day(report) for report in batch], dtype=np.int32)]
        )
        hashes = [self._tokens(number).shingles for number in range(first, len(self._reports))]
        earlier, later = self._index.add(hashes, [self._outlet(report) for report in batch])
        found = []
        for one, other in zip(earlier.tolist(), later.tolist(), strict=True):
            copy = self._compare(one, other)
            if copy is not None:
                found.append(copy)
        return found

    def _tokenise(self, number: int) -> Tokens:
        return Tokens(self._reports[number])

    def _name_sources(self, number: int) -> Sources:
        return sources(self._reports[number], self._tokens(number))

    def _outlet(self, report: Report) -> int:
        if not report.outlet:
            return -1
        return self._outlets.setdefault(report.outlet.casefold(), len(self._outlets))

    def _compare(self, earlier: int, later: int) -> Copy | None:
        """Align two reports and return what one has from the other, if it is enough to tell."""
        one, other = sorted((earlier, later), key=lambda number: self._reports[number].id)
        a, b = self._tokens(one), self._tokens(other)
        matches = align(a, b)
        evidence = weights(a, matches, stock(self._index, self._days, one, other))
        same_outlet = self._outlet(self._reports[one]) == self._outlet(self._reports[other]) >= 0
        matches = judge(a, b, matches, evidence, same_outlet=same_outlet)
        if not matches:
            return None
        sides = (self._side(one, matches, 0), self._side(other, matches, 1))
        direction = direct(*sides, matches, lambda: self._readings(one, other, matches))
        return _copy(sides, matches, direction)

    def _readings(self, one: int, other: int, matches: Sequence[Match]) -> Readings:
        """Compare the two texts' readings with those of the reports before the later of the two."""
        later = max(one, other)

        def others(number: int) -> Attested:
            own = 1 if number < later else 0
            return lambda hashes: self._index.count(hashes, later) - own

        return compare(self._tokens(one), self._tokens(other), matches, others(one), others(other))

    def _side(self, number: int, matches: Sequence[Match], side: int) -> Side:
        tokens = self._tokens(number)
        ranges = [(match.a, match.b)[side] for match in matches]
        covered = sum(end - start for start, end in ranges) / max(1, len(tokens))
        return Side(self._reports[number], tokens, self._sources(number), round(covered, 4))


def _day(report: Report) -> int:
    """Return the first day that a report may have been published on as a number, -1 if unknown."""
    days = published_range(report.published)
    return days[0].toordinal() if days else -1


def find_copies(reports: Mapping[str, Report]) -> tuple[Copy, ...]:
    """Return the copies among reports, sorted by source and target id.

    The result is that of adding the reports to a ``CopyIndex`` in order of publication and id.
    """
    order = sorted(reports.values(), key=lambda report: (report.published or "~", report.id))
    return CopyIndex().add_all(order)


def _copy(sides: tuple[Side, Side], matches: Sequence[Match], direction: Direction) -> Copy:
    a, b = sides
    outlets = (a.report.outlet, b.report.outlet)
    inside = (
        _inside(a.tokens, [match.a for match in matches]),
        _inside(b.tokens, [match.b for match in matches]),
    )
    third = None if _named(direction) else common_third(a.sources, b.sources, outlets, inside)
    if third:
        direction = _of_siblings(direction, third)
    source, target = (a, b) if direction.forward else (b, a)
    passages = tuple(
        sorted(
            (_passage(match, a, b, forward=direction.forward) for match in matches),
            key=lambda passage: (passage.target.start, passage.source.start),
        )
    )
    words = sum(match.a[1] - match.a[0] for match in matches)
    score = sum(match.equal * (match.a[1] - match.a[0]) for match in matches) / max(1, words)
    return Copy(
        id=stable_id("copy", *sorted((a.report.id, b.report.id))),
        source=source.report.id,
        target=target.report.id,
        passages=passages,
        kind=_kind(matches, source, target),
        direction=direction.kind,
        direction_score=direction.score,
        covered_source=source.covered,
        covered_target=target.covered,
        score=round(score, 4),
        common_source=third is not None,
        reasons=direction.reasons,
    )


def _inside(tokens: Tokens, words: Sequence[tuple[int, int]]) -> Callable[[int], bool]:
    """Return a function that tells whether a character stands inside word ranges."""
    return lambda at: any(start <= at < end for start, end in map(tokens.span, words))


def _named(direction: Direction) -> bool:
    """Tell whether one of the two reports names the other's outlet."""
    return any(reason.startswith(("the copy credits", "the copy cites")) for reason in direction.reasons)


def _of_siblings(direction: Direction, third: str) -> Direction:
    """Return the direction of two reports that rest on a third: weak signs do not tell which was first."""
    reasons = (*direction.reasons, f"both credit or cite {third}")
    if direction.kind == "inferred" and direction.score < _BETWEEN_SIBLINGS:
        reasons = (f"both credit or cite {third}, so neither need have it from the other",)
        return Direction(forward=True, kind="unknown", score=0.5, reasons=reasons)
    return replace(direction, reasons=reasons)


def _kind(
    matches: Sequence[Match], source: Side, target: Side
) -> Literal["verbatim", "rewritten", "republished", "quotation"]:
    if all(match.quoted for match in matches):
        return "quotation"
    narrated = [match for match in matches if not match.quoted]
    words = sum(match.a[1] - match.a[0] for match in narrated)
    equal = sum(match.equal * (match.a[1] - match.a[0]) for match in narrated) / max(1, words)
    if equal >= _VERBATIM and min(source.covered, target.covered) >= _REPUBLISHED:
        return "republished" if target.report.republished_from else "verbatim"
    return "verbatim" if equal >= _VERBATIM else "rewritten"


def _passage(match: Match, a: Side, b: Side, *, forward: bool) -> Passage:
    span_a, span_b = _span(a.tokens, match.a), _span(b.tokens, match.b)
    return Passage(
        source=span_a if forward else span_b,
        target=span_b if forward else span_a,
        kind="verbatim" if match.equal >= _VERBATIM else "rewritten",
        quotation=match.quoted,
        score=round(match.equal, 4),
    )


def _span(tokens: Tokens, words: tuple[int, int]) -> Span:
    start, end = tokens.span(words)
    return Span(start, end)
