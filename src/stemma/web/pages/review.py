"""Review: the least certain merges, splits and origins, for an analyst to decide."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from stemma.casebook import Casebook, columns
from stemma.casebook.lines import LinkLine
from stemma.records import ClaimMention, EventMention
from stemma.web.index import Index, speaker
from stemma.web.pages.ranking import Ranked, Ranking, rank

LARGEST_QUEUE = 200
_MORE = 4  # times the queue's length: so many are kept, so that decisions need not weigh all links anew


class Side(Struct, frozen=True):
    """One of the two mentions of a link."""

    id: str
    text: str
    speaker: str
    report: str
    outlet: str
    published: str | None


class Doubt(Struct, frozen=True):
    """A link that is not certain: two mentions, what was done with them, and why.

    ``of`` is the claim or event that holds the link, ``other`` the one of the other end of a split.
    """

    kind: str
    subject: str
    of: str
    other: str
    text: str
    a: Side
    b: Side
    score: float
    certainty: float
    reason: str
    decision: str


class ReviewPage(Struct, frozen=True):
    """The queue, the least certain first; ``total`` counts also those beyond its length."""

    doubts: tuple[Doubt, ...]
    total: int


def review_page(index: Index, book: Casebook, limit: int = LARGEST_QUEUE) -> ReviewPage:
    """Return the links of claims and events, the least certain first.

    Of several links between the same two clusters the least certain one stands for all. What the
    analyst decided on comes last.
    """
    enough = _MORE * limit
    ranking: Ranking = index.kept.get("links") or rank(index, book, enough)
    while (first := ranking.first(index.standing, limit)) is None:
        enough *= 2
        ranking = rank(index, book, enough)
    index.kept["links"] = ranking
    return ReviewPage(tuple(_doubts(index, book, first)), ranking.total)


def _doubts(index: Index, book: Casebook, links: Sequence[Ranked]) -> Iterator[Doubt]:
    """Yield what is shown of some links."""
    ends = {end for one in links for end in (one.a, one.b)}
    told: dict[str, ClaimMention | EventMention] = {
        name: mention for name, (_, mention) in columns.mentions(book, ends).items()
    }
    told |= columns.event_mentions(book, ends - told.keys())
    kinds = columns.event_kinds(book, (one.cluster for one in links))
    for one in links:
        claim, standing = index.claim(one.cluster), index.standing.get(one.cluster)
        yield Doubt(
            kind=one.kind,
            subject="claim" if claim else "event",
            of=one.cluster,
            other=one.other,
            text=claim.text if claim else kinds[one.cluster],
            a=_side(index, told[one.a]),
            b=_side(index, told[one.b]),
            score=one.score,
            certainty=one.certainty,
            reason=columns.reason_of(book, LinkLine(one.cluster, one.a, one.b, one.kind, one.score)),
            decision=standing.action if standing else "",
        )


def _side(index: Index, mention: ClaimMention | EventMention) -> Side:
    line = index.reports.get(mention.report)
    return Side(
        id=mention.id,
        text=mention.content.text if isinstance(mention, ClaimMention) else mention.extent.text,
        speaker=speaker(mention) if isinstance(mention, ClaimMention) else "",
        report=mention.report,
        outlet=line.outlet if line else "",
        published=line.published if line else None,
    )
