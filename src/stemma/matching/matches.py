"""Possible matches: other claims that may be one with a claim, the likeliest first."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from msgspec.structs import replace

from stemma.casebook import Casebook, columns
from stemma.collation.constraints import constraints
from stemma.collation.statements import Statement, Weights
from stemma.encoder import Encoder, shared_encoder
from stemma.matching.bounds import bound, whole
from stemma.matching.model import COSINE, model
from stemma.matching.pairs import Pair, pairs_of
from stemma.matching.reading import Reader, latest_claims
from stemma.matching.telling import clashes, reasons, shared_spans
from stemma.records import PossibleMatch

_HIGHEST = 1.0  # cosine


def possible_matches(book: Casebook, claim: str, best: int | None = None) -> tuple[PossibleMatch, ...]:
    """Return the other claims that may be one with a claim, the likeliest first.

    None are found where the claim's reports have no date, and in a casebook of more than 128 reports that
    does not remember how often words are told, as one made of tables.

    Args:
        book: the casebook.
        claim: the claim's id.
        best: how many at most; None for the room's bound.
    """
    return book.store.read(lambda db: tuple(_Matcher(Reader(db), shared_encoder()).of(claim)[: _few(best)]))


def all_matches(book: Casebook, claims: int | None = None) -> tuple[PossibleMatch, ...]:
    """Return the pairs of claims that may be one, the likeliest first, each pair once.

    Args:
        book: the casebook.
        claims: how many claims are looked at, those of the latest reports; None for the room's bound.
    """
    return book.store.read(
        lambda db: _of_all(
            _Matcher(Reader(db), shared_encoder()), whole("claims") if claims is None else claims
        )
    )


def still_open(book: Casebook, found: Iterable[PossibleMatch]) -> tuple[PossibleMatch, ...]:
    """Return those of some possible matches that are two claims still, and that no decision keeps apart.

    Their claims are those that the mentions are in now; of two pairs of the same claims the first stays.
    """
    matches = list(found)
    homes = columns.claim_of(book, (end for one in matches for end in (one.mention, one.other_mention)))
    rules = constraints(book.standing_decisions())
    left: dict[frozenset[str], PossibleMatch] = {}
    for one in matches:
        here, there = homes.get(one.mention, ""), homes.get(one.other_mention, "")
        if here and there and here != there and not rules.keeps_apart(one.mention, one.other_mention):
            left.setdefault(frozenset({here, there}), replace(one, claim=here, other=there))
    return tuple(left.values())


def _few(best: int | None) -> int:
    return whole("best") if best is None else best


def _of_all(matcher: "_Matcher", claims: int) -> tuple[PossibleMatch, ...]:
    found: dict[frozenset[str], PossibleMatch] = {}
    for claim in latest_claims(matcher.reader.db, claims):
        for one in matcher.of(claim)[: _few(None)]:
            ends = frozenset({one.claim, one.other})
            if ends not in found or one.chance > found[ends].chance:
                found[ends] = one
    return tuple(sorted(found.values(), key=_order))


class _Matcher:
    """Finds the possible matches of a casebook's claims; each sentence's vector is worked out once."""

    def __init__(self, reader: Reader, encoder: Encoder) -> None:
        self.reader = reader
        self._encoder = encoder
        self._vectors: dict[str, npt.NDArray[np.float32]] = {}

    def of(self, claim: str) -> list[PossibleMatch]:
        """Return the possible matches of a claim, of each other claim the likeliest pair of mentions."""
        weight, judge = self.reader.weight, model()
        if weight is None:
            return []
        weighed = [(pair, judge.odds(pair.signs)) for pair in pairs_of(self.reader, claim)]
        asked = [(pair, odds) for pair, odds in weighed if judge.chance(odds, _HIGHEST) >= bound("chance")]
        self._read(_text(item) for pair, _ in asked for item in (pair.a, pair.b))
        found: dict[str, tuple[float, float, Pair]] = {}
        for pair, odds in asked:
            cosine = round(float(self._vectors[_text(pair.a)] @ self._vectors[_text(pair.b)]), 4)
            chance = judge.chance(odds, cosine)
            if chance >= bound("chance") and (pair.claim not in found or chance > found[pair.claim][0]):
                found[pair.claim] = (chance, cosine, pair)
        return sorted((_told(claim, *one, weight) for one in found.values()), key=_order)

    def _read(self, texts: Iterable[str]) -> None:
        """Work out the vectors of texts that were not met yet."""
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if new:
            self._vectors.update(zip(new, self._encoder.encode(new), strict=True))


def _text(item: Statement) -> str:
    return item.mention.content.text


def _order(one: PossibleMatch) -> tuple[float, str, str]:
    return (-one.chance, one.claim, one.other)


def _told(claim: str, chance: float, cosine: float, pair: Pair, weight: Weights) -> PossibleMatch:
    a, b = pair.a, pair.b
    return PossibleMatch(
        claim=claim,
        other=pair.claim,
        chance=chance,
        mention=a.id,
        other_mention=b.id,
        report=a.report,
        other_report=b.report,
        text=a.mention.content.text,
        other_text=b.mention.content.text,
        shared=shared_spans(a, b),
        other_shared=shared_spans(b, a),
        reasons=reasons(a, b, weight, pair.signs, cosine),
        clashes=clashes(a, b),
        signs={**{name: round(float(value), 4) for name, value in pair.signs.items()}, COSINE: cosine},
    )


__all__ = ["all_matches", "possible_matches", "still_open"]
