"""Whether one report tells another's sentences in its own words: details weighed, sentences aligned."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from stemma.encoder import shared_encoder
from stemma.records import Report, Span
from stemma.reuse.specifics import Told, told

Vectors = npt.NDArray[np.float32]

# Whoever rewrites hardly adds names or numbers: of rewritings written by hand at most .25 of either
# side's weight stands on that side alone, of other accounts of the same events .31 and more, of unrelated
# FA-KES articles on one subject .33 and more.
_ALONE = 0.28
# A short report may also be drawn from a part of a long one; then next to nothing may stand in it alone,
# and it must have many names and numbers. (Of 804 FA-KES articles none passes.)
_ALONE_INSIDE, _HARD_INSIDE, _WORDS_INSIDE = 0.05, 8.0, 2.4
# Sentence vectors: rewritings by hand have a mean of .50 and more of each sentence's likeness to the best
# of the other side, and no sentence below .25; other accounts up to .43, with strangers below .2.
_MEAN = 0.48
_WORST = 0.24
# A sentence answers to another when it is this like it, or like it and with a detail or many in common.
_LIKE, _LIKE_WITH, _LIKE_MANY = 0.6, 0.4, 0.3
_DETAIL, _MANY = 0.4, 1.8
_COVERED, _COVERED_INSIDE = 0.35, 0.65
# Beyond names and numbers, which two accounts of one event share, rare words must recur.
_LEAST_WORDS_SHARED = 2.0
_LEAST_SENTENCES = 4
_LEAST_LENGTH = 75
_MOST_SENTENCES = 60
# A text of fewer words outside quotations tells little: all of its names and numbers must stand in the
# other, and hardly one of the other's be missing where that is as short; more words recur, and every
# sentence is liker. (Accounts of one invented event, of 52 to 70 words, fail by at least one of these.)
_SHORT, _SHORT_SENTENCES = 34, 2
_ALONE_SHORT, _HARD_SHORT = 0.06, 5.0
_MEAN_SHORT, _WORST_SHORT, _COVERED_SHORT = 0.54, 0.3, 0.65
# A few lines drawn from a report have nothing of their own; it may have more, when it is this much longer.
_LONGER = 1.5
# Two issues of a daily bulletin share names and words, but figures hardly ever.
_FIGURES, _FIGURES_SHARED = 3, 0.5


class Rewriting(Struct, frozen=True):
    """Sentences of one report told anew in another: pairs of spans, each with a likeness from 0 to 1.

    ``alone`` is the share of names and numbers, by weight, that stand only in the first report, and
    only in the second.
    """

    pairs: tuple[tuple[Span, Span, float], ...]
    score: float
    alone: tuple[float, float]


class Likely(Struct, frozen=True):
    """Two reports whose details are so alike that their sentences are worth comparing.

    ``alone`` is as in ``Rewriting``; ``inside`` says which side, 0 or 1, may be drawn from a part of the
    other, None for neither; ``short`` tells that one of them has few words.
    """

    alone: tuple[float, float]
    inside: int | None
    short: bool = False


def sentences_of(report: Report) -> tuple[Told, ...]:
    """Return a report's sentences with their details."""
    return told(report, _rank)


def encoded(sentences: Sequence[Told]) -> Vectors:
    """Return the vectors of sentences."""
    return shared_encoder().encode([sentence.text for sentence in sentences])


def likely(a: Sequence[Told], b: Sequence[Told]) -> Likely | None:
    """Tell whether two reports' sentences are worth comparing; None when they are not."""
    words = [sum(sentence.words for sentence in side) for side in (a, b)]
    if min(words) < _SHORT or max(len(a), len(b)) > _MOST_SENTENCES or not _of_one_day(a, b):
        return None
    if min(words) < _LEAST_LENGTH:
        return _likely_short(a, b, words) if min(len(a), len(b)) >= _SHORT_SENTENCES else None
    alone = _alone(a, b), _alone(b, a)
    inside = _inside(a, b, alone) if max(alone) > _ALONE else None
    if min(len(a), len(b)) < _LEAST_SENTENCES or (max(alone) > _ALONE and inside is None):
        return None
    return Likely(alone, inside) if _recurring(a, b) >= _LEAST_WORDS_SHARED else None


def _likely_short(a: Sequence[Told], b: Sequence[Told], words: Sequence[int]) -> Likely | None:
    """Tell whether two reports, one or both with few words, are worth comparing; None when they are not."""
    alone = _alone(a, b), _alone(b, a)
    both = max(words) < _LONGER * min(words)
    place = 0 if words[0] <= words[1] else 1
    names = sum(
        {
            stem: one.weight
            for sentence in (a, b)[place]
            for stem, one in sentence.details.items()
            if one.hard
        }.values()
    )
    few = max(alone) if both else alone[place]
    if few > _ALONE_SHORT or names < _HARD_SHORT or _recurring(a, b) < _LEAST_WORDS_SHARED:
        return None
    return Likely(alone, None if both else place, short=True)


def _of_one_day(a: Sequence[Told], b: Sequence[Told]) -> bool:
    """Tell whether two reports share figures as often as one that is told anew does."""
    figures = [
        {
            stem
            for sentence in side
            for stem, one in sentence.details.items()
            if one.weight == 1 and stem[0].isdigit()
        }
        for side in (a, b)
    ]
    fewer = min(map(len, figures))
    return fewer < _FIGURES or len(figures[0] & figures[1]) >= _FIGURES_SHARED * fewer


@lru_cache(maxsize=1 << 16)
def _rank(word: str) -> int | None:
    return shared_encoder().rank(word)


def _alone(a: Sequence[Told], b: Sequence[Told]) -> float:
    """Return the share of the first side's names and numbers, by weight, that the second has nowhere."""
    there = {stem for sentence in b for stem in sentence.details}
    weights = {
        stem: detail.weight for sentence in a for stem, detail in sentence.details.items() if detail.hard
    }
    missing = sum(weight for stem, weight in weights.items() if stem not in there)
    return missing / max(sum(weights.values()), 1.0)


def _inside(a: Sequence[Told], b: Sequence[Told], alone: tuple[float, float]) -> int | None:
    """Return which side, 0 or 1, may be drawn from a part of the other; None for neither."""
    place = 0 if alone[0] < alone[1] else 1
    side = (a, b)[place]
    hard = {stem: one.weight for sentence in side for stem, one in sentence.details.items() if one.hard}
    enough = sum(hard.values()) >= _HARD_INSIDE and _recurring(a, b) >= _WORDS_INSIDE
    return place if enough and alone[place] <= _ALONE_INSIDE else None


def _recurring(a: Sequence[Told], b: Sequence[Told]) -> float:
    """Return the weight of the words, neither names nor numbers, that both sides have."""
    sides = []
    for side in (a, b):
        hard = {stem for sentence in side for stem, detail in sentence.details.items() if detail.hard}
        soft = {stem: detail.weight for sentence in side for stem, detail in sentence.details.items()}
        sides.append({stem: weight for stem, weight in soft.items() if stem not in hard})
    return sum(min(weight, sides[1][stem]) for stem, weight in sides[0].items() if stem in sides[1])


def align_told(
    a: Sequence[Told],
    b: Sequence[Told],
    vectors: tuple[Vectors, Vectors],
    found: Likely,
) -> Rewriting | None:
    """Align two reports' sentences by likeness and shared details; None when too few answer to each other.

    Args:
        a: the first report's sentences.
        b: the second's.
        vectors: both sides' sentence vectors.
        found: what ``likely`` gives for the two.
    """
    like = vectors[0] @ vectors[1].T
    shared = _shared(a, b)
    strength: Vectors = (like + 0.1 * np.minimum(shared, 3)).astype(np.float32)
    strength[~_answers(like, shared)] = 0
    best = [_best(*vectors), _best(*vectors[::-1])]
    covered = [_covered(a, strength.max(axis=1)), _covered(b, strength.max(axis=0))]
    if found.inside is not None:
        best, covered = [best[found.inside]], [covered[found.inside]]
    mean = sum(float(one.mean()) for one in best) / len(best)
    least = _least(found)
    if mean < least[0] or min(float(one.min()) for one in best) < least[1] or min(covered) < least[2]:
        return None
    pairs = _paired(strength)
    spans = tuple((a[row].span, b[column].span, round(float(like[row, column]), 4)) for row, column in pairs)
    return Rewriting(spans, round(mean, 4), found.alone)


def _least(found: Likely) -> tuple[float, float, float]:
    """Return the least mean likeness, likeness of a sentence, and share of words with an answer."""
    if found.short:
        return _MEAN_SHORT, _WORST_SHORT, _COVERED_SHORT
    return _MEAN, _WORST, _COVERED if found.inside is None else _COVERED_INSIDE


def _best(one: Vectors, other: Vectors) -> Vectors:
    """Return each sentence's likeness to the best of the other side's sentences and neighbouring pairs.

    The mean of two vectors stands for the two sentences together.
    """
    joined = other[:-1] + other[1:]
    joined /= np.maximum(np.linalg.norm(joined, axis=1, keepdims=True), 1e-9)
    best: Vectors = (one @ np.concatenate([other, joined]).T).max(axis=1)
    return best


def _shared(a: Sequence[Told], b: Sequence[Told]) -> Vectors:
    """Return the weight of the details that each sentence shares with each of the other side."""
    return np.array(
        [
            [
                sum(
                    min(detail.weight, other.details[stem].weight)
                    for stem, detail in one.details.items()
                    if stem in other.details
                )
                for other in b
            ]
            for one in a
        ],
        dtype=np.float32,
    )


def _answers(like: Vectors, shared: Vectors) -> npt.NDArray[np.bool_]:
    answers: npt.NDArray[np.bool_] = (
        (like >= _LIKE)
        | ((like >= _LIKE_WITH) & (shared >= _DETAIL))
        | ((like >= _LIKE_MANY) & (shared >= _MANY))
    )
    return answers


def _covered(side: Sequence[Told], strength: Vectors) -> float:
    """Return the share of a side's words in sentences that have an answer."""
    words = np.array([sentence.words for sentence in side])
    return float(words @ (strength > 0) / words.sum())


def _paired(strength: Vectors) -> list[tuple[int, int]]:
    """Pair sentences one to one, the strongest first, in the order of the first report."""
    left = strength.copy()
    pairs = []
    while left.size and left.max() > 0:
        row, column = (int(at) for at in np.unravel_index(int(left.argmax()), left.shape))
        pairs.append((row, column))
        left[row, :] = 0
        left[:, column] = 0
    return sorted(pairs)
