"""Whose paper speaks: "the statement added", after "the ministry said in a statement"."""

from collections.abc import Sequence

from stemma.attribution.figures import Figure
from stemma.attribution.roll import Roll
from stemma.attribution.tree import Tree

_PAPERS = frozenset({"statement", "report", "letter", "message", "post", "tweet", "communique", "dispatch"})
_ARTICLES = frozenset({"a", "an"})
_NEAR = 3  # sentences from who spoke in a paper to "the statement"


def who_wrote(figures: Roll, trees: Sequence[Tree], where: int, noun: str) -> Figure | None:
    """Return the one body of a sentence not far before that spoke in such a paper, None for none.

    A person's statement is mostly that of a body: "he also ruled out talks, the statement added".

    Args:
        figures: the report's cast so far.
        trees: its sentences.
        where: the sentence in which the paper speaks.
        noun: what the paper is called there.
    """
    if noun not in _PAPERS:
        return None
    for before in range(where - 1, max(-1, where - 1 - _NEAR), -1):
        if _speaks_in(trees[before], noun):
            spoke = figures.spoke_at(before)
            return spoke[0] if len(spoke) == 1 and not (spoke[0].person or spoke[0].human) else None
    return None


def _speaks_in(tree: Tree, noun: str) -> bool:
    """Whether somebody speaks in a paper: "in a statement", not "in a statement by the ministry"."""
    for index, token in enumerate(tree.tokens):
        if token.lemma.lower() != noun or token.dep != "pobj" or tree.words(token.head) != "in":
            continue
        kids = {tree.words(kid) for kid in tree.kids[index]}
        others = {
            tree.words(kid) for kid in tree.kids[index] if kid > index and tree.tokens[kid].dep == "prep"
        }
        if kids & _ARTICLES and not others & {"by", "from", "of"}:
            return True
    return False
