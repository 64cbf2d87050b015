"""Aligned passages of two reports: chains of shared shingles, filled, extended and parted at quotations."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from rapidfuzz.distance import Indel, LCSseq

from stemma.reuse.seeds import Run, chains
from stemma.reuse.words import Tokens

# Below this share of equal words a chain is no passage: reports of two alike events come up to .44.
_LEAST_EQUAL = 0.46
# A passage is led on to the ends of its sentences only where it stays this much alike.
_LEAST_WIDE = 0.55
# Up to 2 words between a passage and its sentence's end belong to it; more must be this alike.
_EDGE = 2
_LEAST_EDGE = 0.35
_LEAST_WORDS = 5
_LEAST_CONTENT = 3
# Shorter stretches of another state of quotation stay with their neighbours.
_LEAST_STRETCH = 4

Range = tuple[int, int]
Block = tuple[int, int, int]


class Match(Struct, frozen=True):
    """Two aligned word ranges (end-exclusive): ``a`` of one report's tokens, ``b`` of the other's.

    ``equal`` is the share of equal words, ``content`` the number of content words that are
    aligned, ``run`` that of the words in its longest stretch without any difference, and
    ``quoted`` tells whether both ranges stand inside quotation marks. ``blocks`` are the
    stretches of equal words: where each begins in either report, and its length.
    """

    a: Range
    b: Range
    equal: float
    content: int
    run: int
    quoted: bool
    blocks: tuple[Block, ...] = ()


def align(a: Tokens, b: Tokens, runs: list[Run] | None = None) -> list[Match]:
    """Return the passages that two reports share, in the order of the first report.

    No two passages overlap in either report. Passages end where a block of another kind begins.
    ``runs`` is what ``shared_runs`` gives for the two.
    """
    matches: list[Match] = []
    for chain in chains(a, b, runs):
        in_a = int(a.content[chain.a0]), int(a.content[chain.a1]) + 1
        in_b = int(b.content[chain.b0]), int(b.content[chain.b1]) + 1
        matches.extend(_refine(a, b, in_a, in_b))
    return sorted(_apart(matches), key=lambda match: match.a)


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


def _refine(a: Tokens, b: Tokens, in_a: Range, in_b: Range) -> list[Match]:
    """Extend a passage and part shared quotation from shared narration."""
    exact = _extend(a, b, in_a, in_b)
    wide = _to_sentences(a, b, *exact)
    blocks, equal = _blocks(a, b, *wide)
    if equal < _LEAST_WIDE and wide != exact:
        blocks, equal = _blocks(a, b, *exact)
    if equal < _LEAST_EQUAL:
        return []
    found = (_match(a, stretch, quoted=quoted) for stretch, quoted in _stretches(a, b, blocks))
    return [match for match in found if match is not None]


def _extend(a: Tokens, b: Tokens, in_a: Range, in_b: Range) -> tuple[Range, Range]:
    """Move the ends of a passage outwards over equal words of the same segments."""
    (a0, a1), (b0, b1) = in_a, in_b
    words_a, words_b = a.words, b.words
    low_a, high_a = a.bounds(a0)
    low_b, high_b = b.bounds(b0)
    while a0 > low_a and b0 > low_b and words_a[a0 - 1] == words_b[b0 - 1]:
        a0, b0 = a0 - 1, b0 - 1
    while a1 < high_a and b1 < high_b and words_a[a1] == words_b[b1]:
        a1, b1 = a1 + 1, b1 + 1
    return (a0, a1), (b0, b1)


def _to_sentences(a: Tokens, b: Tokens, in_a: Range, in_b: Range) -> tuple[Range, Range]:
    """Move the ends of a passage to those of its sentences where the words between are alike."""
    (a0, a1), (b0, b1) = in_a, in_b
    start_a, start_b = a.sentence_at(a0)[0], b.sentence_at(b0)[0]
    if _alike(a, b, (start_a, a0), (start_b, b0)):
        a0, b0 = start_a, start_b
    end_a, end_b = a.sentence_at(a1 - 1)[1], b.sentence_at(b1 - 1)[1]
    if _alike(a, b, (a1, end_a), (b1, end_b)):
        a1, b1 = end_a, end_b
    return (a0, a1), (b0, b1)


def _alike(a: Tokens, b: Tokens, in_a: Range, in_b: Range) -> bool:
    """Tell whether two stretches beside a passage are versions of each other, or too short to matter."""
    if max(in_a[1] - in_a[0], in_b[1] - in_b[0]) <= _EDGE:
        return True
    words_a, words_b = a.words[slice(*in_a)], b.words[slice(*in_b)]
    return bool(words_a and words_b) and Indel.normalized_similarity(words_a, words_b) >= _LEAST_EDGE


def _blocks(a: Tokens, b: Tokens, in_a: Range, in_b: Range) -> tuple[list[Block], float]:
    """Return the stretches of equal words of two word ranges, and the share of equal words."""
    words_a, words_b = a.words[slice(*in_a)], b.words[slice(*in_b)]
    if words_a == words_b:
        return [(in_a[0], in_b[0], len(words_a))], 1.0
    blocks = [
        (in_a[0] + code.src_start, in_b[0] + code.dest_start, code.src_end - code.src_start)
        for code in LCSseq.opcodes(words_a, words_b)
        if code.tag == "equal"
    ]
    return blocks, 2 * sum(size for _, _, size in blocks) / (len(words_a) + len(words_b))


def _stretches(a: Tokens, b: Tokens, blocks: list[Block]) -> list[tuple[list[Block], bool]]:
    """Cut aligned words into stretches inside quotation marks in both reports, and outside."""
    if not blocks:
        return []
    if not a.quotes or not b.quotes:
        return [(blocks, False)]
    flags = [
        bool(one and other)
        for at_a, at_b, size in blocks
        for one, other in zip(a.quoted[at_a : at_a + size], b.quoted[at_b : at_b + size], strict=True)
    ]
    if all(flags) or not any(flags):
        return [(blocks, flags[0])]
    borders = [at for at in range(1, len(flags)) if flags[at] != flags[at - 1]]
    edges = [0, *borders, len(flags)]
    stretches: list[tuple[int, int, bool]] = []
    for low, high in pairwise(edges):
        if stretches and (high - low < _LEAST_STRETCH or stretches[-1][2] == flags[low]):
            stretches[-1] = (stretches[-1][0], high, stretches[-1][2])
        else:
            stretches.append((low, high, flags[low]))
    return [(_part(blocks, low, high), state) for low, high, state in stretches]


def _part(blocks: Sequence[Block], low: int, high: int) -> list[Block]:
    """Return the aligned words from the ``low``-th to the ``high``-th (exclusive) as blocks."""
    parts = []
    before = 0
    for at_a, at_b, size in blocks:
        start, end = max(low - before, 0), min(high - before, size)
        if start < end:
            parts.append((at_a + start, at_b + start, end - start))
        before += size
    return parts


def _match(a: Tokens, blocks: list[Block], *, quoted: bool) -> Match | None:
    """Return the match that spans a stretch of aligned words, None when it is too small to tell."""
    words = sum(size for _, _, size in blocks)
    content = sum(int(a.contents[at + size] - a.contents[at]) for at, _, size in blocks)
    if words < _LEAST_WORDS or content < _LEAST_CONTENT:
        return None
    (a0, b0, _), (last_a, last_b, size) = blocks[0], blocks[-1]
    in_a, in_b = (a0, last_a + size), (b0, last_b + size)
    equal = 2 * words / (in_a[1] - in_a[0] + in_b[1] - in_b[0])
    return Match(in_a, in_b, equal, content, max(size for _, _, size in blocks), quoted, tuple(blocks))
