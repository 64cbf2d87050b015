"""Where something is said to have been: names that words of place make names of places."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from rapidfuzz.distance import JaroWinkler

from stemma.collation.capitals import is_inflected, is_ordinary, names_a_body, no_name, tells_nothing
from stemma.collation.words import Word, lexicon, words_of
from stemma.records import Report
from stemma.resources import load_toml

# Jaro-Winkler from which two names of places are one in two spellings (Kryvyi Rih, Kryvy Rih: .98).
_SPELLING = 0.92
# Words that may stand between a word of place and a name ("in the besieged town of ...").
_BETWEEN = 2
# Characters before a mention in which the place is looked for that it leaves to be understood.
_REACH = 400
_BESIDE = 80  # characters within which two names tell one place ("in Lower Dale, Ford district")


def places_in(words: Sequence[Word]) -> frozenset[str]:
    """Return the names of places among words, folded, without articles, "village", "city" and the like.

    A name is one of a place behind "in", "at", "near", behind "town of", behind an act of war and "on",
    and before "village" or "hospital". Nations are none: what two reports tell of one country may have
    been anywhere in it.
    """
    return frozenset(name for _, name in _places(words))


def places_before(report: Report, start: int) -> frozenset[str]:
    """Return the places named last before an offset of a report, or else in its headline."""
    # Copies, and every later look at the same mention, find the names of the same words again.
    found = _last_in(report.text[max(0, start - _REACH) : start])
    if found:
        return found
    heads = [block for block in report.blocks if block.kind == "headline"]
    pieces = [report.text[one.start : one.end] for one in heads]
    return _in_headlines(tuple(pieces), tuple([one.start - heads[0].start for one in heads]))


def places_around(report: Report, start: int, end: int) -> frozenset[str]:
    """Return the places that a report names in a mention, last before it, and at its own beginning."""
    said = _in_text(report.text[:_REACH]) | _in_text(report.text[start:end])
    return said | _last_in(report.text[max(0, start - _REACH) : start])


@lru_cache(maxsize=8192)  # beginnings of reports and mentions: 8 MB or so
def _in_text(text: str) -> frozenset[str]:
    """Return the places in a stretch of text."""
    return places_in(words_of([text], [0]))


@lru_cache(maxsize=8192)  # stretches of text: 8 MB or so
def _last_in(text: str) -> frozenset[str]:
    """Return the places named last in what stands before a mention."""
    found = list(_places(words_of([text], [0])))
    if not found:
        return frozenset()
    last = found[-1][0]
    sentence = max(text.rfind(stop, 0, last) for stop in (". ", "\n"))
    return frozenset(name for at, name in found if at >= max(last - _BESIDE, sentence))


@lru_cache(maxsize=8192)  # headlines: 3 MB or so
def _in_headlines(heads: tuple[str, ...], offsets: tuple[int, ...]) -> frozenset[str]:
    """Return the places in headlines, each at its offset from the first."""
    return places_in(words_of(heads, offsets))


def one_place(places: frozenset[str], others: frozenset[str]) -> str:
    """Return a place that two lists share; "" for none, and where each has one that the other lacks."""
    shared = [name for name in sorted(places) if any(_same(name, other) for other in others)]
    if not shared:
        return ""
    alone = any(not any(_same(name, other) for other in others) for name in places)
    lacking = any(not any(_same(name, other) for name in places) for other in others)
    return "" if alone and lacking else shared[0]


def any_shared(places: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two lists have a place in common, whatever else they name."""
    return any(_same(name, other) for name in places for other in others)


def _same(name: str, other: str) -> bool:
    if {*name.split()} <= {*other.split()} or {*other.split()} <= {*name.split()}:
        return True  # "Ford", "Ford Hill"
    left, right = name.replace(" ", ""), other.replace(" ", "")
    return left == right or (left[0] == right[0] and JaroWinkler.similarity(left, right) >= _SPELLING)


def _places(words: Sequence[Word]) -> Iterator[tuple[int, str]]:
    """Yield each place with where it begins, in order."""
    at, last = 0, len(words)
    while at < last:
        end = at
        while end < last and words[end].capital and _named(words, at, end):
            end += 1
        if end == at:
            at += 1
            continue
        run = [word for word in words[at:end] if word.low not in _beside_names()]
        if run and not _of_a_body(words, at, end) and (_led(words, at) or _followed(words, at, end)):
            yield words[at].start, " ".join([word.low for word in run])
        at = end


_ARTICLES = frozenset({"al", "el", "the", "as", "an"})


def _named(words: Sequence[Word], first: int, at: int) -> bool:
    """Whether a word with a capital goes on with a name that begins at ``first``, only a blank behind it."""
    word = words[at]
    if word.stem.startswith("@") or not word.stem or no_name(word.low):
        return False
    if word.common and word.low not in _ARTICLES:
        return False
    if (is_ordinary(word) or (at > first and is_inflected(word.low))) and tells_nothing(words, at):
        return False
    # "Ford's Velmora district" names two.
    return at == first or (word.start - words[at - 1].end == 1 and words[at - 1].text[-2:] not in _GENITIVE)


_GENITIVE = ("'s", "\u2019s")


def _led(words: Sequence[Word], at: int) -> bool:
    """Whether a word of place leads to a name, with nothing but blanks between them."""
    for back in range(1, min(at, _BETWEEN + 1) + 1):
        word, before = words[at - back], words[at - back - 1].low if at - back else ""
        if words[at - back + 1].start - word.end != 1:
            return False
        if word.low in _leads() or (word.low == "of" and before in _nouns()):
            return True
        if (word.low == "on" and before in _acts()) or (back == 1 and word.low in _struck()):
            return True
        if (word.common and word.low not in _ARTICLES) or _parts(words, at - back):
            return False
    return False


def _parts(words: Sequence[Word], at: int) -> bool:
    """Whether a word before a name is another name that does not lead to it ("in Velmora the Tresk clan")."""
    word = words[at]
    if not word.capital or word.stem.startswith("@") or word.text[-2:] in _GENITIVE:
        return False
    beside = word.low in _beside_names() or words[at + 1].low in lexicon("holding")
    return not (beside or no_name(word.low) or tells_nothing(words, at))


def _followed(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether a name is one by the word behind it, or by its last word."""
    behind = words[end].low if end < len(words) else ""
    return behind in _nouns() or (words[end - 1].low in _nouns() and end - at > 1)


def _of_a_body(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether a name is that of a body, or of whoever holds a place ("in Front-held Velmora")."""
    behind = words[end].low if end < len(words) and words[end].start - words[end - 1].end == 1 else ""
    return behind in lexicon("holding") or any(map(names_a_body, words[at:end]))


@cache
def _nouns() -> frozenset[str]:
    return lexicon("place_noun")


@cache
def _beside_names() -> frozenset[str]:
    """Words with a capital in headlines and full names that do not tell which place it is."""
    return _nouns() | _acts() | _ARTICLES | lexicon("direction")


@cache
def _leads() -> frozenset[str]:
    return frozenset(lead for lead in lexicon("place_lead") if " " not in lead)


@cache
def _acts() -> frozenset[str]:
    return frozenset(load_toml("collation", "lexicon.toml")["act_on"]["words"])


@cache
def _struck() -> frozenset[str]:
    return frozenset(load_toml("collation", "lexicon.toml")["act_on"]["verbs"])
