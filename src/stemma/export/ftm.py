"""FollowTheMoney: articles, sources, events, mentions and copies as entities, and every value's origin."""

import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import shorten
from typing import Any

from msgspec import Struct

from stemma.casebook import Casebook
from stemma.export.files import write_json_lines
from stemma.export.streams import claims, events, mentions, names, reports
from stemma.export.telling import clearest, distinct, heading, things_text
from stemma.export.timelinejs import origins_text, toll_text
from stemma.identity import stable_id
from stemma.names.persons import is_person
from stemma.records import Claim, ClaimMention, Event, EventPlace, Layer, Name, Report, Span

DATASET = "stemma"
# Of followthemoney/statement: the columns of its CSV files.
COLUMNS = (
    "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang",
    "original_value", "external", "first_seen", "last_seen", "id",
)  # fmt: skip
# The types of the properties that are used, of followthemoney's schemata.
TYPES = {
    "name": "name", "title": "string", "description": "text", "summary": "text", "publisher": "string",
    "author": "string", "sourceUrl": "url", "publishedAt": "date", "modifiedAt": "date",
    "language": "language", "startDate": "date", "endDate": "date", "date": "date", "location": "address",
    "country": "country", "addressEntity": "entity", "involved": "entity", "proof": "entity",
    "full": "address", "latitude": "number", "longitude": "number", "remarks": "string",
    "position": "string", "document": "entity", "resolved": "entity", "detectedSchema": "string",
    "entity": "entity", "subject": "entity", "object": "entity", "role": "string", "notes": "text",
    "keywords": "string",
}  # fmt: skip
_LANGUAGES = {"en": "eng", "ru": "rus", "uk": "ukr", "ar": "ara", "fr": "fra", "de": "deu", "es": "spa"}
_BODIES = {"official": "PublicBody", "military": "PublicBody", "agency": "Organization"}
_NAMED = {
    "person": "Person", "government": "PublicBody", "military": "PublicBody", "police": "PublicBody",
    "unknown": "LegalEntity",
}  # fmt: skip
_NO_ONE = frozenset({"document", "social_media"})


class Value(Struct, frozen=True):
    """A value of a property and what it rests on: a report's id, or one with offsets."""

    prop: str
    text: str
    origin: str


@dataclass(slots=True)
class Entity:
    """An entity as FollowTheMoney has it."""

    id: str
    schema: str
    values: list[Value] = field(default_factory=list)

    def add(self, prop: str, text: object, origin: str) -> None:
        """Add a value, unless it is empty."""
        if text not in (None, ""):
            self.values.append(Value(prop, str(text), origin))

    def json(self) -> dict[str, Any]:
        """Return the entity as its JSON."""
        properties: dict[str, list[str]] = {}
        for value in self.values:
            found = properties.setdefault(value.prop, [])
            if value.text not in found:
                found.append(value.text)
        return {"id": self.id, "schema": self.schema, "properties": properties, "datasets": [DATASET]}


def write(book: Casebook, folder: Path) -> tuple[Path, ...]:
    """Write ``entities.ftm.json`` (one entity a line) and ``statements.csv`` and return them."""
    lines = write_json_lines(folder / "entities.ftm.json", (entity.json() for entity in _entities(book)))
    path = folder / "statements.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        for entity in _entities(book):
            writer.writerows(_statements(entity))
    return lines, path


def _statements(entity: Entity) -> Iterator[dict[str, str]]:
    seen = set()
    for value in entity.values:
        if (value.prop, value.text) in seen:
            continue
        seen.add((value.prop, value.text))
        key = f"{DATASET}.{entity.id}.{value.prop}.{value.text}"
        yield {
            "canonical_id": entity.id,
            "entity_id": entity.id,
            "prop": value.prop,
            "prop_type": TYPES[value.prop],
            "schema": entity.schema,
            "value": value.text,
            "dataset": DATASET,
            "origin": value.origin,
            "external": "f",
            "id": hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest(),
        }


def _entities(book: Casebook) -> Iterator[Entity]:
    for report in reports(book):
        yield _article(report)
    sources = _sources(mentions(book))
    yield from sources.values()
    yield from _mentions(book, sources)
    for claim in claims(book):
        yield _note(claim, sources)
    places: dict[str, Entity] = {}
    for event in events(book):
        if event.status == "occurred":
            yield from _happening(event, places)
    for copy in book.copies():
        link = Entity(copy.id, "UnknownLink")
        link.add("subject", copy.target, copy.id)
        link.add("object", copy.source, copy.id)
        link.add("role", f"shares text with (direction {copy.direction}), {copy.kind}", copy.id)
        link.add("summary", "; ".join(copy.reasons), copy.id)
        yield link


def _article(report: Report) -> Entity:
    article = Entity(report.id, "Article")
    for prop, text in (
        ("title", report.title),
        ("publishedAt", report.published and report.published[:19]),
        ("modifiedAt", report.updated and report.updated[:19]),
        ("publisher", report.outlet),
        ("author", report.byline),
        ("sourceUrl", report.url),
        ("language", _LANGUAGES.get(report.language)),
    ):
        article.add(prop, text, report.id)
    return article


def _sources(found: Iterable[ClaimMention]) -> dict[str, Entity]:
    """Return the named sources by their name, each with the words that name it first."""
    sources: dict[str, Entity] = {}
    for mention in found:
        for layer in mention.chain:
            if layer.anonymous or not layer.entity or layer.source_type in _NO_ONE:
                continue
            origin = place(mention.report, layer.span)
            entity = sources.setdefault(
                layer.entity, Entity(stable_id("source", layer.entity), schema(layer))
            )
            if entity.schema != "Person" and is_person(layer):
                entity.schema = "Person"
            entity.add("name", layer.entity, origin)
            if entity.schema == "Person":
                entity.add("position", layer.description, origin)
    for entity in sources.values():
        if entity.schema != "Person":
            entity.values = [value for value in entity.values if value.prop != "position"]
    return sources


def schema(layer: Layer) -> str:
    """Return the schema of a named source."""
    if is_person(layer):
        return "Person"
    return _BODIES.get(layer.source_type, "Organization" if layer.source_type != "unknown" else "LegalEntity")


def place(report: str, span: Span | None) -> str:
    """Return where a value stands: the report, with the offsets where they are known."""
    return report if span is None else f"{report}#char={span.start},{span.end}"


def _mentions(book: Casebook, sources: dict[str, Entity]) -> Iterator[Entity]:
    seen = set()
    for mention in mentions(book):
        for layer in mention.chain:
            source = sources.get(layer.entity)
            key = (mention.report, layer.entity)
            if source is None or key in seen:
                continue
            seen.add(key)
            entity = Entity(stable_id("mention", *key), "Mention")
            origin = place(mention.report, layer.span)
            entity.add("document", mention.report, origin)
            entity.add("resolved", source.id, origin)
            entity.add("name", layer.entity, origin)
            entity.add("detectedSchema", source.schema, origin)
            yield entity
    for name in names(book):
        key = (name.report, name.entity)
        if key not in seen:  # who is only named, or acts
            seen.add(key)
            yield _named(name, key)


def _named(name: Name, key: tuple[str, str]) -> Entity:
    entity = Entity(stable_id("mention", *key), "Mention")
    origin = place(name.report, name.span)
    entity.add("document", name.report, origin)
    entity.add("name", name.entity, origin)
    entity.add("detectedSchema", _NAMED.get(name.kind, "Organization"), origin)
    return entity


def _note(claim: Claim, sources: dict[str, Entity]) -> Entity:
    note = Entity(claim.id, "Note")
    note.add("name", f"Claim: {shorten(claim.text, 80, placeholder='…')}", claim.id)
    note.add("description", claim.text, claim.id)
    outlets = f"{claim.outlets} outlet{'' if claim.outlets == 1 else 's'}"
    note.add("summary", f"{origins_text(claim.origins)}, {outlets}", claim.id)
    for mention in claim.mentions:
        spans = mention.content.spans
        origin = place(mention.report, Span(spans[0].start, spans[-1].end) if spans else None)
        note.add("proof", mention.report, origin)
        for layer in mention.chain[:1]:
            if layer.entity in sources:
                note.add("entity", sources[layer.entity].id, origin)
    return note


def _happening(event: Event, places: dict[str, Entity]) -> Iterator[Entity]:
    entity = Entity(event.id, "Event")
    told = clearest(event)
    origin = place(told.report, told.extent.spans[0]) if told and told.extent.spans else event.id
    entity.add("name", heading(event), event.id)
    entity.add("description", told.extent.text if told else None, origin)
    entity.add("startDate", event.start, event.id)
    entity.add("endDate", event.end, event.id)
    entity.add("keywords", event.sub_type or event.plover, event.id)
    if toll := toll_text(event.fatalities):
        entity.add("notes", f"killed: {toll}", event.id)
    if things := things_text(event):
        entity.add("notes", things, event.id)
    if event.place is not None and event.place.name:
        address, is_new = _address(event.place, places, event.id)
        entity.add("location", event.place.name, event.id)
        entity.add("country", event.place.country.lower(), event.id)
        entity.add("addressEntity", address.id, event.id)
        if is_new:
            yield address
    for report in distinct(mention.report for mention in event.mentions):
        entity.add("proof", report, report)
    yield entity


def _address(where: EventPlace, places: dict[str, Entity], origin: str) -> tuple[Entity, bool]:
    identifier = stable_id("place", where.name, where.lat, where.lon, where.country)
    if identifier in places:
        return places[identifier], False
    address = Entity(identifier, "Address")
    address.add("full", where.name, origin)
    address.add("country", where.country.lower(), origin)
    address.add("latitude", where.lat, origin)
    address.add("longitude", where.lon, origin)
    radius = "" if where.radius_km is None else f", within {where.radius_km} km"
    address.add("remarks", f"precision: {where.precision}{radius}", origin)
    address.add("notes", where.note, origin)
    places[identifier] = address
    return address, True
