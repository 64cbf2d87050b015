"""Whether two event mentions tell of one event: type, place, time, casualties, actors, copied words."""

from collections.abc import Hashable, Iterable
from functools import cache

from msgspec import Struct

from stemma.collation.agreeing import Agreement, actors_agree, places_agree, tolls_agree, unlisted
from stemma.collation.judging import Judgement, Verdict, threshold
from stemma.collation.one_scene import one_scene, undoubted
from stemma.collation.told_apart import same_actor, told_apart
from stemma.dates import days, gap
from stemma.records import Actor, EventMention, Place, Quantity, Time
from stemma.resources import load_toml

_UNREAL = frozenset({"planned", "hypothetical"})
# Places so small that one sentence names two of them for two acts.
_POINTS = frozenset({"facility", "settlement", "district", "unknown"})


class Happening(Struct, frozen=True):
    """An event mention with what it is compared by.

    ``published`` bounds the report's date in days, ``time`` the event's where it is known;
    ``claim`` is the claim that the mention's claim mention was collated into; ``copied`` the
    mentions that stand at the same place of a copied passage; ``act`` the first mention of the same act
    in its report, where the coder weighed that.
    """

    mention: EventMention
    published: tuple[float, float] | None
    time: tuple[float, float] | None
    claim: str
    copied: frozenset[str]
    act: str = ""


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
        self._made: dict[tuple[int, int, int, int, str, bool], Judgement] = {}
        self._judged: dict[tuple[int, int, int, str], Judgement] = {}

    def kind(self, one: Happening) -> int:
        """Return a number for what kind of event a happening is of."""
        return self._of(one).kind

    def clash(self, a: Happening, b: Happening) -> bool:
        """Whether the kinds of two happenings keep all of these kinds apart."""
        return bool(_clash(a.mention, b.mention))

    def excluded(self, a: Happening, b: Happening) -> str:
        """Say why two happenings cannot be one event whatever else joins them, "" when they can."""
        if one_report(a, b):
            return "" if a.act == b.act else _TWO_ACTS
        one, other = self._of(a), self._of(b)
        if clash := self._clash(a, b, one, other):
            return clash
        for evidence in (self._places(a, b, one, other), self._times(a, b, one, other)):
            if evidence.weight is not None and evidence.weight < 0:
                return evidence.reason
        return _long_between(a, b)

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
        if clash := self._kinds(a, b, one, other) or (_TWO_ACTS if bond == "acts" else ""):
            return Judgement("apart", 0.1, clash, excluded=True)
        place = self._places(a, b, one, other)
        if place.weight is not None and place.weight < 0:
            return Judgement("apart", 0.2, place.reason, excluded=True)
        time = self._times(a, b, one, other)
        if time.weight is not None and time.weight < 0:
            return Judgement("apart", 0.2, time.reason, excluded=True)
        left, right = a.mention, b.mention
        toll = self._of_tolls.get(one.toll << 32 | other.toll)
        if toll is None:
            toll = self._note(self._of_tolls, one.toll, other.toll, tolls_agree(left, right))
        actors = self._of_actors.get(one.actors << 32 | other.actors)
        if actors is None:
            actors = self._note(self._of_actors, one.actors, other.actors, actors_agree(left, right))
        alike = bool(left.sub_type) and left.sub_type == right.sub_type
        key = (id(place), id(time), id(toll), id(actors), bond, alike)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = _judgement((place, time, toll, actors), bond, alike=alike)
        return found

    def _one_act(self, a: Happening, b: Happening, bond: str) -> Judgement:
        """Judge two mentions that the coder found to tell one act, whatever else each of them tells."""
        one, other, p = self._of(a), self._of(b), bond.removeprefix(ONE_ACT)
        told = [
            self._places(a, b, one, other),
            self._times(a, b, one, other),
            tolls_agree(a.mention, b.mention),
        ]
        reasons = [
            f"one report tells of one act (chosen, {p})",
            *(item.reason for item in told if item.reason),
        ]
        return Judgement("merge", round(_CHOSEN_ACT + float(p) / 10, 3), "; ".join(reasons))

    def _clash(self, a: Happening, b: Happening, one: _Traits, other: _Traits) -> str:
        """Say what keeps two mentions apart whatever their place and time, "" for nothing."""
        found = self._kinds(a, b, one, other)
        if not found and _two_acts(a.mention, b.mention):
            return _TWO_ACTS
        return found

    def _kinds(self, a: Happening, b: Happening, one: _Traits, other: _Traits) -> str:
        """Say what in the kinds of two mentions keeps them apart, "" for nothing."""
        key = (one.kind, other.kind)
        found = self._clashes.get(key)
        if found is None:
            found = self._clashes[key] = _clash(a.mention, b.mention)
        return found

    def _places(self, a: Happening, b: Happening, one: _Traits, other: _Traits) -> Agreement:
        found = self._of_places.get(one.place << 32 | other.place)
        if found is None:
            agreement = places_agree(a.mention.place, b.mention.place)
            found = self._note(self._of_places, one.place, other.place, agreement)
        return found

    def _times(self, a: Happening, b: Happening, one: _Traits, other: _Traits) -> Agreement:
        found = self._of_times.get(one.time << 32 | other.time)
        return self._note(self._of_times, one.time, other.time, _times(a, b)) if found is None else found

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
            kind = self._number(("kind", mention.type, mention.plover, mention.status in _UNREAL))
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


_CHOSEN = "; actor: chosen"
# How a bond begins that the coder found, and what such a judgement scores beside a tenth of its probability:
# less than a copied passage, and more than what two reports can make likely.
ONE_ACT = "one act "
_CHOSEN_ACT = 0.78
_WEIGHED = "; act: told "
_TWO_ACTS = "one report tells two acts"
_REMEMBERED = 65_536  # pairs of traits of one kind: 8 MB or so


def _place_traits(place: Place) -> tuple[Hashable, ...]:
    return (
        place.name, place.canonical, place.lat, place.lon, place.geonames_id, place.country,
        place.precision, place.radius_km, place.relation, unlisted(place),
    )  # fmt: skip


def _toll_traits(quantity: Quantity) -> tuple[Hashable, ...]:
    return (quantity.measure, quantity.best, quantity.low, quantity.high, quantity.text)


def _actor_traits(actor: Actor | None) -> tuple[str, str, str] | None:
    return None if actor is None else (actor.name, actor.entity, actor.side)


def _judgement(
    evidence: tuple[Agreement, Agreement, Agreement, Agreement], how: str, *, alike: bool
) -> Judgement:
    """Weigh the evidence for one event: place, time, toll and actors, none of which excludes it.

    Args:
        evidence: what each of the four says.
        how: what else joins the two: "copied", "claim" (both stand in one), "pointed" (one points back
            to the other), "again" and "scene" (in one report) or "".
        alike: whether both are of one sub-type.
    """
    place, time, toll, actors = evidence
    told = "; ".join(one.reason for one in evidence if one.reason)
    if how in ("copied", "claim"):
        why = "the same place of a copied passage" if how == "copied" else "they stand in one claim"
        return Judgement("merge", 0.9 if how == "copied" else 0.85, f"{why}; {told}" if told else why)
    if how == "pointed":
        why = "one report tells of it again"
        return Judgement("merge", 0.75, f"{why}; {told}" if told else why)
    if how == "again" and (place.weight or 0.0) > 0:
        return Judgement("merge", 0.7, f"one report tells of it again; {told}")
    if place.weight is None or time.weight is None:
        missing = "place" if place.weight is None else "time"
        hint = (toll.weight or 0.0) > 0 or (actors.weight or 0.0) > 0
        return Judgement("split" if hint else "apart", 0.3, f"{missing} not known for both: left apart")
    score = place.weight + time.weight + (toll.weight or 0.0) + (actors.weight or 0.0)
    if alike:
        score += threshold("event_sub_type")
    if score < threshold("event") and how == "scene" and undoubted(evidence):
        return Judgement("merge", round(score, 3), f"one report tells of one kind of act; {told}")
    verdict: Verdict = "merge" if score >= threshold("event") else "split"
    return Judgement(verdict, round(min(1.0, score), 3), told)


@cache
def _kin() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group) for group in load_toml("collation", "lexicon.toml")["event_kin"]["groups"])


def _types_fit(one: EventMention, other: EventMention) -> bool:
    """Whether two types can be two readings of one event."""
    if one.type and other.type:
        return one.type == other.type or any({one.type, other.type} <= group for group in _kin())
    return not one.type and not other.type and one.plover == other.plover


def _clash(one: EventMention, other: EventMention) -> str:
    """Say what in two mentions' kinds keeps them apart, "" for nothing."""
    if not _types_fit(one, other):
        return "different kinds of event"
    return "one is planned, the other not" if (one.status in _UNREAL) != (other.status in _UNREAL) else ""


def _two_acts(one: EventMention, other: EventMention) -> bool:
    """Whether one sentence tells of two acts, or one report of two that nothing makes one.

    Those of a sentence have two sub-types ("encircled, then withdrew"), or one word tells them of two places
    of a list.
    """
    if one.report != other.report:
        return False
    here = one.sentence == other.sentence and bool(one.type) and bool(other.type)
    apart = one.sub_type != other.sub_type or _listed(one, other) or _each_where(one, other)
    return (here and apart) or told_apart(one, other)


def _each_where(one: EventMention, other: EventMention) -> bool:
    """Whether two words tell of losses, each at a place of its own ("two died in X, and four in Y")."""
    if one.place is None or other.place is None or not one.casualties or not other.casualties:
        return False
    attached = "place: attached" in one.rule and "place: attached" in other.rule
    names = (one.place.canonical or one.place.name), (other.place.canonical or other.place.name)
    small = {one.place.precision, other.place.precision} <= _POINTS
    return attached and small and names[0].lower() != names[1].lower()


def _listed(one: EventMention, other: EventMention) -> bool:
    """Whether one word tells of both, at two names of places."""
    places = one.place, other.place
    return (
        one.trigger.spans == other.trigger.spans
        and places[0] is not None
        and places[1] is not None
        and places[0].span != places[1].span
    )


def bond(a: Happening, b: Happening) -> str:
    """Say what parts or joins two happenings besides what each of them tells, "" for nothing.

    Where the coder weighed both, in one report, "one act", with how likely it is, joins them, and "acts"
    parts them. Else "acts" (two acts of one sentence) parts them; "copied", "claim" (both stand in one),
    "pointed" (one points back to the other), "again" (told again in one report) and "scene" (told of one
    scene) join them.
    """
    left, right = a.mention, b.mention
    if one_report(a, b):
        return f"{ONE_ACT}{min(chance_of(left), chance_of(right)):.2f}" if a.act == b.act else "acts"
    near = left.report == right.report
    if near and _two_acts(left, right):
        return "acts"
    if right.id in a.copied:
        return "copied"
    if a.claim and a.claim == b.claim:
        return "claim"
    return _bond_within(left, right) if near else ""


def one_report(a: Happening, b: Happening) -> bool:
    """Whether the coder weighed two mentions of one report, and so says whether they tell one act."""
    return bool(a.act) and bool(b.act) and a.mention.report == b.mention.report


def act_of(mention: EventMention) -> str:
    """Return the first mention of the same act in its report, "" where the coder did not weigh that."""
    return (mention.antecedent or mention.id) if _WEIGHED in mention.rule else ""


def chance_of(mention: EventMention) -> float:
    """Return how likely a mention tells the act that it points to; 1 where it is the first."""
    told = mention.rule.rpartition(_WEIGHED)[2].partition(";")[0]
    return float(told.rpartition(" ")[2]) if mention.antecedent else 1.0


def _bond_within(one: EventMention, other: EventMention) -> str:
    """Say what joins two mentions of one report, "" for nothing."""
    if one.antecedent == other.id or other.antecedent == one.id:
        return "pointed"
    if not one.sub_type or one.sub_type != other.sub_type:
        return ""
    if _told_again(one, other):
        return "again"
    return "scene" if one_scene(one, other) else ""


def _told_again(one: EventMention, other: EventMention) -> bool:
    """Whether two of one report and kind are by one actor, and one of them at most says when.

    An actor that was only chosen as the likeliest joins nothing.
    """
    return (
        (one.time is None or other.time is None)
        and one.actor is not None
        and other.actor is not None
        and same_actor(one.actor, other.actor)
        and not (chosen_actor(one) or chosen_actor(other))
    )


def chosen_actor(mention: EventMention) -> bool:
    """Whether the actor of a mention is none that its words tell, but the likeliest of the report's."""
    return _CHOSEN in mention.rule


def _times(a: Happening, b: Happening) -> Agreement:
    """Compare event times; a missing one may be bounded by the dates of publication."""
    first, second = a.time, b.time
    if first is not None and second is not None:
        apart = gap(first, second)
        assert apart is not None
        wide = max(first[1] - first[0], second[1] - second[0]) > threshold("event_days_wide")
        if apart <= threshold("event_days"):
            return Agreement(0.15 if wide else 0.3, "times overlap")
        return Agreement(-1.0, f"{apart:.0f} days apart")
    known = first or second
    if known is None:
        between = gap(a.published, b.published)
        weight, reason = 0.1, "published at one time"
    else:
        between = gap(known, b.published if first is not None else a.published)
        weight, reason = 0.15, "the time fits the other report's date"
    if between is None or between > threshold("event_days_published"):
        return Agreement(None, "")
    return Agreement(weight, reason)


def _long_between(a: Happening, b: Happening) -> str:
    """Say how far apart two mentions are of which one gives no time, "" when that is not far.

    Reports of a war name its towns every day: through mentions without a time, each of them near the
    next, all that happened in one town would be one event.
    """
    if a.time is not None and b.time is not None:
        return ""
    apart = gap(a.time or a.published, b.time or b.published)
    if apart is None or apart <= threshold("event_days_longest"):
        return ""
    return f"{apart:.0f} days apart, and one of them gives no time"


def moment(time: Time | None) -> tuple[float, float] | None:
    """Return the first and last moment of a resolved time, in days."""
    if time is None or time.start is None:
        return None
    first = days(time.start)
    last = days(time.end) or first
    return (first[0], last[1]) if first and last else None
