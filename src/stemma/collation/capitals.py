"""Words with a capital that name no place: at a sentence's beginning, in headlines, of bodies and peoples."""

from collections.abc import Sequence
from functools import cache, lru_cache

from stemma.collation.words import Word, lexicon, read_word, stem
from stemma.names import nations_in
from stemma.names.normal import word_set
from stemma.resources import load_toml

# Words on each side of one by which it is known for one of a headline in title case.
_AROUND = 6
# Letters from which a word has a capital in title case, how many such words are asked for, and the share of
# them that have one. In sentences of FA-KES names are a third of such words.
_LETTERS = 4
_FEWEST = 3
_SHARE = 0.75


def tells_nothing(words: Sequence[Word], at: int) -> bool:
    """Whether a word's capital tells nothing: where a sentence begins, and among words in title case."""
    if at == 0 or words[at].start - words[at - 1].end > 1:
        return True
    near = [*words[max(0, at - _AROUND) : at], *words[at + 1 : at + 1 + _AROUND]]
    told = [word.capital for word in near if len(word.low) >= _LETTERS and not word.common]
    return len(told) >= _FEWEST and sum(told) >= _SHARE * len(told)


def is_ordinary(word: Word) -> bool:
    """Whether a word tells an act, a count, a thing or a kind of people, whatever its capital."""
    return word.stem in _ordinary()


def is_inflected(low: str) -> bool:
    """Whether a word has an ending of verbs and plurals, with which no name goes on in a headline."""
    return len(low) > _LETTERS and low.endswith(("s", "ed", "ing"))


@lru_cache(maxsize=100_000)
def no_name(low: str) -> bool:
    """Whether a folded word is a day, a nation, a people (also where an apostrophe was lost) or who tells.

    "Nine killed in Velmora: Monitor" is a headline in small letters, too.
    """
    bare = low.removesuffix("s")
    if bare in _calendar() or low in _calendar() or {low, bare} & lexicon("peoples"):
        return True
    if low in word_set("nobody") or low in lexicon("holding"):
        return True
    return bare != low and bool(nations_in([bare.capitalize()], seats=False, people=False))


def names_a_body(word: Word) -> bool:
    """Whether a word makes a name a body's: its kind ("Norla Front"), or nothing but capitals ("UNHCR")."""
    if word.low in lexicon("said_in"):
        return True
    return word.low in word_set("organisation") - lexicon("place_noun") or _is_abbreviation(word.text)


def _is_abbreviation(text: str) -> bool:
    return text.isupper() and len(text) > 2 and text.isalpha()  # noqa: PLR2004  "UN" is in nations' names


@cache
def _ordinary() -> frozenset[str]:
    data = load_toml("collation", "lexicon.toml")
    attacks = load_toml("collation", "attacks.toml")
    kinds: dict[str, list[str]] = load_toml("names", "lexicon.toml")["kind"]
    tables = [data[name] for name in ("casualty", "people", "comparator", "act_on")]
    tables += [
        attacks["kinds"],
        attacks["deeds"],
        attacks["summing"],
        attacks["war"],
        attacks["lasting"],
        kinds,
    ]
    phrases = [phrase for table in tables for listed in table.values() for phrase in listed]
    listed = [word for phrase in (*phrases, *data["vague"], *data["number"]) for word in phrase.split()]
    listed += [*lexicon("ordinary"), *word_set("vague"), *word_set("organisation")]
    return frozenset({*(read_word(word)[1] for word in listed), *map(stem, listed)})


@cache
def _calendar() -> frozenset[str]:
    table = load_toml("collation", "lexicon.toml")["calendar"]
    return frozenset((*table["days"], *table["months"]))


__all__ = ["is_inflected", "is_ordinary", "names_a_body", "no_name", "tells_nothing"]
