"""The room's data files as typed values: codes, trigger patterns, noun classes, weapons, parties."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from stemma.errors import DataError
from stemma.resources import load_toml

_ROOM = "events"


class Code(Struct, frozen=True):
    """A code of the codebook: ACLED's names ("" for none), PLOVER's, CAMEO's, and what it means.

    ``family`` joins codes that one act may be described with; ``rank`` orders them from vague (0)
    to specific.
    """

    key: str
    type: str
    sub_type: str
    plover: str
    mode: str
    cameo: str
    family: str
    rank: int
    text: str


class Pattern(Struct, frozen=True):
    """One entry of a lexicon: the lemmas of a trigger and the conditions under which it counts.

    ``words`` are the trigger's lemmas in order. ``prep`` holds (preposition, class) pairs.
    """

    code: str
    verbal: bool
    words: tuple[str, ...]
    object: frozenset[str]
    subject: frozenset[str]
    prep: tuple[tuple[str, str], ...]
    near: frozenset[str]
    unless: frozenset[str]
    needs: frozenset[str]
    places: frozenset[str]
    strict: bool
    political: bool


class WeaponFamily(Struct, frozen=True):
    """Lemma phrases of one family of weapons, and the code that they give to a general trigger."""

    code: str
    phrases: tuple[tuple[str, ...], ...]


class Party(Struct, frozen=True):
    """What a name says about an actor: its side, kind and country ("" where it says nothing)."""

    side: str
    kind: str
    country: str


@cache
def word_set(name: str, file: str = "arguments.toml") -> frozenset[str]:
    """Return a closed set of words by its name in a data file."""
    return frozenset(load_toml(_ROOM, file)[name])


@cache
def codes() -> Mapping[str, Code]:
    """Return the codebook by key."""
    table = load_toml(_ROOM, "codebook.toml")
    return {
        key: Code(
            key,
            row.get("type", ""),
            row.get("sub_type", ""),
            row["plover"],
            row.get("mode", ""),
            row["cameo"],
            row.get("family", row["plover"]),
            row.get("rank", 1),
            row["text"],
        )
        for key, row in table.items()
    }


@cache
def noun_classes() -> Mapping[str, frozenset[str]]:
    """Return the classes of each noun lemma."""
    classes: dict[str, set[str]] = {}
    for name, words in load_toml(_ROOM, "nouns.toml").items():
        for word in words:
            classes.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in classes.items()}


@cache
def patterns() -> Mapping[str, tuple[Pattern, ...]]:
    """Return trigger patterns by the first lemma of their words, longest phrase first, then in file order."""
    table: dict[str, list[Pattern]] = {}
    for name in ("physical.toml", "political.toml"):
        data = load_toml(_ROOM, name)
        for verbal, rows in ((True, data.get("verb", [])), (False, data.get("noun", []))):
            for row in rows:
                for pattern in _expand(row, verbal=verbal, political=name == "political.toml"):
                    table.setdefault(pattern.words[0], []).append(pattern)
    return {key: tuple(sorted(rows, key=lambda row: -len(row.words))) for key, rows in table.items()}


@cache
def act_nouns() -> frozenset[str]:
    """Return the nouns of physical acts that are triggers."""
    rows = (row for group in patterns().values() for row in group if not row.verbal and not row.political)
    return frozenset(row.words[0] for row in rows if len(row.words) == 1)


def _expand(row: dict[str, Any], *, verbal: bool, political: bool) -> list[Pattern]:
    if row["code"] not in codes():
        raise DataError(f"data file events: a trigger has the unknown code {row['code']!r}")
    strict = set(row.get("strict", ()))
    pairs = tuple((pair.partition(":")[0], pair.partition(":")[2]) for pair in row.get("prep", ()))
    return [
        Pattern(
            row["code"],
            verbal,
            tuple(words.split()),
            frozenset(row.get("object", ())),
            frozenset(row.get("subject", ())),
            pairs,
            frozenset(row.get("near", ())),
            frozenset(row.get("unless", ())),
            frozenset(row.get("needs", ())),
            frozenset(row.get("places", ())),
            words in strict,
            political,
        )
        for words in row["words"]
    ]


@cache
def weapons() -> tuple[WeaponFamily, ...]:
    """Return the families of weapons in the order in which they are tried."""
    return tuple(
        WeaponFamily(row["code"], tuple(tuple(words.split()) for words in row["words"]))
        for row in load_toml(_ROOM, "weapons.toml")["family"]
    )


@cache
def parties() -> Mapping[str, Party]:
    """Return what country names, words for peoples, seats of government and group names say."""
    found: dict[str, Party] = {}
    for code, row in load_toml(_ROOM, "countries.toml").items():
        side = row["names"][0]
        for name in (*row["names"], *row["seats"]):
            found.setdefault(name, Party(side, "government", code))
        for name in row["names"]:
            if not name.isupper():  # "Ruritanias army": an apostrophe lost
                found.setdefault(f"{name}s", Party(side, "government", code))
        for name in row["people"]:
            found.setdefault(name, Party(side, "", code))
            found.setdefault(f"{name}s", Party(side, "", code))
    for row in load_toml(_ROOM, "groups.toml")["group"]:
        for name in row["names"]:
            found[name] = Party(row["side"], row["kind"], row.get("country", ""))
            if not name.isupper():  # an apostrophe lost, here too
                found.setdefault(f"{name}s", found[name])
    return found


@cache
def seats() -> frozenset[str]:
    """Return the cities that stand for governments, in small letters: "in" one of them says only where."""
    return frozenset(
        name.lower() for row in load_toml(_ROOM, "countries.toml").values() for name in row["seats"]
    )


@cache
def party_beginnings() -> frozenset[str]:
    """Return the beginnings, of every length, of the names in :func:`parties`."""
    return frozenset(name[:size] for name in parties() for size in range(1, len(name) + 1))


@cache
def longest_party() -> int:
    """Return the number of words of the longest name in :func:`parties`."""
    return max(len(name.split()) for name in parties())
