"""Phrases without a name: which of them leave open who speaks, and which mean one that is known."""

from stemma.attribution.lexicon import words
from stemma.attribution.traits import definite
from stemma.attribution.tree import Tree
from stemma.records import SourceType


def pointed_out(tree: Tree, head: int) -> bool:
    """Return whether a phrase tells of one thing that is known: "the agency", "its paper"."""
    return definite(tree, head) or any(tree.tokens[kid].dep == "poss" for kid in tree.kids[head])


def indefinite(tree: Tree, head: int) -> bool:
    """Return whether a phrase tells of any one of a kind: "a doctor", "another official"."""
    return any(tree.words(kid) in {"a", "an", "one", "some", "another"} for kid in tree.kids[head])


def nameless(tree: Tree, head: int, kind: SourceType) -> bool:
    """Return whether a phrase without a name leaves open who speaks.

    "The ministry", "police", "German intelligence", "the head of the hospital" and documents do not.
    """
    token = tree.tokens[head]
    if kind == "document":
        return token.tag in {"NNS", "NNPS"} and tree.words(head) in words("sources.toml", "anonymous")
    bodies = words("sources.toml", "named_bodies")
    if tree.words(head) == "police":
        return False
    if token.tag in {"NNS", "NNPS"} or indefinite(tree, head):
        return True
    office = tree.words(head) in words("sources.toml", "titles") and any(
        tree.words(kid) == "of" or tree.tokens[kid].dep == "poss" for kid in tree.kids[head]
    )
    return tree.words(head) not in bodies and (
        not office or tree.words(head) in words("sources.toml", "anonymous")
    )
