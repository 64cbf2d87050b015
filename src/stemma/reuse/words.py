"""A report as arrays: its words with offsets, stems, sentences and quotation marks."""

import re
import zlib
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from stemma.records import Report
from stemma.resources import load_toml
from stemma.reuse.quotes import quoted_ranges

Ints = npt.NDArray[np.int32]
Hashes = npt.NDArray[np.uint32]

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., U.N.
    r"|\d+(?:[.,]\d+)*"
    "|[^\\W\\d_]+(?:['\u2019\u02bc][^\\W\\d_]+)*"
)
_SENTENCE_END = re.compile(
    "[.!?\u2026]+[\"'\u201d\u2019\u00bb)\\]]*\\s+(?=[\"'\u201c\u2018\u00ab\u201e(\\[]*[^\\W_a-z])|\\n+"
)
_LAST_WORD = re.compile(r"[\w.]*$")
_APOSTROPHES = str.maketrans("", "", "'\u2019\u02bc.")
_BODY = frozenset({"headline", "body", "caption"})
_MINIMUM_STEM = 4


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The copyable words of a report: those of its headline, body and captions, in order.

    ``exact`` holds a hash of each case-folded word and ``stem`` a hash of its stem, 0 for a
    function word; ``start`` and ``end`` are characters of the report's text. ``sentence`` is the
    index of the word's sentence, ``segment`` of the run of blocks of one kind that it stands in.
    ``quoted`` marks words inside quotation marks, ``name`` words with a
    capital letter. ``sentences`` are word ranges, end-exclusive.
    """

    exact: Hashes
    stem: Hashes
    start: Ints
    end: Ints
    sentence: Ints
    segment: Ints
    quoted: npt.NDArray[np.bool_]
    name: npt.NDArray[np.bool_]
    sentences: tuple[tuple[int, int], ...]

    def __len__(self) -> int:
        return len(self.exact)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(load_toml("reuse", "lexicon.toml")["function_words"]["words"].split())


@cache
def _numerals() -> dict[str, str]:
    numerals: dict[str, str] = load_toml("reuse", "lexicon.toml")["numerals"]
    return numerals


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(load_toml("reuse", "lexicon.toml")["abbreviations"]["words"].split())


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


class _Vocabulary(dict[str, int]):
    """Exact hash in the high and stem hash in the low 32 bits of each word seen; filled on demand."""

    def __missing__(self, word: str) -> int:
        plain = word.translate(_APOSTROPHES)
        exact = zlib.crc32(plain.encode())
        low = 0 if plain in _function_words() else zlib.crc32(stem(plain).encode()) or 1
        value = (exact << 32) | low
        self[word] = value
        return value


_VOCABULARY = _Vocabulary()


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


def sentence_ends(text: str) -> list[int]:
    """Return the offsets at which the sentences of a text end (the next one's start)."""
    ends = []
    for match in _SENTENCE_END.finditer(text):
        before = _LAST_WORD.search(text, max(0, match.start() - 20), match.start())
        word = before.group().lower() if before else ""
        if "\n" in match.group() or not (word in _abbreviations() or (len(word) == 1 and word.isalpha())):
            ends.append(match.end())
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return ends


def tokenise(report: Report) -> Tokens:
    """Return the copyable words of a report; of a text without words, empty arrays."""
    text = report.text
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    segments: list[int] = []
    borders: list[int] = []
    for low, high, segment in _copyable(report):
        for match in _WORD.finditer(text, low, high):
            words.append(match.group())
            starts.append(match.start())
            ends.append(match.end())
        segments.extend([segment] * (len(words) - len(segments)))
        borders.extend(low + end for end in sentence_ends(text[low:high]))
    folded = [word.lower() for word in words]
    packed = np.fromiter(map(_VOCABULARY.__getitem__, folded), dtype=np.uint64, count=len(folded))
    start = np.array(starts, dtype=np.int32)
    raw = np.searchsorted(np.array(borders, dtype=np.int64), start, side="right")
    sentence, sentences = _number(raw)
    return Tokens(
        exact=(packed >> np.uint64(32)).astype(np.uint32),
        stem=packed.astype(np.uint32),
        start=start,
        end=np.array(ends, dtype=np.int32),
        sentence=sentence,
        segment=np.array(segments, dtype=np.int32),
        quoted=_quoted(text, start),
        name=np.fromiter((word[0].isupper() for word in words), dtype=np.bool_, count=len(words)),
        sentences=sentences,
    )


def _number(raw: npt.NDArray[np.int64]) -> tuple[Ints, tuple[tuple[int, int], ...]]:
    """Number the sentences that have words from 0, and give their word ranges."""
    if not len(raw):
        return np.zeros(0, dtype=np.int32), ()
    first = np.flatnonzero(np.diff(raw, prepend=-1))
    ends = [*first[1:].tolist(), len(raw)]
    index = np.zeros(len(raw), dtype=np.int32)
    index[first[1:]] = 1
    return np.cumsum(index, dtype=np.int32), tuple(zip(first.tolist(), ends, strict=True))


def _quoted(text: str, start: Ints) -> npt.NDArray[np.bool_]:
    """Mark the words that start inside quotation marks."""
    ranges = quoted_ranges(text)
    if not ranges:
        return np.zeros(len(start), dtype=np.bool_)
    edges = np.array([edge for pair in ranges for edge in pair], dtype=np.int64)
    inside: npt.NDArray[np.bool_] = np.searchsorted(edges, start, side="right") % 2 == 1
    return inside
