"""Two who speak as one, where the parse takes them for two subjects: "the mayor, NAME, and the army said"."""

from stemma.attribution.found import Found, ended_at
from stemma.attribution.kinds import may_speak
from stemma.attribution.tree import FINITE, Tree
from stemma.records import Span

_FURTHEST = 6  # tokens from "and" to the second noun
_SHORTEST = 3  # tokens of a statement


def partner_of(tree: Tree, head: int) -> int | None:
    """Return the noun that "and" joins to a noun, None for none.

    Args:
        tree: the sentence.
        head: the first noun's token.
    """
    joined = tree.child(head, "conj")
    if joined is not None:
        return joined
    and_ = tree.child(head, "cc")
    if and_ is None or tree.words(and_) != "and" or tree.tokens[head].dep != "nsubj":
        return None
    # "and" hangs on the first, and the second is one more subject of the verb.
    verb = tree.tokens[head].head
    behind = range(and_ + 1, min(and_ + _FURTHEST, verb))
    return next((i for i in behind if tree.tokens[i].head == verb and tree.tokens[i].dep == "nsubj"), None)


def first_of(tree: Tree, second: int) -> int | None:
    """Return the noun that another one is the partner of as a further subject, None for none."""
    token = tree.tokens[second]
    if token.dep != "nsubj":
        return None
    before = (kid for kid in tree.kids[token.head] if kid < second and tree.tokens[kid].dep == "nsubj")
    return next((kid for kid in before if partner_of(tree, kid) == second), None)


def with_first(found: Found, tree: Tree) -> None:
    """Give a speaker, in place, the one whom the parse left out or with the content.

    Args:
        found: an attribution with a source and a cue.
        tree: the sentence of both.
    """
    head = found.source_head
    first = first_of(tree, head) if head is not None and found.cue[0].start >= found.source[-1].end else None
    if first is None or not may_speak(tree.tokens[first]):
        return
    low = tree.left[first]
    at = tree.tokens[low].start
    if at >= found.source[0].start or any(t.tag in FINITE for t in tree.tokens[low:head]):
        return
    if found.start < at < found.end:
        said = [i for i in found.within(tree.tokens) if i < low - 1]
        if len(said) < _SHORTEST or tree.tokens[low - 1].text != ",":
            return
        found.content = ended_at(found.content, tree.tokens[said[-1]].end)
    found.source = (Span(at, found.source[-1].end),)
