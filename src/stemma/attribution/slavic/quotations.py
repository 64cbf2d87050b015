"""Quotations in a report's text: what stands between quotation marks and is longer than a name."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from stemma.attribution.slavic.clause import Clause
from stemma.records import Block, Span

_QUOTED = re.compile(r"«([^«»]*(?:«[^«»]*»[^«»]*)*)»|„([^„“”]+)[“”]|“([^“”]+)”|\"([^\"\n]+)\"")
_LEAST_WORDS = 3  # shorter ones are names and scare quotes, unless a cue introduces them


class Quotation(Struct, frozen=True):
    """A quotation: the whole with its marks, and the words inside (as ``text``; ``words`` counts them)."""

    whole: Span
    inner: Span
    words: int
    text: str = ""


def quotations(text: str, blocks: Iterable[Block]) -> list[Quotation]:
    """Return the quotations of a text, block by block."""
    found = []
    for block in blocks:
        for match in _QUOTED.finditer(text, block.start, block.end):
            group = next(index for index in range(1, 5) if match.group(index) is not None)
            inner = Span(*match.span(group))
            told = text[inner.start : inner.end]
            found.append(Quotation(Span(*match.span()), inner, len(told.split()), told))
    return found


def is_speech(quotation: Quotation) -> bool:
    """Tell whether a quotation is long enough to be speech without further signs."""
    return quotation.words >= _LEAST_WORDS


def quotation_at(start: int, quoted: Sequence[Quotation]) -> Quotation | None:
    """Return the quotation whose opening mark stands at a place, None where none does."""
    return next((each for each in quoted if each.whole.start == start), None)


def whole_marks(clause: Clause, first: int, end: int, quoted: Sequence[Quotation]) -> Span:
    """Return where some words stand, with a quotation mark that closes in the next word."""
    span = clause.span(first, end)
    closing = [each.whole for each in quoted if span.start <= each.whole.start < span.end]
    return Span(span.start, max([span.end, *(each.end for each in closing)]))
