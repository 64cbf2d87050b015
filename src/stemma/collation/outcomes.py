"""What the mentions of one event agree on: tolls with claimants, the place, the time."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import Literal

from msgspec.structs import replace

from stemma.collation.moments import moment
from stemma.collation.shown_count import highest, told_most
from stemma.event_rules import in_correction, place_found
from stemma.names import fold
from stemma.records import DatePrecision, EventMention, EventPlace, Place, Quantity, Report, Time, Toll
from stemma.resources import load_toml

_PLACES = ("facility", "settlement", "district", "region", "area", "country", "unknown")
# How a rule says that a mention's own sentence, or its act's, tells its place.
_SAID = frozenset({"attached", "sentence", "of its act"})
# How exactly a village is known that no gazetteer has, where the report says in what it lies.
_HOLDING = ("region", "area")
# Words between two figures of one list ("31 soldiers of the X brigade and three drivers").
_BETWEEN = 5
_TIMES = ("minute", "hour", "day", "week", "month", "season", "year", "range", "unknown")


def toll(
    mentions: Sequence[EventMention], measure: Literal["killed", "injured"], reports: Mapping[str, Report]
) -> Toll:
    """Return low, best and high of one casualty figure, with who claimed which.

    Best is the figure that most outlets give; of several, the one published last (tolls are
    revised as time passes), and of one report's the largest (others count some of the victims).
    Low and high are the lowest and highest figures that anybody claims; an open bound ("at least 13")
    and a figure without bounds ("about 70") count with their number, "up to 70" from none. What an outlet
    took back in a correction counts only where nobody tells the event besides.
    """
    standing = [one for one in mentions if not _corrected(one)]
    claimed = [
        (mention, quantity)
        for mention in standing or mentions
        for quantity in mention.casualties
        if quantity.measure == measure and not quantity.cumulative
    ]
    known = list(_whole(claimed, reports))
    if not known:
        return Toll(None, None, None, tuple(sorted({_claimant(*one, reports) for one in claimed})))
    best = told_most(
        (quantity.best or 0, reports[mention.report].outlet or mention.report, mention.report)
        for mention, quantity in known
    )
    assert best is not None  # of what is known
    low = min(_lowest(quantity) for _, quantity in known)
    high = max(highest(quantity) for _, quantity in known)
    return Toll(
        min(low, best),
        best,
        high,
        tuple(dict.fromkeys(_claimant(*one, reports) for one in claimed)),
        at_least=any(_is_least(quantity) and highest(quantity) == high for _, quantity in known),
    )


def _corrected(mention: EventMention) -> bool:
    """Whether a mention tells what its report no longer says."""
    return mention.block == "correction" or in_correction(mention)


def _whole(
    claimed: Sequence[tuple[EventMention, Quantity]], reports: Mapping[str, Report]
) -> Iterator[tuple[EventMention, Quantity]]:
    """Yield figures that are known; those of several kinds of people, joined in one mention, as their sum.

    "Killed two women and a child" tells of three.
    """
    for mention, group in groupby(claimed, key=lambda one: one[0]):
        told = [quantity for _, quantity in group if quantity.best is not None]
        if not _joined(told, reports[mention.report].text):
            yield from ((mention, quantity) for quantity in told)
            continue
        highs = [quantity.high for quantity in told if quantity.high is not None]
        yield (
            mention,
            replace(
                told[0],
                best=sum(quantity.best or 0 for quantity in told),
                low=sum(map(_lowest, told)),
                high=sum(highs) if len(highs) == len(told) else None,
            ),
        )


def _joined(told: Sequence[Quantity], text: str) -> bool:
    """Whether figures are of several kinds of people, with no more than "and" between each two of them."""
    kinds = {quantity.victims for quantity in told}
    if len(told) < 2 or len(kinds) < len(told) or "" in kinds:  # noqa: PLR2004  one figure has no sum
        return False
    listed = sorted(told, key=lambda one: one.span.start)
    for one, other in pairwise(listed):
        words = text[one.span.end : other.span.start].lower().replace(",", " , ").split()
        if len(words) > _BETWEEN or _joints().isdisjoint(words):
            return False
    return True


@cache
def _joints() -> frozenset[str]:
    return frozenset(load_toml("collation", "lexicon.toml")["joint"]["words"])


def _lowest(quantity: Quantity) -> int:
    """Return the lowest number that words allow: "about 70" none below it, "up to 70" any."""
    if quantity.low is not None:
        return quantity.low
    return 0 if quantity.high is not None else quantity.best or 0


def _is_least(quantity: Quantity) -> bool:
    """Whether more may have been hurt than a figure says: for "at least 70", not for "about 70"."""
    return quantity.high is None and quantity.comparator != "about"


def _claimant(mention: EventMention, quantity: Quantity, reports: Mapping[str, Report]) -> str:
    """Who claimed a figure: the source named for it, else the outlet."""
    report = reports[mention.report]
    who = quantity.claimant or report.outlet or f"report {report.id}"
    return f"{who}: {quantity.text}"


def event_place(mentions: Sequence[EventMention]) -> EventPlace | None:
    """Return the place that the most precise mentions agree on, with the others beside it."""
    places = [mention.place for mention in mentions if mention.place is not None]
    if not places:
        return None
    own = [m.place for m in mentions if m.place is not None and place_found(m) in _SAID]
    if any(place.lat is not None and _exactness(place) < _PLACES.index("region") for place in own):
        places = own
    counts = Counter(_key(place) for place in places)
    best = min(
        places,
        key=lambda place: (
            place.lat is None, _exactness(place), -counts[_key(place)], -place.score, place.name,
        ),
    )  # fmt: skip
    others = {place.canonical or place.name for place in places if _key(place) != _key(best)}
    return EventPlace(
        name=best.canonical or best.name,
        lat=best.lat,
        lon=best.lon,
        geonames_id=best.geonames_id,
        precision=best.precision,
        radius_km=best.radius_km,
        country=best.country,
        note=best.note,
        reason=best.reason,
        alternatives=tuple(sorted(others)),
    )


def _exactness(place: Place) -> float:
    """Return the order of a place by how exact it is: before regions a village that lies somewhere in one."""
    within = place.precision in _HOLDING and place.rule.startswith("text:")
    return _PLACES.index(_HOLDING[0]) - 0.5 if within else _PLACES.index(place.precision)


def _key(place: Place) -> str:
    return place.geonames_id or fold(place.canonical or place.name)


def event_time(
    mentions: Sequence[EventMention],
) -> tuple[str | None, str | None, DatePrecision, str]:
    """Return first and last day, precision, and the reason why the time is not known."""
    times = [mention.time for mention in mentions if mention.time is not None]
    known = [time for time in times if moment(time) is not None]
    if not known:
        reason = next((time.reason for time in times if time.reason), "")
        return None, None, "unknown", reason or "no time is given"
    best = min(known, key=_fineness)
    agreeing = [time for time in known if time.start == best.start and time.end == best.end]
    reason = "" if len(agreeing) == len(known) else "other mentions give wider or neighbouring times"
    return best.start, best.end or best.start, best.precision, reason


def _fineness(time: Time) -> tuple[int, float, str]:
    found = moment(time)
    assert found is not None
    return (_TIMES.index(time.precision), found[1] - found[0], time.start or "")
