"""Where two reports share shingles: runs of them, joined to chains, in positions of content words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from stemma.reuse.shingles import SIZE, Longs, spread
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


def shared_runs(tokens: Sequence[Tokens], pairs: Sequence[tuple[int, int]]) -> list[list[Run]]:
    """Return, for each pair of reports, their diagonal runs of shared shingles, sorted.

    A run is a range of content words in either report (a0, a1, b0, b1), inclusive. All pairs are
    joined at once: the shingles are sorted by report, and those of one report looked up in the other.

    Args:
        tokens: the reports' words.
        pairs: places in ``tokens``.
    """
    found: list[list[Run]] = [[] for _ in pairs]
    hits = _hits(tokens, np.array(pairs, dtype=np.int64).reshape(-1, 2))
    if not len(hits[0]):
        return found
    pair, at_a, at_b = hits
    diagonal = at_a - at_b
    # Pair, diagonal and place fit into one number, which sorts faster than three.
    along = np.argsort((pair << 48) | ((diagonal + (1 << 23)) << 24) | at_a)
    pair, at_a, at_b, diagonal = pair[along], at_a[along], at_b[along], diagonal[along]
    fresh = np.ones(len(at_a), dtype=np.bool_)
    fresh[1:] = (np.diff(at_a) != 1) | (np.diff(diagonal) != 0) | (np.diff(pair) != 0)
    first = np.flatnonzero(fresh)
    last = np.append(first[1:], len(at_a)) - 1
    rows = np.stack([at_a[first], at_a[last] + SIZE - 1, at_b[first], at_b[last] + SIZE - 1], axis=1)
    for number, (a0, a1, b0, b1) in zip(pair[first].tolist(), rows.tolist(), strict=True):
        found[number].append((a0, a1, b0, b1))
    for (one, other), runs in zip(pairs, found, strict=True):
        a, b = tokens[one], tokens[other]
        if not (a.single and b.single):
            runs[:] = [part for run in runs for part in _cut(a, b, run)]
        runs.sort()
    return found


def _hits(tokens: Sequence[Tokens], pairs: Longs) -> tuple[Longs, Longs, Longs]:
    """Return where shingles are equal: the pair's number, the places in its first and second report."""
    sizes = np.array([len(item.shingles) for item in tokens], dtype=np.int64)
    first = np.cumsum(sizes) - sizes
    shift = np.uint64(64 - max(1, len(tokens).bit_length()))
    owners = np.arange(len(tokens), dtype=np.uint64) << shift
    kept = (np.uint64(1) << shift) - np.uint64(1)
    joined = np.concatenate([np.zeros(0, dtype=np.uint64), *(item.shingles for item in tokens)])
    keys = np.repeat(owners, sizes) | (joined >> (np.uint64(64) - shift))
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    one, other = pairs[:, 0], pairs[:, 1]
    at = spread(first[one], sizes[one])
    wanted = (keys[at] & kept) | np.repeat(owners[other], sizes[one])
    low = np.searchsorted(keys, wanted)
    hit = np.flatnonzero(keys[np.minimum(low, len(keys) - 1)] == wanted) if len(keys) else low[:0]
    repeats = np.searchsorted(keys, wanted[hit], side="right") - low[hit]
    few = repeats <= _MOST_REPEATS
    hit, repeats = hit[few], repeats[few]
    pair = np.repeat(np.repeat(np.arange(len(pairs)), sizes[one])[hit], repeats)
    at_a = np.repeat(order[at[hit]], repeats) - first[one][pair]
    at_b = order[spread(low[hit], repeats)] - first[other][pair]
    return pair, at_a, at_b


def chains(a: Tokens, b: Tokens, runs: list[Run] | None = None) -> list[Chain]:
    """Return the chains of shared shingles, the longest first, none overlapping another in either report.

    ``runs`` is what ``shared_runs`` gives for the two reports.
    """
    if runs is None:
        (runs,) = shared_runs([a, b], [(0, 1)])
    return _disjoint(_chain(runs))


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
