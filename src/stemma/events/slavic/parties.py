"""Who did it to whom: the parties beside a trigger, as far as words and their order tell.

Where no grammar tells who did it, only forms that allow one reading are taken: an adjective at the
noun ("the Russian strike"), "on the part of", the words before an active verb that can be its subject.
"""

# ruff: noqa: RUF001 (Cyrillic letters)

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec.structs import replace

from stemma.events.slavic.counting import people_word
from stemma.events.slavic.lexicon import Side, enemy, fighters, sides, weapons, word_set
from stemma.events.slavic.line import Line, plain
from stemma.events.slavic.triggers import Hit
from stemma.morphology import nominative
from stemma.records import Actor, EventMention, Report

_REACH = 8
_AFTER = 5
_ON_PART = (("со", "стороны"), ("з", "боку"), ("зі", "сторони"), ("із", "боку"))
ENEMY = "enemy"
Form = Literal["nouns", "adjectives"]
_FORMS: tuple[Form, ...] = ("nouns", "adjectives")
_PEOPLE_KINDS = {
    "soldier": "military", "police": "police", "fighter": "armed_group", "protester": "protesters",
    "journalist": "media", "medic": "medical",
}  # fmt: skip


def parties_of(report: Report, line: Line, hit: Hit) -> tuple[Actor | None, Actor | None]:
    """Return the initiator and the target of an event, None where the words do not tell."""
    head = _actor(line, hit)
    target = _target(line, hit, head)
    if head is not None and _weapon_word(line, head) and _whose(line, head) is None:
        head = None  # "a drone attacked" tells not whose it was
    return (
        None if head is None else _described(report, line, head),
        None if target is None else _described(report, line, target),
    )


def _actor(line: Line, hit: Hit) -> int | None:
    if hit.code.key in ("agreement", "truce"):
        return None
    part = _on_part(line, hit)
    if part is not None:
        return part
    if hit.verbal:
        return _subject(line, hit.at, armed_only=hit.code.key == "disrupted_weapons")
    found = _adjective(line, hit.at)
    if found is None:
        carried = next((at for at in line.clause(hit.at) if line.has(at, word_set("carrying"))), None)
        found = None if carried is None else _subject(line, carried)
    return _owner(line, hit.at) if found is None else found


def _adjective(line: Line, noun: int) -> int | None:
    """Return the party's adjective before a trigger ("the Russian strike")."""
    at = noun - 1
    while at >= 0 and line.words[at].pos in ("ADJ", "DET"):
        if _is_party(line, at, "adjectives"):
            return at
        at -= 1
    return None


def _owner(line: Line, noun: int) -> int | None:
    """Return whose a trigger is by the genitive after it ("the shelling of the army": of those who fight)."""
    for at in range(noun + 1, min(len(line.words), noun + 3)):
        if line.words[at].case in ("gen", "") and fighting(line, at):
            return at
        if line.words[at].pos != "ADJ" or line.words[at].case != "gen":
            return None
    return None


def _on_part(line: Line, hit: Hit) -> int | None:
    texts = [word.text for word in line.words]
    for pair in _ON_PART:
        for at in line.clause(hit.at):
            if tuple(texts[at : at + 2]) == pair:
                after = range(at + 2, min(at + _AFTER, len(texts)))
                return next((one for one in after if fighting(line, one)), None)
    return None


def fighting(line: Line, at: int) -> bool:
    """Say whether a noun names a party, those who fight, or the other side."""
    word = line.words[at]
    if word.pos not in ("NOUN", "PROPN", "X", "ADJ") or (word.pos == "ADJ" and _before_noun(line, at)):
        return False
    return not word.keys.isdisjoint(fighters()) or _is_party(line, at, "nouns")


def _before_noun(line: Line, at: int) -> bool:
    return at + 1 < len(line.words) and line.words[at + 1].pos in ("NOUN", "PROPN")


def _is_party(line: Line, at: int, form: Form) -> bool:
    keys = line.words[at].keys
    return not (keys.isdisjoint(sides(form)) and keys.isdisjoint(enemy(form)))


def _subject(line: Line, verb: int, *, armed_only: bool = False) -> int | None:
    """Return who does what a verb tells: in front of an active verb, or in the instrumental of a passive.

    ``armed_only`` leaves out weapons: what is shot down did not shoot.
    """
    word = line.words[verb]
    clause = line.clause(verb)
    if word.short:
        agents = (at for at in clause if line.words[at].case == "ins" and fighting(line, at))
        return next(agents, None)
    doers = [at for at in clause if fighting(line, at) and not (armed_only and _weapon_word(line, at))]
    left = [at for at in reversed(doers) if verb - _REACH <= at < verb]
    for at in left:
        if _may_be_subject(line, at):
            return at
    right = (at for at in doers if verb < at <= verb + _AFTER)
    # Abbreviations are the same in every case.
    right = (at for at in right if not line.tokens[at].text.isupper())
    return next((at for at in right if line.words[at].case == "nom"), None)


def _may_be_subject(line: Line, at: int) -> bool:
    """Say whether a noun before a verb can be its subject: not of a preposition, nor of another noun."""
    if line.words[at].case in ("ins", "loc", "dat"):
        return False
    first = line.phrase(at).start
    before = line.words[first - 1] if first else None
    if before is None:
        return True
    if before.pos == "ADP":
        return False
    return not (
        before.pos in ("NOUN", "PROPN") and line.words[at].case == "gen" and line.words[first].case == "gen"
    )


def _target(line: Line, hit: Hit, actor: int | None) -> int | None:
    """Return whom or what an act was done to: after "on" or "at", or the object behind a verb."""
    after = range(hit.at + 1, min(hit.at + _REACH, len(line.words)))
    leading = False
    for at in after:
        if line.apart(hit.at, at) or at == actor:
            return None
        word = line.words[at]
        if word.pos == "ADP":
            leading = word.text in ("по", "на", "против", "проти")
        elif word.pos in ("NOUN", "PROPN") and (leading or (hit.verbal and not word.name)):
            known = people_word(line, at) or fighting(line, at)
            wanted = ("dat", "acc", "loc", "") if leading else ("acc", "nom", "gen")
            if known and word.case in wanted and not _weapon_word(line, at):
                return at
            if not known and word.case != "gen" and not word.name:
                return None
    return None


def _weapon_word(line: Line, at: int) -> bool:
    return not line.words[at].keys.isdisjoint(weapons())


def _whose(line: Line, head: int) -> Side | str | None:
    """Return the party that a phrase names, "enemy" for the other side, None for nobody."""
    places = line.phrase(head)
    return _side(line, places) or (ENEMY if _is_enemy(line, places) else None)


def _described(report: Report, line: Line, head: int) -> Actor:
    """Return the actor that a noun, or an adjective beside a trigger, names."""
    word = line.words[head]
    alone = (word.pos == "ADJ" and not fighting(line, head)) or not word.keys.isdisjoint(sides("nouns"))
    places = range(head, head + 1) if alone else line.phrase(head)
    span = line.span(places)
    side = _side(line, places)
    kind = next((fighters()[key] for key in sorted(word.keys) if key in fighters()), "")
    if not kind:
        kind = _PEOPLE_KINDS.get(people_word(line, head), "civilians" if people_word(line, head) else "")
    if side is not None and side.group:
        kind = "armed_group"
    if not kind and (side is not None or _is_enemy(line, places)):
        kind = "military"
    if (
        kind == "armed_group"
        and side is not None
        and any(line.tokens[at].text.isupper() and _is_party(line, at, "nouns") for at in places)
    ):
        kind = "military"  # "fighters of the VSU" are that army's, whatever they are called
    country = "" if side is None else side.country
    if kind == "civilians" or (kind == "armed_group" and side is not None and not side.group):
        side = None  # a state's citizens, and rebels who live in it, are not that state
    name = report.text[span.start : span.end]
    # Ukrainian forms are told without their sentence: a nominative plural is often taken for an accusative.
    oblique = line.words[places.start].case not in ("nom", "acc" if report.language == "uk" else "nom")
    plain_names = (
        nominative(token.text, token.tag, report.language)
        if oblique and places.start + at <= head
        else token.text
        for at, token in enumerate(line.tokens[places.start : places.stop])
    )
    entity = side.side if side is not None else " ".join(plain_names)
    other = ENEMY if side is None and _is_enemy(line, places) else ""
    return Actor(name, span, entity, kind, side.side if side else other, country)


def _side(line: Line, places: Iterable[int]) -> Side | None:
    for at in places:
        for form in _FORMS:
            table = sides(form)
            found = next((table[key] for key in sorted(line.words[at].keys) if key in table), None)
            if found is not None:
                return found
    return None


def _is_enemy(line: Line, places: Iterable[int]) -> bool:
    return any(not line.words[at].keys.isdisjoint(enemy(form)) for at in places for form in _FORMS)


def with_enemies(mentions: Sequence[EventMention], lines: Sequence[Line]) -> list[EventMention]:
    """Say who "the enemy" is, where the report names one party other than that of the place struck.

    Where it names none, or two, the side stays open; an adjective alone ("an enemy strike") names nobody.
    """
    named = {
        (side.side, side.country)
        for line in lines
        for at in range(len(line.words))
        if (side := _armed_side(line, at)) is not None
    }
    return [_known(mention, named) for mention in mentions]


def _armed_side(line: Line, at: int) -> Side | None:
    """Return the side of an armed noun with its party beside it, or of an abbreviation that is one."""
    if not fighting(line, at):
        return None
    return _side(line, line.phrase(at))


def _known(mention: EventMention, named: set[tuple[str, str]]) -> EventMention:
    actor = mention.actor
    if actor is None or actor.side != ENEMY:
        target = mention.target
        if target is not None and target.side == ENEMY:
            return replace(mention, target=replace(target, side=""))
        return mention
    country = mention.place.country if mention.place is not None else ""
    others = {one for one in named if not country or one[1] != country}
    if len(others) != 1:
        noun = (
            any(plain(word) in enemy("nouns") for word in actor.entity.split()) or len(actor.name.split()) > 1
        )
        return replace(mention, actor=replace(actor, side="") if noun else None)
    ((side, home),) = others
    rule = f"{mention.rule}; actor's side: the only other party named"
    return replace(mention, actor=replace(actor, entity=side, side=side, country=home), rule=rule)
