"""Aligned passages of two reports: seeds of shared shingles, joined, filled and extended."""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel, LCSseq

from stemma.reuse.words import Tokens

# Seeds this many content words apart, in both reports, belong to one passage: two neighbouring
# words may be replaced in each of two clauses without parting them.
_GAP = 6
_MOST_REPEATS = 4
_SIZE = 3
# Below this share of equal words a joined passage is taken apart into its seeds again.
_LEAST_EQUAL = 0.4
# Up to 2 words between a passage and its sentence's end belong to it; more must be this alike.
_EDGE = 2
_LEAST_EDGE = 0.35
_LEAST_WORDS = 5
_LEAST_CONTENT = 3
# Shorter stretches of another state of quotation stay with their neighbours.
_LEAST_STRETCH = 4

Pairs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Match:
    """Two aligned word ranges (end-exclusive): ``a`` of one report's tokens, ``b`` of the other's.

    ``equal`` is the share of equal words, ``content`` the number of content words whose stems
    are aligned, ``run`` that of the words in its longest stretch without any difference, and
    ``quoted`` tells whether both ranges stand inside quotation marks. ``pairs`` holds the positions
    of equal words, a row each.
    """

    a: tuple[int, int]
    b: tuple[int, int]
    equal: float
    content: int
    run: int
    quoted: bool
    pairs: Pairs = field(repr=False, compare=False)


@dataclass(slots=True)
class _Chain:
    """A growing passage, in content-word positions (inclusive)."""

    a0: int
    a1: int
    b0: int
    b1: int
    seeds: int


def align(a: Tokens, b: Tokens) -> list[Match]:
    """Return the passages that two reports share, in the order of the first report.

    No two passages overlap in either report. Passages end where a block of another kind begins.
    """
    content_a, content_b = a.content, b.content
    runs = _seed_runs(a, b, content_a, content_b)
    chains = _disjoint(_chain(runs))
    matches = []
    for chain in chains:
        range_a = (int(content_a[chain.a0]), int(content_a[chain.a1]) + 1)
        range_b = (int(content_b[chain.b0]), int(content_b[chain.b1]) + 1)
        matches.extend(_refine(a, b, range_a, range_b))
    return sorted(_apart(matches), key=lambda match: match.a)


def _seed_runs(
    a: Tokens, b: Tokens, content_a: npt.NDArray[np.int64], content_b: npt.NDArray[np.int64]
) -> list[tuple[int, int, int, int]]:
    """Return diagonal runs of shared shingles as content-word ranges (a0, a1, b0, b1), inclusive."""
    hashes_a = a.shingles
    order, ordered = b.ordered
    low = np.searchsorted(ordered, hashes_a)
    repeats = np.searchsorted(ordered, hashes_a, side="right") - low
    hits = np.flatnonzero((repeats > 0) & (repeats <= _MOST_REPEATS))
    at_a = np.repeat(hits, repeats[hits])
    offset = np.arange(len(at_a)) - np.repeat(np.cumsum(repeats[hits]) - repeats[hits], repeats[hits])
    at_b = order[np.repeat(low[hits], repeats[hits]) + offset]
    whole = (a.segment[content_a[at_a]] == a.segment[content_a[at_a + _SIZE - 1]]) & (
        b.segment[content_b[at_b]] == b.segment[content_b[at_b + _SIZE - 1]]
    )
    at_a, at_b = at_a[whole], at_b[whole]
    order = np.lexsort((at_a, at_a - at_b))
    at_a, at_b = at_a[order], at_b[order]
    fresh = np.ones(len(at_a), dtype=np.bool_)
    fresh[1:] = (np.diff(at_a) != 1) | (np.diff(at_b) != 1)
    first = np.flatnonzero(fresh)
    last = np.append(first[1:], len(at_a)) - 1 if len(first) else first
    segment_a, segment_b = a.segment[content_a], b.segment[content_b]
    runs = []
    for low_index, high_index in zip(first.tolist(), last.tolist(), strict=True):
        a0, a1 = int(at_a[low_index]), int(at_a[high_index]) + _SIZE - 1
        b0, b1 = int(at_b[low_index]), int(at_b[high_index]) + _SIZE - 1
        if segment_a[a0] == segment_a[a1] and segment_b[b0] == segment_b[b1]:
            runs.append((a0, a1, b0, b1))
        else:
            runs.extend(_cut(list(range(a0, a1 + 1)), b0 - a0, segment_a, segment_b))
    return sorted(runs)


def _cut(
    positions: list[int], shift: int, segment_a: npt.NDArray[np.int32], segment_b: npt.NDArray[np.int32]
) -> list[tuple[int, int, int, int]]:
    """Cut a run at the borders of segments."""
    runs = []
    start = positions[0]
    for at in [*positions[1:], positions[-1] + 1]:
        ends = at > positions[-1]
        if ends or segment_a[at] != segment_a[at - 1] or segment_b[at + shift] != segment_b[at - 1 + shift]:
            if at - start >= _SIZE:
                runs.append((start, at - 1, start + shift, at - 1 + shift))
            start = at
    return runs


def _chain(runs: list[tuple[int, int, int, int]]) -> list[_Chain]:
    """Join runs that are near each other in both reports."""
    chains: list[_Chain] = []
    open_chains: list[_Chain] = []
    for a0, a1, b0, b1 in runs:
        open_chains = [chain for chain in open_chains if a0 - chain.a1 <= _GAP]
        for chain in reversed(open_chains):
            if chain.b0 - _GAP <= b0 and b1 <= chain.b1 + _GAP + (b1 - b0):
                if b0 - chain.b1 > _GAP or chain.b0 - b1 > _GAP:
                    continue
                chain.a1 = max(chain.a1, a1)
                chain.b0, chain.b1 = min(chain.b0, b0), max(chain.b1, b1)
                chain.seeds += a1 - a0 + 1
                break
        else:
            chain = _Chain(a0, a1, b0, b1, a1 - a0 + 1)
            chains.append(chain)
            open_chains.append(chain)
    return chains


def _disjoint(chains: list[_Chain]) -> list[_Chain]:
    """Keep the chains with most seeds, trimming what overlaps a better one in either report."""
    kept: list[_Chain] = []
    for chain in sorted(chains, key=lambda chain: (-chain.seeds, chain.a0, chain.b0)):
        if not any(_overlap(chain, other) for other in kept):
            kept.append(chain)
    return kept


def _overlap(one: _Chain, other: _Chain) -> bool:
    in_a = min(one.a1, other.a1) - max(one.a0, other.a0) + 1
    in_b = min(one.b1, other.b1) - max(one.b0, other.b0) + 1
    return in_a > 0 or in_b > 0


def _apart(matches: list[Match]) -> list[Match]:
    """Drop the shorter of two matches whose words overlap after extension."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda match: (-match.content, match.a, match.b)):
        clear = all(
            (match.a[1] <= other.a[0] or other.a[1] <= match.a[0])
            and (match.b[1] <= other.b[0] or other.b[1] <= match.b[0])
            for other in kept
        )
        if clear:
            kept.append(match)
    return kept


def _refine(a: Tokens, b: Tokens, in_a: tuple[int, int], in_b: tuple[int, int]) -> list[Match]:
    """Extend a passage over equal words and part shared quotation from shared narration."""
    in_a, in_b = _extend(a, b, in_a, in_b)
    in_a, in_b = _to_sentences(a, b, in_a, in_b)
    pairs, run = _aligned_words(a, b, in_a, in_b)
    equal = 2 * len(pairs) / (in_a[1] - in_a[0] + in_b[1] - in_b[0])
    if equal < _LEAST_EQUAL:
        return []
    return [
        match
        for stretch, quoted in _stretches(a, b, pairs)
        if (match := _match(a, stretch, run, quoted=quoted)) is not None
    ]


def _extend(
    a: Tokens, b: Tokens, in_a: tuple[int, int], in_b: tuple[int, int]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Move the ends of a passage outwards over equal words of the same segments."""
    (a0, a1), (b0, b1) = in_a, in_b
    segment_a, segment_b = a.segment[a0], b.segment[b0]
    while (
        a0 > 0
        and b0 > 0
        and a.exact[a0 - 1] == b.exact[b0 - 1]
        and a.segment[a0 - 1] == segment_a
        and b.segment[b0 - 1] == segment_b
    ):
        a0, b0 = a0 - 1, b0 - 1
    while (
        a1 < len(a)
        and b1 < len(b)
        and a.exact[a1] == b.exact[b1]
        and a.segment[a1] == segment_a
        and b.segment[b1] == segment_b
    ):
        a1, b1 = a1 + 1, b1 + 1
    return (a0, a1), (b0, b1)


def _to_sentences(
    a: Tokens, b: Tokens, in_a: tuple[int, int], in_b: tuple[int, int]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Move the ends of a passage to those of its sentences where the words between are alike."""
    (a0, a1), (b0, b1) = in_a, in_b
    start_a, start_b = a.sentences[a.sentence[a0]][0], b.sentences[b.sentence[b0]][0]
    if _alike(a, b, (start_a, a0), (start_b, b0)):
        a0, b0 = start_a, start_b
    end_a, end_b = a.sentences[a.sentence[a1 - 1]][1], b.sentences[b.sentence[b1 - 1]][1]
    if _alike(a, b, (a1, end_a), (b1, end_b)):
        a1, b1 = end_a, end_b
    return (a0, a1), (b0, b1)


def _alike(a: Tokens, b: Tokens, in_a: tuple[int, int], in_b: tuple[int, int]) -> bool:
    """Tell whether two stretches beside a passage are versions of each other, or too short to matter."""
    longest = max(in_a[1] - in_a[0], in_b[1] - in_b[0])
    if longest <= _EDGE:
        return True
    words_a, words_b = a.exact[slice(*in_a)].tolist(), b.exact[slice(*in_b)].tolist()
    return bool(words_a and words_b) and Indel.normalized_similarity(words_a, words_b) >= _LEAST_EDGE


def _aligned_words(a: Tokens, b: Tokens, in_a: tuple[int, int], in_b: tuple[int, int]) -> tuple[Pairs, int]:
    """Return the word pairs of the longest common subsequence of two word ranges, and its longest run."""
    words_a, words_b = a.exact[slice(*in_a)].tolist(), b.exact[slice(*in_b)].tolist()
    if words_a == words_b:
        return np.stack([np.arange(*in_a), np.arange(*in_b)], axis=1), len(words_a)
    pairs: list[tuple[int, int]] = []
    longest = 0
    for block in LCSseq.opcodes(words_a, words_b):
        if block.tag == "equal":
            start_a, start_b = in_a[0] + block.src_start, in_b[0] + block.dest_start
            size = block.src_end - block.src_start
            pairs.extend((start_a + at, start_b + at) for at in range(size))
            longest = max(longest, size)
    return np.array(pairs, dtype=np.int64).reshape(-1, 2), longest


def _stretches(a: Tokens, b: Tokens, pairs: Pairs) -> list[tuple[Pairs, bool]]:
    """Cut aligned words into stretches inside quotation marks in both reports, and outside."""
    if not len(pairs):
        return []
    quoted = a.quoted[pairs[:, 0]] & b.quoted[pairs[:, 1]]
    if quoted.all() or not quoted.any():
        return [(pairs, bool(quoted[0]))]
    borders = [0, *(np.flatnonzero(np.diff(quoted)) + 1).tolist(), len(pairs)]
    stretches: list[tuple[int, int, bool]] = []
    for low, high in pairwise(borders):
        if stretches and (high - low < _LEAST_STRETCH or stretches[-1][2] == quoted[low]):
            stretches[-1] = (stretches[-1][0], high, stretches[-1][2])
        else:
            stretches.append((low, high, bool(quoted[low])))
    return [(pairs[low:high], state) for low, high, state in stretches]


def _match(a: Tokens, pairs: Pairs, longest: int, *, quoted: bool) -> Match | None:
    """Return the match that spans a stretch of aligned words, None when it is too small to tell.

    ``longest`` is the longest run of equal words in the passage that the stretch was cut from.
    """
    (a0, b0), (a1, b1) = pairs[0].tolist(), (pairs[-1] + 1).tolist()
    content = int(np.count_nonzero(a.stem[pairs[:, 0]]))
    if len(pairs) < _LEAST_WORDS or content < _LEAST_CONTENT:
        return None
    equal = 2 * len(pairs) / (a1 - a0 + b1 - b0)
    return Match((a0, a1), (b0, b1), equal, content, min(longest, len(pairs)), quoted, pairs)
