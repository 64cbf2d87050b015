"""Which passages two mentions share, looked up by their reports."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from stemma.records import ClaimMention, Copy, Passage, Span

_INSIDE = 0.5


class Shared(Struct, frozen=True):
    """A passage that two mentions lie in; ``forward`` when the first is on its source's side.

    ``told`` is how much of the copying report all passages of the two reports hold, in characters,
    each passage by how alike it is.
    """

    kind: str
    score: float
    quotation: bool
    direction: Literal["known", "inferred", "unknown"]
    forward: bool
    common_source: bool
    reasons: tuple[str, ...]
    told: int = 0


class _Place(Struct, frozen=True):
    """A passage seen from one of its reports: it lies ``here``, and ``there`` in the other."""

    here: Span
    there: Span
    rank: tuple[bool, float]
    shared: Shared


class CopyTable:
    """Copies by pair of reports."""

    def __init__(self, copies: Iterable[Copy]) -> None:
        self._copies: dict[tuple[str, str], list[tuple[Copy, bool]]] = defaultdict(list)
        for copy in sorted(copies, key=lambda copy: copy.id):
            self._copies[copy.source, copy.target].append((copy, True))
            self._copies[copy.target, copy.source].append((copy, False))
        self._beside: dict[str, list[str]] = defaultdict(list)
        for one, other in self._copies:
            self._beside[one].append(other)
        # The claims of two reports ask for the same passages, one after the other.
        self._places: dict[tuple[str, str], list[_Place]] = {}

    def beside(self, report: str) -> Sequence[str]:
        """Return the reports that share a passage with one."""
        return self._beside.get(report, ())

    def shared(self, a: ClaimMention, b: ClaimMention) -> Shared | None:
        """Return the best passage that holds both mentions, None if there is none."""
        places = self._between((a.report, b.report))
        if not places:
            return None
        found: _Place | None = None
        (start_a, end_a), (start_b, end_b) = _extent(a), _extent(b)
        for place in places:
            here, there = place.here, place.there
            # Most passages lie elsewhere in the reports.
            if here.end <= start_a or end_a <= here.start or there.end <= start_b or end_b <= there.start:
                continue
            # Narration tells more about derivation than a quotation that is public anyway.
            if (found is None or place.rank < found.rank) and _inside(a, here) and _inside(b, there):
                found = place
        return None if found is None else found.shared

    def _between(self, reports: tuple[str, str]) -> Sequence[_Place]:
        """Return the passages that two reports share."""
        if reports not in self._copies:
            return ()
        known = self._places.get(reports)
        if known is None:
            told = _told(self._copies[reports])
            known = self._places[reports] = [
                _place(copy, passage, told, forward=forward)
                for copy, forward in self._copies[reports]
                for passage in copy.passages
            ]
        return known


def _told(copies: Sequence[tuple[Copy, bool]]) -> int:
    """Return how much of the copying report is told as in the other."""
    return round(
        sum(
            passage.score * (passage.target.end - passage.target.start)
            for copy, _ in copies
            for passage in copy.passages
        )
    )


def _place(copy: Copy, passage: Passage, told: int, *, forward: bool) -> _Place:
    here, there = (passage.source, passage.target) if forward else (passage.target, passage.source)
    shared = _shared(copy, passage, told, forward=forward)
    return _Place(here, there, (shared.quotation, -passage.score), shared)


def _shared(copy: Copy, passage: Passage, told: int, *, forward: bool) -> Shared:
    return Shared(
        kind=passage.kind,
        score=passage.score,
        quotation=passage.quotation or copy.kind == "quotation",
        direction=copy.direction,
        forward=forward,
        common_source=copy.common_source,
        reasons=copy.reasons,
        told=told,
    )


def _extent(mention: ClaimMention) -> tuple[int, int]:
    """Return where a mention's content begins and ends."""
    spans = mention.content.spans
    return (spans[0].start, spans[-1].end) if spans else (0, 0)


def _inside(mention: ClaimMention, span: Span) -> bool:
    length = covered = 0
    for part in mention.content.spans:
        length += part.end - part.start
        covered += max(0, min(part.end, span.end) - max(part.start, span.start))
    return length > 0 and covered >= _INSIDE * length
