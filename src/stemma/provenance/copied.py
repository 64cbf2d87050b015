"""Which passages two mentions share, looked up by their reports."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from stemma.records import ClaimMention, Copy, Passage, Span

_INSIDE = 0.5
# Characters between two copied passages that are still one place of the text: a sentence or two.
_LONGEST_GAP = 400
# How far apart, as a share of such a place and in characters, two mentions may stand in it.
_DRIFT = 0.12
_DRIFT_CHARACTERS = 80


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
        self._slots: dict[tuple[str, str], list[_Place]] = {}

    def beside(self, report: str) -> Sequence[str]:
        """Return the reports that share a passage with one."""
        return self._beside.get(report, ())

    def shared(self, a: ClaimMention, b: ClaimMention) -> Shared | None:
        """Return the best passage that holds both mentions, None if there is none."""
        pair = (a.report, b.report)
        places = self._places.get(pair) or self._between(pair)
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
            if found is not None and place.rank >= found.rank:
                continue
            # Most mentions lie in a passage as a whole.
            whole = here.start <= start_a < end_a <= here.end
            if not (whole or _inside(a, here)):
                continue
            whole = there.start <= start_b < end_b <= there.end
            if whole or _inside(b, there):
                found = place
        return None if found is None else found.shared

    def placed(self, a: ClaimMention, b: ClaimMention) -> Shared | None:
        """Return what tells that two mentions stand at one place of a copied text, None if nothing does.

        Between two copied passages that follow each other in both reports, the copy's words stand in the
        place of its source's, however they were rewritten.
        """
        for slot in self._following((a.report, b.report)):
            here, there = _middle(a, slot.here), _middle(b, slot.there)
            if here is not None and there is not None and abs(here - there) <= _drift(slot):
                return slot.shared
        return None

    def beyond(self, a: ClaimMention, b: ClaimMention) -> bool:
        """Tell whether two mentions stand at two places of every copied passage that holds both."""
        (start_a, end_a), (start_b, end_b) = _extent(a), _extent(b)
        held = False
        for place in self._between((a.report, b.report)):
            here, there = place.here, place.there
            if start_a < here.end and here.start < end_a and start_b < there.end and there.start < end_b:
                if _over(a, b, place):
                    return False
                held = True
        return held

    def _following(self, reports: tuple[str, str]) -> Sequence[_Place]:
        """Return the places of a text that two reports have, copied or between what is copied."""
        if reports not in self._copies:
            return ()
        known = self._slots.get(reports)
        if known is None:
            known = self._slots[reports] = [
                slot for copy, forward in self._copies[reports] for slot in _slots(copy, forward=forward)
            ]
        return known

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


def _slots(copy: Copy, *, forward: bool) -> list[_Place]:
    """Return a copy's narrated passages, and the short stretches between those that follow each other."""
    passages = [] if copy.kind == "quotation" else sorted(copy.passages, key=lambda one: one.source.start)
    found = [_place(copy, one, 0, forward=forward) for one in passages]
    for before, after in pairwise(found):
        here = Span(before.here.end, after.here.start)
        there = Span(before.there.end, after.there.start)
        lengths = here.end - here.start, there.end - there.start
        if min(lengths) > 0 and max(lengths) <= _LONGEST_GAP:
            found.append(_Place(here, there, before.rank, replace(before.shared, kind="rewritten")))
    return found


def _middle(mention: ClaimMention, place: Span) -> float | None:
    """Return where in a place the middle of a mention stands, as a share of it; None if outside."""
    start, end = _extent(mention)
    middle = (start + end) / 2
    length = place.end - place.start
    return (middle - place.start) / length if place.start <= middle <= place.end and length else None


def _over(a: ClaimMention, b: ClaimMention, place: _Place) -> bool:
    """Tell whether two mentions stand over one another in a passage, or next to it."""
    (start, end), (from_, to) = _extent(a), _extent(b)
    scale = (place.there.end - place.there.start) / max(1, place.here.end - place.here.start)
    began, ended = (place.there.start + scale * (at - place.here.start) for at in (start, end))
    return began - _DRIFT_CHARACTERS < to and from_ < ended + _DRIFT_CHARACTERS


def _drift(slot: _Place) -> float:
    """Return how far apart two mentions may stand in a place, as a share of it."""
    length = max(1, slot.here.end - slot.here.start, slot.there.end - slot.there.start)
    return max(_DRIFT if slot.shared.kind == "rewritten" else 0.0, _DRIFT_CHARACTERS / length)


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
