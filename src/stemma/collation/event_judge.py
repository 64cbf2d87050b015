"""Judge whether two event mentions are of one event: type, place, time, casualties, actors, copied words."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from msgspec import Struct

from stemma.collation.agreeing import Agreement, actors_agree, places_agree, tolls_agree, unlisted
from stemma.collation.event_evidence import Kinds, judged_by, kinds_of, two_days
from stemma.collation.happenings import (
    ONE_ACT,
    TWO_ACTS,
    UNREAL,
    Happening,
    bond,
    clash_of_kinds,
    one_report,
    two_acts,
)
from stemma.collation.judging import Judgement
from stemma.collation.moments import long_between, next_day, times_agree
from stemma.records import Actor, Place, Quantity

T = TypeVar("T", bound=Hashable)
# What two mentions that the coder found to tell one act score beside a tenth of its probability: less than a
# copied passage, and more than what two reports can make likely.
_CHOSEN_ACT = 0.78
_REMEMBERED = 65_536  # pairs of traits of one kind: 8 MB or so


class _Traits(Struct, frozen=True):
    """What a happening is compared by, as numbers: equal traits of one kind have one number.

    ``whole`` stands for all the others but the time, and for the sub-type.
    """

    whole: int
    kind: int
    place: int
    time: int
    toll: int
    actors: int


def _once(
    told: Callable[[Happening, Happening], T], same: dict[T, T]
) -> Callable[[Happening, Happening, int, int], T]:
    """Return what says something of two happenings, given the numbers of the traits that it hangs on.

    It is worked out once for each two numbers (``told``); equal answers are one object, kept in ``same``.
    """
    known: dict[int, T] = {}

    def of(a: Happening, b: Happening, one: int, other: int) -> T:
        key = one << 32 | other
        found = known.get(key)
        if found is None:
            if len(known) >= _REMEMBERED:
                known.clear()
            answer = told(a, b)
            found = known[key] = same.setdefault(answer, answer)
        return found

    return of


class EventJudge:
    """Judges pairs of event mentions; what two places, times, tolls or actors make is worked out once.

    Reports of one event, and copies of one report, bring the same few of each again and again.
    """

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self._traits: dict[str, _Traits] = {}
        same: dict[Agreement, Agreement] = {}
        self._clashes = _once(lambda a, b: clash_of_kinds(a.mention, b.mention), {})
        self._places = _once(lambda a, b: places_agree(a.mention.place, b.mention.place), same)
        self._times = _once(lambda a, b: times_agree(a.time, b.time, a.published, b.published), same)
        self._tolls = _once(lambda a, b: tolls_agree(a.mention, b.mention), same)
        self._actors = _once(lambda a, b: actors_agree(a.mention, b.mention), same)
        self._made: dict[tuple[int, int, int, int, str, Kinds], Judgement] = {}
        self._judged: dict[tuple[int, int, int, str], Judgement] = {}

    def kind(self, one: Happening) -> int:
        """Return a number for what kind of event a happening is of."""
        return self._of(one).kind

    def clash(self, a: Happening, b: Happening) -> bool:
        """Whether the kinds of two happenings keep all of these kinds apart."""
        return bool(clash_of_kinds(a.mention, b.mention))

    def excluded(self, a: Happening, b: Happening) -> str:
        """Say why two happenings cannot be one event whatever else joins them, "" when they can."""
        if one_report(a, b):
            return "" if a.act == b.act else TWO_ACTS
        one, other = self._of(a), self._of(b)
        if clash := self._clash(a, b, one, other):
            return clash
        place, time = self._places(a, b, one.place, other.place), self._times(a, b, one.time, other.time)
        for evidence in (place, time):
            if evidence.weight is not None and evidence.weight < 0:
                return evidence.reason
        if a.mention.type and next_day(time) and two_days(time, self._tolls(a, b, one.toll, other.toll)):
            return time.reason
        return long_between(a.time, b.time, a.published, b.published)

    def numbers(self, items: Iterable[Happening]) -> tuple[list[int], list[int]]:
        """Return numbers for all that happenings tell but for their times, and for these."""
        traits = [self._of(one) for one in items]
        return [one.whole for one in traits], [one.time for one in traits]

    def times(self, a: Happening, b: Happening) -> Agreement:
        """Tell how the times of two happenings agree: one object for all times that agree alike."""
        return self._times(a, b, self._of(a).time, self._of(b).time)

    def judge(self, a: Happening, b: Happening) -> Judgement:
        """Judge whether two event mentions are of one event; abstain where place or time is unknown."""
        one, other = self._of(a), self._of(b)
        time, how = self._times(a, b, one.time, other.time), bond(a, b)
        # Copies bring the same two again, on other days: a judgement hangs on no more than these four,
        # and equal agreements are one object, which lives as long as the judge.
        key = (one.whole, other.whole, id(time), how)
        found = self._judged.get(key)
        if found is None:
            if len(self._judged) >= _REMEMBERED:
                self._judged.clear()
            found = self._judged[key] = self.weigh(a, b, how)
        return found

    def weigh(self, a: Happening, b: Happening, bond: str) -> Judgement:
        """Judge two event mentions as `judge` does; what binds them (`bond`) is told already."""
        one, other = self._of(a), self._of(b)
        if bond.startswith(ONE_ACT):
            return self._one_act(a, b, bond)
        if clash := self._clashes(a, b, one.kind, other.kind) or (TWO_ACTS if bond == "acts" else ""):
            return Judgement("apart", 0.1, clash, excluded=True)
        place = self._places(a, b, one.place, other.place)
        if place.weight is not None and place.weight < 0:
            return Judgement("apart", 0.2, place.reason, excluded=True)
        time = self._times(a, b, one.time, other.time)
        if time.weight is not None and time.weight < 0:
            return Judgement("apart", 0.2, time.reason, excluded=True)
        toll = self._tolls(a, b, one.toll, other.toll)
        actors = self._actors(a, b, one.actors, other.actors)
        kinds = kinds_of(a.mention, b.mention)
        key = (id(place), id(time), id(toll), id(actors), bond, kinds)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = judged_by((place, time, toll, actors), bond, kinds)
        return found

    def _one_act(self, a: Happening, b: Happening, bond: str) -> Judgement:
        """Judge two mentions that the coder found to tell one act, whatever else each of them tells."""
        one, other, p = self._of(a), self._of(b), bond.removeprefix(ONE_ACT)
        told = [
            self._places(a, b, one.place, other.place),
            self._times(a, b, one.time, other.time),
            self._tolls(a, b, one.toll, other.toll),
        ]
        reasons = [
            f"one report tells of one act (chosen, {p})",
            *(item.reason for item in told if item.reason),
        ]
        return Judgement("merge", round(_CHOSEN_ACT + float(p) / 10, 3), "; ".join(reasons))

    def _clash(self, a: Happening, b: Happening, one: _Traits, other: _Traits) -> str:
        """Say what keeps two mentions apart whatever their place and time, "" for nothing."""
        found = self._clashes(a, b, one.kind, other.kind)
        if not found and two_acts(a.mention, b.mention):
            return TWO_ACTS
        return found

    def _of(self, one: Happening) -> _Traits:
        mention = one.mention
        found = self._traits.get(mention.id)
        if found is None:
            place = mention.place
            kind = self._number(("kind", mention.type, mention.plover, mention.status in UNREAL))
            where = self._number(place and _place_traits(place))
            toll = self._number(tuple([_toll_traits(quantity) for quantity in mention.casualties]))
            actors = self._number((_actor_traits(mention.actor), _actor_traits(mention.target)))
            found = self._traits[mention.id] = _Traits(
                whole=self._number(("whole", kind, where, toll, actors, mention.sub_type)),
                kind=kind,
                place=where,
                time=self._number(("time", one.time, one.published)),
                toll=toll,
                actors=actors,
            )
        return found

    def _number(self, traits: Hashable) -> int:
        return self._numbers.setdefault(traits, len(self._numbers))


def _place_traits(place: Place) -> tuple[Hashable, ...]:
    return (
        place.name, place.canonical, place.lat, place.lon, place.geonames_id, place.country,
        place.precision, place.radius_km, place.relation, unlisted(place),
    )  # fmt: skip


def _toll_traits(quantity: Quantity) -> tuple[Hashable, ...]:
    return (quantity.measure, quantity.best, quantity.low, quantity.high, quantity.text)


def _actor_traits(actor: Actor | None) -> tuple[str, str, str] | None:
    return None if actor is None else (actor.name, actor.entity, actor.side)
