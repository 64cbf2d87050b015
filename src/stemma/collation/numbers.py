"""Figures in a claim's words: value, bound and what is counted."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from stemma.collation.measures import counted
from stemma.collation.words import Word, stem
from stemma.records import UNCOUNTABLE
from stemma.resources import load_toml

Comparator = Literal["exactly", "at_least", "more_than", "at_most", "less_than", "about", "vague"]
_YEARS = range(1900, 2101)
_LONGEST_DAY = 31
_YEAR_DIGITS = 4
_HUNDRED = 100
_TENS = range(20, 100, 10)
_ONES = range(1, 10)
# Ratio within which two bounds are taken for one ("more than 50", "at least 58").
_NEAR = 1.25
# Ratio beyond which a bound and a figure are not of one count, though there is room for both.
_FAR = 2
_WIDEST = 10  # times by which the upper end of a range exceeds the lower at most


class Figure(Struct, frozen=True):
    """A figure in a text.

    ``value`` keeps its decimals ("$1.03" is not "$1.02"); ``low`` and ``high`` bound the values meant
    (None: open), ``unit`` is the stem of what is counted, ``measure`` "killed", "injured" or "missing", or
    what was done with arms ("drones launched"), where the words around say so; ``part`` says that those
    counted are called a part of others ("including 12 nurses").
    """

    value: float
    low: float | None
    high: float | None
    comparator: Comparator
    unit: str
    measure: str
    start: int
    end: int
    text: str
    part: bool = False

    def moved(self, by: int) -> "Figure":
        """Return the figure so many characters later in a text."""
        return replace(self, start=self.start + by, end=self.end + by)


@cache
def _tables() -> tuple[dict[str, int], dict[str, int], dict[str, list[int]], list[tuple[list[str], str]]]:
    data = load_toml("collation", "lexicon.toml")
    phrases = [
        (phrase.split(), comparator) for comparator, listed in data["comparator"].items() for phrase in listed
    ]
    phrases.sort(key=lambda item: -len(item[0]))
    return data["number"], data["multiplier"], data["vague"], phrases


@cache
def _months() -> frozenset[str]:
    table = load_toml("collation", "lexicon.toml")["calendar"]
    return frozenset((*table["months"], *table["months_dated"]))


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DAY = re.compile(rf"\b{_MONTH}\.?\s+(\d{{1,2}})\b(?![:,.]?\d)|\b(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH}\b")


@lru_cache(maxsize=8192)  # contents, which are compared with many: 3 MB or so
def days_of_month(text: str) -> frozenset[int]:
    """Return the days of a month that a text names ("Jan. 10", "10th January")."""
    return frozenset(int(match.group(match.lastindex or 0)) for match in _DAY.finditer(text))


def figures(words: Sequence[Word]) -> tuple[Figure, ...]:
    """Find the figures in a run of words; years, days of a month and clock times are none."""
    found: list[Figure] = []
    begins = _begins()
    index = 0
    while index < len(words):
        first = words[index].low
        read = _read(words, index) if first in begins or first[0].isdigit() else None
        if read is None:
            index += 1
            continue
        value, low, high, end = _to_upper(words, index, read)
        if not (_is_date(words, index, end, value) or _is_age(words, end)):
            found.append(_figure(words, index, end, (value, low, high)))
        index = end
    return tuple(found)


@cache
def _begins() -> frozenset[str]:
    """Return the words that a figure may begin with, if not with a digit."""
    cardinals, _, vague, _ = _tables()
    return frozenset((*cardinals, *(phrase.split()[0] for phrase in (*vague, *_shares()))))


@lru_cache(maxsize=16_384)
def _vague_from(first: str) -> tuple[str, ...]:
    """Vague counts that begin with a word, the longest first."""
    found = [phrase for phrase in _tables()[2] if phrase.split()[0] == first]
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


def _read(words: Sequence[Word], index: int) -> tuple[float, float | None, float | None, int] | None:
    """Read a cardinal at a position: value, bounds of a vague count, end position."""
    cardinals, _, vague, _ = _tables()
    low, last = words[index].low, index
    for phrase in _vague_from(low):
        least, most = vague[phrase]
        parts = phrase.split()
        if [word.low for word in words[index : index + len(parts)]] == parts:
            return least, least, most, index + len(parts)
    if low[0].isdigit():
        try:
            value = float(low.replace(",", ""))
        except ValueError:
            return None
    elif low in cardinals and not (low == "one" and not _counts(words, index)):
        value = float(cardinals[low])
    elif (share := _share(words, index)) is not None:
        value, last = share
    else:
        return None
    value, end = _scaled(words, last + 1, value)
    if value >= UNCOUNTABLE:
        return None
    return (int(value) if value.is_integer() else value), None, None, end


def _share(words: Sequence[Word], index: int) -> tuple[float, int] | None:
    """Read a share of a round number ("a million", "half a million"): value and place of its last word."""
    for phrase, share in _shares().items():
        parts = phrase.split()
        last = index + len(parts)
        if last < len(words) and [word.low for word in words[index:last]] == parts:
            multiplier = _tables()[1].get(words[last].low)
            if multiplier is not None:
                return share * multiplier, last
    return None


@cache
def _shares() -> dict[str, float]:
    found: dict[str, float] = load_toml("collation", "lexicon.toml")["share"]
    return found


def _scaled(words: Sequence[Word], end: int, value: float) -> tuple[float, int]:
    """Read on in a cardinal written out ("two million", "one hundred and eight"): value and end."""
    cardinals, multipliers = _tables()[:2]
    while end < len(words):
        following = words[end].low
        if following in multipliers:
            value *= multipliers[following]
        elif following == "and" and words[end - 1].low == "hundred" and (rest := _rest(words, end + 1)):
            return value + rest[0], rest[1]
        elif following in cardinals and value in _TENS and cardinals[following] in _ONES:
            value += cardinals[following]
        else:
            break
        end += 1
    return value, end


def _rest(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """Read what follows "one hundred and": a value below a hundred and its end, None if there is none."""
    cardinals, multipliers = _tables()[:2]
    lows = [word.low for word in words[at : at + 3]] + ["", "", ""]
    value, end = cardinals.get(lows[0], 0), at + 1
    if value in _TENS and cardinals.get(lows[1], 0) in _ONES:
        value, end, lows = value + cardinals[lows[1]], end + 1, lows[1:]
    return (value, end) if 0 < value < _HUNDRED and lows[1] not in multipliers else None


def _to_upper(
    words: Sequence[Word], index: int, read: tuple[float, float | None, float | None, int]
) -> tuple[float, float | None, float | None, int]:
    """Read on where a range goes on: "200-300", "200 to 300", "between 2 and 3"; its value is the lower."""
    value, low, _, end = read
    if low is not None or end >= len(words) or (index and words[index - 1].low == "from"):
        return read  # "rose from 200 to 300" tells two figures
    between = index > 0 and words[index - 1].low == "between"
    joined = words[end].low == "to" or (between and words[end].low == "and")
    dashed = words[end].low[0].isdigit() and words[end].start - words[end - 1].end == 1
    after = end + 1 if joined else end
    upper = _read(words, after) if (joined or dashed) and after < len(words) else None
    if upper is None or upper[1] is not None or not value < upper[0] <= _WIDEST * value:
        return read
    if value in _YEARS and upper[0] in _YEARS:
        return read
    return value, value, upper[0], upper[3]


def _counts(words: Sequence[Word], index: int) -> bool:
    """Whether "one" counts something: a plain noun follows and no "of", or it is bounded.

    "Seven members of one family" counts seven.
    """
    whole = index > 1 and words[index - 1].low == "of" and words[index - 2].low in _MEMBERS
    return not whole and index + 1 < len(words) and not words[index + 1].common


_MEMBERS = frozenset({"member", "members", "generations"})


def _is_date(words: Sequence[Word], start: int, end: int, value: float) -> bool:
    before = words[start - 1].low if start else ""
    after = words[end].low if end < len(words) else ""
    if before in _months() or after in _months():
        return value <= _LONGEST_DAY or value in _YEARS
    plain = end - start == 1 and words[start].text.isdigit() and len(words[start].text) == _YEAR_DIGITS
    return plain and value in _YEARS and (before in {"in", "since", "until", "of", "by", "from"} or not after)


def _is_age(words: Sequence[Word], end: int) -> bool:
    """Whether a number is the age of somebody ("54-летняя", "54-річна"); English ones count years."""
    return end < len(words) and words[end].low.startswith(_AGES)


_AGES = ("летн", "річн")


def _figure(
    words: Sequence[Word], start: int, end: int, read: tuple[float, float | None, float | None]
) -> Figure:
    value, low, high = read
    comparator: Comparator = "vague" if low is not None else "exactly"
    first = start
    for phrase, kind in _tables()[3]:
        begin = start - len(phrase)
        if begin >= 0 and [word.low for word in words[begin:start]] == phrase:
            comparator = kind  # type: ignore[assignment]  # the lexicon's keys are comparators
            first = begin
            break
    if comparator == "exactly" and [word.low for word in words[end : end + 3]][-2:] == ["at", "least"]:
        comparator = "at_least"  # "three days at least"
    bounds = _bounds(value, low, high, comparator)
    unit, measure = counted(words, first, end)
    text = " ".join(word.text for word in words[first:end])
    places = (words[first].start, words[end - 1].end)
    return Figure(value, *bounds, comparator, unit, measure, *places, text, _is_part(words, first, end))


def _is_part(words: Sequence[Word], first: int, end: int) -> bool:
    """Whether those counted are told to be some of others: "including 12 nurses", "12 of them nurses"."""
    before = [word.low for word in words[max(0, first - 2) : first]]
    after = [word.low for word in words[end : end + 2]]
    return before[-1:] == ["including"] or _AMONG in (before, after) or after in _OF_THEM


_AMONG = ["among", "them"]
_OF_THEM = (["of", "them"], ["of", "whom"])


def _bounds(
    value: float, low: float | None, high: float | None, comparator: str
) -> tuple[float | None, float | None]:
    if low is not None:
        return low, high
    slack = max(1, value // 10)
    table: dict[str, tuple[float | None, float | None]] = {
        "at_least": (value, None),
        "more_than": (value, None),
        "at_most": (None, value),
        "less_than": (None, value),
        "about": (value - slack, value + slack),
    }
    return table.get(comparator, (value, value))


_OPEN = frozenset({"at_least", "more_than", "at_most", "less_than"})


def agree(a: Figure, b: Figure) -> bool:
    """Say whether two figures can both be meant for one count: their bounds overlap.

    Two lower (or two upper) bounds always overlap, but "at least 3" and "more than 10" are not one
    statement: such bounds must besides be near each other. Nor are "at least 7" and "78". But "at least 68"
    are dozens.
    """
    if _inside(a, b) or _inside(b, a):
        return True
    smaller, larger = sorted((a.value, b.value))
    if a.comparator != "exactly" and b.comparator != "exactly":
        if larger > smaller * _NEAR:
            return False
    elif _OPEN & {a.comparator, b.comparator} and larger > smaller * _FAR:
        return False
    low = max(a.low if a.low is not None else -1, b.low if b.low is not None else -1)
    highs = [high for high in (a.high, b.high) if high is not None]
    return not highs or low <= min(highs)


def _inside(one: Figure, other: Figure) -> bool:
    """Whether a figure lies within what another says in round words ("dozens", "at least 68")."""
    return one.comparator != "vague" and holds(other, one.value)


def holds(figure: Figure, value: float) -> bool:
    """Say whether a value lies within what a figure says in round words ("dozens": 20 to 99)."""
    if figure.comparator != "vague" or figure.low is None or figure.high is None:
        return False
    return figure.low <= value <= figure.high


@cache
def _groups() -> dict[str, str]:
    table: dict[str, list[str]] = load_toml("collation", "lexicon.toml")["people"]
    return {stem(word): group for group, words in table.items() for word in words}


def people_of(unit: str) -> str:
    """Return the group of people that a unit names, "" for none."""
    return _groups().get(unit, "")


# Groups that are mostly counted among others ("12 people, among them 3 women").
PARTS = frozenset({"children", "women", "helpers"})


def counts_some(one: Figure) -> bool:
    """Say whether a figure counts some of the people that others of its content may count."""
    return one.part or people_of(one.unit) in PARTS


def counted_alike(a: Figure, b: Figure) -> bool:
    """Say whether two figures count the same people or things: children are not all the dead."""
    groups = {people_of(a.unit), people_of(b.unit)}
    return comparable(a, b) and (
        len(groups) == 1 or groups <= {"anybody", "civilians", ""} or groups <= {"anybody", "fighters", ""}
    )


def comparable(a: Figure, b: Figure) -> bool:
    """Say whether two figures count the same thing, as far as the words tell."""
    if a.measure and b.measure:
        return a.measure == b.measure
    return bool(a.unit) and a.unit == b.unit
