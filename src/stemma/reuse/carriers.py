"""Whom a carrier of a story that very many carry is compared with: a few of those before it."""

import numpy as np

from stemma.reuse.shingles import Longs

# A report with up to so many candidates is compared with all of them. One with more is compared with
# the first of those that share most, which stand for the story, and with those that share what fewest
# reports before have: one of these is its source.
MOST_CANDIDATES = 48
_FIRST = 8
_NEAREST = 16


def few(earlier: Longs, later: Longs, count: Longs, near: Longs) -> tuple[Longs, Longs]:
    """Return the pairs to be compared, of all that share enough, in the same order.

    What is kept of a report's pairs hangs on these alone, whatever comes after it.

    Args:
        earlier: the earlier report of each pair.
        later: the later one; sorted.
        count: how many shingles the two share.
        near: how much of it few reports before the later one have (`index.Shared`).
    """
    begins = np.flatnonzero(np.diff(later, prepend=-1))
    sizes = np.diff(np.append(begins, len(later)))
    crowded = np.repeat(sizes > MOST_CANDIDATES, sizes)
    if not crowded.any():
        return earlier, later
    at = np.flatnonzero(crowded)
    kept = ~crowded
    first = at[np.lexsort((earlier[at], -count[at], later[at]))]
    kept[first[_rank(later[first]) < _FIRST]] = True
    others = at[~kept[at]]
    # Of those as near as each other the last: the reports just before are the likeliest still to be read.
    others = others[np.lexsort((-earlier[others], -near[others], later[others]))]
    kept[others[_rank(later[others]) < _NEAREST]] = True
    return earlier[kept], later[kept]


def _rank(groups: Longs) -> Longs:
    """Return each element's place, from 0, among those of its group; groups stand together."""
    begins = np.flatnonzero(np.diff(groups, prepend=-1))
    sizes = np.diff(np.append(begins, len(groups)))
    ranks: Longs = np.arange(len(groups)) - np.repeat(begins, sizes)
    return ranks
