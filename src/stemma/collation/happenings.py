"""Event mentions as they are compared, and what joins or parts two of them besides what each tells."""

from functools import cache

from msgspec import Struct

from stemma.collation.one_scene import POINTS, one_scene
from stemma.collation.told_apart import same_actor, told_apart
from stemma.event_rules import OWN_PLACE, chance_of_act, is_told
from stemma.records import EventMention
from stemma.resources import load_toml

UNREAL = frozenset({"planned", "hypothetical"})
ONE_ACT = "one act "  # how a bond begins that the coder found
TWO_ACTS = "one report tells two acts"  # why nothing joins two mentions


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


@cache
def _kin() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group) for group in load_toml("collation", "lexicon.toml")["event_kin"]["groups"])


def _types_fit(one: EventMention, other: EventMention) -> bool:
    """Whether two types can be two readings of one event."""
    if one.type and other.type:
        return one.type == other.type or any({one.type, other.type} <= group for group in _kin())
    return not one.type and not other.type and one.plover == other.plover


def clash_of_kinds(one: EventMention, other: EventMention) -> str:
    """Say what in two mentions' kinds keeps them apart, "" for nothing."""
    if not _types_fit(one, other):
        return "different kinds of event"
    return "one is planned, the other not" if (one.status in UNREAL) != (other.status in UNREAL) else ""


def two_acts(one: EventMention, other: EventMention) -> bool:
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
    attached = OWN_PLACE in one.rule and OWN_PLACE in other.rule
    names = (one.place.canonical or one.place.name), (other.place.canonical or other.place.name)
    small = {one.place.precision, other.place.precision} <= POINTS
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
        return f"{ONE_ACT}{min(chance_of_act(left), chance_of_act(right)):.2f}" if a.act == b.act else "acts"
    near = left.report == right.report
    if near and two_acts(left, right):
        return "acts"
    if right.id in a.copied:
        return "copied"
    if a.claim and a.claim == b.claim:
        return "claim"
    return _bond_within(left, right) if near else ""


def one_report(a: Happening, b: Happening) -> bool:
    """Whether the coder weighed two mentions of one report, and so says whether they tell one act."""
    return bool(a.act) and bool(b.act) and a.mention.report == b.mention.report


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
        and is_told(one, "actor")
        and is_told(other, "actor")
    )
