"""Pairs of mentions, judged one by one and then settled beside the other pairs of their mentions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from stemma.collation.alignment import Aligned
from stemma.collation.comparing import conflicts
from stemma.collation.judging import Judgement, judge, threshold
from stemma.collation.statements import Statement, Weights
from stemma.encoder import Encoder
from stemma.names import compare_sources

Key = tuple[str, str]

# Contents of so few telling words need better evidence.
_SHORT = 4
# Words of a content beyond which its vector says little but the topic.
_LONGEST_ASKED = 50


@dataclass(frozen=True, slots=True)
class Pairing:
    """What is known of a pair of mentions by itself, whatever else the collection holds.

    ``keyed`` says that rare words made the pair worth judging, ``aligned`` that a copied passage
    did; ``alike`` is what the sentence encoder adds to the reason when it joins the pair, else "".
    """

    judgement: Judgement
    keyed: bool
    aligned: bool
    alike: str = ""

    @property
    def binds(self) -> bool:
        """Whether the pair may join its mentions, or hangs on what else is joined to them."""
        verdict = self.judgement.verdict
        return verdict == "merge" or bool(self.alike) or (verdict == "undecided" and self.aligned)


def judge_pairs(
    keyed: Iterable[Key],
    aligned: Mapping[Key, Aligned],
    by_id: Mapping[str, Statement],
    weight: Weights,
    encoder: Encoder | None = None,
) -> dict[Key, Pairing]:
    """Judge pairs; those that are simply unlike are left out.

    Args:
        keyed: pairs that share rare words.
        aligned: pairs that copied passages put side by side.
        by_id: the statements by mention.
        weight: the stems' weights.
        encoder: for pairs that words leave undecided; None for the package's own.
    """
    by_words = set(keyed)
    found: dict[Key, Pairing] = {}
    for key in sorted(by_words | aligned.keys()):
        judgement = judge(by_id[key[0]], by_id[key[1]], weight, aligned.get(key))
        if judgement.verdict != "apart":
            found[key] = Pairing(judgement, key in by_words, key in aligned)
    asked = [
        key
        for key, one in found.items()
        if one.judgement.verdict == "undecided" and _askable(by_id[key[0]], by_id[key[1]], one)
    ]
    vector = cache(lambda text: (encoder or _own_encoder()).encode([text])[0])
    for key in asked:
        a, b = by_id[key[0]], by_id[key[1]]
        cosine = float(vector(a.mention.content.text) @ vector(b.mention.content.text))
        if cosine >= threshold("encoder") and cosine + found[key].judgement.score >= _wanted(a, b):
            found[key] = replace(found[key], alike=f"sentence vectors at cosine {cosine:.2f}")
    return found


@cache
def _own_encoder() -> Encoder:
    """The encoder of this process; its model is loaded when a pair is first undecided."""
    return Encoder()


def _askable(a: Statement, b: Statement, pair: Pairing) -> bool:
    """Whether the encoder is asked: similar vectors do not tell agreement from contradiction.

    What it costs hangs on the pair alone, so that the answer does not change as the collection grows.
    """
    if max(len(a.content.words), len(b.content.words)) > _LONGEST_ASKED or a.report == b.report:
        return False
    return pair.judgement.score >= threshold("encoder_least") and not conflicts(a, b)


def _wanted(a: Statement, b: Statement) -> float:
    short = min(len(a.stems), len(b.stems)) <= _SHORT
    return threshold("encoder_sum_short" if short else "encoder_sum")


def settle(pairings: Mapping[Key, Pairing], by_id: Mapping[str, Statement]) -> dict[Key, Judgement]:
    """Settle what hangs on other pairs: return a judgement of each pair.

    Args:
        pairings: all pairs of some mentions that hang together (`Pairing.binds`), or of all.
        by_id: the statements by mention; pairs with others are left as they are.
    """
    found = {key: one.judgement for key, one in pairings.items()}
    _rescue(found, by_id, [key for key, one in pairings.items() if one.aligned])
    for key, one in pairings.items():
        if one.alike and found[key].verdict == "undecided":
            found[key] = Judgement("merge", found[key].score, f"{found[key].reason}, {one.alike}")
    return found


def _rescue(found: dict[Key, Judgement], by_id: Mapping[str, Statement], aligned: Iterable[Key]) -> None:
    """Join heavily altered words of one speaker at one place of a copied passage.

    Nothing else in either report may be joined to the two: the place in the passage is then all
    that is left for each of them.
    """
    taken = {
        (one, by_id[other].report)
        for key, judgement in found.items()
        if judgement.verdict == "merge"
        for one, other in (key, key[::-1])
        if other in by_id
    }
    left = [
        key for key in aligned if found[key].verdict == "undecided" and key[0] in by_id and key[1] in by_id
    ]
    for key in sorted(left, key=lambda key: (-found[key].score, key)):
        one, other = by_id[key[0]], by_id[key[1]]
        ends = {(key[0], other.report), (key[1], one.report)}
        if ends & taken or one.speaker is None or other.speaker is None:
            continue
        if compare_sources(one.speaker, other.speaker).kind == "same":
            taken |= ends
            found[key] = Judgement("merge", found[key].score, f"{found[key].reason}; nothing nearer there")
