"""Which mention the things of a Russian or Ukrainian sentence belong to: one of its own, or one before."""

from collections.abc import Sequence

from msgspec.structs import replace

from stemma.events.earlier import VIOLENT
from stemma.events.lexicon import codes
from stemma.events.slavic.again import one_place
from stemma.events.slavic.line import Line, hull, words_at
from stemma.events.slavic.setting import REACH
from stemma.events.slavic.things import things_in
from stemma.events.slavic.triggers import Hit
from stemma.records import EventMention, Place, Report, Thing

# What is told of an act in the sentences after it.
_HARM = frozenset({"damaged", "destroyed", "hit"})


def with_things(
    report: Report,
    line: Line,
    made: Sequence[tuple[Hit, str]],
    mentions: Sequence[EventMention],
    places: Sequence[Place],
) -> list[EventMention]:
    """Return the mentions so far, the things of a sentence with those that they belong to.

    Args:
        report: the report.
        line: the sentence.
        made: the triggers of the sentence, each with the id of its mention.
        mentions: those that the sentence may go on from, its own last.
        places: the places of the sentence.
    """
    acts = [hit.at for hit, _ in made if not hit.verbal]
    found: dict[str, list[Thing]] = {}
    for cue, thing in things_in(report, line, acts):
        owner = _owner(line, cue, made)
        if owner is None and thing.role in _HARM:
            owner = _before(line, mentions, places)
        if owner is not None:
            found.setdefault(owner, []).append(thing)
    if not found:
        return list(mentions)
    return [_holding(report, line, one, found[one.id]) if one.id in found else one for one in mentions]


def _owner(line: Line, cue: int, made: Sequence[tuple[Hit, str]]) -> str | None:
    """Return the mention of the nearest act, in the clause of the word that tells of the thing first."""
    if not made:
        return None
    return min(made, key=lambda one: (one[0].at != cue, line.apart(one[0].at, cue), abs(one[0].at - cue)))[1]


def _before(line: Line, mentions: Sequence[EventMention], places: Sequence[Place]) -> str | None:
    """Return the mention told before whose harm a sentence without an act tells of."""
    index = line.sentence.index
    told = next((one for one in reversed(mentions) if _harms(one)), None)
    if told is None or index - told.sentence > REACH or told.status != "occurred":
        return None
    return told.id if all(one_place(told.place, place) for place in places) else None


def _harms(mention: EventMention) -> bool:
    """Say whether an act can leave harm: any violent one, and what falls of a drone that is shot down."""
    return mention.type in VIOLENT or mention.sub_type == codes()["disrupted_weapons"].sub_type


def _holding(report: Report, line: Line, mention: EventMention, things: Sequence[Thing]) -> EventMention:
    """Return a mention with things; those of its own sentence widen its extent."""
    extent = mention.extent
    if mention.sentence == line.sentence.index:
        extent = words_at(report, hull((*extent.spans, *(one.span for one in things))))
    return replace(mention, extent=extent, things=(*mention.things, *things))
