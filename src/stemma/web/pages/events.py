"""Events: one table of columns for map, timeline and list, and the page of one event."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from msgspec import Struct

from stemma.casebook import Casebook, columns
from stemma.casebook.lines import EventLine
from stemma.export.telling import thing_text
from stemma.records import Decision, Event, Origin
from stemma.web.index import ClaimRow, Index, ReportLine, degrees, unknown
from stemma.web.pages.context import Passage, passage, texts_of


class EventTable(Struct, frozen=True):
    """All events by column, so that tens of thousands reach the browser as one small answer.

    Columns named in ``words`` hold positions in that list; the others hold values. ``sides`` and
    ``outlets`` hold lists of positions, and so do ``factuality`` (FactBank's values of the mentions),
    ``things`` (what was used, hit or taken, in words) and ``thing_kinds`` (see `thing_kinds`).
    ``reported`` is the day of the first report of an event without a date, None for all others.
    """

    count: int
    words: dict[str, tuple[str, ...]]
    columns: dict[str, tuple[object, ...]]


@dataclass(slots=True)
class _Words:
    """Numbers the distinct values of a column in the order they come."""

    at: dict[str, int] = field(default_factory=dict)

    def number(self, value: str) -> int:
        return self.at.setdefault(value, len(self.at))


_WORD_COLUMNS: dict[str, Callable[[EventLine], str]] = {
    "type": lambda e: e.type or "Political or verbal",
    "sub_type": lambda e: e.sub_type or e.plover.capitalize() or "Not typed",
    "actor": lambda e: e.actor,
    "target": lambda e: e.target,
    "place": lambda e: e.place.name if e.place else "",
    "country": lambda e: e.place.country if e.place else "",
    "precision": lambda e: e.place.precision if e.place else "unknown",
    "status": lambda e: e.status,
    "date_precision": lambda e: e.date_precision,
}

_VALUE_COLUMNS: dict[str, Callable[[EventLine], object]] = {
    "id": lambda e: e.id,
    "lat": lambda e: e.place.lat if e.place else None,
    "lon": lambda e: e.place.lon if e.place else None,
    "radius": lambda e: e.place.radius_km if e.place else None,
    "start": lambda e: e.start,
    "end": lambda e: e.end,
    "dead_low": lambda e: e.fatalities.low,
    "dead_best": lambda e: e.fatalities.best,
    "dead_high": lambda e: e.fatalities.high,
    "dead_at_least": lambda e: e.fatalities.at_least,
    "origins_low": lambda e: e.origins.low,
    "origins_best": lambda e: e.origins.best,
    "origins_high": lambda e: e.origins.high,
    "reports": lambda e: len({m.report for m in e.mentions}),
}


def event_table(index: Index, book: Casebook) -> EventTable:
    """Return all events by column, the latest first; those without a date by their first report."""
    held = [event for event in columns.events(book) if event.id in index.events]
    reported = {event.id: _reported(index, event) for event in held if not event.start}
    events = sorted(held, key=lambda e: (e.start or reported[e.id] or "", e.id), reverse=True)
    words = {name: _Words() for name in (*_WORD_COLUMNS, *_LIST_COLUMNS)}
    table: dict[str, tuple[object, ...]] = {
        name: tuple(map(read, events)) for name, read in _VALUE_COLUMNS.items()
    }
    for name, read_word in _WORD_COLUMNS.items():
        table[name] = tuple(words[name].number(read_word(event)) for event in events)
    table["reported"] = tuple(reported.get(event.id) for event in events)
    for name, read_words in _LIST_COLUMNS.items():
        table[name] = tuple(_numbers(words[name], read_words(index, event)) for event in events)
    return EventTable(len(events), {name: tuple(seen.at) for name, seen in words.items()}, table)


def _numbers(words: _Words, values: Iterable[str]) -> tuple[int, ...]:
    return tuple(words.number(value) for value in values)


def _reported(index: Index, event: EventLine) -> str | None:
    """Return the day of the first report of an event."""
    told = (index.reports[mention.report] for mention in event.mentions if mention.report in index.reports)
    return min((report.published[:10] for report in told if report.published), default=None)


def _outlets(index: Index, event: EventLine) -> list[str]:
    return sorted({index.reports[m.report].outlet for m in event.mentions if m.report in index.reports})


def _sides(event: EventLine) -> list[str]:
    return sorted(
        {actor.side for m in event.mentions for actor in (m.actor, m.target) if actor and actor.side}
    )


def _things(event: EventLine) -> list[str]:
    return list(dict.fromkeys(map(thing_text, event.things)))


def thing_kinds(event: EventLine) -> list[str]:
    """Return what a filter for things chooses by: the kinds ("ship"), and each with its role ("hit ship")."""
    kinds = {one.kind for one in event.things if one.kind}
    return sorted(kinds | {f"{one.role} {one.kind}".rstrip() for one in event.things})


_LIST_COLUMNS: dict[str, Callable[[Index, EventLine], list[str]]] = {
    "outlets": _outlets,
    "sides": lambda _, event: _sides(event),
    "factuality": lambda _, event: degrees(event.mentions),
    "things": lambda _, event: _things(event),
    "thing_kinds": lambda _, event: thing_kinds(event),
}


class EventRow(Struct, frozen=True):
    """An event as a row of a table file."""

    id: str
    type: str
    sub_type: str
    actor: str
    target: str
    place: str
    lat: float | None
    lon: float | None
    precision: str
    radius_km: float | None
    start: str | None
    end: str | None
    status: str
    dead_low: int | None
    dead_best: int | None
    dead_high: int | None
    dead_at_least: bool
    origins_low: int
    origins_best: int
    origins_high: int
    reports: int
    factuality: tuple[str, ...]
    reported: str | None
    things: tuple[str, ...]
    things_claimants: tuple[str, ...]


def event_rows(index: Index, book: Casebook) -> list[EventRow]:
    """Return all events as rows."""
    rows = []
    held = (event for event in columns.events(book) if event.id in index.events)
    for event in sorted(held, key=lambda e: (e.start is None, e.start or "", e.id)):
        values = {name: read(event) for name, read in (*_WORD_COLUMNS.items(), *_VALUE_COLUMNS.items())}
        values["radius_km"] = values.pop("radius")
        values["factuality"] = tuple(degrees(event.mentions))
        values["reported"] = _reported(index, event)
        values["things"] = tuple(_things(event))
        values["things_claimants"] = tuple(who for one in event.things for who in one.claimants)
        rows.append(EventRow(**{name: values[name] for name in EventRow.__struct_fields__}))  # type: ignore[arg-type]
    return rows


class EventPage(Struct, frozen=True):
    """An event with the sentences that it rests on."""

    event: Event
    reports: dict[str, ReportLine]
    passages: dict[str, Passage]
    claims: tuple[ClaimRow, ...]
    origins: tuple[Origin, ...]
    decisions: tuple[Decision, ...]


def event_page(index: Index, book: Casebook, event_id: str) -> EventPage:
    """Return the page of one event.

    Raises:
        UsageError: the casebook holds no such event.
    """
    event = book.event(event_id) if event_id in index.events else None
    if event is None:
        raise unknown("event", event_id)
    texts = texts_of(index, book, (m.report for m in event.mentions))
    of = columns.claim_of(book, (m.claim for m in event.mentions if m.claim))
    told = (of.get(m.claim or "", "") for m in event.mentions)
    claims = unique([*event.claims, *(claim for claim in told if index.claim(claim))])
    standing = {m.claim for m in event.mentions}
    ids = {event_id, *(m.id for m in event.mentions)}
    return EventPage(
        event=event,
        reports={report: index.reports[report] for report in texts},
        passages={m.id: passage(texts[m.report], m) for m in event.mentions if m.report in texts},
        claims=tuple(
            index.rows[at]
            for at in sorted(index.places.claims[c] for c in claims if c in index.places.claims)
        ),
        origins=tuple(
            origin
            for claim in claims
            for origin in book.origins(claim)
            if standing.intersection(origin.mentions)
        ),
        decisions=tuple(d for d in index.decisions if ids.intersection(d.targets)),
    )


def unique(values: Iterable[str]) -> list[str]:
    """Return the values that are not empty, each once, in the order they come."""
    seen: dict[Hashable, None] = dict.fromkeys(value for value in values if value)
    return [str(value) for value in seen]
