"""Copies in wholly other words, as records: what the comparison of details and sentences has found."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from msgspec.structs import replace

from stemma.records import Copy, Passage, Report, Span
from stemma.reuse.align import Match
from stemma.reuse.credits import sources
from stemma.reuse.direction import Direction, Side, conclude, known, signs
from stemma.reuse.results import copy_of
from stemma.reuse.retelling import Rewriting
from stemma.reuse.semantic import Rewritings
from stemma.reuse.words import Tokens

# Of 13 rewritings by hand whose sides differ in this, the source has more of its own in 10: log odds.
_MORE = 1.1
_MORE_BY = 0.03


def with_rewritings(
    reports: Sequence[Report], copies: Sequence[Copy], rewritings: Rewritings | None = None
) -> tuple[Copy, ...]:
    """Return copies together with the rewritings that they leave out, sorted by source and target id.

    A pair that shares only quotations is looked at too; its quotations stay among the passages.

    Args:
        reports: new reports, in the order in which they are to be compared.
        copies: the copies that shared wording shows.
        rewritings: the search that holds the reports that came before; a new one where there are none.
    """
    copied = copied_from(copies)
    search = Rewritings() if rewritings is None else rewritings
    search.prepare(reports)
    found = {copy.id: copy for copy in copies}
    for report in reports:
        for other, rewriting in search.add(report, copied[report.id]):
            add_rewriting(found, other, report, rewriting)
    return tuple(sorted(found.values(), key=lambda copy: (copy.source, copy.target)))


def copied_from(copies: Iterable[Copy]) -> dict[str, set[str]]:
    """Return which reports share more than quotations with each report."""
    copied: dict[str, set[str]] = defaultdict(set)
    for copy in copies:
        if copy.kind != "quotation":
            copied[copy.source].add(copy.target)
            copied[copy.target].add(copy.source)
    return copied


def add_rewriting(found: dict[str, Copy], earlier: Report, later: Report, rewriting: Rewriting) -> None:
    """Add a rewriting to the copies found, by id, with the quotations that are there already."""
    copy = _copy(earlier, later, rewriting)
    found[copy.id] = _with_quotations(copy, found.get(copy.id))


def _copy(earlier: Report, later: Report, rewriting: Rewriting) -> Copy:
    """Return the record of a rewriting between two reports, given in the order of its pairs."""
    forward = earlier.id < later.id
    reports = (earlier, later) if forward else (later, earlier)
    alone = rewriting.alone if forward else rewriting.alone[::-1]
    words = Tokens(reports[0]), Tokens(reports[1])
    matches = []
    for one, other, like in rewriting.pairs:
        spans = (one, other) if forward else (other, one)
        at = [_range(tokens, span) for tokens, span in zip(words, spans, strict=True)]
        if all(low < high for low, high in at):
            content = words[0].contents[at[0][1]] - words[0].contents[at[0][0]]
            matches.append(Match(at[0], at[1], like, content, 0, quoted=False))
    sides = (
        _side(reports[0], words[0], [match.a for match in matches]),
        _side(reports[1], words[1], [match.b for match in matches]),
    )
    return copy_of(sides, matches, _direction(sides, matches, alone))


def _range(tokens: Tokens, span: Span) -> tuple[int, int]:
    low, high = np.searchsorted(tokens.starts, [span.start, span.end])
    return int(low), int(high)


def _side(report: Report, tokens: Tokens, ranges: Sequence[tuple[int, int]]) -> Side:
    covered = sum(high - low for low, high in ranges) / max(1, len(tokens))
    return Side(report, tokens, sources(report, tokens), round(min(1.0, covered), 4))


def _direction(sides: tuple[Side, Side], matches: Sequence[Match], alone: tuple[float, float]) -> Direction:
    told = known(*sides)
    if told:
        return told
    found = signs(*sides, matches)
    if abs(alone[0] - alone[1]) >= _MORE_BY:
        more = _MORE if alone[0] > alone[1] else -_MORE
        found.append((more, "the source has names or numbers that the copy lacks"))
    return conclude(found)


def _with_quotations(copy: Copy, before: Copy | None) -> Copy:
    """Return a rewriting with the quotations that were known to be shared besides."""
    if before is None:
        return copy
    kept = [
        passage
        if before.source == copy.source
        else replace(passage, source=passage.target, target=passage.source)
        for passage in before.passages
    ]
    free = [passage for passage in copy.passages if not any(_overlap(passage, other) for other in kept)]
    ordered = sorted([*kept, *free], key=lambda passage: (passage.target.start, passage.source.start))
    return replace(copy, passages=tuple(ordered)) if free else before


def _overlap(one: Passage, other: Passage) -> bool:
    return any(
        a.start < b.end and b.start < a.end
        for a, b in ((one.source, other.source), (one.target, other.target))
    )
