"""Which mention of its report an event is told again of: "the attack", a headline's news in the lead."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from stemma.event_rules import POINTED
from stemma.events.context import Context
from stemma.events.earlier import BACK, FINE, VIOLENT, Parts, one_day, pointing
from stemma.events.hits import Hit, names_kind_of
from stemma.events.lexicon import Code
from stemma.events.tree import Tree
from stemma.records import Actor, EventMention, Place, Quantity, Time

_FOUGHT = "Armed clash"
_TAKEN = frozenset({"Non-state actor overtakes territory", "Government regains territory"})
_BEING = frozenset({"be", "go", "remain", "stay"})
_LOSSES = 2  # sentences back to the act whose losses go on
_LEAD = 4  # sentences after a headline, a dateline among them, in which its news is told


def antecedent(context: Context, hit: Hit, code: Code, parts: Parts, before: Sequence[EventMention]) -> str:
    """Return the id of the mention that an event is told again of, "" where it is told for the first time.

    A noun with "the" or "this" points to the last mention before it that it may mean; what the first
    sentences tell is what the headline told. Places, days, actors and tolls that differ speak against it.

    Args:
        context: the event's sentence.
        hit: its trigger.
        code: its type.
        parts: its actor, target, place, time and casualties.
        before: the report's mentions before it, in reading order.
    """
    if not code.type:
        return ""
    here = context.sentence.index
    if not hit.verbal and pointing(context.tree, hit):
        near = (one for one in reversed(before) if one.sentence < here <= one.sentence + BACK)
        may_be = [one for one in near if names_kind_of(hit, one) and _fits(one, code, parts)]
        if may_be:
            return next((one for one in may_be if _of_its_day(one, parts)), may_be[0]).id
    if _goes_on(hit, parts):
        near = (one for one in reversed(before) if one.sentence < here <= one.sentence + _LOSSES)
        last = next((one for one in near if one.type in VIOLENT), None)
        if (
            last is not None
            and last.block == context.block
            and _fits(last, code, _of_the_others(last, parts))
        ):
            return last.id
    if context.block == "body":
        heads = (one for one in before if one.block == "headline")
        told = next((one for one in heads if _fits(one, code, parts)), None)
        again = told is not None and any(one.antecedent == told.id for one in before)
        if told is not None and not again and here - told.sentence <= _LEAD:
            return told.id
    return ""


def points_back(tree: Tree, hit: Hit) -> bool:
    """Say whether a word speaks of one act told before: not "its strikes", nor "on the offensive".

    Of verbs these are such as only tell what it left ("the clinic was destroyed").
    """
    if hit.verbal or hit.pattern.political:
        return hit.told
    if not pointing(tree, hit):
        return False
    token = tree.tokens[hit.head]
    if token.dep == "pobj" and tree.words[token.head] == "on" and tree.lemmas[hit.head] == "offensive":
        return tree.lemmas[tree.tokens[token.head].head] not in _BEING
    owned = any(tree.tokens[at].pos == "PRON" for at in tree.children(hit.head, "poss"))
    return not (owned and token.tag == "NNS")


def told_beside(pointed: EventMention, mentions: Sequence[EventMention]) -> bool:
    """Say whether another mention of a sentence tells the act that one only points to."""
    before = mentions[: mentions.index(pointed)]
    return any(
        one.antecedent == pointed.antecedent
        or (
            not one.antecedent and _setting(one) == _setting(pointed)
        )  # "attacked X with who fought the battle"
        for one in mentions
        if one.type and one.status == "occurred" and (one in before or not one.rule.endswith(POINTED))
    )


def _setting(mention: EventMention) -> tuple[str, Place | None, Time | None]:
    return mention.sub_type, mention.place, mention.time


def _of_its_day(one: EventMention, parts: Parts) -> bool:
    """Whether a mention is of the day by which an act is called ("Monday's attack")."""
    told, its = parts.time.time, one.time
    if parts.time.how != "attached" or told is None or its is None:
        return False
    return bool(told.start) and (told.start or "")[:10] == (its.start or "")[:10]


def _goes_on(hit: Hit, parts: Parts) -> bool:
    """Whether a verb only tells who or what else was hurt, by nobody named, at no place or day of its own."""
    own = "attached" in (parts.place.how, parts.time.how)
    told = bool(parts.counts) or parts.target is not None
    left = hit.told or (hit.code.key == "killing" and told)
    return hit.verbal and left and parts.actor is None and not own


def _of_the_others(one: EventMention, parts: Parts) -> Parts:
    """Return an event's parts without counts of the other side in a fight ("15 attackers died")."""
    if one.sub_type != _FOUGHT:
        return parts
    told = {item.victims for item in one.casualties}
    other = [item for item in parts.counts if {item.quantity.victims, ""} & told or not item.quantity.victims]
    return replace(parts, counts=tuple(other))


def _fits(one: EventMention, code: Code, parts: Parts) -> bool:
    """Whether a mention and an event that is told now may be one."""
    kin = one.type == code.type or {one.type, code.type} <= VIOLENT
    return (
        kin
        and one.status not in {"planned", "hypothetical"}
        and not (one.status == "denied" and one.sub_type in _TAKEN and code.family != "territory")
        and one_place(one.place, parts.place.place)
        and one_day(one.time, parts.time.time)
        and _one_actor(one.actor, parts.actor)
        and _one_toll(one.casualties, [item.quantity for item in parts.counts])
    )


def one_place(one: Place | None, other: Place | None) -> bool:
    """Whether two mentions may be of one place: no two towns are told."""
    if one is None or other is None or not {one.precision, other.precision} <= FINE:
        return True
    return (one.canonical or one.name).lower() == (other.canonical or other.name).lower()


def _one_actor(one: Actor | None, other: Actor | None) -> bool:
    if one is None or other is None:
        return True
    if one.side and other.side:
        return one.side == other.side
    return bool(_words(one) & _words(other)) or not (one.kind and one.kind == other.kind)


def _words(actor: Actor) -> set[str]:
    return {word.lower() for word in f"{actor.name} {actor.entity}".split()}


def _one_toll(one: Iterable[Quantity], other: Iterable[Quantity]) -> bool:
    """Whether no count of one is another than the same count of the other."""
    counts = {quantity.measure: quantity for quantity in one}
    return all(
        quantity.measure not in counts or _meet(quantity, counts[quantity.measure]) for quantity in other
    )


def _meet(one: Quantity, other: Quantity) -> bool:
    if one.best is None or other.best is None:
        return True
    low = max(one.low or 0, other.low or 0)
    highs = [high for high in (one.high, other.high) if high is not None]
    return one.best == other.best or not highs or low <= min(highs)
