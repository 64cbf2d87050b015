"""Review: the least certain merges, splits and origins, for an analyst to decide."""

from dataclasses import dataclass

from stemma.records import Claim, ClaimMention, Event, EventMention, Link
from stemma.web.index import Index, speaker

LARGEST_QUEUE = 200


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two mentions of a link."""

    id: str
    text: str
    speaker: str
    report: str
    outlet: str
    published: str | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A link that is not certain: two mentions, what was done with them, and why."""

    kind: str
    subject: str
    of: str
    text: str
    a: Side
    b: Side
    score: float
    reason: str
    decision: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The queue, the least certain first; ``total`` counts also those beyond its length."""

    doubts: tuple[Doubt, ...]
    total: int


def review_page(index: Index, limit: int = LARGEST_QUEUE) -> ReviewPage:
    """Return the links of claims and events, the least certain first.

    A score is how sure the rule was of what it did, so both a weak merge and a weak split come
    early; a link between mentions of a claim that the analyst decided on comes last.
    """
    doubts = [*_of_claims(index), *_of_events(index)]
    doubts.sort(key=lambda d: (bool(d.decision), d.score, d.kind, d.of, d.a.id, d.b.id))
    return ReviewPage(tuple(doubts[:limit]), len(doubts))


def _of_claims(index: Index) -> list[Doubt]:
    everywhere = {m.id: m for claim in index.claims.values() for m in claim.mentions}
    return [
        doubt
        for claim in index.claims.values()
        for link in claim.links
        if (doubt := _doubt(index, claim, link, everywhere)) is not None
    ]


def _of_events(index: Index) -> list[Doubt]:
    everywhere = {m.id: m for event in index.events for m in event.mentions}
    return [
        doubt
        for event in index.events
        for link in event.links
        if (doubt := _doubt(index, event, link, everywhere)) is not None
    ]


def _doubt(
    index: Index,
    subject: Claim | Event,
    link: Link,
    everywhere: dict[str, ClaimMention] | dict[str, EventMention],
) -> Doubt | None:
    a, b = everywhere.get(link.a), everywhere.get(link.b)
    if a is None or b is None:
        return None
    decision = index.standing.get(subject.id)
    return Doubt(
        kind=link.kind,
        subject="claim" if isinstance(subject, Claim) else "event",
        of=subject.id,
        text=subject.text if isinstance(subject, Claim) else subject.sub_type or subject.plover,
        a=_side(index, a),
        b=_side(index, b),
        score=link.score,
        reason=link.reason,
        decision=decision.action if decision else "",
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
