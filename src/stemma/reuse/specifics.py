"""The details that a report gives, sentence by sentence: names, numbers and rare words outside quotations."""

import math
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from msgspec import Struct

from stemma.records import Report, Span
from stemma.reuse.packing import abbreviations, function_words, stem
from stemma.reuse.quotes import quoted_ranges

_WORD = re.compile("\\d+(?:[.,]\\d+)*|[^\\W\\d_]+(?:['\u2019][^\\W\\d_]+)*")
_END = re.compile(
    "[.!?\u2026]+[\"'\u201d\u2019\u00bb)\\]]*\\s+(?=[\"'\u201c\u2018\u00ab(\\[]*[A-Z\u00c0-\u00de\\d])"
)
_BODY = frozenset({"headline", "body"})
_LEAST_WORDS = 4
_MOSTLY = 0.5
_LONGEST_WORD = 30
_MARKS = ".,;:!?()[]\"'\u201c\u201d\u2018\u2019"
# A word weighs nothing among the 2,000 commonest of the encoder's vocabulary (which is in order of
# frequency), 1 beyond the 20,000 commonest or outside of it.
_COMMON, _RARE = 2000, 20000
# Names weigh something even when they are common words ("Red", "Cross").
_LEAST_NAME = 0.3
# One and two are hardly details.
_SMALL = 0.3

Rank = Callable[[str], int | None]


class Detail(Struct, frozen=True):
    """A word that says something: whether it is a name or number, and its weight from 0 to 1."""

    hard: bool
    weight: float


class Told(Struct, frozen=True):
    """A sentence: its place in the text, its number of words, its details by stem."""

    span: Span
    text: str
    words: int
    details: dict[str, Detail]


# A capital after a small letter, digit or comma, or any number.
_HARD = re.compile(
    "(?<=[a-z,\\d] )[A-Z][^\\W\\d_]+(?:['\u2019][^\\W\\d_]+)*|(?<![\\d.,])\\d+(?:[.,]\\d+)*"
    "|\\b(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty)\\b"
)

_BEFORE = 2  # characters before a word that tell whether it is one of these
_STOP = ". "  # with this between them, what stands before such a word never tells


def hard_words(report: Report) -> frozenset[str]:
    """Return the stems of a report's names and numbers, quickly and without weights."""
    found: list[frozenset[str]] = []
    for block in report.blocks:
        if block.kind in _BODY:
            begin = max(0, block.start - _BEFORE)
            # What stands before a sentence changes nothing in it, and copies share most sentences.
            first, *pieces = report.text[begin : block.end].split(_STOP)
            found += [_hard_in(first, block.start - begin), *[_hard_in(piece, 0) for piece in pieces]]
    return frozenset().union(*found)


@lru_cache(maxsize=16_384)  # sentences, which copies bring again: 12 MB or so
def _hard_in(text: str, begin: int) -> frozenset[str]:
    """Return the stems of the names and numbers from a place of a text on."""
    return frozenset([stem_of(word) for word in set(_HARD.findall(text, begin))])


def told(report: Report, rank: Rank) -> tuple[Told, ...]:
    """Return the sentences of a report's headline and body that are no mere quotations.

    Args:
        report: the report.
        rank: gives a word's rank by frequency, None for one that is not among the common ones.
    """
    quoted = quoted_ranges(report.text)
    found = []
    for span in _sentences(report):
        inside = sum(max(0, min(high, span.end) - max(low, span.start)) for low, high in quoted)
        text = report.text[span.start : span.end]
        words = len(_WORD.findall(text))
        if words >= _LEAST_WORDS and inside < _MOSTLY * len(text):
            found.append(Told(span, text, words, _details(text, rank)))
    return tuple(found)


def _sentences(report: Report) -> Iterator[Span]:
    for block in report.blocks:
        if block.kind not in _BODY:
            continue
        start = block.start
        for end in _END.finditer(report.text, block.start, block.end):
            before = report.text[max(start, end.start() - _LONGEST_WORD) : end.start()].split()
            word = before[-1].casefold().strip(_MARKS) if before else ""
            if word in abbreviations() or (len(word) == 1 and word.isalpha()):
                continue
            yield Span(start, start + len(report.text[start : end.end()].rstrip()))
            start = end.end()
        if report.text[start : block.end].strip():
            yield Span(start, block.end)


@lru_cache(maxsize=4096)  # sentences, which copies bring again: 10 MB or so
def _details(text: str, rank: Rank) -> dict[str, Detail]:
    """Return the details of a sentence by stem; the dictionary is shared."""
    found: dict[str, Detail] = {}
    for match in _WORD.finditer(text):
        read = _read(match.group(), match.start() == 0, rank)
        if read is None:
            continue
        root, detail = read
        if detail.hard:
            found[root] = detail
        else:
            found.setdefault(root, detail)
    return found


@lru_cache(maxsize=1 << 16)
def _read(word: str, first: bool, rank: Rank) -> tuple[str, Detail] | None:  # noqa: FBT001  cached by place
    """Return a word's stem and what it says, None for a function word."""
    small = word.casefold()
    if small in function_words():
        return None
    root = stem_of(word)
    if root.replace(".", "").isdigit():
        return root, Detail(hard=True, weight=_SMALL if root in ("1", "2") else 1.0)
    if word[0].isupper() and not first:
        return root, Detail(hard=True, weight=max(_LEAST_NAME, _weight(rank(small))))
    return root, Detail(hard=False, weight=_weight(rank(small)))


def _weight(rank: int | None) -> float:
    if rank is None:
        return 1.0
    return min(1.0, max(0.0, math.log(max(rank, 1) / _COMMON) / math.log(_RARE / _COMMON)))


@lru_cache(maxsize=1 << 16)
def stem_of(word: str) -> str:
    """Return the stem of a word as it stands in a text, without a genitive's ending."""
    return stem(re.sub("['\u2019]s?$", "", word.casefold()) or word.casefold())
