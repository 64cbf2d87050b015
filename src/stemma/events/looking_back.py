"""When a sentence does not go on with the scene before it: after a look back, or at a place nobody knows."""

from collections.abc import Container, Sequence
from datetime import date

from stemma.events.context import Context
from stemma.events.hits import Hit
from stemma.events.lexicon import word_set
from stemma.events.tree import Tree
from stemma.records import EventMention, Place, Time

# Days before publication from which a dated act is no news of its report.
_PAST_DAYS = 7
# How many words may stand before "elsewhere" where it opens a sentence.
_OPENING = 3
_NAMES = ("GPE", "LOC", "FAC")
# Prepositions that lead to where an act was and not to whom it hit.
_AT = frozenset({"in", "at", "near", "outside", "inside", "around"})


def looked_back(context: Context, earlier: EventMention, before: Sequence[EventMention]) -> bool:
    """Say whether a mention of another paragraph told what was long before the news of its report.

    Its day is not passed on ("On 16 March she had been shot at", and then what goes on today).
    """
    blocks = context.report.blocks
    if context.sentence.block >= len(blocks) or not earlier.trigger.spans:
        return False
    if earlier.trigger.spans[0].start >= blocks[context.sentence.block].start:
        return False
    published = _day(context.report.published)
    if published is None or not _is_past(earlier.time, published):
        return False
    dated = [one for one in before if one.time is not None and one.block == earlier.block]
    return any(not _is_past(one.time, published) for one in dated)


def _day(stamp: str | None) -> date | None:
    try:
        return date.fromisoformat((stamp or "")[:10])
    except ValueError:
        return None


def _is_past(time: Time | None, published: date) -> bool:
    end = None if time is None else _day(time.end or time.start)
    return end is not None and (published - end).days > _PAST_DAYS


def names_unknown(context: Context, hit: Hit, earlier: Place) -> bool:
    """Say whether a clause names where its event was, and no place of that name is known."""
    tree = context.tree
    told = {*earlier.name.lower().split(), *(earlier.canonical or "").lower().split()}
    if any(_unknown_at(context, head, told) for head in (hit.head, *hit.also)):
        return True
    if not any(token.entity in _NAMES for token in tree.tokens):
        return False
    below = tree.subtree(tree.clause(hit.head))
    known = {
        at
        for place in context.places
        for at in range(len(tree.tokens))
        if place.span.start <= tree.tokens[at].start < place.span.end
    }
    for at in below:
        token = tree.tokens[at]
        if token.entity not in _NAMES or token.dep != "pobj" or at in known or token.pos != "PROPN":
            continue
        if tree.words[token.head] in _AT and at not in context.classes.parties and tree.words[at] not in told:
            return True
    return False


def _unknown_at(context: Context, head: int, told: Container[str]) -> bool:
    """Say whether "in" and a name that is no known place hang on a trigger itself ("an attack in X")."""
    tree = context.tree
    return any(
        word in ("in", "near", "outside")
        and tree.tokens[at].pos == "PROPN"
        and tree.tokens[at].entity not in ("DATE", "TIME", "PERSON", "EVENT")
        and at not in context.classes.parties
        and not _is_placed(context, tree.subtree(at))
        and not any(tree.words[inner] in told for inner in tree.subtree(at))
        for word, _, at in tree.prepositional(head)
    )


def _is_placed(context: Context, words: Sequence[int]) -> bool:
    """Say whether any of some words is part of a known place's name."""
    starts = [context.tree.tokens[at].start for at in words]
    return any(place.span.start <= start < place.span.end for place in context.places for start in starts)


def set_elsewhere(tree: Tree, hit: Hit) -> bool:
    """Say whether a clause opens with "elsewhere": its event was not where the one before was."""
    if "elsewhere" not in tree.words[:_OPENING]:
        return False
    at = tree.words.index("elsewhere")
    return tree.clause(at) in (hit.head, *tree.ancestors(hit.head))


def hits_it_again(tree: Tree, hit: Hit) -> bool:
    """Say whether what was hit is a town told before ("fired at the village")."""
    if hit.target is None or tree.lemmas[hit.target] not in word_set("places_settled"):
        return False
    return any(tree.words[at] == "the" for at in tree.children(hit.target, "det"))
