"""The names of a report: those of its sentences, its sources and the sides of its events, put together."""

from collections.abc import Iterator, Sequence

from stemma.names.normal import fold, nation_of
from stemma.naming.candidates import Candidate, Found, names_of
from stemma.naming.lists import Lists
from stemma.naming.meant import tell_who_is_meant
from stemma.naming.sayings import add_sides, add_sources
from stemma.naming.spots import ROLES, Spot, Spots
from stemma.parses import kind_of
from stemma.records import (
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
_STATES = frozenset({"country", "capital", "building"})
_PLACED = 0.8  # score of a surname or an acronym that was told in full before

Tellings = list[tuple[Sentence, Found]]


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
    tellings = [(one, names_of(one, lists)) for one in parsed.sentences if kind_of(report, one) not in _ASIDE]
    where = Spots(Spot(one.span.start, one.span.end, one.name, "unknown", "", 0) for one in places
                  if one.kind != "metonym")  # fmt: skip
    spots = Spots(_of_sentences(report, tellings, where))
    for place in [place for place in places if place.kind == "metonym"]:
        spots.add(Spot(place.span.start, place.span.end, place.name, "government", "metonym", place.score))
    add_sources(report, mentions, spots, lists)
    add_sides(report, events, spots)
    spots.keep(_borne_out(spots.all))
    shorts = _acronyms(report, tellings)
    tell_who_is_meant(spots, shorts)
    _told_again(tellings, spots, where, shorts)
    return tuple([
        Name(report.id, one.text, Span(one.start, one.end), one.entity, one.kind,
             ROLES[one.roles], one.rule, round(one.score, 3))
        for one in spots.all
    ])  # fmt: skip


def _of_sentences(report: Report, tellings: Tellings, where: Spots) -> Iterator[Spot]:
    """Yield the names of sentences but for those that are places."""
    towns = frozenset([one.text for one in where.all])
    for sentence, found in tellings:
        doubtful = found.heading or kind_of(report, sentence) == "headline"
        for one in found.names:
            start, end = sentence.tokens[one.first].start, sentence.tokens[one.end - 1].end
            over = where.touching(start, end)
            name = report.text[start:end]
            if any(_is_place(one, start, end, each) for each in over):
                continue
            if one.rule == "recogniser" and (name in towns or _only_places(name, towns)):
                continue
            doubt = doubtful and one.rule not in _SURE
            yield Spot(start, end, name, one.kind, one.rule, one.score, doubt)


def _is_place(one: Candidate, start: int, end: int, place: Spot) -> bool:
    """Say whether a name is a place's, or runs into one, so that nobody can tell where it ends."""
    if one.rule in _SURE:
        return False
    inside = place.start <= start and end <= place.end
    return inside or (one.rule == "recogniser" and (place.start < start or end < place.end))


def _only_places(name: str, towns: frozenset[str]) -> bool:
    """Say whether a name is only places and nations, as where commas were lost: "Tarsa Orlan"."""
    left = [word for word in name.split() if word not in towns]
    return all(nation_of(word) or nation_of(word.removesuffix("s")) for word in left)


def _borne_out(spots: list[Spot]) -> list[Spot]:
    """Return the names without those that only a heading's capitals make, unless the text has them too."""
    if not any(one.doubtful for one in spots):
        return spots
    told = {fold(one.text) for one in spots if not one.doubtful}
    words = {word for name in told for word in name.split()}
    return [one for one in spots if not one.doubtful or fold(one.text) in told
            or (one.kind == "person" and fold(one.text) in words)]  # fmt: skip


def _acronyms(report: Report, tellings: Tellings) -> dict[str, str]:
    """Return the acronyms that the report gives in brackets, each with the name before it."""
    found: dict[str, str] = {}
    for sentence, names in tellings:
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
        if one.kind == "person" and " " in one.entity and not nation_of(one.entity.rpartition(" ")[2]):
            again.setdefault(one.entity.rpartition(" ")[2], one)
        elif one.text in shorts:
            again.setdefault(one.text, one)
    for sentence, found in tellings if again else ():
        for at in found.loose:
            token = sentence.tokens[at]
            known = again.get(token.text)
            if known is None or where.touching(token.start, token.end):
                continue
            rule = "surname" if known.kind == "person" else "acronym"
            spots.add(
                Spot(token.start, token.end, token.text, known.kind, rule, _PLACED, entity=known.entity)
            )
