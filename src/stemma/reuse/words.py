"""A report as arrays: its words with their stems, and where they stand in the text."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache, cached_property

import numpy as np

from stemma.records import Report
from stemma.resources import load_toml
from stemma.reuse.packing import Flags, Hashes, Packed, hashes, pack, stem
from stemma.reuse.quotes import may_quote, quoted_ranges
from stemma.reuse.shingles import SIZE, Ints, Keys, Longs, mix, neighbours

__all__ = ["Flags", "Hashes", "Shelf", "Tokens", "Vocabulary", "hashes", "hedges", "stem"]

_LOW = 0xFFFF
_YEAR = 4  # digits


class Shelf:
    """The words and shingles of some reports, made together because that is cheaper."""

    def __init__(self, reports: Sequence[Report]) -> None:
        """Take the words of reports."""
        self._reports = reports
        self.packed: Packed = pack(reports)
        bounds, stems = self.packed.bounds, self.packed.stem
        self.content: Longs = np.flatnonzero(stems)
        self.contents = _counts(stems > 0)
        self.content_bounds: list[int] = self.contents[bounds].tolist()
        self.sentences: Longs = np.flatnonzero(self.packed.fresh)
        self.sentence_bounds: list[int] = np.searchsorted(self.sentences, bounds).tolist()
        self.bounds: list[int] = bounds.tolist()
        self._shingles = neighbours(mix(stems[self.content]))

    def __len__(self) -> int:
        return len(self._reports)

    def shingles(self, at: int) -> Keys:
        """Return the shingles of a report by its place: one for each content word but the last two."""
        first, last = self.content_bounds[at : at + 2]
        return self._shingles[first : max(first, last - SIZE + 1)]

    def tokens(self, at: int) -> "Tokens":
        """Return the words of a report by its place."""
        return Tokens(self._reports[at], self, at)


class Tokens:
    """The copyable words of a report: those of its headline, body and captions, in order.

    All arrays have one element a word unless it is said otherwise.

    Attributes:
        exact: a hash of the case-folded word.
        stem: a hash of the word's stem, 0 for a function word.
        name: whether the word begins with a capital letter.
        starts: the character at which the word starts.
        ends: the character after the word.
        segment: the number of the run of blocks of one kind that the word stands in.
        content: the positions of the content words.
        contents: how many content words stand before each word, and in all.
        shingles: the hash of each three neighbouring content words, by the first one's place in
            ``content``.
        single: whether all words stand in one block.
    """

    def __init__(self, report: Report, shelf: Shelf | None = None, at: int = 0) -> None:
        """Take the words of a report, which stands on a shelf or is read now."""
        self._report = report
        shelf = shelf or Shelf([report])
        first, last = shelf.bounds[at : at + 2]
        here = slice(first, last)
        self.exact: Hashes = shelf.packed.exact[here]
        self.stem: Hashes = shelf.packed.stem[here]
        self.name: Flags = shelf.packed.name[here]
        self.starts: Ints = shelf.packed.starts[here]
        self.ends: Ints = shelf.packed.ends[here]
        self.segment: Ints = shelf.packed.segment[here]
        content = slice(*shelf.content_bounds[at : at + 2])
        self.content: Longs = shelf.content[content] - first
        self.contents: Longs = shelf.contents[first : last + 1] - content.start
        sentences = slice(*shelf.sentence_bounds[at : at + 2])
        self._sentences: list[int] = [*(shelf.sentences[sentences] - first).tolist(), last - first]
        self.shingles: Keys = shelf.shingles(at)
        self.single = shelf.packed.single[at]

    def __len__(self) -> int:
        return len(self.exact)

    @cached_property
    def words(self) -> list[int]:
        """``exact`` as a list."""
        words: list[int] = self.exact.tolist()
        return words

    @cached_property
    def stems(self) -> frozenset[int]:
        """The different stems."""
        return frozenset(self.stem.tolist())

    @property
    def sentence(self) -> Ints:
        """The index of each word's sentence, from 0 without gaps."""
        lengths = np.diff(self._sentences)
        return np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)

    @cached_property
    def hedges(self) -> Longs:
        """How many words of caution stand before each word, and in all."""
        return _counts(hedges().among(self))

    @cached_property
    def numbers(self) -> Flags:
        """Whether each word begins with a digit."""
        text = self._report.text
        return np.fromiter((text[at].isdigit() for at in self.starts.tolist()), np.bool_, len(self))

    @cached_property
    def figures(self) -> Flags:
        """Whether each word is a number, but for one, for years and for what stands beside a month."""
        text = self._report.text
        found = numerals().among(self)
        for at in np.flatnonzero(self.numbers).tolist():
            word = text[self.starts[at] : self.ends[at]]
            found[at] = word != "1" and not (len(word) == _YEAR and word.startswith(("19", "20")))
        month = months().among(self)
        found[1:] &= ~month[:-1]
        found[:-1] &= ~month[1:]
        return found

    def may_count(self, words: tuple[int, int]) -> bool:
        """Tell, without reading the whole report, whether there may be a figure in a word range."""
        text, starts = self._report.text, self.starts[slice(*words)].tolist()
        return any(text[at].isdigit() for at in starts) or any(
            word in numerals() for word in self.words[slice(*words)]
        )

    @cached_property
    def figured(self) -> Longs:
        """How many figures stand before each word, and in all."""
        return _counts(self.figures)

    @cached_property
    def quotations(self) -> Longs:
        """How many quoted words stand before each word, and in all."""
        return _counts(self.quoted)

    @cached_property
    def quoted(self) -> Flags:
        """Whether each word stands inside quotation marks."""
        text = self._report.text
        ranges = quoted_ranges(text) if may_quote(text) else []
        if not ranges:
            return np.zeros(len(self), dtype=np.bool_)
        edges = np.array([edge for pair in ranges for edge in pair], dtype=np.int64)
        inside: Flags = np.searchsorted(edges, self.starts, side="right") % 2 == 1
        return inside

    @cached_property
    def quotes(self) -> bool:
        """Whether any word stands inside quotation marks."""
        return bool(self.quoted.any())

    def sentence_at(self, word: int) -> tuple[int, int]:
        """Return the word range (end-exclusive) of the sentence that a word stands in."""
        at = bisect_right(self._sentences, word)
        return self._sentences[at - 1], self._sentences[at]

    def bounds(self, word: int) -> tuple[int, int]:
        """Return the word range (end-exclusive) of the segment that a word stands in."""
        if self.single:
            return 0, len(self)
        at = bisect_right(self._segments, word)
        return self._segments[at - 1], self._segments[at]

    @cached_property
    def _segments(self) -> list[int]:
        """Where segments begin, and the end of the last."""
        return [*np.flatnonzero(np.diff(self.segment, prepend=-1)).tolist(), len(self)]

    def shingles_in(self, words: tuple[int, int]) -> Keys:
        """Return the shingles that lie inside a word range."""
        first, last = int(self.contents[words[0]]), int(self.contents[words[1]])
        return self.shingles[first : max(first, last - SIZE + 1)]

    def span(self, words: tuple[int, int]) -> tuple[int, int]:
        """Return the characters from the first to the last word of a word range."""
        return int(self.starts[words[0]]), int(self.ends[words[1] - 1])


def _counts(flags: Flags) -> Longs:
    """Return how many are set before each place, and in all."""
    counts = np.zeros(len(flags) + 1, dtype=np.int64)
    np.cumsum(flags, out=counts[1:])
    return counts


class Vocabulary:
    """Some words, to be looked for in reports."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words."""
        self._hashes = hashes(words)
        self._low = np.zeros(_LOW + 1, dtype=np.bool_)
        self._low[self._hashes & _LOW] = True

    def __contains__(self, word: int) -> bool:
        """Tell whether a word, by its hash, is one of these."""
        return bool(self._low[word & _LOW]) and word in self._hashes

    def among(self, tokens: Tokens) -> Flags:
        """Tell of each word of a report whether it is one of these."""
        exact = tokens.exact
        found = np.zeros(len(exact), dtype=np.bool_)
        # Nearly all words are told apart by 16 bits, which need no search.
        maybe = np.flatnonzero(self._low[exact & _LOW])
        if len(maybe):
            at = np.minimum(np.searchsorted(self._hashes, exact[maybe]), len(self._hashes) - 1)
            found[maybe] = self._hashes[at] == exact[maybe]
        return found


@cache
def hedges() -> Vocabulary:
    """Return the words of caution."""
    return Vocabulary(load_toml("reuse", "lexicon.toml")["hedges"]["words"].split())


@cache
def numerals() -> Vocabulary:
    """Return the number words."""
    return Vocabulary(load_toml("reuse", "lexicon.toml")["numerals"])


@cache
def months() -> Vocabulary:
    """Return the names of the months."""
    return Vocabulary(" ".join(load_toml("reuse", "lexicon.toml")["months"].values()).split())
