"""schema.org JSON-LD: articles, claims with their appearances, events; never a verdict."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stemma.casebook import Casebook
from stemma.export.files import write_json_list
from stemma.export.streams import claims, events, reports
from stemma.export.telling import Brief, brief, distinct, event_reports, heading
from stemma.names.persons import is_person
from stemma.records import Claim, Copy, Event, Layer, Report


def write(book: Casebook, folder: Path) -> tuple[Path, ...]:
    """Write ``schemaorg.jsonld`` and return it.

    Claims are schema.org's ``Claim``, not ``ClaimReview``: nothing here rates what they say.
    """
    head = {"@context": "https://schema.org"}
    return (write_json_list(folder / "schemaorg.jsonld", head, "@graph", _graph(book)),)


def _graph(book: Casebook) -> Iterator[dict[str, Any]]:
    known: dict[str, Brief] = {}
    sources: dict[str, list[Copy]] = {}
    for copy in book.copies():
        if copy.direction != "unknown":
            sources.setdefault(copy.target, []).append(copy)
    for report in reports(book):
        known[report.id] = brief(report)
        yield _article(report, sources.get(report.id, []))
    for claim in claims(book):
        yield _claim(claim, known)
    for event in events(book):
        if event.status == "occurred":
            yield _event(event, known)


def _article(report: Report, copies: list[Copy]) -> dict[str, Any]:
    return _without_gaps(
        {
            "@type": "NewsArticle",
            "@id": article(report.id),
            "headline": report.title,
            "url": report.url,
            "datePublished": report.published,
            "dateModified": report.updated,
            "inLanguage": report.language if report.language != "und" else None,
            "publisher": _named("Organization", report.outlet),
            "author": _named("Person", report.byline),
            "isBasedOn": [{"@id": article(copy.source)} for copy in copies],
        }
    )


def _claim(claim: Claim, known: dict[str, Brief]) -> dict[str, Any]:
    carried = sorted(
        {mention.report for mention in claim.mentions},
        key=lambda one: (known[one].published or "9999" if one in known else "9999", one),
    )
    dated = [one for one in carried if one in known and known[one].published]
    speakers = [
        layer
        for mention in claim.mentions
        for layer in mention.chain[:1]
        if layer.role == "originator" and not layer.anonymous
    ]
    authors = {layer.entity: layer for layer in reversed(speakers)}
    return _without_gaps(
        {
            "@type": "Claim",
            "@id": f"urn:stemma:claim:{claim.id}",
            "text": claim.text,
            "appearance": [{"@id": article(one)} for one in carried],
            "firstAppearance": {"@id": article(dated[0])} if dated else None,
            "author": [_author(authors[name]) for name in distinct(layer.entity for layer in speakers)],
        }
    )


def _author(layer: Layer) -> dict[str, Any]:
    named = {"@type": "Person" if is_person(layer) else "Organization", "name": layer.entity}
    return named | ({"description": layer.description} if layer.description else {})


def _event(event: Event, known: dict[str, Brief]) -> dict[str, Any]:
    place = event.place
    located = None
    if place is not None and place.name:
        located = _without_gaps(
            {
                "@type": "Place",
                "name": place.name,
                "geo": {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
                if place.lat is not None
                else None,
                "description": f"precision: {place.precision}",
            }
        )
    return _without_gaps(
        {
            "@type": "Event",
            "@id": f"urn:stemma:event:{event.id}",
            "name": heading(event),
            "startDate": event.start,
            "endDate": event.end,
            "location": located,
            "subjectOf": [{"@id": article(one.id)} for one in event_reports(event, known)],
        }
    )


def article(report: str) -> str:
    """Return the identifier of a report's article."""
    return f"urn:stemma:report:{report}"


def _named(kind: str, name: str | None) -> dict[str, Any] | None:
    return {"@type": kind, "name": name} if name else None


def _without_gaps(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [])}
