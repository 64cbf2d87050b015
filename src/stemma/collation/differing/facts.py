"""Figures, dates, places and names that are not the same in two mentions."""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import JaroWinkler

from stemma.collation.comparing import garbled, unmatched_names
from stemma.collation.differing.base import Difference, Side, context
from stemma.collation.numbers import Figure, comparable
from stemma.collation.statements import Statement
from stemma.collation.words import Word, lexicon
from stemma.names import fold
from stemma.resources import load_toml

_YEAR_DIGITS = 4


def fact_differences(a: Side, b: Side) -> Iterator[Difference]:
    """Yield changed figures, dates, places and names."""
    yield from _quantities(a, b)
    yield from _dates(a, b)
    yield from _names(a, b)


def _quantities(a: Side, b: Side) -> Iterator[Difference]:
    free = list(b.statement.figures)
    pairs: list[tuple[Figure, Figure]] = []
    for one in a.statement.figures:
        # The same figure first, then one that counts the same, then one in the same surroundings.
        match = next((other for other in free if _equal(one, other)), None)
        match = match or next((other for other in free if other.value == one.value), None)
        match = match or next((other for other in free if comparable(one, other)), None)
        match = match or next((other for other in free if _same_place(a, b, one, other)), None)
        if match is not None:
            free.remove(match)
            pairs.append((one, match))
    for one, other in pairs:
        if not _equal(one, other):
            yield Difference(
                "quantity_changed", a.words(one.start, one.end), b.words(other.start, other.end), 0.9
            )


def _equal(one: Figure, other: Figure) -> bool:
    return one.value == other.value and one.comparator == other.comparator


def _same_place(a: Side, b: Side, one: Figure, other: Figure) -> bool:
    near_a = _around(a.statement.words, one.start, one.end)
    near_b = _around(b.statement.words, other.start, other.end)
    return bool(near_a[0] & near_b[0] or near_a[1] & near_b[1])


def _around(words: Sequence[Word], start: int, end: int) -> tuple[frozenset[str], frozenset[str]]:
    inside = [place for place, word in enumerate(words) if word.start >= start and word.end <= end]
    return context(words, inside[0], inside[-1] + 1) if inside else (frozenset(), frozenset())


def _dates(a: Side, b: Side) -> Iterator[Difference]:
    for kind in ("days", "months"):
        listed = load_toml("collation", "lexicon.toml")["calendar"][kind]
        only_a = [word for word in a.statement.words if word.capital and word.low in listed]
        only_b = [word for word in b.statement.words if word.capital and word.low in listed]
        lows_a, lows_b = {word.low for word in only_a}, {word.low for word in only_b}
        left = [word for word in only_a if word.low not in lows_b]
        right = [word for word in only_b if word.low not in lows_a]
        for one, other in zip(left, right, strict=False):
            yield Difference(
                "date_changed", a.words(one.start, one.end), b.words(other.start, other.end), 0.9
            )
    yield from _day_numbers(a, b)


def _day_numbers(a: Side, b: Side) -> Iterator[Difference]:
    """Days of the same month and years that differ."""
    left, right = _dated(a.statement), _dated(b.statement)
    for key in sorted(left.keys() & right.keys()):
        one, other = left[key], right[key]
        if one.low != other.low:
            yield Difference(
                "date_changed", a.words(one.start, one.end), b.words(other.start, other.end), 0.9
            )


def _dated(statement: Statement) -> dict[str, Word]:
    """Day numbers by the month beside them; the year under "year"."""
    months = load_toml("collation", "lexicon.toml")["calendar"]["months"]
    words = statement.words
    found: dict[str, Word] = {}
    for place, word in enumerate(words):
        if not word.low.isdigit():
            continue
        beside = [words[index].low for index in (place - 1, place + 1) if 0 <= index < len(words)]
        month = next((low for low in beside if low in months), "")
        if len(word.low) == _YEAR_DIGITS and word.low[:2] in ("19", "20"):
            found.setdefault("year", word)
        elif month and int(word.low) <= 31:  # noqa: PLR2004  days of a month
            found.setdefault(month, word)
    return found


def _names(a: Side, b: Side) -> Iterator[Difference]:
    """Names in place of each other: slips of one name, or other places in the same surroundings."""
    yield from _respelled(a, b)
    only_a, only_b = unmatched_names(a.statement, b.statement)
    pairs = sorted(((_likeness(one, other), one, other) for one in only_a for other in only_b), reverse=True)
    used: set[str] = set()
    for likeness, one, other in pairs:
        if {f"a{one}", f"b{other}"} & used:
            continue
        left, right = _word(a.statement, one), _word(b.statement, other)
        slip = garbled(one, other)
        if not slip and not _swapped(a.statement, b.statement, left, right):
            continue
        used |= {f"a{one}", f"b{other}"}
        place = not slip and not (_no_place(a, left) or _no_place(b, right))
        yield Difference(
            "place_changed" if place else "name_changed",
            a.words(left.start, left.end),
            b.words(right.start, right.end),
            round(0.6 + 0.3 * likeness, 2) if slip else 0.75,
        )


def _respelled(a: Side, b: Side) -> Iterator[Difference]:
    """Names that match only as two spellings."""
    left = sorted(a.statement.names - b.statement.names)
    right = sorted(b.statement.names - a.statement.names)
    for one in left:
        for other in right:
            if one[:1] in "@^" or other[:1] in "@^" or one == other:
                continue
            if one not in b.statement.stems and other not in a.statement.stems and _close(one, other):
                first, second = _word(a.statement, one), _word(b.statement, other)
                yield Difference(
                    "name_changed",
                    a.words(first.start, first.end),
                    b.words(second.start, second.end),
                    0.8,
                )


def _close(one: str, other: str) -> bool:
    only = unmatched_pair(one, other)
    return not only


def unmatched_pair(one: str, other: str) -> bool:
    """Whether two names are not spellings of each other (Jaro-Winkler below .88)."""
    return one[:1] != other[:1] or JaroWinkler.similarity(one, other) < 0.88  # noqa: PLR2004  see comparing


def _likeness(one: str, other: str) -> float:
    return JaroWinkler.similarity(one, other)


def _word(statement: Statement, stem: str) -> Word:
    return next(word for word in statement.words if word.stem == stem)


def _swapped(a: Statement, b: Statement, left: Word, right: Word) -> bool:
    """Whether two names stand in the same surroundings: shared words on one side at least."""
    before_a, after_a = context(a.words, a.words.index(left), a.words.index(left) + 1)
    before_b, after_b = context(b.words, b.words.index(right), b.words.index(right) + 1)
    return bool(before_a & before_b) + bool(after_a & after_b) >= 1


def _no_place(side: Side, word: Word) -> bool:
    """Whether a name is a person's or a body's rather than a place's.

    It is part of a speaker's name, an acronym, or two capitalised words stand together with a title
    or none before them; after a word of place it is always a place.
    """
    text, name = side.report.text, re.escape(word.text)
    leads = "|".join(sorted(lexicon("place_lead")))
    if re.search(rf"\b(?:{leads})\s+(?:the\s+)?(?:\w+\s+of\s+)?{name}\b", text):
        return False
    if word.text.isupper() or word.stem[:1] in "@^":
        return True
    voices = {fold(layer.entity or layer.name) for layer in side.statement.mention.chain}
    if any(word.low in voice.split() for voice in voices):
        return True
    return re.search(rf"\b[A-Z][a-z]+\s+{name}\b|\b{name}\s+[A-Z][a-z]+", text) is not None
