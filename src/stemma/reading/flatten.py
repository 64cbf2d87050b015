"""The tree that extraction gives, as a list of paragraphs."""

from lxml.etree import _Element
from msgspec import Struct

from stemma.reading.cleaning import clean_line
from stemma.records import BlockKind

_BREAKS = {
    "p",
    "head",
    "item",
    "list",
    "quote",
    "lb",
    "table",
    "row",
    "code",
    "div",
    "body",
    "figure",
    "graphic",
}


class Paragraph(Struct, frozen=True):
    """One paragraph: what it is and its text."""

    kind: BlockKind
    text: str


def flatten(body: _Element) -> list[Paragraph]:
    """Return the paragraphs of trafilatura's body in reading order; headings are headlines."""
    walk = _Walk()
    walk.element(body, heading=False)
    return walk.paragraphs


class _Walk:
    """Collects text and parts it at elements that break lines."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self._pieces: list[str] = []

    def element(self, element: _Element, *, heading: bool) -> None:
        breaks = element.tag in _BREAKS
        if breaks:
            self._flush(heading=heading)
        inside_heading = heading or element.tag == "head"
        self._pieces.append(element.text or "")
        for child in element:
            self.element(child, heading=inside_heading)
            self._pieces.append(child.tail or "")
        if element.tag == "cell":
            self._pieces.append(" ")
        if breaks:
            self._flush(heading=inside_heading)

    def _flush(self, *, heading: bool) -> None:
        text = clean_line("".join(self._pieces))
        if text:
            self.paragraphs.append(Paragraph("headline" if heading else "body", text))
        self._pieces.clear()
