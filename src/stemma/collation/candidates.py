"""Pairs of mentions worth comparing, found through rare words: never all pairs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from stemma.collation.statements import Statement, Weights

# Words in more mentions than this join too many pairs to be followed. On FA-KES (15,000 mentions)
# the pairs stay below 20 a mention.
_LARGEST_BUCKET = 50
_KEYS = 10
_SHARED = 2


def candidates(items: Sequence[Statement], weight: Weights) -> list[tuple[int, int]]:
    """Return index pairs of statements that share two or more rare words or word pairs."""
    buckets: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        for key in _keys(item, weight):
            buckets[key].append(index)
    counts: Counter[tuple[int, int]] = Counter()
    for key in sorted(buckets):
        listed = buckets[key]
        if len(listed) > _LARGEST_BUCKET:
            continue
        for _ in range(2 if key.startswith("=") else 1):
            counts.update(combinations(listed, 2))
    return sorted(pair for pair, count in counts.items() if count >= _SHARED)


def _keys(item: Statement, weight: Weights) -> Iterable[str]:
    """The rarest stems, pairs of neighbouring stems, and all stems together."""
    ordered = sorted(item.stems, key=lambda stem: (-weight.of[stem], stem))
    keys = set(ordered[:_KEYS])
    content = [word.stem for word in item.words if word.stem in item.stems]
    keys.update(f"{a} {b}" if a < b else f"{b} {a}" for a, b in pairwise(content))
    if ordered:
        keys.add("=" + " ".join(sorted(item.stems)))
    return keys
