"""What may be the place of an act: all the places of its report, with what speaks for each."""

from bisect import bisect_right
from collections.abc import Container, Hashable
from functools import cache

from stemma.event_rules import OWN_PLACE, is_refused, place_found
from stemma.events.abroad import named_as_scene
from stemma.events.earlier import scene_of
from stemma.events.options import (
    LEAD,
    MANY,
    Around,
    Coded,
    Named,
    Option,
    distance,
    trigger_kind,
)
from stemma.events.setting import FAR
from stemma.events.where import place_costs
from stemma.globe import distance_km
from stemma.records import Place

_SMALL = frozenset({"facility", "settlement", "district", "unknown"})
_STEPS = (1.0, 2.5, 4.0, 6.0, 8.0, 11.0)
_ONE_KM, _REGION_KM = 25.0, 120.0
_FEW = 3


def place_options(around: Around, at: int) -> list[Option[Place]]:
    """Return what may be the place of an act of a report, an unknown one first."""
    coded = around.coded[at]
    shared = _Shared(around, at)
    mention, how, kind = shared.mention, shared.how, shared.kind
    ruled = around.keys[at]
    listed = list(around.places)
    if mention.place is not None and all(one.key != ruled for one in listed):
        listed.append(Named(ruled, ((mention.sentence, mention.place),)))
    count = min(_FEW, len(listed))
    nothing = ("none", f"none|{how}", f"none|{kind}", f"none|n={count}")
    small = min(_FEW, sum(_size(one.named[0][1]) == "small" for one in listed))
    in_sentence = _in_sentence(coded)
    here = mention.sentence
    options = [Option[Place](None, nothing, mention.place is None)]
    for named in listed:
        nearest = named.near(here) if named.key == ruled else _scene(named, here, in_sentence)
        if nearest is None:
            continue
        sentence, place = nearest
        size, off = _size(place), distance(here, sentence)
        features = [
            *_named_so(off, kind, min(MANY, len(named.named))),
            *_sized(size, place.precision, off, small),
        ]
        features += shared.of(named.key, ruled=named.key == ruled)
        if sentence == here:
            features += in_sentence.get(id(place), ())
        if sentence < around.opening + LEAD:
            features.append(f"lead|{size}")
        if named.key == ruled:
            features.append(f"ruled|{how}|{size}")
        elif mention.place is not None:
            features.append(f"than={_size(mention.place)}|{size}|{_apart(mention.place, place)}")
        barred = named.key != ruled and _no_scene(around, coded, sentence, place)
        options.append(Option(place, tuple(features), named.key == ruled, barred))
    return options


def _no_scene(around: Around, coded: Coded, sentence: int, place: Place) -> bool:
    """Say whether a place abroad is not to be taken for an act's: it is mostly where somebody speaks of it.

    Abroad is what lies in another country than the acts of the report do. Where the act's own sentence
    names it as one where the act may be, it may be the scene, but for the words of who did it ("a Ruritanian
    strike"): a country in these never is.
    """
    mention, actor = coded.mention, coded.mention.actor
    named = actor is not None and place.span.start < actor.span.end and actor.span.start < place.span.end
    if (named and place.precision == "country") or is_refused(mention.rule, place.name):
        return True
    if not around.country or not place.country or place.country == around.country:
        return False
    return sentence != mention.sentence or named or not named_as_scene(coded, place)


def _scene(named: Named, here: int, allowed: Container[int]) -> tuple[int, Place] | None:
    """Return where a place is named nearest as one where an act may be, None for nowhere.

    Where the act's own sentence says that it was not there, another may name the place as a scene.
    """
    sentence, place = named.near(here)
    if sentence != here or id(place) in allowed:
        return sentence, place
    others = tuple([one for one in named.named if one[0] != here])
    return Named(named.key, others).near(here) if others else None


def _size(place: Place) -> str:
    """Return how large a place is; a village known by what it lies in alone is as small as a town."""
    if place.precision in _SMALL or place.relation.startswith("probably in"):
        return "small"
    return place.precision


def _in_sentence(coded: Coded) -> dict[int, tuple[str, ...]]:
    """Return what the sentence of an act says of the places in it, by the object's id.

    A place that the rules hold for another's is left out; where they took one from elsewhere, it is
    asked for beside that, as far off as can be: the parse may be at fault.
    """
    tree, head, sites = coded.context.tree, coded.hit.head, coded.context.sites
    costs = place_costs(scene_of(coded.context, coded.hit, coded.hit.code), sites) if sites else ()
    own, clause = {id(place): cost for cost, place in costs}, tree.clause(head)
    return {
        id(site.place): (
            f"cost={bisect_right(_STEPS, own.get(id(site.place), FAR))}",
            f"clause={tree.clause(site.index) == clause}",
            f"prep={site.preposition or '-'}",
            f"after={site.index > head}",
        )
        for site in sites
        if id(site.place) in own or coded.mention.place is not None
    }


def _apart(one: Place, other: Place) -> str:
    """Return how far two places are apart, in classes."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return "-"
    km = distance_km(one.lat, one.lon, other.lat, other.lon)
    if km <= _REGION_KM:
        return "one" if km <= _ONE_KM else "region"
    return "far" if one.country == other.country else "abroad"


@cache
def _named_so(off: str, kind: str, many: int) -> tuple[str, ...]:
    """Return what speaks for a place that is named so far off and so often."""
    return f"off={off}", f"off={off}|{kind}", f"many={many}"


@cache
def _sized(size: str, precision: str, off: str, small: int) -> tuple[str, ...]:
    """Return what speaks for a place of a size, one of so many small ones."""
    return f"size={precision}", f"off={off}|{size}", f"small={small}|{size}"


class _Shared:
    """What speaks for a place however large and near: the word of the rules, and which other acts have it."""

    def __init__(self, around: Around, at: int) -> None:
        coded = around.coded[at]
        self.mention, self.how, self.kind = coded.mention, place_found(coded.mention), trigger_kind(coded)
        self._around, self._at = around, at
        self._before = around.keys[at - 1] if at else None

    def of(self, key: Hashable, *, ruled: bool) -> list[str]:
        """Return the features of a place."""
        features: list[str] = []
        if ruled:
            features += ("ruled", f"ruled|{self.how}", f"ruled|{self.how}|{self.kind}")
        if key == self._before:
            features += ("before", f"before|{self.kind}", f"before|{self.how}")
        there = self._around.there.get(key, ())
        others = [self._around.coded[at].mention for at in there if at != self._at]
        if not others:
            features.append("own=0")
            return features
        mention, own = self.mention, [one for one in others if OWN_PLACE in one.rule]
        features.append(f"own={min(2, len(own))}")
        if any(one.sub_type == mention.sub_type for one in own):
            features.append("own|kind")
        if any(one.sentence == mention.sentence for one in own):
            features.append(f"own|here|{ruled}")
        if mention.antecedent and any(one.id == mention.antecedent for one in others):
            features.append("antecedent")
        return features
