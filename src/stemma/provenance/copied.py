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
        found: Shared | None = None
        for copy, forward in self._copies.get((a.report, b.report), ()):
            for passage in copy.passages:
                here, there = (
                    (passage.source, passage.target) if forward else (passage.target, passage.source)
                )
                if not (_inside(a, here) and _inside(b, there)):
                    continue
                one = _shared(copy, passage, forward=forward)
                # Narration tells more about derivation than a quotation that is public anyway.
                if found is None or (one.quotation, -one.score) < (found.quotation, -found.score):
                    found = one
        return found


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


def _inside(mention: ClaimMention, span: Span) -> bool:
    length = sum(part.end - part.start for part in mention.content.spans)
    covered = sum(
        max(0, min(part.end, span.end) - max(part.start, span.start)) for part in mention.content.spans
    )
    return length > 0 and covered >= _INSIDE * length
