"""Which body a source speaks for: itself, as its head or its spokesman; and names of armed forces."""

from functools import cache, lru_cache

from msgspec import Struct

from stemma.names.normal import fold, name_key, split_words, word_set
from stemma.records import Layer
from stemma.resources import load_toml

_OF = frozenset({"of", "for", "at"})


class Speaking(Struct, frozen=True):
    """A source that speaks for a body.

    ``office`` is the kind of office that is named, "" for the body itself; ``person`` says that the
    source has a name of its own.
    """

    body: str
    office: str
    person: bool


@lru_cache(maxsize=100_000)
def speaking(layer: Layer) -> Speaking | None:
    """Return for which body a source speaks, None if that is not told."""
    name = layer.known_as
    for text in (name, layer.name):
        office, body = office_of(text)
        if body:
            return Speaking(body, office, person=False)
    body = _issuer(name)
    if body:
        return Speaking(body, "voice", person=False)
    if is_body(name):
        return Speaking(name, "", person=False)
    if layer.anonymous:
        return None
    office, body = office_of(layer.description)
    return Speaking(body, office, person=True) if body else None


@lru_cache(maxsize=100_000)
def office_of(text: str) -> tuple[str, str]:
    """Return the kind of office that words name, and its body: "", "" for other words.

    "WHO chief" and "the head of the World Health Organization" are both heads of one body, and a minister is
    that of a ministry.
    """
    words = [word for word in split_words(text) if fold(word) != "the"]
    folded = [fold(word) for word in words]
    kinds = _offices()
    if len(words) > 1 and folded[-1] in kinds:
        kind, body = kinds[folded[-1]], words[:-1]
    elif len(words) > 2 and folded[0] in kinds and folded[1] in _OF:  # noqa: PLR2004  office, of, body
        kind, body = kinds[folded[0]], words[2:]
    elif len(words) > 1 and folded[-1] == "minister" and folded[-2] != "prime":
        kind, body = "head", [*words[:-1], "ministry"]
    elif len(words) > 2 and folded[0] == "minister" and folded[1] in _OF:  # noqa: PLR2004  minister of what
        kind, body = "head", ["ministry", *words[2:]]
    else:
        return "", ""
    return (kind, " ".join(body)) if is_body(" ".join(body)) else ("", "")


@lru_cache(maxsize=100_000)
def _issuer(name: str) -> str:
    """Return the body whose paper a name tells ("the Norlan army's statement"), "" for other names."""
    words = [word for word in split_words(name) if fold(word) != "the"]
    at = next((place for place, word in enumerate(words) if fold(word) in word_set("paper")), 0)
    body = " ".join(words[:at])
    return body if body and is_body(body) else ""


@lru_cache(maxsize=100_000)
def is_body(name: str) -> bool:
    """Whether a name is a body's: an abbreviation, or a body's words with a capital among them."""
    key = name_key(name)
    if key.acronym or force_of(name):
        return True
    named = any(not word.startswith("@") for word in key.words)
    return key.organisation and named and any(word[:1].isupper() for word in split_words(name))


def one_body(a: str, b: str) -> bool:
    """Whether two names are surely one body's."""
    one, other = name_key(a), name_key(b)
    if one.significant == other.significant:
        return True
    if one.acronym and other.acronym:
        return False
    if one.acronym or other.acronym:
        short, full = (one, other) if one.acronym else (other, one)
        if short.acronym == full.initials:
            return True
    force = force_of(a)
    return bool(force) and force == force_of(b)


@lru_cache(maxsize=100_000)
def force_of(name: str) -> str:
    """Return the code of the nation whose armed forces as a whole a name means, "" for other names."""
    code = _forces().get(fold(name.replace(".", "").removeprefix("the ").strip()), "")
    if code:
        return code if name.replace("the ", "").strip()[:1].isupper() else ""
    key = name_key(name)
    bare = tuple(word for word in key.words if not word.startswith("@"))
    if not key.nation or len(key.words) != len(bare) + 1:
        return ""
    whole = bare in _whole() or (bare == ("army",) and key.nation not in _table()["branches"])
    return key.nation if whole else ""


@cache
def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = load_toml("names", "lexicon.toml")["forces"]
    return table


@cache
def _whole() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(name.split()) for name in _table()["whole"])


@cache
def _forces() -> dict[str, str]:
    """Names of armed forces that hold no nation's name, with the nation's code."""
    table: dict[str, list[str]] = load_toml("names", "lexicon.toml")["forces_called"]
    return {fold(name): code for code, names in table.items() for name in names}


@cache
def _offices() -> dict[str, str]:
    table: dict[str, list[str]] = load_toml("names", "lexicon.toml")["office"]
    return {word: kind for kind, words in table.items() for word in words}


__all__ = ["Speaking", "force_of", "is_body", "office_of", "one_body", "speaking"]
