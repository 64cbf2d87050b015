"""Find quotations in a report's text: every style of mark, several paragraphs, unbalanced."""

# ruff: noqa: RUF001 (typographic quotation marks are what this module looks for)

import re
from collections.abc import Sequence
from dataclasses import dataclass

from stemma.records import Block

_MARKS = re.compile(r'["“”„«»‘’]|\'\'|``|(?<![\w])\'(?=\w)|(?<=[\w.,!?…])\'(?!\w)')
_OPEN = {"“": "”", "„": "“”", "«": "»", "‘": "’", "``": "''"}
_LONGEST_SINGLE = 400


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks: ``start`` to ``end`` in the text, within one block.

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


def find_quotations(text: str, blocks: Sequence[Block]) -> list[Quotation]:
    """Return the outermost quotations of each block, in order."""
    found = []
    for index, block in enumerate(blocks):
        found.extend(_in_block(text, index, block.start, block.end))
    return found


def _in_block(text: str, index: int, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
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
    if opened is not None and opened[1] not in "‘'":
        found.append(Quotation(opened[0], end, index, open=True))
    return found


def _opens(text: str, mark: str, at: int, end: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + len(mark)] if at + len(mark) < end else " "
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
    if opener in _OPEN:
        if mark in _OPEN[opener] and mark:
            return mark != "’" or not after.isalnum()
        return mark == '"' and opener in "“”" and not after.isalnum()
    if opener == '"':
        return mark in '"”“' and (not after.isalnum() or text[at - 1].isspace() is False)
    if opener == "'":
        return mark in "'’" and not after.isalnum()
    if opener == "''":
        return mark == "''"
    return mark in "”“\"''"
