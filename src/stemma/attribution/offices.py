"""Offices before a speaker's name, taken for the end of what is said: "…, reserve officer | X said"."""

from stemma.attribution.figures import is_human_noun
from stemma.attribution.found import Found, ended_at
from stemma.attribution.lexicon import words
from stemma.attribution.marks import QUOTES
from stemma.attribution.tree import FINITE, Tree
from stemma.records import Span

_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART", "NUM", "PUNCT"})
_LONGEST = 9  # tokens of an office
_SHORTEST = 3  # tokens of a statement


def with_office(found: Found, tree: Tree) -> None:
    """Give a person who speaks, in place, the office before the name: "…, | a reserve officer, X, said".

    Args:
        found: an attribution with a source and a cue.
        tree: the sentence of both.
    """
    if found.end > found.source[0].start or found.cue[0].start < found.source[-1].end:
        return
    _with_rank(found, tree)
    at = next((i for i, token in enumerate(tree.tokens) if token.start == found.source[0].start), 0)
    if tree.tokens[at].entity != "PERSON" or tree.tokens[at].pos != "PROPN":
        return
    last = at - 2 if tree.tokens[at - 1].text == "," else at - 1
    if last < at - 1 and not _set_off(found, tree):
        return  # "a driver, a reserve officer, X said": the office may be another's
    low = _begins(tree, last)
    if not low or not _is_office(tree, low, last):
        return
    before = tree.tokens[low - 1]
    if found.end > before.end:
        said = [i for i in found.within(tree.tokens) if i < low - 1]
        if len(said) < _SHORTEST or not any(tree.tokens[i].tag in FINITE for i in said):
            return
        found.content = ended_at(found.content, tree.tokens[said[-1]].end)
    found.source = (Span(tree.tokens[low].start, found.source[-1].end),)


def _with_rank(found: Found, tree: Tree) -> None:
    """Give a name, in place, the rank before it whose stop ends what is said: "…, | GEN. KOSAN said"."""
    at = next((i for i, token in enumerate(tree.tokens) if token.start == found.source[0].start), 0)
    if at < _SHORTEST + 2 or tree.tokens[at - 1].text not in {".", ","} or tree.tokens[at].pos != "PROPN":
        return
    rank = tree.tokens[at - 2]
    if (
        rank.text.rstrip(".").lower() not in words("rules.toml", "broader.officer")
        or not rank.text[0].isupper()
    ):
        return
    if found.end in {rank.end, tree.tokens[at - 1].end} and tree.tokens[at - 3].text == ",":
        found.content = ended_at(found.content, tree.tokens[at - 4].end)
        found.source = (Span(rank.start, found.source[-1].end),)


def _set_off(found: Found, tree: Tree) -> bool:
    """Whether a comma parts a name from its verb too."""
    return any(
        token.text == "," and found.source[-1].end <= token.start < found.cue[0].start
        for token in tree.tokens
    )


def _begins(tree: Tree, last: int) -> int:
    """Return where words begin that a comma or a quotation parts from what stands before, 0 for nowhere."""
    low = last
    while low > max(0, last - _LONGEST):
        token = tree.tokens[low]
        if token.text == "," or token.text in QUOTES:
            return low + 1 if low < last else 0
        if token.pos not in _PHRASE and token.text.lower() != "of":
            return 0
        low -= 1
    return 0


def _is_office(tree: Tree, low: int, last: int) -> bool:
    """Whether words say what one person is: the noun that the others hang on is a word for people."""
    end = next((i for i in range(low, last + 1) if tree.words(i) == "of"), last + 1)
    noun = tree.tokens[end - 1]
    return noun.tag == "NN" and noun.text.islower() and is_human_noun(noun.text.lower())
