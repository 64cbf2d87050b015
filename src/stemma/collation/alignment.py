"""Which mentions of two reports stand at the same place of a copied passage."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Protocol

from msgspec import Struct

from stemma.records import Copy, Passage, Span

# How far apart, as a share of the passage, two mentions may stand that are the same words copied.
_DRIFT = 0.12
_DRIFT_CHARACTERS = 80
_INSIDE = 0.5
# Characters between two copied passages that are still one place of the text: a sentence or two.
_SHORTEST_GAP = 20
_LONGEST_GAP = 400
# Share of the target inside passages from which its edges are taken for copied too.
_MOSTLY = 0.4


class Placed(Protocol):
    """Something at a place of a report: a statement, or what is stored of one."""

    @property
    def id(self) -> str:
        """The mention's id."""

    @property
    def report(self) -> str:
        """The id of its report."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


_Place = tuple[int, int, str]  # where a mention begins and ends, and its id


class Aligned(Struct, frozen=True):
    """Two mentions (source's and target's ids) at one place of a copied passage."""

    copy: Copy
    passage: Passage


def align(
    items: Iterable[Placed], copies: Iterable[Copy], *, edges: bool = True
) -> dict[tuple[str, str], Aligned]:
    """Return the pairs of mention ids (the smaller first) that copied passages put side by side.

    Args:
        items: all mentions of the copies' reports, or with ``edges`` off some of them.
        copies: aligned passages between reports.
        edges: also align what stands before the first passage of a copy and after its last one.
    """
    by_report: dict[str, list[_Place]] = defaultdict(list)
    for item in items:
        by_report[item.report].append((item.start, item.end, item.id))
    for listed in by_report.values():
        listed.sort(key=lambda place: (place[0], place[2]))
    layouts = _Layouts(by_report)
    found: dict[tuple[str, str], Aligned] = {}
    for copy in sorted(copies, key=lambda copy: copy.id):
        sources, targets = by_report.get(copy.source), by_report.get(copy.target)
        if not sources or not targets:
            continue
        gaps, level = layouts.of(copy, edges=edges and copy.covered_target >= _MOSTLY)
        for passage, pairs in zip((*copy.passages, *gaps), level, strict=True):
            place = Aligned(copy, passage) if pairs else None
            for at, there in pairs:
                one, other = sources[at][2], targets[there][2]
                key = (one, other) if one <= other else (other, one)
                known = found.get(key)
                if place is not None and (known is None or known.passage.score < passage.score):
                    found[key] = place
    return found


# The stretches between the passages of a copy, and for each of its passages and these the places of the
# mentions that stand side by side.
_Level = tuple[tuple[Passage, ...], list[list[tuple[int, int]]]]


class _Layouts:
    """Finds which mentions stand side by side, once for all copies of reports that are laid out alike."""

    def __init__(self, by_report: Mapping[str, list[_Place]]) -> None:
        self._by_report = by_report
        self._numbers: dict[tuple[tuple[int, int], ...], int] = {}
        self._layout: dict[str, int] = {}
        self._known: dict[tuple[Hashable, ...], _Level] = {}

    def of(self, copy: Copy, *, edges: bool) -> _Level:
        """Return what a copy puts side by side, by the places of mentions among those of their reports."""
        spans = tuple([(one.source, one.target) for one in copy.passages])
        key = (self._number(copy.source), self._number(copy.target), spans, edges)
        found = self._known.get(key)
        if found is None:
            sources, targets = self._by_report[copy.source], self._by_report[copy.target]
            gaps = tuple(_gaps(copy, sources, targets, edges=edges))
            level = [_side_by_side(sources, targets, one) for one in (*copy.passages, *gaps)]
            found = self._known[key] = gaps, level
        return found

    def _number(self, report: str) -> int:
        number = self._layout.get(report)
        if number is None:
            layout = tuple([(start, end) for start, end, _ in self._by_report[report]])
            number = self._layout[report] = self._numbers.setdefault(layout, len(self._numbers))
        return number


def _side_by_side(sources: list[_Place], targets: list[_Place], passage: Passage) -> list[tuple[int, int]]:
    """Return the places of the mentions that a passage puts side by side."""
    left = _inside(sources, passage.source)
    right = _inside(targets, passage.target) if left else []
    return list(_neighbours(sources, left, targets, right, passage)) if right else []


def _gaps(copy: Copy, sources: list[_Place], targets: list[_Place], *, edges: bool) -> Iterator[Passage]:
    """Short stretches between two copied passages that follow each other in both reports.

    What stands there in the one report stands in the place of what stands there in the other. Where
    most of the target is copied, the same holds of what is left before the first passage and after
    the last one (``edges``).
    """
    ordered = sorted(copy.passages, key=lambda one: (one.source.start, one.target.start))
    borders = [(one.source, one.target) for one in ordered]
    if edges:
        borders.insert(0, (Span(0, 0), Span(0, 0)))
        ends = (sources[-1][1], targets[-1][1])
        borders.append((Span(ends[0], ends[0]), Span(ends[1], ends[1])))
    for before, after in pairwise(borders):
        source = Span(before[0].end, after[0].start)
        target = Span(before[1].end, after[1].start)
        lengths = (source.end - source.start, target.end - target.start)
        if min(lengths) >= _SHORTEST_GAP and max(lengths) <= _LONGEST_GAP:
            yield Passage(source, target, "rewritten", quotation=False, score=0.0)


def pair_key(a: str, b: str) -> tuple[str, str]:
    """Return two ids in order."""
    return (a, b) if a <= b else (b, a)


def _inside(items: list[_Place], span: Span) -> list[int]:
    """Return the places of the mentions that lie in a span, or half of them."""
    found = []
    first, last = span.start, span.end
    # A mention that begins a little before the passage may still lie mostly inside it.
    for at in range(max(0, bisect_left(items, (first,)) - 3), len(items)):
        start, end, _ = items[at]
        if start >= last:
            break
        if end <= first:
            continue
        whole = first <= start < end <= last
        if whole or min(end, last) - max(start, first) >= _INSIDE * max(1, end - start):
            found.append(at)
    return found


def _neighbours(
    sources: list[_Place], left: list[int], targets: list[_Place], right: list[int], passage: Passage
) -> Iterator[tuple[int, int]]:
    """Yield the places of mentions about as far into a passage."""
    length_a = max(1, passage.source.end - passage.source.start)
    length_b = max(1, passage.target.end - passage.target.start)
    drift = max(_DRIFT, _DRIFT_CHARACTERS / max(length_a, length_b))
    places = [((targets[at][0] + targets[at][1]) / 2 - passage.target.start) / length_b for at in right]
    for one in left:
        place = ((sources[one][0] + sources[one][1]) / 2 - passage.source.start) / length_a
        for other, there in zip(right, places, strict=True):
            if -drift <= there - place <= drift:
                yield one, other
