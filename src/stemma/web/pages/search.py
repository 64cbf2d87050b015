"""Search over reports, claims and events at once."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from stemma.casebook import Casebook, Hit, columns
from stemma.inflected import CYRILLIC, finder
from stemma.web.index import ClaimRow, Index, ReportLine
from stemma.web.pages.claims import filtered

LARGEST = 50


class ReportHit(Struct, frozen=True):
    """A report that holds the words; ``excerpt`` shows them, matches between ``⟦`` and ``⟧``."""

    report: ReportLine
    excerpt: str


class EventHit(Struct, frozen=True):
    """An event whose actor, target, place or type holds the words, or that is told in such Cyrillic ones."""

    id: str
    label: str
    start: str | None


class SearchPage(Struct, frozen=True):
    """What was found, each kind at most ``LARGEST`` times; totals count all claims and events."""

    query: str
    claims: tuple[ClaimRow, ...]
    claims_total: int
    reports: tuple[ReportHit, ...]
    events: tuple[EventHit, ...]
    events_total: int


def search_page(index: Index, book: Casebook, query: str) -> SearchPage:
    """Return claims, reports and events that hold all the words of a query."""
    words = query.casefold().split()
    if not words:
        return SearchPage(query, (), 0, (), (), 0)
    claims = filtered(index, book, {"q": query})
    events = list(_events(index, book, words))
    return SearchPage(
        query=query,
        claims=tuple(claims[:LARGEST]),
        claims_total=len(claims),
        reports=tuple(_reports(index, book.search(query, limit=LARGEST, kind="report"))),
        events=tuple(events[:LARGEST]),
        events_total=len(events),
    )


def _reports(index: Index, hits: Iterable[Hit]) -> Iterable[ReportHit]:
    for hit in hits:
        line = index.reports.get(hit.id)
        if line is not None:
            yield ReportHit(line, hit.snippet)


def _events(index: Index, book: Casebook, words: list[str]) -> Iterable[EventHit]:
    holds = finder(words)
    told = _told(book, holds) if any(map(CYRILLIC.search, words)) else set()
    for event, start, names in columns.event_names(book):
        if event in index.events and (event in told or holds(" ".join(names).casefold())):
            yield EventHit(event, " · ".join(filter(None, names)), start)


def _told(book: Casebook, holds: Callable[[str], bool]) -> set[str]:
    """Return the events that are told in such words: their names are in Latin letters."""
    return {event for event, _, _, words in columns.event_members(book) if holds(words.casefold())}
