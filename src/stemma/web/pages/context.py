"""The paragraph around a mention, so that every value can be read where it stands."""

import re
from collections.abc import Iterable

from msgspec import Struct

from stemma.casebook import Casebook
from stemma.records import Block, ClaimMention, EventMention, Report, Span
from stemma.web.index import Index

LONGEST = 900  # characters of a paragraph that is shown whole: about 150 words
AROUND = 320  # characters on either side of the words in a longer one
SENTENCE_END = re.compile(r"[.!?…][\"'\u201d\u2019)]*\s+")


class Passage(Struct, frozen=True):
    """The paragraphs of a report that a mention stands in; ``start`` is the first one's offset.

    Of a long paragraph only the sentences around the mention are given, and ``cut_before`` and
    ``cut_after`` say that it goes on.
    """

    mention: str
    report: str
    start: int
    text: str
    cut_before: bool = False
    cut_after: bool = False


def passage(report: Report, mention: ClaimMention | EventMention) -> Passage:
    """Return the paragraph, or paragraphs, that hold all the spans of a mention."""
    spans = list(_spans(mention))
    if not spans:
        return Passage(mention.id, report.id, 0, "")
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    around = [block for block in report.blocks if block.end > first and block.start < last]
    start, end = _edges(around, first, last)
    begin, stop = _narrowed(report.text, (start, end), (first, last))
    return Passage(mention.id, report.id, begin, report.text[begin:stop], begin > start, stop < end)


def texts_of(index: Index, book: Casebook, reports: Iterable[str]) -> dict[str, Report]:
    """Return those of the reports that the summary and the casebook hold, by id."""
    wanted = sorted(index.reports.keys() & set(reports))
    return {name: report for name in wanted if (report := book.report(name)) is not None}


def _narrowed(text: str, paragraph: tuple[int, int], words: tuple[int, int]) -> tuple[int, int]:
    """Cut a long paragraph to the sentences that begin or end within ``AROUND`` of the words."""
    start, end = paragraph
    if end - start <= LONGEST:
        return paragraph
    before = [match.end() for match in SENTENCE_END.finditer(text, max(start, words[0] - AROUND), words[0])]
    after = [
        match.start() + 1 for match in SENTENCE_END.finditer(text, words[1], min(end, words[1] + AROUND))
    ]
    begin = before[0] if before else max(start, words[0] - AROUND)
    return (start if words[0] - start <= AROUND else begin), (
        end if end - words[1] <= AROUND else after[-1] if after else words[1] + AROUND
    )


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
