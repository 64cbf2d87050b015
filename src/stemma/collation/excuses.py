"""When a clash keeps two mentions apart no more: a copied passage shows that one was changed on the way."""

from collections import defaultdict
from collections.abc import Mapping

from stemma.collation.comparing import conflicts, figure_conflicts
from stemma.collation.judging import Judgement, threshold
from stemma.collation.pairing import Key
from stemma.collation.statements import Statement
from stemma.collation.tolls import of_two_events
from stemma.dates import gap


def _figures_alone(a: Statement, b: Statement) -> bool:
    """Whether nothing but figures clashes in two mentions: another name is another place more often."""
    if not a.content.figures or not b.content.figures:
        return False  # most have none
    figures = figure_conflicts(a.content, b.content)
    return bool(figures) and len(conflicts(a, b)) == len(figures)


class Excuses:
    """Finds pairs whose clash is that of an altered copy with what it was copied from.

    "Four people died" stands in a report, "14 people died" at its place in a copy, and "four people died"
    without a source in a third one. That the last two clash says nothing which the first two do not say,
    and these are variants of one claim.

    Args:
        by_id: the statements by mention.
        judgements: the settled judgement of each pair.
        copied: the pairs that stand at one place of a copied passage.
    """

    def __init__(
        self, by_id: Mapping[str, Statement], judgements: Mapping[Key, Judgement], copied: frozenset[Key]
    ) -> None:
        self._by_id = by_id
        self._judgements = judgements
        self._copied = copied
        self._altered: dict[str, list[str]] | None = None

    def holds(self, one: str, other: str) -> bool:
        """Whether a mention that one agrees with has the other for an altered copy, or for its original."""
        a, b = self._by_id[one], self._by_id[other]
        apart = gap(a.date, b.date)
        if (
            apart is None
            or apart > threshold("days_figures")
            or not _figures_alone(a, b)
            or of_two_events(a, b)
        ):
            return False
        return self._altered_from(one, other) or self._altered_from(other, one)

    def _altered_from(self, one: str, other: str) -> bool:
        return any(self._agree(one, middle) for middle in self._rivals().get(other, ()) if middle != one)

    def _agree(self, one: str, other: str) -> bool:
        first, second = sorted((one, other))
        found = self._judgements.get((first, second))
        if found is None or found.verdict != "merge":
            return False
        return not conflicts(self._by_id[first], self._by_id[second])

    def _rivals(self) -> Mapping[str, list[str]]:
        """Return by mention those at its place of a copied passage that it is joined to, and clashes with."""
        if self._altered is None:
            self._altered = defaultdict(list)
            for one, other in sorted(filter(self._is_altered, self._copied)):
                self._altered[one].append(other)
                self._altered[other].append(one)
        return self._altered

    def _is_altered(self, key: Key) -> bool:
        a, b = self._by_id.get(key[0]), self._by_id.get(key[1])
        if a is None or b is None or not _figures_alone(a, b):
            return False
        return self._judgements[key].verdict == "merge"


__all__ = ["Excuses"]
