"""How much aligned passages say for copying: names and stock phrases say little, wording much."""

from collections.abc import Sequence

import numpy as np

from stemma.reuse.align import Match
from stemma.reuse.index import ShingleIndex, shingles
from stemma.reuse.words import Tokens

# A capitalised word is mostly a name: reports of one event share names without copying.
_NAME_WEIGHT = 0.25
# Shingles that more than 8 other reports have count less and less: a stock phrase.
_STOCK = 8
_LEAST_PASSAGE = 5.0
_LEAST_TOTAL = 8.0
_LEAST_QUOTATION = 4.0
# Two pages of one outlet share teasers and background; its own copies are most of a story.
_SAME_OUTLET_SHARE = 0.25
_SAME_OUTLET_SHORTER = 0.6


def weigh(a: Tokens, match: Match, index: ShingleIndex, number: int) -> float:
    """Return a passage's evidence: its aligned content words, names and stock phrases discounted.

    Args:
        a: the tokens that ``match.a`` refers to.
        match: the passage.
        index: tells how many reports have a shingle.
        number: the later report's number; only reports before it are counted.
    """
    stems = a.stem[slice(*match.a)]
    content = np.flatnonzero(stems)
    names = a.name[slice(*match.a)][content]
    share = match.content / max(1, len(content))
    base = np.where(names, _NAME_WEIGHT, 1.0)
    hashes = shingles(stems[content])
    if len(hashes):
        others = np.maximum(index.count(hashes, number) - 1, 0)
        rarity = _STOCK / np.maximum(others, _STOCK)
        padded = np.pad(rarity, 1, mode="edge")
        base = base * padded[: len(base)]
    return float(base.sum() * min(1.0, share))


def is_copy(
    a: Tokens, b: Tokens, matches: Sequence[Match], weights: Sequence[float], *, same_outlet: bool
) -> bool:
    """Tell whether the passages are enough to say that words passed between two reports."""
    if same_outlet:
        shorter, longer = sorted((max(1, len(a)), max(1, len(b))))
        words = sum(match.a[1] - match.a[0] for match in matches)
        if words < _SAME_OUTLET_SHARE * longer and words < _SAME_OUTLET_SHORTER * shorter:
            return False
    narrated = [weight for match, weight in zip(matches, weights, strict=True) if not match.quoted]
    quoted = [weight for match, weight in zip(matches, weights, strict=True) if match.quoted]
    if max(narrated, default=0) >= _LEAST_PASSAGE or sum(narrated) >= _LEAST_TOTAL:
        return True
    return sum(quoted) >= _LEAST_QUOTATION
