"""Events between two towns: "between X and Y", "the X-Y road"."""

from collections.abc import Sequence

from msgspec.structs import replace

from stemma.globe import distance_km
from stemma.places.lexicon import lexicon
from stemma.places.mention import Mention
from stemma.records import Place

# Towns farther apart say too little of where something is.
_FARTHEST_KM = 100.0
_POINTS = frozenset({"settlement", "facility"})
_HYPHENS = frozenset({"-", "\u2013", "\u2014", "/"})


def between_towns(mentions: Sequence[Mention], places: Sequence[Place]) -> list[Place]:
    """Return the places, the towns of "between X and Y" and "the X-Y road" as the circle between them."""
    moved = list(places)
    for index in range(len(mentions) - 1):
        one, other = places[index], places[index + 1]
        words = _between(mentions[index], mentions[index + 1])
        if not words or not {one.precision, other.precision} <= _POINTS or one.relation or other.relation:
            continue
        circle = _circle(one, other)
        if circle is not None:
            lat, lon, radius = circle
            for at, place in ((index, one), (index + 1, other)):
                moved[at] = replace(
                    place, lat=lat, lon=lon, radius_km=radius, precision="area",
                    relation=f"{words} {one.name} and {other.name}",
                )  # fmt: skip
    return moved


def _between(one: Mention, other: Mention) -> str:
    """Return how the words put something between two names, "" when they do not."""
    if one.sentence is not other.sentence:
        return ""
    tokens = one.sentence.tokens
    words = [t.text for t in tokens[one.last : other.first]]
    if words == ["and"] and one.first and tokens[one.first - 1].text.lower() == "between":
        return "between"
    behind = tokens[other.last].text.lower() if other.last < len(tokens) else ""
    road = len(words) == 1 and words[0] in _HYPHENS and behind in lexicon().roads
    return "on the road between" if road else ""


def _circle(one: Place, other: Place) -> tuple[float, float, float] | None:
    """Return the middle and the radius of the circle through two points, None when they are too far apart."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    apart = distance_km(one.lat, one.lon, other.lat, other.lon)
    if not 0 < apart <= _FARTHEST_KM:
        return None
    return round((one.lat + other.lat) / 2, 5), round((one.lon + other.lon) / 2, 5), round(apart / 2 + 1, 1)
