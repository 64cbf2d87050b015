"""A report as arrays: its words with their stems, and where they stand in the text."""

import re
import zlib
from functools import cache, cached_property
from itertools import chain

import numpy as np
import numpy.typing as npt

from stemma.records import Report
from stemma.resources import load_toml
from stemma.reuse.quotes import quoted_ranges
from stemma.reuse.shingles import Keys, Longs, shingles

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
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._ranges = _copyable(report)
        parts = [_pack(report.text[low:high]) for low, high, _ in self._ranges]
        packed = np.array(list(chain.from_iterable(parts)), dtype=np.uint64)
        self.exact: Hashes = (packed >> np.uint64(_EXACT_SHIFT)).astype(np.uint32)
        self.stem: Hashes = packed.astype(np.uint32)
        self.name: Flags = _bit(packed, _NAME_SHIFT)
        sizes = [len(part) for part in parts]
        segments = np.array([segment for _, _, segment in self._ranges], dtype=np.int32)
        self.segment: Ints = np.repeat(segments, sizes)
        fresh = np.zeros(len(packed), dtype=np.bool_)
        fresh[1:] = _bit(packed[:-1], _END_SHIFT) & _bit(packed[1:], _OPEN_SHIFT)
        starts = np.cumsum(sizes[:-1], dtype=np.int64)
        fresh[starts[starts < len(packed)]] = True
        fresh[:1] = False
        self.sentence: Ints = np.cumsum(fresh, dtype=np.int32)

    def __len__(self) -> int:
        return len(self.exact)

    @cached_property
    def offsets(self) -> tuple[Ints, Ints]:
        """The characters of the report's text at which words start and end (exclusive)."""
        parts = [_offsets(self._report.text[low:high]) + low for low, high, _ in self._ranges]
        spans = np.concatenate(parts) if parts else np.zeros((0, 2), dtype=np.int64)
        return spans[:, 0].astype(np.int32), spans[:, 1].astype(np.int32)

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
    def sentences(self) -> list[tuple[int, int]]:
        """The word range (end-exclusive) of each sentence."""
        if not len(self):
            return []
        starts = np.flatnonzero(np.diff(self.sentence, prepend=-1))
        return list(zip(starts.tolist(), [*starts[1:].tolist(), len(self)], strict=True))

    @cached_property
    def quoted(self) -> Flags:
        """Whether each word stands inside quotation marks."""
        ranges = quoted_ranges(self._report.text)
        if not ranges:
            return np.zeros(len(self), dtype=np.bool_)
        edges = np.array([edge for pair in ranges for edge in pair], dtype=np.int64)
        inside: Flags = np.searchsorted(edges, self.offsets[0], side="right") % 2 == 1
        return inside

    def span(self, words: tuple[int, int]) -> tuple[int, int]:
        """Return the characters from the first to the last word of a word range."""
        starts, ends = self.offsets
        return int(starts[words[0]]), int(ends[words[1] - 1])


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


def exact_hash(word: str) -> int:
    """Return the hash that ``Tokens.exact`` holds for a word."""
    plain = word.casefold().translate(_APOSTROPHES)
    return zlib.crc32(plain.encode()) & _EXACT_MASK


def _pack_word(word: str) -> int:
    plain = word.casefold().translate(_APOSTROPHES)
    low = 0 if plain in _function_words() else zlib.crc32(stem(plain).encode()) or 1
    first = word[0]
    flags = (first.isupper() << _NAME_SHIFT) | ((not first.islower()) << _OPEN_SHIFT)
    return (exact_hash(word) << _EXACT_SHIFT) | flags | low


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


class _Chunks(dict[str, tuple[int, ...]]):
    """The packed words of each stretch of text without white space, kept for the next time."""

    def __missing__(self, chunk: str) -> tuple[int, ...]:
        if len(self) >= _MOST_CHUNKS:
            self.clear()
        words = _pack_chunk(chunk)
        self[chunk] = words
        return words


_CHUNKS = _Chunks()


def _pack(text: str) -> list[int]:
    return list(chain.from_iterable(map(_CHUNKS.__getitem__, text.split())))


class _Spans(dict[str, tuple[int, ...]]):
    """The starts and ends of the words in each stretch without white space, kept for the next time."""

    def __missing__(self, chunk: str) -> tuple[int, ...]:
        if len(self) >= _MOST_CHUNKS:
            self.clear()
        spans = tuple(chain.from_iterable(match.span() for match in _WORD.finditer(chunk)))
        self[chunk] = spans
        return spans


_SPANS = _Spans()


def _offsets(text: str) -> Longs:
    """Return the start and end of each word of a text, a row each."""
    chunks = text.split()
    lengths = np.fromiter(map(len, chunks), dtype=np.int64, count=len(chunks))
    if int(lengths.sum()) + len(chunks) - 1 == len(text):
        starts = np.cumsum(lengths + 1) - lengths - 1
    else:
        starts = np.array([match.start() for match in _CHUNK.finditer(text)], dtype=np.int64)
    spans = list(map(_SPANS.__getitem__, chunks))
    counts = np.fromiter(map(len, spans), dtype=np.int64, count=len(spans)) // 2
    inside = np.array(list(chain.from_iterable(spans)), dtype=np.int64).reshape(-1, 2)
    return inside + np.repeat(starts, counts)[:, None]


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
