"""What hangs together: connected components, by operations on sets."""

import numpy as np
import numpy.typing as npt

Longs = npt.NDArray[np.int64]


def components(nodes: Longs, one: Longs, other: Longs) -> Longs:
    """Return, for each node, the smallest node that it hangs together with.

    Sets of nodes are joined at once: every node takes the smallest label among its neighbours and
    then its label's label, until nothing changes. The number of rounds grows with the logarithm of
    the longest way through a component (Shiloach and Vishkin, 1982).

    Args:
        nodes: sorted, each once.
        one: an end of each edge.
        other: its other end.
    """
    label = np.arange(len(nodes))
    a, b = np.searchsorted(nodes, one), np.searchsorted(nodes, other)
    while True:
        least = np.minimum(label[a], label[b])
        before = label.copy()
        # The labels' own labels are lowered too, so that whole trees are joined at a time.
        for end in (a, b):
            np.minimum.at(label, before[end], least)
            np.minimum.at(label, end, least)
        label = label[label]
        if (label == before).all():
            return nodes[label]


def sharing(owners: Longs, keys: Longs) -> tuple[Longs, Longs]:
    """Return an edge between each owner of a key and the first owner of the same key.

    Args:
        owners: who has each key, in ascending order.
        keys: the keys.
    """
    order = np.argsort(keys, kind="stable")
    owners, keys = owners[order], keys[order]
    begins = np.flatnonzero(np.diff(keys, prepend=keys[:1] - 1))
    first = np.repeat(owners[begins], np.diff(np.append(begins, len(keys))))
    several = first != owners
    return first[several], owners[several]


def first_of_each(keys: Longs, most: int) -> tuple[Longs, Longs]:
    """Return the pairs of rows with one key, of the first so many rows of each: the earlier, the later.

    Args:
        keys: sorted; rows with one key stand in order.
        most: rows of a key beyond which none is paired.
    """
    index = np.arange(len(keys))
    starts = np.maximum.accumulate(np.where(np.diff(keys, prepend=-1) != 0, index, 0))
    place = index - starts
    later = np.flatnonzero((place > 0) & (place < most))
    reach = place[later]
    ends = np.cumsum(reach)
    start = np.repeat(later - reach - (ends - reach), reach)
    earlier = start + np.arange(ends[-1] if len(ends) else 0)
    return earlier, np.repeat(later, reach)
