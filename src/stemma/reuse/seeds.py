"""Where two reports share shingles: runs of them, joined to chains, in positions of content words."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from stemma.reuse.shingles import SIZE
from stemma.reuse.words import Tokens

# Seeds this many content words apart, in both reports, belong to one passage: two neighbouring
# words may be replaced in each of two clauses without parting them.
_GAP = 6
_MOST_REPEATS = 4

Run = tuple[int, int, int, int]


@dataclass(slots=True)
class Chain:
    """A growing passage, from ``a0`` to ``a1`` and ``b0`` to ``b1`` (content words, inclusive)."""

    a0: int
    a1: int
    b0: int
    b1: int
    seeds: int


def chains(a: Tokens, b: Tokens) -> list[Chain]:
    """Return the chains of shared shingles, the longest first, none overlapping another in either report."""
    return _disjoint(_chain(_runs(a, b)))


def _runs(a: Tokens, b: Tokens) -> list[Run]:
    """Return diagonal runs of shared shingles as content-word ranges (a0, a1, b0, b1), inclusive."""
    order, ordered = b.ordered
    low = np.searchsorted(ordered, a.shingles)
    hits = (
        np.flatnonzero(ordered[np.minimum(low, len(ordered) - 1)] == a.shingles) if len(ordered) else low[:0]
    )
    if not len(hits):
        return []
    low = low[hits]
    repeats = np.searchsorted(ordered, a.shingles[hits], side="right") - low
    few = repeats <= _MOST_REPEATS
    hits, low, repeats = hits[few], low[few], repeats[few]
    at_a = np.repeat(hits, repeats)
    at_b = order[np.arange(len(at_a)) - np.repeat(np.cumsum(repeats) - repeats - low, repeats)]
    diagonal = at_a - at_b
    along = np.lexsort((at_a, diagonal))
    at_a, at_b, diagonal = at_a[along], at_b[along], diagonal[along]
    fresh = np.ones(len(at_a), dtype=np.bool_)
    fresh[1:] = (at_a[1:] - at_a[:-1] != 1) | (diagonal[1:] != diagonal[:-1])
    first = np.flatnonzero(fresh)
    last = np.append(first[1:], len(at_a))[: len(first)] - 1
    rows = np.stack([at_a[first], at_a[last] + SIZE - 1, at_b[first], at_b[last] + SIZE - 1], axis=1)
    if a.single and b.single:
        return sorted((a0, a1, b0, b1) for a0, a1, b0, b1 in rows.tolist())
    runs: list[Run] = []
    for a0, a1, b0, b1 in rows.tolist():
        runs.extend(_cut(a, b, (a0, a1, b0, b1)))
    return sorted(runs)


def _cut(a: Tokens, b: Tokens, run: Run) -> list[Run]:
    """Cut a run where a block of another kind begins in either report."""
    a0, a1, b0, b1 = run
    segment_a, segment_b = a.segment[a.content[a0 : a1 + 1]], b.segment[b.content[b0 : b1 + 1]]
    if segment_a[0] == segment_a[-1] and segment_b[0] == segment_b[-1]:
        return [run]
    borders = np.flatnonzero((np.diff(segment_a) != 0) | (np.diff(segment_b) != 0)) + 1
    edges = [0, *borders.tolist(), a1 - a0 + 1]
    return [
        (a0 + low, a0 + high - 1, b0 + low, b0 + high - 1)
        for low, high in pairwise(edges)
        if high - low >= SIZE
    ]


def _chain(runs: list[Run]) -> list[Chain]:
    """Join runs that are near each other in both reports."""
    found: list[Chain] = []
    growing: list[Chain] = []
    for a0, a1, b0, b1 in runs:
        growing = [chain for chain in growing if a0 - chain.a1 <= _GAP]
        for chain in reversed(growing):
            if b0 - chain.b1 <= _GAP and chain.b0 - b1 <= _GAP and chain.b0 - _GAP <= b0:
                chain.a1 = max(chain.a1, a1)
                chain.b0, chain.b1 = min(chain.b0, b0), max(chain.b1, b1)
                chain.seeds += a1 - a0 + 1
                break
        else:
            chain = Chain(a0, a1, b0, b1, a1 - a0 + 1)
            found.append(chain)
            growing.append(chain)
    return found


def _disjoint(found: list[Chain]) -> list[Chain]:
    """Keep the chains with most seeds that overlap no better one in either report."""
    kept: list[Chain] = []
    for chain in sorted(found, key=lambda chain: (-chain.seeds, chain.a0, chain.b0)):
        if all(
            (chain.a1 < other.a0 or other.a1 < chain.a0) and (chain.b1 < other.b0 or other.b1 < chain.b0)
            for other in kept
        ):
            kept.append(chain)
    return kept
