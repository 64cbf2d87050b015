"""What a system found beside what annotators marked, by the words that both have: one to one, best first."""

import re
from collections.abc import Iterable, Sequence

from stemma.records import Span

_WORD = re.compile(r"\w+")
MATCH = 0.5  # of the words of two stretches, the least that they share when one is found for the other


def words_at(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Return where the words of some spans of a text begin."""
    return frozenset(match.start() for span in spans for match in _WORD.finditer(text, span.start, span.end))


def jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    """Return what two sets share of both."""
    union = len(a | b)
    return len(a & b) / union if union else 0.0


def matched(ours: Sequence[frozenset[int]], theirs: Sequence[frozenset[int]]) -> dict[int, int]:
    """Return by number which of the annotators' each of the system's is; those that are none are left out.

    Args:
        ours: the words of what the system found (`words_at`).
        theirs: the words of what the annotators marked.
    """
    pairs = [
        (share, i, j)
        for i, mine in enumerate(ours)
        for j, gold in enumerate(theirs)
        if (share := jaccard(mine, gold)) >= MATCH
    ]
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if i not in taken and j not in used:
            taken[i] = j
            used.add(j)
    return taken
