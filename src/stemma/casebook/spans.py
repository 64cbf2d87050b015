"""Every span against the stored text: does it stand inside, and does it say what it quotes."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import msgspec

from stemma.casebook import naming, reads
from stemma.casebook.findings import FaultKind, Finding
from stemma.casebook.links import unpack
from stemma.casebook.reads import Where
from stemma.records import ClaimMention, Copy, Decision, EventMention, Report, Span, Variant, Words

T = TypeVar("T")

JOINER = " … "
# What decoding a damaged record raises; TypeError where it is no text any more.
UNREADABLE = (msgspec.DecodeError, TypeError, UnicodeDecodeError)


def of_reports(db: sqlite3.Connection, checked: Counter[str]) -> Iterator[Finding]:
    """Check everything found in single reports, one report at a time."""
    for identifier in [row["id"] for row in db.execute("SELECT id FROM reports ORDER BY n")]:
        checked["reports"] += 1
        try:
            report = reads.originals(db, Where.of("id", identifier))[0]
        except (*UNREADABLE, sqlite3.DatabaseError, IndexError) as error:  # IndexError: the index has lost it
            yield Finding(f"report {identifier}", f"it cannot be read: {error}", "file")
            continue
        if report.id != identifier:
            yield Finding(f"report {identifier}", f"its record is that of {report.id}", "file")
            continue
        for part in _PARTS:
            try:
                for said in part(db, report):
                    checked["spans"] += len(said.spans)
                    yield from said.findings(report)
            except UNREADABLE as error:
                detail = f"what was found in it cannot be read: {error}"
                yield Finding(f"report {identifier}", detail, "analysis", identifier)


def of_collation(db: sqlite3.Connection, checked: Counter[str]) -> Iterator[Finding]:
    """Check the copies' passages and the variants' words."""
    lengths = {row["id"]: row["n"] for row in db.execute("SELECT id, length(text) AS n FROM reports")}
    for row in db.execute("SELECT id, record FROM copies"):
        if (copy := _decoded(row, Copy)) is None:
            yield _broken("copy", row)
            continue
        checked["spans"] += 2 * len(copy.passages)
        for passage in copy.passages:
            yield from _beyond(copy.id, copy.source, passage.source, lengths)
            yield from _beyond(copy.id, copy.target, passage.target, lengths)
    text = "SELECT text FROM reports JOIN mentions ON mentions.report = reports.id WHERE mentions.id = ?"
    for row in db.execute("SELECT id, record FROM variants"):
        if (variant := _decoded(row, Variant)) is None:
            yield _broken("variant", row)
            continue
        for mention, words in ((variant.from_mention, variant.before), (variant.to_mention, variant.after)):
            checked["spans"] += len(words.spans)
            found = db.execute(text, (mention,)).fetchone() if words.spans else None
            if words.spans and (found is None or _said(found["text"], words.spans) != words.text):
                detail = f"quotes {words.text!r}, but the report does not say so there"
                yield Finding(variant.id, detail, "collation")


def of_records(db: sqlite3.Connection, checked: Counter[str]) -> Iterator[Finding]:
    """Check that the records without spans can be read: claims, origins, events and decisions."""
    for table in ("claims", "origins", "events"):
        links = "links" if table != "origins" else "NULL"
        for row in db.execute(f"SELECT id, record, {links} AS links FROM {table}"):  # noqa: S608  fixed names
            if _decoded(row, dict[str, Any]) is None or not _links_are_whole(row):
                yield _broken(table, row)
        checked[table] = db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608  fixed names
    for row in db.execute("SELECT id, record FROM decisions"):
        checked["decisions"] += 1
        if _decoded(row, Decision) is None:
            yield Finding(f"decision {row['id']}", "its record cannot be read", "file")


def _decoded(row: sqlite3.Row, kind: type[T]) -> T | None:
    """Return a row's record, None when it cannot be read or is another's."""
    try:
        found = msgspec.json.decode(row["record"], type=kind)
    except UNREADABLE:
        return None
    own = found["id"] if isinstance(found, dict) else getattr(found, "id", None)
    return found if own == row["id"] else None


def _links_are_whole(row: sqlite3.Row) -> bool:
    try:
        return row["links"] is None or bool(unpack(row["links"]))
    except UNREADABLE:
        return False


def _broken(what: str, row: sqlite3.Row) -> Finding:
    return Finding(f"{what} {row['id']}", "its record cannot be read", "collation")


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


def _blocks(_db: sqlite3.Connection, report: Report) -> Iterator[_Said]:
    for block in report.blocks:
        yield _Said(f"block {block.kind}", [Span(block.start, block.end)], None, "raw")


def _mentions(db: sqlite3.Connection, report: Report) -> Iterator[_Said]:
    for mention in reads.mentions(db, Where().also("report = ?", report.id)):
        yield from _mention(mention)


def _events(db: sqlite3.Connection, report: Report) -> Iterator[_Said]:
    for event in reads.event_mentions(db, Where().also("report = ?", report.id)):
        yield from _event(event)


def _places(db: sqlite3.Connection, report: Report) -> Iterator[_Said]:
    for place in reads.places(db, report.id):
        yield _Said(f"place {place.name!r}", [place.span], place.name, "analysis")


def _times(db: sqlite3.Connection, report: Report) -> Iterator[_Said]:
    for time in reads.times(db, report.id):
        yield _Said(f"time {time.text!r}", [time.span], time.text, "analysis")


def _names(db: sqlite3.Connection, report: Report) -> Iterator[_Said]:
    for name in naming.names(db, report.id):
        yield _Said(f"name {name.entity!r}", [name.span], name.name, "analysis")


_PARTS = (_blocks, _mentions, _events, _places, _times, _names)


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
    counted = [*(toll.span for toll in event.casualties), *(thing.span for thing in event.things)]
    yield _Said(event.id, [*actors, *counted], None, "analysis")
