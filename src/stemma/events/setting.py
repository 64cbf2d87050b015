"""Where and when: what the choice of a place and of a time have in common."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from msgspec import Struct

from stemma.events.tree import Tree
from stemma.records import Place, Span, Time

# What crossing into or out of a clause costs.
_BARRIERS = {
    "ccomp": 2.0,
    "relcl": 1.5,
    "advcl": 1.5,
    "acl": 0.5,
    "conj": 1.0,
    "parataxis": 2.0,
    "appos": 0.5,
}
FAR = 99.0
START = attrgetter("start")
# Words that set one act before or after another.
SEQUENCE = frozenset({"after", "before", "since", "following", "until", "despite"})


class Found(Struct, frozen=True):
    """A place or time chosen for an event, how sure the choice is, and how it was made."""

    place: Place | None = None
    time: Time | None = None
    score: float = 0.0
    how: str = ""


def tokens_in(tree: Tree, span: Span) -> range:
    """Return the tokens of a sentence that begin in a span."""
    first = bisect_left(tree.tokens, span.start, key=START)
    return range(first, bisect_left(tree.tokens, span.end, lo=first, key=START))


def anchor(tree: Tree, span: Span) -> int | None:
    """Return the head token of a span in a sentence, None when it is not in the sentence."""
    inside = tokens_in(tree, span)
    for index in inside:
        head = tree.tokens[index].head
        if head not in inside or head == index:
            return index
    return inside[-1] if inside else None


def within(span: Span, others: Sequence[Span]) -> bool:
    """Say whether a span lies inside another."""
    return any(other.start <= span.start and span.end <= other.end for other in others)


def crossings(tree: Tree, up: Sequence[int], down: Sequence[int]) -> float:
    """Return what a path through the tree costs for the clauses that it crosses.

    A participle of hitting without a subject tells the same act ("launched a raid, targeting X").
    """
    cost = 0.0
    for node in (*up[:-1], *down[1:]):
        token = tree.tokens[node]
        if token.dep in _BARRIERS and not (token.tag == "VBG" and tree.lemmas[node] == "target"):
            cost += _BARRIERS[token.dep]
    return cost
