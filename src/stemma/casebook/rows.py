"""Records as rows of the casebook's tables."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

import msgspec

from stemma.records import (
    Claim,
    ClaimMention,
    Copy,
    Event,
    EventMention,
    Link,
    Origin,
    Place,
    Report,
    Time,
    Variant,
    Words,
)

Row = dict[str, Any]
T = TypeVar("T")


def encode(record: object) -> str:
    """Return a record as JSON text."""
    return msgspec.json.encode(record).decode()


def extent(words: Words) -> tuple[int, int]:
    """Return the first and the last character that the words cover; (0, 0) when they have no span."""
    return (
        min((span.start for span in words.spans), default=0),
        max((span.end for span in words.spans), default=0),
    )


def report_row(report: Report) -> Row:
    """Return the row of a report."""
    return {
        "id": report.id,
        "sha256": report.sha256,
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published,
        "language": report.language,
        "url": report.url,
        "byline": report.byline,
        "republished_from": report.republished_from,
        "status": report.status,
        "status_reason": report.status_reason,
        "origin": report.origin,
        "text": report.text,
        "version_of": report.version_of,
        "version": report.version,
        # The text has its own column: the record would hold it a second time.
        "record": encode(replace(report, text="")),
    }


def block_rows(report: Report) -> Iterator[Row]:
    """Return the rows of a report's blocks."""
    for position, block in enumerate(report.blocks):
        yield {
            "report": report.id,
            "position": position,
            "kind": block.kind,
            "start": block.start,
            "end": block.end,
        }


def mention_row(mention: ClaimMention, position: int) -> Row:
    """Return the row of a claim mention; ``speaker`` is the innermost source's fullest name."""
    start, end = extent(mention.content)
    return {
        "id": mention.id,
        "report": mention.report,
        "position": position,
        "sentence": mention.sentence,
        "block": mention.block,
        "speaker": speaker(mention),
        "cue": mention.cue.text if mention.cue else None,
        "content": mention.content.text,
        "source": mention.source.text if mention.source else None,
        "start": start,
        "end": end,
        "directness": mention.directness,
        "factuality": mention.factuality,
        "stance": mention.stance,
        "polarity": mention.polarity,
        "tense": mention.tense,
        "modal": mention.modal,
        "aim": mention.aim,
        "rule": mention.rule,
        "score": mention.score,
        "record": encode(mention),
    }


def speaker(mention: ClaimMention) -> str | None:
    """Return the fullest name of the innermost source, None for the outlet's own statement."""
    for layer in mention.chain:
        if layer.role != "addressee":
            return layer.entity or layer.name
    return None


def layer_rows(mention: ClaimMention) -> Iterator[Row]:
    """Return the rows of a mention's source chain."""
    for position, layer in enumerate(mention.chain):
        yield {
            "mention": mention.id,
            "position": position,
            "role": layer.role,
            "name": layer.name,
            "entity": layer.entity,
            "description": layer.description,
            "start": layer.span.start if layer.span else None,
            "end": layer.span.end if layer.span else None,
            "anonymous": layer.anonymous,
            "number": layer.number,
            "source_type": layer.source_type,
            "inferred": layer.inferred,
            "reason": layer.reason,
        }


def hedge_rows(mention: ClaimMention) -> Iterator[Row]:
    """Return the rows of a mention's hedges."""
    for position, hedge in enumerate(mention.hedges):
        yield {
            "mention": mention.id,
            "position": position,
            "text": hedge.text,
            "kind": hedge.kind,
            "start": hedge.span.start,
            "end": hedge.span.end,
        }


def place_row(report: str, place: Place, position: int) -> Row:
    """Return the row of a place named in a report."""
    return {
        "report": report,
        "position": position,
        "name": place.name,
        "start": place.span.start,
        "end": place.span.end,
        "canonical": place.canonical,
        "lat": place.lat,
        "lon": place.lon,
        "geonames_id": place.geonames_id,
        "country": place.country,
        "precision": place.precision,
        "radius_km": place.radius_km,
        "relation": place.relation,
        "reason": place.reason,
        "score": place.score,
        "record": encode(place),
    }


def time_row(report: str, time: Time, position: int) -> Row:
    """Return the row of a time expression in a report."""
    return {
        "report": report,
        "position": position,
        "text": time.text,
        "start": time.span.start,
        "end": time.span.end,
        "type": time.type,
        "value": time.value,
        "first": time.start,
        "last": time.end,
        "precision": time.precision,
        "reason": time.reason,
        "record": encode(time),
    }


def event_mention_row(mention: EventMention, position: int) -> Row:
    """Return the row of an event mention."""
    start, end = extent(mention.extent)
    return {
        "id": mention.id,
        "report": mention.report,
        "position": position,
        "sentence": mention.sentence,
        "block": mention.block,
        "type": mention.type,
        "sub_type": mention.sub_type,
        "plover": mention.plover,
        "mode": mention.mode,
        "actor": mention.actor.name if mention.actor else None,
        "target": mention.target.name if mention.target else None,
        "trigger_text": mention.trigger.text,
        "extent": mention.extent.text,
        "start": start,
        "end": end,
        "status": mention.status,
        "factuality": mention.factuality,
        "claim": mention.claim,
        "score": mention.score,
        "record": encode(mention),
    }


def copy_row(copy: Copy) -> Row:
    """Return the row of a copy."""
    return {
        "id": copy.id,
        "source": copy.source,
        "target": copy.target,
        "kind": copy.kind,
        "direction": copy.direction,
        "direction_score": copy.direction_score,
        "covered_source": copy.covered_source,
        "covered_target": copy.covered_target,
        "common_source": copy.common_source,
        "score": copy.score,
        "record": encode(copy),
    }


def passage_rows(copy: Copy) -> Iterator[Row]:
    """Return the rows of a copy's aligned passages."""
    for position, passage in enumerate(copy.passages):
        yield {
            "copy": copy.id,
            "position": position,
            "source_start": passage.source.start,
            "source_end": passage.source.end,
            "target_start": passage.target.start,
            "target_end": passage.target.end,
            "kind": passage.kind,
            "quotation": passage.quotation,
            "score": passage.score,
        }


def claim_row(claim: Claim) -> Row:
    """Return the row of a claim; its mentions are joined back on reading."""
    return {
        "id": claim.id,
        "text": claim.text,
        "mention_count": len(claim.mentions),
        "outlets": claim.outlets,
        "reports": claim.reports,
        "origins_low": claim.origins.low,
        "origins_best": claim.origins.best,
        "origins_high": claim.origins.high,
        "sides": json.dumps(claim.sides, ensure_ascii=False),
        "grade": claim.credibility.grade,
        "unsourced": claim.unsourced,
        "circular": claim.circular,
        "aim": claim.aim,
        "record": encode(replace(claim, mentions=())),
    }


def member_rows(owner: str, column: str, members: Iterable[str]) -> Iterator[Row]:
    """Return rows that join ``owner`` (in ``column``) to its mentions, in order."""
    for position, mention in enumerate(members):
        yield {column: owner, "position": position, "mention": mention}


def link_rows(cluster: str, links: Iterable[Link]) -> Iterator[Row]:
    """Return the rows of the links that hold a claim or an event together."""
    for position, link in enumerate(links):
        yield {
            "cluster": cluster,
            "position": position,
            "a": link.a,
            "b": link.b,
            "kind": link.kind,
            "score": link.score,
            "reason": link.reason,
        }


def edge_rows(claim: Claim) -> Iterator[Row]:
    """Return the rows of a claim's derivation edges."""
    for position, edge in enumerate(claim.edges):
        yield {
            "claim": claim.id,
            "position": position,
            "parent": edge.parent,
            "child": edge.child,
            "kind": edge.kind,
            "score": edge.score,
            "reason": edge.reason,
            "circular": edge.circular,
        }


def origin_row(origin: Origin, position: int) -> Row:
    """Return the row of an origin."""
    return {
        "id": origin.id,
        "claim": origin.claim,
        "position": position,
        "name": origin.name,
        "kind": origin.kind,
        "report": origin.report,
        "side": origin.side,
        "certain": origin.certain,
        "record": encode(origin),
    }


def variant_row(variant: Variant, position: int) -> Row:
    """Return the row of a variant."""
    return {
        "id": variant.id,
        "claim": variant.claim,
        "position": position,
        "from_mention": variant.from_mention,
        "to_mention": variant.to_mention,
        "type": variant.type,
        "before": variant.before.text,
        "after": variant.after.text,
        "direction": variant.direction,
        "score": variant.score,
        "record": encode(variant),
    }


def event_row(event: Event) -> Row:
    """Return the row of an event; its mentions are joined back on reading."""
    place = event.place
    return {
        "id": event.id,
        "type": event.type,
        "sub_type": event.sub_type,
        "plover": event.plover,
        "mode": event.mode,
        "actor": event.actor,
        "target": event.target,
        "place": place.name if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "precision": place.precision if place else None,
        "start": event.start,
        "end": event.end,
        "date_precision": event.date_precision,
        "fatalities_low": event.fatalities.low,
        "fatalities_best": event.fatalities.best,
        "fatalities_high": event.fatalities.high,
        "injuries_low": event.injuries.low,
        "injuries_best": event.injuries.best,
        "injuries_high": event.injuries.high,
        "status": event.status,
        "mention_count": len(event.mentions),
        "origins_low": event.origins.low,
        "origins_best": event.origins.best,
        "origins_high": event.origins.high,
        "record": encode(replace(event, mentions=())),
    }


def placed_rows(found: Iterable[T], make: Callable[[T, int], Row]) -> Iterator[Row]:
    """Return the rows of records that belong to claims, numbered within each claim."""
    places: dict[str, int] = {}
    for one in found:
        row = make(one, 0)
        place = places[row["claim"]] = places.get(row["claim"], -1) + 1
        yield {**row, "position": place}


def insert(db: sqlite3.Connection, table: str, records: Iterable[Row], *, on_conflict: str = "ABORT") -> int:
    """Insert rows into a table and return how many went in."""
    batch = list(records)
    if not batch:
        return 0
    names = ", ".join(f'"{name}"' for name in batch[0])
    marks = ", ".join(f":{name}" for name in batch[0])
    # Table and column names come from this package, never from input.
    sql = f"INSERT OR {on_conflict} INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
    return db.executemany(sql, batch).rowcount
