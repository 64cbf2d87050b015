"""The draft of a report: its blocks and what was read about it, before they become a record."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version

from stemma.reading import lines
from stemma.reading.furniture import is_furniture, trim
from stemma.records import Block, BlockKind

# A look at a line costs 0.3 ms; in documents of more than twice this many lines the long lines of
# the middle (100,000 of them in 20 MB) are taken as they are. The longest articles have 300.
_EDGE = 400
_LONG_LINE = 120
# And in those of more than this many lines, short ones too (900,000 short lines took 48 s).
_MANY = 4000
_MARKS = bytes(code for code in range(128) if not chr(code).isalnum())


@dataclass(slots=True)
class Draft:
    """What a reader has found so far; the only mutable thing in this room."""

    blocks: list[tuple[BlockKind, str]] = field(default_factory=list)
    title: str = ""
    byline: str = ""
    outlet: str = ""
    outlet_source: str = ""
    published: str = ""
    published_source: str = ""
    updated: str = ""
    url: str = ""
    language: str = ""
    republished_from: str = ""
    credits: list[str] = field(default_factory=list)
    reader: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    def add(self, kind: BlockKind, text: str) -> None:
        """Append a block, unless it is empty or says again what the block before said."""
        if text and (not self.blocks or self.blocks[-1] != (kind, text)):
            self.blocks.append((kind, text))

    def credit(self, text: str, *, block: bool = True) -> None:
        """Note a credit line, and keep it as a block where it stood alone."""
        if text and text not in self.credits:
            self.credits.append(text)
        if block:
            self.add("credit", text)

    def add_lines(self, lines_of_article: Sequence[tuple[str, BlockKind]]) -> None:
        """Append the lines of an article; deep inside very long ones, long lines are body unseen."""
        last = len(lines_of_article) - _EDGE
        long = 0 if len(lines_of_article) > _MANY else _LONG_LINE
        for number, (line, kind) in enumerate(lines_of_article):
            seen = kind == "credit" or (len(line) > long and _EDGE < number < last)
            if seen and kind in ("body", "credit"):
                self.add(kind, line)
            else:
                self.add_line(line, kind)

    def add_line(self, line: str, kind: BlockKind = "body") -> None:
        """Append one line of an article as what it is; furniture adds nothing."""
        found = lines.classify(line)
        if found is None and kind != "headline":
            line = trim(line)
            found = lines.classify(line) if line else None
        if not line or (found is None and is_furniture(line)):
            return
        if found:
            self._add_special(found, line)
        else:
            self._add_body(line, kind)

    def _add_special(self, found: tuple[lines.LineKind, str], line: str) -> None:
        special, outlet = found
        if special == "republication":
            self.republished_from = self.republished_from or outlet
            self.add("republication", line)
        elif special == "correction":
            self.add("correction", line)
        elif special == "copyright":
            self._copyright(line, outlet)
        else:
            byline = lines.byline_name(line)
            self.byline = self.byline or byline
            if byline:
                self.add("credit", line)
            else:
                self.credit(line)

    def _copyright(self, line: str, outlet: str) -> None:
        if not self.outlet:
            self.outlet, self.outlet_source = outlet, "copyright line"
        if outlet == self.outlet:
            self.add("credit", line)

    def _add_body(self, line: str, kind: BlockKind) -> None:
        caption, photo = lines.split_photo_credit(line)
        if photo and kind in ("body", "caption"):
            self._add_caption(caption)
            self.credit(photo)
            return
        if kind == "body" and lines.is_caption(line):
            self._add_caption(line)
            return
        agency = lines.dateline_agency(line) if kind == "body" else ""
        if agency:
            self.credit(agency, block=False)
        line, tail = lines.split_agency_tail(line) if kind == "body" else (line, "")
        self.add(kind, line)
        if tail:
            self.credit(tail.strip(" -–—()"), block=False)  # noqa: RUF001 dashes
            self.add("credit", tail)

    def _add_caption(self, caption: str) -> None:
        """Append a caption; a line before it that it repeats (its alternative text) goes."""
        if not caption:
            return
        if self.blocks and self.blocks[-1][0] in ("body", "caption"):
            before = comparable(self.blocks[-1][1])
            if before and comparable(caption).startswith(before):
                self.blocks.pop()
        self.add("caption", caption)

    def assemble(self) -> tuple[str, tuple[Block, ...]]:
        """Return the text and the blocks with their offsets into it."""
        blocks, position = [], 0
        for kind, text in self.blocks:
            blocks.append(Block(kind, position, position + len(text)))
            position += len(text) + 2
        return "\n\n".join(text for _, text in self.blocks), tuple(blocks)


@cache
def version_of(package: str) -> str:
    """Return the version of an installed package, looked up once (2 ms)."""
    return version(package)


def comparable(text: str) -> str:
    """Return the letters and digits of a text in lower case, for comparison."""
    if text.isascii():
        # Ten times as fast as the expression below, which tells on texts of megabytes.
        return text.encode("ascii").translate(None, _MARKS).decode("ascii").lower()
    return re.sub(r"[\W_]+", "", text).casefold()
