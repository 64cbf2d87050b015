"""Capitals that a report names by their country only: "the Ruritanian capital", "Ruritania's capital"."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from stemma.places.gazetteer import Entry, Gazetteer
from stemma.places.lexicon import lexicon
from stemma.places.nearby import OWNING, is_struck, is_taken
from stemma.places.relations import Relation, relation_of
from stemma.records import ParsedReport, Place, Report, Sentence, Span, Token

# Adjectives between a country and "capital" ("Ruritania's besieged capital").
_LONGEST = 5
# How sure the town is when an adjective or a name beside the word says the country, and when only the report.
_SAID, _OF_REPORT = 0.85, 0.4
# A report is on one country when it gives so many of the country names and adjectives, and so large a share.
_LEAST_NAMED, _LEAST_SHARE = 2, 0.75
_OVER = frozenset({"over", "to", "on", "at", "towards"})
_KEPT = frozenset({"city", "region"})
# Countries of which outlets name different capitals.
_CONTESTED = frozenset({"IL", "PS", "EH"})
# Characters between a name and the word beside it, at most (", ").
_BESIDE = 3


class _Word(Struct, frozen=True):
    """The word "capital" in a sentence: its token, and that of the first word of its noun phrase."""

    sentence: Sentence
    at: int
    first: int


def find_capitals(
    report: Report, parsed: ParsedReport, gazetteer: Gazetteer, places: Sequence[Place]
) -> list[Place]:
    """Return the capitals that the report names only by their countries.

    "The capital" alone is the one of the country that the report is on, if it is plainly on one and
    names no region since. A capital whose name stands beside the word is a place already.

    Args:
        report: the report.
        parsed: its sentences.
        gazetteer: where the capitals are looked up.
        places: the places found by name, in reading order.
    """
    told = _Told(report, parsed, places)
    found = []
    for sentence in parsed.sentences:
        for at, token in enumerate(sentence.tokens):
            if token.text != "capital" or token.pos != "NOUN" or not _is_town(sentence.tokens, at):
                continue
            if place := _capital(told, gazetteer, _word(sentence, at)):
                found.append(place)
    return found


class _Told:
    """What a report tells by name: its places in order of where they begin, and the country that it is on."""

    def __init__(self, report: Report, parsed: ParsedReport, places: Sequence[Place]) -> None:
        self.text = report.text
        self._sentences = parsed.sentences
        self._places = places
        self._starts = [place.span.start for place in places]
        # The first of several with one beginning or end.
        self._by_start = {place.span.start: place for place in reversed(places)}
        self._by_end = {place.span.end: place for place in reversed(places)}

    def last_before(self, position: int) -> Place | None:
        """Return the last place that begins before a position."""
        index = bisect_left(self._starts, position)
        return self._places[index - 1] if index else None

    def country_at(self, start: int) -> str:
        """Return the country whose name begins at a position, "" for none."""
        return _country_of(self._by_start.get(start))

    def country_to(self, end: int) -> str:
        """Return the country whose name ends at a position, "" for none."""
        return _country_of(self._by_end.get(end))

    def ends_beside(self, start: int) -> bool:
        """Tell whether a place's name ends right before a position, or with a comma between."""
        return any(end in self._by_end for end in range(start - _BESIDE, start + 1))

    def town_at(self, start: int) -> bool:
        """Tell whether a place that is no country begins at a position."""
        index = bisect_left(self._starts, start)
        while index < len(self._starts) and self._starts[index] == start:
            if self._places[index].precision != "country":
                return True
            index += 1
        return False

    @cached_property
    def country(self) -> str:
        """The country that the report is plainly on, "" where it names several as much."""
        named: dict[str, int] = {}
        for place in self._places:
            if place.country and place.lat is not None:
                named[place.country] = named.get(place.country, 0) + 1
        demonyms = lexicon().demonyms
        for sentence in self._sentences:
            for token in sentence.tokens:
                if token.entity == "NORP" and (iso := demonyms.get(token.text.lower())):
                    named[iso] = named.get(iso, 0) + 1
        most = max(named, key=lambda iso: (named[iso], iso), default="")
        if not most or named[most] < _LEAST_NAMED or named[most] < _LEAST_SHARE * sum(named.values()):
            return ""
        return most


def _country_of(place: Place | None) -> str:
    return (place.country or "") if place is not None and place.precision == "country" else ""


def _word(sentence: Sentence, at: int) -> _Word:
    first = at
    tokens = sentence.tokens
    while first > 0 and at - first <= _LONGEST and tokens[first - 1].pos in {"ADJ", "DET", "VERB", "NOUN"}:
        first -= 1
        if tokens[first].pos == "DET":
            break
    return _Word(sentence, at, first)


def _is_town(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether "capital" is a country's chief town: no money, no crime, no chief town of a region."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if (
        after is not None
        and after.pos in {"NOUN", "PROPN"}
        and after.text not in _KEPT
        and after.text.islower()
    ):
        return False
    before = {token.text.lower() for token in tokens[max(0, at - _LONGEST) : at]}
    return not before & lexicon().regional and tokens[at].dep not in {"attr", "compound", "amod"}


def _capital(told: _Told, gazetteer: Gazetteer, word: _Word) -> Place | None:
    if _is_named(word, told):
        return None
    said = _told_country(word, told)
    country = said[0] if said else _report_country(word, told)
    entry = gazetteer.capital(country) if country and country not in _CONTESTED else None
    if entry is None:
        return None
    rule, score = (said[1], _SAID) if said else ("capital:report", _OF_REPORT)
    return _placed(told.text, word, entry, rule, score)


def _placed(text: str, word: _Word, entry: Entry, rule: str, score: float) -> Place:
    token = word.sentence.tokens[word.at]
    before = text[word.sentence.start : word.sentence.tokens[word.first].start]
    own = Relation("", entry.lat, entry.lon, entry.radius_km)
    circle = relation_of(before, entry.lat, entry.lon, entry.radius_km) or own
    return Place(
        token.text, Span(token.start, token.end), canonical=entry.name, lat=circle.lat, lon=circle.lon,
        geonames_id=entry.geonames_id, country=entry.country, kind="capital",
        precision="settlement" if circle.radius_km == own.radius_km else "area",
        radius_km=circle.radius_km, relation=circle.words, rule=rule, score=score,
    )  # fmt: skip


def _is_named(word: _Word, told: _Told) -> bool:
    """Tell whether the capital's name stands beside the word ("the capital X", "X, the capital")."""
    tokens = word.sentence.tokens
    near = tokens[word.at + 1 : word.at + 4]
    if _goes_on(near) and any(told.town_at(token.start) for token in near):
        return True
    parted = bool(word.first) and tokens[word.first - 1].text in {",", "(", "-", "\u2014"}
    return parted and told.ends_beside(tokens[word.first].start)


def _goes_on(near: Sequence[Token]) -> bool:
    """Tell whether a name may stand in apposition behind: right there, or after a comma."""
    return bool(near) and (near[0].text[:1].isupper() or near[0].text in {",", "(", "city", "of"})


def _told_country(word: _Word, told: _Told) -> tuple[str, str] | None:
    """Return the country that the words around tell, and the rule: an adjective, an owner, "of" or none."""
    tokens, demonyms = word.sentence.tokens, lexicon().demonyms
    for at in range(word.at - 1, max(-1, word.at - 1 - _LONGEST), -1):
        if iso := demonyms.get(tokens[at].text.lower()):
            return iso, "capital:adjective"
        if tokens[at].text in OWNING:
            return told.country_to(tokens[at].start), "capital:owner"
        if tokens[at].pos not in {"ADJ", "VERB", "NOUN", "PUNCT"}:
            break
    after = tokens[word.at + 1 : word.at + 4]
    skipped = [token for token in after if token.text != "city"]
    if skipped and skipped[0].text == "of":
        name = next((token for token in skipped[1:] if token.text != "the"), None)
        return (told.country_at(name.start) if name is not None else ""), "capital:of"
    return None


def _is_scene(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the words around say that something is in "the capital": it is no money then."""
    head = tokens[tokens[at].head]
    located = head.pos == "ADP" and (head.text.lower() in lexicon().strong_locatives or head.text in _OVER)
    return located or is_taken(tokens, at) or is_struck(tokens, at - 1)


def _report_country(word: _Word, told: _Told) -> str:
    """Return the country that a report is plainly on, "" where it names a region just before."""
    tokens = word.sentence.tokens
    if word.at == 0 or tokens[word.at - 1].text.lower() != "the" or not _is_scene(tokens, word.at):
        return ""
    before = told.last_before(tokens[word.at].start)
    return "" if before is not None and before.precision in {"region", "district"} else told.country
