"""Judge whether two event mentions are of one event: type, place, time, casualties, actors, copied words."""

from collections.abc import Hashable, Iterable

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


class EventJudge:
    """Judges pairs of event mentions; what two places, times, tolls or actors make is worked out once.

    Reports of one event, and copies of one report, bring the same few of each again and again.
    """

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self._traits: dict[str, _Traits] = {}
        self._clashes: dict[tuple[int, int], str] = {}
        self._of_places: dict[int, Agreement] = {}
        self._of_times: dict[int, Agreement] = {}
        self._of_tolls: dict[int, Agreement] = {}
        self._of_actors: dict[int, Agreement] = {}
        self._agreements: dict[Agreement, Agreement] = {}
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
        place, time = self._places(a, b, one, other), self._times(a, b, one, other)
        for evidence in (place, time):
            if evidence.weight is not None and evidence.weight < 0:
                return evidence.reason
        if a.mention.type and next_day(time) and two_days(time, self._tolls(a, b, one, other)):
            return time.reason
        return long_between(a.time, b.time, a.published, b.published)

    def numbers(self, items: Iterable[Happening]) -> tuple[list[int], list[int]]:
        """Return numbers for all that happenings tell but for their times, and for these."""
        traits = [self._of(one) for one in items]
        return [one.whole for one in traits], [one.time for one in traits]

    def times(self, a: Happening, b: Happening) -> Agreement:
        """Tell how the times of two happenings agree: one object for all times that agree alike."""
        return self._times(a, b, self._of(a), self._of(b))

    def judge(self, a: Happening, b: Happening) -> Judgement:
        """Judge whether two event mentions are of one event; abstain where place or time is unknown."""
        one, other = self._of(a), self._of(b)
        time, how = self._times(a, b, one, other), bond(a, b)
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
        if clash := self._kinds(a, b, one, other) or (TWO_ACTS if bond == "acts" else ""):
            return Judgement("apart", 0.1, clash, excluded=True)
        place = self._places(a, b, one, other)
        if place.weight is not None and place.weight < 0:
            return Judgement("apart", 0.2, place.reason, excluded=True)
        time = self._times(a, b, one, other)
        if time.weight is not None and time.weight < 0:
            return Judgement("apart", 0.2, time.reason, excluded=True)
        left, right = a.mention, b.mention
        toll = self._tolls(a, b, one, other)
        actors = self._of_actors.get(one.actors << 32 | other.actors)
        if actors is None:
            actors = self._note(self._of_actors, one.actors, other.actors, actors_agree(left, right))
        kinds = kinds_of(left, right)
        key = (id(place), id(time), id(toll), id(actors), bond, kinds)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = judged_by((place, time, toll, actors), bond, kinds)
        return found

    def _one_act(self, a: Happening, b: Happening, bond: str) -> Judgement:
        """Judge two mentions that the coder found to tell one act, whatever else each of them tells."""
        one, other, p = self._of(a), self._of(b), bond.removeprefix(ONE_ACT)
        told = [
            self._places(a, b, one, other),
            self._times(a, b, one, other),
            self._tolls(a, b, one, other),
        ]
        reasons = [
            f"one report tells of one act (chosen, {p})",
            *(item.reason for item in told if item.reason),
        ]
        return Judgement("merge", round(_CHOSEN_ACT + float(p) / 10, 3), "; ".join(reasons))

    def _clash(self, a: Happening, b: Happening, one: _Traits, other: _Traits) -> str:
        """Say what keeps two mentions apart whatever their place and time, "" for nothing."""
        found = self._kinds(a, b, one, other)
        if not found and two_acts(a.mention, b.mention):
            return TWO_ACTS
        return found

    def _kinds(self, a: Happening, b: Happening, one: _Traits, other: _Traits) -> str:
        """Say what in the kinds of two mentions keeps them apart, "" for nothing."""
        key = (one.kind, other.kind)
        found = self._clashes.get(key)
        if found is None:
            found = self._clashes[key] = clash_of_kinds(a.mention, b.mention)
        return found

    def _places(self, a: Happening, b: Happening, one: _Traits, other: _Traits) -> Agreement:
        found = self._of_places.get(one.place << 32 | other.place)
        if found is None:
            agreement = places_agree(a.mention.place, b.mention.place)
            found = self._note(self._of_places, one.place, other.place, agreement)
        return found

    def _times(self, a: Happening, b: Happening, one: _Traits, other: _Traits) -> Agreement:
        found = self._of_times.get(one.time << 32 | other.time)
        if found is None:
            told = times_agree(a.time, b.time, a.published, b.published)
            found = self._note(self._of_times, one.time, other.time, told)
        return found

    def _tolls(self, a: Happening, b: Happening, one: _Traits, other: _Traits) -> Agreement:
        found = self._of_tolls.get(one.toll << 32 | other.toll)
        if found is None:
            agreement = tolls_agree(a.mention, b.mention)
            found = self._note(self._of_tolls, one.toll, other.toll, agreement)
        return found

    def _note(self, known: dict[int, Agreement], one: int, other: int, found: Agreement) -> Agreement:
        if len(known) >= _REMEMBERED:
            known.clear()
        found = known[one << 32 | other] = self._agreements.setdefault(found, found)
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
