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
_PASSAGE_WORDS = 8
# Passages below this weight are names and turns of phrase: they are not shown, and never decide.
_TELLING = 2.0
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


def judge(
    a: Tokens, b: Tokens, matches: Sequence[Match], weights: Sequence[float], *, same_outlet: bool
) -> list[Match]:
    """Return the passages that show that words passed between two reports, none if they do not.

    When the narration that they share says too little, only the shared quotations are returned:
    the two reports quote one statement, and neither need have it from the other.
    """
    if same_outlet:
        shorter, longer = sorted((max(1, len(a)), max(1, len(b))))
        words = sum(match.a[1] - match.a[0] for match in matches)
        if words < _SAME_OUTLET_SHARE * longer and words < _SAME_OUTLET_SHORTER * shorter:
            return []
    pairs = [pair for pair in zip(matches, weights, strict=True) if pair[1] >= _TELLING]
    narrated = [(match, weight) for match, weight in pairs if not match.quoted]
    if sum(weight for _, weight in narrated) >= _LEAST_TOTAL or any(
        weight >= _LEAST_PASSAGE and match.a[1] - match.a[0] >= _PASSAGE_WORDS for match, weight in narrated
    ):
        return [match for match, _ in pairs]
    quoted = [(match, weight) for match, weight in pairs if match.quoted]
    enough = sum(weight for _, weight in quoted) >= _LEAST_QUOTATION
    return [match for match, _ in quoted] if enough else []
