"""Whether two names, or a name and a web address, mean the same publishing house."""

from functools import cache

from stemma.names.normal import fold, name_key, word_set

_SHORTEST_HOST = 4


@cache
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
    squashed_a, squashed_b = _squash(a), _squash(b)
    return len(squashed_a) >= _SHORTEST_HOST and squashed_a == squashed_b


@cache  # a name is held against many others
def _squash(name: str) -> str:
    folded = "".join(char for char in fold(name) if char.isalnum())
    return folded.removeprefix("the")
