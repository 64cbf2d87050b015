"""Who acts in politics in a Russian or Ukrainian sentence: countries, bodies, and who holds their offices."""

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from stemma.events.slavic.line import Line, plain
from stemma.morphology import dictionary_forms, nominative
from stemma.records import Actor, Report
from stemma.resources import load_toml

_OFFICE_REACH = 7  # words between an office and its country: "the minister for foreign affairs of …"
_NAME_REACH = 3
_HEAD_REACH = 3  # words between a country's adjective and its noun
# Under this key stands the side of the last act: "the government" without a country is its.
LAST = ""
# Under this key stands the side at whose place the sentence before was set: "there" is with it.
THERE = "там"
_TITLES = frozenset({"республика", "республіка", "королевство", "королівство", "держава", "государство"})
_NOUNS = ("NOUN", "PROPN", "X")


class Seat(Struct, frozen=True):
    """What a word says of a side: its name and country."""

    side: str
    country: str


class Stand(Struct, frozen=True):
    """A side at its place in a sentence: words ``first`` to ``last``, of which ``head`` bears the case.

    ``thing`` says that only an adjective names the side ("Russian companies"); ``before`` is the preposition.
    """

    first: int
    last: int
    head: int
    seat: Seat
    case: str
    before: str
    person: str = ""
    thing: bool = False


@cache
def _words(table: str, name: str = "words") -> frozenset[str]:
    """Return a list of words of the lexicon of sides."""
    return frozenset(load_toml("events", "slavic/politics.toml")[table][name])


@cache
def _names(form: str) -> Mapping[str, Seat]:
    table = load_toml("events", "slavic/politics.toml")
    countries = load_toml("events", "countries.toml")
    found = {
        word: Seat(countries[code]["names"][0], code)
        for code, row in table["country"].items()
        for word in row[form]
    }
    if form == "nouns":
        found.update({word: Seat(side, "") for side, row in table["body"].items() for word in row["nouns"]})
    return found


def stands_of(line: Line, holders: dict[str, Seat], language: str) -> list[Stand]:
    """Return the sides that a sentence names, in order; ``holders`` keeps who holds an office for later."""
    found: list[Stand] = []
    at = 0
    while at < len(line.words):
        stand = _office(line, at) or _adjective(line, at) or _bare(line, at)
        stand = stand or _held(line, at, holders) or _same(line, at, holders)
        if stand is None:
            at += 1
            continue
        if not stand.thing:
            stand = _with_person(line, stand, language)
        if stand.person:
            holders[_surname(line, stand)] = stand.seat
        found.append(stand)
        at = stand.last + 1
    return found


def _surname(line: Line, stand: Stand) -> str:
    return line.tokens[stand.last].lemma.lower()


def _seat(line: Line, at: int) -> Seat | None:
    """Return the side that a noun names: a country, a body, or its seat; they are written with a capital."""
    token, word = line.tokens[at], line.words[at]
    small = not word.keys.isdisjoint(_words("small"))
    if not (token.text[:1].isupper() or small) or word.pos not in _NOUNS:
        return None
    # "Астану" may be of two words, of which the tagger takes the one that no city is.
    forms = dictionary_forms(token.text, "ru" if "=" in token.tag else "uk") if word.pos == "PROPN" else ()
    keys = [*sorted(word.keys), *map(plain, forms)]
    for form in ("nouns", "seats"):
        table = _names(form)
        found = next((table[key] for key in keys if key in table), None)
        if found is not None:
            return found
    return None


def _by_adjective(line: Line, at: int) -> Seat | None:
    if line.words[at].pos != "ADJ":
        return None
    table = _names("adjectives")
    return next((table[key] for key in sorted(line.words[at].keys) if key in table), None)


def _office(line: Line, at: int) -> Stand | None:
    """Return an office with the country after it: "the head of the ministry of …"."""
    if line.words[at].keys.isdisjoint(_words("offices")) or line.words[at].pos not in _NOUNS:
        return None
    for after in range(at + 1, min(at + _OFFICE_REACH, len(line.words))):
        word = line.words[after]
        if word.pos == "ADP" and line.any_of(range(after + 1, after + 2), _words("offices", "matters")):
            continue  # "the chargé d'affaires of …", "the minister for affairs of …"
        body = _bare(line, after)
        seat = body.seat if body is not None else _by_adjective(line, after)
        titled = not line.words[after - 1].keys.isdisjoint(_TITLES)  # "of the Republic of Uzbekistan"
        if seat is not None and (word.case in ("gen", "") or titled or line.tokens[after].text.isupper()):
            group = None if body is not None else _movement(line, after)
            if group is not None:
                return _stand(line, at, group.last, at, group.seat)
            last = body.last if body is not None else min(after + 1, len(line.words) - 1)
            return _stand(line, at, last, at, seat)
        if word.pos not in ("NOUN", "ADJ", "X", "PROPN") or word.finite:
            return None
    return None


def _movement(line: Line, adjective: int) -> Stand | None:
    """Return the body that an adjective and a noun for a movement stand before: "the X movement Y"."""
    noun = adjective + 1
    if noun + 1 < len(line.words) and line.has(noun, _words("offices", "movements")):
        named = _bare(line, noun + 1)
        return named if named is not None and not named.seat.country else None
    return None


def _adjective(line: Line, at: int) -> Stand | None:
    """Return what a country's adjective stands before: its office, or a thing or people of it."""
    seat = _by_adjective(line, at)
    if seat is None:
        return None
    group = _movement(line, at)
    if group is not None:
        return _stand(line, at, group.last, at + 1, group.seat)
    for head in range(at + 1, min(at + 1 + _HEAD_REACH, len(line.words))):
        if line.words[head].pos in _NOUNS:
            office = not line.words[head].keys.isdisjoint(_words("offices"))
            return _stand(line, at, head, head, seat, thing=not office)
        if line.words[head].pos != "ADJ":
            return None
    return None


@cache
def _pairs() -> tuple[tuple[str, str, Seat], ...]:
    table, countries = load_toml("events", "slavic/politics.toml"), load_toml("events", "countries.toml")
    bodies = [(Seat(side, ""), row) for side, row in table["body"].items()]
    states = [(Seat(countries[code]["names"][0], code), row) for code, row in table["country"].items()]
    return tuple(
        (first, second, seat) for seat, row in (*bodies, *states) for first, second in row.get("pairs", ())
    )


def _bare(line: Line, at: int) -> Stand | None:
    """Return a country, or a body by its name of one word or two."""
    if at + 1 < len(line.words) and line.tokens[at].text[:1].isupper():
        for first, second, seat in _pairs():
            if first in line.words[at].keys and second in line.words[at + 1].keys:
                return _stand(line, at, at + 1, at + 1, seat)
    single = _seat(line, at)
    return None if single is None else _stand(line, at, at, at, single)


def _same(line: Line, at: int, holders: Mapping[str, Seat]) -> Stand | None:
    """Return a government told without its country, after an act of that country."""
    whole = not line.words[at].keys.isdisjoint(_words("governments")) and line.words[at].pos in _NOUNS
    last = holders.get(LAST)
    return _stand(line, at, at, at, last) if whole and last is not None and last.country else None


def _held(line: Line, at: int, holders: Mapping[str, Seat]) -> Stand | None:
    """Return who was told before to hold an office, by the surname."""
    token = line.tokens[at]
    if not token.text[:1].isupper() or token.lemma.lower() not in holders:
        return None
    return _stand(line, at, at, at, holders[token.lemma.lower()])


def _stand(line: Line, first: int, last: int, head: int, seat: Seat, *, thing: bool = False) -> Stand:
    begun = first
    while begun and line.words[begun - 1].pos in ("ADJ", "DET", "NUM"):
        begun -= 1
    before = line.words[begun - 1] if begun else None
    preposition = before.text if before is not None and before.pos == "ADP" else ""
    if before is not None and not before.keys.isdisjoint({"отношение", "отношении", "адрес"}):
        preposition = "против"
    if not preposition and before is not None and not before.keys.isdisjoint({"щодо", "стосовно"}):
        preposition = "щодо"
    case = line.words[head].case
    if line.tokens[head].text.isupper():
        # An abbreviation is the same in every case: after a noun it is a genitive, else it may be a subject.
        case = "gen" if before is not None and before.pos in _NOUNS else ""
    return Stand(first, last, head, seat, case, preposition, thing=thing)


def _with_person(line: Line, stand: Stand, language: str) -> Stand:
    """Return a stand with the name after its office."""
    last = stand.last
    while last + 1 < len(line.tokens) and last - stand.last < _NAME_REACH and _in_name(line, last + 1, stand):
        last += 1
    if last == stand.last:
        return stand
    tokens = line.tokens[stand.last + 1 : last + 1]
    name = " ".join(nominative(token.text, token.tag, language) for token in tokens)
    return Stand(stand.first, last, stand.head, stand.seat, stand.case, stand.before, name)


def _in_name(line: Line, at: int, stand: Stand) -> bool:
    """Say whether a word is of the name behind an office: no dictionary has all first names."""
    token, word = line.tokens[at], line.words[at]
    office = stand.head != stand.last and word.name and word.pos in (*_NOUNS, "ADJ")
    return token.entity == "PERSON" or (office and token.text[1:2].islower() and _seat(line, at) is None)


@cache
def _armed() -> frozenset[str]:
    bodies = load_toml("events", "slavic/politics.toml")["body"]
    return frozenset(side for side, row in bodies.items() if row.get("armed"))


def actor_of(report: Report, line: Line, stand: Stand) -> Actor:
    """Return a side as an event's actor."""
    span = line.span(range(stand.first, stand.last + 1))
    seat = stand.seat
    kind = "government" if seat.country else "armed_group" if seat.side in _armed() else "international"
    name = report.text[span.start : span.end]
    return Actor(name, span, stand.person or seat.side, kind, seat.side, seat.country)
