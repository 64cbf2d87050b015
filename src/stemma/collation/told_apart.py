"""Whether two mentions of one report tell two acts of force, though place and day would let them be one."""

from stemma.event_rules import OWN_PLACE, named_kind
from stemma.names import fold, name_key
from stemma.records import Actor, EventMention

# Kinds of act, as a trigger's own word names them, of which none is another's word.
_FOUGHT = frozenset({"armed_clash"})
_FROM_AFAR = frozenset({"air_strike", "shelling", "suicide_bomb", "chemical"})
_CLASH = "Armed clash"
_GROUP = "armed_group"
_STATES = frozenset({"military", "police"})
# How exactly places are known of which one does not hold another.
_ALIKE = frozenset({"settlement", "district"})


def told_apart(one: EventMention, other: EventMention) -> bool:
    """Say whether two mentions of one report are of two acts of force.

    They are where their own words name two kinds of act ("clashed with", "were shelled"), where two sides
    shelled and bombed, where each has a town of its own, and where kinds and tolls differ. None of this
    holds where one points back to the other ("the attack").
    """
    if one.report != other.report or not one.type or not other.type:
        return False
    if one.antecedent == other.id or other.antecedent == one.id:
        return False
    return (
        _of_two_kinds(one, other)
        or _of_two_towns(one, other)
        or _of_two_tolls(one, other)
        or _of_two_sides(one, other)
    )


def _of_two_kinds(one: EventMention, other: EventMention) -> bool:
    kinds = (named_kind(one.rule), named_kind(other.rule))
    if "" in kinds or kinds[0] == kinds[1]:
        return False
    if not _FOUGHT.isdisjoint(kinds):
        return not _FROM_AFAR.isdisjoint(kinds)
    if set(kinds) != {"air_strike", "shelling"}:
        return False
    return one.actor is not None and other.actor is not None and not same_actor(one.actor, other.actor)


def _of_two_sides(one: EventMention, other: EventMention) -> bool:
    """Say whether an armed group did one act and forces of a state another, of which neither was a fight."""
    if _CLASH in (one.sub_type, other.sub_type) or one.actor is None or other.actor is None:
        return False
    if "" not in (named_kind(one.rule), named_kind(other.rule)):
        return False  # two may be blamed for one shelling
    kinds = {one.actor.kind, other.actor.kind}
    return _GROUP in kinds and not _STATES.isdisjoint(kinds)


def _of_two_towns(one: EventMention, other: EventMention) -> bool:
    """Say whether each has a town, or each a district, of its own sentence, and these are two."""
    first, second = (item.place if OWN_PLACE in item.rule else None for item in (one, other))
    if (
        first is None
        or second is None
        or first.precision != second.precision
        or first.precision not in _ALIKE
    ):
        return False
    names = [{fold(place.name), fold(place.canonical or place.name)} for place in (first, second)]
    return names[0].isdisjoint(names[1])


def _of_two_tolls(one: EventMention, other: EventMention) -> bool:
    """Say whether two kinds of act have two tolls of dead."""
    if one.sub_type == other.sub_type:
        return False
    first, second = _dead(one), _dead(other)
    return first > 0 and second > 0 and first != second


def _dead(mention: EventMention) -> int:
    """Return how many dead a mention counts, 0 where it does not say."""
    told = {(item.victims, item.best) for item in mention.casualties if item.measure == "killed"}
    return 0 if any(best is None for _, best in told) else sum(best or 0 for _, best in told)


def same_actor(left: Actor, right: Actor) -> bool:
    """Say whether two actors share a word of their names, or a side."""
    first, second = name_key(left.known_as), name_key(right.known_as)
    return bool(first.significant & second.significant) or (bool(left.side) and left.side == right.side)
