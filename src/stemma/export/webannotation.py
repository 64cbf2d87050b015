"""W3C Web Annotations (JSON-LD): claims, sources, cues, events, names and copied passages on the texts."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from stemma.casebook import Casebook
from stemma.export.files import write_json_list
from stemma.export.streams import claims, reports
from stemma.records import ClaimMention, Copy, EventMention, Name, Report, Span, Words

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # characters of prefix and suffix: enough to find the words again in a page


def write(book: Casebook, folder: Path) -> tuple[Path, ...]:
    """Write ``annotations.jsonld``, one page of annotations, and return it."""
    head = {
        "@context": CONTEXT,
        "id": "urn:stemma:annotations",
        "type": "AnnotationPage",
        "partOf": {"id": "urn:stemma:casebook", "type": "AnnotationCollection", "label": "A Stemma casebook"},
        "startIndex": 0,
    }
    return (write_json_list(folder / "annotations.jsonld", head, "items", _annotations(book)),)


def _annotations(book: Casebook) -> Iterator[dict[str, Any]]:
    members = {mention.id: claim.id for claim in claims(book) for mention in claim.mentions}
    for report in reports(book):
        for mention in book.mentions(report.id):
            yield from _mention(report, mention, members.get(mention.id))
        for event in book.event_mentions(report.id):
            yield _event(report, event)
        for number, name in enumerate(book.names(report.id), 1):
            yield _name(report, name, number)
    yield from _copies(book)


def _mention(report: Report, mention: ClaimMention, claim: str | None) -> Iterator[dict[str, Any]]:
    content = f"urn:stemma:mention:{mention.id}"
    chain = " < ".join(layer.entity for layer in mention.chain)
    bodies = [
        _tag("claim"),
        _tag(mention.factuality),
        _text(f"Said by: {chain}" if chain else "In the outlet's own voice"),
    ]
    if not report.text:
        bodies.append(_text(mention.content.text))
    if claim is not None:
        bodies.append(
            {"type": "SpecificResource", "purpose": "linking", "source": f"urn:stemma:claim:{claim}"}
        )
    yield _annotation(content, "describing", bodies, _targets(report, mention.content.spans))
    for role in ("source", "cue"):
        words: Words | None = getattr(mention, role)
        if words is not None and words.spans:
            link = {"type": "SpecificResource", "purpose": "linking", "source": content}
            yield _annotation(
                f"{content}:{role}", "identifying", [_tag(role), link], _targets(report, words.spans)
            )


def _event(report: Report, event: EventMention) -> dict[str, Any]:
    kind = event.sub_type or event.type or event.plover
    return _annotation(
        f"urn:stemma:event-mention:{event.id}",
        "classifying",
        [_tag("event"), _tag(kind), _tag(event.status)],
        _targets(report, event.extent.spans),
    )


def _name(report: Report, name: Name, number: int) -> dict[str, Any]:
    bodies = [_tag("name"), _tag(name.kind), *map(_tag, name.roles), _text(name.entity)]
    identifier = f"urn:stemma:name:{report.id}:{number}"
    return _annotation(identifier, "identifying", bodies, _targets(report, [name.span]))


def _copies(book: Casebook) -> Iterator[dict[str, Any]]:
    for copy in book.copies():
        source, target = book.report(copy.source), book.report(copy.target)
        if source is not None and target is not None:
            yield from _passages(copy, source, target)


def _passages(copy: Copy, source: Report, target: Report) -> Iterator[dict[str, Any]]:
    for number, passage in enumerate(copy.passages, 1):
        body = {**_target(source, passage.source), "purpose": "linking"}
        yield _annotation(
            f"urn:stemma:copy:{copy.id}:{number}",
            "linking",
            [_tag(passage.kind), _tag(f"direction {copy.direction}"), body],
            [_target(target, passage.target)],
        )


def _annotation(
    identifier: str, motivation: str, bodies: list[dict[str, Any]], targets: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "id": identifier,
        "type": "Annotation",
        "motivation": motivation,
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _tag(value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": "tagging", "value": value}


def _text(value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": "describing", "value": value, "format": "text/plain"}


def _targets(report: Report, spans: Sequence[Span]) -> list[dict[str, Any]]:
    return [_target(report, span) for span in spans]


def _target(report: Report, span: Span) -> dict[str, Any]:
    """Return a span as a specific resource: the clean text by position, the page by its words."""
    selectors: list[dict[str, Any]] = [{"type": "TextPositionSelector", "start": span.start, "end": span.end}]
    if report.text:  # a redacted export has none
        selectors.append(
            {
                "type": "TextQuoteSelector",
                "exact": report.text[span.start : span.end],
                "prefix": report.text[max(0, span.start - _AROUND) : span.start],
                "suffix": report.text[span.end : span.end + _AROUND],
            }
        )
    target: dict[str, Any] = {
        "type": "SpecificResource",
        "source": f"urn:stemma:text:{report.id}",
        "selector": selectors,
    }
    return target | ({"scope": report.url} if report.url else {})
