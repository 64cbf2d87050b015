"""The doctor: is the file whole, do the hashes hold, does every span say what it quotes."""

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stemma.casebook import reads
from stemma.casebook.reads import Where
from stemma.records import ClaimMention, EventMention, Report, Span, Words

JOINER = " … "


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a casebook: what it is about, and what is wrong."""

    what: str
    detail: str


def check(db: sqlite3.Connection) -> tuple[Finding, ...]:
    """Return everything that is wrong with a casebook; nothing when it is sound."""
    try:
        return (*_file(db), *_raw(db), *_spans(db))
    except (sqlite3.DatabaseError, zlib.error) as error:
        return (*_file_quietly(db), Finding("file", f"{error}: what can be read is still worth exporting"))


def _file_quietly(db: sqlite3.Connection) -> tuple[Finding, ...]:
    try:
        return tuple(_file(db))
    except sqlite3.DatabaseError:
        return ()


def _file(db: sqlite3.Connection) -> Iterator[Finding]:
    for (line,) in db.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield Finding("file", line)
    for row in db.execute("PRAGMA foreign_key_check"):
        yield Finding(f"table {row[0]}", f"row {row[1]} names a {row[2]} row that is not there")


def _raw(db: sqlite3.Connection) -> Iterator[Finding]:
    for row in db.execute("SELECT sha256, bytes FROM raw"):
        try:
            found = hashlib.sha256(zlib.decompress(row["bytes"])).hexdigest()
        except zlib.error as error:
            yield Finding(f"raw {row['sha256']}", f"cannot be unpacked: {error}")
            continue
        if found != row["sha256"]:
            yield Finding(f"raw {row['sha256']}", f"the bytes have changed: their hash is {found}")


def _spans(db: sqlite3.Connection) -> Iterator[Finding]:
    ids = [row["id"] for row in db.execute("SELECT id FROM reports ORDER BY n")]
    for identifier in ids:
        of_report = Where().also("report = ?", identifier)
        report = reads.originals(db, Where().also("id = ?", identifier))[0]
        for block in report.blocks:
            yield from _inside(report, f"block {block.kind}", (Span(block.start, block.end),))
        for mention in reads.mentions(db, of_report):
            yield from _mention(report, mention)
        for event in reads.event_mentions(db, of_report):
            yield from _event(report, event)
        for place in reads.places(db, identifier):
            yield from _words(report, f"place {place.name!r}", Words((place.span,), place.name))
        for time in reads.times(db, identifier):
            yield from _words(report, f"time {time.text!r}", Words((time.span,), time.text))


def _mention(report: Report, mention: ClaimMention) -> Iterator[Finding]:
    for words in (mention.content, mention.cue, mention.source):
        if words is not None:
            yield from _words(report, mention.id, words)
    yield from _inside(report, mention.id, (layer.span for layer in mention.chain if layer.span is not None))
    for hedge in mention.hedges:
        yield from _words(report, mention.id, Words((hedge.span,), hedge.text))


def _event(report: Report, event: EventMention) -> Iterator[Finding]:
    for words in (event.trigger, event.extent):
        yield from _words(report, event.id, words)
    actors = (actor.span for actor in (event.actor, event.target) if actor is not None)
    yield from _inside(report, event.id, (*actors, *(toll.span for toll in event.casualties)))


def _words(report: Report, owner: str, words: Words) -> Iterator[Finding]:
    said = JOINER.join(report.text[span.start : span.end] for span in words.spans)
    if said != words.text:
        yield Finding(f"{owner} in {report.id}", f"quotes {words.text!r}, but its spans say {said!r}")


def _inside(report: Report, owner: str, spans: Iterable[Span]) -> Iterator[Finding]:
    for span in spans:
        if not 0 <= span.start <= span.end <= len(report.text):
            yield Finding(f"{owner} in {report.id}", f"span {span.start} to {span.end} is outside the text")
