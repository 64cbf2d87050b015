"""The tree that extraction gives, as a list of paragraphs."""

from dataclasses import dataclass

from lxml.etree import _Element

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


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: what it is, its text, and how many of its characters stand in links."""

    kind: BlockKind
    text: str
    linked: int


def flatten(body: _Element) -> list[Paragraph]:
    """Return the paragraphs of trafilatura's body in reading order; headings are headlines."""
    walk = _Walk()
    walk.element(body, heading=False, linked=False)
    walk.flush(heading=False)
    return walk.paragraphs


class _Walk:
    """Collects text and parts it at elements that break lines."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self._pieces: list[str] = []
        self._linked = 0

    def element(self, element: _Element, *, heading: bool, linked: bool) -> None:
        breaks = element.tag in _BREAKS
        if breaks:
            self.flush(heading=heading)
        inside_heading = heading or element.tag == "head"
        inside_link = linked or element.tag == "ref"
        self._take(element.text, inside_link)
        for child in element:
            self.element(child, heading=inside_heading, linked=inside_link)
            self._take(child.tail, inside_link)
        if element.tag == "cell":
            self._pieces.append(" ")
        if breaks:
            self.flush(heading=inside_heading)

    def flush(self, *, heading: bool) -> None:
        text = clean_line("".join(self._pieces))
        if text:
            self.paragraphs.append(Paragraph("headline" if heading else "body", text, self._linked))
        self._pieces.clear()
        self._linked = 0

    def _take(self, text: str | None, linked: bool) -> None:  # noqa: FBT001 one private caller
        if text:
            self._pieces.append(text)
            self._linked += len(text) if linked else 0
