"""Which mentions of two reports stand at the same place of a copied passage."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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
    found: dict[tuple[str, str], Aligned] = {}
    for copy in sorted(copies, key=lambda copy: copy.id):
        for passage in (*copy.passages, *_gaps(copy, by_report, edges=edges)):
            sources = _inside(by_report[copy.source], passage.source)
            targets = _inside(by_report[copy.target], passage.target) if sources else []
            if not targets:
                continue
            place = Aligned(copy, passage)
            for one, other in _neighbours(sources, targets, passage):
                key = pair_key(one, other)
                known = found.get(key)
                if known is None or known.passage.score < passage.score:
                    found[key] = place
    return found


def _gaps(copy: Copy, by_report: Mapping[str, list[_Place]], *, edges: bool) -> Iterator[Passage]:
    """Short stretches between two copied passages that follow each other in both reports.

    What stands there in the one report stands in the place of what stands there in the other. Where
    most of the target is copied, the same holds of what is left before the first passage and after
    the last one.
    """
    ordered = sorted(copy.passages, key=lambda one: (one.source.start, one.target.start))
    borders = [(one.source, one.target) for one in ordered]
    if edges and copy.covered_target >= _MOSTLY:
        borders.insert(0, (Span(0, 0), Span(0, 0)))
        if by_report[copy.source] and by_report[copy.target]:
            ends = (by_report[copy.source][-1][1], by_report[copy.target][-1][1])
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


def _inside(items: list[_Place], span: Span) -> list[_Place]:
    found = []
    first, last = span.start, span.end
    # A mention that begins a little before the passage may still lie mostly inside it.
    for at in range(max(0, bisect_left(items, (first,)) - 3), len(items)):
        item = items[at]
        start, end, _ = item
        if start >= last:
            break
        whole = first <= start < end <= last
        if whole or min(end, last) - max(start, first) >= _INSIDE * max(1, end - start):
            found.append(item)
    return found


def _neighbours(sources: list[_Place], targets: list[_Place], passage: Passage) -> Iterator[tuple[str, str]]:
    length_a = max(1, passage.source.end - passage.source.start)
    length_b = max(1, passage.target.end - passage.target.start)
    drift = max(_DRIFT, _DRIFT_CHARACTERS / max(length_a, length_b))
    places = [((start + end) / 2 - passage.target.start) / length_b for start, end, _ in targets]
    for start, end, one in sources:
        place = ((start + end) / 2 - passage.source.start) / length_a
        for (_, _, other), there in zip(targets, places, strict=True):
            if -drift <= there - place <= drift:
                yield one, other
