"""Which sides a political act has: states, groups, bodies; persons and pronouns stand for theirs."""

from functools import cache

from msgspec.structs import replace

from stemma.events.aims import aim_words
from stemma.events.context import Context
from stemma.events.hits import Hit
from stemma.events.lexicon import Code, noun_classes, parties
from stemma.events.persons import with_state
from stemma.events.speakers import asserting_actor, subject_before
from stemma.records import Actor

_KINDS = frozenset({"government", "military", "armed_group", "international", "police", "opposition"})
# Who need not have a name ("the government accused the rebels").
_NAMELESS = frozenset({"armed_group", "opposition"})
# Acts that are done to a state's people, too ("X expelled five Yians").
_TO_PEOPLE = frozenset({"COERCE", "SANCTION", "RETREAT", "AID", "SUPPORT", "ASSAULT"})
_PEOPLE = frozenset({"", "civilians", "person", "media"})
_PRONOUNS = frozenset({"it", "they", "he", "she", "we"})


def political_actor(context: Context, hit: Hit, actor: Actor | None) -> Actor | None:
    """Return who does a political act, a pronoun as whom it stands for, None where that is not known."""
    if actor is not None and actor.name.lower() in _PRONOUNS and not actor.name.isupper():
        actor = asserting_actor(context, hit, actor) or subject_before(context, hit)
    return _of_state(with_state(context.report, actor))


def political_target(context: Context, target: Actor | None) -> Actor | None:
    """Return whom a political act is aimed at, a person as the state's whose official they are."""
    return _of_state(with_state(context.report, target))


def _of_state(actor: Actor | None) -> Actor | None:
    """Return a people's name alone ("the Xians") as the state's."""
    if actor is None or actor.kind or not actor.side or not actor.country:
        return actor
    last = actor.name.split()[-1]
    if actor.name[0].islower() or (last.islower() and last.removesuffix("s") not in aim_words("speaking")):
        return actor  # "the Xian war", "a tenth of the Xians"
    return replace(actor, kind="government")


def between_sides(actor: Actor | None, target: Actor | None, code: Code) -> bool:
    """Say whether both sides of a political act are parties, and not the same; some kinds need no name."""
    if actor is None or target is None or not _is_side(actor):
        return False
    if code.key == "visit" and not _may_visit(actor):
        return False
    plover = code.plover
    people = plover in _TO_PEOPLE and target.kind in _PEOPLE and bool(target.country)
    if not (people or _is_side(target)):
        return False
    named = any(who.side or who.country for who in (actor, target))
    return named and _name(actor) != _name(target)


def _is_side(actor: Actor) -> bool:
    known = bool(actor.side or actor.country)
    return actor.kind in _KINDS and (known or (actor.kind in _NAMELESS and _is_several(actor)))


def _may_visit(actor: Actor) -> bool:
    """Say whether somebody's coming is a visit: not that of troops, ships, or a people."""
    if actor.kind in ("armed_group", "military") and _is_several(actor):
        return False
    last = actor.name.split()[-1].lower()
    if "vehicle" in noun_classes().get(last.removesuffix("s"), ()):
        return False
    return not (actor.country and actor.name in _peoples())


@cache
def _peoples() -> frozenset[str]:
    """Return the names of states' peoples ("Xians")."""
    return frozenset(name for name, party in parties().items() if party.country and not party.kind)


def _is_several(actor: Actor) -> bool:
    """Say whether a name without a side means more than one person ("the rebels", "the opposition")."""
    last = actor.name.lower().split()[-1]
    return last.endswith(("s", "men")) or last == "opposition"


def _name(actor: Actor) -> str:
    return actor.side or actor.country or actor.kind
