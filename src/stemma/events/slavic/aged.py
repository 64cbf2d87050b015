"""People counted by their ages: "two 70-year-old men and one of 57", "girls of 12, 14 and 15 years"."""

# ruff: noqa: RUF001 (Cyrillic letters)

import re
from collections.abc import Callable

from msgspec import Struct

from stemma.events.slavic.line import Line

_AGED = re.compile(r"^\d{1,3}-?(?:річн|летн)\w*$")
_YEARS = frozenset({"лет", "года", "год", "годов", "років", "роки", "рік", "року"})
_JOINING = frozenset({",", "и", "та", "і", "й", "а", "также", "також"})
_FEWEST = 2  # ages: one alone is a person that the other rules count
_HIGHEST = 110

PeopleWord = Callable[[Line, int], str]
Number = Callable[[Line, int], tuple[int, int | None, int] | None]


class Aged(Struct, frozen=True):
    """A stretch of words that lists people by their ages: its words, its last noun, and how many they are."""

    first: int
    last: int
    noun: int
    value: int


class _Element(Struct, frozen=True):
    end: int
    noun: int
    value: int
    ages: int


def aged(line: Line, people: PeopleWord, number: Number) -> list[Aged]:
    """Return the lists of people by their ages in a sentence, in order.

    Args:
        line: the sentence.
        people: tells whether a word is one for people.
        number: reads a number at a word: where it ends and its value.
    """
    found = []
    at = 0
    while at < len(line.words):
        listed = _list(line, at, people, number)
        if listed is None:
            at += 1
            continue
        found.append(listed)
        at = listed.last + 1
    return found


def _list(line: Line, first: int, people: PeopleWord, number: Number) -> Aged | None:
    elements: list[_Element] = []
    at = first
    while at < len(line.words):
        element = _by_adjectives(line, at, people, number) or _by_years(line, at, people)
        if element is None:
            break
        elements.append(element)
        at = element.end
        while at < len(line.words) and line.words[at].text in _JOINING:
            at += 1
    if sum(one.ages for one in elements) < _FEWEST:
        return None
    return Aged(first, elements[-1].end - 1, elements[-1].noun, sum(one.value for one in elements))


def _by_adjectives(line: Line, first: int, people: PeopleWord, number: Number) -> _Element | None:
    """Read "two 70-year-old and one 57-year-old men": ages before one noun."""
    at, value, ages = first, 0, 0
    while at < len(line.words):
        counted = number(line, at) if not _AGED.match(line.words[at].text) else None
        many = 1
        if counted is not None:
            at, many = counted[0], counted[1] or 1
        if at >= len(line.words) or not _AGED.match(line.words[at].text):
            return None
        value, ages = value + many, ages + 1
        at += 1
        if at < len(line.words) and people(line, at):
            return _Element(at + 1, at, value, ages)
        begun = at
        while at < len(line.words) and line.words[at].text in _JOINING:
            at += 1
        if at == begun:
            return None
    return None


def _by_years(line: Line, first: int, people: PeopleWord) -> _Element | None:
    """Read "girls of 12, 14 and 15 years": ages behind one noun."""
    if not people(line, first):
        return None
    at, ages = first + 1, 0
    while at < len(line.words):
        text = line.words[at].text.rstrip(",") or ","  # the comma of "12, 14" stays with its figure
        if text.isdecimal() and 0 < int(text) <= _HIGHEST:
            ages += 1
        elif text in _YEARS and ages:
            return _Element(at + 1, first, ages, ages)
        elif text not in _JOINING or not ages:
            return None
        at += 1
    return None
