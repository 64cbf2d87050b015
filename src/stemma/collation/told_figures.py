"""The figures that mentions of a claim give of one count, in order of time: 43 killed, then 100, then 126."""

from collections.abc import Iterator, Mapping, Sequence

from stemma.collation.numbers import Figure, counted_alike, figures
from stemma.collation.words import Word, words_of
from stemma.dates import in_time
from stemma.records import Claim, ClaimMention, Report, Span, ToldCount, ToldFigure


def told_counts(claim: Claim, reports: Mapping[str, Report]) -> tuple[ToldCount, ...]:
    """Return the counts of which two reports or more give different figures.

    A figure that counts some of the others ("including 12 nurses") is left out, and so is what denies
    the claim. Of figures of one count in one mention the first stands for all.

    Args:
        claim: a claim.
        reports: its mentions' reports by id; mentions of others are left out.
    """
    held = [one for one in claim.mentions if one.report in reports and one.stance != "deny"]
    held.sort(key=lambda one: (in_time(reports[one.report].published), one.report, one.id))
    home = {one.id: one.report for one in held}
    # Of each count its first figure, what it counts, and its figures by mention.
    counts: list[tuple[Figure, str, dict[str, Figure]]] = []
    for mention in held:
        for figure, counted in _given(mention, reports[mention.report]):
            given = next((all_ for first, _, all_ in counts if counted_alike(first, figure)), None)
            if given is None:
                counts.append((figure, counted, {mention.id: figure}))
            else:
                given.setdefault(mention.id, figure)
    return tuple(
        ToldCount(counted, tuple(_told(mention, one) for mention, one in given.items()))
        for _, counted, given in counts
        if len({(one.value, one.comparator) for one in given.values()}) > 1
        and len({home[mention] for mention in given}) > 1
    )


def _given(mention: ClaimMention, report: Report) -> Iterator[tuple[Figure, str]]:
    """Yield the figures of a mention that count something, each with a word for what it counts."""
    spans = mention.content.spans
    words = words_of([report.text[one.start : one.end] for one in spans], [one.start for one in spans])
    for figure in figures(words):
        if not figure.part and (figure.measure or figure.unit):
            yield figure, figure.measure or _noun(words, figure)


def _noun(words: Sequence[Word], figure: Figure) -> str:
    return next((word.low for word in words if word.start >= figure.end and word.stem == figure.unit), "")


def _told(mention: str, figure: Figure) -> ToldFigure:
    return ToldFigure(mention, figure.text, Span(figure.start, figure.end))


__all__ = ["told_counts"]
