"""What the rules leave open of an act, chosen among all that its report names: where, who, to whom.

Three linear models, a softmax over the options of each; ``arguments.npz`` holds their weights, and those of
``one_act.py``; docs/models/events.md says what they were trained on. A place is asked for where the act's
own clause tells none, a party where the rules have none. What is chosen is likelier than a bound says, or
it is left as the rules have it; the mention's rule says that it was chosen, and how likely it is.
"""

import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from itertools import repeat
from typing import TypeVar

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from stemma.event_rules import (
    DISOWNED,
    place_found,
    with_chosen_party,
    with_chosen_place,
    without_place,
)
from stemma.events.earlier import ELSEWHERE
from stemma.events.options import Around, Coded, Option
from stemma.events.party_options import Parties, View, parties_named, party_options
from stemma.events.place_options import place_options
from stemma.records import Actor, EventMention, Place

WEIGHTS = "arguments.npz"
ROLES = ("place", "actor", "target")
# The model of which mentions tell one act.
ACT = "act"
# The least probability of a choice that the rules do not make: by cross-validation, half of what is chosen
# right above it is right (docs/decisions/arguments.md).
BOUNDS = {"place": 0.35, "actor": 0.4, "target": 0.6}

# How the rules found a place that nothing else may replace.
_SETTLED = frozenset({"attached", ELSEWHERE})

# Kinds of places that words beside a name tell, in which an act has one scene.
_SMALL = frozenset({"settlement", "quarter"})

Weights = dict[str, float]
T = TypeVar("T", Place, Actor)


class Model(Struct, frozen=True):
    """The weights of each argument's model, and of that of one act where there is one."""

    weights: dict[str, Weights]


@cache
def load_model() -> Model | None:
    """Return the bundled model, or None where the package was built without it."""
    path = files("stemma.events") / WEIGHTS
    return read_model(path) if path.is_file() else None


def read_model(path: Traversable) -> Model:
    """Return the model whose weights a file holds."""
    with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as arrays:
        return Model(
            {
                role: dict(
                    zip(
                        str(arrays[f"{role}_names"]).split("\n"),
                        arrays[f"{role}_weights"].astype(float).tolist(),
                        strict=True,
                    )
                )
                for role in (*ROLES, ACT)
                if f"{role}_names" in arrays.files
            }
        )


def with_arguments(model: Model, around: Around, coded: Sequence[Coded]) -> list[EventMention]:
    """Return the events of a report with what the rules left open of acts of force, where a model says it."""
    parties = None
    chosen: dict[str, EventMention] = {}
    for at, one in enumerate(around.coded):
        asked = open_parts(one)
        if not asked:
            continue
        if parties is None and asked != ("place",):
            parties = parties_named(around)
        chosen[one.mention.id] = _filled(model, around, parties, at, asked)
    return [chosen.get(one.mention.id, one.mention) for one in coded]


def open_parts(coded: Coded) -> tuple[str, ...]:
    """Return what of an act the rules leave open: a place not of its own clause, a party not told."""
    mention = coded.mention
    if not mention.type or mention.status != "occurred":
        return ()
    asked = [] if place_found(mention) in _SETTLED or _is_village(mention) else ["place"]
    open_roles = ["target"] if DISOWNED in mention.rule else ["actor", "target"]
    return (*asked, *(role for role in open_roles if getattr(mention, role) is None))


def _is_village(mention: EventMention) -> bool:
    """Say whether an act's own sentence puts it in a village or quarter that no gazetteer has."""
    place = mention.place
    return place is not None and place_found(mention) == "sentence" and place.kind in _SMALL


def _filled(
    model: Model, around: Around, parties: Parties | None, at: int, asked: Sequence[str]
) -> EventMention:
    mention = around.coded[at].mention
    if "place" in asked:
        options = place_options(around, at)
        place, p = choose(model, "place", options)
        if p:
            mention = replace(mention, place=place, rule=with_chosen_place(mention.rule, p))
        elif mention.place is None and (passed := _barred_top(model.weights["place"], options)):
            mention = replace(mention, rule=without_place(mention.rule, passed.name))
    sides = [role for role in asked if role != "place"]
    if parties is None or not sides:
        return mention
    view = View(around, parties, at)
    for role in sides:
        actor, p = choose(model, role, party_options(view, role))
        if p and actor is not None:
            mention = replace(mention, rule=with_chosen_party(mention.rule, role, p), **{role: actor})
    return mention


def choose(model: Model, role: str, options: Sequence[Option[T]]) -> tuple[T | None, float]:
    """Return the value of the likeliest option and its probability, 0 where the rules' own value stays."""
    scores = _scores(model.weights[role], options)
    open_ones = (at for at, option in enumerate(options) if not option.barred)
    top = max(open_ones, key=scores.__getitem__)
    best = options[top]
    if best.ruled:
        return best.value, 0.0
    p = 1.0 / sum(math.exp(score - scores[top]) for score in scores)
    if p < BOUNDS[role] and (best.value is not None or any(option.barred for option in options)):
        return best.value, 0.0
    return best.value, p


def _scores(weights: Weights, options: Sequence[Option[T]]) -> list[float]:
    """Return how much speaks for each option."""
    return [sum(map(weights.get, option.features, repeat(0.0))) for option in options]


def _barred_top(weights: Weights, options: Sequence[Option[Place]]) -> Place | None:
    """Return the likeliest place of all where it is one that is not taken."""
    if not any(option.barred for option in options):
        return None
    scores = _scores(weights, options)
    top = options[scores.index(max(scores))]
    return top.value if top.barred else None
