"""One claim: its mentions where they stand, its origins, its tree and what changed on the way."""

from msgspec import Struct

from stemma.casebook import Casebook, columns
from stemma.records import Claim, Decision, Event, Origin, ToldCount, Variant
from stemma.web.index import Index, ReportLine, unknown
from stemma.web.pages.context import Passage, passage, texts_of
from stemma.web.pages.reader import neighbours


class EventLine(Struct, frozen=True):
    """An event that rests on a claim."""

    id: str
    label: str
    start: str | None
    end: str | None
    date_precision: str
    status: str


class Elsewhere(Struct, frozen=True):
    """A mention of another claim, from which a link of this claim was kept apart."""

    claim: str
    text: str
    outlet: str


class ClaimPage(Struct, frozen=True):
    """A claim with all that a reader needs to check it."""

    claim: Claim
    origins: tuple[Origin, ...]
    variants: tuple[Variant, ...]
    reports: dict[str, ReportLine]
    passages: dict[str, Passage]
    elsewhere: dict[str, Elsewhere]
    counts: tuple[ToldCount, ...]
    events: tuple[EventLine, ...]
    decisions: tuple[Decision, ...]
    previous: str | None
    next: str | None


def claim_page(index: Index, book: Casebook, claim_id: str) -> ClaimPage:
    """Return the page of one claim.

    Raises:
        UsageError: the casebook holds no such claim.
    """
    from stemma.collation.told_figures import told_counts  # noqa: PLC0415  the server's start needs none of it

    claim = book.claim(claim_id) if index.claim(claim_id) else None
    if claim is None:
        raise unknown("claim", claim_id)
    texts = texts_of(index, book, (m.report for m in claim.mentions))
    before, after = neighbours(index.places.claims, claim_id)
    ids = {claim_id, *(m.id for m in claim.mentions)}
    return ClaimPage(
        claim=claim,
        origins=tuple(book.origins(claim_id)),
        variants=tuple(book.variants(claim_id)),
        reports={report: index.reports[report] for report in texts},
        passages={m.id: passage(texts[m.report], m) for m in claim.mentions if m.report in texts},
        elsewhere=_elsewhere(index, book, claim),
        counts=told_counts(claim, texts),
        events=_events_of(index, book, claim),
        decisions=tuple(d for d in index.decisions if ids.intersection(d.targets)),
        previous=before,
        next=after,
    )


def _events_of(index: Index, book: Casebook, claim: Claim) -> tuple[EventLine, ...]:
    found = (book.event(name) for name in columns.events_on(book, claim.id) if name in index.events)
    return tuple(
        EventLine(event.id, _label(event), event.start, event.end, event.date_precision, event.status)
        for event in found
        if event is not None
    )


def _elsewhere(index: Index, book: Casebook, claim: Claim) -> dict[str, Elsewhere]:
    own = {m.id for m in claim.mentions}
    ends = {end for link in claim.links for end in (link.a, link.b)} - own
    return {
        name: Elsewhere(other, mention.content.text, index.reports[mention.report].outlet)
        for name, (other, mention) in sorted(columns.mentions(book, ends).items())
        if index.claim(other) and mention.report in index.reports
    }


def _label(event: Event) -> str:
    place = event.place.name if event.place else ""
    return " · ".join(filter(None, (event.sub_type or event.plover, place)))
