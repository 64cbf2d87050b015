"""One key for all spellings of a name: accents, possessives, titles, demonyms and acronyms."""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import zip_longest

from msgspec import Struct

from stemma.resources import load_toml

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-'\u2019][^\W_]+)*")
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_ACRONYM_LENGTH = 2


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Return the text in lower case without accents and with plain apostrophes and hyphens."""
    if text.isascii():
        return text.replace("`", "'").casefold()
    plain = text.replace("\u2019", "'").replace("`", "'").replace("\u2011", "-")
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def split_words(text: str) -> list[str]:
    """Return the words of a text as they stand, dotted acronyms whole and possessives cut."""
    words: list[str] = _WORD.findall(text)
    if "'" not in text and "\u2019" not in text:
        return words
    return [_POSSESSIVE.sub("", word) for word in words]


@cache
def word_set(section: str) -> frozenset[str]:
    """Return one word list of the names lexicon."""
    return frozenset(load_toml("names", "lexicon.toml")[section]["words"])


@cache
def spellings() -> dict[str, str]:
    """Return the one spelling of words that have two, by the other."""
    return dict(load_toml("names", "lexicon.toml")["spelling"])


@cache
def _nation_phrases() -> dict[tuple[str, ...], tuple[str, str]]:
    """Word sequences that name a nation, with its code and what they are (names, people, seats)."""
    phrases: dict[tuple[str, ...], tuple[str, str]] = {}
    for code, entry in load_toml("names", "nations.toml").items():
        for kind in ("names", "people", "seats"):
            for phrase in entry[kind]:
                # "US" and "UN" are words only in capitals: "us" is a pronoun.
                words = split_words(phrase)
                short = len(words) == 1 and phrase.isupper()
                key = tuple(words) if short else tuple(fold(word) for word in words)
                phrases[key] = (code, kind)
    return phrases


@cache
def _longest_phrases() -> dict[str, int]:
    """The most words of a nation's phrases, by their first word."""
    longest: dict[str, int] = {}
    for phrase in _nation_phrases():
        longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
    return longest


@lru_cache(maxsize=100_000)
def nation_reach(word: str) -> int:
    """Return how many words the name of a nation may have that begins with this one, 0 for none."""
    if not word[:1].isupper():
        return 0
    longest = _longest_phrases()
    return longest.get(fold(word), longest.get(word, 0))


def nations_in(words: list[str], *, seats: bool = True, people: bool = True) -> list[tuple[int, int, str]]:
    """Find nations in a list of words: first word, end word (exclusive) and the nation's code."""
    phrases = _nation_phrases()
    found: list[tuple[int, int, str]] = []
    free = 0
    for start, word in enumerate(words):
        reach = nation_reach(word)
        if not reach or start < free:
            continue
        for length in range(min(reach, len(words) - start), 0, -1):
            key = tuple(fold(other) for other in words[start : start + length])
            hit = phrases.get(key) or (phrases.get((word,)) if length == 1 else None)
            if hit and (seats or hit[1] != "seats") and (people or hit[1] != "people"):
                found.append((start, start + length, hit[0]))
                free = start + length
                break
    return found


def whole_nation(words: list[str], *, people: bool = True) -> str:
    """Return the code of the nation that all of some words name together, "" for none."""
    found = nations_in(words, people=people)
    return found[0][2] if found and found[0][:2] == (0, len(words)) else ""


def nation_of(name: str) -> str:
    """Return the code of the first nation in a name, "" when there is none."""
    found = nations_in(split_words(name))
    return found[0][2] if found else ""


class NameKey(Struct, frozen=True):
    """A name taken apart.

    ``words`` are its folded words without titles and fillers, nations replaced by "@" and code;
    ``titled`` the same with the titles; ``nation`` the first nation's code; ``initials`` the first
    letters of its capitalised words, behind hyphens too; ``acronym`` the name itself when it is one;
    ``organisation`` says that it names a body.
    """

    words: tuple[str, ...]
    nation: str
    initials: str
    acronym: str
    organisation: bool
    titled: frozenset[str] = frozenset()

    @property
    def significant(self) -> frozenset[str]:
        """The words as a set."""
        return frozenset(self.words)


@lru_cache(maxsize=100_000)
def name_key(name: str) -> NameKey:
    """Take a name apart for comparison."""
    words = [full for word in _unseated(split_words(name)) for full in _in_full(_whose(word))]
    nations = {start: (end, code) for start, end, code in nations_in(words)}
    kept: list[str] = []
    start = 0
    while start < len(words):
        if start in nations:
            end, code = nations[start]
            kept.append(f"@{code}")
            start = end
            continue
        folded = _ARTICLE.sub("", fold(words[start]).replace(".", ""))
        kept.append(spellings().get(folded, folded))
        start += 1
    post = any(
        word in word_set("post") and not (word == "general" and after in word_set("of_general"))
        for word, after in zip_longest(kept, kept[1:])
    )
    body = any(word in word_set("organisation") or word.startswith("@") for word in kept)
    organisation = body and not post
    significant = [word for word in kept if word not in word_set("filler")]
    titled = frozenset(significant)
    if not organisation:
        significant = _without_titles(significant)
    parts = [part for word in words for part in word.split("-")]
    capitals = "".join(part[0] for part in parts if part[:1].isupper()).casefold()
    compact = name.replace(".", "").strip()
    acronym = compact.casefold() if compact.isupper() and len(compact) > _ACRONYM_LENGTH else ""
    nation = next((word[1:] for word in significant if word.startswith("@")), "")
    return NameKey(tuple(significant), nation, capitals, acronym, organisation, titled)


def _unseated(words: list[str]) -> list[str]:
    """Return words without those that tell where a body has its seat ("London-based"), not whose it is."""
    if not any(word[-5:].casefold() == "based" for word in words):
        return words
    kept: list[str] = []
    for word in words:
        folded = fold(word)
        if folded == "based" and kept:
            kept.pop()
        elif not folded.endswith("-based"):
            kept.append(word)
    return kept or words


def _in_full(word: str) -> list[str]:
    """Return the words that a body's short name stands for, any other word as it is."""
    full = load_toml("names", "lexicon.toml")["shortened"].get(fold(word))
    return split_words(full) if full else [word]


def _whose(word: str) -> str:
    """Return the party of a word such as "Norlan-run" or "movement-affiliated", any other word as it is."""
    party, _, how = word.rpartition("-")
    return party if party and fold(how) in word_set("belonging") else word


# "Al-Norlan TV" is "Al Norlan TV"; a small word is left out anyway.
_ARTICLE = re.compile(r"^[ae]l-(?=\w)")


def _without_titles(words: list[str]) -> list[str]:
    """Drop titles before a person's name, but never the whole name."""
    bare = list(words)
    while len(bare) > 1 and (bare[0] in word_set("title") or bare[0].startswith("@")):
        bare.pop(0)
    return bare


def nation_label(code: str) -> str:
    """Return a nation's usual name by its code, the code itself when it is not known."""
    entry = load_toml("names", "nations.toml").get(code)
    return str(entry["names"][0]) if entry else code
