"""Which mention of its report a Russian or Ukrainian sentence tells of again: a headline's, "the strike"."""

from collections.abc import Sequence

from stemma.events.earlier import FINE, VIOLENT, Parts, one_day
from stemma.events.lexicon import Code
from stemma.events.slavic.setting import REACH
from stemma.records import Actor, EventMention, Place

_LEVELS = frozenset({"district", "region"})


def told_before(
    sentence: int, before: Sequence[EventMention], code: Code | None = None, parts: Parts | None = None
) -> EventMention | None:
    """Return the last mention that a sentence may tell of again, None where there is none.

    Args:
        sentence: the sentence's index.
        before: the report's mentions before it, in reading order.
        code: the code of what is told; None for a toll, which any act of violence may have.
        parts: its place, time and parties; None where only the kind of event is asked.
    """
    for mention in reversed(before):
        if sentence - mention.sentence > REACH:
            return None
        if mention.sentence < sentence and mention.status == "occurred" and _fits(mention, code, parts):
            return mention
    return None


def _fits(mention: EventMention, code: Code | None, parts: Parts | None) -> bool:
    if code is None:
        return mention.type in VIOLENT
    if mention.type != code.type and not {mention.type, code.type} <= VIOLENT:
        return False
    if parts is None:
        return True
    return (
        "territory" not in mention.sub_type + code.sub_type
        and one_place(mention.place, parts.place.place)
        and one_day(mention.time, parts.time.time)
        and _one_actor(mention.actor, parts.actor)
    )


def one_place(one: Place | None, other: Place | None) -> bool:
    """Whether two places may be one: two towns, districts or regions of other names are not."""
    if one is None or other is None:
        return True
    if "country" in (one.precision, other.precision) and one.precision != other.precision:
        return False  # "attacked the country with a hundred drones" is no town's strike again
    level = one.precision == other.precision and one.precision in _LEVELS
    if not ({one.precision, other.precision} <= FINE or level):
        return True
    return (one.canonical or one.name).lower() == (other.canonical or other.name).lower()


def _one_actor(one: Actor | None, other: Actor | None) -> bool:
    return one is None or other is None or not (one.side and other.side) or one.side == other.side
