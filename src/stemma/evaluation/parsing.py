"""Texts of benchmarks as reports, parsed and read as the product does it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from stemma.attribution import attribute
from stemma.casebook import Analysis
from stemma.events import code_events, main_acts
from stemma.events.choosing import Model
from stemma.language import Parser
from stemma.naming import find_names
from stemma.pipeline.naming import name_lists
from stemma.places import Gazetteer, find_places
from stemma.records import Block, ParsedReport, Report
from stemma.times import find_times


def line_blocks(text: str) -> tuple[Block, ...]:
    """Return a body block for each line of a text that is not empty."""
    return tuple(Block("body", found.start(), found.end()) for found in re.finditer(r"[^\n]+", text))


def read_whole(
    report: Report, parsed: ParsedReport, gazetteer: Gazetteer, model: Model | None = None
) -> Analysis:
    """Return what a casebook holds of a report; ``model`` chooses what the coder leaves open of acts."""
    claims = attribute(report, parsed)
    places, times = find_places(report, parsed, gazetteer), find_times(report, parsed)
    events = code_events(report, parsed, claims, places, times, model)
    names = find_names(report, parsed, claims, places, events, lists=name_lists())
    return Analysis(report.id, report.published, claims, places, times, events, names=names)


def body_report(name: str, text: str, published: str | None = None) -> Report:
    """Return an English report of one block."""
    return Report(name, name, text, (Block("body", 0, len(text)),), published=published, language="en")


def headed_report(name: str, sentences: Sequence[str]) -> Report:
    """Return an English report whose first sentence is its headline."""
    text = f"{sentences[0]}\n\n{' '.join(sentences[1:])}"
    size = len(sentences[0])
    blocks = (Block("headline", 0, size), Block("body", size + 2, len(text)))
    return Report(name, name, text, blocks, language="en")


def report_of(text: str, index: int = 0) -> Report:
    """Return a report of one body paragraph."""
    return body_report(f"item-{index}", text)


def parsed_texts(texts: Iterable[str]) -> Iterator[tuple[Report, ParsedReport]]:
    """Yield each text as a report with its parse."""
    reports = [report_of(text, index) for index, text in enumerate(texts)]
    yield from zip(reports, Parser().parse(reports), strict=True)


def acts_of(report: Report, parsed: ParsedReport) -> list[tuple[str, frozenset[str], frozenset[str]]]:
    """Return PLOVER's event and the words of both sides for each act of a text, its main act first."""
    return [
        (act.plover, frozenset(actor.name for actor in sources), frozenset(actor.name for actor in targets))
        for act, sources, targets in main_acts(report, parsed)
    ]
