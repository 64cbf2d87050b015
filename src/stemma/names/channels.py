"""Whose page or account a source is: "the Norla Front's Twitter feed" is the Norla Front's own."""

from functools import lru_cache

from stemma.names.normal import fold, split_words, word_set

_EITHER = frozenset({"channel", "channels"})  # on the air, if no platform stands before it


@lru_cache(maxsize=100_000)
def channel_owner(name: str) -> str:
    """Return by name who puts out what stands on a page or an account, "" for any other source.

    What is only close to somebody ("a movement-affiliated page") is not told to be its own.
    """
    owner = _before_page(name)
    named = any(word[:1].isupper() for word in owner)
    return " ".join(owner) if named and not any(map(_beside, owner)) else ""


@lru_cache(maxsize=100_000)
def page_beside(name: str) -> bool:
    """Whether a name is that of a page which is told to be close to somebody, and so is no page of theirs."""
    return any(map(_beside, _before_page(name)))


def _before_page(name: str) -> list[str]:
    """Return the words of a name before those that say that it is a page; none if nothing says so."""
    words = split_words(name)
    kept = len(words)
    while kept and fold(words[kept - 1]) in word_set("own_page"):
        kept -= 1
    ending = {fold(word) for word in words[kept:]}
    return words[:kept] if ending - _EITHER else []


def _beside(word: str) -> bool:
    """Whether a word tells of a party that something is only close to ("Front-affiliated", "pro-Front")."""
    party, _, how = fold(word).rpartition("-")
    return how in word_set("belonging") or party == "pro"


__all__ = ["channel_owner", "page_beside"]
