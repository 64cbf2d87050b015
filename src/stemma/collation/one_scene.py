"""Whether two mentions of one report are told of one scene, though nothing else joins them."""

from collections.abc import Iterable

from stemma.collation.agreeing import Agreement
from stemma.names import fold
from stemma.records import EventMention, Place

# The last of the sentences that sum up what a report tells: a headline, a dateline, the first.
_LEAD = 2
POINTS = frozenset({"facility", "settlement", "district", "unknown"})


def one_scene(one: EventMention, other: EventMention) -> bool:
    """Say whether two mentions of one report and kind are told of one place and of no two days.

    What the first sentences tell may be in a wider place, in which a later one names a town or a region.
    """
    if one.place is None or other.place is None or _two_starts(one, other):
        return False
    wide, place, at = one.place, other.place, one.sentence
    if other.sentence < one.sentence:
        wide, place, at = other.place, one.place, other.sentence
    if place.precision == "country":
        return False
    return _name(wide) == _name(place) or (at <= _LEAD and wide.precision not in POINTS)


def _name(place: Place) -> str:
    return fold(place.canonical or place.name)


def _two_starts(one: EventMention, other: EventMention) -> bool:
    """Say whether two mentions are told of days that begin as two."""
    starts = [(item.time.start or "")[:10] if item.time is not None else "" for item in (one, other)]
    return all(starts) and starts[0] != starts[1]


def undoubted(evidence: Iterable[Agreement]) -> bool:
    """Say whether place and time, the first two, agree, and no toll or actor speaks against it."""
    place, time, toll, actors = (one.weight for one in evidence)
    return (place or 0.0) > 0 and (time or 0.0) > 0 and (toll or 0.0) >= 0 and (actors or 0.0) >= 0
