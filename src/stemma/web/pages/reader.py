"""The reader: one report with everything that was found in it."""

from collections.abc import Mapping
from itertools import islice

from msgspec import Struct

from stemma.casebook import Casebook, columns
from stemma.errors import UsageError
from stemma.identity import witness
from stemma.records import ClaimMention, Copy, Decision, EventMention, Name, Place, Range, Report, Span, Time
from stemma.web.index import Index, ReportLine, report_line


class MarkedMention(Struct, frozen=True):
    """A claim mention of the report and the claim that it belongs to."""

    mention: ClaimMention
    claim: str | None
    text: str
    outlets: int
    origins: Range | None
    decision: str


class MarkedEvent(Struct, frozen=True):
    """An event mention of the report and the event that it belongs to."""

    mention: EventMention
    event: str | None


class MarkedPassage(Struct, frozen=True):
    """A passage that the report shares with another one; ``there`` are the other's words."""

    span: Span
    there: Span
    words_there: str
    kind: str
    quotation: bool
    score: float


class MarkedCopy(Struct, frozen=True):
    """All passages shared with one other report; ``role`` says which way they went."""

    id: str
    other: ReportLine
    role: str
    kind: str
    direction: str
    direction_score: float
    covered: float
    common_source: bool
    reasons: tuple[str, ...]
    passages: tuple[MarkedPassage, ...]


class ReaderPage(Struct, frozen=True):
    """A report, marked up."""

    report: Report
    line: ReportLine
    mentions: tuple[MarkedMention, ...]
    events: tuple[MarkedEvent, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    names: tuple[Name, ...]
    copies: tuple[MarkedCopy, ...]
    versions: tuple[ReportLine, ...]
    decisions: tuple[Decision, ...]
    previous: str | None
    next: str | None


def reader_page(index: Index, book: Casebook, report_id: str) -> ReaderPage:
    """Return the page of one report.

    Raises:
        UsageError: the casebook holds no such report.
    """
    report = book.report(report_id)
    if report is None:
        raise UsageError(f"no report {report_id!r} in this casebook")
    mentions = sorted(book.mentions(report_id), key=lambda m: (_start(m), m.id))
    events = sorted(
        book.event_mentions(report_id),
        key=lambda m: (m.extent.spans[0].start if m.extent.spans else 0, m.id),
    )
    claim_of = columns.claim_of(book, (m.id for m in mentions))
    event_of = columns.event_of(book, (m.id for m in events))
    before, after = neighbours(index.places.reports, report_id)
    ids = {report_id, *(m.id for m in mentions), *(m.id for m in events)}
    return ReaderPage(
        report=report,
        line=index.reports.get(report_id) or report_line(report, len(mentions)),
        mentions=tuple(_marked(index, m, claim_of.get(m.id)) for m in mentions),
        events=tuple(MarkedEvent(m, _held(index, event_of.get(m.id))) for m in events),
        places=tuple(book.places(report_id)),
        times=tuple(book.times(report_id)),
        names=tuple(book.names(report_id)),
        copies=tuple(_copy(index, book, copy, report_id) for copy in book.copies(report_id)),
        versions=_versions(index, report),
        decisions=tuple(d for d in index.decisions if ids.intersection(d.targets)),
        previous=before,
        next=after,
    )


def _versions(index: Index, report: Report) -> tuple[ReportLine, ...]:
    """Return all texts that a changed report has had, nothing for one that was not changed."""
    first = witness(report)
    found = [line for line in index.reports.values() if (line.version_of or line.id) == first]
    return tuple(sorted(found, key=lambda line: (line.version, line.id))) if len(found) > 1 else ()


def neighbours(order: Mapping[str, int], here: str) -> tuple[str | None, str | None]:
    """Return what stands before and after ``here``; (None, None) when it is not in the order.

    Args:
        order: the position of each id, in that order.
        here: an id.
    """
    at = order.get(here)
    if at is None:
        return None, None
    around = list(islice(order, max(0, at - 1), at + 2))
    return (around[0] if at else None), (around[-1] if at + 1 < len(order) else None)


def _start(mention: ClaimMention) -> int:
    return mention.content.spans[0].start if mention.content.spans else 0


def _held(index: Index, event: str | None) -> str | None:
    return event if event in index.events else None


def _marked(index: Index, mention: ClaimMention, claim_id: str | None) -> MarkedMention:
    claim = index.claim(claim_id)
    decision = index.standing.get(mention.id)
    return MarkedMention(
        mention=mention,
        claim=claim.id if claim else None,
        text=claim.text if claim else mention.content.text,
        outlets=claim.outlets if claim else 1,
        origins=claim.origins if claim else None,
        decision=decision.action if decision else "",
    )


def _copy(index: Index, book: Casebook, copy: Copy, here: str) -> MarkedCopy:
    is_target = copy.target == here
    other_id = copy.source if is_target else copy.target
    other = book.report(other_id)
    if other is None:
        raise UsageError(f"no report {other_id!r} in this casebook, though a copy names it")
    role = "shares" if copy.direction == "unknown" else "has from" if is_target else "gave to"
    passages = []
    for shared in copy.passages:
        span, there = (shared.target, shared.source) if is_target else (shared.source, shared.target)
        words = other.text[there.start : there.end]
        passages.append(MarkedPassage(span, there, words, shared.kind, shared.quotation, shared.score))
    return MarkedCopy(
        id=copy.id,
        other=index.reports.get(other_id) or report_line(other),
        role=role,
        kind=copy.kind,
        direction=copy.direction,
        direction_score=copy.direction_score,
        covered=copy.covered_target if is_target else copy.covered_source,
        common_source=copy.common_source,
        reasons=copy.reasons,
        passages=tuple(passages),
    )
