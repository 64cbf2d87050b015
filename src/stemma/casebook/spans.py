"""Every span against the stored text: does it stand inside, and does it say what it quotes."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from stemma.casebook import reads
from stemma.casebook.findings import FaultKind, Finding
from stemma.casebook.reads import Where
from stemma.records import ClaimMention, Copy, EventMention, Report, Span, Variant, Words

JOINER = " … "


def of_reports(db: sqlite3.Connection, checked: Counter[str]) -> Iterator[Finding]:
    """Check everything found in single reports, one report at a time."""
    for identifier in [row["id"] for row in db.execute("SELECT id FROM reports ORDER BY n")]:
        report = reads.originals(db, Where().also("id = ?", identifier))[0]
        checked["reports"] += 1
        for said in _of_report(db, report):
            checked["spans"] += len(said.spans)
            yield from said.findings(report)


def of_collation(db: sqlite3.Connection, checked: Counter[str]) -> Iterator[Finding]:
    """Check the copies' passages and the variants' words."""
    lengths = {row["id"]: row["n"] for row in db.execute("SELECT id, length(text) AS n FROM reports")}
    copies = msgspec.json.Decoder(Copy)
    for row in db.execute("SELECT record FROM copies"):
        copy = copies.decode(row["record"])
        checked["spans"] += 2 * len(copy.passages)
        for passage in copy.passages:
            yield from _beyond(copy.id, copy.source, passage.source, lengths)
            yield from _beyond(copy.id, copy.target, passage.target, lengths)
    variants = msgspec.json.Decoder(Variant)
    text = "SELECT text FROM reports JOIN mentions ON mentions.report = reports.id WHERE mentions.id = ?"
    for row in db.execute("SELECT record FROM variants"):
        variant = variants.decode(row["record"])
        for mention, words in ((variant.from_mention, variant.before), (variant.to_mention, variant.after)):
            checked["spans"] += len(words.spans)
            found = db.execute(text, (mention,)).fetchone() if words.spans else None
            if words.spans and (found is None or _said(found["text"], words.spans) != words.text):
                detail = f"quotes {words.text!r}, but the report does not say so there"
                yield Finding(variant.id, detail, "collation")


def _beyond(owner: str, report: str, span: Span, lengths: dict[str, int]) -> Iterator[Finding]:
    if not 0 <= span.start < span.end <= lengths.get(report, 0):
        detail = f"span {span.start} to {span.end} is outside the text of {report}"
        yield Finding(owner, detail, "collation")


def _said(text: str, spans: Iterable[Span]) -> str:
    return JOINER.join(text[span.start : span.end] for span in spans)


class _Said:
    """Spans of one thing in a report, and the words that it claims to find there (None: any)."""

    def __init__(self, owner: str, spans: Iterable[Span], text: str | None, kind: FaultKind) -> None:
        self.owner = owner
        self.spans = tuple(spans)
        self.text = text
        self.kind = kind

    def findings(self, report: Report) -> Iterator[Finding]:
        """Yield what is wrong with the spans."""
        owner = f"{self.owner} in {report.id}"
        for span in self.spans:
            if not 0 <= span.start <= span.end <= len(report.text):
                detail = f"span {span.start} to {span.end} is outside the text"
                yield Finding(owner, detail, self.kind, report.id)
                return
        if self.text is not None and (said := _said(report.text, self.spans)) != self.text:
            detail = f"quotes {self.text!r}, but its spans say {said!r}"
            yield Finding(owner, detail, self.kind, report.id)


def _of_report(db: sqlite3.Connection, report: Report) -> Iterator[_Said]:
    of_report = Where().also("report = ?", report.id)
    for block in report.blocks:
        yield _Said(f"block {block.kind}", [Span(block.start, block.end)], None, "raw")
    for mention in reads.mentions(db, of_report):
        yield from _mention(mention)
    for event in reads.event_mentions(db, of_report):
        yield from _event(event)
    for place in reads.places(db, report.id):
        yield _Said(f"place {place.name!r}", [place.span], place.name, "analysis")
    for time in reads.times(db, report.id):
        yield _Said(f"time {time.text!r}", [time.span], time.text, "analysis")


def _words(owner: str, words: Words) -> _Said:
    return _Said(owner, words.spans, words.text, "analysis")


def _mention(mention: ClaimMention) -> Iterator[_Said]:
    for words in (mention.content, mention.cue, mention.source):
        if words is not None:
            yield _words(mention.id, words)
    layers = [layer.span for layer in mention.chain if layer.span is not None]
    yield _Said(mention.id, layers, None, "analysis")
    for hedge in mention.hedges:
        yield _Said(mention.id, [hedge.span], hedge.text, "analysis")


def _event(event: EventMention) -> Iterator[_Said]:
    for words in (event.trigger, event.extent):
        yield _words(event.id, words)
    actors = [actor.span for actor in (event.actor, event.target) if actor is not None]
    yield _Said(event.id, [*actors, *(toll.span for toll in event.casualties)], None, "analysis")
