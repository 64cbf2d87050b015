"""Clusters most of whose mentions tell one toll, attack or war, whatever some of them tell besides."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Literal, NamedTuple

from stemma.collation.attacks import attack_of
from stemma.collation.clustering import WITNESSES
from stemma.collation.judging import speakers_of
from stemma.collation.one_attack import one_attack
from stemma.collation.statements import Content, Statement
from stemma.collation.tolls import one_toll, tolls_of
from stemma.collation.war_dead import one_war, war_toll

# More than this share of a cluster tells a matter, and at least so many pairs of those bear each other.
# On FA-KES, outside of the labelled stories, 34 of the 37 joins of two clusters were right.
_MOST = 0.5


class _Matter(NamedTuple):
    """What two mentions both tell: the dead of a war, a toll (measures, figures) or an attack (its kinds)."""

    kind: Literal["war", "toll", "attack"]
    what: frozenset[object]


class Mostly:
    """Finds clusters of one matter that are held apart only by what some of their mentions tell besides.

    "The port lies in ruins after a war that killed 28,000" stands with other tellings of the dead and with
    "The port lies in ruins", which has few words in common with the rest of them.

    Args:
        by_id: the statements by mention.
        excluded: says of two mentions why they cannot both stand in one claim, "" when they can.
        unlike: says of two mentions that they share too few words, "" when they do not.
    """

    def __init__(
        self,
        by_id: Mapping[str, Statement],
        excluded: Callable[[str, str], str],
        unlike: Callable[[str, str], str],
    ) -> None:
        self._by_id = by_id
        self._excluded = excluded
        self._unlike = unlike
        self._known: dict[tuple[_Matter, str, int, str, int], bool] = {}

    def one(self, a: str, b: str, left: Sequence[str], right: Sequence[str]) -> bool:
        """Whether two clusters are of one matter, which a mention of each tells.

        Args:
            a: the mention of the one.
            b: that of the other.
            left: the members of the one, in order of their ids.
            right: those of the other.
        """
        matters = _matters(self._by_id[a], self._by_id[b])
        return any(self._remembered(matter, left, right) for matter in matters)

    def _remembered(self, matter: _Matter, left: Sequence[str], right: Sequence[str]) -> bool:
        """Answer for two clusters of a matter; until one of them grows the answer stays the same."""
        key = (matter, left[0], len(left), right[0], len(right))
        if key not in self._known:
            self._known[key] = self._of_one(matter, left, right)
        return self._known[key]

    def _of_one(self, matter: _Matter, left: Sequence[str], right: Sequence[str]) -> bool:
        tellers = [
            [one for one in some if _tells(self._by_id[one].content, matter)] for some in (left, right)
        ]
        if any(len(own) <= _MOST * len(some) for own, some in zip(tellers, (left, right), strict=True)):
            return False
        if any(self._excluded(one, other) for one, other in product(left[:WITNESSES], right[:WITNESSES])):
            return False
        pairs = list(product(*(own[:WITNESSES] for own in tellers)))
        return sum(not self._unlike(one, other) for one, other in pairs) >= _MOST * len(pairs)


def _matters(a: Statement, b: Statement) -> Iterator[_Matter]:
    """Yield what two mentions are known by to be one claim in other words."""
    speakers = speakers_of(a, b)
    if one_war(a, b):
        yield _Matter("war", frozenset())
    if one_toll(a, b, one_source=speakers is not None and speakers.kind == "same"):
        yield _Matter("toll", frozenset(tolls_of(a.content) & tolls_of(b.content)))
    if one_attack(a, b):
        one, other = attack_of(a.content), attack_of(b.content)
        yield _Matter("attack", frozenset(one.kinds & other.kinds if one and other else ()))


def _tells(content: Content, matter: _Matter) -> bool:
    """Whether a content tells a matter."""
    if matter.kind == "war":
        return war_toll(content) is not None
    if matter.kind == "toll":
        return not matter.what.isdisjoint(tolls_of(content))
    found = attack_of(content)
    return found is not None and not matter.what.isdisjoint(found.kinds)


__all__ = ["Mostly"]
