"""How likely a name means each of its places before any context: kind, size, spellings."""

from collections.abc import Sequence
from math import log10

from msgspec import Struct

from stemma.globe import distance_km
from stemma.places.gazetteer import Entry


class Weights(Struct, frozen=True):
    """How much each kind of evidence counts, set on every other article of LGL and TR-News.

    Fitted anew in November 2026, with reports of wars beside them: no change of those that were there gains
    anything on articles left out (docs/decisions/gazetteer.md).
    """

    country: float = 0.6
    region: float = 0.6
    near: float = 0.6
    contained: float = 3.0
    alternate: float = 0.45
    feature: float = 1.0
    domain: float = 0.5
    local: float = 0.7
    nation: float = 1.5
    state: float = 0.85
    county: float = 0.45
    district: float = 0.25
    other: float = 0.9
    capital: float = 0.2
    seat: float = 0.3
    seat_district: float = 0.6
    inside: float = 0.3
    near_km: float = 120.0
    sharpness: float = 5.0


WEIGHTS = Weights()
# A region of at most this radius is called by its town's name, when the town has so many people.
_WIDEST_SEAT_KM, _LEAST_SEAT = 250.0, 15_000
# Towns of so many people have English names of their own.
_KNOWN_ABROAD = 100_000
# A town with so many times the people of its namesakes is meant by its other spellings too.
OVERSHADOWS = 10
# A city of so many people is meant rather than a namesake a tenth its size in another country that is
# named too; support of half a mention, or one adjective, counts as named.
LEAST_CITY, NAMED = 300_000, 0.5


def prior(entry: Entry, weights: Weights) -> float:
    """Return how likely an entry is before any context, from its kind and its population."""
    if entry.kind in {"country", "continent"}:
        score = weights.nation
    elif entry.kind == "region":
        score = weights.state
    elif entry.kind == "county":
        score = weights.district if entry.is_district else weights.county
    elif entry.kind in {"settlement", "capital"}:
        score = log10(max(entry.population, 100)) / 7 + weights.capital * (entry.kind == "capital")
    else:
        score = weights.other
    if entry.main:
        return score
    # Large places are called by other names than GeoNames' own as often as not ("Geneva", "Odessa").
    fame = min(1.0, log10(max(entry.population, 1)) / 6) if entry.population >= _KNOWN_ABROAD else 0.0
    return score - weights.alternate * (1 - fame)


def seats_among(entries: Sequence[Entry]) -> frozenset[int]:
    """Return the regions and districts that share their name with a town in them, which a bare name means."""
    towns = [e for e in entries if e.kind in {"settlement", "capital"}]
    return frozenset(
        e.id
        for e in entries
        if (e.kind == "region" and e.radius_km <= _WIDEST_SEAT_KM) or e.is_district
        for least in [_LEAST_SEAT if e.kind == "region" else 0]
        if any(
            t.country == e.country and t.population >= least
            and distance_km(t.lat, t.lon, e.lat, e.lon) <= e.radius_km
            for t in towns
        )
    )  # fmt: skip


def overshadows(entry: Entry, entries: Sequence[Entry]) -> bool:
    """Tell whether a town is far larger than every namesake in its country that has the name as its own.

    Such a town is the one meant by any of its spellings, as when a village is filed under the
    spelling that news uses for the town.
    """
    if entry.main or entry.kind not in {"settlement", "capital"} or entry.population >= _KNOWN_ABROAD:
        return False
    own = [e.population for e in entries if e.main and e.country == entry.country and e.kind == entry.kind]
    return bool(own) and entry.population >= OVERSHADOWS * max(own)
