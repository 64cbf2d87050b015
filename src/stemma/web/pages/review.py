"""Review: the least certain merges, splits and origins, for an analyst to decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from stemma.records import Claim, ClaimMention, Event, EventMention, Link
from stemma.web.index import Index, speaker

LARGEST_QUEUE = 200
# A split of two mentions told so many days apart is half as doubtful as one of the same day. Of the first
# 200 links of 300 FA-KES reports, 181 were formulas of different months without it; with it 22 of different
# weeks at most.
_FAR = 30


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


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The queue, the least certain first; ``total`` counts also those beyond its length."""

    doubts: tuple[Doubt, ...]
    total: int


def review_page(index: Index, limit: int = LARGEST_QUEUE) -> ReviewPage:
    """Return the links of claims and events, the least certain first.

    A link's score says how alike its two ends are: a merge is the less certain the lower it is, a
    split the higher it is and the nearer in time the two were told. Of several links between the same
    two clusters the least certain one stands for all. What the analyst decided on comes last.
    """
    doubts = [*_of_claims(index), *_of_events(index)]
    doubts.sort(key=lambda d: (bool(d.decision), d.certainty, d.kind, d.of, d.a.id, d.b.id))
    first: dict[tuple[str, ...], Doubt] = {}
    for doubt in doubts:
        first.setdefault(_subject(doubt), doubt)
    return ReviewPage(tuple(first.values())[:limit], len(first))


def _subject(doubt: Doubt) -> tuple[str, ...]:
    if doubt.kind == "split":
        return ("split", *sorted((doubt.of, doubt.other)))
    return ("merge", doubt.of, *sorted((doubt.a.text, doubt.b.text)))


def _of_claims(index: Index) -> list[Doubt]:
    everywhere = {m.id: m for claim in index.claims.values() for m in claim.mentions}
    return [
        doubt
        for claim in index.claims.values()
        for link in claim.links
        if (doubt := _doubt(index, claim, link, everywhere, index.claim_of)) is not None
    ]


def _of_events(index: Index) -> list[Doubt]:
    everywhere = {m.id: m for event in index.events for m in event.mentions}
    return [
        doubt
        for event in index.events
        for link in event.links
        if (doubt := _doubt(index, event, link, everywhere, index.event_of)) is not None
    ]


def _doubt(
    index: Index,
    subject: Claim | Event,
    link: Link,
    everywhere: Mapping[str, ClaimMention | EventMention],
    cluster_of: Mapping[str, str],
) -> Doubt | None:
    a, b = everywhere.get(link.a), everywhere.get(link.b)
    if a is None or b is None:
        return None
    decision = index.standing.get(subject.id)
    sides = _side(index, a), _side(index, b)
    doubtful = link.score / (1 + _days(*sides) / _FAR)
    others = {cluster_of[a.id], cluster_of[b.id]} - {subject.id}
    return Doubt(
        kind=link.kind,
        subject="claim" if isinstance(subject, Claim) else "event",
        of=subject.id,
        other=min(others, default=subject.id),
        text=subject.text if isinstance(subject, Claim) else subject.sub_type or subject.plover,
        a=sides[0],
        b=sides[1],
        score=link.score,
        certainty=round(link.score if link.kind == "merge" else 1 - doubtful, 4),
        reason=link.reason,
        decision=decision.action if decision else "",
    )


def _days(one: Side, other: Side) -> int:
    """Return how many days lie between two reports, 0 where a day is not known."""
    try:
        first, last = (date.fromisoformat((side.published or "")[:10]) for side in (one, other))
    except ValueError:
        return 0
    return abs((last - first).days)


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
