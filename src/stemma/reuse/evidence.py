"""How much aligned passages say for copying: names and stock phrases say little, wording much."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from stemma.reuse.align import Match
from stemma.reuse.rarity import Weights
from stemma.reuse.shingles import Keys
from stemma.reuse.words import Tokens

# A capitalised word is mostly a name: reports of one event share names without copying.
_NAME_WEIGHT = 0.25
# Evidence of this weight before any discount is not looked into further.
_PLENTY = 60.0
# Passages with fewer equal words than this count less: their words may meet by chance.
_LOOSE = 0.75
# Narration shows a copy when its evidence times a tenth of its longest run of equal words reaches 5.5,
# or without such a run when there is much of it (set on labelled FA-KES pairs: F1 .95).
_LEAST_PRODUCT = 5.5
_RUN = 10
_MUCH = 18.0
_SCATTERED = 0.12
# Passages below this weight are names and turns of phrase: they are not shown, and never decide.
_TELLING = 2.0
_LEAST_QUOTATION = 4.0
# Two pages of one outlet share teasers and background; its own copies are most of a story.
_SAME_OUTLET_SHARE = 0.25
_SAME_OUTLET_SHORTER = 0.6


class Evidence(Struct, frozen=True):
    """The weights of the content words of each passage, and the shingles to look up in the index.

    ``hashes`` are those of each passage, None where what they say cannot change the judgement.
    """

    bases: list[Weights]
    hashes: list[Keys] | None

    def weights(self, rare: Weights | None) -> list[float]:
        """Return each passage's evidence, discounted by how rare its shingles are (all in one array)."""
        if rare is None or self.hashes is None:
            return [float(base.sum()) for base in self.bases]
        parts = np.split(rare, np.cumsum([len(part) for part in self.hashes])[:-1])
        return [
            float((base * np.concatenate((part[:1], part, part[-1:]))).sum())
            if len(part)
            else float(base.sum())
            for base, part in zip(self.bases, parts, strict=True)
        ]


def evidence(a: Tokens, matches: Sequence[Match]) -> Evidence:
    """Return the passages' evidence: aligned content words, names discounted.

    Stock phrases are looked for only where they may decide.

    Args:
        a: the tokens that ``match.a`` of the passages refers to.
        matches: the passages.
    """
    bases = [_base(a, match) for match in matches]
    total = sum(float(base.sum()) for base in bases)
    run = max((match.run for match in matches), default=0)
    decided = total >= _PLENTY or total * max(run, _RUN) / _RUN < _LEAST_QUOTATION
    return Evidence(bases, None if decided else [a.shingles_in(match.a) for match in matches])


def _base(a: Tokens, match: Match) -> Weights:
    """Return the weight of each content word of a passage before it is known how rare they are."""
    content = a.stem[slice(*match.a)] > 0
    names = a.name[slice(*match.a)][content]
    share = min(1.0, match.content / max(1, len(names)))
    alike = match.equal if match.equal < _LOOSE else 1.0
    return np.where(names, _NAME_WEIGHT, 1.0) * share * alike


def _total(a: Tokens, b: Tokens, narrated: Sequence[tuple[Match, float]]) -> float:
    """Add the passages' evidence; scattered bits of long reports count half beside the best of them."""
    whole = sum(weight for _, weight in narrated)
    words = sum(match.a[1] - match.a[0] for match, _ in narrated)
    if words >= _SCATTERED * min(len(a), len(b)):
        return whole
    best = max((weight for _, weight in narrated), default=0.0)
    return best + (whole - best) / 2


def judge(
    a: Tokens, b: Tokens, matches: Sequence[Match], told: Sequence[float], *, same_outlet: bool
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
    pairs = [pair for pair in zip(matches, told, strict=True) if pair[1] >= _TELLING]
    narrated = [(match, weight) for match, weight in pairs if not match.quoted]
    total = _total(a, b, narrated)
    run = max((match.run for match, _ in narrated), default=0)
    if total >= _MUCH or total * run / _RUN >= _LEAST_PRODUCT:
        return [match for match, _ in pairs]
    quoted = [(match, weight) for match, weight in pairs if match.quoted]
    enough = sum(weight for _, weight in quoted) >= _LEAST_QUOTATION
    return [match for match, _ in quoted] if enough else []
