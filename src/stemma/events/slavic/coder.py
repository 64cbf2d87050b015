"""From a parsed Russian or Ukrainian report with its claims, places and times to coded event mentions."""

from collections.abc import Sequence

from msgspec.structs import replace

from stemma.events.earlier import VIOLENT, Parts, age_of, by_taker
from stemma.events.lexicon import Code, codes
from stemma.events.setting import Found
from stemma.events.slavic.again import told_before
from stemma.events.slavic.counting import Loss, losses_of, of_whole_war
from stemma.events.slavic.general import at_large, recollected
from stemma.events.slavic.items import item_mention, items_of
from stemma.events.slavic.lexicon import word_set
from stemma.events.slavic.line import Line
from stemma.events.slavic.owning import with_things
from stemma.events.slavic.parties import parties_of, with_enemies
from stemma.events.slavic.political import Around, political, seated
from stemma.events.slavic.record import OLD_SCORE, Telling, recorded
from stemma.events.slavic.setting import (
    earlier_place,
    earlier_time,
    names_unknown_town,
    of_office,
    place_of,
    scene_time,
    sites,
    time_of,
)
from stemma.events.slavic.several import heads, listed_with
from stemma.events.slavic.standing import standing
from stemma.events.slavic.state import Here, State
from stemma.events.slavic.tolls import counted, told_apart, told_when, with_waiting
from stemma.events.slavic.triggers import Hit, hits_of
from stemma.identity import stable_id
from stemma.records import (
    BlockKind,
    ClaimMention,
    EventMention,
    ParsedReport,
    Place,
    Report,
    Sentence,
    Time,
)
from stemma.stretches import Stretches

_READ: tuple[BlockKind, ...] = ("headline", "body", "caption", "correction")
_NEAR = 6


def code_slavic(
    report: Report,
    parsed: ParsedReport,
    claims: Sequence[ClaimMention],
    places: Sequence[Place],
    times: Sequence[Time],
) -> tuple[EventMention, ...]:
    """Return the events that a Russian or Ukrainian report mentions, in reading order.

    The arguments and records are those of :func:`stemma.events.code_events`.
    """
    state = State(report)
    begun = Stretches(
        (part.start, part.start + 1, at) for at, claim in enumerate(claims) for part in claim.content.spans
    )
    sited = Stretches((place.span.start, place.span.start + 1, place) for place in places)
    timed = Stretches((time.span.start, time.span.start + 1, time) for time in times)
    lines = [Line(sentence) for sentence in parsed.sentences if _is_read(report, sentence)]
    state.holders = seated(lines, report.language)
    for line in lines:
        sentence = line.sentence
        block, low, high = _block(report, sentence), sentence.start, sentence.end
        named = sited.touching(low, high)
        here = Here(
            line,
            sentence.index,
            block,
            tuple(claims[at] for at in sorted(set(begun.touching(low, high)))),
            tuple(sites(line, named)),
            tuple(timed.touching(low, high)),
        )
        _begin(state, here, named)
        _read(state, here)
        around = Around(here.index, block, here.claims, tuple(named), here.times)
        state.acts.extend(political(report, line, around, state.holders))
        state.named.extend((sentence.index, place) for place in here.places)
        if here.places:
            state.dated[sentence.index] = scene_time(line, here.times)
    return _in_order([*with_enemies(state.mentions, state.lines), *state.acts])


def _begin(state: State, here: Here, named: Sequence[Place]) -> None:
    """Keep a sentence, the offices in it, and that it opens with the place of what follows."""
    state.lines.append(here.line)
    state.offices.extend(of_office(here.line, named))
    if heads(here.line, here.places):
        state.head = here.index
        state.named = []


def _block(report: Report, sentence: Sentence) -> BlockKind:
    return report.blocks[sentence.block].kind if sentence.block < len(report.blocks) else "body"


def _is_read(report: Report, sentence: Sentence) -> bool:
    return _block(report, sentence) in _READ and bool(sentence.tokens)


def _in_order(mentions: Sequence[EventMention]) -> tuple[EventMention, ...]:
    """Return mentions by sentence; of a word that tells both a physical and a political act, the first."""
    physical = {one.trigger.spans[0] for one in mentions if one.type}
    kept = [one for one in mentions if one.type or one.trigger.spans[0] not in physical]
    return tuple(sorted(kept, key=lambda one: one.sentence))


def _read(state: State, here: Here) -> None:
    line = here.line
    losses = [loss for loss in losses_of(state.report, line, here.claims) if not loss.war]
    made: list[tuple[Hit, EventMention]] = []
    if not of_whole_war(line) and not at_large(line, here.times):
        for hit in hits_of(line):
            if recollected(line, hit):
                continue
            heads_all = hit.code.type in VIOLENT and not here.places
            if heads_all and standing(line, hit, here.claims).status == "occurred":
                state.struck = (hit.code, time_of(line, hit.at, here.times))
            before = [*state.near(), *(one for _, one in made)]
            mention = _mention(state, here, hit, before, losses=bool(losses))
            if mention is not None:
                made.append((hit, mention))
                made.extend((hit, one) for one in _at_others(state, here, hit, mention, before))
    tolled = counted(state.report, here, made, losses)
    state.mentions.extend(with_waiting(state, here, [tolled.get(one.id, one) for _, one in made]))
    if not made:
        told_when(state, here)
        if _itemised(state, here, losses):
            return
    left = [loss for loss in losses if not any(loss.quantity in one.casualties for one in tolled.values())]
    if left:
        told_apart(state, here, left)
    acts = [(hit, one.id) for hit, one in made]
    later = [one for one in state.mentions if one.sentence < state.head]
    state.mentions = [*later, *with_things(state.report, line, acts, state.near(), here.places)]


def _itemised(state: State, here: Here, losses: Sequence[Loss]) -> bool:
    """Make a mention of each place of a line without a verb ("Kharkiv: 3 wounded, Izium: one dead").

    One place after an event that is told before it is left to the rules for tolls told apart.
    """
    items = items_of(here.line, here.places, losses)
    if state.struck is None or not items or (len(items) == 1 and told_before(here.index, state.near())):
        return False
    made = [item_mention(state.report, here.line, here.block, state.struck, item) for item in items]
    state.mentions.extend(made)
    return True


def _at_others(
    state: State, here: Here, hit: Hit, mention: EventMention, before: Sequence[EventMention]
) -> list[EventMention]:
    """Return the mentions of the same act at the other places of the list that its place stands in."""
    if mention.place is None or hit.code.family == "agreement":
        return []
    found = []
    for place in listed_with(here.line, mention.place, here.places):
        other = _mention(state, replace(here, places=(place,)), hit, before, losses=False)
        if other is not None and other.place == place:
            name = stable_id("event", state.report.id, place.span.start, mention.id)
            found.append(replace(other, id=name, rule=f"{other.rule}; one place of a list"))
            state.lists.add(mention.id)
            state.listed.add(name)
    return found


def _mention(
    state: State, here: Here, hit: Hit, before: Sequence[EventMention], *, losses: bool
) -> EventMention | None:
    report, line = state.report, here.line
    own = place = place_of(line, hit.at, here.places)
    told = told_before(here.index, before, hit.code) if hit.code.type else None
    settled = own.place is not None or line.any_of(line.clause(hit.at), word_set("settled"))
    if hit.pattern.place and not settled and told is None:
        return None
    unknown = place.place is None and names_unknown_town(line, hit.at, here.places)
    if place.place is None and hit.code.family != "territory":
        place = earlier_place(here.index, before, state.named, wide=unknown)
    if place.place is None and state.offices and not hit.pattern.place:
        place = Found(place=state.offices[-1], score=0.3, how="of the official who tells it")
    time = time_of(line, hit.at, here.times)
    if time.time is None:
        time = earlier_time(here.index, before, hit.code.type)
    if time.time is None and place.how == "named before":
        time = state.dated.get(here.index - 1, Found())
    actor, target = parties_of(report, line, hit)
    parts = Parts(actor, target, place, time, _weapon(line, hit), ())
    age = age_of(report.published, time)
    if age == "history" or not (told or _enough(hit, own, parts, losses=losses)):
        return None
    code, again = _code(hit, parts, before, here.index, other=unknown or _another(line, hit))
    stand = standing(line, hit, here.claims)
    if code.family == "territory" and stand.status != "occurred" and place.place is None:
        return None
    score = 0.5 + 0.1 * (actor is not None) + 0.1 * (target is not None)
    score = round(min(0.9, score + 0.1 * place.score + 0.1 * time.score), 2)
    score = round(score * OLD_SCORE, 2) if age == "old" else score
    rule = f"slavic: {hit.pattern.code}>{code.key}"
    told_now = Telling(line, here.block, hit.at, code, parts, stand, rule, score, again=again)
    known = (actor, target, place.place, time.time)
    return recorded(report, told_now, [one.span for one in known if one is not None])


def _enough(hit: Hit, own: Found, parts: Parts, *, losses: bool) -> bool:
    """Say whether an event has something of its own beside its trigger."""
    if hit.pattern.armed and parts.actor is None:
        return False
    if hit.code.family == "agreement" and hit.pattern.beside:
        return True
    known = parts.actor is not None and bool(parts.actor.side or parts.actor.kind)
    return (
        own.place is not None or known or parts.target is not None or losses or parts.place.place is not None
    )


def _code(
    hit: Hit, parts: Parts, before: Sequence[EventMention], sentence: int, *, other: bool
) -> tuple[Code, str]:
    """Return an event's code, and the id of the mention that it tells again of ("the attack")."""
    code = hit.code
    if code.key in ("capture", "recapture"):
        return by_taker(code, parts.actor, parts.place.place), ""
    if hit.pattern.code == "fire" and parts.actor is not None and parts.actor.kind == "military":
        code = codes()["shelling"] if hit.general else code
    if hit.general and parts.target is not None and parts.target.kind in ("military", "police"):
        on_foot = code.key in ("assault", "attack")
        code = codes()["armed_clash"] if on_foot else code
    earlier = None if other or not code.type else told_before(sentence, before, code, parts)
    if earlier is None:
        return code, ""
    if (hit.general and earlier.type in VIOLENT) or code.key == "peaceful_protest":
        code = next((row for row in codes().values() if row.sub_type == earlier.sub_type), code)
    return code, earlier.id


def _another(line: Line, hit: Hit) -> bool:
    """Say whether a trigger tells of another event, or of many, and not again of one told before."""
    before = range(max(0, hit.at - _NEAR), hit.at)
    counted = any(line.words[at].text.isdigit() and line.words[at].text != "1" for at in before[-2:])
    return counted or any(line.has(at, word_set("another")) for at in before if not line.apart(at, hit.at))


def _weapon(line: Line, hit: Hit) -> str:
    return "" if hit.weapon is None else line.tokens[hit.weapon].lemma
