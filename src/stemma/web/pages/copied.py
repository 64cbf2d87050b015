"""Copied: the passages that an outlet's share of copied text, or a flow of text, is counted from."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from stemma.casebook import Casebook, columns
from stemma.casebook.lines import CopyLine
from stemma.records import Copy, Span
from stemma.web.index import Index, ReportLine

PASSAGES = 200  # reports that one answer holds at most


class CopiedPassage(Struct, frozen=True):
    """Words of a report that stand in another one too."""

    span: Span
    words: str
    kind: str
    quotation: bool


class CopiedReport(Struct, frozen=True):
    """A report and the passages that it shares with one other, ``source``."""

    report: str
    source: str
    kind: str
    direction: str
    covered: float
    words: int
    passages: tuple[CopiedPassage, ...]


class CopiedPage(Struct, frozen=True):
    """The reports of an outlet that hold text of others; ``total`` of them, with so many words."""

    outlet: str
    giver: str
    rows: tuple[CopiedReport, ...]
    total: int
    words: int
    words_of_all: int
    reports: dict[str, ReportLine]


def copied_page(index: Index, book: Casebook, query: Mapping[str, str]) -> CopiedPage:
    """Return the copied passages of an outlet, the reports with most of them first.

    Args:
        index: the casebook's summary.
        book: the casebook.
        query: ``outlet``, and ``from``, another outlet: then everything that the two share; without
            it, for each report the earlier one with most of its text, as the outlet's share counts.
    """
    outlet, giver = query.get("outlet", ""), query.get("from", "")
    copies = list(
        _between(index, book, outlet, giver) if giver else largest_copies(index, book, outlet).values()
    )
    copies.sort(key=lambda copy: (-_words(index, copy), copy.id))
    shown = copies[:PASSAGES]
    passages = columns.copies_in_full(book, (copy.id for copy in shown))
    texts = {name: report.text for name in {c.target for c in shown} if (report := book.report(name))}
    own = [line.words for line in index.reports.values() if line.outlet == outlet]
    return CopiedPage(
        outlet=outlet,
        giver=giver,
        rows=tuple(_row(index, passages[copy.id], texts.get(copy.target, "")) for copy in shown),
        total=len(copies),
        words=sum(_words(index, copy) for copy in copies),
        words_of_all=sum(own),
        reports={name: index.reports[name] for copy in shown for name in (copy.source, copy.target)},
    )


def largest_copies(index: Index, book: Casebook, outlet: str = "") -> dict[str, CopyLine]:
    """Return for each report (of one outlet) the copy with the largest share of it, if it has one."""
    found: dict[str, CopyLine] = {}
    for copy in columns.copies(book):
        line = index.reports.get(copy.target)
        if copy.direction == "unknown" or line is None or copy.source not in index.reports:
            continue
        if (not outlet or line.outlet == outlet) and (
            copy.target not in found or copy.covered_target > found[copy.target].covered_target
        ):
            found[copy.target] = copy
    return found


def _between(index: Index, book: Casebook, outlet: str, giver: str) -> Iterable[CopyLine]:
    """Yield the copies of a flow: those from the giver, and those of unknown direction."""
    for copy in columns.copies(book):
        if copy.source in index.reports and copy.target in index.reports:
            pair = (index.reports[copy.source].outlet, index.reports[copy.target].outlet)
            if copy.direction == "unknown":
                pair = min(pair), max(pair)
            if pair == (giver, outlet) and giver != outlet:
                yield copy


def _words(index: Index, copy: Copy | CopyLine) -> int:
    return round(copy.covered_target * index.reports[copy.target].words)


def _row(index: Index, copy: Copy, text: str) -> CopiedReport:
    return CopiedReport(
        report=copy.target,
        source=copy.source,
        kind=copy.kind,
        direction=copy.direction,
        covered=copy.covered_target,
        words=_words(index, copy),
        passages=tuple(
            CopiedPassage(p.target, text[p.target.start : p.target.end], p.kind, p.quotation)
            for p in copy.passages
        ),
    )
