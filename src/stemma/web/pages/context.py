"""The paragraph around a mention, so that every value can be read where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from stemma.casebook import Casebook
from stemma.records import Block, ClaimMention, EventMention, Report, Span
from stemma.web.index import Index


@dataclass(frozen=True, slots=True)
class Passage:
    """The paragraphs of a report that a mention stands in; ``start`` is the first one's offset."""

    mention: str
    report: str
    start: int
    text: str


def passage(report: Report, mention: ClaimMention | EventMention) -> Passage:
    """Return the paragraph, or paragraphs, that hold all the spans of a mention."""
    spans = list(_spans(mention))
    if not spans:
        return Passage(mention.id, report.id, 0, "")
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    around = [block for block in report.blocks if block.end > start and block.start < end]
    start, end = _edges(around, start, end)
    return Passage(mention.id, report.id, start, report.text[start:end])


def texts_of(index: Index, book: Casebook, reports: Iterable[str]) -> dict[str, Report]:
    """Return those of the reports that the summary and the casebook hold, by id."""
    wanted = sorted(index.reports.keys() & set(reports))
    return {name: report for name in wanted if (report := book.report(name)) is not None}


def _edges(blocks: Iterable[Block], start: int, end: int) -> tuple[int, int]:
    for block in blocks:
        start, end = min(start, block.start), max(end, block.end)
    return start, end


def _spans(mention: ClaimMention | EventMention) -> Iterable[Span]:
    if isinstance(mention, EventMention):
        yield from mention.extent.spans
        yield from mention.trigger.spans
        return
    for words in (mention.content, mention.cue, mention.source):
        if words is not None:
            yield from words.spans
