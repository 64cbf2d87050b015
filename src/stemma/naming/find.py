"""The names of a report: those of its sentences, its sources and the sides of its events, put together."""

from collections.abc import Iterator, Sequence

from stemma.names.keys import national
from stemma.names.normal import fold
from stemma.naming.candidates import Found, names_of
from stemma.naming.lists import Lists
from stemma.naming.meant import tell_who_is_meant
from stemma.naming.sayings import add_sides, add_sources
from stemma.naming.spots import ROLES, Spot, Spots
from stemma.parses import facts_of_text, kind_of
from stemma.records import (
    BlockKind,
    ClaimMention,
    EventMention,
    Name,
    ParsedReport,
    Place,
    Report,
    Sentence,
    Span,
)

_ASIDE = frozenset({"credit", "republication"})  # lines that name who wrote or carried the report
_SURE = frozenset({"list", "state"})  # what holds where every word has a capital, too
_PLACED = 0.8  # score of a surname or an acronym that was told in full before

Tellings = list[tuple[Sentence, Found, BlockKind]]


def find_names(
    report: Report,
    parsed: ParsedReport,
    mentions: Sequence[ClaimMention],
    places: Sequence[Place],
    events: Sequence[EventMention],
    *,
    lists: Lists,
) -> tuple[Name, ...]:
    """Return the persons and bodies that a report names, in reading order.

    Names come from the recogniser, from the words of bodies, titles and groups, from the sources of claims
    and from the sides of events. A surname or an acronym told again is whoever was named in full. What is a
    place is no body, and where every word has a capital only what is named elsewhere too is a name.
    """
    facts, key = facts_of_text(report, parsed), ("named", lists)
    beside = (places, [one.chain for one in mentions], [(one.actor, one.target) for one in events])
    known: tuple[object, list[Spot]] | None = facts.get(key)
    if known is not None and known[0] == beside:
        found = known[1]
    else:
        found = _find(report, parsed, mentions, places, events, lists=lists)
        facts[key] = (beside, found)
    return tuple(
        [
            Name(
                report.id, one.text, Span(one.start, one.end), one.entity, one.kind, ROLES[one.roles],
                one.rule, one.score,
            )
            for one in found
        ]
    )  # fmt: skip


def _find(
    report: Report,
    parsed: ParsedReport,
    mentions: Sequence[ClaimMention],
    places: Sequence[Place],
    events: Sequence[EventMention],
    *,
    lists: Lists,
) -> list[Spot]:
    tellings = [
        (one, names_of(one, lists), kind)
        for one in parsed.sentences
        if (kind := kind_of(report, one)) not in _ASIDE
    ]
    where = Spots(
        [
            Spot(one.span.start, one.span.end, one.name, "unknown", "", 0)
            for one in places
            if one.kind != "metonym"
        ]
    )
    spots = Spots([*_of_sentences(report, tellings, where)])
    for place in [place for place in places if place.kind == "metonym"]:
        spots.add(Spot(place.span.start, place.span.end, place.name, "government", "metonym", place.score))
    add_sources(report, mentions, spots, lists)
    add_sides(report, events, spots)
    spots.keep(_borne_out(spots.all))
    shorts = _acronyms(report, tellings)
    tell_who_is_meant(spots, shorts)
    _told_again(tellings, spots, where, shorts)
    return spots.all


def _of_sentences(report: Report, tellings: Tellings, where: Spots) -> Iterator[Spot]:
    """Yield the names of sentences but for those that are places."""
    towns, text = frozenset([one.text for one in where.all]), report.text
    for sentence, found, kind in tellings:
        doubtful = found.heading or kind == "headline"
        for one in found.names:
            start, end = sentence.tokens[one.first].start, sentence.tokens[one.end - 1].end
            name, rule = text[start:end], one.rule
            if rule not in _SURE:
                if any([_is_place(rule, start, end, each) for each in where.touching(start, end)]):  # noqa: C419  quicker
                    continue
                if rule == "recogniser" and (name in towns or _only_places(name, towns)):
                    continue
            doubt = doubtful or (rule == "recogniser" and " " not in name and name.lower().startswith("al-"))
            yield Spot(start, end, name, one.kind, rule, one.score, doubt and rule not in _SURE)


def _is_place(rule: str, start: int, end: int, place: Spot) -> bool:
    """Say whether a name is a place's, or runs into one, so that nobody can tell where it ends."""
    inside = place.start <= start and end <= place.end
    return inside or (rule == "recogniser" and (place.start < start or end < place.end))


def _only_places(name: str, towns: frozenset[str]) -> bool:
    """Say whether a name is only places and nations, as where commas were lost: "Tarsa Orlan"."""
    left = [word for word in name.split() if word not in towns]
    return all(map(national, left))


def _borne_out(spots: list[Spot]) -> list[Spot]:
    """Return the names without those that only a heading's capitals make, unless the text has them too.

    A word with the Arabic article, alone, is a quarter's name as often as somebody's.
    """
    if not any(one.doubtful for one in spots):
        return spots
    told = {fold(one.text) for one in spots if not one.doubtful}
    words = {word for name in told for word in name.split()}
    return [one for one in spots if not one.doubtful or fold(one.text) in told
            or (one.kind == "person" and fold(one.text) in words)]  # fmt: skip


def _acronyms(report: Report, tellings: Tellings) -> dict[str, str]:
    """Return the acronyms that the report gives in brackets, each with the name before it."""
    found: dict[str, str] = {}
    for sentence, names, _ in tellings:
        for whole, short in names.acronyms:
            text = [
                report.text[sentence.tokens[one.first].start : sentence.tokens[one.end - 1].end]
                for one in (names.names[whole], names.names[short])
            ]
            found.setdefault(text[1], text[0])
    return found


def _told_again(tellings: Tellings, spots: Spots, where: Spots, shorts: dict[str, str]) -> None:
    """Add surnames and acronyms that stand alone where the parse does not take them for names."""
    again: dict[str, Spot] = {}
    for one in spots.all:
        if one.kind == "person" and " " in one.entity and not national(one.entity.rpartition(" ")[2]):
            again.setdefault(one.entity.rpartition(" ")[2], one)
        elif one.text in shorts:
            again.setdefault(one.text, one)
    for sentence, found, _ in tellings if again else ():
        for at in found.loose:
            token = sentence.tokens[at]
            known = again.get(token.text)
            if known is None or where.touching(token.start, token.end):
                continue
            rule = "surname" if known.kind == "person" else "acronym"
            spots.add(
                Spot(token.start, token.end, token.text, known.kind, rule, _PLACED, entity=known.entity)
            )
