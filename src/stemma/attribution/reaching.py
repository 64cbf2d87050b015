"""Runs of sentences that have no attribution and no quotation in common.

What one attribution does to another hangs on where contents and cues lie. Holding all of a report against
each other would take four times as long in a report twice as long.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from stemma.attribution.found import Found
from stemma.attribution.quotes import Quotation
from stemma.attribution.tree import Tree


class Part(Struct, frozen=True):
    """Some of a report's sentences to go through, all of them to look up by their index."""

    whole: Sequence[Tree]
    chosen: list[Tree]

    def __getitem__(self, index: int, /) -> Tree:
        """Return a sentence's tree."""
        return self.whole[index]

    def __iter__(self) -> Iterator[Tree]:
        """Yield the trees of the sentences chosen."""
        return iter(self.chosen)


class Run(Struct, frozen=True):
    """Sentences with the attributions that are theirs and the quotations that touch them."""

    trees: list[Tree]
    found: list[Found]
    quotations: list[Quotation]


def runs_apart(trees: list[Tree], found: list[Found], quotations: Sequence[Quotation] = ()) -> list[Run]:
    """Return sentences in runs, so that no content, cue or quotation goes from one run into another.

    Args:
        trees: sentences in order.
        found: attributions of these sentences, whose order is kept within a run.
        quotations: quotations that touch these sentences, in order.
    """
    if len(trees) < 2:  # noqa: PLR2004 (one beside another)
        return [Run(trees, found, list(quotations))] if trees else []
    starts = [tree.sentence.start for tree in trees]
    places = {tree.sentence.index: place for place, tree in enumerate(trees)}
    begun = [bisect_right(starts, each.start, 1) - 1 for each in quotations]
    reach = list(range(len(trees)))  # to which sentence goes what begins in each
    for quotation, first in zip(quotations, begun, strict=True):
        reach[first] = max(reach[first], bisect_left(starts, quotation.end) - 1)
    for each in found:
        own, parts = places[each.sentence], (*each.content, *each.cue)
        first = min(own, bisect_right(starts, min([part.start for part in parts]), 1) - 1)
        reach[first] = max(reach[first], own, bisect_left(starts, max([part.end for part in parts])) - 1)
    runs: list[Run] = []
    of: list[Run] = []
    end = -1
    for place, tree in enumerate(trees):
        if place > end:
            runs.append(Run([], [], []))
        runs[-1].trees.append(tree)
        of.append(runs[-1])
        end = max(end, reach[place])
    for each in found:
        of[places[each.sentence]].found.append(each)
    for quotation, first in zip(quotations, begun, strict=True):
        of[first].quotations.append(quotation)
    return runs
