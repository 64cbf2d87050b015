"""The words of reports as 64-bit numbers, packed for many reports at once."""

import re
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from stemma.records import Report
from stemma.resources import load_toml
from stemma.reuse.shingles import Ints, Keys, Longs

Hashes = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.bool_]

WORD = re.compile(
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
    """The copyable words of some reports, one report after the other.

    Attributes:
        exact: a hash of each case-folded word.
        stem: a hash of each word's stem, 0 for a function word.
        name: whether each word begins with a capital letter.
        fresh: whether a sentence begins with each word.
        starts: the character of its report's text at which each word starts.
        segment: the number of the run of blocks of one kind that each word stands in.
        bounds: the first word of each report, and the number of words.
        single: whether all words of a report stand in one block, for each report.
    """

    exact: Hashes
    stem: Hashes
    name: Flags
    fresh: Flags
    starts: Ints
    segment: Ints
    bounds: Longs
    single: list[bool]


def pack(reports: Sequence[Report]) -> Packed:
    """Return the words of the reports' copyable blocks."""
    blocks = [
        (number, low, high, segment)
        for number, report in enumerate(reports)
        for low, high, segment in _copyable(report)
    ]
    owners = np.array([block[0] for block in blocks], dtype=np.int64)
    segments = np.array([block[3] for block in blocks], dtype=np.int32)
    chunks: list[str] = []
    ends = []
    for number, low, high, _ in blocks:
        chunks += reports[number].text[low:high].split()
        ends.append(len(chunks))
    words, inside, counts, lengths = _CHUNKS.look_up(chunks)
    edges = np.array([0, *ends], dtype=np.int64)
    starts = np.repeat(_chunk_starts(reports, blocks, edges, lengths), counts) + inside
    running = np.append(0, np.cumsum(counts))[edges]  # the first word of each block, and all words
    fresh = np.zeros(len(words), dtype=np.bool_)
    fresh[1:] = _bit(words[:-1], _END_SHIFT) & _bit(words[1:], _OPEN_SHIFT)
    fresh[running[:-1][running[:-1] < len(words)]] = True
    number_of = np.bincount(owners, minlength=len(reports))
    return Packed(
        exact=(words >> np.uint64(_EXACT_SHIFT)).astype(np.uint32),
        stem=words.astype(np.uint32),
        name=_bit(words, _NAME_SHIFT),
        fresh=fresh,
        starts=starts.astype(np.int32),
        segment=np.repeat(segments, np.diff(running)),
        bounds=running[np.append(0, np.cumsum(number_of))],
        single=(number_of == 1).tolist(),
    )


def hashes(words: Iterable[str]) -> Hashes:
    """Return sorted hashes of words, as ``Packed.exact`` has them."""
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


def _pack_chunk(chunk: str) -> tuple[list[int], list[int]]:
    """Return the packed words of a stretch without white space, and their starts.

    The last word of a stretch may end a sentence.
    """
    if chunk.isalpha():
        return [_pack_word(chunk)], [0]
    found = [(match.group(), match.start()) for match in WORD.finditer(chunk)]
    words = [_pack_word(word) for word, _ in found]
    if words and _SENTENCE_END.search(chunk):
        last = found[-1][0].casefold().rstrip(".")
        if last not in _abbreviations() and not (len(last) == 1 and last.isalpha()):
            words[-1] |= 1 << _END_SHIFT
    return words, [start for _, start in found]


def _bit(packed: Keys, shift: int) -> Flags:
    flags: Flags = (packed >> np.uint64(shift)) & np.uint64(1) == 1
    return flags


class _Chunks(dict[str, int]):
    """The words of each stretch of text without white space, kept for the next time.

    The value of a stretch is its number in tables of its words: where they are in ``_packed`` and
    ``_starts`` (their starts within the stretch), how many there are, and the stretch's length.
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
        self._length = array("i")

    def __missing__(self, chunk: str) -> int:
        number = len(self._first)
        words, starts = _pack_chunk(chunk)
        self._first.append(len(self._packed))
        self._count.append(len(words))
        self._length.append(len(chunk))
        self._packed.extend(words)
        self._starts.extend(starts)
        self[chunk] = number
        return number

    def look_up(self, chunks: list[str]) -> tuple[Keys, Ints, Ints, Ints]:
        """Return the packed words of stretches and their starts within them.

        The last two arrays are the stretches' word counts and lengths.
        """
        if len(self) >= _MOST_CHUNKS:
            self._forget()
        numbers = np.fromiter(map(self.__getitem__, chunks), dtype=np.int32, count=len(chunks))
        if not len(self._packed):
            none = np.zeros_like(numbers)
            return np.zeros(0, dtype=np.uint64), none[:0], none, np.array([*map(len, chunks)], dtype=np.int32)
        first = np.frombuffer(self._first, dtype=np.int32)[numbers]
        counts = np.frombuffer(self._count, dtype=np.int32)[numbers]
        before = np.cumsum(counts) - counts
        at = np.arange(int(counts.sum())) + np.repeat(first - before, counts)
        packed = np.frombuffer(self._packed, dtype=np.uint64)[at]
        starts = np.frombuffer(self._starts, dtype=np.int32)[at]
        return packed, starts, counts, np.frombuffer(self._length, dtype=np.int32)[numbers]


_CHUNKS = _Chunks()


def _chunk_starts(
    reports: Sequence[Report], blocks: list[tuple[int, int, int, int]], edges: Longs, lengths: Ints
) -> Longs:
    """Return where the stretches without white space start in their reports' texts.

    Where they are parted by single characters their lengths tell; elsewhere the text is searched.

    Args:
        reports: the reports.
        blocks: of each copyable block its report's place, its start and its end (and its segment).
        edges: the first stretch of each block, and the number of stretches.
        lengths: the length of each stretch.
    """
    running = np.append(0, np.cumsum(lengths + 1))
    lows = np.array([block[1] for block in blocks], dtype=np.int64)
    highs = np.array([block[2] for block in blocks], dtype=np.int64)
    starts: Longs = running[:-1] + np.repeat(lows - running[edges[:-1]], np.diff(edges))
    loose = np.flatnonzero((np.diff(running[edges]) - 1 != highs - lows) & (np.diff(edges) > 0))
    for at in loose.tolist():
        number, low, high, _ = blocks[at]
        found = [match.start() for match in _CHUNK.finditer(reports[number].text, low, high)]
        starts[edges[at] : edges[at + 1]] = found
    return starts


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
