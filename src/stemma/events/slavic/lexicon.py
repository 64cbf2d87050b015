"""The words that events are found by in Russian and Ukrainian, read from the data files."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from msgspec import Struct

from stemma.records import Measure
from stemma.resources import load_toml

Comparator = Literal["at_least", "more_than", "at_most", "about"]


class Pattern(Struct, frozen=True):
    """A trigger's words and the conditions under which it counts, as ``triggers.toml`` tells them."""

    code: str
    verbal: bool
    beside: frozenset[str]
    unless: frozenset[str]
    place: bool
    armed: bool
    weak: bool
    active: bool


class Side(Struct, frozen=True):
    """A party that words name: its side, its country, and whether it is an armed group of no state."""

    side: str
    country: str
    group: bool


def _table(name: str) -> dict[str, Any]:
    return load_toml("events", f"slavic/{name}.toml")


@cache
def word_set(name: str) -> frozenset[str]:
    """Return a closed set of words by its name."""
    return frozenset(_table("words")[name])


@cache
def patterns() -> Mapping[str, tuple[Pattern, ...]]:
    """Return the trigger patterns of each lemma, in file order."""
    found: dict[str, list[Pattern]] = {}
    for row in _table("triggers")["trigger"]:
        pattern = Pattern(
            row["code"],
            row["form"] == "verb",
            frozenset(row.get("with", ())),
            frozenset(row.get("unless", ())),
            row.get("place", False),
            row.get("armed", False),
            row.get("weak", False),
            row.get("active", False),
        )
        for word in dict.fromkeys(row["words"]):
            found.setdefault(word, []).append(pattern)
    return {word: tuple(rows) for word, rows in found.items()}


@cache
def weapons() -> Mapping[str, str]:
    """Return the code that each weapon gives to a general word."""
    return {word: code for code, words in _table("triggers")["weapons"].items() for word in words}


@cache
def unnamed() -> Mapping[str, str]:
    """Return the code of general words where no weapon is named."""
    found: dict[str, str] = _table("triggers")["unnamed"]
    return found


@cache
def people() -> Mapping[str, str]:
    """Return the English word for the class of people that a noun names."""
    found: dict[str, str] = {}
    for name, words in _table("words")["people"].items():
        for word in words:
            found.setdefault(word, name)
    return found


@cache
def losses(kind: Literal["verbs", "people", "nouns"]) -> Mapping[str, Measure]:
    """Return what befell people by the verbs, the words for them or the nouns that tell it."""
    return {word: measure for measure, words in _table("words")["losses"][kind].items() for word in words}


@cache
def numbers() -> Mapping[str, int]:
    """Return the value of each form of a number in words."""
    return {word: int(value) for value, words in _table("words")["numbers"].items() for word in words}


@cache
def vague() -> Mapping[str, int]:
    """Return the least that a word for an untold number allows."""
    return {word: int(value) for value, words in _table("words")["vague"].items() for word in words}


@cache
def comparators() -> tuple[tuple[tuple[str, ...], Comparator], ...]:
    """Return the words of each phrase that bounds a number after it, the longest phrase first."""
    rows: dict[Comparator, list[str]] = _table("words")["comparators"]
    listed = [(phrase, name) for name, phrases in rows.items() for phrase in dict.fromkeys(phrases)]
    listed.sort(key=lambda one: -len(one[0]))
    return tuple((tuple(phrase.split()), name) for phrase, name in listed)


@cache
def growing() -> frozenset[str]:
    """Return the verbs after which a number is what something grew to."""
    return frozenset(_table("words")["growth"]["words"])


@cache
def parts() -> tuple[tuple[str, ...], ...]:
    """Return the words of each phrase before what is part of a number told before it."""
    return tuple(tuple(phrase.split()) for phrase in dict.fromkeys(_table("words")["parts"]["words"]))


@cache
def fighters() -> Mapping[str, str]:
    """Return the kind of actor that nouns for those who fight name, without a side."""
    return {word: kind for kind, words in _table("parties")["nouns"].items() for word in words}


@cache
def enemy(form: Literal["nouns", "adjectives"]) -> frozenset[str]:
    """Return words for the other side, whoever it is."""
    return frozenset(_table("parties")["enemy"][form])


@cache
def sides(form: Literal["nouns", "adjectives"]) -> Mapping[str, Side]:
    """Return the parties that nouns, or adjectives, name."""
    return {
        word: Side(row["side"], row.get("country", ""), row.get("group", False))
        for row in _table("parties")["party"]
        for word in row[form]
    }
