"""What one sentence tells of several places: lists of towns under fire, and lines of a digest by region."""

# ruff: noqa: RUF001 (Cyrillic letters, dashes)

from collections.abc import Sequence
from math import inf

from stemma.events.slavic.lexicon import word_set
from stemma.events.slavic.line import Line
from stemma.globe import distance_km
from stemma.records import Place

_AND = frozenset({"и", "та", "і", "й", "також", "также", "а", ","})
_AFTER_HEAD = frozenset({":", "—", "–"})
_MARK = 2
# A list of more than so many others is one of villages, and lies together.
_LONG = 4
_AROUND_KM = 100.0
# The gazetteer gives a town of some tens of thousands this radius: no village is taken for it.
_TOWN_KM = 2.5


def listed_with(line: Line, place: Place, places: Sequence[Place]) -> list[Place]:
    """Return the other places of the list that a place stands in, in reading order.

    A list goes on over commas, "and" and nouns for a settlement; its places are of one kind, since "X, Y
    region" is one place told twice.
    """
    ordered = sorted(places, key=lambda one: one.span.start)
    if place not in ordered:
        return []
    middle = ordered.index(place)
    found: list[Place] = []
    for way in (ordered[middle + 1 :], ordered[:middle][::-1]):
        last = place
        for other in way:
            first, second = sorted((last, other), key=lambda one: one.span.start)
            if not _joined(line, first, second):
                break
            found.append(other)
            last = other
    names = {(place.canonical or place.name).lower()}
    kept = []
    for other in sorted(found, key=lambda one: one.span.start):
        name = (other.canonical or other.name).lower()
        if name not in names and other.precision == place.precision and other.lat is not None:
            kept.append(other)
        names.add(name)
    return _near_the_sure([place, *kept])[1:] if len(kept) >= _LONG else kept


def _near_the_sure(listed: list[Place]) -> list[Place]:
    """Leave out of a long list the villages that share their name with others, and lie far from the rest.

    The first is kept: it is where the event is told to be. Of 20 villages in two real lists, four had been
    put 110 to 300 km away from all others.
    """
    sure = [one for one in listed if not one.alternatives or (one.radius_km or 0.0) >= _TOWN_KM]
    return listed[:1] + [
        one for one in listed[1:] if one in sure or any(_km(one, other) <= _AROUND_KM for other in sure)
    ]


def _km(one: Place, other: Place) -> float:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return inf
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def spelled_out(line: Line, place: Place, places: Sequence[Place]) -> Place:
    """Return the first town that a dash or colon spells a region out by ("two towns of X: Y and Z")."""
    later = [one for one in places if one.span.start >= place.span.end and one.precision == "settlement"]
    if place.precision not in ("region", "district") or not later:
        return place
    first = min(later, key=lambda one: one.span.start)
    between = [
        at
        for at, token in enumerate(line.tokens)
        if token.start >= place.span.end and token.end <= first.span.start
    ]
    texts = [line.words[at].text for at in between]
    spells = texts[:1] and texts[0] in _AFTER_HEAD
    return first if spells and all(line.has(at, word_set("settled")) for at in between[1:]) else place


def _joined(line: Line, first: Place, second: Place) -> bool:
    between = [
        at
        for at, token in enumerate(line.tokens)
        if token.start >= first.span.end and token.end <= second.span.start
    ]
    # What stands in brackets behind a name ("X (the Y district), Z") is part of it.
    aside = {at for start, end in line.asides.items() for at in range(start, end + 1)}
    between = [at for at in between if at not in aside]
    linked = any(line.words[at].text in _AND for at in between)
    return linked and all(
        line.words[at].text in _AND or line.words[at].name or line.has(at, word_set("settled"))
        for at in between
    )


def heads(line: Line, places: Sequence[Place]) -> bool:
    """Say whether a sentence opens with the place that what follows is of ("Sumy region: …")."""
    if not places:
        return False
    first = min(places, key=lambda one: one.span.start)
    before = [token for token in line.tokens if token.end <= first.span.start]
    after = [
        word for word, token in zip(line.words, line.tokens, strict=True) if token.start >= first.span.end
    ]
    if len(before) > _MARK or any(token.text[:1].isalnum() for token in before):
        return False
    return not any(word.text[:1].isalnum() for word in after) or after[0].text in _AFTER_HEAD
