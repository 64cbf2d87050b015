"""Mentions into clusters without chains: a pair joins two clusters only if all members bear it."""

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from stemma.collation.constraints import Constraints

# Members compared when two clusters meet; beyond it the earliest stand for the rest.
WITNESSES = 12
_DECIDED = "an analyst keeps them apart"


class Pair(NamedTuple):
    """Two items judged to belong together, with the judgement's score."""

    a: str
    b: str
    score: float


class Refusal(NamedTuple):
    """A pair that was judged alike and still kept apart, because of what else is in the clusters."""

    a: str
    b: str
    score: float
    reason: str


class Clusters:
    """Disjoint sets of ids that grow by judged pairs.

    Args:
        ids: the items, in any order.
        bears: says of two items (not judged alike themselves) why they cannot stand in one cluster,
            or returns "" when they can.
        rules: analysts' constraints.
        excuses: says of a pair, and of the members of its clusters, whether the two are one though some
            members do not bear each other; None for never.
    """

    def __init__(
        self,
        ids: Iterable[str],
        bears: Callable[[str, str], str],
        rules: Constraints,
        excuses: Callable[[str, str, Sequence[str], Sequence[str]], bool] | None = None,
    ) -> None:
        self._members: dict[str, list[str]] = {one: [one] for one in sorted(ids)}
        self._home: dict[str, str] = {one: one for one in self._members}
        self._bears = bears
        self._rules = rules
        self._excuses = excuses
        self._apart: dict[str, set[str]] = {}
        self._objections: dict[tuple[str, int, str, int], str] = {}
        for one, other in rules.apart:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)

    def force(self) -> None:
        """Join what analysts joined."""
        for one, other in sorted(self._rules.together):
            if one in self._home and other in self._home:
                self._join(one, other)

    def grow(self, pairs: Iterable[Pair]) -> tuple[Refusal, ...]:
        """Join pairs from the best score down; return those that other members forbid."""
        refused = []
        home = self._home
        for a, b, score in best_first(pairs):
            one, other = home[a], home[b]
            if one == other:
                continue
            reason = self._remembered(one, other)
            if reason and not self._excused(a, b, reason):
                refused.append(Refusal(a, b, score, reason))
            else:
                self._join(a, b)
        return tuple(refused)

    def groups(self) -> list[list[str]]:
        """Return the clusters, members and clusters in order of id."""
        return sorted(sorted(members) for members in self._members.values())

    def _remembered(self, one: str, other: str) -> str:
        """Return the objection to joining two clusters; until one of them grows it stays the same.

        Reports of one story bring many pairs between the same two clusters.
        """
        key = (one, len(self._members[one]), other, len(self._members[other]))
        found = self._objections.get(key)
        if found is None:
            found = self._objections[key] = self._objection(one, other)
        return found

    def _objection(self, one: str, other: str) -> str:
        left, right = self._members[one], self._members[other]
        if self._apart:
            barred = set(right)
            if any(self._apart.get(member, set()) & barred for member in left):
                return _DECIDED
        for member in left[:WITNESSES]:
            for stranger in right[:WITNESSES]:
                if reason := self._bears(member, stranger):
                    return reason
        return ""

    def _excused(self, a: str, b: str, reason: str) -> bool:
        """Whether two clusters that a pair joins are one for all that, unless an analyst keeps them apart."""
        if self._excuses is None or reason == _DECIDED:
            return False
        return self._excuses(a, b, self._members[self._home[a]], self._members[self._home[b]])

    def _join(self, a: str, b: str) -> None:
        one, other = sorted((self._home[a], self._home[b]))
        if one == other:
            return
        moved = self._members.pop(other)
        self._members[one] = sorted(self._members[one] + moved)
        for member in moved:
            self._home[member] = one


def best_first(pairs: Iterable[Pair]) -> list[Pair]:
    """Return pairs from the best score down, those of one score in order of their ids."""
    # Pairs mostly come in order of their ids; sorting twice keeps that order, and compares what is short.
    return sorted(sorted(pairs, key=_ENDS), key=_SCORE, reverse=True)


_ENDS, _SCORE = itemgetter(0, 1), itemgetter(2)


def spanning(groups: Sequence[Sequence[str]], pairs: Iterable[Pair]) -> list[Pair]:
    """Return the best pairs that hold each cluster together (a maximum spanning forest)."""
    home = {one: one for group in groups for one in group}
    cluster = {one: index for index, group in enumerate(groups) for one in group}

    def root(one: str) -> str:
        while home[one] != one:
            home[one] = home[home[one]]
            one = home[one]
        return one

    kept = []
    missing = [len(group) - 1 for group in groups]  # pairs of each
    for pair in best_first(pairs):
        one, other, _ = pair
        index = cluster[one]
        if not missing[index] or index != cluster[other]:
            continue
        a, b = root(one), root(other)
        if a != b:
            home[max(a, b)] = min(a, b)
            missing[index] -= 1
            kept.append(pair)
    return kept
