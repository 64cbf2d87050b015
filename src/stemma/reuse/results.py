"""What a compared pair of reports comes to: the record of a copy."""

from collections.abc import Callable, Sequence
from typing import Literal

from msgspec.structs import replace

from stemma.identity import stable_id
from stemma.records import Copy, Passage, Span
from stemma.reuse.align import Match
from stemma.reuse.credits import common_third
from stemma.reuse.direction import Direction, Side
from stemma.reuse.words import Tokens

_VERBATIM = 0.97
_REPUBLISHED = 0.9
_BETWEEN_SIBLINGS = 0.85


def copy_of(sides: tuple[Side, Side], matches: Sequence[Match], direction: Direction) -> Copy:
    """Return the record of a copy.

    Args:
        sides: the report with the smaller id, and the other.
        matches: the passages that they share.
        direction: which of the two was first.
    """
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
