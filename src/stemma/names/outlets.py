"""Whether two names, or a name and a web address, mean the same publishing house."""

import re
from functools import lru_cache

from stemma.names.normal import fold, name_key, word_set

_SHORTEST_HOST = 4
# "the Norlan movement's Al-Fajr TV": whose it is, and its name.
_OWNED = re.compile(r"(?:['\u2019]s|s['\u2019]) (?=[A-Z])")


@lru_cache(maxsize=100_000)
def same_house(a: str, b: str) -> bool:
    """Say whether two outlets' names mean one house ("Fox News" and "Fox News Digital").

    One name's words must all be in the other's, and what they share must hold a word that is not
    generic; an acronym matches the initials of the name it stands for.
    """
    if fold(a).strip() == fold(b).strip():
        return bool(a.strip())
    one, other = name_key(a), name_key(b)
    shared = one.significant & other.significant
    if shared - word_set("house") and shared in (one.significant, other.significant):
        return True
    if one.acronym and one.acronym == other.initials:
        return True
    if other.acronym and other.acronym == one.initials:
        return True
    bare_a, bare_b = _bare(a), _bare(b)
    if (bare_a & bare_b) - word_set("house") and bare_a & bare_b in (bare_a, bare_b):
        return True
    squashed_a, squashed_b = _squash(a), _squash(b)
    return len(squashed_a) >= _SHORTEST_HOST and squashed_a == squashed_b


@lru_cache(maxsize=100_000)
def named_medium(name: str) -> bool:
    """Say whether a name says that it is a medium's ("Al-Fajr TV", "Norlan newspaper")."""
    kinds = word_set("medium") | {"tv", "radio"}
    return bool(_bare(name)) and bool(name_key(name).significant & kinds)


@lru_cache(maxsize=100_000)
def _bare(name: str) -> frozenset[str]:
    """Return an outlet's own name: without whose it is and what kind of medium; empty if nothing is left.

    What goes on the air keeps its kind: the television and the radio of one name may be two houses.
    """
    words = name_key(_OWNED.split(name)[-1]).words
    kept = {
        word
        for place, word in enumerate(words)
        if word not in word_set("medium") or (place == 0 and word == "channel")
    }
    return frozenset(kept) if kept - word_set("house") else frozenset()


@lru_cache(maxsize=100_000)
def _squash(name: str) -> str:
    folded = "".join(char for char in fold(name) if char.isalnum())
    return folded.removeprefix("the")
