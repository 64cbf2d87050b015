"""Who acts together in one phrase: nouns that are joined, peoples before one noun, states after "of"."""

from collections.abc import Iterator

from stemma.events.classes import Classes
from stemma.events.tree import Tree

_LISTING = ("of", "from", "in")
_STATES = frozenset({"country", "place"})


def members(tree: Tree, classes: Classes, head: int) -> list[int]:
    """Return the heads of those whom a phrase joins, in reading order; the phrase's own head alone for one.

    "X and Y"; "Xian and Yian officials" give "Xian" and "Yian", "leaders of X and Y" give "X" and "Y".
    """
    listed = _named_behind(tree, classes, head) or _in_states(tree, classes, head)
    if listed:
        return listed
    joined = list(dict.fromkeys(_joined(tree, classes, head)))
    if len(joined) > 1:
        return joined
    peoples = _peoples(tree, classes, head)
    if len(peoples) > 1:
        return peoples
    states = _states(tree, classes, head)
    return states if len(states) > 1 else [head]


def _joined(tree: Tree, classes: Classes, head: int) -> Iterator[int]:
    """Yield a noun and those joined to it; a list of names that was parsed as appositions as well."""
    yield head
    for child in tree.children(head, "conj", "appos"):
        if tree.tokens[child].dep == "conj" or _listed(tree, classes, head, child):
            yield from _joined(tree, classes, child)


def _listed(tree: Tree, classes: Classes, head: int, child: int) -> bool:
    """Say whether an apposition is the second of a list of states ("X, Y and Z"): no state is another."""
    one, other = classes.parties.get(head), classes.parties.get(child)
    if one is not None and other is not None:
        return bool(one.country and other.country and one.country != other.country)
    named = all(tree.tokens[at].entity == "GPE" and _STATES & classes.of(at) for at in (head, child))
    return named and bool(tree.children(child, "conj") or tree.children(head, "conj"))


def _peoples(tree: Tree, classes: Classes, head: int) -> list[int]:
    """Return the peoples before one noun ("Xian and Yian officials")."""
    for first in tree.children(head, "amod", "compound", "nmod"):
        found = [at for at in tree.conjuncts(first) if at in classes.parties]
        beside = [at for at in tree.children(head, "amod", "compound", "nmod")
                  if at > first and at in classes.parties and "and" in tree.words[first:at]]  # fmt: skip
        found = list(dict.fromkeys((*found, *beside)))
        if len({classes.parties[at].side for at in found}) > 1:
            return found
    return []


def _named_behind(tree: Tree, classes: Classes, head: int) -> list[int]:
    """Return those whom a plural before them only describes ("old foes X and Y have agreed")."""
    if tree.tokens[head].pos != "NOUN" or tree.tokens[head].tag != "NNS":
        return []
    beside = (at for at in tree.children(tree.tokens[head].head, "nsubj", "nsubjpass") if at == head + 1)
    for first in (*tree.children(head, "appos"), *beside):
        named = list(_joined(tree, classes, first))
        if len(named) > 1 and all(tree.tokens[at].pos == "PROPN" for at in named):
            return named
    return []


def _in_states(tree: Tree, classes: Classes, head: int) -> list[int]:
    """Return two states whose people a common noun means, where the second was joined to the noun.

    "Lawmakers in X and Y": no lawmakers are joined with a state.
    """
    joined = [at for at in tree.children(head, "conj") if tree.tokens[at].pos == "PROPN"]
    if tree.tokens[head].pos != "NOUN" or not joined or "government" not in classes.of(head):
        return []
    inner = (at for word, _, at in tree.prepositional(head) if word in _LISTING and at < joined[0])
    first = next((at for at in inner if tree.tokens[at].pos == "PROPN"), None)
    beside = first is not None and joined[0] == first + 2
    return [first, *joined] if first is not None and beside else []


def _states(tree: Tree, classes: Classes, head: int) -> list[int]:
    """Return the states whose people a common noun means ("the leaders of X and Y")."""
    if tree.tokens[head].pos != "NOUN" or not classes.of(head) & {"person", "government", "armed"}:
        return []
    for word, _, inner in tree.prepositional(head):
        if word in _LISTING:
            found = [at for at in _joined(tree, classes, inner) if tree.tokens[at].pos == "PROPN"]
            if len(found) > 1:
                return found
    return []
