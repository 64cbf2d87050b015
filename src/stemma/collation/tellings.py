"""What two mentions of a claim have in common, worked out once for all that say the same in the same way."""

from collections.abc import Hashable, Mapping

from stemma.collation.alignment import Aligned
from stemma.collation.comparing import overlap
from stemma.collation.deriving import may_derive
from stemma.collation.statements import Statement, Weights
from stemma.collation.twodays import fresh_days
from stemma.collation.words import lows_of
from stemma.dates import gap
from stemma.identity import source_traits
from stemma.records import Report


class Tellings:
    """Compares mentions as candidates for variants: mentions that copies repeat have one number.

    Args:
        weight: the stems' weights.
    """

    def __init__(self, weight: Weights) -> None:
        self._weight = weight
        self._numbers: dict[tuple[Hashable, ...], int] = {}
        self._told: dict[str, int] = {}
        self._known: dict[tuple[int, int, float | None, bool, bool], float | None] = {}

    def nearness(
        self, one: Statement, other: Statement, aligned: Aligned | None, *, versions: bool
    ) -> float | None:
        """Return how alike two mentions are in words and build, None if nobody made the one of the other.

        Args:
            one: a mention of a claim.
            other: another one, of another report.
            aligned: the copied passage that puts the two side by side, if there is one.
            versions: whether they stand in versions of one report.
        """
        apart = gap(one.date, other.date)
        key = (self._number(one), self._number(other), apart, aligned is not None, versions)
        found = self._known.get(key, _UNKNOWN)
        if found == _UNKNOWN:
            found = self._nearness(one, other, aligned, versions=versions)
            self._known[key] = found
        return found

    def _nearness(
        self, one: Statement, other: Statement, aligned: Aligned | None, *, versions: bool
    ) -> float | None:
        if not (versions or may_derive(one, other, aligned, self._weight)):
            return None
        a, b = one.mention, other.mention
        build = (a.block == b.block) + (len(a.chain) == len(b.chain))
        return overlap(one, other, self._weight).score + 0.05 * build + (aligned is not None)

    def _number(self, item: Statement) -> int:
        """Return the number of all that a mention is compared by, but for its date and its place."""
        number = self._told.get(item.id)
        if number is None:
            mention = item.mention
            traits = (
                item.content, item.names, item.denials, item.nearby, item.answer, item.scene,
                fresh_days(item),
                tuple([source_traits(layer) for layer in item.voices]), len(mention.chain),
                mention.content.text, mention.block, mention.directness, mention.factuality,
                mention.stance, mention.tense, mention.modal,
            )  # fmt: skip
            number = self._told[mention.id] = self._numbers.setdefault(traits, len(self._numbers))
        return number


_UNKNOWN = -1.0


class Extents:
    """Compares all that belongs to mentions: the words of content, cue and sources, and those between.

    Args:
        reports: reports by id.
    """

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self._reports = reports
        self._known: dict[str, str] = {}

    def equal(self, one: Statement, other: Statement) -> bool:
        """Whether two mentions share every word from the first to the last that belongs to them."""
        here, there = self._of(one), self._of(other)
        return here == there or lows_of(here) == lows_of(there)

    def _of(self, item: Statement) -> str:
        found = self._known.get(item.id)
        if found is None:
            mention = item.mention
            spans = list(mention.content.spans)
            for words in (mention.cue, mention.source):
                spans += words.spans if words is not None else ()
            spans += [layer.span for layer in mention.chain if layer.span is not None and not layer.inferred]
            first, last = min([span.start for span in spans]), max([span.end for span in spans])
            found = self._known[mention.id] = self._reports[mention.report].text[first:last]
        return found
