"""Political acts that nouns tell ("talks between X and Y", "X's condemnation of Y"): who and with whom."""

from stemma.events.aims import PARTY, aim_words, may_act, noun_aim
from stemma.events.classes import Classes
from stemma.events.lexicon import Pattern
from stemma.events.parties import agent_of
from stemma.events.pronouns import antecedent
from stemma.events.tree import Tree

_NOUNS = ("NOUN", "PROPN")
_JOINTS = ("-", "\u2013", "/")
# Acts that two do with each other.
_MUTUAL = frozenset({"consult", "phone", "visit", "support", "ceasefire", "cooperate"})
# How many words the name of one of two may have.
_NAMED = 8
# How a noun hangs on a verb that acts on it.
_TAKERS = ("dobj", "nsubjpass")


def sides_of(tree: Tree, classes: Classes, row: Pattern, head: int) -> tuple[int, int] | None:
    """Return who does what a noun tells and with or to whom, None where the sentence does not name both.

    That the words around take the act for done is asked before, with ``told_done``.
    """
    mutual = row.code in _MUTUAL
    if mutual:
        pair = between(tree, classes, head) or _hyphened(tree, classes, head)
        if pair is not None:
            return pair
    actor = _actor(tree, classes, head)
    target = noun_aim(tree, classes, row.code, head, actor)
    if actor is None and mutual and target is not None:
        actor = _who_went(tree, classes, head)
    return None if actor is None or target is None or actor == target else (actor, target)


def told_done(tree: Tree, head: int) -> bool:
    """Say whether a noun's place in its sentence takes its act for done ("after talks", not "before")."""
    token = tree.tokens[head]
    own = {tree.lemmas[at] for at in tree.children(head, "amod", "compound", "det")}
    if not own.isdisjoint(aim_words("not_yet")):
        return False
    above = token.head
    if token.dep == "pobj":
        link = tree.words[above]
        governor = tree.lemmas[tree.tokens[above].head]
        if link == "for" and governor in aim_words("going"):
            return True
        return link in aim_words("of_done") and governor not in aim_words("not_yet")
    if token.dep in _TAKERS:
        broken = token.dep == "nsubjpass" and tree.lemmas[above] in aim_words("broken")
        return not _is_aim(tree, above) and (broken or tree.lemmas[above] in aim_words("held"))
    if token.dep == "conj":
        return tree.tokens[above].pos in _NOUNS and told_done(tree, above)
    return token.dep in ("nsubj", "ROOT", "attr")


def _is_aim(tree: Tree, verb: int) -> bool:
    """Say whether a verb tells what somebody means to do ("his focus would be to broker a deal")."""
    if not any(tree.words[at] == "to" for at in tree.children(verb, "aux")):
        return False
    return tree.lemmas[tree.tokens[verb].head] not in aim_words("implicative")


def between(tree: Tree, classes: Classes, head: int) -> tuple[int, int] | None:
    """Return the two that stand after "between", below the noun or the verb that it is subject of."""
    token = tree.tokens[head]
    above = (token.head,) if token.dep in ("nsubj", "nsubjpass") else ()
    agreed = [at for at in tree.children(head, "acl") if tree.lemmas[at] in aim_words("agreed")]
    for start in (head, *above, *agreed):
        for word, prep, first in tree.prepositional(start):
            if prep < head or not (word == "between" or (word == "by" and start in agreed)):
                continue
            second = next((at for at in tree.conjuncts(first) if at > first), None)
            pair = _beside_and(tree, prep) if second is None else (first, second)
            if pair is not None and all(may_act(tree, classes, at) for at in pair):
                return pair
    return None


def _beside_and(tree: Tree, prep: int) -> tuple[int, int] | None:
    """Return the last nouns before and after the "and" behind a preposition, where the parse parts them."""
    joint = next(
        (at for at, word in enumerate(tree.words[prep : prep + _NAMED], prep) if word == "and"), None
    )
    if joint is None or tree.tokens[joint - 1].pos not in _NOUNS:
        return None
    first = next((at for at in range(joint + 1, len(tree.tokens)) if tree.tokens[at].pos in _NOUNS), None)
    if first is None or first > joint + _NAMED:
        return None
    last = next((at for at in range(first, len(tree.tokens)) if tree.tokens[at].pos not in _NOUNS), first + 1)
    return joint - 1, last - 1


def _hyphened(tree: Tree, classes: Classes, head: int) -> tuple[int, int] | None:
    """Return the two parties that stand joined before a noun ("the Xian-Yian talks")."""
    first, second = head - 3, head - 1
    known = (
        first >= 0
        and tree.words[head - 2] in _JOINTS
        and first in classes.parties
        and second in classes.parties
    )
    return (first, second) if known else None


def _actor(tree: Tree, classes: Classes, head: int) -> int | None:
    """Return whose act it is: who stands before it, or after "by"."""
    by = next((at for word, _, at in tree.prepositional(head) if word == "by"), None)
    if by is not None:
        return by if may_act(tree, classes, by) else None
    for child in tree.children(head, "poss", "amod", "compound", "nmod")[::-1]:
        if tree.tokens[child].pos == "PRON":
            return antecedent(tree, classes, child)  # "his meeting with X"
        known = child in classes.parties and tree.words[child - 1 : child] != ("-",)
        if known or (tree.tokens[child].dep == "poss" and may_act(tree, classes, child)):
            return child
    agent = agent_of(tree, head)
    return agent if agent is not None and may_act(tree, classes, agent) else None


def _who_went(tree: Tree, classes: Classes, head: int) -> int | None:
    """Return the subject of the clause that a meeting stands in ("X said after talks with Y that …")."""
    token = tree.tokens[head]
    if token.dep not in ("pobj", "dobj"):
        return None
    verb = tree.tokens[token.head].head if token.dep == "pobj" else token.head
    if tree.tokens[verb].pos not in ("VERB", "AUX"):
        return None
    subject = tree.subject(verb)
    alone = subject is not None and not tree.passive(verb)
    return subject if subject is not None and alone and _is_side(tree, classes, subject) else None


def _is_side(tree: Tree, classes: Classes, at: int) -> bool:
    return may_act(tree, classes, at) and bool(
        classes.of(at) & PARTY or tree.tokens[at].entity in ("PERSON", "GPE", "ORG")
    )
