"""What lists read from a casebook: single columns, and parts of records."""

# ruff: noqa: S608  the names in these queries are fixed; values are always bound

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Literal, TypeVar

import msgspec
from msgspec.structs import replace

from stemma.casebook.casebook import Casebook
from stemma.casebook.lines import (
    ClaimLine,
    CopyLine,
    Derived,
    EventLine,
    EventTold,
    Extended,
    LinkLine,
    MentionLine,
    Said,
    SourcedLine,
    Told,
    ToldLayer,
)
from stemma.casebook.links import links_of
from stemma.casebook.selecting import AT_ONCE, of_each, plainly, selected
from stemma.records import ClaimMention, Copy, EventMention, Report

T = TypeVar("T")
LinkRow = tuple[str, str, str, Literal["merge", "split"], float]

_LINKS = "iif(links IS NULL, record, '') AS record, links"  # a record is read where it holds the links
_RECORD = "coalesce(mentions.amended, mentions.record) AS record"
_IN_CLAIMS = "claim_mentions JOIN mentions ON mentions.id = claim_mentions.mention"
_TOLD = (
    f"SELECT claims.id AS claim, {_RECORD}, claims.outlets AS outlets, "
    "claims.mention_count AS mention_count, claim_mentions.position AS position FROM claims "
    "JOIN claim_mentions ON claim_mentions.claim = claims.id "
    "JOIN mentions ON mentions.id = claim_mentions.mention"
)
_TOLD_ORDER = "outlets DESC, mention_count DESC, claim, position"
_EVENT_ORDER = "coalesce(events.start, '9999'), events.id"


def reports(book: Casebook) -> Iterator[Report]:
    """Yield the reports in the order of publication, those without a date last."""
    decoder = msgspec.json.Decoder(Report)
    query = (
        "SELECT coalesce(amended, record) AS record, text FROM reports "
        "ORDER BY coalesce(published, '9999'), id"
    )
    return selected(book, query, lambda row: replace(decoder.decode(row["record"]), text=row["text"]))


def claims(book: Casebook) -> Iterator[ClaimLine]:
    """Yield the claims in no order."""
    query = (
        "SELECT id, text, outlets, reports, origins_low, origins_best, origins_high, sides, grade, "
        "unsourced, circular, aim FROM claims"
    )
    return selected(book, query, _claim_line)


def _claim_line(row: Any) -> ClaimLine:  # noqa: ANN401  a row of SQLite's
    id_, text, outlets, reports_, low, best, high, sides, grade, unsourced, circular, aim = row
    return ClaimLine(
        id_, text, outlets, reports_, (low, best, high), tuple(json.loads(sides)) if sides != "[]" else (),
        grade, unsourced, bool(circular), bool(aim),
    )  # fmt: skip


def mention_lines(book: Casebook) -> dict[str, list[MentionLine]]:
    """Return the mentions of each claim in their order.

    Both tables are read from end to end and joined here: for each claim to look up its mentions, one by
    one, took the database five times as long.
    """
    decoder = msgspec.json.Decoder(Told)
    same: dict[MentionLine, MentionLine] = {}

    def line(row: Any) -> tuple[str, MentionLine]:  # noqa: ANN401  a row of SQLite's
        id_, report, speaker_, stance, factuality, amended = row
        if amended is None:
            made = MentionLine(report, speaker_ or "", stance, factuality)
        else:
            one = decoder.decode(amended)
            made = MentionLine(one.report, speaker(one), one.stance, one.factuality)
        return id_, same.setdefault(made, made)

    query = "SELECT id, report, speaker, stance, factuality, amended FROM mentions"
    known = dict(selected(book, query, line))
    found: dict[str, list[MentionLine]] = {}
    for claim, mention in _joined(book):
        if mention in known:
            found.setdefault(claim, []).append(known[mention])
    return found


def sourced(book: Casebook) -> Iterator[SourcedLine]:
    """Yield all mentions of claims in the order of `told`, made of columns.

    The tables are read from end to end and joined here, as for `mention_lines`: their records, ordered by
    the database, took it half as long again.
    """
    chains = _chains(book)
    known: dict[str, tuple[str, str, bool, tuple[ToldLayer, ...]]] = {}
    for part in plainly(book, "SELECT id, report, stance, aim FROM mentions"):
        for id_, report, stance, aim in part:
            known[id_] = (report, stance, bool(aim), chains.get(id_, ()))
    decoder = msgspec.json.Decoder(Told)
    for part in plainly(book, "SELECT amended FROM mentions WHERE amended IS NOT NULL"):
        for (record,) in part:
            one = decoder.decode(record)
            known[one.id] = (one.report, one.stance, one.aim, one.chain)
    members: dict[str, list[str]] = {}
    for claim, mention in _joined(book):
        members.setdefault(claim, []).append(mention)
    for part in plainly(book, "SELECT id FROM claims ORDER BY outlets DESC, mention_count DESC, id"):
        for (claim,) in part:
            for mention in members.get(claim, ()):
                if mention in known:
                    yield SourcedLine(claim, mention, *known[mention])


def _joined(book: Casebook) -> Iterator[tuple[str, str]]:
    """Yield each claim with its mentions, in their order."""
    parts = plainly(book, "SELECT claim, mention FROM claim_mentions ORDER BY claim, position")
    return ((claim, mention) for part in parts for claim, mention in part)


def _chains(book: Casebook) -> dict[str, tuple[ToldLayer, ...]]:
    """Return the source chain of each mention that has one, as it was found; equal layers are one."""
    same: dict[tuple[object, ...], tuple[ToldLayer, ...]] = {}
    found: dict[str, tuple[ToldLayer, ...]] = {}
    query = (
        "SELECT mention, role, name, entity, description, anonymous, source_type FROM layers "
        "ORDER BY mention, position"
    )
    for part in plainly(book, query):
        for mention, *values in part:
            key = tuple(values)
            alone = same.get(key)
            if alone is None:
                role, name, entity, description, anonymous, kind = values
                alone = same[key] = (ToldLayer(role, name, entity, description, bool(anonymous), kind),)
            before = found.get(mention)
            found[mention] = alone if before is None else before + alone
    return found


def speaker(mention: ClaimMention | Told) -> str:
    """Return the innermost speaker of a mention, "" for the outlet's own words."""
    layers = (layer.known_as for layer in mention.chain if layer.role != "addressee")
    return next(layers, "")


def told(book: Casebook, condition: str = "", values: Sequence[object] = ()) -> Iterator[tuple[str, Told]]:
    """Yield claims' ids, each with one of its mentions, in the order of claims and the mentions in them.

    Args:
        book: the casebook.
        condition: of the query, over ``claims``, ``claim_mentions`` and ``mentions``. A decision may have
            amended a mention, so that its columns hold what it was: those are chosen besides.
        values: what its marks stand for.
    """
    return _told(book, Told, condition, values)


def told_in_full(
    book: Casebook, condition: str, values: Sequence[object]
) -> Iterator[tuple[str, ClaimMention]]:
    """Yield the same with the whole mentions."""
    return _told(book, ClaimMention, condition, values)


def _told(book: Casebook, kind: type[T], condition: str, values: Sequence[object]) -> Iterator[tuple[str, T]]:
    decoder = msgspec.json.Decoder(kind)
    query = f"{_TOLD} ORDER BY {_TOLD_ORDER}"
    if condition:
        # In two parts, each by an index: with one OR, every mention is looked at.
        amended = f"mentions.amended IS NOT NULL AND ({condition}) IS NOT TRUE"
        query = f"{_TOLD} WHERE {condition} UNION ALL {_TOLD} WHERE {amended} ORDER BY {_TOLD_ORDER}"
        values = (*values, *values)
    return selected(book, query, lambda row: (row["claim"], decoder.decode(row["record"])), values)


def mentions(book: Casebook, ids: Iterable[str]) -> dict[str, tuple[str, ClaimMention]]:
    """Return claim mentions by id, each with its claim's id."""
    decoder = msgspec.json.Decoder(ClaimMention)
    query = f"SELECT claim, {_RECORD} FROM {_IN_CLAIMS} WHERE mentions.id IN ({{}})"
    found = of_each(book, query, lambda row: (row["claim"], decoder.decode(row["record"])), ids)
    return {mention.id: (claim, mention) for claim, mention in found}


def claim_of(book: Casebook, ids: Iterable[str]) -> dict[str, str]:
    """Return the claim of each of some mentions that has one."""
    query = "SELECT mention, claim FROM claim_mentions WHERE mention IN ({})"
    return dict(of_each(book, query, lambda row: (row["mention"], row["claim"]), ids))


def claims_in(book: Casebook, report: str) -> set[str]:
    """Return the claims with a mention in a report."""
    query = f"SELECT DISTINCT claim FROM {_IN_CLAIMS} WHERE mentions.report = ?"
    return set(selected(book, query, lambda row: str(row["claim"]), (report,)))


def variants_of(book: Casebook) -> dict[str, int]:
    """Return how many variants each claim has that has any."""
    query = "SELECT claim, count(*) AS found FROM variants GROUP BY claim"
    return dict(selected(book, query, lambda row: (row["claim"], row["found"])))


def told_as_done(book: Casebook) -> dict[str, list[str]]:
    """Return for each claim the mentions that tell as done what others plan."""
    query = "SELECT claim, to_mention FROM variants WHERE type = 'planned_to_done' ORDER BY claim, position"
    found: dict[str, list[str]] = {}
    for claim, mention in selected(book, query, lambda row: (row["claim"], row["to_mention"])):
        found.setdefault(claim, []).append(mention)
    return found


def edges(book: Casebook, claim: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield claim, child and kind of the derivations, of one claim or of all, in their order."""
    decoder = msgspec.json.Decoder(Derived)
    query = "SELECT id, record FROM claims {}ORDER BY id"
    found = selected(
        book,
        query.format("WHERE id = ? " if claim else ""),
        lambda row: (row["id"], decoder.decode(row["record"]).edges),
        (claim,) if claim else (),
    )
    return ((id_, edge.child, edge.kind) for id_, edges_ in found for edge in edges_)


def sides_quoted(book: Casebook) -> Iterator[tuple[str, str, str]]:
    """Yield claim, report and side for each mention that an origin of a side has in its claim."""
    query = (
        "SELECT origins.claim AS claim, mentions.report AS report, origins.side AS side FROM origins "
        "JOIN origin_mentions ON origin_mentions.origin = origins.id "
        "JOIN claim_mentions ON claim_mentions.mention = origin_mentions.mention "
        "AND claim_mentions.claim = origins.claim "
        "JOIN mentions ON mentions.id = origin_mentions.mention WHERE origins.side <> ''"
    )
    return selected(book, query, lambda row: (row["claim"], row["report"], row["side"]))


def copies(book: Casebook, *, ordered: bool = True) -> Iterator[CopyLine]:
    """Yield the copies in the order of their ids, or as they stand in the file, which takes half as long."""
    query = "SELECT id, source, target, direction, covered_target FROM copies"
    if ordered:
        query += " ORDER BY id"
    return (CopyLine._make(row) for part in plainly(book, query) for row in part)


def copies_in_full(book: Casebook, ids: Iterable[str]) -> dict[str, Copy]:
    """Return copies by id."""
    decoder = msgspec.json.Decoder(Copy)
    query = "SELECT record FROM copies WHERE id IN ({})"
    found = of_each(book, query, lambda row: decoder.decode(row["record"]), ids)
    return {copy.id: copy for copy in found}


def links_at_once(book: Casebook) -> Iterator[list[LinkRow]]:
    """Yield the links of all claims and events, many at a time: a cluster, its two ends, kind and score."""
    for table in ("claims", "events"):
        query = f"SELECT id, {_LINKS} FROM {table} ORDER BY id"
        found = selected(book, query, lambda row: (row["id"], links_of(row["record"], row["links"])))
        while some := list(islice(found, AT_ONCE)):
            if part := [
                (id_, link.a, link.b, link.kind, link.score) for id_, links in some for link in links
            ]:
                yield part


def reason_of(book: Casebook, link: LinkLine) -> str:
    """Return why a link was made."""
    query = f"SELECT {_LINKS} FROM claims WHERE id = ? UNION ALL SELECT {_LINKS} FROM events WHERE id = ?"
    reasons = (
        one.reason
        for links in selected(
            book, query, lambda row: links_of(row["record"], row["links"]), (link.cluster,) * 2
        )
        for one in links
        if (one.a, one.b, one.kind, one.score) == (link.a, link.b, link.kind, link.score)
    )
    return next(reasons, "")


def event_ids(book: Casebook) -> dict[str, bool]:
    """Return the events by date, those without one last, and whether each has a place on the map."""
    query = f"SELECT id, lat IS NOT NULL AS located FROM events ORDER BY {_EVENT_ORDER}"
    return dict(selected(book, query, lambda row: (row["id"], bool(row["located"]))))


def events(book: Casebook) -> Iterator[EventLine]:
    """Yield the events with what lists need of their mentions, in the order of `event_ids`."""
    line, mention = msgspec.json.Decoder(EventLine), msgspec.json.Decoder(EventTold)
    query = (
        "SELECT event, record FROM event_members JOIN event_mentions ON event_mentions.id = mention "
        "ORDER BY event, event_members.position"
    )
    members: dict[str, list[EventTold]] = {}
    for event, one in selected(book, query, lambda row: (row["event"], mention.decode(row["record"]))):
        members.setdefault(event, []).append(one)
    query = f"SELECT record FROM events ORDER BY {_EVENT_ORDER}"
    for event in selected(book, query, lambda row: line.decode(row["record"])):
        yield msgspec.structs.replace(event, mentions=tuple(members.get(event.id, ())))


def claim_members(book: Casebook) -> Iterator[tuple[str, str, str, str]]:
    """Yield claim, mention, its report and its words, for each mention of a claim, as `event_members` does.

    Both tables are read from end to end, as for `mention_lines`.
    """
    decoder = msgspec.json.Decoder(Said)
    known: dict[str, tuple[str, str]] = {}
    for part in plainly(book, f"SELECT id, {_RECORD} FROM mentions"):
        for id_, record in part:
            one = decoder.decode(record)
            known[id_] = (one.report, one.content.text)
    for part in plainly(book, "SELECT claim, mention FROM claim_mentions"):
        for claim, mention in part:
            if mention in known:
                yield claim, mention, *known[mention]


def event_members(book: Casebook) -> Iterator[tuple[str, str, str, str]]:
    """Yield event, mention, its report and its words, for each mention of an event."""
    decoder = msgspec.json.Decoder(Extended)
    known: dict[str, tuple[str, str]] = {}
    for part in plainly(book, "SELECT id, report, record FROM event_mentions"):
        for id_, report, record in part:
            known[id_] = (report, decoder.decode(record).extent.text)
    query = (
        "SELECT event, mention FROM event_members JOIN events ON events.id = event "
        f"ORDER BY {_EVENT_ORDER}, event_members.position"
    )
    for part in plainly(book, query):
        for event, mention in part:
            if mention in known:
                yield event, mention, *known[mention]


def event_of(book: Casebook, ids: Iterable[str]) -> dict[str, str]:
    """Return the event of each of some event mentions that has one."""
    query = (
        "SELECT mention, event FROM event_members JOIN events ON events.id = event "
        f"WHERE mention IN ({{}}) ORDER BY {_EVENT_ORDER}"
    )
    return dict(of_each(book, query, lambda row: (row["mention"], row["event"]), ids))


def event_mentions(book: Casebook, ids: Iterable[str]) -> dict[str, EventMention]:
    """Return event mentions by id."""
    decoder = msgspec.json.Decoder(EventMention)
    query = "SELECT record FROM event_mentions WHERE id IN ({})"
    found = of_each(book, query, lambda row: decoder.decode(row["record"]), ids)
    return {mention.id: mention for mention in found}


def events_on(book: Casebook, claim: str) -> tuple[str, ...]:
    """Return the events that rest on a claim, in the order of `event_ids`."""
    query = (
        "SELECT id FROM events WHERE id IN (SELECT event FROM event_claims WHERE claim = ? UNION "
        "SELECT event FROM claim_mentions "
        "JOIN event_mentions ON event_mentions.claim = claim_mentions.mention "
        "JOIN event_members ON event_members.mention = event_mentions.id WHERE claim_mentions.claim = ?) "
        f"ORDER BY {_EVENT_ORDER}"
    )
    return tuple(selected(book, query, lambda row: str(row["id"]), (claim, claim)))


def event_kinds(book: Casebook, ids: Iterable[str]) -> dict[str, str]:
    """Return what each of some events is: its sub-type, or PLOVER's type."""
    query = "SELECT id, iif(sub_type <> '', sub_type, plover) AS kind FROM events WHERE id IN ({})"
    return dict(of_each(book, query, lambda row: (row["id"], row["kind"]), ids))


def event_names(book: Casebook) -> Iterator[tuple[str, str | None, tuple[str, ...]]]:
    """Yield id and date of each event, and what names it: kind, actor, target and place."""
    query = (
        "SELECT id, start, iif(sub_type <> '', sub_type, plover), actor, target, coalesce(place, '') "
        f"FROM events ORDER BY {_EVENT_ORDER}"
    )
    return selected(book, query, lambda row: (row[0], row[1], tuple(row[2:])))


def count(book: Casebook, table: str) -> int:
    """Return how many rows a table has."""
    return next(selected(book, f"SELECT count(*) FROM {table}", lambda row: int(row[0])))
