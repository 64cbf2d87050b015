"""Find quotations in a report's text: every style of mark, several paragraphs, unbalanced."""

# ruff: noqa: RUF001 (typographic quotation marks are what this module looks for)

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from stemma.records import Block
from stemma.stretches import Stretches

# Begun by a set of letters, which a search looks for first; what a straight mark needs is asked behind it.
_MARKS = re.compile(
    r"""‘’|’’|["“”„«»‘’'`](?:(?<=[^'`])|(?<=')(?:'|(?<!\w')(?=\w)|(?<=[\w.,!?…]')(?!\w))|(?<=`)`)"""
)
_OPEN = {"“": "”", "„": "“”", "«": "»", "‘": "’", "``": "''", "‘’": "’’"}  # the last by careless typing
_SINGLE = frozenset({"'", "‘", "’"})
_DOUBLE = re.compile(r"[\"“”„«»]|''|``|‘’|’’")
_LONGEST_SINGLE = 400
_FURTHEST = 6  # paragraphs that one pair of marks may hold, beside the first


class Quotation(Struct, frozen=True):
    """A quotation with its marks, ``start`` to ``end`` in the text; ``block`` is where it begins.

    ``open`` says that no closing mark was found before the paragraph's end, as in a quotation
    that goes on in the next one.
    """

    start: int
    end: int
    block: int
    open: bool = False
    single: bool = False

    @property
    def inner(self) -> tuple[int, int]:
        """The offsets without the marks."""
        return self.start + 1, self.end if self.open else self.end - 1


def marked(quotations: Iterable[Quotation]) -> Stretches[Quotation]:
    """Return quotations to be found by what they touch."""
    return Stretches((each.start, each.end, each) for each in quotations)


def find_quotations(text: str, blocks: Sequence[Block]) -> list[Quotation]:
    """Return the outermost quotations of a text, in order.

    A quotation that is not closed in its paragraph ends with the paragraph, and is ``open``; where the
    next paragraph has a closing mark before any opening one, it ends there. Where that mark comes only
    after paragraphs without any, each of them is a quotation, the last one with what stands before the mark.
    """
    found: list[Quotation] = []
    opened: tuple[int, str, int] | None = None
    for index, block in enumerate(blocks):
        if opened is not None:
            closing = _first_closing(text, opened[1], block.start, block.end)
            start, mark, first = opened
            if closing is not None:
                found.append(Quotation(start, closing, first))
                opened = _in_block(text, index, closing, block.end, found)
                continue
            found.append(Quotation(start, blocks[first].end, first, open=True))
            if _closed_later(text, mark, blocks[index : index + _FURTHEST]):
                opened = (block.start, mark, index)
                continue
        opened = _in_block(text, index, block.start, block.end, found)
    if opened is not None:
        found.append(Quotation(opened[0], blocks[opened[2]].end, opened[2], open=True))
    return found


def _closed_later(text: str, opener: str, blocks: Sequence[Block]) -> bool:
    """Whether the first block has no double mark, and the next one that has begins with a closing one."""
    for place, block in enumerate(blocks):
        if block.kind != "body":
            return False
        if _first_closing(text, opener, block.start, block.end) is not None:
            return place > 0
        if _DOUBLE.search(text, block.start, block.end):
            return False
    return False


def _first_closing(text: str, opener: str, start: int, end: int) -> int | None:
    """Return where a quotation of the paragraph before ends, if its closing mark comes first here."""
    match = _MARKS.search(text, start, end)
    while match is not None and match[0] in _SINGLE:
        match = _MARKS.search(text, match.end(), end)
    if match is None or match[0] not in _OPEN.get(opener, "") or match.start() == start:
        return None
    return match.end()


def _in_block(
    text: str, index: int, start: int, end: int, found: list[Quotation]
) -> tuple[int, str, int] | None:
    """Add the quotations of a stretch of a block; return the one left open: start, mark, block."""
    opened: tuple[int, str] | None = None
    for match in _MARKS.finditer(text, start, end):
        mark, at = match[0], match.start()
        if opened is None:
            if _opens(text, mark, at, end):
                opened = (at, mark)
            continue
        if _closes(text, opened[1], mark, at, end):
            found.append(Quotation(opened[0], match.end(), index, single=opened[1] in "‘'"))
            opened = None
        elif opened[1] in "‘'" and (mark not in "’'" or at - opened[0] > _LONGEST_SINGLE):
            # An apostrophe that looked like an opening mark.
            opened = (at, mark) if _opens(text, mark, at, end) else None
    if opened is None or opened[1] in "‘'":
        return None
    return (*opened, index)


def _opens(text: str, mark: str, at: int, end: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + len(mark)] if at + len(mark) < end else " "
    if mark == "‘’":
        return not before.isalnum() and after.isalnum()
    if mark in {"“", "„", "«", "``", "‘"}:
        return mark != "‘" or not before.isalnum()
    if mark in {'"', "''"}:
        return not after.isspace() and not before.isalnum()
    if mark == "'":
        return not before.isalnum() and after.isalnum()
    # A closing mark that stands at a word's beginning opens in careless typing.
    return mark in {"”", "''"} and (before.isspace() or at == 0) and after.isalnum()


def _closes(text: str, opener: str, mark: str, at: int, end: int) -> bool:
    after = text[at + len(mark)] if at + len(mark) < end else " "
    if len(mark) == 2 and (len(opener) == 2 or opener in _SINGLE):  # noqa: PLR2004 (two letters for one mark)
        return mark in {_OPEN.get(opener, opener), "’’"}  # of two behind a single one, one is the outer one's
    if opener in _OPEN:
        if mark in _OPEN[opener] and mark:
            return mark != "’" or not after.isalnum()
        # An opening mark stands where only a closing one can in careless typing.
        misplaced = opener == mark == "“" and not text[at - 1].isspace()
        return (misplaced or (mark == '"' and opener in "“”")) and not after.isalnum()
    if opener == '"':
        return mark in '"”“' and (not after.isalnum() or text[at - 1].isspace() is False)
    if opener == "'":
        return mark in "'’" and not after.isalnum()
    return opener != "''" and mark in "”“\"''"
