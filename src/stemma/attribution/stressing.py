"""Phrases that state what a clause behind them says: "made it clear that", "left no doubt that"."""

from stemma.attribution.found import Found
from stemma.attribution.sources import noun_phrase
from stemma.attribution.tree import FINITE, Tree, spans_of

STRESSING = frozenset({"make", "leave"})
_CLEAR = frozenset({"clear", "plain", "explicit", "known"})
_DOUBT = frozenset({"doubt", "question"})
_REACH = 5  # tokens from the verb to "that"


def stressed(tree: Tree, cue: int, known: Found | None) -> Found | None:
    """Return what "X made it clear that" or "X left no doubt that" states; put right what was found of it.

    Args:
        tree: the sentence.
        cue: the token of "make" or "leave".
        known: the attribution with this cue, if any; it is set right in place.
    """
    subject = tree.child(cue, "nsubj")
    that = _that(tree, cue)
    if subject is None or subject > cue or that is None:
        return None
    source = tree.trimmed([i for i in noun_phrase(tree, subject, cue) if i < cue])
    content = tree.trimmed(list(range(that + 1, tree.right[cue] + 1)))
    if not source or not any(tree.tokens[i].tag in FINITE for i in content):
        return None
    if tree.child(cue, "neg") is not None:
        return None
    found = known or Found(tree.sentence.index, cue, tree.tokens[cue].lemma, "assert", (), ())
    found.klass, found.rule, found.directness = "assert", "stressed", "indirect"
    found.cue = spans_of(tree.tokens, list(range(cue, that)))
    found.content, found.content_head = spans_of(tree.tokens, content), None
    found.source, found.source_head = spans_of(tree.tokens, source), subject
    found.source_sentence = tree.sentence.index
    return None if known is not None else found


def _that(tree: Tree, cue: int) -> int | None:
    """Return the token of "that" in "made it clear that", "left no doubt that"."""
    wanted = _CLEAR if tree.tokens[cue].lemma == "make" else _DOUBT
    for index in range(cue + 2, min(cue + _REACH, len(tree.tokens) - 1)):
        if tree.words(index) == "that" and tree.tokens[index].tag == "IN":
            last = index - 1
            return index if tree.words(last) in wanted and (wanted is _CLEAR or _no(tree, last)) else None
    return None


def _no(tree: Tree, noun: int) -> bool:
    return any(tree.words(i) in {"no", "little"} for i in (noun - 1, noun - 2))
