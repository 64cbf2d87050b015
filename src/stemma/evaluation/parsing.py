"""Sentences of event benchmarks, parsed and coded as the product does it."""

from collections.abc import Iterable, Iterator

from stemma.events import main_acts
from stemma.language import Parser
from stemma.records import Block, ParsedReport, Report


def report_of(text: str, index: int = 0) -> Report:
    """Return a report of one body paragraph."""
    name = f"item-{index}"
    return Report(name, name, text, (Block("body", 0, len(text)),), language="en")


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
