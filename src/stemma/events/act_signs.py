"""What two mentions of one report tell for and against their being one act of force."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations
from types import MappingProxyType

from msgspec import Struct

from stemma.dates import days
from stemma.events.earlier import FINE, one_day
from stemma.globe import distance_km
from stemma.names import name_key
from stemma.records import Actor, EventMention, Place, Time
from stemma.resources import load_toml

# The last of the sentences that sum up what a report tells, and sentences between two mentions that are near.
_LEAD = 2
_NEAR = 4
# Numbers of places, days and tolls beyond which their number says no more.
_PLACES, _DAYS, _TOLLS = 3, 3, 2
_KM = 12.0  # between two settlements that may be meant as one place, as in collation
_LONG = 7.0  # days after which an act that is told with no day is hardly the one told with its day
_GROWN = 2  # times that a toll of one act may have grown
_UNREAL = frozenset({"planned", "hypothetical"})
_DATE = len("2022-05-12")

Pair = tuple[int, int]


class Telling(Struct, frozen=True):
    """An act as a mention tells it: how its place and time were found, its dead, who was only chosen."""

    mention: EventMention
    place: str
    time: str
    dead: int
    actor_chosen: str
    target_chosen: str


def signs_of(acts: Sequence[EventMention]) -> list[tuple[Pair, list[str]]]:
    """Return the pairs of a report's acts that may be one, each with the names of its signs.

    Args:
        acts: the report's mentions of acts of force, in reading order.
    """
    told = [_telling(one) for one in acts]
    whole, past = _of_report(told), _looked_back(acts)
    found = []
    for one, other in combinations(range(len(acts)), 2):
        kind = kinship(acts[one].sub_type, acts[other].sub_type)
        if {past[one], past[other]} == {True, None}:
            continue
        if kind and (acts[one].status in _UNREAL) == (acts[other].status in _UNREAL):
            found.append(((one, other), ["any", kind, *whole, *_signs(told[one], told[other])]))
    return found


@lru_cache(maxsize=1024)
def kinship(one: str, other: str) -> str:
    """Return the name under which two sub-types may be one act, "" where they never are."""
    if one == other:
        return "same"
    for name, kinds in _kin().items():
        if (one in kinds[0] and other in kinds[1]) or (other in kinds[0] and one in kinds[1]):
            return name
    return ""


@cache
def _kin() -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    table = load_toml("events", "one_act.toml")
    return MappingProxyType(
        {name: (frozenset(it["one"]), frozenset(it["other"])) for name, it in table.items()}
    )


def _telling(mention: EventMention) -> Telling:
    how = dict([part.split(": ", 1) for part in mention.rule.split("; ") if ": " in part])
    dead = [item.best or 0 for item in mention.casualties if item.measure == "killed"]
    place = how.get("place", "none").partition(",")[0]
    chosen = [" chosen" if role in how else "" for role in ("actor", "target")]
    return Telling(mention, place, how.get("time", "none"), sum(dead), *chosen)


def _looked_back(acts: Sequence[EventMention]) -> list[bool | None]:
    """Say of each act whether its day is long before the last of the report's acts; None for no day."""
    ends = [days(one.time.end or one.time.start) if one.time is not None else None for one in acts]
    last = max([end[1] for end in ends if end is not None], default=0.0)
    return [None if end is None else end[1] < last - _LONG for end in ends]


def _of_report(told: Sequence[Telling]) -> list[str]:
    """Say how many places, days and tolls of dead a report's acts have: news of one act tells few."""
    places, own = set(), set()
    for one in told:
        place, time = one.mention.place, one.mention.time
        if place is not None and one.place == "attached" and place.precision != "country":
            places.add((place.canonical or place.name).lower())
        if time is not None and one.time == "attached":
            own.add((time.start or "")[:_DATE])
    tolls = {one.dead for one in told if one.dead}
    found = [f"places {min(_PLACES, len(places))}", f"days {min(_DAYS, len(own))}",
             f"tolls {min(_TOLLS, len(tolls))}"]  # fmt: skip
    return [*found, "one story"] if max(len(places), len(own), len(tolls)) <= 1 else found


def _signs(one: Telling, other: Telling) -> list[str]:
    left, right = one.mention, other.mention
    how = (one.place, other.place)
    place = " own" if how == ("attached", "attached") else " chosen" if "chosen" in how else ""
    time = " own" if one.time == other.time == "attached" else ""
    found = [
        f"place {places_lie(left.place, right.place)}{place}",
        f"time {_times_agree(left.time, right.time)}{time}",
        f"count {_counts_agree(left, right)}",
        f"actor {parties_agree(left.actor, right.actor)}{one.actor_chosen or other.actor_chosen}",
        f"target {parties_agree(left.target, right.target)}{one.target_chosen or other.target_chosen}",
        _apart(right.sentence - left.sentence),
    ]
    if one.dead and other.dead:
        low, high = sorted((one.dead, other.dead))
        found.append("dead same" if low == high else "dead near" if high <= _GROWN * low else "dead two")
    if right.antecedent:
        found.append("pointed" if right.antecedent == left.id else "pointed elsewhere")
        if right.antecedent == left.antecedent:
            found.append("pointed alike")
    if left.sentence <= _LEAD:
        found.append("lead")
    return found


def _apart(sentences: int) -> str:
    return "here" if not sentences else "next" if sentences == 1 else "near" if sentences <= _NEAR else "far"


def places_lie(one: Place | None, other: Place | None) -> str:
    """Say how two places lie: "same", one "in" the other, "near", "far"; "?" where that is not known."""
    if one is None or other is None:
        return "?"
    if (one.canonical or one.name).lower() == (other.canonical or other.name).lower():
        return "same"
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return "?"
    if "country" in {one.precision, other.precision} and one.country == other.country:
        return "in"
    apart = distance_km(one.lat, one.lon, other.lat, other.lon)
    if {one.precision, other.precision} <= FINE:
        return "near" if apart <= _KM else "far"
    return "in" if apart <= max(_KM, (one.radius_km or 0.0) + (other.radius_km or 0.0)) else "far"


def _times_agree(one: Time | None, other: Time | None) -> str:
    if one is None or other is None:
        return "none" if one is other else "one"
    if one.start is None or other.start is None:
        return "same" if one.text.lower() == other.text.lower() else "undated"
    if one.start[:_DATE] == other.start[:_DATE]:
        return "same"
    return "overlap" if one_day(one, other) else "two"


def _counts_agree(one: EventMention, other: EventMention) -> str:
    """Say whether a count of one is the other's: "same", "two"; "?" where they count nothing alike."""
    found = "?"
    for left in one.casualties:
        for right in other.casualties:
            if left.measure == right.measure and left.best is not None and right.best is not None:
                if left.best == right.best:
                    return "same"
                found = "two"
    return found


def parties_agree(one: Actor | None, other: Actor | None) -> str:
    """Say whether two parties are one by their sides or names: "same", "two"; "?" where one is not told."""
    if one is None or other is None:
        return "?"
    if one.side and one.side == other.side:
        return "same"
    words = [name_key(item.known_as).significant for item in (one, other)]
    return "two" if words[0].isdisjoint(words[1]) else "same"
