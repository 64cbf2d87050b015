"""What two mentions of a claim have in common, worked out once for all that say the same in the same way."""

from collections.abc import Hashable, Mapping

from stemma.collation.alignment import Aligned
from stemma.collation.comparing import overlap
from stemma.collation.deriving import may_derive
from stemma.collation.statements import Statement, Weights
from stemma.collation.words import lows_at
from stemma.dates import gap
from stemma.identity import source_traits
from stemma.records import Report, Span


class Tellings:
    """Compares mentions as candidates for variants: mentions that copies repeat have one number.

    Args:
        weight: the stems' weights.
    """

    def __init__(self, weight: Weights) -> None:
        self._weight = weight
        self._numbers: dict[tuple[Hashable, ...], int] = {}
        self._told: dict[str, int] = {}
        self._derived: dict[tuple[int, int, float | None, bool], bool] = {}
        self._near: dict[tuple[int, int], float] = {}

    def may_derive(self, one: Statement, other: Statement, aligned: Aligned | None) -> bool:
        """Tell whether a difference between two mentions may have come about in transmission."""
        apart = gap(one.date, other.date)
        key = (self._number(one), self._number(other), apart, aligned is not None)
        found = self._derived.get(key)
        if found is None:
            found = self._derived[key] = may_derive(one, other, aligned, self._weight)
        return found

    def nearness(self, one: Statement, other: Statement) -> float:
        """Return how alike two mentions are in words and build."""
        key = (self._number(one), self._number(other))
        found = self._near.get(key)
        if found is None:
            a, b = one.mention, other.mention
            build = (a.block == b.block) + (len(a.chain) == len(b.chain))
            found = self._near[key] = overlap(one, other, self._weight).score + 0.05 * build
        return found

    def _number(self, item: Statement) -> int:
        """Return the number of all that a mention is compared by, but for its date and its place."""
        mention = item.mention
        number = self._told.get(mention.id)
        if number is None:
            traits = (
                item.content, item.names, item.denials, item.nearby, item.answer, item.scene,
                tuple([source_traits(layer) for layer in item.voices]), len(mention.chain),
                mention.content.text, mention.block, mention.directness, mention.factuality,
                mention.stance, mention.tense, mention.modal,
            )  # fmt: skip
            number = self._told[mention.id] = self._numbers.setdefault(traits, len(self._numbers))
        return number


class Extents:
    """Compares all that belongs to mentions: the words of content, cue and sources, and those between.

    Args:
        reports: reports by id.
    """

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self._reports = reports
        self._known: dict[str, tuple[str, Span]] = {}

    def equal(self, one: Statement, other: Statement) -> bool:
        """Whether two mentions share every word from the first to the last that belongs to them."""
        here, there = self._of(one), self._of(other)
        if here[0] == there[0]:
            return True
        return lows_at(here[0], here[1]) == lows_at(there[0], there[1])

    def _of(self, item: Statement) -> tuple[str, Span]:
        mention = item.mention
        found = self._known.get(mention.id)
        if found is None:
            spans = list(mention.content.spans)
            for words in (mention.cue, mention.source):
                spans += words.spans if words is not None else ()
            spans += [layer.span for layer in mention.chain if layer.span is not None and not layer.inferred]
            first, last = min([span.start for span in spans]), max([span.end for span in spans])
            text = self._reports[mention.report].text[first:last]
            found = self._known[mention.id] = text, Span(0, len(text))
        return found
