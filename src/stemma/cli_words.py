"""Records in words for people: chains, dates, places, counts, and text made safe for a terminal."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from stemma.errors import UsageError

if TYPE_CHECKING:
    from stemma.api import Book
    from stemma.records import Claim, ClaimMention, Event, EventPlace, Range, Report

_CERTAINTY = {
    "CT+": "certain", "PR+": "probable", "PS+": "possible",
    "CT-": "certainly not", "PR-": "probably not", "PS-": "possibly not", "Uu": "unknown",
}  # fmt: skip


def safe(text: str) -> str:
    """Return text without control characters and direction overrides, which could rule a terminal."""
    return "".join(
        character
        for character in text
        if character in "\n\t"
        or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
        or character == "\u200d"
    )


def shorten(text: str, limit: int) -> str:
    """Return text on one line, cut at a word with an ellipsis when longer than ``limit`` characters."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def spread(low: int | None, best: int | None, high: int | None, *, at_least: bool = False) -> str:
    """Return a range for people: "2", "2 (1 to 3)" when it is not certain, "?" when unknown.

    With ``at_least`` the highest figure is a lower bound: "at least 3", "5 (3 to 13 or more)".
    """
    if best is None:
        return "?" if low is None else f"at least {low}"
    if low == best and high in {best, None}:
        return f"at least {best}" if at_least or high is None else str(best)
    more = " or more" if at_least else ""
    return f"{best} ({low if low is not None else '?'} to {high}{more})"


def plural(number: int, word: str) -> str:
    """Return a number with its noun: "1 report", "2 reports"."""
    return f"{number:,} {word if number == 1 else word + 's'}"


def chains(claim: "Claim", limit: int = 3) -> list[str]:
    """Return the distinct source chains of a claim's mentions, the most frequent first."""
    counted: dict[str, int] = {}
    for mention in claim.mentions:
        counted[chain_text(mention)] = counted.get(chain_text(mention), 0) + 1
    ordered = sorted(counted, key=lambda text: (-counted[text], text))
    return ordered[:limit] + ([f"and {len(ordered) - limit} more"] if len(ordered) > limit else [])


def chain_text(mention: "ClaimMention") -> str:
    """Return a mention's source chain for people, the innermost speaker first."""
    if not mention.chain:
        return "own voice"
    parts: list[str] = []
    for layer in mention.chain:
        name = layer.known_as or "unnamed"
        if layer.role == "addressee":
            name = f"to {name}"
        elif parts:
            name = f"via {name}"
        parts.append(f"[{name}]" if layer.inferred else name)
    return ", ".join(parts)


def certainty(factuality: str) -> str:
    """Return a value of FactBank's scale in words, as the desk has them: "certain", "probably not"."""
    return _CERTAINTY.get(factuality, factuality)


def reports_of(book: "Book", names: Iterable[str]) -> dict[str, "Report"]:
    """Return some reports by id; a casebook may hold very many more."""
    found = (book.report(name) for name in dict.fromkeys(names))
    return {report.id: report for report in found if report is not None}


def outlets_of_mentions(book: "Book", ids: Iterable[str]) -> dict[str, str]:
    """Return the outlet (or the report's id) of some claim mentions, all of them in claims."""
    from stemma.casebook import columns

    mentions = [mention for _, mention in columns.mentions(book, ids).values()]
    reports = reports_of(book, (mention.report for mention in mentions))
    names = {name: outlet_of(report) for name, report in reports.items()}
    return {mention.id: names.get(mention.report, mention.report) for mention in mentions}


def outlet_of(report: "Report") -> str:
    """Return the report's outlet for people, or where it came from."""
    return report.outlet or Path(report.origin).name or report.id


def when(event: "Event") -> str:
    """Return an event's date or dates for people."""
    if not event.start:
        return "no date"
    if not event.end or event.end[:10] == event.start[:10]:
        return event.start[:10]
    return f"{event.start[:10]} to {event.end[:10]}"


def where(place: "EventPlace | None") -> str:
    """Return an event's place for people."""
    if place is None:
        return "no place"
    if place.precision == "settlement":
        return place.name
    return f"{place.name} ({place.precision if place.lat is not None else 'not resolved'})"


def place_of(report: "Report | None") -> str:
    """Return a report's outlet and date for people."""
    return (
        f"{outlet_of(report)}, {(report.published or 'no date')[:16]}" if report else "a report that is gone"
    )


def origins_text(origins: "Range") -> str:
    """Return a count of origins for people: "1 origin", "2 origins (1 to 3)"."""
    count = plural(origins.best, "origin")
    if origins.low == origins.best == origins.high:
        return count
    return f"{count} ({origins.low} to {origins.high})"


def variant_type(given: str | None) -> str | None:
    """Return the type of variant that was asked for, in words or with underscores.

    Raises:
        UsageError: there is no such type.
    """
    from stemma.records import VariantType

    wanted = given and "_".join(given.lower().replace("-", " ").replace("_", " ").split())
    if wanted and wanted not in get_args(VariantType):
        raise UsageError(f"no type of variant {given!r}; there are: {', '.join(get_args(VariantType))}")
    return wanted
