"""Nouns of force whose own sentence says that the act was ("clashes broke out", "a strike destroyed X")."""

from stemma.events.hits import Hit
from stemma.events.lexicon import word_set
from stemma.events.tree import Tree

_FORCE = frozenset({"violence", "protest"})
# What makes an act of a verb that serves for much else.
_WITH = {"break": "out", "take": "place", "flare": "up"}
_PERCEIVED = frozenset({"hear", "report"})


def happens(tree: Tree, hit: Hit) -> bool:
    """Say whether a noun is the subject of a verb that tells that its act was, or what it hit."""
    token = tree.tokens[hit.head]
    if hit.verbal or hit.code.family not in _FORCE or token.head == hit.head:
        return False
    verb, lemma = token.head, tree.lemmas[token.head]
    if token.dep == "nsubjpass":
        return lemma in _PERCEIVED
    if token.dep != "nsubj":
        return False
    objects = tree.children(verb, "dobj")
    if lemma in word_set("breaking_out"):
        particle = _WITH.get(lemma)
        if particle is None:
            return not objects
        return any(tree.words[at] == particle for at in (*objects, *tree.children(verb, "prt", "advmod")))
    # "Hit" and "kill" have entries of their own that ask who was hurt.
    return lemma in word_set("hitting") and any(tree.tokens[at].pos in ("NOUN", "PROPN") for at in objects)
