"""What the detectors of differences share: one side of a pair, a difference, words with context."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from stemma.collation.statements import Statement
from stemma.collation.words import Word, alike, words_at
from stemma.records import Report, Span, VariantType, Words

NOTHING = Words((), "")
_REACH = 4
_CUE_REACH = 40


class Side(Struct, frozen=True):
    """One mention of a pair, with its report."""

    statement: Statement
    report: Report

    @property
    def around(self) -> tuple[Word, ...]:
        """The words of the content and, where the cue stands right before it, those of the cue.

        "may call up men" can be read with "call" as the cue: its modal then is outside the content.
        """
        mention = self.statement.mention
        cue = mention.cue.spans[0].start if mention.cue is not None and mention.cue.spans else None
        start = self.statement.start
        if cue is None or not 0 < start - cue <= _CUE_REACH:
            return self.statement.words
        opening = self.report.text.rfind(" ", 0, max(0, self.report.text.rfind(" ", 0, cue)))
        lead = words_at(self.report.text, (Span(max(0, opening), start),))
        return (*lead, *self.statement.words)

    def words(self, start: int, end: int) -> Words:
        """Return the report's words between two offsets."""
        return Words((Span(start, end),), self.report.text[start:end])

    def span_words(self, span: Span | None) -> Words:
        """Return the report's words at a span, nothing for None."""
        return NOTHING if span is None else self.words(span.start, span.end)


class Difference(Struct, frozen=True):
    """A typed difference, from the first side to the second, with a score from 0 to 1."""

    type: VariantType
    before: Words
    after: Words
    score: float

    def turned(self) -> "Difference":
        """Return the difference as seen from the other side (for types that have an opposite)."""
        opposite = _OPPOSITES.get(self.type, self.type)
        return Difference(opposite, self.after, self.before, self.score)


_OPPOSITES: dict[VariantType, VariantType] = {
    "hedge_dropped": "hedge_added",
    "hedge_added": "hedge_dropped",
    "attribution_dropped": "attribution_added",
    "attribution_added": "attribution_dropped",
    "layer_dropped": "layer_added",
    "layer_added": "layer_dropped",
    "source_anonymised": "source_named",
    "source_named": "source_anonymised",
    "modality_strengthened": "modality_weakened",
    "modality_weakened": "modality_strengthened",
}


def context(words: Sequence[Word], start: int, end: int) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of the nearest content words before and after a stretch of words."""
    before = [word.stem for word in words[:start] if not word.common][-_REACH:]
    after = [word.stem for word in words[end:] if not word.common][:_REACH]
    return frozenset(before), frozenset(after)


def told_in(stems: Iterable[str], statement: Statement, *, least: float = 0.5) -> bool:
    """Whether at least this share of stems is in a statement, in one form or another."""
    wanted = list(stems)
    if not wanted:
        return False
    found = sum(
        stem in statement.stems or any(alike(stem, other) for other in statement.stems) for stem in wanted
    )
    return found >= least * len(wanted)
