"""The words of reports as 64-bit numbers, packed for many reports at once."""

import re
import zlib
from array import array
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from stemma.records import Report
from stemma.resources import load_toml
from stemma.reuse.shingles import Ints, Keys, Longs, mix, spread

Hashes = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.bool_]

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., U.N.
    r"|\d+(?:[.,]\d+)*"
    "|[^\\W\\d_]+(?:['\u2019\u02bc][^\\W\\d_]+)*"
)
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
# So many different stretches of text are kept, in a table that they fill to less than a half.
_MOST_CHUNKS = 400_000
# Hashes of stretches are polynomials of this odd number, modulo 2 to the power of 64.
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
# Which code points are not white space; the last stands for all that follow.
_SOLID = np.array([not chr(code).isspace() for code in range(0x3002)], dtype=np.int8)


class Packed(Struct, frozen=True, eq=False):
    """The copyable words of some reports, one report after the other.

    Attributes:
        exact: a hash of each case-folded word.
        stem: a hash of each word's stem, 0 for a function word.
        name: whether each word begins with a capital letter.
        fresh: whether a sentence begins with each word.
        starts: the character of its report's text at which each word starts.
        ends: the character after it.
        segment: the number of the run of blocks of one kind that each word stands in.
        bounds: the first word of each report, and the number of words.
        single: whether all words of a report stand in one block, for each report.
    """

    exact: Hashes
    stem: Hashes
    name: Flags
    fresh: Flags
    starts: Ints
    ends: Ints
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
    lows = np.array([block[1] for block in blocks], dtype=np.int64)
    segments = np.array([block[3] for block in blocks], dtype=np.int32)
    texts = [reports[number].text[low:high] for number, low, high, _ in blocks]
    ends = np.cumsum([len(text) + 1 for text in texts], dtype=np.int64)
    begins = np.append(0, ends)[: len(blocks)]
    chunks, words, inside, lengths, counts = _CHUNKS.look_up("\n".join(texts))
    edges = np.append(np.searchsorted(chunks, begins), len(chunks))
    starts = np.repeat(chunks + np.repeat(lows - begins, np.diff(edges)), counts) + inside
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
        ends=(starts + lengths).astype(np.int32),
        segment=np.repeat(segments, np.diff(running)),
        bounds=running[np.append(0, np.cumsum(number_of))],
        single=(number_of == 1).tolist(),
    )


def hashes(words: Iterable[str]) -> Hashes:
    """Return sorted hashes of words, as ``Packed.exact`` has them."""
    return np.array(sorted(map(_exact_hash, words)), dtype=np.uint32)


@cache
def function_words() -> frozenset[str]:
    """Return the words that every text has."""
    return frozenset(load_toml("reuse", "lexicon.toml")["function_words"]["words"].split())


@cache
def abbreviations() -> frozenset[str]:
    """Return the words after which a full stop ends no sentence."""
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
    low = 0 if plain in function_words() else zlib.crc32(stem(plain).encode()) or 1
    first = word[0]
    flags = (first.isupper() << _NAME_SHIFT) | ((not first.islower()) << _OPEN_SHIFT)
    return (_exact_hash(word) << _EXACT_SHIFT) | flags | low


def _pack_chunk(chunk: str) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the packed words of a stretch without white space, and where they stand in it.

    The last word of a stretch may end a sentence.
    """
    if chunk.isalpha():
        return [_pack_word(chunk)], [(0, len(chunk))]
    found = [(match.group(), match.span()) for match in _WORD.finditer(chunk)]
    words = [_pack_word(word) for word, _ in found]
    if words and _SENTENCE_END.search(chunk):
        last = found[-1][0].casefold().rstrip(".")
        if last not in abbreviations() and not (len(last) == 1 and last.isalpha()):
            words[-1] |= 1 << _END_SHIFT
    return words, [place for _, place in found]


def _bit(packed: Keys, shift: int) -> Flags:
    flags: Flags = (packed >> np.uint64(shift)) & np.uint64(1) == 1
    return flags


class _Chunks:
    """The words of each stretch of text without white space, kept for the next time.

    Stretches are found and hashed for a whole text at once, without a Python string for each. They
    stand in a table with open addressing, by a 64-bit hash of their characters: a polynomial, taken
    from running sums, so that its cost is that of a few passes over the text.
    """

    def __init__(self) -> None:
        self._powers: Keys = np.ones(1, dtype=np.uint64)
        self._inverse: Keys = self._powers
        self._forget(_MOST_CHUNKS)

    def _forget(self, room: int) -> None:
        """Empty the table and make it large enough for so many stretches."""
        self._most = max(room, _MOST_CHUNKS)
        self._bits = (2 * self._most).bit_length()
        self._keys: Keys = np.zeros(1 << self._bits, dtype=np.uint64)
        self._numbers: Ints = np.zeros(1 << self._bits, dtype=np.int32)
        self._packed = array("Q")
        self._starts = array("i")
        self._lengths = array("i")
        self._first = array("i")
        self._count = array("i")

    def look_up(self, text: str) -> tuple[Longs, Keys, Ints, Ints, Ints]:
        """Return where stretches without white space start, and their packed words.

        The last three arrays are the words' starts within their stretches, the words' lengths, and
        the stretches' numbers of words.
        """
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        begins, ends = _stretches(codes)
        empty = np.zeros(0, dtype=np.int32)
        if not len(begins):
            return begins, np.zeros(0, dtype=np.uint64), empty, empty, empty
        numbers = self._find(text, self._hashes(codes, begins, ends), begins, ends)
        first = np.frombuffer(self._first, dtype=np.int32)[numbers]
        counts = np.frombuffer(self._count, dtype=np.int32)[numbers]
        at = spread(first, counts)
        if not len(at):
            return begins, np.zeros(0, dtype=np.uint64), empty, empty, counts
        packed = np.frombuffer(self._packed, dtype=np.uint64)[at]
        starts = np.frombuffer(self._starts, dtype=np.int32)[at]
        return begins, packed, starts, np.frombuffer(self._lengths, dtype=np.int32)[at], counts

    def _hashes(self, codes: Hashes, begins: Longs, ends: Longs) -> Keys:
        """Return a hash, never 0, of each stretch of characters."""
        if len(self._powers) <= len(codes):
            size = len(codes) + (1 << 16)
            self._powers, self._inverse = _powers(_BASE, size), _powers(_INVERSE, size)
        sums = np.zeros(len(codes) + 1, dtype=np.uint64)
        np.cumsum(codes * self._powers[: len(codes)], out=sums[1:])
        return mix((sums[ends] - sums[begins]) * self._inverse[begins]) | np.uint64(1)

    def _find(self, text: str, hashes: Keys, begins: Longs, ends: Longs) -> Ints:
        """Return the numbers of stretches, those that are new among them."""
        numbers, new = self._probe(hashes)
        if not len(new):
            return numbers
        fresh = new[np.unique(hashes[new], return_index=True)[1]]
        if len(self._first) + len(fresh) > self._most:
            fresh = np.unique(hashes, return_index=True)[1]
            new = np.arange(len(hashes))
            self._forget(len(fresh))
        for at in fresh.tolist():
            self._learn(text[begins[at] : ends[at]], hashes[at])
        numbers[new] = self._probe(hashes[new])[0]
        return numbers

    def _probe(self, hashes: Keys) -> tuple[Ints, Longs]:
        """Return the numbers that the table has for hashes, and the places of those that it has not."""
        slots = (hashes >> np.uint64(64 - self._bits)).astype(np.int64)
        numbers = self._numbers[slots]
        held = self._keys[slots]
        waiting = np.flatnonzero((held != hashes) & (held > 0))
        missing = [np.flatnonzero(held == 0)]
        while len(waiting):
            slots[waiting] = (slots[waiting] + 1) & (len(self._keys) - 1)
            held = self._keys[slots[waiting]]
            numbers[waiting] = self._numbers[slots[waiting]]
            missing.append(waiting[held == 0])
            waiting = waiting[(held != hashes[waiting]) & (held > 0)]
        return numbers, np.concatenate(missing)

    def _learn(self, chunk: str, value: np.uint64) -> None:
        slot = int(value) >> (64 - self._bits)
        while self._keys[slot]:
            slot = (slot + 1) & (len(self._keys) - 1)
        self._keys[slot] = value
        self._numbers[slot] = len(self._first)
        words, places = _pack_chunk(chunk)
        self._first.append(len(self._packed))
        self._count.append(len(words))
        self._packed.extend(words)
        self._starts.extend(start for start, _ in places)
        self._lengths.extend(end - start for start, end in places)


_CHUNKS = _Chunks()


def _powers(base: int, count: int) -> Keys:
    """Return the powers of a number modulo 2 to the power of 64, from 1 on."""
    factors = np.full(count, base, dtype=np.uint64)
    factors[:1] = 1
    return np.cumprod(factors, dtype=np.uint64)


def _stretches(codes: Hashes) -> tuple[Longs, Longs]:
    """Return where the stretches without white space begin and end in a text's code points."""
    solid = np.zeros(len(codes) + 2, dtype=np.int8)
    solid[1:-1] = _SOLID[np.minimum(codes, len(_SOLID) - 1)]
    edges = np.flatnonzero(solid[1:] != solid[:-1])
    return edges[::2], edges[1::2]


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
