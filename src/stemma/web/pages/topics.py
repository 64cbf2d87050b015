"""What statements are about: their content words, weighed by how rare they are in the casebook."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

# From this likeness (cosine of the weighed words) on two statements of one speaker are on one topic.
# FA-KES (802 reports, 83 declared aims) has 10 pairs of an aim and another statement of one named
# speaker with a likeness of 0.12 or more: the 3 above 0.3 are on one topic, of the 7 below it 3 are.
TOGETHER = 0.3
# A word in more than this share of all claims says nothing of a topic (the country of the war).
COMMON = 0.04

_WORD = re.compile(r"[^\W\d_]{3,}")
_ENDINGS = ("ations", "ation", "ingly", "ings", "ing", "ies", "ied", "ed", "es", "s", "ly")

Weights = Mapping[str, float]


def stem(word: str) -> str:
    """Return a word without its English ending, so that "bombing" and "bombed" are one."""
    word = word.lower()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:  # noqa: PLR2004  no stem is shorter
            return word[: -len(ending)]
    return word


def stems(text: str) -> dict[str, str]:
    """Return the stems of a text's words, each with the word as it first stands there."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text):
        found.setdefault(stem(word), word)
    return found


class Rarity:
    """How much a word says of a topic: the rarer it is among all claims, the more."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Count in how many texts each stem stands."""
        self._counts: Counter[str] = Counter()
        self._texts = 0
        for text in texts:
            self._counts.update(stems(text).keys())
            self._texts += 1

    def weigh(self, text: str) -> Weights:
        """Return the stems of a text that say something of its topic, with their weights."""
        most = max(2.0, COMMON * self._texts)
        return {
            one: math.log((self._texts + 1) / (self._counts[one] + 1)) + 0.1
            for one in stems(text)
            if self._counts[one] <= most
        }


def likeness(a: Weights, b: Weights) -> float:
    """Return the cosine of two texts' weights, from 0 to 1."""
    shared = sum(a[one] ** 2 for one in a.keys() & b.keys())
    size = math.sqrt(sum(x * x for x in a.values()) * sum(x * x for x in b.values()))
    return shared / size if size else 0.0


def threads(weights: Sequence[Weights]) -> list[list[int]]:
    """Return the positions of texts on one topic together, each in the order given."""
    root = list(range(len(weights)))

    def find(at: int) -> int:
        while root[at] != at:
            at = root[at]
        return at

    for later in range(len(weights)):
        for earlier in range(later):
            if find(later) != find(earlier) and likeness(weights[earlier], weights[later]) >= TOGETHER:
                root[max(find(later), find(earlier))] = min(find(later), find(earlier))
    groups: dict[int, list[int]] = {}
    for at in range(len(weights)):
        groups.setdefault(find(at), []).append(at)
    return list(groups.values())


def topic(texts: Sequence[str], weights: Sequence[Weights], most: int = 3) -> str:
    """Return the words that most of some texts share, the heaviest first, in the texts' own form."""
    shared = Counter(one for weighed in weights for one in weighed)
    heavy = {one: weight for weighed in weights for one, weight in weighed.items()}
    chosen = sorted(
        (one for one in shared if shared[one] > 1), key=lambda one: (-shared[one], -heavy[one], one)
    )
    form = {one: word for text in reversed(texts) for one, word in stems(text).items()}
    return ", ".join(form[one] for one in chosen[:most])
