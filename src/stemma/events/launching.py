"""Places that something was fired from: where an attack began, not where it was felt."""

from collections.abc import Sequence

from stemma.events.tree import Tree

_REACH = 8  # tokens between the place that something was fired from and the country that it lies in
_APART = frozenset({"VERB", "AUX", "CCONJ", "SCONJ"})


def launched_from(tree: Tree, sites: Sequence[tuple[int, str]]) -> frozenset[int]:
    """Return which places are behind "from", or hold such a place ("from X, over the border in Y").

    Args:
        tree: the sentence.
        sites: the head token of each place, and the preposition that it hangs on.
    """
    origins = [index for index, preposition in sites if preposition == "from"]
    around = (
        index
        for index, preposition in sites
        if preposition == "in" and any(_lead_on(tree, origin, index) for origin in origins)
    )
    return frozenset((*origins, *around))


def _lead_on(tree: Tree, origin: int, index: int) -> bool:
    between = range(origin + 1, index)
    return 0 < len(between) <= _REACH and all(tree.tokens[at].pos not in _APART for at in between)
