"""Where two aligned texts differ: which of the two readings looks like the change, which like the original.

The textual critic's rules: a reading that other witnesses share is older than one that stands
alone (*lectio singularis*), and a word that the rest of the other text still uses was there first.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from stemma.distinct import distinct
from stemma.reuse.align import Match
from stemma.reuse.shingles import Keys
from stemma.reuse.words import Tokens

_MOST = 64


class Readings(Struct, frozen=True):
    """How often the first report's readings are the ones attested elsewhere, and the second's.

    ``shared`` are word groups that other reports have too, ``kept`` words that the other of the
    two reports uses elsewhere.
    """

    shared: tuple[int, int]
    kept: tuple[int, int]


class Differences(Struct, frozen=True):
    """What only one of two texts has where they differ.

    ``kept`` is that of ``Readings``, ``only_a`` and ``only_b`` are shingles (at most 64 of each) to
    look up in other reports.
    """

    kept: tuple[int, int]
    only_a: Keys
    only_b: Keys


def differences(a: Tokens, b: Tokens, matches: Sequence[Match]) -> Differences | None:
    """Return what only one of two texts has in the passages that differ, None if none differ.

    Args:
        a: the first report's tokens.
        b: the second's.
        matches: the passages that they share.
    """
    differing = [match for match in matches if match.equal < 1]
    if not differing:
        return None
    only_a = _differing(
        a,
        [match.a for match in differing],
        [(at, size) for match in differing for at, _, size in match.blocks],
    )
    only_b = _differing(
        b,
        [match.b for match in differing],
        [(at, size) for match in differing for _, at, size in match.blocks],
    )
    kept = _used(only_a - only_b, b), _used(only_b - only_a, a)
    hashes_a = distinct(np.concatenate([a.shingles_in(match.a) for match in differing]))
    hashes_b = distinct(np.concatenate([b.shingles_in(match.b) for match in differing]))
    return Differences(kept, _sample(hashes_a, hashes_b), _sample(hashes_b, hashes_a))


def _used(stems: set[int], tokens: Tokens) -> int:
    """Return how many of some stems a report uses."""
    return len(stems & tokens.stems) if stems else 0


def _sample(hashes: Keys, others: Keys) -> Keys:
    """Return the first of the sorted hashes that are not among the sorted others."""
    if not len(others):
        return hashes[:_MOST]
    at = np.minimum(np.searchsorted(others, hashes), len(others) - 1)
    alone: Keys = hashes[others[at] != hashes]
    return alone[:_MOST]


def _differing(
    tokens: Tokens, ranges: Sequence[tuple[int, int]], aligned: Sequence[tuple[int, int]]
) -> set[int]:
    """Return the stems of the content words in word ranges that are not in aligned blocks."""
    inside = np.zeros(len(tokens), dtype=np.bool_)
    for words in ranges:
        inside[slice(*words)] = True
    for start, size in aligned:
        inside[start : start + size] = False
    stems = set(tokens.stem[inside].tolist())
    stems.discard(0)
    return stems
