"""TimelineJS 3: the events that have a date, for a timeline on a web page."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from stemma.casebook import Casebook
from stemma.dates import ISO
from stemma.export.files import write_json_list
from stemma.export.streams import events
from stemma.export.telling import Brief, briefs, clearest, event_reports, heading, things_text
from stemma.records import Event, Range, Toll

_PARTS = ("year", "month", "day", "hour", "minute")


def write(book: Casebook, folder: Path) -> tuple[Path, ...]:
    """Write ``timeline.json`` and return it; events without a date, or that did not occur, are left out."""
    title = {
        "text": {
            "headline": "Events in the reports",
            "text": "As told by the reports that each event names; nothing here says what is true.",
        }
    }
    return (
        write_json_list(folder / "timeline.json", {"title": title}, "events", _slides(book, briefs(book))),
    )


def _slides(book: Casebook, known: dict[str, Brief]) -> Iterator[dict[str, Any]]:
    for event in events(book):
        start = date_parts(event.start)
        if start and event.status == "occurred":
            slide = {
                "unique_id": event.id,
                "start_date": start,
                "group": event.type or event.plover,
                "text": {"headline": escape(heading(event)), "text": _text(event, known)},
            }
            if event.end and event.end != event.start:
                slide["end_date"] = date_parts(event.end)
            yield slide


def date_parts(value: str | None) -> dict[str, int]:
    """Return an ISO 8601 date as TimelineJS has it, empty when there is none."""
    match = ISO.match(value or "")
    if match is None:
        return {}
    return {name: int(part) for name, part in zip(_PARTS, match.groups(), strict=True) if part}


def _text(event: Event, known: dict[str, Brief]) -> str:
    """Return what a slide says, as HTML: TimelineJS puts it into the page as it stands."""
    told = clearest(event)
    lines = [f"<blockquote>{escape(told.extent.text)}</blockquote>"] if told is not None else []
    if toll := toll_text(event.fatalities):
        lines.append(f"<p>Killed: {escape(toll)}</p>")
    lines += [f"<p>{escape(things)}</p>"] if (things := things_text(event)) else []
    lines.append(f"<p>{escape(origins_text(event.origins))}</p>")
    for one in event_reports(event, known):
        name = escape(", ".join(part for part in (one.outlet, one.day, one.title) if part) or one.id)
        safe = one.url.startswith(("https://", "http://"))
        lines.append(f'<p><a href="{escape(one.url)}">{name}</a></p>' if safe else f"<p>{name}</p>")
    return "".join(lines)


def toll_text(toll: Toll) -> str:
    """Return a toll with its range and who claims which figure, "" when there is none."""
    if toll.best is None:
        return ""
    figures = str(toll.best)
    if toll.low != toll.high:
        figures += f" ({'' if toll.low is None else toll.low} to {'' if toll.high is None else toll.high})"
    return f"{figures}; {'; '.join(toll.claimants)}" if toll.claimants else figures


def origins_text(origins: Range) -> str:
    """Return a count of origins with its range, in words."""
    best = f"{origins.best} independent origin{'' if origins.best == 1 else 's'}"
    return best if origins.low == origins.high else f"{best} ({origins.low} to {origins.high})"
