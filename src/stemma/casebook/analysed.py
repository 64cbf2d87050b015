"""What is found in single reports: as records, and laid out as the rows that store it."""

from typing import Any

from msgspec import Struct

from stemma.casebook import rows
from stemma.records import ClaimMention, EventMention, Name, Place, Time


class Analysis(Struct, frozen=True):
    """Everything found in one report; ``error`` says why nothing, or not all, was, else "".

    ``published`` is the publication date that the relative dates were anchored on.
    """

    report: str
    published: str | None = None
    mentions: tuple[ClaimMention, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    events: tuple[EventMention, ...] = ()
    error: str = ""
    names: tuple[Name, ...] = ()


class LaidOut(Struct, frozen=True):
    """An analysis as the casebook stores it: the rows of each table.

    A process that analyses lays out what it finds: told so, it need not be made records again only to be
    laid out elsewhere.
    """

    report: str
    published: str | None
    error: str
    rows: dict[str, list[dict[str, Any]]]


def laid_out(found: Analysis) -> LaidOut:
    """Lay out an analysis."""
    mentions = found.mentions
    table = {
        "mentions": [rows.mention_row(mention, n) for n, mention in enumerate(mentions)],
        "layers": [row for mention in mentions for row in rows.layer_rows(mention)],
        "where_and_when": [rows.where_and_when_row(found.report, found.places, found.times, found.names)],
        "event_mentions": [rows.event_mention_row(event, n) for n, event in enumerate(found.events)],
    }
    return LaidOut(found.report, found.published, found.error, table)
