"""Analysts' decisions as constraints on which mentions stand together."""

from collections.abc import Iterable, Sequence
from itertools import combinations, product

from msgspec import Struct

from stemma.records import Decision


class Constraints(Struct, frozen=True):
    """What analysts decided.

    Pairs of mention ids (the smaller first) that must or must not stand together, each with the
    decision's id, and the ids of mentions that an analyst has rejected.
    """

    together: dict[tuple[str, str], str]
    apart: dict[tuple[str, str], str]
    rejected: frozenset[str]

    def keeps_apart(self, one: str, other: str) -> bool:
        """Say whether two mentions must not stand together, whichever is named first."""
        return ((one, other) if one <= other else (other, one)) in self.apart


def constraints(decisions: Iterable[Decision]) -> Constraints:
    """Read decisions in the order made: a later one on the same pair wins."""
    made = sorted(decisions, key=lambda decision: (decision.at, decision.id))
    undone = {target for decision in made if decision.action == "undo" for target in decision.targets}
    together: dict[tuple[str, str], str] = {}
    apart: dict[tuple[str, str], str] = {}
    rejected: set[str] = set()
    for decision in made:
        if decision.id in undone:
            continue
        groups = _groups(decision)
        everyone = [mention for group in groups for mention in group]
        if decision.action in ("merge", "accept"):
            if decision.action == "accept":
                rejected.difference_update(everyone)
            _join(everyone, decision.id, together, apart)
        elif decision.action == "reject":
            rejected.update(everyone)
        elif decision.action == "split":
            parted = [mention for group in groups[1:] for mention in group]
            staying = [mention for mention in groups[0] if mention not in parted]
            _join(parted, decision.id, together, apart)
            _part([staying, parted], decision.id, together, apart)
        elif decision.action == "separate":
            _part(groups, decision.id, together, apart)
    return Constraints(together, apart, frozenset(rejected))


def _groups(decision: Decision) -> list[tuple[str, ...]]:
    """The mentions that each target stands for; a target without any is a mention's id itself."""
    keys = decision.keys or tuple((target,) for target in decision.targets)
    return [tuple(group) for group in keys]


def _part(
    groups: Sequence[Sequence[str]],
    decision: str,
    together: dict[tuple[str, str], str],
    apart: dict[tuple[str, str], str],
) -> None:
    for some, others in combinations(groups, 2):
        for one, other in product(some, others):
            pair = (one, other) if one <= other else (other, one)
            apart[pair] = decision
            together.pop(pair, None)


def _join(
    mentions: list[str],
    decision: str,
    together: dict[tuple[str, str], str],
    apart: dict[tuple[str, str], str],
) -> None:
    ordered = sorted(set(mentions))
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            together[one, other] = decision
            apart.pop((one, other), None)
