"""Parts of a body that extraction lost because the page sets them in containers of their own."""

from collections import Counter

from lxml.html import HtmlElement

from stemma.reading.cleaning import clean_line
from stemma.reading.draft import comparable
from stemma.reading.flatten import Paragraph

_Place = tuple[tuple[str, str], ...]

# Pages that part their body at every advertisement lose all parts but one in extraction (2 of 181
# and 1 of 114 pages measured, recall .35 to .46). What is lost is taken back when it stands in the
# same kind of place as most of what was found and is at least this share of it.
_SAME_PLACE = 0.6
_LOST = 0.4
_MOST = 6.0
_PARAGRAPH = 60
_ANCESTORS = 4
_EDGE = 40
_LINKS = 0.5
_TAGS = ("p", "h2", "h3", "h4", "li", "blockquote")


def with_lost_parts(tree: HtmlElement, body: list[Paragraph]) -> list[Paragraph]:
    """Return the body with paragraphs taken back from sibling containers, in the page's order.

    Pages with several main headings hold several articles alike, and are left as they are.
    """
    if len([heading for heading in tree.iter("h1") if clean_line("".join(heading.itertext()))]) > 1:
        return body
    known = {comparable(part.text): part for part in body}
    elements = [(element, clean_line("".join(element.itertext()))) for element in tree.iter(*_TAGS)]
    places: Counter[_Place] = Counter()
    for element, text in elements:
        if element.tag == "p" and comparable(text) in known:
            places[_place(element)] += len(text)
    found = sum(places.values())
    if not found:
        return body
    place, most = places.most_common(1)[0]
    if most < _SAME_PLACE * found or not any(name for _, name in place):
        return body
    whole = "".join(known)
    lost = {
        comparable(text): text
        for element, text in elements
        if element.tag == "p" and _place(element) == place and _is_lost(element, text, whole)
    }
    size = sum(map(len, lost.values()))
    if not _LOST * found < size < _MOST * found:
        return body
    return _merged(elements, body, known, lost)


def _place(element: HtmlElement) -> _Place:
    """Return the tags and classes of an element's nearest ancestors."""
    ancestors: list[tuple[str, str]] = []
    parent = element.getparent()
    while parent is not None and len(ancestors) < _ANCESTORS:
        ancestors.append((str(parent.tag), " ".join(sorted((parent.get("class") or "").split()))))
        parent = parent.getparent()
    return tuple(ancestors)


def _is_lost(element: HtmlElement, text: str, whole: str) -> bool:
    """Return whether a paragraph stands outside of links and neither end of it was extracted.

    Line breaks within a paragraph part it in extraction, hence the look at both ends.
    """
    key = comparable(text)
    if len(text) < _PARAGRAPH or key[:_EDGE] in whole or key[-_EDGE:] in whole:
        return False
    if next(element.iterancestors("a"), None) is not None:
        return False
    return sum(len("".join(link.itertext())) for link in element.iter("a")) < _LINKS * len(text)


def _merged(
    elements: list[tuple[HtmlElement, str]],
    body: list[Paragraph],
    known: dict[str, Paragraph],
    lost: dict[str, str],
) -> list[Paragraph]:
    """Set lost paragraphs behind the known paragraph that they follow on the page."""
    after: dict[str, list[str]] = {}
    last, seen = "", set()
    for _, text in elements:
        key = comparable(text)
        if key in known:
            last = key
        elif key in lost and key not in seen:
            after.setdefault(last, []).append(text)
            seen.add(key)
    merged = [Paragraph("body", text) for text in after.get("", [])]
    for part in body:
        merged.append(part)
        merged += [Paragraph("body", text) for text in after.pop(comparable(part.text), [])]
    return merged
