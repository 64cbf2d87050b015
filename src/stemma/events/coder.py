"""From a parsed report with its claims, places and times to coded event mentions."""

from collections.abc import Sequence

from msgspec.structs import replace

from stemma.event_rules import CORRECTS, POINTED, settings, told_by
from stemma.events.abroad import home_of, without_seats_abroad
from stemma.events.acts import coded_at, composed
from stemma.events.again import Told, claimed
from stemma.events.answering import corrects, foiled, spoken_of
from stemma.events.antecedents import antecedent, points_back, told_beside
from stemma.events.choosing import ACT, Model, load_model, with_arguments
from stemma.events.claiming import claimant_of, with_claimant
from stemma.events.context import Context, read_sentences, sentences_in_context
from stemma.events.dated import event_time
from stemma.events.doers import only_thing
from stemma.events.earlier import (
    Parts,
    age_of,
    continued_actor,
    event_place,
    lasting,
)
from stemma.events.happening import happens
from stemma.events.hits import INCIDENT, Hit
from stemma.events.keeping import Kept, kept_of
from stemma.events.lead import with_lead_types
from stemma.events.lexicon import Code, word_set
from stemma.events.one_act import with_acts
from stemma.events.options import Around, Coded
from stemma.events.parties import amount_of
from stemma.events.politics import between_sides, political_actor, political_target
from stemma.events.recoding import bare_strike, event_code
from stemma.events.setting import Found
from stemma.events.sides import with_sides
from stemma.events.status import Standing, presupposed, standing
from stemma.identity import stable_id
from stemma.languages import SLAVIC
from stemma.parses import facts_of_text
from stemma.records import Actor, ClaimMention, EventMention, ParsedReport, Place, Report, Span, Time, Words
from stemma.steps import Steps, Stepwise

_NEEDED = frozenset({"place", "actor", "target", "casualties"})
# What the score of an event is worth that is told as long past.
_OLD_SCORE = 0.5
# An area that reaches farther is no scene of one act ("attacks in the Middle East"); one near a town is.
_WIDE_KM = 60.0
# What needs no more than a place told before.
_BOMBS = frozenset({"ied", "suicide_bomb"})
# Who stops work, and who has weapons to strike with.
_WORKING = frozenset({"protesters", "medical", "media"})
_STRIKING = frozenset({"armed", "country", "government", "police", "group", "opposition", "aircraft"})


@Stepwise
def code_events(  # noqa: PLR0917  what a report was read for, room by room
    report: Report,
    parsed: ParsedReport,
    claims: Sequence[ClaimMention],
    places: Sequence[Place],
    times: Sequence[Time],
    model: Model | None = None,
) -> Steps[tuple[EventMention, ...]]:
    """Return the conflict events that a report mentions, in reading order.

    Physical events carry ACLED's type and sub-event type, all carry PLOVER's event and mode
    (``codebook.toml`` says what each means). ``claims``, ``places`` and ``times`` are the
    report's own, as the rooms ``attribution``, ``places`` and ``times`` give them. ``model`` chooses what
    the rules leave open; the bundled one by default.
    """
    if report.language in SLAVIC:
        from stemma.events.slavic import code_slavic  # noqa: PLC0415  loaded when the first such report comes

        return code_slavic(report, parsed, claims, places, times)
    ages = tuple([age_of(report.published, Found(time=time)) for time in times])
    facts, key = facts_of_text(report, parsed), ("events", tuple(times), ages)
    known: Kept | None = facts.get(key) if model is None else None
    told = None if known is None else known.of(report, claims, places)
    if told is not None:
        return told
    coded = yield from coding_by_rule(report, parsed, claims, places, times)
    yield
    model, own = model or load_model(), model is None
    if model is None or not coded:
        found = [one.mention for one in coded]
    else:
        found = with_arguments(model, Around.of(report, parsed, places, coded), coded)
    sided = with_sides(report, with_lead_types(found))
    same_act = model.weights.get(ACT) if model is not None else None
    events = tuple(with_acts(same_act, sided) if same_act is not None else sided)
    kept = kept_of(report, claims, places, events) if own else None
    if kept is not None:
        facts[key] = kept
    return events


coding_events = code_events.steps


def coding_by_rule(
    report: Report,
    parsed: ParsedReport,
    claims: Sequence[ClaimMention],
    places: Sequence[Place],
    times: Sequence[Time],
) -> Steps[list[Coded]]:
    """Return the events that the rules find, each with its sentence and trigger, in steps."""
    found: list[EventMention] = []
    origins: list[tuple[Context, Hit]] = []
    read = yield from read_sentences(report, parsed, places)
    yield
    contexts = list(sentences_in_context(report, read, claims, times))
    yield
    for context in contexts:
        for mention, hit in _code_sentence(context, found):
            found.append(mention)
            origins.append((context, hit))
        claimant = claimant_of(context)
        claimed_act = None if claimant is None else with_claimant(context, claimant, found)
        if claimed_act is not None:
            found[claimed_act[0]] = claimed_act[1]
    coded = [Coded(mention, *origin) for mention, origin in zip(found, origins, strict=True)]
    return without_seats_abroad(coded, home_of(places))


def _code_sentence(context: Context, before: Sequence[EventMention]) -> list[tuple[EventMention, Hit]]:
    coded: list[tuple[EventMention, Hit]] = []
    for told in context.reading.told:
        mentions = [mention for mention, _ in coded]
        mention = _mention(context, claimed(told, context.claims), (*before, *mentions))
        if mention is not None and not any(_repeats(mention, other) for other in mentions):
            coded.append((mention, told.hit))
    mentions = [mention for mention, _ in coded]
    return [one for one in coded if not (one[0].rule.endswith(POINTED) and told_beside(one[0], mentions))]


def _repeats(mention: EventMention, other: EventMention) -> bool:
    """Say whether a mention repeats another of its sentence, with nothing of its own."""
    return (
        mention.sub_type == other.sub_type
        and mention.plover == other.plover
        and not mention.casualties
        and mention.place == other.place
        and mention.time == other.time
        and (mention.actor is None or (other.actor is not None and mention.actor.name == other.actor.name))
    )


def _mention(context: Context, told: Told, before: Sequence[EventMention]) -> EventMention | None:
    hit = told.hit
    if foiled(context, hit):
        return None
    parts = _parts(context, told, before)
    pointed = not _enough(context, hit, parts)
    if pointed and not _known(context, told, parts, before):
        return None
    age = age_of(context.report.published, parts.time)
    if age == "history" or lasting(context, hit):
        return None
    code = event_code(context, hit, told.code, parts, before)
    trigger = told.trigger
    span = Span(trigger.spans[0].start, trigger.spans[-1].end)
    at = coded_at(context.tree, hit)
    stand = standing(context.tree, hit.head if at is None else at, span, context.claims, coded=at is not None)
    parts, stand, spoken = spoken_of(context, hit, parts, stand)
    if code.family == "territory" and stand.status != "occurred" and _country_wide(parts.place):
        return None
    score = _score(parts)
    again = antecedent(context, hit, code, parts, before)
    if again and not hit.verbal:
        stand = presupposed(context.tree, hit.head, stand, next(one for one in before if one.id == again))
    return _record(
        context, told, code, parts, stand,
        again=again,
        score=round(score * _OLD_SCORE, 2) if age == "old" else score,
        marks=spoken + (POINTED if pointed else ""),
    )  # fmt: skip


def _parts(context: Context, told: Told, before: Sequence[EventMention]) -> Parts:
    place, target = event_place(context, told.hit, told.code, before), told.target
    political = told.hit.pattern.political
    if target is not None and _is_where(target, place):
        place, target = replace(place, how="attached"), None
    if political:
        actor = None if only_thing(context.tree, context.classes, told.hit) else told.actor
        actor, target = political_actor(context, told.hit, actor), political_target(context, target)
    else:
        actor = continued_actor(context, told.hit, told.actor, before)
    return Parts(
        actor,
        target,
        place,
        event_time(context, told.hit, before, place),
        told.weapon,
        told.counts,
        any(one.role not in ("used", "acts") for one in told.things),
    )


def _is_where(target: Actor, place: Found) -> bool:
    """Say whether a target is only the name of the event's place, taken for somebody's."""
    if place.place is None or target.side or target.kind not in ("", "person"):
        return False
    return target.name.lower() == place.place.name.lower()


def _record(
    context: Context,
    told: Told,
    code: Code,
    parts: Parts,
    stand: Standing,
    *,
    again: str,
    score: float,
    marks: str,
) -> EventMention:
    hit, trigger = told.hit, told.trigger
    plover, mode = composed(context.tree, hit) if hit.pattern.political else (code.plover, code.mode)
    # A correction speaks of what was told before: nothing in it is news of an event done.
    corrected = corrects(context.block, context.report.text[context.sentence.start : context.sentence.end])
    news = not corrected or stand.status != "occurred"
    rule = f"{told_by(hit.pattern.code, code.key)}; {settings(parts.place.how, parts.time.how)}"
    return EventMention(
        id=stable_id("event", context.report.id, trigger.spans[0].start, code.key),
        report=context.report.id,
        sentence=context.sentence.index,
        block=context.block,
        trigger=trigger,
        extent=_extent(context, hit, parts),
        type=code.type,
        sub_type=code.sub_type,
        plover=plover,
        mode=mode,
        actor=parts.actor,
        target=parts.target,
        weapon=parts.weapon,
        place=parts.place.place,
        time=parts.time.time,
        casualties=tuple(item.quantity for item in parts.counts),
        factuality=stand.factuality if news else "Uu",
        status=stand.status if news else "unknown",
        claim=None if stand.claim is None else stand.claim.id,
        rule=f"{rule}{'' if news else CORRECTS}{marks}",
        score=score,
        antecedent=again,
        things=told.things,
    )


def _country_wide(place: Found) -> bool:
    """Say whether a place is a whole country: "will never conquer X" is an opinion, not an event."""
    return place.place is None or place.place.precision == "country"


def _score(parts: Parts) -> float:
    """Return a score that grows with what is known; an inherited setting counts by its own score."""
    score = (
        0.5 + 0.1 * (parts.actor is not None) + 0.1 * (parts.target is not None) + 0.05 * bool(parts.counts)
    )
    return round(min(0.95, score + 0.1 * parts.place.score + 0.1 * parts.time.score), 2)


def _enough(context: Context, hit: Hit, parts: Parts) -> bool:
    """Say whether an event has the arguments without which its trigger is only a word."""
    if hit.pattern.political:
        return between_sides(parts.actor, parts.target, hit.code)
    if hit.verbal and (
        hit.code.family == "agreement" or (hit.code.key == "killing" and hit.target is not None)
    ):
        return True
    if hit.pattern.words == INCIDENT or _generic(context, hit, parts) or _of_workers(context, hit):
        return False
    if not hit.told and parts.place.place is not None and happens(context.tree, hit):
        return True
    place_target = hit.target is not None and _may_be_place(context, hit.target)
    goes_off = hit.verbal and hit.code.key in _BOMBS and parts.place.how == "earlier mention"
    attached = (parts.place.place is not None and parts.place.how == "attached") or goes_off
    actor = parts.actor
    have = {
        "place": attached or place_target,
        "place_target": place_target,
        "actor": actor is not None and bool(actor.kind or actor.country),
        "target": parts.target is not None or place_target or parts.harmed,
        "casualties": bool(parts.counts),
        "time": parts.time.how == "attached",
        "weapon": bool(parts.weapon),
    }
    needed = hit.pattern.needs | {"casualties"} if hit.pattern.needs else _NEEDED
    return any(have.get(name, False) for name in needed) or ("target" in needed and _thing_hit(context, hit))


def _known(context: Context, told: Told, parts: Parts, before: Sequence[EventMention]) -> bool:
    """Say whether a noun points to an act told before ("the attack left two streets in ruins")."""
    hit = told.hit
    if hit.pattern.words == INCIDENT and len(context.reading.told) > 1:
        return False  # another word of its sentence tells it
    if not points_back(context.tree, hit):
        return False
    code = event_code(context, hit, told.code, parts, before)
    return bool(antecedent(context, hit, code, parts, before))


def _generic(context: Context, hit: Hit, parts: Parts) -> bool:
    """Say whether a noun speaks of its kind ("terrorist attacks in the world"), or of a state's end."""
    if hit.verbal:
        return False
    if hit.code.key == "capture" and "country" in context.classes.of(hit.target):
        return True
    token = context.tree.tokens[hit.head]
    if _goes_on(context, hit) and parts.time.how != "attached" and not parts.counts and not parts.harmed:
        return True
    # The parse may hang the number on the weapon: "three drone strikes".
    nouns = (hit.head, *context.tree.children(hit.head, "compound"))
    told = any(context.tree.children(at, "det", "nummod", "poss") for at in nouns)
    bare = token.tag == "NNS" and not told
    named = any(who is not None and (who.side or who.country) for who in (parts.actor, parts.target))
    if bare and _done(context, hit) and (parts.target is not None or parts.place.place is not None):
        return False
    wide = _is_wide(parts.place.place)
    return bare and wide and not named and not parts.counts and parts.time.how != "attached"


def _is_wide(place: Place | None) -> bool:
    """Say whether a place is no scene of one act: none, a country, or an area that reaches far."""
    if place is None or place.precision == "country":
        return True
    return place.precision == "area" and (place.radius_km or _WIDE_KM) >= _WIDE_KM


def _done(context: Context, hit: Hit) -> bool:
    """Say whether a past tense tells acts as done by forces ("the army conducted air strikes on X")."""
    tree, token = context.tree, context.tree.tokens[amount_of(context.tree, hit.head)]
    if token.dep != "dobj" or tree.lemmas[token.head] not in word_set("doing"):
        return False
    past = tree.tokens[token.head].tag == "VBD" and not tree.children(token.head, "aux")
    return past and bool(context.classes.of(tree.subject(token.head)) & word_set("acting"))


def _goes_on(context: Context, hit: Hit) -> bool:
    """Say whether acts are said to go on or to grow, none of them told ("has stepped up attacks in X")."""
    tree = context.tree
    token = tree.tokens[hit.head]
    if token.tag != "NNS" or tree.children(hit.head, "det", "nummod") or token.dep != "dobj":
        return False
    if tree.tokens[token.head].tag == "VBG" and tree.words[token.head - 1] == "amid":
        return False  # "amid intensifying clashes between X and Y"
    return any(tree.lemmas[at] in word_set("going_on") for at in tree.ancestors(hit.head))


def _of_workers(context: Context, hit: Hit) -> bool:
    """Say whether a strike is one of people who stop work: "a strike by bus drivers", "for higher wages"."""
    tree = context.tree
    if not bare_strike(tree, hit):
        return False
    aims = {tree.lemmas[inner] for word, _, inner in tree.prepositional(hit.head) if word in ("for", "over")}
    by = context.classes.of(hit.actor) if hit.actor is not None else frozenset()
    return not aims.isdisjoint(word_set("wages")) or (bool(by & _WORKING) and not by & _STRIKING)


def _thing_hit(context: Context, hit: Hit) -> bool:
    """Say whether what is hit is a building, or a part of one ("hit the entrance of the school")."""
    if hit.target is None or not hit.code.type:
        return False
    inner = (at for word, _, at in context.tree.prepositional(hit.target) if word == "of")
    return any(context.classes.of(at) & {"building", "vehicle"} for at in (hit.target, *inner))


def _may_be_place(context: Context, index: int) -> bool:
    """Say whether a word stands for a place: by its class, or as a name that is nothing else."""
    found = context.classes.of(index)
    return "place" in found or (context.tree.tokens[index].pos == "PROPN" and found == {"any"})


def _extent(context: Context, hit: Hit, parts: Parts) -> Words:
    """Return the stretch of the sentence that holds the trigger and what belongs to it."""
    tree = context.tree
    spans = [tree.span((*hit.words, *tree.ends(hit.head)))]
    spans += [item.span for item in (parts.actor, parts.target) if item is not None]
    spans += [item.quantity.span for item in parts.counts]
    inside = [
        span for span in spans if context.sentence.start <= span.start and span.end <= context.sentence.end
    ]
    start, end = min(span.start for span in inside), max(span.end for span in inside)
    return Words((Span(start, end),), context.report.text[start:end])
