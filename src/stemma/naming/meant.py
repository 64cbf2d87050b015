"""Whom a name means in its report: the fullest name there of the person or the body, and one kind for it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from stemma.names.keys import acronym_of, bare, body_key, initials_of, national, person_key, usual_body
from stemma.names.normal import nation_label, split_words, whole_nation
from stemma.naming.lists import listed
from stemma.naming.spots import Spot, Spots
from stemma.records import NameKind

# Whose word on a kind counts most: what names are listed by, then what their words or their citing says.
_WEIGHT = {"list": 8, "state": 6, "body": 4, "title": 4, "source": 4}
_SETS = 1_024  # of names, kept for copies
_ENDS = 2  # words of a name that may be left of a longer one: given name and surname


def tell_who_is_meant(spots: Spots, shorts: Mapping[str, str]) -> None:
    """Give every name of a report its fullest name and the kind that most of its mentions tell.

    Args:
        spots: the names; changed in place.
        shorts: acronyms that the report spells out, each with its name.
    """
    kinds = _by_votes(spots.all)
    surnames = {text.rpartition(" ")[2] for text, kind in kinds.items() if kind == "person" and " " in text}
    for one in spots.all:
        if one.rule == "recogniser" and one.text in surnames:
            kinds[one.text] = "person"
        one.kind = kinds[one.text]
    persons = [one for one in spots.all if one.kind == "person"]
    bodies = [one for one in spots.all if one.kind != "person"]
    full = _full_persons(frozenset([one.text for one in persons]))
    for one in persons:
        one.entity = full[one.text]
    called = _full_bodies(frozenset([one.text for one in bodies]), tuple(shorts.items()))
    kind_of: dict[str, NameKind] = {}
    split = False
    for one in bodies:
        one.entity = called[one.text]
        split = split or kind_of.setdefault(one.entity, one.kind) != one.kind
    if split:
        _agree(bodies)


def _agree(bodies: Sequence[Spot]) -> None:
    """Give all mentions of a body the kind that most of them tell."""
    kinds = _weighed((one.entity, one) for one in bodies)
    for one in bodies:
        one.kind = kinds[one.entity]


def _by_votes(spots: Sequence[Spot]) -> dict[str, NameKind]:
    """Return the kind of each name that most of its mentions tell."""
    kinds: dict[str, NameKind] = {}
    split = False
    for one in spots:
        split = split or kinds.setdefault(one.text, one.kind) != one.kind
    return kinds if not split else _weighed((one.text, one) for one in spots)


def _weighed(spots: Iterable[tuple[str, Spot]]) -> dict[str, NameKind]:
    """Return the kind that most mentions of each name tell, given each with the name that it counts for."""
    votes: dict[str, Counter[NameKind]] = defaultdict(Counter)
    for name, one in spots:
        votes[name][one.kind] += _WEIGHT.get(one.rule, 1)
    return {text: max(told.items(), key=lambda item: (item[1], item[0]))[0] for text, told in votes.items()}


def _by_length(text: str) -> int:
    """Return what sorts the fullest of equal names first; in Cyrillic that is the one without an ending."""
    return -len(text) if text.isascii() else len(text)


@lru_cache(maxsize=_SETS)
def _full_persons(texts: frozenset[str]) -> Mapping[str, str]:
    """Return each person's fullest name in the report: of one surname, where only one person bears it."""
    keys = {
        text: person_key(text[:-1] if text.endswith("s") and text[:-1] in texts else text) for text in texts
    }
    longest: dict[tuple[str, str], str] = {}  # by given name and surname
    for text in sorted(keys, key=lambda text: (-len(keys[text]), text.endswith("s"), _by_length(text), text)):
        key = keys[text]
        if len(key) >= _ENDS:
            longest.setdefault((key[0], key[-1]), text)
    bearers: dict[str, set[str]] = defaultdict(set)
    for (_, surname), text in longest.items():
        bearers[surname].add(text)
    found: dict[str, str] = {}
    for text, key in keys.items():
        if len(key) >= _ENDS:
            found[text] = longest[key[0], key[-1]]
        else:
            known = bearers.get(key[-1], set()) if key else set()
            found[text] = next(iter(known)) if len(known) == 1 else text
    return found


@lru_cache(maxsize=_SETS)
def _full_bodies(texts: frozenset[str], spelled: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Return each body's fullest name in the report: what its acronym stands for, or its usual name."""
    shorts, plain = dict(spelled), {}
    for text in texts:
        whole = text[:-1] if text.endswith("s") and text[:-1] in texts else text  # an apostrophe lost
        plain[text] = _state(whole) or usual_body(whole) or bare(shorts.get(whole, whole))
    first: dict[frozenset[str], str] = {}
    for name in sorted(set(plain.values()), key=lambda name: (_by_length(name), name)):
        first.setdefault(body_key(name), name)
    named = {text: first[body_key(name)] for text, name in plain.items()}
    longer = sorted({name for name in named.values() if " " in name})
    return {text: _spelled_out(name, longer) for text, name in named.items()}


@lru_cache(maxsize=16_384)
def _state(name: str) -> str:
    """Return the nation whose government a name is, by its name or its seat, "" for other names."""
    code = whole_nation(split_words(bare(name)), people=False)
    return nation_label(code) if code else ""


def _spelled_out(name: str, whole: Iterable[str]) -> str:
    """Return the one longer name that an acronym or a part of a name stands for, else the name itself."""
    acronym = acronym_of(name)
    if acronym:
        found = [one for one in whole if initials_of(one) == acronym]
    elif " " in name or national(name) or name.lower() in listed("generic"):
        return name
    else:
        found = [one for one in whole if name in one.split() and name in (one.split()[0], one.split()[-1])]
        found = found if len(found) == 1 else [one for one in whole if name in one.split()]
    return found[0] if len(found) == 1 else name
