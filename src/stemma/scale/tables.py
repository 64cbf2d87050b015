"""The casebook's tables as Arrow tables: the same columns and rows, made by the casebook's own functions."""

import sqlite3
from collections.abc import Iterable
from functools import cache
from typing import TypeVar

import msgspec
import pyarrow as pa
from msgspec.structs import replace

from stemma.casebook import Analysis, rows
from stemma.casebook.store import migrations, statements
from stemma.records import Claim, Copy, Event, Origin, Report, Variant

T = TypeVar("T")

_TYPES = {"TEXT": pa.string(), "INTEGER": pa.int64(), "REAL": pa.float64(), "BLOB": pa.binary()}
# A report's number in the casebook; in a folder it says where the report came in the input.
_NUMBER = "n"
# What the casebook reads from its records, for people by views, a folder has as tables and columns.
_VIEWS = {
    "mentions": "id report position:INTEGER sentence:INTEGER block speaker cue content source start:INTEGER "
    "end:INTEGER directness factuality stance polarity tense modal aim:INTEGER rule score:REAL record "
    "amended",
    "event_mentions": "id report position:INTEGER sentence:INTEGER block type sub_type plover mode actor "
    "target trigger_text extent start:INTEGER end:INTEGER status factuality claim score:REAL record",
    "copies": "id source target kind direction direction_score:REAL covered_source:REAL covered_target:REAL "
    "common_source:INTEGER score:REAL record",
    "links": "cluster position:INTEGER a b kind score:REAL reason",
    "edges": "claim position:INTEGER parent child kind score:REAL reason circular:INTEGER",
    "passages": "copy position:INTEGER source_start:INTEGER source_end:INTEGER target_start:INTEGER "
    "target_end:INTEGER kind quotation:INTEGER score:REAL",
    "hedges": "mention position:INTEGER text kind start:INTEGER end:INTEGER",
    "places": "report position:INTEGER name start:INTEGER end:INTEGER canonical lat:REAL lon:REAL "
    "geonames_id country precision radius_km:REAL relation reason score:REAL record",
    "times": "report position:INTEGER text start:INTEGER end:INTEGER type value first last precision reason "
    "record",
    "names": "report position:INTEGER name start:INTEGER end:INTEGER entity kind roles rule score:REAL "
    "record",
    "origin_mentions": "origin position:INTEGER mention",
}
_PACKED = "links"  # a column of the casebook; a folder's records hold their links
_OF_REPORT = ("mentions", "layers", "hedges", "places", "times", "names", "event_mentions")


@cache
def _casebook() -> dict[str, pa.Schema]:
    """The columns of each casebook table, as the casebook's own schema declares them."""
    with sqlite3.connect(":memory:") as db:
        for script in migrations().values():
            for statement in statements(script):
                db.execute(statement)
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        stored = {
            name: pa.schema(
                [
                    (column[1], _TYPES.get(column[2], pa.string()))
                    for column in db.execute(f"PRAGMA table_info({name})")
                    if column[1] != _PACKED
                ]
            )
            for name in names
        }
        return stored | {name: _view(told) for name, told in _VIEWS.items()}


def _view(told: str) -> pa.Schema:
    columns = (column.partition(":") for column in told.split())
    return pa.schema([(name, _TYPES.get(kind, pa.string())) for name, _, kind in columns])


def schema(name: str) -> pa.Schema:
    """Return the columns of a casebook table."""
    return _casebook()[name]


def table(name: str, records: Iterable[rows.Row]) -> pa.Table:
    """Return rows of a casebook table as an Arrow table; columns that they lack are empty."""
    columns = schema(name)
    listed = list(records)
    arrays = [pa.array([_plain(row.get(field.name)) for row in listed], field.type) for field in columns]
    return pa.table(arrays, schema=columns)


def _plain(value: object) -> object:
    return int(value) if isinstance(value, bool) else value


def decode(kind: type[T], column: pa.ChunkedArray) -> list[T]:
    """Return the records of a column that holds them as JSON."""
    decoder = msgspec.json.Decoder(kind)
    return [decoder.decode(value) for value in column.to_pylist()]


def reports(listed: Iterable[tuple[int, Report]]) -> pa.Table:
    """Return the table of reports, each with its number; here the record holds the text as well."""
    return table(
        "reports",
        (rows.report_row(report) | {_NUMBER: n, "record": rows.encode(report)} for n, report in listed),
    )


def analyses(found: Iterable[Analysis]) -> dict[str, pa.Table]:
    """Return the tables of what was found in some reports, by name."""
    listed = list(found)
    made: dict[str, list[rows.Row]] = {name: [] for name in _OF_REPORT}
    for one in listed:
        made["mentions"] += (
            rows.mention_row(mention, n) | rows.mention_told(mention)
            for n, mention in enumerate(one.mentions)
        )
        made["layers"] += (row for mention in one.mentions for row in rows.layer_rows(mention))
        made["hedges"] += (row for mention in one.mentions for row in rows.hedge_rows(mention))
        made["places"] += (rows.place_row(one.report, place, n) for n, place in enumerate(one.places))
        made["times"] += (rows.time_row(one.report, time, n) for n, time in enumerate(one.times))
        made["names"] += (rows.name_row(name, n) for n, name in enumerate(one.names))
        made["event_mentions"] += (
            rows.event_mention_row(event, n) | rows.event_mention_told(event)
            for n, event in enumerate(one.events)
        )
    return {name: table(name, made[name]) for name in _OF_REPORT}


def copies(found: Iterable[Copy]) -> dict[str, pa.Table]:
    """Return the tables of copies, by name."""
    listed = list(found)
    return {
        "copies": table("copies", (rows.copy_row(copy) | rows.copy_told(copy) for copy in listed)),
        "passages": table("passages", (row for copy in listed for row in rows.passage_rows(copy))),
    }


def claims(found: Iterable[Claim]) -> dict[str, pa.Table]:
    """Return the tables of claims, by name."""
    listed = list(found)
    members = (
        row
        for claim in listed
        for row in rows.member_rows(claim.id, "claim", [mention.id for mention in claim.mentions])
    )
    return {
        "claims": table("claims", (rows.claim_row(one) | _whole(one) for one in listed)),
        "claim_mentions": table("claim_mentions", members),
        "edges": table("edges", (row for claim in listed for row in rows.edge_rows(claim))),
        "claim_links": table(
            "links", (row for claim in listed for row in rows.link_rows(claim.id, claim.links))
        ),
    }


def _whole(one: Claim | Event) -> rows.Row:
    """Return the record of a claim or an event with its links, as folders have it."""
    return {"record": rows.encode(replace(one, mentions=()))}


def origins(found: Iterable[Origin]) -> dict[str, pa.Table]:
    """Return the tables of origins, by name, in the order given."""
    listed = list(found)
    members = (row for one in listed for row in rows.member_rows(one.id, "origin", one.mentions))
    return {
        "origins": table("origins", (rows.origin_row(one, n) for n, one in enumerate(listed))),
        "origin_mentions": table("origin_mentions", members),
    }


def variants(found: Iterable[Variant]) -> dict[str, pa.Table]:
    """Return the table of variants, by name, in the order given."""
    return {"variants": table("variants", (rows.variant_row(one, n) for n, one in enumerate(found)))}


def events(found: Iterable[Event]) -> dict[str, pa.Table]:
    """Return the tables of events, by name."""
    listed = list(found)
    members = (
        row
        for event in listed
        for row in rows.member_rows(event.id, "event", [mention.id for mention in event.mentions])
    )
    claimed = ({"event": event.id, "claim": claim} for event in listed for claim in event.claims)
    return {
        "events": table("events", (rows.event_row(one) | _whole(one) for one in listed)),
        "event_members": table("event_members", members),
        "event_claims": table("event_claims", claimed),
        "event_links": table(
            "links", (row for event in listed for row in rows.link_rows(event.id, event.links))
        ),
    }
