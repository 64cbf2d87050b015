"""Words that move or widen a place: "20 km north of X", "northern X", "the eastern bank of the X"."""

import re
from functools import cache, lru_cache

from msgspec import Struct

from stemma.globe import moved
from stemma.places.lexicon import lexicon

_KM = {
    "km": 1.0,
    "kilometre": 1.0,
    "kilometer": 1.0,
    "mile": 1.609,
    "mi": 1.609,
    "metre": 0.001,
    "meter": 0.001,
}
_NUMBERS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "a few": 5, "several": 10, "dozens of": 40, "hundreds of": 300,
}  # fmt: skip
# A stated distance is rounded by who states it: a fifth of it, and never less than 2 km.
_ROUNDING, _LEAST_KM = 0.2, 2.0
_BESIDE = (
    "near", "nearby", "outside", "close to", "around", "on the outskirts of", "outskirts of",
    "countryside of", "suburbs of", "off", "vicinity of", "approaches to",
)  # fmt: skip
_TAIL = 90  # characters before a name that are read
# What the last word of a relation can be: without one, no pattern is tried (four fifths of all names).
_LANDS = ("city", "town", "village", "capital", "region", "province", "center", "centre")
_LAST = (*_BESIDE, *_LANDS, "the", "of", "from", "outside", "off")
# "North of X" without a distance: within 30 km of the town, beyond its edge.
_BESIDE_KM = 30.0
# "Near", "outside", "on the outskirts of": within 10 km of the edge.
_NEAR_KM = 10.0


class Relation(Struct, frozen=True):
    """The words of a relation and the circle that it makes of a place's own."""

    words: str
    lat: float
    lon: float
    radius_km: float


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = lexicon()
    directions = "|".join(sorted(words.directions, key=len, reverse=True))
    parts = "|".join(sorted(words.parts, key=len, reverse=True))
    numbers = "|".join(sorted(_NUMBERS, key=len, reverse=True))
    ending = rf"(?:\s+the)?(?:\s+(?:{'|'.join(_LANDS)})(?:\s+of)?)?\s*$"
    distance = (
        rf"(?P<n>\d+(?:[.,]\d+)?|{numbers})[\s-]*(?P<unit>km|kilomet(?:er|re)s?|miles?|mi|met(?:er|re)s?)\b"
        rf"(?:\s*\([^)]*\))?(?:\s+(?:to\s+the\s+)?(?:further\s+|just\s+)?(?P<d>{directions}))?"
        rf"\s+(?:of|from|outside|away\s+from|off)"
    )
    beside = "|".join(_BESIDE)
    sides = r"part|parts|half|side|outskirts|suburbs?|edge|districts?|countryside"
    patterns = (
        distance,
        rf"\b(?P<within>in\s+the\s+)?(?P<d>{directions})\s+of",
        rf"\b(?P<d>{parts})\s+(?:{sides})\s+of",
        rf"\b(?:(?P<d>{parts}|left|right|west|east)\s+)?(?P<w>bank|shore|banks|side)\s+of",
        rf"\b(?P<w>{beside})",
    )
    return tuple(re.compile(pattern + ending, re.IGNORECASE) for pattern in patterns)


def relation_of(before: str, lat: float, lon: float, radius: float) -> Relation | None:
    """Return the relation that the words ``before`` a place's name put it in, or None.

    Args:
        before: the sentence up to the name.
        lat: the place's latitude.
        lon: its longitude.
        radius: its radius in km.
    """
    return _relation(before[-_TAIL:], lat, lon, radius)


@lru_cache(maxsize=16_384)  # sentences come again, in copies above all
def _relation(  # noqa: PLR0911 - one for each kind of relation
    tail: str, lat: float, lon: float, radius: float
) -> Relation | None:
    words = lexicon()
    said = tail.rstrip()
    if not said.casefold().endswith(_LAST):
        last = said.rpartition(" ")[2].lower()
        return _part(last, words.parts[last], lat, lon, radius) if last in words.parts else None
    distance, direction, part, bank, near = _patterns()
    if found := distance.search(tail):
        return _at_distance(found, lat, lon, radius)
    found = direction.search(tail)
    if found and found["within"]:
        return _part(found[0], words.directions[found["d"].lower()], lat, lon, radius)
    if found:
        step = radius + _BESIDE_KM / 2
        point = moved(lat, lon, words.directions[found["d"].lower()], step)
        return Relation(_clean(found[0]), *point, round(_BESIDE_KM + radius / 2, 1))
    if found := part.search(tail):
        return _part(found[0], words.parts[found["d"].lower()], lat, lon, radius)
    if found := bank.search(tail):
        return Relation(_clean(found[0]), lat, lon, radius)
    found = near.search(tail)
    # "The nearby town of X" is X itself.
    if found and not (found["w"].lower() == "nearby" and " of" in found[0].lower()):
        return Relation(_clean(found[0]), lat, lon, round(radius + _NEAR_KM, 1))
    return None


def _at_distance(found: re.Match[str], lat: float, lon: float, radius: float) -> Relation:
    number = found["n"].lower()
    count = float(number.replace(",", ".")) if number[0].isdigit() else float(_NUMBERS[number])
    unit = found["unit"].lower()
    km = count * (_KM.get(unit) or _KM.get(unit.rstrip("s")) or 1.0)
    if found["d"] is None:
        return Relation(_clean(found[0]), lat, lon, round(radius + km * (1 + _ROUNDING), 1))
    point = moved(lat, lon, lexicon().directions[found["d"].lower()], km)
    return Relation(_clean(found[0]), *point, round(max(_LEAST_KM, km * _ROUNDING) + min(radius, km), 1))


def _part(words: str, bearing: float, lat: float, lon: float, radius: float) -> Relation:
    if bearing < 0:
        return Relation(_clean(words), lat, lon, round(radius / 2, 1))
    point = moved(lat, lon, bearing, radius / 2)
    return Relation(_clean(words), *point, round(radius * 0.6, 1))


def _clean(words: str) -> str:
    return " ".join(words.split())
