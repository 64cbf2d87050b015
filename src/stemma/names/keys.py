"""What two writings of one name have in common: keys of persons and of bodies."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from stemma.inflected import stems
from stemma.names.normal import fold, nation_of, spellings, split_words, word_set
from stemma.resources import load_toml

# "Al-Norlan TV" is "Al Norlan TV".
_ARTICLE = re.compile(r"^[ae]l-(?=\w)")
_ARTICLES = ("the ", "a ", "an ")
_ACRONYM = range(2, 9)  # letters


@cache
def called() -> Mapping[str, tuple[str, ...]]:
    """Return all names of bodies that have others which no initials tell, by the usual one."""
    rows = load_toml("names", "called.toml")["body"]
    return {row["name"]: (row["name"], *row["also"]) for row in rows}


@cache
def _usual() -> Mapping[str, str]:
    """Return the usual name of bodies that have others which no initials tell, by each of those (folded)."""
    return {_plain(name): usual for usual, names in called().items() for name in names}


def _plain(name: str) -> str:
    return fold(name).replace("-", " ").replace(".", "")


@lru_cache(maxsize=100_000)
def usual_body(name: str) -> str:
    """Return the name that a body is usually called by, "" for one that has no such others."""
    plain = _plain(bare(name))
    return _usual().get(plain) or _usual().get(plain.removesuffix("s"), "")  # "ISISs": an apostrophe lost


def bare(name: str) -> str:
    """Return a name without an article before it."""
    small = name[:4].lower()
    return next((name[len(article) :] for article in _ARTICLES if small.startswith(article)), name)


@lru_cache(maxsize=100_000)
def national(word: str) -> str:
    """Return the code of the nation that a word names, even with the s of a lost apostrophe, "" for none."""
    return nation_of(word) or (nation_of(word[:-1]) if word.endswith("s") else "")


@lru_cache(maxsize=100_000)
def _plain_word(word: str) -> str:
    """Return a word as it is compared: folded, a nation by its code, "" for one that tells nothing."""
    code = nation_of(word)
    if code:
        return f"@{code}"
    folded = _ARTICLE.sub("", stem(fold(word)).replace(".", ""))
    return "" if folded in word_set("filler") else spellings().get(folded, folded)


def stem(word: str) -> str:
    """Return a Russian or Ukrainian word in small letters without its ending, any other word as it is."""
    return word if word.isascii() else stems(word)[0]


@lru_cache(maxsize=100_000)
def body_key(name: str) -> frozenset[str]:
    """Return what all writings of a body's name share: "Defence Ministry" and "Ministry of Defence"."""
    words = split_words(usual_body(name) or name)
    return frozenset(filter(None, map(_plain_word, words))) or frozenset(words)


@lru_cache(maxsize=100_000)
def person_key(name: str) -> tuple[str, ...]:
    """Return what all writings of a person's name share: no articles, no hyphens, no accents."""
    words = [stem(fold(word)) for word in split_words(name.replace("-", " "))]
    return tuple([word for word in words if word not in word_set("filler")] or words)


@lru_cache(maxsize=100_000)
def acronym_of(name: str) -> str:
    """Return a name in small letters where it is an acronym, else ""."""
    letters = name.replace(".", "")
    short = len(letters) in _ACRONYM and letters.isalpha() and letters.isupper()
    return letters.lower() if short and not usual_body(name) else ""


@lru_cache(maxsize=100_000)
def initials_of(name: str) -> str:
    """Return the first letters of a name's capitalised words in small letters, "" for a single word."""
    initials = "".join([word[0] for word in name.replace("-", " ").split() if word[0].isupper()])
    return initials.lower() if len(initials) > 1 else ""


__all__ = [
    "acronym_of",
    "bare",
    "body_key",
    "called",
    "initials_of",
    "national",
    "person_key",
    "stem",
    "usual_body",
]
