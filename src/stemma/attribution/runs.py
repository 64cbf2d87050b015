"""Runs of proper nouns in a phrase: where a name without a label of the parse begins and ends."""

from stemma.attribution.hyphens import is_hyphen
from stemma.attribution.lexicon import words
from stemma.attribution.tree import Tree

_LINKS = frozenset({"of", "for", "on", "&"})


def run_of_names(tree: Tree, head: int, least: int) -> list[int]:
    """Return the run of names around a head."""
    tokens = tree.tokens
    low = high = head
    while low > least and _joins_left(tree, low - 1, head):
        low -= 1
    while high + 2 < len(tokens) and tree.right[head] > high and _joins_right(tree, high + 1):
        high += 1
        while (
            high + 1 < len(tokens)
            and tree.right[head] > high
            and (tokens[high + 1].pos == "PROPN" or tree.words(high + 1) == "the")
        ):
            high += 1
    if high > head and _goes_on(tree, high):
        high += 1
    while low > 1 and is_hyphen(tree, low - 1):
        low -= 2
        while low > 0 and _joins_left(tree, low - 1, head):
            low -= 1
    while low < high and (tokens[low].dep in {"case", "punct"} or tokens[low].entity in {"DATE", "TIME"}):
        low += 1
    if (
        high == head
        and tokens[head].text.isupper()
        and tree.words(head) in words("sources.toml", "houses.agencies")
    ):
        low = head  # "Monitor AFP": a headline's last word before an agency's name
    return list(range(low, high + 1))


def _joins_left(tree: Tree, index: int, head: int) -> bool:
    token = tree.tokens[index]
    if token.pos == "PROPN":
        return True
    inside = tree.left[head] <= index
    return inside and (
        token.dep == "case" or (token.dep in {"amod", "compound"} and token.text[:1].isupper())
    )


def _joins_right(tree: Tree, index: int) -> bool:
    if tree.words(index) not in _LINKS:
        return False
    following = index + 2 if tree.words(index + 1) == "the" else index + 1
    if following >= len(tree.tokens) or tree.tokens[following].entity in {"DATE", "TIME"}:
        return False  # "the Vorona Tribune on Sunday"
    return tree.tokens[following].pos == "PROPN"


def _goes_on(tree: Tree, high: int) -> bool:
    """Whether a body's name ends with a noun written small: "Office for the Survey of Karelian rivers"."""
    after = high + 1
    if after >= len(tree.tokens) or tree.tokens[after].pos != "NOUN" or tree.tokens[after].entity:
        return False
    return tree.tokens[high].head == after and tree.tokens[high].dep in {"amod", "compound"}
