"""Capitals that a report names by their country only: "the Ruritanian capital", "Ruritania's capital"."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from msgspec import Struct

from stemma.places.gazetteer import Entry, Gazetteer
from stemma.places.lexicon import lexicon
from stemma.places.nearby import is_struck, is_taken
from stemma.places.relations import Relation, relation_of
from stemma.records import ParsedReport, Place, PlaceCandidate, Report, Sentence, Span, Token

# Adjectives between a country and "capital" ("Ruritania's besieged capital").
_LONGEST = 5
_POSSESSIVE = frozenset({"'s", "\u2019s", "'", "\u2019"})
# How sure the town is when an adjective or a name beside the word says the country, and when only the report.
_SAID, _OF_REPORT = 0.85, 0.4
# A report is on one country when it gives so many of the country names and adjectives, and so large a share.
_LEAST_NAMED, _LEAST_SHARE = 2, 0.75
_OVER = frozenset({"over", "to", "on", "at", "towards"})
_KEPT = frozenset({"city", "region"})
# Countries of which outlets name different capitals.
_CONTESTED = frozenset({"IL", "PS", "EH"})
_START = attrgetter("span.start")


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
    found = []
    for sentence in parsed.sentences:
        for at, token in enumerate(sentence.tokens):
            if token.text != "capital" or token.pos != "NOUN" or not _is_town(sentence.tokens, at):
                continue
            if place := _capital(report, parsed, gazetteer, places, _word(sentence, at)):
                found.append(place)
    return found


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


def _capital(
    report: Report, parsed: ParsedReport, gazetteer: Gazetteer, places: Sequence[Place], word: _Word
) -> Place | None:
    if _is_named(word, places):
        return None
    told = _told_country(word, places)
    country = told[0] if told else _report_country(word, parsed, places)
    entry = gazetteer.capital(country) if country and country not in _CONTESTED else None
    if entry is None:
        return None
    rule, score = (told[1], _SAID) if told else ("capital:report", _OF_REPORT)
    return _placed(report, word, entry, rule, score)


def _placed(report: Report, word: _Word, entry: Entry, rule: str, score: float) -> Place:
    token = word.sentence.tokens[word.at]
    before = report.text[word.sentence.start : word.sentence.tokens[word.first].start]
    where = relation_of(before, entry.lat, entry.lon, entry.radius_km)
    own = Relation("", entry.lat, entry.lon, entry.radius_km)
    circle = where or own
    return Place(
        token.text, Span(token.start, token.end), canonical=entry.name, lat=circle.lat, lon=circle.lon,
        geonames_id=entry.geonames_id, country=entry.country, kind="capital",
        precision="settlement" if circle.radius_km == own.radius_km else "area",
        radius_km=circle.radius_km, relation=circle.words, rule=rule, score=score,
        alternatives=tuple[PlaceCandidate, ...](()),
    )  # fmt: skip


def _is_named(word: _Word, places: Sequence[Place]) -> bool:
    """Tell whether the capital's name stands beside the word ("the capital X", "X, the capital")."""
    tokens = word.sentence.tokens
    start, end = tokens[word.first].start, tokens[word.at].end
    near = tokens[word.at + 1 : word.at + 4]
    ahead = {token.start for token in near} if _goes_on(near) else set()
    behind = tokens[word.first - 1].text in {",", "(", "-", "\u2014"} if word.first else False
    for place in places:
        if place.span.start in ahead and place.precision != "country":
            return True
        if behind and place.span.end <= start and start - place.span.end <= 3:  # noqa: PLR2004 - ", "
            return True
        if place.span.start > end + 40:
            break
    return False


def _goes_on(near: Sequence[Token]) -> bool:
    """Tell whether a name may stand in apposition behind: right there, or after a comma."""
    return bool(near) and (near[0].text[:1].isupper() or near[0].text in {",", "(", "city", "of"})


def _told_country(word: _Word, places: Sequence[Place]) -> tuple[str, str] | None:
    """Return the country that the words around tell, and the rule: an adjective, an owner, "of" or none."""
    tokens, demonyms = word.sentence.tokens, lexicon().demonyms
    for at in range(word.at - 1, max(-1, word.at - 1 - _LONGEST), -1):
        if iso := demonyms.get(tokens[at].text.lower()):
            return iso, "capital:adjective"
        if tokens[at].text in _POSSESSIVE:
            return _ending_at(places, tokens[at].start, "capital:owner")
        if tokens[at].pos not in {"ADJ", "VERB", "NOUN", "PUNCT"}:
            break
    after = tokens[word.at + 1 : word.at + 4]
    skipped = [token for token in after if token.text != "city"]
    if skipped and skipped[0].text == "of":
        names = [token for token in skipped[1:] if token.text != "the"]
        inside = next((p for p in places if names and p.span.start == names[0].start), None)
        return (inside.country or "", "capital:of") if inside and inside.precision == "country" else ("", "")
    return None


def _ending_at(places: Sequence[Place], end: int, rule: str) -> tuple[str, str]:
    owner = next((p for p in places if p.span.end == end), None)
    whose = owner is not None and owner.precision == "country"
    return (owner.country or "", rule) if owner is not None and whose else ("", "")


def _is_scene(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the words around say that something is in "the capital": it is no money then."""
    head = tokens[tokens[at].head]
    located = head.pos == "ADP" and (head.text.lower() in lexicon().strong_locatives or head.text in _OVER)
    return located or is_taken(tokens, at) or is_struck(tokens, at - 1)


def _report_country(word: _Word, parsed: ParsedReport, places: Sequence[Place]) -> str:
    """Return the country that a report is plainly on, "" where it names several, or a region just before."""
    tokens = word.sentence.tokens
    if word.at == 0 or tokens[word.at - 1].text.lower() != "the" or not _is_scene(tokens, word.at):
        return ""
    before = places[: bisect_left(places, tokens[word.at].start, key=_START)]
    if before and before[-1].precision in {"region", "district"}:
        return ""
    named: dict[str, int] = {}
    for place in places:
        if place.country and place.lat is not None:
            named[place.country] = named.get(place.country, 0) + 1
    for sentence in parsed.sentences:
        for token in sentence.tokens:
            if token.entity == "NORP" and (iso := lexicon().demonyms.get(token.text.lower())):
                named[iso] = named.get(iso, 0) + 1
    most = max(named, key=lambda iso: (named[iso], iso), default="")
    if not most or named[most] < _LEAST_NAMED or named[most] < _LEAST_SHARE * sum(named.values()):
        return ""
    return most
