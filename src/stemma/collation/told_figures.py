"""The figures that mentions of a claim give of one count, in order of time: 43 killed, then 100, then 126."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from stemma.collation.numbers import Figure, counted_alike, figures
from stemma.collation.words import Word, words_of
from stemma.records import Claim, ClaimMention, Report, Span


class ToldFigure(Struct, frozen=True):
    """A figure as a mention gives it: its words and where they stand in the report's text."""

    mention: str
    text: str
    span: Span


class ToldCount(Struct, frozen=True):
    """What is counted ("killed", "drones"), and the figures that are given of it, the earliest first."""

    counted: str
    figures: tuple[ToldFigure, ...]


def told_counts(claim: Claim, reports: Mapping[str, Report]) -> tuple[ToldCount, ...]:
    """Return the counts of which two reports or more give different figures.

    A figure that counts some of the others ("including 12 nurses") is left out, and so is what denies
    the claim. Of figures of one count in one mention the first stands for all.

    Args:
        claim: a claim.
        reports: its mentions' reports by id; mentions of others are left out.
    """
    groups: list[list[tuple[ClaimMention, Figure, str]]] = []
    for mention in sorted(claim.mentions, key=lambda one: _time(one, reports)):
        if mention.report in reports and mention.stance != "deny":
            for figure, counted in _given(mention, reports[mention.report]):
                group = next((one for one in groups if counted_alike(one[0][1], figure)), None)
                if group is None:
                    groups.append([(mention, figure, counted)])
                elif all(held.id != mention.id for held, _, _ in group):
                    group.append((mention, figure, counted))
    return tuple(
        ToldCount(group[0][2], tuple(_told(mention, figure) for mention, figure, _ in group))
        for group in groups
        if len({(one.value, one.comparator) for _, one, _ in group}) > 1
        and len({mention.report for mention, _, _ in group}) > 1
    )


def _time(mention: ClaimMention, reports: Mapping[str, Report]) -> tuple[bool, str, str, str]:
    report = reports.get(mention.report)
    published = report.published if report else None
    return published is None, published or "", mention.report, mention.id


def _given(mention: ClaimMention, report: Report) -> Iterator[tuple[Figure, str]]:
    """Yield the figures of a mention that count something, each with a word for what it counts."""
    spans = mention.content.spans
    words = words_of([report.text[one.start : one.end] for one in spans], [one.start for one in spans])
    for figure in figures(words):
        if not figure.part and (figure.measure or figure.unit):
            yield figure, figure.measure or _noun(words, figure)


def _noun(words: Sequence[Word], figure: Figure) -> str:
    return next((word.low for word in words if word.start >= figure.end and word.stem == figure.unit), "")


def _told(mention: ClaimMention, figure: Figure) -> ToldFigure:
    return ToldFigure(mention.id, figure.text, Span(figure.start, figure.end))


__all__ = ["ToldCount", "ToldFigure", "told_counts"]
