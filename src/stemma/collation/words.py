"""Words of a claim's content with their offsets, stems and kinds."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from sys import intern

from msgspec import Struct

from stemma.names import fold, nation_reach, nations_in
from stemma.records import Span
from stemma.resources import load_toml

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_SHORTEST_STEM = 3
_LONG = 5
_SEAT = "^"


class Word(Struct, frozen=True):
    """One word: offsets in the report, the text, its folded form and its stem.

    Words that name a nation have the stem "@" and its code, its seats of government "^" and the
    code; ``common`` marks function words.
    """

    start: int
    end: int
    text: str
    low: str
    stem: str
    common: bool

    @property
    def capital(self) -> bool:
        """Whether the word starts with a capital letter."""
        return self.text[:1].isupper()


@cache
def lexicon(section: str) -> frozenset[str]:
    """Return one word list of the collation lexicon."""
    return frozenset(load_toml("collation", "lexicon.toml")[section]["words"])


@cache
def _irregular() -> dict[str, str]:
    """Irregular forms and the form that stands for them."""
    table: dict[str, list[str]] = load_toml("collation", "lexicon.toml")["irregular"]
    return {form: base for base, forms in table.items() for form in forms}


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Strip English inflection lightly (a folded word in, its stem out).

    Derivation is left alone: :func:`alike` joins "justify" and "justification" by their beginning.
    """
    bare = word.removesuffix("'s").removesuffix("'")
    if bare in _irregular():
        bare = _irregular()[bare]
    if len(bare) <= _SHORTEST_STEM:
        return bare
    if bare.endswith("men") and bare not in _NO_MEN:
        return bare[:-2] + "an"
    for suffix, replacement in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh")):
        if bare.endswith(suffix):
            return bare[: -len(suffix)] + replacement
    if bare.endswith("s") and not bare.endswith(("ss", "us", "is")):
        bare = bare[:-1]
    for suffix in ("ing", "ed"):
        if bare.endswith(suffix) and len(bare) - len(suffix) >= _SHORTEST_STEM:
            return _undouble(bare[: -len(suffix)])
    if bare.endswith("ly") and len(bare) > _LONG:
        return bare[:-2]
    return bare.removesuffix("e") if len(bare) >= _LONG else bare


_NO_MEN = frozenset({"abdomen", "acumen", "omen", "ramen", "regimen", "semen", "specimen", "stamen", "yemen"})


def _undouble(base: str) -> str:
    if len(base) > _SHORTEST_STEM and base[-1] == base[-2] and base[-1] not in "lsz":
        return base[:-1]
    if base.endswith("i"):
        return base[:-1] + "y"
    return base.removesuffix("e") if len(base) >= _LONG else base


def alike(a: str, b: str) -> bool:
    """Say whether two stems are one word's forms: a common beginning of most of the longer one."""
    if a[:4] != b[:4]:
        return False
    shared = 4
    for x, y in zip(a[4:], b[4:], strict=False):
        if x != y:
            break
        shared += 1
    shorter, longer = sorted((len(a), len(b)))
    return shared >= _LONG and shared >= shorter - 2 and shared >= 0.5 * longer


def words_at(text: str, spans: Sequence[Span]) -> tuple[Word, ...]:
    """Return the words of a report's text inside the given spans, in reading order."""
    return words_of([text[span.start : span.end] for span in spans], [span.start for span in spans])


def words_of(pieces: Sequence[str], places: Sequence[int]) -> tuple[Word, ...]:
    """Return the words of pieces of text, each at its place, in reading order."""
    found: list[tuple[int, int, str]] = []
    for piece, place in zip(pieces, places, strict=True):
        for match in _TOKEN.finditer(piece):
            start, end = match.span()
            found.append((place + start, place + end, intern(match[0])))
    texts = [word for _, _, word in found]
    stems = _nation_stems(texts)
    if not stems:
        return tuple([Word(start, end, word, *read_word(word)) for start, end, word in found])
    return tuple(
        [_word(start, end, word, stems.get(index)) for index, (start, end, word) in enumerate(found)]
    )


@lru_cache(maxsize=8192)  # sentences and contents: 10 MB or so
def lows_of(piece: str) -> list[str]:
    """Return the folded words of a piece of text, in reading order; the list is shared."""
    return [read_word(word)[0] for word in _TOKEN.findall(piece)]


def _nation_stems(texts: list[str]) -> dict[int, str]:
    if not any(map(_begins_nation, texts)):
        return {}
    without = list(map(bare, texts))
    found = nations_in(without)
    if not found:
        return {}
    names = {start for start, _, _ in nations_in(without, seats=False)}
    stems: dict[int, str] = {}
    for start, end, code in found:
        stems[start] = ("@" if start in names else _SEAT) + code
        for rest in range(start + 1, end):
            stems[rest] = ""
    return stems


@lru_cache(maxsize=200_000)
def bare(text: str) -> str:
    """Return a word without the ending of a genitive."""
    return text.removesuffix("'s").removesuffix("\u2019s")


@lru_cache(maxsize=200_000)
def _begins_nation(text: str) -> bool:
    """Whether the name of a nation may begin with a word."""
    return nation_reach(bare(text)) > 0


def _word(start: int, end: int, text: str, nation: str | None) -> Word:
    low, stemmed, common = read_word(text)
    if nation is not None:
        return Word(start, end, text, low, nation, nation == "")
    return Word(start, end, text, low, stemmed, common)


@lru_cache(maxsize=200_000)
def read_word(text: str) -> tuple[str, str, bool]:
    """Return a word's folded form, its stem and whether it is a function word."""
    low = fold(text).removesuffix("'s")
    stemmed = stem(low)
    return low, _synonyms().get(stemmed, stemmed), low in lexicon("common") or len(low) == 1


@cache
def _synonyms() -> dict[str, str]:
    """Stems of words that reports use for each other, with the stem that stands for them."""
    table: dict[str, list[str]] = load_toml("collation", "lexicon.toml")["synonym"]
    return {stem(word): stem(base) for base, words in table.items() for word in words}


def nation_code(stemmed: str) -> str:
    """Return the nation that a stem names or whose seat it is, "" for other stems."""
    return stemmed[1:] if stemmed[:1] in ("@", _SEAT) else ""
