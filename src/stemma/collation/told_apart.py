"""Whether two mentions of one report tell two acts of force, though place and day would let them be one."""

from functools import lru_cache

from stemma.names import fold, name_key
from stemma.records import Actor, EventMention

# Kinds of act, as a trigger's own word names them, of which none is another's word.
_FOUGHT = frozenset({"armed_clash"})
_FROM_AFAR = frozenset({"air_strike", "shelling", "suicide_bomb", "chemical"})
_CLASH = "Armed clash"
_GROUP = "armed_group"
_STATES = frozenset({"military", "police"})
_NAMING = "lexicon:"
_OWN_PLACE = "place: attached"
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


def _named_kind(mention: EventMention) -> str:
    """Return the kind of act that a trigger's own word names; "" where it leaves the kind open."""
    return _named_in(mention.rule)


@lru_cache(maxsize=4096)
def _named_in(rule: str) -> str:
    named, _, kept = rule.removeprefix(_NAMING).partition(";")[0].partition(">")
    return named if named == kept else ""


def _of_two_kinds(one: EventMention, other: EventMention) -> bool:
    kinds = (_named_kind(one), _named_kind(other))
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
    if "" not in (_named_kind(one), _named_kind(other)):
        return False  # two may be blamed for one shelling
    kinds = {one.actor.kind, other.actor.kind}
    return _GROUP in kinds and not _STATES.isdisjoint(kinds)


def _of_two_towns(one: EventMention, other: EventMention) -> bool:
    """Say whether each has a town, or each a district, of its own sentence, and these are two."""
    first, second = (item.place if _OWN_PLACE in item.rule else None for item in (one, other))
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
