"""Where two aligned texts differ: which of the two readings looks like the change, which like the original.

The textual critic's rules: a reading that other witnesses share is older than one that stands
alone (*lectio singularis*), and a word that the rest of the other text still uses was there first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stemma.reuse.align import Match, aligned_words
from stemma.reuse.index import Keys, Longs, shingles
from stemma.reuse.words import Tokens

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
    shared, kept = [0, 0], [0, 0]
    whole_a, whole_b = set(a.stem.tolist()), set(b.stem.tolist())
    for match in matches:
        if match.equal == 1:
            continue
        pairs = aligned_words(a, b, match.a, match.b)
        only_a = _differing(a, match.a, {at for at, _ in pairs})
        only_b = _differing(b, match.b, {at for _, at in pairs})
        kept[0] += sum(1 for stem in only_a - only_b if stem in whole_b)
        kept[1] += sum(1 for stem in only_b - only_a if stem in whole_a)
        hashes_a, hashes_b = _shingles(a, match.a), _shingles(b, match.b)
        shared[0] += _attested(np.setdiff1d(hashes_a, hashes_b), others_a)
        shared[1] += _attested(np.setdiff1d(hashes_b, hashes_a), others_b)
    return Readings((shared[0], shared[1]), (kept[0], kept[1]))


def _differing(tokens: Tokens, words: tuple[int, int], aligned: set[int]) -> set[int]:
    stems = tokens.stem[slice(*words)].tolist()
    return {stem for at, stem in enumerate(stems, words[0]) if stem and at not in aligned}


def _shingles(tokens: Tokens, words: tuple[int, int]) -> Keys:
    stems: npt.NDArray[np.uint32] = tokens.stem[slice(*words)]
    return shingles(stems[stems > 0])


def _attested(hashes: Keys, others: Attested) -> int:
    return int((others(hashes) > 0).sum()) if len(hashes) else 0
