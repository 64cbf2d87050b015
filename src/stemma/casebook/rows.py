"""Records as rows of the casebook's tables."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from stemma.casebook.links import pack
from stemma.casebook.naming import packed
from stemma.records import (
    Claim,
    ClaimMention,
    Copy,
    Event,
    EventMention,
    Link,
    Name,
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


def columns(names: str) -> Callable[[object], Row]:
    """Return what reads columns from a record: the fields ``names``, or ``column=field.of.a.field``."""
    pairs = [each.partition("=") for each in names.split()]
    read = attrgetter(*(path or column for column, _, path in pairs))
    keys = [column for column, _, _ in pairs]
    return lambda record: dict(zip(keys, read(record), strict=True))


_REPORT = columns(
    "id sha256 outlet title published language url byline republished_from status status_reason origin "
    "text version_of version"
)
_MENTION = columns("id report directness factuality stance aim")
_MENTION_TOLD = columns("sentence block content=content.text polarity tense modal rule score")
_LAYER = columns("role name entity description anonymous number source_type inferred reason")
_HEDGE = columns("text kind start=span.start end=span.end")
_PLACE = columns(
    "name start=span.start end=span.end canonical lat lon geonames_id country precision radius_km "
    "relation reason score"
)
_TIME = columns("text start=span.start end=span.end type value first=start last=end precision reason")
_NAME = columns("report name start=span.start end=span.end entity kind rule score")
_EVENT_MENTION = columns("id report claim")
_EVENT_MENTION_TOLD = columns(
    "sentence block type sub_type plover mode trigger_text=trigger.text extent=extent.text status factuality "
    "score"
)
_COPY = columns("id source target direction covered_target")
_COPY_TOLD = columns("kind direction_score covered_source common_source score")
_PASSAGE = columns(
    "source_start=source.start source_end=source.end target_start=target.start target_end=target.end "
    "kind quotation score"
)
_CLAIM = columns(
    "id text outlets reports origins_low=origins.low origins_best=origins.best origins_high=origins.high "
    "grade=credibility.grade unsourced circular aim"
)
_EDGE = columns("parent child kind score reason circular")
_ORIGIN = columns("id claim name kind report side certain")
_VARIANT = columns(
    "id claim from_mention to_mention type before=before.text after=after.text direction score"
)
_EVENT = columns(
    "id type sub_type plover mode actor target start end date_precision status "
    "fatalities_low=fatalities.low fatalities_best=fatalities.best fatalities_high=fatalities.high "
    "injuries_low=injuries.low injuries_best=injuries.best injuries_high=injuries.high "
    "origins_low=origins.low origins_best=origins.best origins_high=origins.high"
)


def extent(words: Words) -> tuple[int, int]:
    """Return the first and the last character that the words cover; (0, 0) when they have no span."""
    spans = words.spans
    if not spans:
        return 0, 0
    if len(spans) == 1:  # nearly always: a third of the time
        return spans[0].start, spans[0].end
    return min(span.start for span in spans), max(span.end for span in spans)


def report_row(report: Report) -> Row:
    """Return the row of a report."""
    # The text has its own column: the record would hold it a second time.
    return {**_REPORT(report), "record": encode(replace(report, text=""))}


def mention_row(mention: ClaimMention, position: int) -> Row:
    """Return the row of a claim mention; ``speaker`` is the innermost source's fullest name."""
    start, end = extent(mention.content)
    return {
        **_MENTION(mention),
        "position": position,
        "speaker": speaker(mention),
        "start": start,
        "end": end,
        "record": encode(mention),
    }


def mention_told(mention: ClaimMention) -> Row:
    """Return what the row of a claim mention says besides, which the casebook has in its record alone."""
    return {
        **_MENTION_TOLD(mention),
        "cue": mention.cue.text if mention.cue else None,
        "source": mention.source.text if mention.source else None,
    }


def speaker(mention: ClaimMention) -> str | None:
    """Return the fullest name of the innermost source, None for the outlet's own statement."""
    for layer in mention.chain:
        if layer.role != "addressee":
            return layer.known_as
    return None


def layer_rows(mention: ClaimMention) -> Iterator[Row]:
    """Return the rows of a mention's source chain."""
    for position, layer in enumerate(mention.chain):
        start, end = (layer.span.start, layer.span.end) if layer.span else (None, None)
        yield {"mention": mention.id, "position": position, **_LAYER(layer), "start": start, "end": end}


def hedge_rows(mention: ClaimMention) -> Iterator[Row]:
    """Return the rows of a mention's hedges."""
    for position, hedge in enumerate(mention.hedges):
        yield {"mention": mention.id, "position": position, **_HEDGE(hedge)}


def where_and_when_row(
    report: str, places: Sequence[Place], times: Sequence[Time], names: Sequence[Name]
) -> Row:
    """Return the row of a report's places, times and names."""
    return {"report": report, "places": encode(places), "times": encode(times), "names": packed(names)}


def place_row(report: str, place: Place, position: int) -> Row:
    """Return a place named in a report as the casebook's view of places has it."""
    return {"report": report, "position": position, **_PLACE(place), "record": encode(place)}


def time_row(report: str, time: Time, position: int) -> Row:
    """Return a time expression in a report as the casebook's view of times has it."""
    return {"report": report, "position": position, **_TIME(time), "record": encode(time)}


def name_row(name: Name, position: int) -> Row:
    """Return a name in a report as the casebook's view of names has it."""
    return {"position": position, **_NAME(name), "roles": encode(name.roles), "record": encode(name)}


def event_mention_row(mention: EventMention, position: int) -> Row:
    """Return the row of an event mention."""
    start, end = extent(mention.extent)
    return {
        **_EVENT_MENTION(mention),
        "position": position,
        "start": start,
        "end": end,
        "record": encode(mention),
    }


def event_mention_told(mention: EventMention) -> Row:
    """Return what the row of an event mention says besides, which the casebook has in its record alone."""
    return {
        **_EVENT_MENTION_TOLD(mention),
        "actor": mention.actor.name if mention.actor else None,
        "target": mention.target.name if mention.target else None,
    }


def copy_row(copy: Copy) -> Row:
    """Return the row of a copy."""
    return {**_COPY(copy), "record": encode(copy)}


copy_told = _COPY_TOLD  # what the row says besides


def passage_rows(copy: Copy) -> Iterator[Row]:
    """Return the rows of a copy's aligned passages."""
    for position, passage in enumerate(copy.passages):
        yield {"copy": copy.id, "position": position, **_PASSAGE(passage)}


def claim_row(claim: Claim) -> Row:
    """Return the row of a claim; its mentions are joined back on reading.

    ``told`` is false for what one outlet says once, in its own voice.
    """
    return {
        **_CLAIM(claim),
        "mention_count": len(claim.mentions),
        "told": len(claim.mentions) > 1 or any(one.directness != "own" for one in claim.mentions),
        "sides": json.dumps(claim.sides, ensure_ascii=False),
        "links": pack(claim.links),
        "record": encode(replace(claim, mentions=(), links=())),
    }


def member_rows(owner: str, column: str, members: Iterable[str]) -> Iterator[Row]:
    """Return rows that join ``owner`` (in ``column``) to its mentions, in order."""
    for position, mention in enumerate(members):
        yield {column: owner, "position": position, "mention": mention}


def claim_member_rows(claims: Iterable[Claim]) -> Iterator[Row]:
    """Return rows that join claims to their mentions."""
    for claim in claims:
        yield from member_rows(claim.id, "claim", (one.id for one in claim.mentions))


def event_member_rows(events: Iterable[Event]) -> Iterator[Row]:
    """Return rows that join events to their mentions."""
    for event in events:
        yield from member_rows(event.id, "event", (one.id for one in event.mentions))


def link_rows(cluster: str, links: Iterable[Link]) -> Iterator[Row]:
    """Return the rows of the links that hold a claim or an event together."""
    # Written out, as `columns` would cost more: links are as many as the pairs that say the same.
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
        yield {"claim": claim.id, "position": position, **_EDGE(edge)}


def origin_row(origin: Origin, position: int) -> Row:
    """Return the row of an origin."""
    return {**_ORIGIN(origin), "position": position, "record": encode(origin)}


def variant_row(variant: Variant, position: int) -> Row:
    """Return the row of a variant."""
    return {**_VARIANT(variant), "position": position, "record": encode(variant)}


def event_row(event: Event) -> Row:
    """Return the row of an event; its mentions are joined back on reading."""
    place = event.place
    return {
        **_EVENT(event),
        "place": place.name if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "precision": place.precision if place else None,
        "mention_count": len(event.mentions),
        "links": pack(event.links),
        "record": encode(replace(event, mentions=(), links=())),
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
    names = tuple(batch[0])
    # Values by their place are bound a sixth faster than by their names.
    values = map(itemgetter(*names), batch) if names[1:] else ((row[names[0]],) for row in batch)
    return db.executemany(_insertion(table, names, on_conflict), values).rowcount


@lru_cache(maxsize=256)
def _insertion(table: str, names: tuple[str, ...], on_conflict: str) -> str:
    """Return the statement that inserts rows of these columns."""
    listed = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    # Table and column names come from this package, never from input.
    return f"INSERT OR {on_conflict} INTO {table} ({listed}) VALUES ({marks})"  # noqa: S608
