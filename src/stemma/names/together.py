"""Sources that are named together in one breath: "the mayor and two doctors", "Norla and its union"."""

import re
from functools import cache, lru_cache

from stemma.names.normal import fold, name_key, nations_in, split_words, word_set
from stemma.resources import load_toml

_AND = re.compile(r"\s*,?\s+and\s+|\s*,\s+")
_ARTICLE = re.compile(r"^(?:the|an?|some|several)\s+", re.IGNORECASE)


@lru_cache(maxsize=100_000)
def together(name: str) -> tuple[str, ...]:
    """Return the names of those whom one name tells together, none where it is one source's.

    Each must be a source by its own words, so that "the Ministry of Health and Population" is one; so is "the
    command of the army and the navy".
    """
    first, joined, _ = name.partition(" and ")
    if not joined or (" of " in first and name_key(first).organisation):
        return ()
    parts = tuple(_ARTICLE.sub("", part.strip()) for part in _AND.split(name))
    return parts if len(parts) > 1 and all(_is_source(part) for part in parts) else ()


def _is_source(name: str) -> bool:
    words = split_words(name)
    if not words:
        return False
    if name_key(name).organisation or nations_in(words):
        return True
    if any(fold(word) in _people() for word in words):
        return True
    return len(words) > 1 and all(word[:1].isupper() for word in words)


@cache
def _people() -> frozenset[str]:
    """Words for people who speak without a name, and for posts."""
    kinds: dict[str, list[str]] = load_toml("names", "lexicon.toml")["kind"]
    return frozenset(word for words in kinds.values() for word in words) | word_set("post")


__all__ = ["together"]
