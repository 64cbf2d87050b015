"""When an event was: by its own sentence or, where that says nothing, as the mention that it continues."""

from collections.abc import Sequence

from stemma.events.apart import days_from
from stemma.events.context import Context
from stemma.events.earlier import (
    FINE,
    NEXT,
    REACH,
    ROUGH,
    SAME_SCENE,
    VIOLENT,
    days_of,
    last,
    of_stretch,
    pointing,
)
from stemma.events.hits import Hit
from stemma.events.lexicon import word_set
from stemma.events.looking_back import looked_back
from stemma.events.setting import Found
from stemma.events.tree import Tree
from stemma.events.when import Moment, answered, choose_time, told_time
from stemma.records import EventMention, Time

_SET_OFF = frozenset({"earlier", "before", "after"})
_WEEK = 7
_SAME_EVENT = 0.5


def event_time(context: Context, hit: Hit, before: Sequence[EventMention], place: Found) -> Found:
    """Return the time of an event: its own sentence's, else that of the mention it continues.

    Args:
        context: the event's sentence.
        hit: its trigger.
        before: the report's mentions before it, in reading order.
        place: where the event was.
    """
    heads = (hit.head, *hit.also)
    chosen = (choose_time(context.tree, at, context.moments, context.reading.heads) for at in heads)
    found = next((one for one in chosen if one.time is not None), Found())
    if found.time is not None or hit.pattern.political:
        return found
    told = told_time(context.tree, hit.head, context.moments)
    if told.time is not None:
        return told
    apart = _identifies(context, hit) or _days_before(context.tree, hit) or of_stretch(context, hit)
    if (
        apart
        or _grows(context.tree, hit)
        or (answered(context.tree, hit.head) and not pointing(context.tree, hit))
    ):
        return found
    reach = REACH if pointing(context.tree, hit) else NEXT
    earlier = last(
        context,
        before,
        reach,
        lambda item: (
            item.time is not None
            and _of_days(item.time)
            and (item.type == hit.code.type or item.type in VIOLENT)
        ),
    )
    if earlier is None or any(_precedes(context.tree, time, earlier.time) for time in context.moments):
        return found
    if looked_back(context, earlier, before) or _told_elsewhere(context, hit, earlier, place):
        return found
    return Found(
        time=earlier.time, score=_SAME_EVENT if reach == REACH else SAME_SCENE, how="earlier mention"
    )


def _identifies(context: Context, hit: Hit) -> bool:
    """Say whether a clause tells what somebody once did, to say who it is ("a man who killed two")."""
    token = context.tree.tokens[hit.head]
    return hit.verbal and token.dep == "relcl" and "person" in context.classes.of(token.head)


def _grows(tree: Tree, hit: Hit) -> bool:
    """Say whether acts are told to go on or to become more ("air strikes on X have intensified")."""
    token = tree.tokens[hit.head]
    plural = token.tag == "NNS" and token.dep == "nsubj"
    return plural and not hit.verbal and tree.lemmas[token.head] in word_set("going_on")


def _days_before(tree: Tree, hit: Hit) -> bool:
    """Say whether a clause is set some days before or after what was told.

    "Just days earlier, troops killed six", "the raid came a day after a bomb killed two".
    """
    if _SET_OFF.isdisjoint(tree.words):
        return False
    clause = tree.clause(hit.head)
    if days_from(tree, clause):
        return True
    if tree.tokens[clause].dep == "advcl" and any(
        tree.words[mark] in _SET_OFF and tree.tokens[mark - 1].entity == "DATE"
        for mark in tree.children(clause, "mark")
    ):
        return True
    return any(
        tree.words[at] in ("earlier", "before") and tree.children(at, "npadvmod")
        for at in tree.children(clause, "advmod")
    )


def _precedes(tree: Tree, moment: Moment, other: Time | None) -> bool:
    """Say whether a sentence speaks, or was said, before the mention that it might go on from."""
    own, its = days_of(moment.time), None if other is None else days_of(other)
    if own is None or its is None or own[1] >= its[0]:
        return False
    telling = tree.lemmas[tree.clause(moment.index)] in word_set("speech", "status.toml")
    return telling or moment.time.precision in ROUGH


def _told_elsewhere(context: Context, hit: Hit, earlier: EventMention, place: Found) -> bool:
    """Say whether a sentence tells on a day of its own of an act at another place than the one before.

    "Two were killed in X on Monday. The army said on Tuesday that it killed four in Y": on a day not told.
    """
    own, its = place.place, earlier.place
    if (
        own is None
        or its is None
        or place.how != "attached"
        or (pointing(context.tree, hit) and not hit.verbal)
    ):
        return False
    if own.precision != its.precision and not {own.precision, its.precision} <= FINE:
        return False
    if (own.canonical or own.name).lower() == (its.canonical or its.name).lower():
        return False
    days = days_of(earlier.time) if earlier.time is not None else None
    told = (
        days_of(moment.time)
        for moment in context.moments
        if moment.time.precision not in ROUGH
        and context.tree.lemmas[context.tree.clause(moment.index)] in word_set("speech", "status.toml")
    )
    return any(day is not None and days is not None and day != days for day in told)


def _of_days(time: Time) -> bool:
    """Say whether a time is short enough to date a second event with it: no month, no year."""
    days = days_of(time)
    return time.precision not in ROUGH or (days is not None and (days[1] - days[0]).days <= _WEEK)
