"""One Russian or Ukrainian sentence as the event rules need it: words with their forms, and its clauses.

Ukrainian comes without a grammar, and headlines and posts in Russian often with a wrong one: the rules
go by the order of words, their forms and the stretches between commas in both languages.
"""

# ruff: noqa: RUF001 (dashes, and Cyrillic letters)

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec import Struct

from stemma.events.slavic.lexicon import parts
from stemma.records import Report, Sentence, Span, Token, Words

_PLAIN = str.maketrans("ёЁ’ʼ`", "еЕ'''")
_CASES = {
    "Nom": "nom", "Gen": "gen", "Dat": "dat", "Acc": "acc", "Ins": "ins", "Loc": "loc",
    "nomn": "nom", "gent": "gen", "gen2": "gen", "datv": "dat", "accs": "acc", "ablt": "ins", "loct": "loc",
}  # fmt: skip
_CASE = re.compile(r"Case=(\w+)|\b(nomn|gent|gen2|datv|accs|ablt|loct)\b")
_BREAKS = frozenset({",", ";", ":", "—", "–", "-", "(", ")", ".", "!", "?", "…", "•"})
_AND = frozenset({"и", "а", "но", "та", "і", "й", "але", "однако", "зато", "однак"})
# Ukrainian forms of "was" that are also an adjective's: none is ever that.
_WAS = frozenset({"був", "була", "було", "були"})
_NOMINAL = ("NOUN", "PROPN", "ADJ", "PRON", "NUM", "DET")


class Word(Struct, frozen=True):
    """A token's plain letters and form: ``keys`` are what lexicons are asked for."""

    text: str
    keys: frozenset[str]
    pos: str
    case: str
    plural: bool
    finite: bool
    short: bool
    full: bool
    future: bool
    name: bool
    alive: bool
    infinitive: bool


class Line:
    """The words of a sentence; ``clauses`` numbers the stretch between commas that each stands in."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.words = tuple(_word(token, first=not at) for at, token in enumerate(sentence.tokens))

    @cached_property
    def clauses(self) -> tuple[int, ...]:
        """The number of each word's clause; "and" parts two where both have a predicate, asides part none."""
        asides = self.asides
        resumed: dict[int, int] = {}
        found: list[int] = []
        number = last = 0
        for at, word in enumerate(self.words):
            if at in asides:
                resumed[asides[at]] = number
                number = last = last + 1
            elif at in resumed:
                number = resumed[at]
            elif word.text in _BREAKS or (word.text in _AND and self._parts(at)):
                number = last = last + 1
            found.append(number)
        return tuple(found)

    @cached_property
    def asides(self) -> dict[int, int]:
        """Where what stands in brackets, or between the two dashes of a sentence, begins and ends."""
        texts = tuple(word.text for word in self.words)
        found = {}
        closing = None
        for at in range(len(texts) - 1, -1, -1):
            closing = at if texts[at] == ")" else closing
            if texts[at] == "(" and closing is not None:
                found[at] = closing
        for phrase in parts():
            size = len(phrase)
            for at in range(1, len(texts) - size):
                if texts[at : at + size] == phrase and texts[at - 1] == ",":
                    commas = [end for end in range(at + size, len(texts)) if texts[end] == ","]
                    # A list has commas of its own: the aside ends where the sentence's verb follows.
                    ends = [end for end in commas if self._verb_after(end)] or commas
                    found.update({at - 1: ends[0]} if ends else {})
        dashes = [at for at, text in enumerate(texts) if text in ("—", "–", "-")]
        # Items of a digest have a dash each behind a name ("Kharkiv - 3 wounded, Izium - one dead").
        items = all(at and self.tokens[at - 1].text[:1].isupper() for at in dashes)
        pair = len(dashes) == 2 and not items  # noqa: PLR2004
        if pair and texts[dashes[0] - 1] not in (",", "»", '"', "”"):
            found[dashes[0]] = dashes[1]
        return found

    def _verb_after(self, comma: int) -> bool:
        return any(word.finite or word.short for word in self.words[comma + 1 : comma + 3])

    def _parts(self, at: int) -> bool:
        if 0 < at < len(self.words) - 1 and self._one_form(self.words[at - 1], self.words[at + 1]):
            return False  # "intercepted and destroyed 20 drones"
        before = self._until_break(range(at - 1, -1, -1))
        return before and self._until_break(range(at + 1, len(self.words)))

    @staticmethod
    def _one_form(one: Word, other: Word) -> bool:
        verbs = one.pos == other.pos == "VERB" and one.plural == other.plural
        return verbs and (one.short == other.short) and (one.finite or one.short)

    def _until_break(self, way: range) -> bool:
        for at in way:
            word = self.words[at]
            if word.text in _BREAKS or (word.text in _AND and at != way.start):
                return False
            if word.finite or word.short:
                return True
        return False

    def clause(self, at: int) -> tuple[int, ...]:
        """Return the words of the clause of a word, those on the other side of an aside with them."""
        return self._members[self.clauses[at]]

    @cached_property
    def _members(self) -> dict[int, tuple[int, ...]]:
        found: dict[int, list[int]] = {}
        for at, number in enumerate(self.clauses):
            found.setdefault(number, []).append(at)
        return {number: tuple(members) for number, members in found.items()}

    def apart(self, one: int, other: int) -> int:
        """Return how many clauses lie between two words."""
        return abs(self.clauses[one] - self.clauses[other])

    def has(self, at: int, words: frozenset[str]) -> bool:
        """Say whether a word is one of some lemmas."""
        return not words.isdisjoint(self.words[at].keys)

    def any_of(self, places: Iterable[int], words: frozenset[str]) -> bool:
        """Say whether one of the words at some places is one of some lemmas."""
        return any(self.has(at, words) for at in places)

    def phrase(self, head: int) -> range:
        """Return a noun with the adjectives before it and the genitives after it."""
        first, last = head, head
        while first and self.words[first - 1].pos in ("ADJ", "DET") and self.words[first - 1].case != "":
            first -= 1
        while last + 1 < len(self.words):
            after = self.words[last + 1]
            genitive = after.case == "gen" or after.text.isupper()
            if after.pos not in _NOMINAL or not genitive or after.pos == "NUM" or last - head > 2:  # noqa: PLR2004
                break
            last += 1
        return range(first, last + 1)

    def span(self, places: range) -> Span:
        """Return the characters of neighbouring words."""
        return Span(self.tokens[places.start].start, self.tokens[places[-1]].end)

    def index(self, offset: int) -> int | None:
        """Return the word that begins at or after an offset of the report, None behind the last."""
        return next((at for at, token in enumerate(self.tokens) if token.end > offset), None)


def words_at(report: Report, span: Span) -> Words:
    """Return the words of one stretch of a report."""
    return Words((span,), report.text[span.start : span.end])


def hull(spans: Sequence[Span]) -> Span:
    """Return the stretch from the first character of some stretches, at least one, to the last."""
    return Span(min(one.start for one in spans), max(one.end for one in spans))


def plain(text: str) -> str:
    """Return letters as the lexicons write them: small, without ё, with one apostrophe."""
    return text.translate(_PLAIN).lower()


def _word(token: Token, *, first: bool) -> Word:
    text, lemma, tag = plain(token.text), plain(token.lemma), token.tag
    keys = {text, lemma}
    if "-" in text:
        keys |= {text.split("-")[0], text.rsplit("-", 1)[1], lemma.split("-")[0], lemma.rsplit("-", 1)[1]}
    found = _CASE.search(tag)
    verb = token.pos in ("VERB", "AUX")
    # The tagger takes a short participle for an adjective at times; its dictionary form is a verb's.
    taken = token.pos == "ADJ" and lemma.endswith(("ть", "ться", "ти", "тися"))
    short = "Variant=Short" in tag or "PRTS" in tag or "Impe" in tag or taken
    participle = "VerbForm=Part" in tag or "PRTF" in tag
    infinite = (
        participle
        or short
        or "VerbForm=Inf" in tag
        or "INFN" in tag
        or "infn" in tag
        or "VerbForm=Conv" in tag
    )
    return Word(
        text,
        frozenset(keys),
        token.pos,
        _CASES.get((found[1] or found[2]) if found else "", ""),
        "Number=Plur" in tag or "plur" in tag,
        (verb and not infinite and "GRND" not in tag) or text in _WAS,
        short,
        participle and not short,
        "Tense=Fut" in tag or "futr" in tag,
        token.text[:1].isupper() and not first,
        "Animacy=Anim" in tag or "anim" in re.split(r"[ ,]", tag),
        "VerbForm=Inf" in tag or "infn" in tag.lower(),
    )
