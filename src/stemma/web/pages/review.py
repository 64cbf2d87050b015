"""Review: the least certain merges, splits and origins, for an analyst to decide."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

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


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A link with its two mentions, and how certain it is: what the order of the queue needs."""

    subject: Claim | Event
    link: Link
    a: ClaimMention | EventMention
    b: ClaimMention | EventMention
    other: str
    certainty: float
    decision: str

    @property
    def order(self) -> tuple[bool, float, str, str, str, str]:
        """Where the link stands in the queue."""
        return (bool(self.decision), self.certainty, self.link.kind, self.subject.id, self.a.id, self.b.id)

    @property
    def pair(self) -> tuple[str, ...]:
        """What the link is about: links of one pair are one question."""
        if self.link.kind == "split":
            return ("split", *sorted((self.subject.id, self.other)))
        return ("merge", self.subject.id, *sorted((_words(self.a), _words(self.b))))


def review_page(index: Index, limit: int = LARGEST_QUEUE) -> ReviewPage:
    """Return the links of claims and events, the least certain first.

    A link's score says how alike its two ends are: a merge is the less certain the lower it is, a
    split the higher it is and the nearer in time the two were told. Of several links between the same
    two clusters the least certain one stands for all. What the analyst decided on comes last.
    """
    ranked = [
        *_links(index, index.claims.values(), index.claim_of),
        *_links(index, index.events, index.event_of),
    ]
    ranked.sort(key=lambda one: one.order)
    first: dict[tuple[str, ...], _Ranked] = {}
    for one in ranked:
        first.setdefault(one.pair, one)
    return ReviewPage(tuple(_doubt(index, one) for one in islice(first.values(), limit)), len(first))


def _links(
    index: Index, subjects: Iterable[Claim | Event], cluster_of: Mapping[str, str]
) -> Iterator[_Ranked]:
    """Yield the links of claims, or of events, whose two mentions are there."""
    held = list(subjects)
    everywhere = {mention.id: mention for subject in held for mention in subject.mentions}
    days = {name: _day(line.published) for name, line in index.reports.items()}
    for subject in held:
        standing = index.standing.get(subject.id)
        for link in subject.links:
            a, b = everywhere.get(link.a), everywhere.get(link.b)
            if a is None or b is None:
                continue
            others = {cluster_of[a.id], cluster_of[b.id]} - {subject.id}
            certainty = link.score
            if link.kind == "split":
                first, last = days.get(a.report), days.get(b.report)
                apart = abs(last - first) if first is not None and last is not None else 0
                certainty = 1 - link.score / (1 + apart / _FAR)
            yield _Ranked(
                subject, link, a, b, min(others, default=subject.id), round(certainty, 4),
                standing.action if standing else "",
            )  # fmt: skip


def _day(published: str | None) -> int | None:
    """Return a day of publication as a number, None where it is not known."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def _doubt(index: Index, one: _Ranked) -> Doubt:
    subject = one.subject
    return Doubt(
        kind=one.link.kind,
        subject="claim" if isinstance(subject, Claim) else "event",
        of=subject.id,
        other=one.other,
        text=subject.text if isinstance(subject, Claim) else subject.sub_type or subject.plover,
        a=_side(index, one.a),
        b=_side(index, one.b),
        score=one.link.score,
        certainty=one.certainty,
        reason=one.link.reason,
        decision=one.decision,
    )


def _words(mention: ClaimMention | EventMention) -> str:
    return mention.content.text if isinstance(mention, ClaimMention) else mention.extent.text


def _side(index: Index, mention: ClaimMention | EventMention) -> Side:
    line = index.reports.get(mention.report)
    return Side(
        id=mention.id,
        text=_words(mention),
        speaker=speaker(mention) if isinstance(mention, ClaimMention) else "",
        report=mention.report,
        outlet=line.outlet if line else "",
        published=line.published if line else None,
    )
