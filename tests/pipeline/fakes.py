"""Rooms that do little, so that the pipeline itself is tested; also run as a program to be killed."""

# ruff: noqa: ARG001  the rooms' signatures are kept, whatever of them the fakes use

import hashlib
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from stemma.casebook import Casebook
from stemma.casebook.decisions import rejected
from stemma.errors import ReadingError
from stemma.identity import stable_id
from stemma.pipeline import Analyst, Rooms, ingest
from stemma.pipeline.collating import Collator
from stemma.records import (
    Block,
    Claim,
    ClaimMention,
    Credibility,
    Decision,
    Document,
    Event,
    EventMention,
    Failure,
    Layer,
    Origin,
    ParsedReport,
    Range,
    Report,
    Span,
    Time,
    Toll,
    Words,
)


def documents(inputs: Sequence[str], *, stdin=None):
    """Every input is a line of text; "missing" is a path that is not there."""
    for number, line in enumerate(inputs):
        if line == "missing":
            yield Failure(line, "no such file")
        else:
            raw = line.encode()
            yield Document(f"line {number}", raw, "text/plain", hashlib.sha256(raw).hexdigest())


def read(document: Document) -> Report:
    text = document.raw.decode()
    if not text.strip():
        raise ReadingError(f"{document.origin}: no text")
    if text == "odd":
        raise IndexError("list index out of range")
    unread = text.startswith("Привіт")
    return Report(
        id=stable_id("r", document.sha256),
        sha256=document.sha256,
        text=text,
        blocks=(Block("body", 0, len(text)),),
        outlet=text.split()[0],
        published="2022-05-10",
        language="uk" if unread else "en",
        status="unread" if unread else "analysed",
        status_reason="only English is analysed" if unread else "",
        origin=document.origin,
    )


def parse(reports):
    for report in reports:
        if "unparsable" in report.text:
            raise ValueError("[E030] no sentences")
        yield ParsedReport(report.id, (), "fake")


def attribute(report: Report, _parsed: ParsedReport) -> tuple[ClaimMention, ...]:
    if "endless" in report.text:
        raise RecursionError("maximum recursion depth exceeded")
    span = Span(0, len(report.text))
    mention = ClaimMention(
        id=stable_id("m", report.id, 0),
        report=report.id,
        sentence=0,
        block="body",
        content=Words((span,), report.text),
        cue=None,
        source=None,
        chain=(Layer("originator", report.outlet or "", report.outlet or "", None, inferred=True),),
        directness="indirect",
    )
    return (mention, mention)


def find_times(report: Report, _parsed: ParsedReport) -> tuple[Time, ...]:
    return (Time(report.text[:3], Span(0, 3), start=report.published),)


def code_events(report, _parsed, claims, _places, times) -> tuple[EventMention, ...]:
    words = Words((Span(0, len(report.text)),), report.text)
    found = EventMention(
        stable_id("e", report.id), report.id, 0, "body", words, words, time=times[0], claim=claims[0].id
    )
    return (found,)


def collate_claims(_reports, mentions, _copies, events=(), decisions: Sequence[Decision] = ()):
    """One claim for each last word, but merged and split as decided."""
    groups: dict[str, list[ClaimMention]] = {}
    gone = rejected(decisions)
    for mention in (one for one in mentions if one.id not in gone):
        groups.setdefault(mention.content.text.split()[-1], []).append(mention)
    together = [{key for group in one.keys for key in group} for one in decisions if one.action == "merge"]
    for wanted in together:
        names = [name for name, group in groups.items() if {mention.id for mention in group} & wanted]
        merged = [mention for name in names for mention in groups.pop(name)]
        groups[names[0]] = merged
    return tuple(
        Claim(
            stable_id("claim", *(mention.id for mention in group)), name, tuple(group), Range(0, 0, 0),
            len(group), len(group), (), Credibility("6", ()),
        )
        for name, group in sorted(groups.items())
    )  # fmt: skip


def trace(claims: Sequence[Claim], _reports: Mapping[str, Report], _copies, sides=None, decisions=()):
    origins = tuple(
        Origin(
            stable_id("o", claim.id), claim.id, claim.mentions[0].chain[0].name, "speaker", None,
            tuple(mention.id for mention in claim.mentions), ("fake",),
        )
        for claim in claims
    )  # fmt: skip
    return claims, origins


def collate_events(_reports, events, _claims, _copies, decisions=()):
    events = [one for one in events if one.id not in rejected(decisions)]
    return tuple(
        Event(
            stable_id("ev", event.id), "Battles", "", "", "", "", "", None, event.time.start, None, "day", "",
            Toll(None, None, None), Toll(None, None, None), "occurred", (event,), Range(1, 1, 1),
        )
        for event in events
    )  # fmt: skip


COLLATOR = Collator(
    find_copies=lambda _reports: (),
    collate_claims=collate_claims,
    trace=trace,
    find_variants=lambda _claims, _reports, _copies: (),
    collate_events=collate_events,
    event_origins=lambda events, _claims, _origins: events,
    read_sides=str,
)


def rooms(pause: float = 0.0) -> Rooms:
    def slow(report: Report, parsed: ParsedReport) -> tuple[ClaimMention, ...]:
        time.sleep(pause)
        return attribute(report, parsed)

    return Rooms(
        documents,
        read,
        analyst=lambda: Analyst(parse, slow, lambda _report, _parsed: (), find_times, code_events),
        collator=lambda: COLLATOR,
    )


def lines(number: int) -> list[str]:
    return [f"Outlet{place % 7} says that story {place} is about topic{place % 5}" for place in range(number)]


if __name__ == "__main__":
    with Casebook.open(Path(sys.argv[1])) as casebook:
        ingest(casebook, lines(int(sys.argv[2])), rooms=rooms(float(sys.argv[3])))
