"""What places, tolls and actors of two event mentions say for or against their being of one event."""

from msgspec import Struct

from stemma.collation.judging import threshold
from stemma.collation.told_apart import same_actor
from stemma.globe import distance_km
from stemma.names import fold, name_key
from stemma.records import EventMention, Place, Quantity

_PRECISE = frozenset({"facility", "settlement"})


class Agreement(Struct, frozen=True):
    """One kind of evidence: for (above 0), against (below 0), silent (None).

    ``many`` says that both tell one number of dead or hurt, so large that it is hardly two events'.
    """

    weight: float | None
    reason: str
    many: bool = False


def unlisted(place: Place) -> bool:
    """Say whether no gazetteer has the place: its report tells at most in what or near what it lies."""
    return place.lat is None or place.lon is None or place.rule.startswith("text:")


def places_agree(  # noqa: PLR0911  one return for each way that two places can stand
    one: Place | None, other: Place | None
) -> Agreement:
    """Compare two places, by name where one has no coordinates, else by how far apart they lie."""
    if one is None or other is None:
        return Agreement(None, "")
    unknown = unlisted(one) and unlisted(other)
    if unknown or one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        named = fold(one.canonical or one.name) == fold(other.canonical or other.name)
        return Agreement(0.3, f"both in {one.name}") if named else Agreement(None, "")
    precise = one.precision in _PRECISE and other.precision in _PRECISE
    if one.geonames_id and one.geonames_id == other.geonames_id and not one.relation and not other.relation:
        return Agreement(0.4 if precise else 0.15, f"both in {one.canonical or one.name}")
    apart = distance_km(one.lat, one.lon, other.lat, other.lon)
    if fold(one.name) == fold(other.name):
        if apart <= threshold("event_km_namesake"):
            return Agreement(0.3 if precise else 0.15, f"both in {one.name}")
        if one.country == other.country:
            # The name was read as two places of one country: neither for nor against.
            return Agreement(0.05, f"both in {one.name}, read as two places {apart:.0f} km apart")
    reach = (one.radius_km or 0.0) + (other.radius_km or 0.0)
    if precise:
        if apart <= max(threshold("event_km"), min(reach, 2 * threshold("event_km"))):
            return Agreement(0.3, f"places {apart:.0f} km apart")
        return Agreement(-1.0, f"{one.name} and {other.name} lie {apart:.0f} km apart")
    if apart <= max(threshold("event_km"), reach):
        return Agreement(0.15, f"{one.name} and {other.name} may be one place")
    return Agreement(-1.0, f"{one.name} and {other.name} lie {apart:.0f} km apart")


def tolls_agree(one: EventMention, other: EventMention) -> Agreement:
    """Compare casualty figures of one measure: equal ones speak for one event, far ones against."""
    weight: float | None = None
    reason, many = "", False
    for left in one.casualties:
        for right in other.casualties:
            if left.measure != right.measure or left.best is None or right.best is None:
                continue
            if left.best == right.best and left.best > 1:
                weight, reason = max(weight or 0.0, 0.3), f"both tell of {left.best} {left.measure}"
                many = many or left.best >= threshold("event_one_toll")
                continue
            ratio = max(left.best, right.best) / max(1, min(left.best, right.best))
            if _bounds_meet(left, right) and ratio <= threshold("event_toll_near"):
                weight, reason = max(weight or 0.0, 0.15), reason or f"figures of {left.measure} agree"
            elif weight is None:
                far = ratio > threshold("event_toll_ratio") and not _bounds_meet(left, right)
                weight = -0.3 if far else -0.05
                reason = f"{left.text} against {right.text}"
    return Agreement(weight, reason, many)


def _bounds_meet(left: Quantity, right: Quantity) -> bool:
    low = max(left.low or 0, right.low or 0)
    highs = [high for high in (left.high, right.high) if high is not None]
    return not highs or low <= min(highs)


def actors_agree(one: EventMention, other: EventMention) -> Agreement:
    """Compare initiators with initiators and targets with targets."""
    weight: float | None = None
    reasons = []
    for left, right in ((one.actor, other.actor), (one.target, other.target)):
        if left is None or right is None:
            continue
        first, second = name_key(left.known_as), name_key(right.known_as)
        if same_actor(left, right):
            weight = (weight or 0.0) + 0.1
            reasons.append(f"both name {left.known_as}")
        elif first.words and second.words:
            weight = (weight or 0.0) - 0.1
            reasons.append(f"{left.name} against {right.name}")
    return Agreement(weight, ", ".join(reasons))
