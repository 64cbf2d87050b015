"""Names in place of each other: slips of one name, or another place or person where a name stood."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache, lru_cache

from rapidfuzz.distance import JaroWinkler

from stemma.collation.comparing import garbled, unmatched_names
from stemma.collation.differing.base import Difference, Side, context
from stemma.collation.statements import Statement
from stemma.collation.words import Word, lexicon, nation_code
from stemma.names import fold
from stemma.names.normal import word_set
from stemma.resources import load_toml

# Jaro-Winkler above which a slip is one wherever it stands; below it must stand in the other's place.
_SLIP = 0.85
# Telling words that may be replaced together where one name stands for another.
_LONGEST_SWAP = 3
# Letters from which a misspelt name is still known by its letters.
_LONG_ALIAS = 5


def name_differences(a: Side, b: Side) -> Iterator[Difference]:
    """Yield names that are spelt otherwise, and names that stand in the place of others."""
    pairs = sorted(
        (
            (JaroWinkler.similarity(one.stem, other.stem), one, other)
            for one in _own_names(a.statement, b.statement)
            for other in _own_names(b.statement, a.statement)
        ),
        key=lambda item: (-item[0], item[1].start, item[2].start),
    )
    used: set[tuple[str, int]] = set()
    for likeness, one, other in pairs:
        ends = {("a", one.start), ("b", other.start)}
        if ends & used:
            continue
        kind = _kind(a, b, one, other)
        used |= ends if kind else set()
        if kind and kind != "same":
            yield Difference(
                "place_changed" if kind == "place" else "name_changed",
                a.words(one.start, one.end),
                b.words(other.start, other.end),
                round(0.6 + 0.3 * likeness, 2) if kind == "slip" else 0.75,
            )


def _own_names(mine: Statement, yours: Statement) -> list[Word]:
    """Names of one side that the other has not in the same letters; no titles, months or parts."""
    stems = mine.names - yours.names - yours.stems
    words = [next(word for word in mine.words if word.stem == stem) for stem in sorted(stems)]
    generic = word_set("title") | word_set("filler") | word_set("state") | _months()
    return [word for word in words if word.low not in generic]


@cache
def _months() -> frozenset[str]:
    months = load_toml("collation", "lexicon.toml")["calendar"]["months"]
    return frozenset((*months, *(month[:3] for month in months), "sept"))


def _kind(a: Side, b: Side, one: Word, other: Word) -> str:
    """Return "slip", "place" or "name" for a change, "same" for one name, "" for two names."""
    if _one_name(a, b, one, other):
        return "same"
    if one.text.isupper() != other.text.isupper():
        return ""  # an abbreviation, or a dateline
    if garbled(_letters(one), _letters(other)):
        near = JaroWinkler.similarity(_letters(one), _letters(other)) >= _SLIP
        return "slip" if near or _swapped(a, b, one, other) else ""
    only_a, only_b = unmatched_names(a.statement, b.statement)
    own = one.stem in only_a and other.stem in only_b
    # Several others on both sides: one form of words, filled in for another place and other people.
    if not own or min(len(only_a), len(only_b)) > 1 or not _replaced(a, b, one, other):
        return ""
    if bool(nation_code(one.stem)) != bool(nation_code(other.stem)):
        return ""  # "the Assad regime", "the Syrian regime": another word for the whole
    return "name" if _no_place(a, one) or _no_place(b, other) else "place"


def _letters(word: Word) -> str:
    """A name's own letters, also where its stem names a nation by its capital."""
    return word.low if word.stem.startswith("^") else word.stem


def _one_name(a: Side, b: Side, one: Word, other: Word) -> bool:
    """Whether two words are one name: in the letters of another outlet, or by its other name."""
    run, other_run = _run(a.statement, one), _run(b.statement, other)
    if (
        _bare(one.low) == _bare(other.low)
        or _bare(run) == _bare(other_run)
        or aliases(run) & aliases(other_run)
    ):
        return True
    if _adjective(one.stem, other.stem) or _adjective(other.stem, one.stem):
        return True
    if nation_code(one.stem) and nation_code(one.stem) == nation_code(other.stem):
        return True
    # Another way to write a foreign name in Latin letters, which is no slip.
    return _romanised(one.low) == _romanised(other.low) or _romanised(run) == _romanised(other_run)


def _adjective(stem: str, other: str) -> bool:
    """Whether one is the adjective of the other ("Kurds", "Kurdish")."""
    base = stem.removesuffix("e").removesuffix("a")
    return len(base) >= _SHORTEST_BASE and other.startswith(base) and other[len(base) :] in _ENDINGS


_SHORTEST_BASE = 4
_ENDINGS = frozenset({"ern", "ish", "ian", "an", "n", "i", "ese", "ic", "ite", "ist", "er"})


def _run(statement: Statement, word: Word) -> str:
    """The name that a word is part of: the words with capitals that stand beside it."""
    words = statement.words
    first = last = words.index(word)
    while first and words[first - 1].capital and words[first].start - words[first - 1].end == 1:
        first -= 1
    while last + 1 < len(words) and words[last + 1].capital and words[last + 1].start - words[last].end == 1:
        last += 1
    return " ".join(one.low for one in words[first : last + 1])


_DOUBLED = re.compile(r"(.)\1+")
_NO_LETTER = re.compile(r"[\W_]+")
_BROAD = re.compile(r"[ouw]+")
_NARROW = re.compile(r"[aeiyh']+")


# How Slavic names in -y end in Latin letters ("-skyj", "-skyi", "-skiy").
_ENDING = re.compile(r"(?<=k)[iy][ijy]?$")


def one_spelling(name: str, other: str) -> bool:
    """Whether two names differ in nothing but doubled letters, spaces and hyphens."""
    return _bare(name) == _bare(other)


def _bare(name: str) -> str:
    """A name without what outlets set as they like: doubled letters, hyphens, a plural or lost genitive."""
    bare = _DOUBLED.sub(r"\1", _NO_LETTER.sub("", name.removesuffix("s").removesuffix("'")))
    return _ENDING.sub("y", bare)


def _romanised(name: str) -> str:
    """What the ways of writing a foreign name in Latin letters have in common: consonants, kinds of vowel."""
    return _NARROW.sub("a", _BROAD.sub("u", _bare(name).replace("k", "q").replace("c", "q")))


@lru_cache(maxsize=16_384)
def aliases(run: str) -> frozenset[str]:
    """Return the bodies and places that a folded name stands for under one of their names."""
    groups: dict[str, list[str]] = load_toml("collation", "lexicon.toml")["alias"]
    # "Daeshs" has lost its apostrophe.
    padded = f" {run.replace('-', ' ')} {run.removesuffix('s')} "
    words = [word for word in padded.split() if len(word) >= _LONG_ALIAS]
    return frozenset(
        name
        for name, others in groups.items()
        for other in others
        if f" {other} " in padded
        or any(len(other) >= _LONG_ALIAS and JaroWinkler.similarity(word, other) >= _SLIP for word in words)
    )


def _swapped(a: Side, b: Side, one: Word, other: Word) -> bool:
    """Whether two names stand in the same surroundings: shared words on one side at least."""
    left, right = a.statement.words, b.statement.words
    before_a, after_a = context(left, left.index(one), left.index(one) + 1)
    before_b, after_b = context(right, right.index(other), right.index(other) + 1)
    return bool(before_a & before_b) or bool(after_a & after_b)


def _replaced(a: Side, b: Side, one: Word, other: Word) -> bool:
    """Whether one name stands exactly where the other stood, between the same telling words."""
    left = [word for word in a.statement.words if not word.common]
    right = [word for word in b.statement.words if not word.common]
    if one not in left or other not in right:
        return False
    matcher = SequenceMatcher(
        None, [word.stem for word in left], [word.stem for word in right], autojunk=False
    )
    at, there = left.index(one), right.index(other)
    return any(
        tag == "replace" and i1 <= at < i2 and j1 <= there < j2 and max(i2 - i1, j2 - j1) <= _LONGEST_SWAP
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
    )


def _no_place(side: Side, word: Word) -> bool:
    """Whether a name is a person's or a body's rather than a place's.

    It is part of a speaker's name, an acronym, or two capitalised words stand together with a title
    or none before them; after a word of place it is always a place.
    """
    text, name = side.report.text, re.escape(word.text)
    leads = "|".join(sorted(lexicon("place_lead")))
    # "In the village of Ain Dalbe": a place's name may have words before the one that differs.
    if re.search(rf"\b(?:{leads})\s+(?:the\s+)?(?:\w+\s+of\s+)?(?:[A-Z][\w'-]*\s+){{0,2}}{name}\b", text):
        return False
    if word.text.isupper() or word.stem[:1] in "@^":
        return True
    voices = {fold(layer.known_as) for layer in side.statement.mention.chain}
    if any(word.low in voice.split() for voice in voices):
        return True
    return re.search(rf"\b[A-Z][a-z]+\s+{name}\b|\b{name}\s+[A-Z][a-z]+", text) is not None
