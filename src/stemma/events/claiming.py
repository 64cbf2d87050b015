"""Who claims responsibility and does not name the act: it is the one told before."""

from collections.abc import Sequence

from msgspec.structs import replace

from stemma.events.context import Context
from stemma.events.earlier import VIOLENT
from stemma.events.hits import Hit
from stemma.events.lexicon import word_set
from stemma.events.status import standing
from stemma.events.tree import Tree
from stemma.records import Actor, EventMention, Span

_CLAIMING = ("claim", "responsibility")
# How many sentences back the act is looked for.
_BACK = 2


def claimant_of(context: Context) -> Actor | None:
    """Return the named party that a sentence says claimed responsibility, of no act that it names."""
    for told in context.reading.told:
        hit = told.hit
        if hit.pattern.words != _CLAIMING or told.actor is None or not told.actor.side:
            continue
        if _for_something(context.tree, hit.words) or _by_nobody(context.tree, hit.head):
            continue
        if _is_done(context, hit):
            return told.actor
    return None


def with_claimant(
    context: Context, claimant: Actor, mentions: Sequence[EventMention]
) -> tuple[int, EventMention] | None:
    """Return the last act of force told before without who did it, with its claimant, and its index.

    Args:
        context: the sentence of the claim.
        claimant: who claimed responsibility.
        mentions: the report's mentions up to this sentence, in reading order.
    """
    for at in range(len(mentions) - 1, -1, -1):
        one = mentions[at]
        if context.sentence.index - one.sentence > _BACK:
            return None
        if one.type in VIOLENT and one.status == "occurred" and one.block == context.block:
            if one.actor is None:
                rule = f"{one.rule}; actor: claimed responsibility"
                return at, replace(one, actor=claimant, rule=rule)
            if not _nameless(one.actor):
                return None
            known = replace(one.actor, kind=claimant.kind, side=claimant.side, country=claimant.country)
            return at, replace(one, actor=known, rule=f"{one.rule}; actor's side: claimed responsibility")
    return None


def _nameless(actor: Actor) -> bool:
    """Say whether an actor is told by what they are alone ("gunmen", "a suicide bomber")."""
    if actor.side or actor.country:
        return False
    noun = actor.name.split()[-1].lower()
    return noun in word_set("rebel_heads") or noun.removesuffix("s") in word_set("rebel_heads")


def _by_nobody(tree: Tree, verb: int) -> bool:
    """Say whether nobody claimed it yet ("no group has claimed responsibility")."""
    subjects = tree.children(verb, "nsubj")
    return any(tree.words[at] == "no" for subject in subjects for at in tree.children(subject, "det"))


def _is_done(context: Context, hit: Hit) -> bool:
    """Say whether the claim was made, and is not denied, awaited or only supposed."""
    first = context.tree.tokens[hit.head]
    return standing(context.tree, hit.head, Span(first.start, first.end), context.claims).status == "occurred"


def _for_something(tree: Tree, words: Sequence[int]) -> bool:
    return any(word == "for" for at in words for word, _, _ in tree.prepositional(at))
