"""Speakers of whom the last words alone were taken: "…, | the army and a source close to | X said"."""

from stemma.attribution.found import Found, up_to
from stemma.attribution.kinds import may_speak
from stemma.attribution.lexicon import words
from stemma.attribution.tree import FINITE, Tree, token_at
from stemma.records import Span

_LONGEST = 16  # tokens of a speaker before its last words
_SHORTEST = 3  # tokens of a statement
_OPENS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
_APART = frozenset({"VBG", "WP", "WDT", "WRB", "PRP"})


def with_whole_phrase(found: Found, tree: Tree) -> None:
    """Give a speaker, in place, all that stands between the last comma and the verb.

    The parse takes the first of it for an apposition to the end of the statement.

    Args:
        found: an attribution with a source and a cue.
        tree: the sentence of both.
    """
    if found.directness == "direct" or found.cue[0].start < found.source[-1].end:
        return
    at = token_at(tree, found.source[0].start)
    if at <= _SHORTEST or found.end != tree.tokens[at - 1].end:
        return
    if tree.tokens[at - 1].pos != "ADP" and tree.words(at - 1) != "and":
        return
    comma = next((i for i in range(at - 1, at - _LONGEST, -1) if i > 0 and tree.tokens[i].text == ","), 0)
    first = _first_noun(tree, comma + 1, at)
    if comma < _SHORTEST or first is None or not any(t.tag in FINITE for t in tree.tokens[:comma]):
        return
    found.content = up_to(found.content, tree.tokens[comma].start)
    found.source = (Span(tree.tokens[comma + 1].start, found.source[-1].end),)
    found.source_head = first
    found.content_head = None if (found.content_head or 0) > comma else found.content_head


def _first_noun(tree: Tree, low: int, high: int) -> int | None:
    """Return the noun of the first phrase between two tokens, None where it is nobody who may speak."""
    run = tree.tokens[low:high]
    if not run or run[0].pos not in _OPENS or any(t.tag in FINITE | _APART for t in run):
        return None
    for index in range(low, high):
        named = tree.tokens[index].pos in {"NOUN", "PROPN"}
        if named and (index + 1 == high or tree.tokens[index + 1].pos not in {"NOUN", "PROPN", "PART"}):
            unnamed = tree.words(index) in words("sources.toml", "anonymous")
            return index if unnamed or may_speak(tree.tokens[index]) else None
    return None
