"""STIX 2.1: reports, outlets and sources as identities, claims as notes, denials as opinions, events."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct

from stemma.casebook import Casebook
from stemma.export.files import write_json_list
from stemma.export.streams import claims, events, mentions, reports
from stemma.export.telling import clearest, distinct, heading, things_text
from stemma.export.timelinejs import origins_text, toll_text
from stemma.names.persons import is_person
from stemma.records import Claim, ClaimMention, Copy, Event, EventPlace, Layer, Report

_SPACE = uuid5(NAMESPACE_URL, "urn:stemma")
_FIRST = "1970-01-01T00:00:00.000Z"  # for what no dated report speaks of
_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


def write(book: Casebook, folder: Path) -> tuple[Path, ...]:
    """Write ``bundle.stix.json`` and return it; ids are UUIDv5, the same in every export."""
    head = {"type": "bundle", "id": _id("bundle", "casebook")}
    return (write_json_list(folder / "bundle.stix.json", head, "objects", _objects(book)),)


class _Dates(Struct, frozen=True):
    """When each report was published, as STIX has it, and the first of all."""

    of: dict[str, str]
    first: str

    def earliest(self, names: Iterable[str]) -> str:
        return min((self.of[name] for name in names if name in self.of), default=self.first)


def _objects(book: Casebook) -> Iterator[dict[str, Any]]:
    of = {report.id: stamp(report.published) for report in reports(book) if stamp(report.published)}
    dates = _Dates(of, min(of.values(), default=_FIRST))
    yield _object("identity", "stemma", dates.first, name="Stemma", identity_class="system")
    yield from _outlets(book, dates)
    yield from _sources(book, dates)
    told: dict[str, list[str]] = {}  # what each report tells: STIX's reports name what they are about
    for claim in claims(book):
        yield from _claim(claim, dates)
        for report in distinct(mention.report for mention in claim.mentions):
            told.setdefault(report, []).append(_id("note", claim.id))
    seen: set[str] = set()
    for event in events(book):
        if event.status == "occurred":
            yield from _event(event, dates, seen)
            for report in distinct(mention.report for mention in event.mentions):
                told.setdefault(report, []).append(_id("incident", event.id))
    for one in reports(book):
        yield _report(one, dates, told.get(one.id, []))
    for copy in book.copies():
        yield _copy(copy, dates)


def stamp(value: str | None) -> str:
    """Return an ISO 8601 date as a STIX timestamp, its first moment; "" when there is none."""
    if not value:
        return ""
    match = _ISO.match(value)
    if match:
        year, month, day = match.groups()
        return f"{year}-{month or '01'}-{day or '01'}T00:00:00.000Z"
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return ""
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"


def _id(kind: str, name: str) -> str:
    return f"{kind}--{uuid5(_SPACE, f'{kind}/{name}')}"


def _object(kind: str, key: str, made: str, /, **values: object) -> dict[str, Any]:
    """Return an object of STIX; values that are empty are left out, since STIX forbids empty lists."""
    head = {"type": kind, "spec_version": "2.1", "id": _id(kind, key), "created": made, "modified": made}
    return head | {name: value for name, value in values.items() if value not in (None, "", [])}


def _outlets(book: Casebook, dates: _Dates) -> Iterator[dict[str, Any]]:
    for outlet in distinct(report.outlet or "" for report in reports(book)):
        yield _object(
            "identity",
            f"outlet/{outlet}",
            dates.first,
            name=outlet,
            identity_class="organization",
            roles=["outlet"],
        )


def _sources(book: Casebook, dates: _Dates) -> Iterator[dict[str, Any]]:
    found: dict[str, Layer] = {}
    for mention in mentions(book):
        for layer in mention.chain:
            if layer.entity and (layer.entity not in found or is_person(layer)):
                found[layer.entity] = layer
    for name, layer in found.items():
        kind = "individual" if is_person(layer) else "class" if layer.anonymous else "organization"
        role = "" if layer.source_type == "unknown" else layer.source_type.replace("_", "-")
        yield _object(
            "identity", f"source/{name}", dates.first, name=name, identity_class=kind,
            description=layer.description, roles=[role] if role else [],
        )  # fmt: skip


def _source(name: str) -> str:
    return _id("identity", f"source/{name}")


def _report(report: Report, dates: _Dates, told: list[str]) -> dict[str, Any]:
    published = dates.of.get(report.id)
    outlet = f"outlet/{report.outlet}" if report.outlet else "stemma"
    link = {"source_name": report.outlet or "unknown outlet", "url": report.url, "external_id": report.id}
    return _object(
        "report", report.id, published or dates.first,
        created_by_ref=_id("identity", "stemma"),
        name=report.title or report.id,
        description="" if published else "The date of publication is not known.",
        report_types=["observed-data"],
        published=published or dates.first,
        object_refs=[_id("identity", outlet), *told],
        external_references=[{key: value for key, value in link.items() if value}],
        labels=[] if published else ["undated"],
        lang=report.language if report.language != "und" else None,
    )  # fmt: skip


def _copy(copy: Copy, dates: _Dates) -> dict[str, Any]:
    return _object(
        "relationship", copy.id, dates.earliest([copy.target]),
        relationship_type="related-to" if copy.direction == "unknown" else "derived-from",
        source_ref=_id("report", copy.target),
        target_ref=_id("report", copy.source),
        description=f"{copy.kind}, direction {copy.direction}: {'; '.join(copy.reasons)}",
        confidence=round(100 * copy.score),
    )  # fmt: skip


def _claim(claim: Claim, dates: _Dates) -> Iterator[dict[str, Any]]:
    carried = distinct(mention.report for mention in claim.mentions)
    made = dates.earliest(carried)
    told = [mention for mention in claim.mentions if mention.stance != "deny"]
    spoken = _speakers(told)
    yield _object(
        "note", claim.id, made,
        created_by_ref=_id("identity", "stemma"),
        abstract=f"Claim, {origins_text(claim.origins)}",
        content=claim.text,
        authors=spoken,
        object_refs=[*(_id("report", one) for one in carried), *(_source(one) for one in spoken)],
        external_references=[{"source_name": "Stemma", "external_id": claim.id}],
    )  # fmt: skip
    for mention in claim.mentions:
        if mention.stance == "deny":
            yield _object(
                "opinion", mention.id, dates.earliest([mention.report]),
                opinion="disagree",
                explanation=f"denies: {mention.content.text}",
                authors=_speakers([mention]),
                object_refs=[_id("note", claim.id), _id("report", mention.report)],
            )  # fmt: skip


def _speakers(found: Iterable[ClaimMention]) -> list[str]:
    return distinct(layer.entity for mention in found for layer in mention.chain[:1])


def _event(event: Event, dates: _Dates, seen: set[str]) -> Iterator[dict[str, Any]]:
    made = dates.earliest(mention.report for mention in event.mentions)
    told = clearest(event)
    toll = toll_text(event.fatalities)
    lines = [
        told.extent.text if told is not None else "",
        _when(event),
        f"Killed: {toll}" if toll else "",
        things_text(event),
        origins_text(event.origins),
    ]
    yield _object(
        "incident", event.id, made,
        created_by_ref=_id("identity", "stemma"),
        name=heading(event),
        description="\n".join(line for line in lines if line),
        external_references=[{"source_name": "Stemma", "external_id": event.id}],
    )  # fmt: skip
    for report in distinct(mention.report for mention in event.mentions):
        yield _object(
            "relationship", f"{report}/{event.id}", dates.earliest([report]),
            relationship_type="related-to",
            source_ref=_id("report", report),
            target_ref=_id("incident", event.id),
            description="tells of it",
        )  # fmt: skip
    if event.place is not None and (event.place.country or event.place.lat is not None):
        yield from _place(event, event.place, made, dates.first, seen)


def _when(event: Event) -> str:
    if not event.start:
        return "When: not known"
    days = event.start if event.start == event.end or not event.end else f"{event.start} to {event.end}"
    return f"When: {days} ({event.date_precision})"


def _place(
    event: Event, place: EventPlace, made: str, first: str, seen: set[str]
) -> Iterator[dict[str, Any]]:
    name = f"{place.name}/{place.country}/{place.lat}/{place.lon}"
    if name not in seen:
        seen.add(name)
        located = place.lat is not None and place.lon is not None
        metres = 1000 * place.radius_km if place.radius_km is not None and located else None
        yield _object(
            "location", name, first, name=place.name, country=place.country, latitude=place.lat,
            longitude=place.lon, precision=metres, description=place.note,
        )  # fmt: skip
    yield _object(
        "relationship", f"{event.id}/{name}", made,
        relationship_type="located-at",
        source_ref=_id("incident", event.id),
        target_ref=_id("location", name),
        description=f"precision: {place.precision}",
    )  # fmt: skip
