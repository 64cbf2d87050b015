"""Pairs of mentions, judged one by one and then settled beside the other pairs of their mentions."""

from collections.abc import Hashable, Iterable, Mapping
from functools import cached_property
from operator import itemgetter
from typing import TypeVar

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from stemma.collation.alignment import Aligned
from stemma.collation.arrays import Flags, Longs
from stemma.collation.attacks import told_of
from stemma.collation.comparing import conflicts, figure_conflicts, overlap_of, unmatched_names
from stemma.collation.judging import (
    Judgement,
    days_apart,
    judge,
    least,
    least_of,
    longest_window,
    speakers_of,
    threshold,
    told_anew,
    too_late,
    weigh,
)  # fmt: skip
from stemma.collation.likely import Likely, bound, likely_one
from stemma.collation.sharing import Sharing
from stemma.collation.statements import Overlap, Statement, Weights
from stemma.collation.tolls import other_toll, tolls_of
from stemma.collation.twodays import fresh_days
from stemma.dates import gap
from stemma.encoder import Encoder, shared_encoder
from stemma.identity import source_traits
from stemma.names import Agreement, compare_sources

Key = tuple[str, str]
K = TypeVar("K")
V = TypeVar("V")

# Contents of so few telling words need better evidence.
_SHORT = 4
# Words of a content beyond which its vector says little but the topic.
_LONGEST_ASKED = 50
_LIKELY = "likely one claim in other words ({:.2f})"


class Pairing(Struct, frozen=True):
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
        keyed: pairs that share rare words, each once.
        aligned: pairs that copied passages put side by side.
        by_id: the statements by mention.
        weight: the stems' weights.
        encoder: for pairs that words leave undecided; None for the package's own.
    """
    judging = Judging(by_id, weight)
    found: dict[Key, Pairing] = {}
    met: set[Key] = set()
    for key in keyed:
        place = aligned.get(key)
        if place is not None:
            met.add(key)
        judging.take(key, place, found, keyed=True)
    for key, place in aligned.items():
        if key not in met:
            judging.take(key, place, found, keyed=False)
    return ask_encoder(dict(sorted(found.items(), key=itemgetter(0))), by_id, weight, encoder)


def ask_encoder(
    found: dict[Key, Pairing], by_id: Mapping[str, Statement], weight: Weights, encoder: Encoder | None
) -> dict[Key, Pairing]:
    """Return judged pairs with what the sentence encoder says of those that words leave undecided.

    It is asked about pairs that share half of their words, and about those that many weak signs speak for.
    """
    asked: dict[Key, Likely | None] = {}
    for key, one in [pair for pair in found.items() if pair[1].judgement.verdict == "undecided"]:
        a, b = by_id[key[0]], by_id[key[1]]
        if _askable(a, b):
            likely = None if one.aligned else likely_one(a, b, weight)
            # Similar vectors do not tell agreement from contradiction.
            if not (likely or _reachable(a, b, one.judgement.score)) or conflicts(a, b):
                continue
            if not one.aligned and _counted_by_two(a, b):
                continue
            if likely and likely.one_source and (chance := likely.chance(0.0)) >= bound("chance"):
                found[key] = replace(one, alike=_LIKELY.format(chance))
            else:
                asked[key] = likely
    if not asked:
        return found
    texts = list(dict.fromkeys(by_id[end].mention.content.text for key in asked for end in key))
    vectors = dict(zip(texts, (encoder or shared_encoder()).encode(texts), strict=True))
    for key, likely in asked.items():
        a, b = by_id[key[0]], by_id[key[1]]
        cosine = float(vectors[a.mention.content.text] @ vectors[b.mention.content.text])
        if cosine >= threshold("encoder") and cosine + found[key].judgement.score >= _wanted(a, b):
            found[key] = replace(found[key], alike=f"sentence vectors at cosine {cosine:.2f}")
        elif likely and (chance := likely.chance(cosine)) >= bound("chance"):
            found[key] = replace(found[key], alike=_LIKELY.format(chance))
    return found


class Judging:
    """Judges the pairs of a collection; what copies say again in the same words is judged once.

    Args:
        by_id: the statements by mention.
        weight: the stems' weights.

    Attributes:
        kinds: by mention, numbers for its words, for all it is judged by but the date, and its speakers.
    """

    def __init__(self, by_id: Mapping[str, Statement], weight: Weights) -> None:
        self._by_id = by_id
        self._weight = weight
        self._numbers: dict[Hashable, int] = {}
        self.kinds = {mention: self._kind(item) for mention, item in by_id.items()}
        self._overlaps: dict[tuple[int, int, bool], Overlap | None] = {}
        self._speakers: dict[tuple[int, int], Agreement | None] = {}
        self._judged: dict[tuple[int, int, float | None, str, bool], Pairing | None] = {}
        self._pairings: dict[tuple[str, float, str, bool, bool, bool], Pairing] = {}

    def take(self, key: Key, place: Aligned | None, found: dict[Key, Pairing], *, keyed: bool) -> None:
        """Judge a pair, and note it if it is not simply unlike."""
        pairing = self.pairing(key, place, keyed=keyed)
        if pairing is not None:
            found[key] = pairing

    def pairing(self, key: Key, place: Aligned | None, *, keyed: bool) -> Pairing | None:
        """Judge a pair; None where it is simply unlike."""
        one, other = self.kinds[key[0]], self.kinds[key[1]]
        alike = (one[0], other[0], place is not None)
        shared = self._overlaps.get(alike, _UNKNOWN)
        if isinstance(shared, int):
            shared = _kept(self._overlaps, alike, self._overlap(key, aligned=place is not None))
        a, b = self._by_id[key[0]], self._by_id[key[1]]
        if place is not None and told_anew(a, b, place):
            return self._pairing(judge(a, b, self._weight, place), keyed=keyed, aligned=True)
        if shared is None:
            return None
        if place is None and (late := self._late(a, b, shared, keyed=keyed)) is not None:
            return late
        passage = "" if place is None else place.passage.kind
        same = (one[1], other[1], days_apart(a, b), passage, keyed)
        found = self._judged.get(same, _UNKNOWN)
        if isinstance(found, int):
            speakers = self._agreement(a, b, one[2], other[2])
            judgement = weigh(a, b, place, shared, speakers)
            made = self._pairing(judgement, keyed=keyed, aligned=place is not None)
            found = _kept(self._judged, same, made)
        return found

    def _late(self, a: Statement, b: Statement, shared: Overlap, *, keyed: bool) -> Pairing | None:
        """Judge a pair published too far apart for any two; None for all others.

        The carriers of two texts are so many days apart as there are days on which they appeared: no other
        judgement is asked for as often, and it hangs on neither speakers nor figures.
        """
        apart = gap(a.date, b.date)
        if apart is None or apart <= longest_window(shared) or shared.score < least(aligned=False):
            return None
        return self._pairing(too_late(round(shared.score, 3), apart), keyed=keyed, aligned=False)

    def _pairing(self, one: Judgement, *, keyed: bool, aligned: bool) -> Pairing | None:
        """Return what is known of a pair by its judgement: one object for all that are judged alike."""
        if one.verdict == "apart":
            return None
        said = (one.verdict, one.score, one.reason, one.excluded, keyed, aligned)
        found = self._pairings.get(said)
        return _kept(self._pairings, said, Pairing(one, keyed, aligned)) if found is None else found

    def near(self, ones: Longs, others: Longs, *, aligned: bool) -> Flags:
        """Tell of pairs of words, by their numbers, whether enough of them are shared to be judged."""
        shared = self._sharing.near(ones, others, aligned=aligned)
        for one, other, overlap in zip(ones.tolist(), others.tolist(), shared, strict=True):
            if overlap is not None:
                _kept(self._overlaps, (one, other, aligned), overlap)
        return np.array([overlap is not None for overlap in shared], dtype=np.bool_)

    @cached_property
    def _sharing(self) -> Sharing:
        # Any mention with the words stands for them.
        told = {self.kinds[mention][0]: item for mention, item in self._by_id.items()}
        return Sharing(told, self._weight)

    def number(self, what: Hashable) -> int:
        """Return a number that stands for a value and all that equal it."""
        return self._numbers.setdefault(what, len(self._numbers))

    def _overlap(self, key: Key, *, aligned: bool) -> Overlap | None:
        a, b = self._by_id[key[0]], self._by_id[key[1]]
        bar, weight = least_of(a, b, aligned=aligned), self._weight
        shared = overlap_of(a.stems, weight.total(a), b.stems, weight.total(b), weight.of, bar)
        return shared if shared.score >= bar else None

    def _agreement(self, a: Statement, b: Statement, one: int, other: int) -> Agreement | None:
        key = (one, other)
        found = self._speakers.get(key, _UNKNOWN)
        return _kept(self._speakers, key, speakers_of(a, b)) if isinstance(found, int) else found

    def _kind(self, item: Statement) -> tuple[int, int, int]:
        """Return numbers for a mention's words, for all it is judged by but the date, and its speakers."""
        voices = self.number(tuple([source_traits(layer) for layer in item.voices]))
        told = (
            item.content, item.names, item.denials, item.nearby, item.answer, item.scene, item.around,
            fresh_days(item),
        )  # fmt: skip
        words = (item.stems, tolls_of(item.content), item.answer, told_of(item.content))
        return self.number(words), self.number((told, voices, item.mention.stance)), voices


_UNKNOWN = 0
_REMEMBERED = 131_072  # pairs: 20 MB or so


def _kept(known: dict[K, V], key: K, value: V) -> V:
    """Remember a value under a key, and no more than so many."""
    if len(known) >= _REMEMBERED:
        known.clear()
    known[key] = value
    return value


def _counted_by_two(a: Statement, b: Statement) -> bool:
    """Whether two sources count the same dead or hurt otherwise: two claims, however alike."""
    if not other_toll(a, b):
        return False
    speakers = speakers_of(a, b)
    return speakers is not None and speakers.kind == "different"


def _askable(a: Statement, b: Statement) -> bool:
    """Whether the encoder may be asked about two mentions at all.

    That hangs on the pair alone, so that the answer does not change as the collection grows.
    """
    return a.report != b.report and max(len(a.content.words), len(b.content.words)) <= _LONGEST_ASKED


def _reachable(a: Statement, b: Statement, score: float) -> bool:
    """Say whether the most alike of sentence vectors would join a pair with some overlap of words."""
    return threshold("encoder_least") <= score and _wanted(a, b) <= score + threshold("encoder_most")


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


def _of_two(one: Statement, other: Statement) -> bool:
    """Whether figures and names differ in two mentions: one form of words, filled in for two events."""
    return bool(figure_conflicts(one.content, other.content)) and all(unmatched_names(one, other))


def _rescue(found: dict[Key, Judgement], by_id: Mapping[str, Statement], aligned: Iterable[Key]) -> None:
    """Join heavily altered words of one speaker at one place of a copied passage.

    Nothing else in either report may be joined to the two: the place in the passage is then all
    that is left for each of them.
    """
    left = [
        key for key in aligned if found[key].verdict == "undecided" and key[0] in by_id and key[1] in by_id
    ]
    if not left:
        return
    asking = {one for key in left for one in key}
    taken: set[tuple[str, str]] = set()
    for (a, b), judgement in found.items():
        if judgement.verdict == "merge":
            if a in asking and b in by_id:
                taken.add((a, by_id[b].report))
            if b in asking and a in by_id:
                taken.add((b, by_id[a].report))
    for key in sorted(left, key=lambda key: (-found[key].score, key)):
        one, other = by_id[key[0]], by_id[key[1]]
        ends = {(key[0], other.report), (key[1], one.report)}
        if ends & taken or one.speaker is None or other.speaker is None or _of_two(one, other):
            continue
        if compare_sources(one.speaker, other.speaker).kind == "same":
            taken |= ends
            found[key] = Judgement("merge", found[key].score, f"{found[key].reason}; nothing nearer there")
