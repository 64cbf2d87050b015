"""What speaks for and against a pair of mentions being one claim, in words for the analyst."""

from collections.abc import Iterator, Mapping
from math import ceil

from stemma.collation.comparing import conflicts
from stemma.collation.judging import speakers_of
from stemma.collation.matters import two_doers, two_events
from stemma.collation.numbers import Figure, agree, comparable
from stemma.collation.statements import Statement, Weights
from stemma.collation.tolls import of_two_days, other_toll
from stemma.collation.twodays import two_days
from stemma.dates import gap
from stemma.matching.signs import two_places
from stemma.records import Span

_MOST_WORDS = 5
_ALIKE = 0.3  # how much of two beginnings is one, from which it is told
_NEAR = 0.6  # cosine of sentence vectors, from which it is told


def reasons(
    a: Statement, b: Statement, weight: Weights, signs: Mapping[str, float], cosine: float
) -> tuple[str, ...]:
    """Return what speaks for two mentions being one claim."""
    return tuple(_reasons(a, b, weight, signs, cosine))


def _reasons(
    a: Statement, b: Statement, weight: Weights, signs: Mapping[str, float], cosine: float
) -> Iterator[str]:
    apart = _days(a, b)
    yield "published on the same day" if not apart else f"published {apart} day{'s'[: apart > 1]} apart"
    figures = dict.fromkeys(one.text for one in _agreed(a, b))
    counted = " ".join(figures).lower().split()
    if words := [word for word in shared_words(a, b, weight) if word.lower() not in counted]:
        yield "both say " + ", ".join(f"“{word}”" for word in words)
    if figures:
        yield "both count " + ", ".join(f"“{text}”" for text in figures)
    speakers = speakers_of(a, b)
    if speakers is not None and speakers.kind == "same":
        yield "one source"
    if signs["one_event"]:
        yield "one event stands in both"
    if signs["setting"] >= _ALIKE:
        yield "the reports begin alike"
    if cosine >= _NEAR:
        yield f"sentence vectors at cosine {cosine:.2f}"


def _days(a: Statement, b: Statement) -> int:
    """Return how many days lie between two publications, as the calendar counts where it can."""
    ends = [item.date for item in (a, b) if item.date is not None and item.date[1] - item.date[0] <= 1]
    if len(ends) > 1:
        return abs(int(ends[0][0]) - int(ends[1][0]))
    return ceil(gap(a.date, b.date) or 0.0)


def clashes(a: Statement, b: Statement) -> tuple[str, ...]:
    """Return what speaks against two mentions being one claim, or is a variant if they are."""
    return tuple(dict.fromkeys(filter(None, _clashes(a, b))))


def _clashes(a: Statement, b: Statement) -> Iterator[str]:
    yield from conflicts(a, b)
    speakers = speakers_of(a, b)
    if speakers is not None and speakers.kind == "different":
        yield from other_toll(a, b)
    yield two_days(a, b) or ("they name two days" if of_two_days(a, b) else "")
    yield two_events(a, b)
    yield two_doers(a, b)
    if two_places(a, b):
        yield f"two places: {_named(a.whereabouts)} against {_named(b.whereabouts)}"


def _named(places: frozenset[str]) -> str:
    return ", ".join(sorted(places)).title()


def shared_words(a: Statement, b: Statement, weight: Weights) -> list[str]:
    """Return the rarest words that two mentions share, as the first writes them."""
    texts = {word.stem: word.text for word in reversed(a.words) if word.stem in a.stems & b.stems}
    ordered = sorted(texts, key=lambda stem: (-weight.of[stem], stem))
    return [texts[stem] for stem in ordered[:_MOST_WORDS]]


def _agreed(one: Statement, other: Statement) -> list[Figure]:
    """Return the figures of a mention, at their places in its report, that agree with one of another."""
    return [
        figure
        for figure in one.figures
        if any(comparable(figure, each) and agree(figure, each) for each in other.content.figures)
    ]


def shared_spans(one: Statement, other: Statement) -> tuple[Span, ...]:
    """Return where in its report a mention has words, and numbers that agree, that it shares with another."""
    both = one.stems & other.stems
    counted = _agreed(one, other)
    return tuple(
        Span(word.start, word.end)
        for word in one.words
        if word.stem in both
        or (
            word.stem[:1].isdigit()
            and any(figure.start <= word.start and word.end <= figure.end for figure in counted)
        )
    )


__all__ = ["clashes", "reasons", "shared_spans", "shared_words"]
