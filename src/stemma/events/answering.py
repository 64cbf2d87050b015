"""Acts that are only spoken of: who answers for them, that they were foiled, that their telling is false."""

import re

from msgspec.structs import replace

from stemma.event_rules import DISOWNED
from stemma.events.context import Context
from stemma.events.earlier import Parts
from stemma.events.hits import Hit
from stemma.events.lexicon import word_set
from stemma.events.status import Standing
from stemma.events.tree import Tree, kept
from stemma.records import Actor, BlockKind

_EARLIER = re.compile(
    r"\b(?:earlier|previous|prior|original) (?:version|edition)s? of (?:this|the) "
    r"(?:article|story|report|post|piece)\b",
    re.IGNORECASE,
)
_WITHIN = frozenset({"compound", "nmod", "amod", "conj", "appos"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def corrects(block: BlockKind, text: str) -> bool:
    """Say whether a sentence speaks of what its report told before: nothing in it is news of an act done."""
    return block == "correction" or _EARLIER.search(text) is not None


@kept
def disowned(tree: Tree, noun: int) -> bool:
    """Say whether an act is told as that for which somebody answers or not ("behind the attack").

    Who denies responsibility for a strike, or a part in it, does not deny the strike.
    """
    if tree.tokens[noun].pos not in ("NOUN", "PROPN") or _is_any(tree, noun):
        return False
    below = noun
    for node in tree.ancestors(noun):
        dep = tree.tokens[below].dep
        if tree.tokens[node].pos == "ADP" and dep == "pobj":
            if tree.words[node] == "behind":
                return tree.lemmas[tree.tokens[node].head] in ("be", "stand")
            below = node
        elif dep == "prep":
            return tree.lemmas[node] in _words("answering") or _has_nothing_to_do(tree, node)
        elif dep in _WITHIN and tree.tokens[node].pos in ("NOUN", "PROPN"):
            below = node
        else:
            return False
    return False


def spoken_of(context: Context, hit: Hit, parts: Parts, stand: Standing) -> tuple[Parts, Standing, str]:
    """Return what an act of force has, how it stands, and what its rule says, where it is only spoken of.

    Done, by others, where somebody denies to have done it; done where it is told of who beat an attack off;
    denied where the telling is called false.
    """
    tree, head = context.tree, hit.head
    if hit.pattern.political:
        return parts, stand, ""
    if stand.status == "occurred" and untrue(tree, head):
        return parts, Standing("denied", "CT-", stand.claim), ""
    if stand.status == "denied" and _beaten_off(context, head):
        return parts, Standing("occurred", "CT+", stand.claim), ""
    answered = stand.status in ("occurred", "denied") and not hit.verbal and disowned(tree, head)
    if not answered or not _denied(tree, head, stand):
        return parts, stand, ""
    stand = Standing("occurred", "CT+", stand.claim)
    if parts.actor is not None and _named_within(tree, head, parts.actor):
        return parts, stand, ""
    return replace(parts, actor=None), stand, DISOWNED


def foiled(context: Context, hit: Hit) -> bool:
    """Say whether a noun is what another trigger of its sentence tells as foiled ("repelled an attack")."""
    tree, token = context.tree, context.tree.tokens[hit.head]
    if hit.verbal or token.dep not in ("dobj", "nsubjpass"):
        return False
    return token.head in context.reading.heads and tree.lemmas[token.head] in _words("foiling")


def _beaten_off(context: Context, head: int) -> bool:
    """Say whether an act is done by who foiled another ("foiled an attack, killing dozens")."""
    tree = context.tree
    return any(
        node in context.reading.heads and tree.lemmas[node] in _words("foiling")
        for node in tree.ancestors(head)
    )


def _denied(tree: Tree, noun: int, stand: Standing) -> bool:
    """Say whether somebody denies to answer for an act, or is told not to have to."""
    if stand.status == "denied" or (stand.claim is not None and stand.claim.stance == "deny"):
        return True
    above = tree.ancestors(noun)
    return any(tree.lemmas[at] in _words("denying") or tree.children(at, "neg") for at in above)


def _named_within(tree: Tree, noun: int, actor: Actor) -> bool:
    """Say whether an act's own words name who did it ("responsibility for the rebels' attack")."""
    span = tree.span(tree.subtree(noun))
    return span.start <= actor.span.start and actor.span.end <= span.end


@kept
def untrue(tree: Tree, head: int) -> bool:
    """Say whether an act is told as what a false report says ("the claim that X shelled Y is a lie")."""
    for node in tree.ancestors(head):
        token = tree.tokens[node]
        if tree.lemmas[node] not in _words("tidings") or token.dep not in _SUBJECTS:
            continue
        verb = token.head
        if tree.children(verb, "neg"):
            return False
        said = [tree.lemmas[at] for at in (verb, *tree.children(verb, "acomp", "attr", "oprd"))]
        return not _words("untrue").isdisjoint(said)
    return False


def _has_nothing_to_do(tree: Tree, verb: int) -> bool:
    return tree.lemmas[verb] == "do" and "nothing" in tree.words[max(0, verb - 3) : verb]


def _is_any(tree: Tree, noun: int) -> bool:
    return any(tree.words[at] in ("any", "no") for at in tree.children(noun, "det"))


def _words(name: str) -> frozenset[str]:
    return word_set(name, "status.toml")
