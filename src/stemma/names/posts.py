"""Posts told with and without who holds them: "the governor of Norla", "Norla Governor Ilan Tresk"."""

from functools import lru_cache

from msgspec import Struct

from stemma.names.normal import fold, name_key, split_words, word_set
from stemma.records import Layer


class Post(Struct, frozen=True):
    """A post that one person holds.

    ``words`` tell of what it is (folded, nations as "@" and code); ``person`` says that its holder is named.
    """

    kind: str
    words: frozenset[str]
    person: bool


@lru_cache(maxsize=100_000)
def post_of(layer: Layer) -> Post | None:
    """Return the post that a source holds, by its name or what is told of it; None if that is not told.

    "A governor" may be any.
    """
    if layer.anonymous and fold(layer.name).split()[:1] != ["the"]:
        return None
    for text in (layer.known_as, layer.name):
        if found := _post(text):
            return Post(*found, person=False)
    found = _post(layer.description)
    return Post(*found, person=True) if found else None


@lru_cache(maxsize=100_000)
def _post(text: str) -> tuple[str, frozenset[str]] | None:
    """Return the kind of post that words name and the words that tell of what; None for other words."""
    words = [word for word in split_words(text) if fold(word) != "the"]
    folded = [fold(word) for word in words]
    at = folded.index("of") - 1 if "of" in folded else len(words) - 1
    if at < 0 or folded[at] not in word_set("holder"):
        return None
    rest = " ".join((*words[:at], *words[at + 2 :]))
    return folded[at], name_key(rest).titled


def one_post(one: Post, other: Post) -> bool:
    """Whether two posts may be one: of one kind, and what is told of the one is told of the other."""
    if one.kind != other.kind or (one.words ^ other.words) & word_set("another"):
        return False
    few, many = sorted((one.words, other.words), key=len)
    return bool(many) and few <= many and (bool(few) or not one.person or not other.person)


__all__ = ["Post", "one_post", "post_of"]
