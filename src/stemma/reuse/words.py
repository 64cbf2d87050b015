"""A report as arrays: its words with their stems, and where they stand in the text."""

import re
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain

import numpy as np
import numpy.typing as npt

from stemma.records import Report
from stemma.resources import load_toml
from stemma.reuse.quotes import quoted_ranges
from stemma.reuse.shingles import SIZE, Keys, Longs, shingles

Ints = npt.NDArray[np.int32]
Hashes = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.bool_]

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., U.N.
    r"|\d+(?:[.,]\d+)*"
    "|[^\\W\\d_]+(?:['\u2019\u02bc][^\\W\\d_]+)*"
)
_CHUNK = re.compile(r"\S+")
_SENTENCE_END = re.compile("[.!?\u2026]+[\"'\u201d\u2019\u00bb)\\]]*$")
_APOSTROPHES = str.maketrans("", "", "'\u2019\u02bc.")
_BODY = frozenset({"headline", "body", "caption"})
_MINIMUM_STEM = 4
# A word is packed into 64 bits: 29 of its hash, one each for the end of a sentence after it, for not
# beginning with a small letter and for a capital letter, and 32 of its stem's hash.
_EXACT_SHIFT = 35
_END_SHIFT = 34
_OPEN_SHIFT = 33
_NAME_SHIFT = 32
_EXACT_MASK = 0x1FFFFFFF
_MOST_CHUNKS = 400_000


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """The words of a report, 64 bits each.

    ``starts`` are the characters of the text at which they start, ``sizes`` says how many of them
    each copyable block has.
    """

    words: Keys
    starts: Ints
    sizes: Longs


class Tokens:
    """The copyable words of a report: those of its headline, body and captions, in order.

    What the index needs is computed at once, the rest on demand. All arrays have one element a
    word.

    Attributes:
        exact: a hash of the case-folded word.
        stem: a hash of the word's stem, 0 for a function word.
        name: whether the word begins with a capital letter.
        segment: the number of the run of blocks of one kind that the word stands in.
        sentence: the index of the word's sentence, from 0 without gaps.
        single: whether all words stand in one block.
    """

    def __init__(self, report: Report, packed: Packed | None = None) -> None:
        """Take the words of a report, read before as ``packed`` or read now."""
        self._report = report
        self.packed = packed or pack(report)
        words = self.packed.words
        self.exact: Hashes = (words >> np.uint64(_EXACT_SHIFT)).astype(np.uint32)
        self.stem: Hashes = words.astype(np.uint32)
        self.name: Flags = _bit(words, _NAME_SHIFT)
        ranges = _copyable(report)
        self.segment: Ints = np.repeat(
            np.array([segment for _, _, segment in ranges], dtype=np.int32), self.packed.sizes
        )
        fresh = np.zeros(len(words), dtype=np.bool_)
        fresh[1:] = _bit(words[:-1], _END_SHIFT) & _bit(words[1:], _OPEN_SHIFT)
        borders = np.cumsum(self.packed.sizes[:-1], dtype=np.int64)
        fresh[borders[borders < len(words)]] = True
        fresh[:1] = False
        self.sentence: Ints = np.cumsum(fresh, dtype=np.int32)
        self.single = len(ranges) == 1

    def __len__(self) -> int:
        return len(self.exact)

    @cached_property
    def words(self) -> list[int]:
        """``exact`` as a list."""
        words: list[int] = self.exact.tolist()
        return words

    @cached_property
    def contents(self) -> list[int]:
        """How many content words stand before each word, and in all."""
        return [0, *np.cumsum(self.stem > 0).tolist()]

    @cached_property
    def content(self) -> Longs:
        """The positions of the content words."""
        return np.flatnonzero(self.stem)

    @cached_property
    def shingles(self) -> Keys:
        """The hash of each three neighbouring content words, by the first one's place in ``content``."""
        return shingles(self.stem[self.content])

    @cached_property
    def ordered(self) -> tuple[Longs, Keys]:
        """The order that sorts the shingles, and the shingles sorted."""
        order = np.argsort(self.shingles, kind="stable")
        return order, self.shingles[order]

    @cached_property
    def hedges(self) -> list[int]:
        """How many words of caution stand before each word, and in all."""
        return _running(self.exact, hedges())

    @cached_property
    def quotations(self) -> list[int]:
        """How many quoted words stand before each word, and in all."""
        return [0, *np.cumsum(self.quoted).tolist()]

    def has(self, words: Hashes) -> bool:
        """Tell whether any of the words, given as sorted hashes, is in the report."""
        return _running(self.exact, words)[-1] > 0

    @cached_property
    def quoted(self) -> Flags:
        """Whether each word stands inside quotation marks."""
        ranges = quoted_ranges(self._report.text)
        if not ranges:
            return np.zeros(len(self), dtype=np.bool_)
        edges = np.array([edge for pair in ranges for edge in pair], dtype=np.int64)
        inside: Flags = np.searchsorted(edges, self.packed.starts, side="right") % 2 == 1
        return inside

    @cached_property
    def _sentences(self) -> list[int]:
        """The first word of each sentence, and the number of words."""
        return [*np.flatnonzero(np.diff(self.sentence, prepend=-1)).tolist(), len(self)]

    def sentence_at(self, word: int) -> tuple[int, int]:
        """Return the word range (end-exclusive) of the sentence that a word stands in."""
        at = bisect_right(self._sentences, word)
        return self._sentences[at - 1], self._sentences[at]

    def bounds(self, word: int) -> tuple[int, int]:
        """Return the word range (end-exclusive) of the segment that a word stands in."""
        if self.single:
            return 0, len(self)
        value = self.segment[word]
        low, high = np.searchsorted(self.segment, [value, value + 1])
        return int(low), int(high)

    def shingles_in(self, words: tuple[int, int]) -> Keys:
        """Return the shingles that lie inside a word range."""
        first, last = self.contents[words[0]], self.contents[words[1]]
        return self.shingles[first : max(first, last - SIZE + 1)]

    def span(self, words: tuple[int, int]) -> tuple[int, int]:
        """Return the characters from the first to the last word of a word range."""
        last = _WORD.match(self._report.text, int(self.packed.starts[words[1] - 1]))
        assert last is not None  # a word starts there
        return int(self.packed.starts[words[0]]), last.end()


def _running(exact: Hashes, words: Hashes) -> list[int]:
    """Count the words that are among the sorted ``words``: before each place, and in all."""
    at = np.minimum(np.searchsorted(words, exact), len(words) - 1)
    return [0, *np.cumsum(words[at] == exact).tolist()]


@cache
def hedges() -> Hashes:
    """Return the sorted hashes of the words of caution."""
    return hashes(load_toml("reuse", "lexicon.toml")["hedges"]["words"].split())


def hashes(words: Iterable[str]) -> Hashes:
    """Return sorted hashes of words, as ``Tokens.exact`` has them."""
    return np.array(sorted(map(_exact_hash, words)), dtype=np.uint32)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(load_toml("reuse", "lexicon.toml")["function_words"]["words"].split())


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(load_toml("reuse", "lexicon.toml")["abbreviations"]["words"].split())


@cache
def _numerals() -> dict[str, str]:
    numerals: dict[str, str] = load_toml("reuse", "lexicon.toml")["numerals"]
    return numerals


def stem(word: str) -> str:
    """Return a crude stem of a case-folded word: endings off, number words as digits.

    It need not be a word; it only has to be the same for the forms of one word.
    """
    if word[0].isdigit():
        return word.replace(",", "")
    if word in _numerals():
        return _numerals()[word]
    root = word
    if root.endswith("ies") and len(root) > _MINIMUM_STEM:
        root = root[:-3] + "y"
    elif root.endswith("s") and not root.endswith(("ss", "us", "is")) and len(root) >= _MINIMUM_STEM:
        root = root[:-1]
    for ending in ("ing", "ed", "ly"):
        if root.endswith(ending) and len(root) - len(ending) >= _MINIMUM_STEM - 1:
            root = root[: -len(ending)]
            if len(root) >= _MINIMUM_STEM and root[-1] == root[-2] and root[-1] not in "sl":
                root = root[:-1]
            break
    if root.endswith("e") and len(root) > _MINIMUM_STEM:
        root = root[:-1]
    return root


def _exact_hash(word: str) -> int:
    """Return the hash that ``Tokens.exact`` holds for a word."""
    plain = word.casefold().translate(_APOSTROPHES)
    return zlib.crc32(plain.encode()) & _EXACT_MASK


def _pack_word(word: str) -> int:
    plain = word.casefold().translate(_APOSTROPHES)
    low = 0 if plain in _function_words() else zlib.crc32(stem(plain).encode()) or 1
    first = word[0]
    flags = (first.isupper() << _NAME_SHIFT) | ((not first.islower()) << _OPEN_SHIFT)
    return (_exact_hash(word) << _EXACT_SHIFT) | flags | low


def _pack_chunk(chunk: str) -> tuple[int, ...]:
    """Return the packed words of a stretch without white space; its last one may end a sentence."""
    found = [match.group() for match in _WORD.finditer(chunk)]
    words = [_pack_word(word) for word in found]
    if words and _SENTENCE_END.search(chunk):
        last = found[-1].casefold().rstrip(".")
        if last not in _abbreviations() and not (len(last) == 1 and last.isalpha()):
            words[-1] |= 1 << _END_SHIFT
    return tuple(words)


def _bit(packed: Keys, shift: int) -> Flags:
    flags: Flags = (packed >> np.uint64(shift)) & np.uint64(1) == 1
    return flags


class _Chunks(dict[str, int]):
    """The words of each stretch of text without white space, kept for the next time.

    The value of a stretch is its number in tables of its words: where they are in ``_packed`` and
    ``_starts`` (their starts within the stretch), and how many there are.
    """

    def __init__(self) -> None:
        super().__init__()
        self._forget()

    def _forget(self) -> None:
        self.clear()
        self._packed = array("Q")
        self._starts = array("i")
        self._first = array("i")
        self._count = array("i")

    def __missing__(self, chunk: str) -> int:
        number = len(self._first)
        words = _pack_chunk(chunk)
        self._first.append(len(self._packed))
        self._count.append(len(words))
        self._packed.extend(words)
        self._starts.extend(match.start() for match in _WORD.finditer(chunk))
        self[chunk] = number
        return number

    def look_up(self, chunks: list[str]) -> tuple[Keys, Ints, Longs]:
        """Return the packed words of stretches, their starts within them, and the stretches' word counts."""
        if len(self) >= _MOST_CHUNKS:
            self._forget()
        numbers = np.fromiter(map(self.__getitem__, chunks), dtype=np.int64, count=len(chunks))
        if not len(self._packed):
            return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int32), np.zeros_like(numbers)
        first = np.frombuffer(self._first, dtype=np.int32)[numbers]
        counts = np.frombuffer(self._count, dtype=np.int32)[numbers].astype(np.int64)
        before = np.cumsum(counts) - counts
        at = np.arange(int(counts.sum())) + np.repeat(first - before, counts)
        packed, starts = (
            np.frombuffer(self._packed, dtype=np.uint64),
            np.frombuffer(self._starts, dtype=np.int32),
        )
        return packed[at], starts[at], counts


_CHUNKS = _Chunks()


def pack(report: Report) -> Packed:
    """Return the words of a report's copyable blocks."""
    ranges = _copyable(report)
    parts = [report.text[low:high].split() for low, high, _ in ranges]
    words, inside, counts = _CHUNKS.look_up(list(chain.from_iterable(parts)))
    ends = np.cumsum([len(part) for part in parts], dtype=np.int64)
    running = np.append(0, np.cumsum(counts))
    starts = np.repeat(_chunk_starts(report.text, ranges, parts), counts) + inside
    return Packed(words, starts.astype(np.int32), np.diff(running[ends], prepend=0))


def _chunk_starts(text: str, ranges: list[tuple[int, int, int]], parts: list[list[str]]) -> Longs:
    """Return where the stretches without white space start in a text.

    Where they are parted by single characters their lengths tell; elsewhere the text is searched.
    """
    starts: list[Longs] = [np.zeros(0, dtype=np.int64)]
    for (low, high, _), part in zip(ranges, parts, strict=True):
        lengths = np.fromiter(map(len, part), dtype=np.int64, count=len(part))
        if int(lengths.sum()) + len(part) - 1 == high - low:
            starts.append(np.cumsum(lengths + 1) - lengths - 1 + low)
        else:
            found = [match.start() for match in _CHUNK.finditer(text, low, high)]
            starts.append(np.array(found, dtype=np.int64))
    return np.concatenate(starts)


def _copyable(report: Report) -> list[tuple[int, int, int]]:
    """Return (start, end, segment) of the blocks that words are taken from."""
    if not report.blocks:
        return [(0, len(report.text), 0)] if report.text else []
    ranges = []
    segment, before = -1, ""
    for block in report.blocks:
        if block.kind in _BODY:
            if block.kind != before or block.kind != "body":
                segment += 1
            ranges.append((block.start, block.end, segment))
        before = block.kind
    return ranges
