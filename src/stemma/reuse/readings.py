"""Where two aligned texts differ: which of the two readings looks like the change, which like the original.

The textual critic's rules: a reading that other witnesses share is older than one that stands
alone (*lectio singularis*), and a word that the rest of the other text still uses was there first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stemma.reuse.align import Match
from stemma.reuse.shingles import Keys, Longs, shingles
from stemma.reuse.words import Hashes, Tokens

Attested = Callable[[Keys], Longs]


@dataclass(frozen=True, slots=True)
class Readings:
    """How often the first report's readings are the ones attested elsewhere, and the second's.

    ``shared`` are word groups that other reports have too, ``kept`` words that the other of the
    two reports uses elsewhere.
    """

    shared: tuple[int, int]
    kept: tuple[int, int]


def compare(
    a: Tokens, b: Tokens, matches: Sequence[Match], others_a: Attested, others_b: Attested
) -> Readings:
    """Count whose readings are attested elsewhere, over the passages that differ.

    Args:
        a: the first report's tokens.
        b: the second's.
        matches: the passages that they share.
        others_a: tells how many reports besides the two have each shingle of the first.
        others_b: the same for the second's.
    """
    differing = [match for match in matches if match.equal < 1]
    if not differing:
        return Readings((0, 0), (0, 0))
    stems_a = [a.stem[slice(*match.a)] for match in differing]
    stems_b = [b.stem[slice(*match.b)] for match in differing]
    only_a = _differing(a, [match.a for match in differing], [match.pairs[:, 0] for match in differing])
    only_b = _differing(b, [match.b for match in differing], [match.pairs[:, 1] for match in differing])
    kept = (
        len((only_a - only_b) & set(b.stem.tolist())),
        len((only_b - only_a) & set(a.stem.tolist())),
    )
    hashes_a, hashes_b = _shingles(stems_a), _shingles(stems_b)
    shared = (
        _attested(hashes_a - hashes_b, others_a),
        _attested(hashes_b - hashes_a, others_b),
    )
    return Readings(shared, kept)


def _differing(
    tokens: Tokens, ranges: Sequence[tuple[int, int]], aligned: Sequence[npt.NDArray[np.int64]]
) -> set[int]:
    """Return the stems of the content words in word ranges that are not aligned."""
    inside = np.zeros(len(tokens), dtype=np.bool_)
    for words in ranges:
        inside[slice(*words)] = True
    inside[np.concatenate(aligned)] = False
    stems = set(tokens.stem[inside].tolist())
    stems.discard(0)
    return stems


def _shingles(parts: Sequence[Hashes]) -> set[int]:
    return {value for part in parts for value in shingles(part[part > 0]).tolist()}


def _attested(hashes: set[int], others: Attested) -> int:
    return int((others(np.array(sorted(hashes), dtype=np.uint64)) > 0).sum()) if hashes else 0
