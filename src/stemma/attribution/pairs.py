"""Two who speak as one, where the parse takes them for two subjects: "the mayor, NAME, and the army said"."""

from stemma.attribution.figures import is_human_noun
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


def holds_both(tree: Tree, head: int, second: int) -> bool:
    """Return whether two nouns are one person's: "party leader and former surgeon | Mark Dorel".

    With an article before either they may be two.
    """
    token = tree.tokens[head]
    if token.tag != "NN" or not is_human_noun(tree.words(head)) or tree.child(head, "det") is not None:
        return False
    offices = [i for i in range(head + 1, second) if is_human_noun(tree.words(i))]
    named = tree.tokens[second].entity == "PERSON"
    return named and bool(offices) and tree.child(second, "det") is None


def named_before(tree: Tree, head: int) -> int | None:
    """Return the person before "and" and an office whom the parse takes for words beside a name.

    "Lieutenant Oleh Marek and Defence Minister | Sara Kelm" are two.
    """
    if tree.tokens[head].entity != "PERSON":
        return None
    low = tree.left[head]
    and_ = next((i for i in range(head - 1, low, -1) if tree.words(i) == "and"), None)
    if and_ is None:
        return None
    before = tree.tokens[and_ - 1]
    return and_ - 1 if before.entity == "PERSON" and before.pos == "PROPN" else None


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
