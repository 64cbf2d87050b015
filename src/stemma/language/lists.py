"""The lists of words that tell sentences of a page from those of its article, as patterns take them."""

import re
from functools import cache

from stemma.resources import load_toml

FURNITURE, SEAMS = "furniture.toml", "seams.toml"


@cache
def listed(file: str, key: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(load_toml("language", file)[key]["words"])


@cache
def any_of(file: str, *keys: str) -> str:
    """Return an alternative of a pattern for each word of some lists of one file, the longest first."""
    words = frozenset[str]().union(*(listed(file, key) for key in keys))
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
