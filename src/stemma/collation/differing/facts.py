"""Figures and dates that are not the same in two mentions."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial

from stemma.collation.differing.base import Difference, Side, context
from stemma.collation.differing.naming import name_differences
from stemma.collation.numbers import Figure, comparable, counted_alike
from stemma.collation.statements import Content, Statement
from stemma.collation.words import Word, alike
from stemma.dates import gap
from stemma.resources import load_toml

_YEAR_DIGITS = 4


def fact_differences(a: Side, b: Side) -> Iterator[Difference]:
    """Yield changed figures, dates, places and names."""
    yield from _quantities(a, b)
    yield from _dates(a, b)
    yield from _directions(a, b)
    yield from name_differences(a, b)


def _quantities(a: Side, b: Side) -> Iterator[Difference]:
    left, right = list(_counts(a)), list(_counts(b))
    all_a, all_b = tuple(left), tuple(right)
    # The same figures go first, then those that count the same, then those in the same surroundings.
    for fits in (_the_same, _equal, _same_value, counted_alike, partial(_same_place, a, b)):
        for one in list(left):
            other = next(
                (rival for rival in right if fits(one, rival) and _measured(a, one) == _measured(b, rival)),
                None,
            )
            if other is None:
                continue
            left.remove(one)
            right.remove(other)
            if not _equal(one, other) and not _told(one, other, all_b) and not _told(other, one, all_a):
                yield Difference(
                    "quantity_changed", a.words(one.start, one.end), b.words(other.start, other.end), 0.9
                )

    for one, place in _singles(a, b, left):
        yield Difference("quantity_changed", a.words(one.start, one.end), b.words(*place), 0.8)
    for other, place in _singles(b, a, right):
        yield Difference("quantity_changed", a.words(*place), b.words(other.start, other.end), 0.8)


def _singles(a: Side, b: Side, left: Sequence[Figure]) -> Iterator[tuple[Figure, tuple[int, int]]]:
    """Yield figures of one side with where the other has one of what they count: "three tanks", "a tank"."""
    words = b.statement.words
    for one in left:
        if one.value <= 1 or one.comparator != "exactly" or not one.unit or _measured(a, one) != "count":
            continue
        counted = next((word for word in a.statement.words if word.start >= one.end), None)
        if counted is None or counted.stem != one.unit or not counted.low.endswith(_SEVERAL):
            continue
        near = _around(a.statement.words, one.start, one.end)
        for at, word in enumerate(words):
            if word.stem != one.unit or word.low.endswith(_SEVERAL):
                continue
            first = next(
                (place for place in (at - 1, at - 2) if place >= 0 and words[place].low in _ONE), None
            )
            if first is None:
                continue
            beside = context(words, first, first + 1)
            if near[0] & beside[0] or len(near[1] & beside[1]) > 1:
                yield one, (words[first].start, word.end)
                break


_ONE = frozenset({"a", "an"})
_SEVERAL = ("s", "men", "people")
_CLOCK = re.compile(r"(?::\d|\s*(?:[ap]\.?m\b|GMT\b|o.clock\b))", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
_BEFORE_DAY = re.compile(rf"(?:{_MONTH}\.?\s+(?:\d{{1,2}},?\s+)?|\d:)$")
_AFTER_DAY = re.compile(rf"\s+{_MONTH}")


def _counts(side: Side) -> Iterator[Figure]:
    """Figures of the content that count something: no times of day, days or ordinals."""
    text = side.report.text
    for one in side.statement.figures:
        before = text[max(0, one.start - 12) : one.start]
        timed = _CLOCK.match(text, one.end) or _ORDINAL.match(text, one.end)
        dated = _AFTER_DAY.match(text, one.end) or _BEFORE_DAY.search(before)
        if not timed and not dated and not _dated_year(text, one):
            yield one


def _dated_year(text: str, one: Figure) -> bool:
    """Whether a figure is the year after a day and a month in short ("6 Jun 2016")."""
    if not 1900 <= one.value <= 2100 or one.comparator != "exactly":  # noqa: PLR2004  years
        return False
    return re.search(rf"{_MONTH}\.?\s*$", text[max(0, one.start - 8) : one.start]) is not None


def _told(one: Figure, other: Figure, others: Sequence[Figure]) -> bool:
    """Whether a figure that seems changed stands unchanged elsewhere on the other side."""
    return one.value != other.value and any(
        rest.value == one.value and not (rest.measure and one.measure and rest.measure != one.measure)
        for rest in others
    )


def _the_same(one: Figure, other: Figure) -> bool:
    return _equal(one, other) and comparable(one, other)


_CURRENCY = re.compile(r"[$\u00a3\u20ac\u00a5]")
_COINS = re.compile(r"\s*(?:dollars?|euros?|pounds?|roubles?|rubles?|yen|cents?)\b", re.IGNORECASE)
_PERCENT = re.compile(r"\s*(?:%|per\s?cent\b|percentage\b)", re.IGNORECASE)


def _measured(side: Side, one: Figure) -> str:
    """What kind of figure it is: money, a share, or a count."""
    text = side.report.text
    if _PERCENT.match(text, one.end):
        return "share"
    # "More than $50": the sign stands inside the figure's words.
    sign = _CURRENCY.search(text, max(0, one.start - 2), one.end) or _COINS.match(text, one.end)
    return "money" if sign else "count"


def _equal(one: Figure, other: Figure) -> bool:
    return one.value == other.value and one.comparator == other.comparator


def _same_value(one: Figure, other: Figure) -> bool:
    apart = bool(one.unit and other.unit) and not (one.unit == other.unit or alike(one.unit, other.unit))
    return one.value == other.value and not apart


def _same_place(a: Side, b: Side, one: Figure, other: Figure) -> bool:
    """Whether two figures stand in the same surroundings, and nothing tells that they count two things."""
    if (one.unit and other.unit) or (one.measure and other.measure):
        return False  # two things, or they would be comparable
    if 1 in (one.value, other.value) and not (one.unit or other.unit):
        return False  # "on the one hand"
    near_a = _around(a.statement.words, one.start, one.end)
    near_b = _around(b.statement.words, other.start, other.end)
    return bool(near_a[0] & near_b[0] or near_a[1] & near_b[1])


def _around(words: Sequence[Word], start: int, end: int) -> tuple[frozenset[str], frozenset[str]]:
    inside = [place for place, word in enumerate(words) if word.start >= start and word.end <= end]
    return context(words, inside[0], inside[-1] + 1) if inside else (frozenset(), frozenset())


_WEEK = 7  # days between publications from which a weekday names another day


def _dates(a: Side, b: Side) -> Iterator[Difference]:
    for kind in ("days", "months"):
        listed = load_toml("collation", "lexicon.toml")["calendar"][kind]
        if any(_dating(side.statement.content).isdisjoint(listed) for side in (a, b)):
            continue  # most mentions name neither
        if kind == "days" and (gap(a.statement.date, b.statement.date) or 0) > _WEEK:
            continue  # days of two weeks
        only_a, only_b = _days_told(a, listed), _days_told(b, listed)
        lows_a, lows_b = {_day(word) for word in only_a}, {_day(word) for word in only_b}
        left = [word for word in only_a if _day(word) not in lows_b]
        right = [word for word in only_b if _day(word) not in lows_a]
        for one, other in zip(left, right, strict=False):
            if not _in_place(a, b, one, other):
                continue
            yield Difference(
                "date_changed", a.words(one.start, one.end), b.words(other.start, other.end), 0.9
            )
    yield from _day_numbers(a, b)


def _in_place(a: Side, b: Side, one: Word, other: Word) -> bool:
    """Whether a day stands where the other stood: between the same telling words, on one side at least.

    "She won on Tuesday" and "She spoke on Thursday after winning" date two things; so do "a market hit
    on June 5" and "a school seen on June 12", which share the month.
    """
    left, right = (
        [word for word in side.statement.words if word in (one, other) or not (word.common or _of_date(word))]
        for side in (a, b)
    )
    at, there = left.index(one), right.index(other)
    before = at > 0 and there > 0 and _akin(left[at - 1], right[there - 1])
    after = at + 1 < len(left) and there + 1 < len(right) and _akin(left[at + 1], right[there + 1])
    return before or after or (_alone(a, one) and _alone(b, other) and _retold(a, b))


def _alone(side: Side, day: Word) -> bool:
    """Whether a mention names no other day, month or figure of a day than this one and its month."""
    dates = [word for word in side.statement.words if word.capital and _of_date(word)]
    return all(word == day or (day.low.isdecimal() and _is_month(word)) for word in dates)


def _is_month(word: Word) -> bool:
    return _day(word) in load_toml("collation", "lexicon.toml")["calendar"]["months"]


def _retold(a: Side, b: Side) -> bool:
    """Whether two mentions tell the same in the same words, in any order; one may leave out a few."""
    fewer, more = sorted((a.statement.stems, b.statement.stems), key=len)
    return len(fewer) >= _MANY_SHARED and len(fewer) >= _SAME_STEMS * len(more) and fewer <= more


# Telling words, and the share of them, from which the one day in the one telling is the one in the other.
_MANY_SHARED = 4
_SAME_STEMS = 0.8


def _of_date(word: Word) -> bool:
    calendar = load_toml("collation", "lexicon.toml")["calendar"]
    return word.low.isdecimal() or _day(word) in calendar["months"] or _day(word) in calendar["days"]


def _akin(one: Word, other: Word) -> bool:
    return one.stem == other.stem or alike(one.stem, other.stem)


def _day(word: Word) -> str:
    """A day or month without a genitive's "s" (some texts have lost their apostrophes)."""
    return word.low.removesuffix("s")


_NUMBER = "0"


@lru_cache(maxsize=8192)  # contents, which a claim's pairs bring again: 1 MB or so
def _dating(content: Content) -> frozenset[str]:
    """Return the days and months that stand in a content, and `_NUMBER` for all whole numbers."""
    days = [_NUMBER if word.low.isdecimal() else _day(word) for word in content.words]
    return frozenset(days) & _calendar()


@cache
def _calendar() -> frozenset[str]:
    table = load_toml("collation", "lexicon.toml")["calendar"]
    return frozenset((*table["days"], *table["months"], _NUMBER))


_SAID = frozenset({"said", "says", "reported", "announced", "told", "stated", "added"})


def _days_told(side: Side, listed: Sequence[str]) -> list[Word]:
    """The days or months of what is told, without those on which it was said."""
    words = side.statement.words
    return [
        word
        for place, word in enumerate(words)
        if word.capital
        and _day(word) in listed
        and not _SAID & {before.low for before in words[max(0, place - 2) : place]}
    ]


def _directions(a: Side, b: Side) -> Iterator[Difference]:
    """Yield a direction in the place of another ("from the east", "from the north")."""
    if not (_COMPASS & a.statement.content.lows and _COMPASS & b.statement.content.lows):
        return
    left, right = ([word for word in side.statement.words if word.low in _COMPASS] for side in (a, b))
    if (
        len(left) == len(right) == 1
        and left[0].low[:_ROOT] != right[0].low[:_ROOT]
        and _in_place(a, b, left[0], right[0])
    ):
        yield Difference(
            "place_changed", a.words(left[0].start, left[0].end), b.words(right[0].start, right[0].end), 0.8
        )


_COMPASS = frozenset({"north", "south", "east", "west", "northern", "southern", "eastern", "western"})
_ROOT = 4


def _day_numbers(a: Side, b: Side) -> Iterator[Difference]:
    """Days of the same month and years that differ."""
    left, right = _dated(a.statement), _dated(b.statement)
    if not left or not right:
        return
    told = [{word.low for word in side.statement.words} for side in (a, b)]
    for key in sorted(left.keys() & right.keys()):
        one, other = left[key], right[key]
        if one.low not in told[1] and other.low not in told[0] and _in_place(a, b, one, other):
            yield Difference(
                "date_changed", a.words(one.start, one.end), b.words(other.start, other.end), 0.9
            )


def _dated(statement: Statement) -> dict[str, Word]:
    """Day numbers by the month beside them; the year under "year"."""
    found: dict[str, Word] = {}
    if _NUMBER not in _dating(statement.content):
        return found
    months = load_toml("collation", "lexicon.toml")["calendar"]["months"]
    words = statement.words
    for place, word in enumerate(words):
        if not word.low.isdecimal():
            continue
        beside = [words[index].low for index in (place - 1, place + 1) if 0 <= index < len(words)]
        month = next((low for low in beside if low in months), "")
        if len(word.low) == _YEAR_DIGITS and word.low[:2] in ("19", "20"):
            found.setdefault("year", word)
        elif month and int(word.low) <= 31:  # noqa: PLR2004  days of a month
            found.setdefault(month, word)
    return found
