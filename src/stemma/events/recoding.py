"""What kind of event a general word tells: who took a place decides, and what "the attack" points back to."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from stemma.event_rules import OWN_TIME
from stemma.events.context import Context
from stemma.events.earlier import (
    BACK,
    REACH,
    VIOLENT,
    Parts,
    by_taker,
    holds,
    last,
    of_stretch,
    one_day,
    pointing,
)
from stemma.events.hits import Hit, names_kind_of
from stemma.events.lexicon import Code, codes, word_set
from stemma.events.tree import Tree
from stemma.events.weapons import weapon_words
from stemma.records import Actor, EventMention, Place

_GENERAL_CODES = frozenset({"assault", "killing", "attack", "ied", "armed_clash"})
_FROM_AIR = "Air/drone strike"
_FOUGHT = "Armed clash"
_FROM_AFAR = frozenset({"Shelling/artillery/missile attack", _FROM_AIR})
_UNARMED = frozenset({"civilian", "child", "woman", "resident", "villager"})
_WORD = re.compile(r"[a-z-]+")
_CIVIL = frozenset({"building", "civilians"})
_WITHIN = ("facility", "settlement", "district", "unknown")


def event_code(context: Context, hit: Hit, code: Code, parts: Parts, before: Sequence[EventMention]) -> Code:
    """Return the final code: takers decide territory, and "the attack" is what it points back to."""
    if code.key in ("capture", "recapture"):
        return by_taker(code, parts.actor, parts.place.place)
    code = _as_raided(context, hit, code, parts)
    if not _general(context, hit, code) or not pointing(context.tree, hit) or of_stretch(context, hit):
        return code

    def meant(item: EventMention) -> bool:
        if code.key not in _GENERAL_CODES:
            return item.sub_type in _FROM_AFAR
        if not names_kind_of(hit, item):
            return False
        return _hurts(item) and not _at_civil(context, hit, item)

    earlier = _of_the_day(context, parts, before, meant) or last(
        context, before, REACH if hit.verbal else BACK, meant
    )
    if earlier is None or _other_side(parts.actor, earlier.actor):
        return code
    if _set_apart(hit, parts, earlier, placed=_says_where(context, hit, earlier)):
        return code
    if _unlike(hit, parts, earlier):
        return code
    return next((row for row in codes().values() if row.sub_type == earlier.sub_type), code)


def _as_raided(context: Context, hit: Hit, code: Code, parts: Parts) -> Code:
    """Return the code of a state's "raid": from the air, or a clash where it was one of troops."""
    if code.key != "air_strike" or hit.pattern.words != ("raid",) or not _on_the_ground(context, hit):
        return code
    killed = [item.quantity.victims for item in parts.counts if item.quantity.measure == "killed"]
    return codes()["attack" if killed and set(killed) <= _UNARMED else "armed_clash"]


def _on_the_ground(context: Context, hit: Hit) -> bool:
    """Say whether a raid is one of troops: its sentence, or else its report, tells more of those.

    Where a report tells as much of both, a single raid is of troops: those of aircraft are told in plurals.
    """
    if any(name == "air_strike" for _, name, _ in weapon_words(context.tree)):
        return False
    ground, air = word_set("of_ground_raids"), word_set("of_air_raids")
    here = len(ground.intersection(context.tree.words)) - len(air.intersection(context.tree.words))
    if here or not air.isdisjoint(context.tree.words):
        return here > 0
    told = Counter(_WORD.findall(context.report.text.lower()))
    by_troops, by_air = (sum(told[word] for word in words) for words in (ground, air))
    one = context.tree.tokens[hit.head].tag == "NN"
    return by_troops > by_air or (one and by_troops == by_air > 0)


def _of_the_day(
    context: Context, parts: Parts, before: Sequence[EventMention], wanted: Callable[[EventMention], bool]
) -> EventMention | None:
    """Return the last mention of the day that an event has of its own ("Tuesday's raid"), None for none."""
    time = parts.time.time
    if parts.time.how != "attached" or time is None or time.start is None:
        return None
    day = time.start[:10]
    return last(
        context,
        before,
        REACH,
        lambda item: (
            wanted(item)
            and OWN_TIME in item.rule
            and item.time is not None
            and (item.time.start or "")[:10] == day
        ),
    )


def _says_where(context: Context, hit: Hit, earlier: EventMention) -> bool:
    """Say whether a sentence only tells more exactly where an act of before was.

    "The attack took place in X"; or "Monday's attack on X", right after the act was told without its day.
    """
    tree, token = context.tree, context.tree.tokens[hit.head]
    if token.dep == "nsubj" and tree.lemmas[token.head] in word_set("happening"):
        return True
    dated = any(tree.tokens[at].entity == "DATE" for at in tree.children(hit.head, "poss"))
    return dated and earlier.time is None and earlier.sentence == context.sentence.index - 1


def _general(context: Context, hit: Hit, code: Code) -> bool:
    """Say whether a trigger's word leaves open what kind of violence it is; "the fighting" does not."""
    if hit.pattern.political or (hit.code.key == "armed_clash" and hit.pattern.words != ("assault",)):
        return False
    return code.key in _GENERAL_CODES or (code.key == "air_strike" and bare_strike(context.tree, hit))


def _at_civil(context: Context, hit: Hit, item: EventMention) -> bool:
    """Say whether an act on buildings or civilians is not the battle that a mention tells."""
    aim = context.classes.of(hit.target)
    return item.sub_type == _FOUGHT and not hit.verbal and bool(aim & _CIVIL) and "base" not in aim


def _unlike(hit: Hit, parts: Parts, earlier: EventMention) -> bool:
    """Say whether who acts, or is hurt, speaks against the type of the event told before."""
    by_hand = hit.verbal or "raid" in hit.pattern.words
    if by_hand and earlier.sub_type in _FROM_AFAR and on_foot(parts.actor):
        return True
    return earlier.sub_type == _FOUGHT and _kills_civilians(parts)


def _kills_civilians(parts: Parts) -> bool:
    """Say whether somebody named does it to civilians: that is no battle, though one was told before."""
    return parts.actor is not None and parts.target is not None and parts.target.kind == "civilians"


def on_foot(actor: Actor | None) -> bool:
    """Say whether an actor is of those who fight on the ground: "soldiers killed three" is no air strike."""
    last = "" if actor is None else actor.name.lower().split()[-1]
    return not {last, last.removesuffix("s")}.isdisjoint(word_set("on_foot"))


def _hurts(item: EventMention) -> bool:
    """Say whether people can be killed by what a mention tells: taking a place alone kills nobody."""
    return item.type in VIOLENT and "territory" not in item.sub_type


def bare_strike(tree: Tree, hit: Hit) -> bool:
    """Say whether a trigger is the noun "strike" alone, which says neither what struck nor from where."""
    return not hit.verbal and hit.code.key == "assault" and tree.lemmas[hit.head] == "strike"


def _set_apart(hit: Hit, parts: Parts, earlier: EventMention, *, placed: bool) -> bool:
    """Say whether a sentence sets its event in another place or on another day than an earlier one.

    "The raid" may be told with the same place and day again; a verb with its own tells of another event.
    """
    place, time = parts.place.place, parts.time.time
    if hit.verbal or hit.code.key not in ("assault", "armed_clash"):
        return "attached" in (parts.place.how, parts.time.how)
    was = earlier.place
    attached = parts.place.how == "attached" and not placed
    if attached and place is not None and was is not None and _another(place, was):
        return True
    if parts.time.how != "attached" or time is None or earlier.time is None:
        return False
    if placed and time.start and earlier.time.start:  # "the bombing occurred on Friday" of "last week"
        return not one_day(time, earlier.time)
    return (time.start or "")[:10] != (earlier.time.start or "")[:10]


def _another(place: Place, was: Place) -> bool:
    """Say whether a place is not the one of before, nor a town or village in the region told before."""
    if was.precision == "country" or place.name == was.name:
        return False
    inside = place.country == was.country and holds(was, 1) and place.precision in _WITHIN
    return not inside


def _other_side(actor: Actor | None, earlier: Actor | None) -> bool:
    if actor is None or earlier is None or actor.kind == "armed":  # "the enemy", "forces": anybody's
        return False
    if actor.kind == earlier.kind and not (actor.side and earlier.side):  # "the paramilitaries", then "the X"
        return False
    return actor.side != earlier.side
