"""Review: the least certain merges, splits and origins, for an analyst to decide."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from stemma.casebook import Casebook, columns
from stemma.casebook.lines import LinkLine
from stemma.records import ClaimMention, EventMention
from stemma.web.index import Index, speaker

LARGEST_QUEUE = 200
# A split of two mentions told so many days apart is half as doubtful as one of the same day. Of the first
# 200 links of 300 FA-KES reports, 181 were formulas of different months without it; with it 22 of different
# weeks at most.
_FAR = 30
_HELD = 20  # times the queue's length: so many links are held at most while the least certain are sought


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


class _Place(NamedTuple):
    """Where a mention stands: its claim or event, its day, and its words."""

    cluster: str
    day: int | None
    words: str


class _Ranked(NamedTuple):
    """A link and how certain it is, in the order of the queue."""

    decided: bool
    certainty: float
    kind: str
    cluster: str
    a: str
    b: str
    score: float
    other: str


def review_page(index: Index, book: Casebook, limit: int = LARGEST_QUEUE) -> ReviewPage:
    """Return the links of claims and events, the least certain first.

    A link's score says how alike its two ends are: a merge is the less certain the lower it is, a
    split the higher it is and the nearer in time the two were told. Of several links between the same
    two clusters the least certain one stands for all. What the analyst decided on comes last.
    """
    claims, events = _claimed(index, book), _acted(index, book)
    seen: set[int] = set()
    best: dict[tuple[str, ...], _Ranked] = {}
    surest = (True, math.inf)  # of the links that can still come into the queue
    for link in columns.links(book):
        places = events if link.cluster in index.events else claims
        a, b = places.get(link.a), places.get(link.b)
        if a is None or b is None or not (link.cluster in index.events or index.claim(link.cluster)):
            continue
        other = min({a.cluster, b.cluster} - {link.cluster}, default=link.cluster)
        pair = _pair(link, a, b, other)
        seen.add(hash(pair))
        decided, certainty = link.cluster in index.standing, _certainty(link, a, b)
        if (decided, certainty) > surest:
            continue
        one = _Ranked(decided, certainty, link.kind, link.cluster, link.a, link.b, link.score, other)
        if pair not in best or one < best[pair]:
            best[pair] = one
            if len(best) > _HELD * limit:
                best = dict(sorted(best.items(), key=lambda held: held[1])[:limit])
                surest = max((held.decided, held.certainty) for held in best.values())
    first = sorted(best.values())[:limit]
    return ReviewPage(tuple(_doubts(index, book, first)), len(seen))


def _certainty(link: LinkLine, a: _Place, b: _Place) -> float:
    if link.kind != "split":
        return round(link.score, 4)
    apart = abs(b.day - a.day) if a.day is not None and b.day is not None else 0
    return round(1 - link.score / (1 + apart / _FAR), 4)


def _pair(link: LinkLine, a: _Place, b: _Place, other: str) -> tuple[str, ...]:
    """Return what a link is about: links of one pair are one question."""
    if link.kind == "split":
        return ("split", min(link.cluster, other), max(link.cluster, other))
    return ("merge", link.cluster, min(a.words, b.words), max(a.words, b.words))


def _claimed(index: Index, book: Casebook) -> dict[str, _Place]:
    """Return the claim mentions by id."""
    days = _days(index)
    return {
        mention.id: _Place(claim, days.get(mention.report), mention.content.text)
        for claim, mention in columns.told(book)
        if index.claim(claim)
    }


def _acted(index: Index, book: Casebook) -> dict[str, _Place]:
    """Return the event mentions by id."""
    days = _days(index)
    return {
        mention: _Place(event, days.get(report), words)
        for event, mention, report, words in columns.event_members(book)
        if event in index.events
    }


def _days(index: Index) -> dict[str, int | None]:
    return {name: _day(line.published) for name, line in index.reports.items()}


def _day(published: str | None) -> int | None:
    """Return a day of publication as a number, None where it is not known."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def _doubts(index: Index, book: Casebook, links: Sequence[_Ranked]) -> Iterator[Doubt]:
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
