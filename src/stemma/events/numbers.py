"""Counts in a sentence: digits and number words, with their comparators and ranges."""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from stemma.events.tree import Tree
from stemma.records import UNCOUNTABLE, Comparator
from stemma.resources import load_toml

_DIGITS = re.compile(r"^\d{1,3}(?:[,.]\d{3}){1,4}$|^\d{1,15}$")
_DECIMAL = re.compile(r"^\d{1,15}\.\d+$")
# A bare number between these is more often a year than a count.
_YEARS = (1900, 2100)
_JOINTS = (("to",), ("and",), ("-",), ("\u2013",), ("or",))
_FROM_TO = (("to",), ("from",))
_RANGING = (("anywhere",), ("ranging",), ("range",), ("ranged",), ("ranges",))
_RANGE = re.compile(r"^(\d{1,15})[-\u2013](\d{1,15})$")


class Count(Struct, frozen=True):
    """A number of something: its tokens (with the comparator's), its head token, and what it allows."""

    tokens: tuple[int, ...]
    head: int
    best: int | None
    low: int | None
    high: int | None
    comparator: Comparator


def _table(name: str) -> dict[str, int]:
    table: dict[str, int] = load_toml("events", "numbers.toml")[name]
    return table


@cache
def _comparators() -> dict[str, list[tuple[tuple[str, ...], Comparator]]]:
    """Return the phrases of comparison by their last word, the longest first."""
    rows: dict[Comparator, list[str]] = load_toml("events", "numbers.toml")["comparators"]
    phrases = [(tuple(phrase.split()), name) for name, phrases in rows.items() for phrase in phrases]
    found: dict[str, list[tuple[tuple[str, ...], Comparator]]] = {}
    for phrase, name in sorted(phrases, key=lambda row: -len(row[0])):
        found.setdefault(phrase[-1], []).append((phrase, name))
    return found


def value_of(words: list[str]) -> int | None:
    """Return the number that some lower-case words spell ("two hundred and five"), None for none."""
    total, current, seen = 0, 0, False
    for word in words:
        if word in ("and", "-", "a", "an"):
            continue
        number = _plain(word)
        if number is not None:
            current = (
                current + number if not seen or current % 10 == 0 or current == 0 else current * 100 + number
            )
        elif word in _table("scales"):
            scale = _table("scales")[word]
            current = max(current, 1) * scale
            if scale >= 1000:  # noqa: PLR2004  thousands close a group
                total, current = total + current, 0
        else:
            return None
        seen = True
    return total + current if seen and total + current < UNCOUNTABLE else None


def _plain(word: str) -> int | None:
    if _DIGITS.match(word):
        return int(word.replace(",", "").replace(".", ""))
    return _table("words").get(word)


@cache
def _beginnings() -> frozenset[str]:
    """Return the words, digits apart, that a number may begin with."""
    return frozenset({"number"}.union(_table("words"), _table("scales"), _table("vague")))


def find_counts(tree: Tree) -> tuple[Count, ...]:
    """Return the counts of a sentence in reading order; they hang on its parse alone, and are kept."""
    found: tuple[Count, ...] | None = tree.facts.get("counts")
    if found is None:
        found = tree.facts["counts"] = tuple(_counts(tree))
    return found


def _counts(tree: Tree) -> Iterator[Count]:
    beginnings = _beginnings()
    index = 0
    while index < len(tree.words):
        word = tree.words[index]
        # Few words begin a number; the others are passed over at once.
        end = _run(tree, index) if word in beginnings or word[:1].isdigit() else index
        if end == index:
            index += 1
            continue
        made = _count(tree, index, end)
        if made is not None:
            yield made
            index = max(made.tokens) + 1
        else:
            index = end


def _run(tree: Tree, start: int) -> int:
    """Return the end of the number words that begin at ``start`` (``start`` itself for none)."""
    end = start
    first, before = tree.words[start : start + 1], tree.words[max(0, start - 1) : start]
    if first == ("one",) and before == ("no",):
        return start  # "no one was hurt"
    if first == ("many",) and "as" in (*before, *tree.words[start + 1 : start + 2]):
        return start  # "as many as 90 tanks"
    if tree.words[start : start + 2] == ("number", "of"):
        return start + 1 if tree.words[start - 1 : start] == ("a",) else start
    while end < len(tree.words):
        word = tree.words[end]
        if word in _table("vague") and end == start:
            return end + 1
        joined = (
            word in ("and", "-")
            and end > start
            and end + 1 < len(tree.words)
            and _small(tree.words[end + 1], word)
        )
        if end > start and tree.words[end - 1][0].isdigit() and word not in _table("scales"):
            break
        if (
            (_plain(word) is not None and word != "no")
            or _DECIMAL.match(word)
            or _RANGE.match(word)
            or word in _table("scales")
            or joined
        ):
            end += 1
        else:
            break
    return end


def _small(word: str, joint: str) -> bool:
    return word in _table("words") and joint == "-"


def _count(tree: Tree, start: int, end: int) -> Count | None:
    words = list(tree.words[start:end])
    comparator, first = _comparator(tree, start)
    head = _head(tree, start, end)
    around = tuple(range(first, end))
    if words[0] in _table("vague"):
        low = _table("vague")[words[0]]
        if words[0] == "tens" and "thousands" in tree.words[end : end + 2]:
            low = 20_000
        if words[0] in ("couple", "few", "handful", "number") and tree.words[start - 1 : start] == ("a",):
            around = tuple(range(min(first, start - 1), end))
        return Count(around, head, None, low, None, "vague")
    ranged = _range(tree, words, start, end)
    if ranged is not None:
        low, high, tokens = ranged
        return Count(tokens, _head(tree, tokens[0], tokens[-1] + 1), None, low, high, "range")
    value = _decimal(words) or value_of(words)
    if value is None or (comparator == "exactly" and _part_of_date(tree, start, end, value)):
        return None
    return Count(around, head, value, *_bounds(value, comparator), comparator)


def _part_of_date(tree: Tree, start: int, end: int, value: int) -> bool:
    """Say whether a bare number is a year, or one piece of "25-12-2014"."""
    if end - start > 1 or not tree.words[start].isdigit():
        return False
    beside = "-" in tree.words[end : end + 1] + tree.words[start - 1 : start]
    return beside or (_YEARS[0] < value < _YEARS[1] and tree.tokens[start].entity in ("DATE", ""))


def _decimal(words: list[str]) -> int | None:
    if len(words) == 2 and _DECIMAL.match(words[0]) and words[1] in _table("scales"):  # noqa: PLR2004  "1.5 million"
        value = round(float(words[0]) * _table("scales")[words[1]])
        return value if value < UNCOUNTABLE else None
    return None


def _bounds(value: int, comparator: Comparator) -> tuple[int | None, int | None]:
    if comparator in ("at_least", "more_than"):
        return value, None
    if comparator in ("at_most", "less_than"):
        return None, value
    return (None, None) if comparator == "about" else (value, value)


def _range(tree: Tree, words: list[str], start: int, end: int) -> tuple[int, int, tuple[int, ...]] | None:
    """Return the bounds and tokens of "10-15", "10 to 15" or "between 10 and 15"; dates are no ranges."""
    if words[0].startswith("0"):
        return None
    if len(words) == 1 and (match := _RANGE.match(words[0])):
        bounds = int(match[1]), int(match[2])
        return (*bounds, (start,)) if bounds[0] < bounds[1] < _YEARS[0] else None
    before, joint = tree.words[start - 1 : start], tree.words[end : end + 1]
    if joint not in _JOINTS or (joint == ("and",) and before != ("between",)):
        return None
    if (joint, before) == _FROM_TO and tree.words[start - 2 : start - 1] not in _RANGING:
        return None  # "rose from two to five"
    stop = _run(tree, end + 1)
    low, high = value_of(words), value_of(list(tree.words[end + 1 : stop]))
    if low is None or high is None or high <= low or _YEARS[0] < high < _YEARS[1]:
        return None
    return low, high, tuple(range(start - (joint == ("and",)), stop))


def _comparator(tree: Tree, start: int) -> tuple[Comparator, int]:
    """Return the comparator to the left of a number, and the token at which it begins."""
    left = start
    while left > 0 and tree.words[left - 1] in ("a", "an", "the", "another"):
        left -= 1
    for anchor in (start, left):
        for phrase, name in _comparators().get(tree.words[anchor - 1], ()) if anchor else ():
            size = len(phrase)
            if anchor >= size and tree.words[anchor - size : anchor] == phrase:
                return name, anchor - size
    return "exactly", start


def _head(tree: Tree, start: int, end: int) -> int:
    inside = set(range(start, end))
    return next((i for i in range(end - 1, start - 1, -1) if tree.tokens[i].head not in inside), end - 1)
