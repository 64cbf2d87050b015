"""Which event a toll of a Russian or Ukrainian report is of: told with it, before it, or after it."""

from collections.abc import Sequence

from msgspec.structs import replace

from stemma.event_rules import NO_TIME, TIME_TOLD_AFTER, settings
from stemma.events.earlier import VIOLENT, one_day
from stemma.events.slavic.again import one_place, told_before
from stemma.events.slavic.counting import Loss
from stemma.events.slavic.lexicon import word_set
from stemma.events.slavic.line import hull, words_at
from stemma.events.slavic.setting import place_of, time_of
from stemma.events.slavic.state import Here, State
from stemma.events.slavic.triggers import Hit
from stemma.events.status import innermost
from stemma.identity import stable_id
from stemma.records import EventMention, Place, Report, Span, Time, Words

# A toll told before its event is that of an event told so many sentences on.
_AHEAD = 2


def counted(
    report: Report, here: Here, made: Sequence[tuple[Hit, EventMention]], losses: Sequence[Loss]
) -> dict[str, EventMention]:
    """Return the mentions with the losses that belong to them: those of the nearest trigger that was done."""
    made = [(hit, one) for hit, one in made if _bleeds(one)]
    found: dict[str, EventMention] = {one.id: one for _, one in made}
    for loss in losses:
        done = [(hit, one) for hit, one in made if one.status == "occurred" and _can_have(one, loss)]
        if not done:
            continue
        _, owner = min(
            done, key=lambda pair: (here.line.apart(pair[0].at, loss.cue), abs(pair[0].at - loss.cue))
        )
        mention = found[owner.id]
        extent = _widened(report, mention.extent, (loss.quantity.span,))
        found[owner.id] = replace(mention, extent=extent, casualties=(*mention.casualties, loss.quantity))
    return found


def _can_have(mention: EventMention, loss: Loss) -> bool:
    taken = loss.quantity.measure == "captured"
    custody = mention.type not in VIOLENT or "Abduction" in mention.sub_type
    return taken == custody or mention.type in ("Protests", "Riots")


def with_waiting(state: State, here: Here, made: list[EventMention]) -> list[EventMention]:
    """Give a toll that was told before its event to the first mention that can have it."""
    waiting = [quantity for at, quantity in state.waiting if here.index - at <= _AHEAD]
    for at, mention in enumerate(made):
        several = mention.id in state.lists | state.listed
        done = mention.type in VIOLENT and mention.status == "occurred" and not several
        if waiting and done and not mention.casualties:
            state.waiting.clear()
            return [*made[:at], replace(mention, casualties=tuple(waiting)), *made[at + 1 :]]
    return made


def told_apart(state: State, here: Here, losses: Sequence[Loss]) -> None:
    """Make a mention of a toll that is told without its event, after the event; before it, let it wait."""
    hurt = [loss for loss in losses if loss.quantity.measure in ("killed", "injured")]
    if not hurt:
        return
    before = told_before(here.index, [one for one in state.near() if one.id not in state.listed])
    if before is None:
        state.waiting.extend((here.index, loss.quantity) for loss in hurt)
        return
    line, cue = here.line, hurt[0].cue
    place, time = place_of(line, cue, here.places), time_of(line, cue, here.times)
    # How a toll told after a list falls on its places no report says: it is of the region around them.
    of_list = before.id in state.lists and place.place is None
    other = of_list or _elsewhere(before, place.place, time.time)
    where = place.place or (None if other and time.time is not None else before.place)
    where = _around(state) if of_list else where
    span = line.span(range(cue, cue + 1))
    spans = [span, *(loss.quantity.span for loss in hurt)]
    claim = innermost(here.claims, span)
    whose = "a list of places" if of_list else "another event" if other else "an event told before"
    how = settings(place.how or "earlier mention", time.how or "earlier mention")
    state.mentions.append(
        replace(
            before,
            id=stable_id("event", state.report.id, span.start, "toll"),
            sentence=here.index,
            block=here.block,
            trigger=words_at(state.report, span),
            extent=words_at(state.report, hull(spans)),
            actor=None if of_list else before.actor,  # an actor would tie it to one of the towns
            place=where,
            time=time.time or before.time,
            casualties=tuple(loss.quantity for loss in hurt),
            claim=None if claim is None else claim.id,
            rule=f"slavic: the toll of {whose}; {how}",
            score=round(0.8 * before.score, 2),
            antecedent="" if other else before.id,
        )
    )


def _around(state: State) -> Place | None:
    """Return the region or district that was named last, None for none."""
    wide = [one for _, one in state.named if one.precision in ("region", "district")]
    return wide[-1] if wide else None


def _elsewhere(before: EventMention, place: Place | None, time: Time | None) -> bool:
    """Say whether a toll is of another place or day than the event told before it."""
    return not (one_place(before.place, place) and one_day(before.time, time))


def told_when(state: State, here: Here) -> None:
    """Give the time of a sentence such as "it happened on Monday" to the event told before it."""
    every = range(len(here.line.words))
    happened = next((at for at in every if here.line.has(at, word_set("happened"))), None)
    if happened is None or not state.mentions or here.index - state.mentions[-1].sentence > 1:
        return
    time = time_of(here.line, happened, here.times)
    if time.time is not None:
        for at, mention in enumerate(state.mentions):
            if mention.time is None and here.index - mention.sentence <= _AHEAD:
                rule = mention.rule.replace(NO_TIME, TIME_TOLD_AFTER)
                state.mentions[at] = replace(mention, time=time.time, rule=rule)


def _bleeds(mention: EventMention) -> bool:
    """Say whether people can be killed or taken by what a mention tells."""
    return mention.type in VIOLENT or mention.type in ("Protests", "Riots") or "Arrests" in mention.sub_type


def _widened(report: Report, words: Words, spans: Sequence[Span]) -> Words:
    """Return an extent that holds some more spans of its sentence."""
    return words_at(report, hull((*words.spans, *spans)))
