"""Possible matches: claims that may be one, with the words of both where they stand."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from stemma.casebook import Casebook, columns
from stemma.records import PossibleMatch, Range, Span
from stemma.web.index import Index, speaker, unknown
from stemma.web.pages.context import Passage, passage, texts_of


class Teller(Struct, frozen=True):
    """One of the two claims of a possible match, and the mention of it that is compared."""

    claim: str
    text: str
    outlets: int
    origins: Range
    speaker: str
    report: str
    outlet: str
    published: str | None
    passage: Passage
    content: tuple[Span, ...]


class Offer(Struct, frozen=True):
    """A possible match with what an analyst needs to decide on it."""

    match: PossibleMatch
    here: Teller
    there: Teller


class MatchesPage(Struct, frozen=True):
    """Possible matches, the likeliest first."""

    offers: tuple[Offer, ...]


def matches_page(index: Index, book: Casebook, claim_id: str) -> MatchesPage:
    """Return what may be one with a claim.

    Raises:
        UsageError: the casebook holds no such claim.
    """
    from stemma.matching import possible_matches  # noqa: PLC0415  the server's start needs none of it

    if not index.claim(claim_id):
        raise unknown("claim", claim_id)
    return MatchesPage(tuple(offers(index, book, possible_matches(book, claim_id))))


def offers(index: Index, book: Casebook, found: Iterable[PossibleMatch]) -> Iterator[Offer]:
    """Yield possible matches with their claims and the words around their mentions."""
    matches = list(found)
    texts = texts_of(index, book, (report for one in matches for report in (one.report, one.other_report)))
    mentions = columns.mentions(book, (end for one in matches for end in (one.mention, one.other_mention)))

    def teller(claim: str, mention_id: str) -> Teller | None:
        row = index.claim(claim)
        _, mention = mentions.get(mention_id, ("", None))
        if row is None or mention is None or mention.report not in texts:
            return None
        line = index.reports[mention.report]
        return Teller(
            claim, row.text, row.outlets, row.origins, speaker(mention), mention.report, line.outlet,
            line.published, passage(texts[mention.report], mention), mention.content.spans,
        )  # fmt: skip

    for one in matches:
        here, there = teller(one.claim, one.mention), teller(one.other, one.other_mention)
        if here is not None and there is not None:
            yield Offer(one, here, there)


__all__ = ["MatchesPage", "Offer", "Teller", "matches_page", "offers"]
