"""Which passages two mentions share, looked up by their reports."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from stemma.records import ClaimMention, Copy, Passage, Span

_INSIDE = 0.5


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage that two mentions lie in; ``forward`` when the first is on its source's side."""

    kind: str
    score: float
    quotation: bool
    direction: Literal["known", "inferred", "unknown"]
    forward: bool
    common_source: bool
    reasons: tuple[str, ...]


class CopyTable:
    """Copies by pair of reports."""

    def __init__(self, copies: Iterable[Copy]) -> None:
        self._copies: dict[tuple[str, str], list[tuple[Copy, bool]]] = defaultdict(list)
        for copy in sorted(copies, key=lambda copy: copy.id):
            self._copies[copy.source, copy.target].append((copy, True))
            self._copies[copy.target, copy.source].append((copy, False))

    def shared(self, a: ClaimMention, b: ClaimMention) -> Shared | None:
        """Return the best passage that holds both mentions, None if there is none."""
        found: tuple[Copy, Passage, bool] | None = None
        best = (False, 0.0)
        (start_a, end_a), (start_b, end_b) = _extent(a), _extent(b)
        for copy, forward in self._copies.get((a.report, b.report), ()):
            for passage in copy.passages:
                here, there = (
                    (passage.source, passage.target) if forward else (passage.target, passage.source)
                )
                # Most passages lie elsewhere in the reports.
                if here.end <= start_a or end_a <= here.start or there.end <= start_b or end_b <= there.start:
                    continue
                if not (_inside(a, here) and _inside(b, there)):
                    continue
                # Narration tells more about derivation than a quotation that is public anyway.
                rank = (passage.quotation or copy.kind == "quotation", -passage.score)
                if found is None or rank < best:
                    found, best = (copy, passage, forward), rank
        return None if found is None else _shared(found[0], found[1], forward=found[2])


def _shared(copy: Copy, passage: Passage, *, forward: bool) -> Shared:
    return Shared(
        kind=passage.kind,
        score=passage.score,
        quotation=passage.quotation or copy.kind == "quotation",
        direction=copy.direction,
        forward=forward,
        common_source=copy.common_source,
        reasons=copy.reasons,
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
