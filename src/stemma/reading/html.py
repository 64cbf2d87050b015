"""Web pages to blocks: trafilatura for the body, our own reading of captions and order."""

import re
from collections.abc import Iterator
from copy import deepcopy
from importlib.metadata import version
from typing import Any

from lxml.html import HtmlElement
from trafilatura import bare_extraction, load_html

from stemma.errors import ReadingError
from stemma.reading import lines
from stemma.reading.cleaning import clean, clean_line
from stemma.reading.draft import Draft, comparable
from stemma.reading.metadata import PageData, fill
from stemma.records import BlockKind

_CAPTIONS = "figcaption|wp-caption-text|caption-text|image-caption|photo-caption"


def read_html(markup: str, draft: Draft) -> None:
    """Fill a draft with the blocks and metadata of a web page.

    Raises:
        ReadingError: there is no markup, or no article text in it.
    """
    draft.reader = f"trafilatura {version('trafilatura')}"
    tree = load_html(clean_markup(markup))
    if tree is None:
        raise ReadingError("this is not a page: no HTML elements were found in it")
    page = PageData(tree)
    fill(page, draft)
    captions = _captions(tree)
    body = list(_body(tree))
    if not body and not captions:
        raise ReadingError("the page holds no article text")
    draft.add("headline", draft.title)
    title = comparable(draft.title)
    for kind, text in _ordered(tree, body, captions):
        if comparable(text) == title:
            continue
        if kind == "headline":
            if lines.classify(text) is None:
                draft.add_line(text, "headline")
        else:
            draft.add_line(text, kind)


def clean_markup(markup: str) -> str:
    """Return markup without NUL and control characters, which break parsers."""
    return re.sub("[\x00-\x08\x0b\x0e-\x1f\x7f]", "", markup)


def _captions(tree: HtmlElement) -> list[str]:
    """Take the captions out of a tree and return them."""
    found = []
    for element in list(tree.iter("figcaption")):
        text = clean_line(" ".join(element.itertext()))
        if text:
            found.append(text)
        element.drop_tree()
    return found


def _body(tree: HtmlElement) -> Iterator[tuple[BlockKind, str]]:
    extracted: Any = bare_extraction(
        deepcopy(tree), include_comments=False, include_tables=False, favor_precision=True
    )
    if extracted is None or extracted.body is None:
        return
    for element in extracted.body.iter("p", "head", "item", "quote", "code"):
        if element.tag in ("p", "item", "quote") and any(child.tag in ("p", "item") for child in element):
            text = element.text or ""
        else:
            text = "".join(element.itertext())
        for line in clean(text).split("\n"):
            if line:
                yield ("headline" if element.tag == "head" else "body"), line


def _ordered(
    tree: HtmlElement, body: list[tuple[BlockKind, str]], captions: list[str]
) -> Iterator[tuple[BlockKind, str]]:
    yield from body
    for caption in captions:
        yield "caption", caption
