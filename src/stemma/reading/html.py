"""Web pages to blocks: trafilatura finds the body; captions, standfirst and order are read here."""

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml.html import HtmlElement
from resiliparse.extract.html2text import extract_plain_text
from trafilatura import bare_extraction, load_html
from trafilatura.settings import DEFAULT_CONFIG

from stemma.errors import ReadingError
from stemma.reading.cleaning import clean, clean_line
from stemma.reading.draft import Draft, comparable, version_of
from stemma.reading.flatten import Paragraph, flatten
from stemma.reading.liveblog import without_entries
from stemma.reading.metadata import PageData, fill
from stemma.reading.siblings import with_lost_parts
from stemma.reading.stubs import paywall
from stemma.reading.unseen import drop_data, once

# trafilatura takes some 0.1 ms an element, and on pages of tens of thousands of links its time grows
# with the square (40,000 links: 10 s). Above these bounds resiliparse, 30 times as fast, reads the
# page; of 295 news pages the largest has 7,000 elements and 3 MB.
_MAX_ELEMENTS = 15_000
_MAX_MARKUP = 4_000_000
_MAX_DEPTH = 400
# A paragraph that is one link and short of this many characters leads elsewhere; a heading that is
# a link, with at most two paragraphs under it, is a teaser of another article.
_LINK_TEXT = 200
_TEASER = 3
# JSON-LD bodies shorter than this are teasers; one that the extraction covers to this share shows
# where the article ends. On 45 pages that carry one, precision rose by .003, recall stayed.
_MIN_LINKED_BODY = 500
_LINKED_COVERAGE = 0.85
_MAX_CUT = 0.4
# Characters that make an article of their own rather than a box inside this one.
_ARTICLE = 800
_STANDFIRST_WORDS = 6
_STANDFIRST_KEY = 60
_STANDFIRST_MOST = 600
_HEAD_ELEMENTS = 1500
_MARK_LONG = 40
# trafilatura takes a body of under 250 characters for a failure, and then the text of the whole page,
# furniture and all, for the body; a wire item of two sentences is shorter than that.
_CONFIG = deepcopy(DEFAULT_CONFIG)
_CONFIG["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "80"
# What is read of a page in which extraction finds nothing: so few sentences, each of so many words.
_FEW, _SENTENCE = 5, 8
_ENDS = (".", "!", "?", "…", '"', "”", "»")
# Text shorter than this does not tell which paragraph it begins.
_MARK = 16
_FRAGMENT = re.compile(r"\s*<(?:p|div|section|article|blockquote)[\s>]", re.IGNORECASE)


def read_html(markup: str, draft: Draft, *, live: bool = False) -> None:
    """Fill a draft with the blocks and metadata of a web page.

    Args:
        markup: the page.
        draft: what to fill.
        live: the page is a live blog whose entries are reports elsewhere, and are left out.

    Raises:
        ReadingError: there is no markup, or no article text in it.
    """
    markup = _without_controls(markup)
    if len(markup) > _MAX_MARKUP:
        markup = _without_scripts(markup)
    tree = load_html(markup)
    if tree is None and _FRAGMENT.match(markup):  # a single element, as feeds have them
        markup = f"<html><body>{markup}</body></html>"
        tree = load_html(markup)
    if tree is None:
        raise ReadingError("this is not a page: no HTML elements were found in it")
    page = PageData(tree)
    large = len(markup) > _MAX_MARKUP or _is_large(tree)
    fill(page, draft, search=not large)
    apart = without_entries(page, draft.url) if live else ""
    captions = [] if large else _take_captions(tree)
    body = _body_of_large_page(markup) if large else _body(tree)
    body = _up_to_linked_end(page, body)
    if apart:
        body = [part for part in body if comparable(part.text) not in apart]
    if not body and not captions and not (live and draft.title):
        raise ReadingError("the page holds no article text")
    extractor = "resiliparse" if large else "trafilatura"
    draft.reader = f"{extractor} {version_of(extractor)}"
    _note(page, draft, body)
    draft.add("headline", draft.title)
    title = comparable(draft.title)
    ordered = _ordered(tree, _with_standfirst(page, body), captions)
    draft.add_lines([(part.text, part.kind) for part in ordered if comparable(part.text) != title])


def _note(page: PageData, draft: Draft, body: list[Paragraph]) -> None:
    """Note the section that the page states, and whether the text is only its article's beginning."""
    if section := page.section():
        draft.extra.setdefault("section", section)
    last = body[-1].text if body else ""
    reason = paywall(page, sum(len(part.text.split()) for part in body), last)
    if reason:
        draft.extra |= {"stub": "paywall", "stub_reason": reason}


def _without_controls(markup: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0e-\x1f\x7f]", "", markup)


def _without_scripts(markup: str) -> str:
    kept = re.sub(r"(?is)<(script|style|svg|noscript)\b(?![^>]*ld\+json)[^>]*>.*?</\1\s*>", " ", markup)
    return re.sub(r"data:[\w/+;.-]+,[A-Za-z0-9+/=%]{200,}", "", kept)


def _is_large(tree: HtmlElement) -> bool:
    """Return whether a tree has too many elements, or too deep ones, for extraction in good time."""
    count = depth = deepest = 0
    stack = [(tree, 0)]
    while stack:
        element, depth = stack.pop()
        count += 1
        deepest = max(deepest, depth)
        if count > _MAX_ELEMENTS or deepest > _MAX_DEPTH:
            return True
        stack.extend((child, depth + 1) for child in element)
    return False


def _take_captions(tree: HtmlElement) -> list[str]:
    """Empty the captions of a tree, and return their texts; the emptied elements mark their places."""
    found = []
    for element in list(tree.iter("figcaption")):
        text = clean_line(" ".join(element.itertext()))
        for child in list(element):
            element.remove(child)
        element.text = None
        if text and text not in found:
            found.append(text)
            element.set("data-stemma-caption", text)
    return found


def _body(tree: HtmlElement) -> list[Paragraph]:
    shown = deepcopy(tree)
    drop_data(shown)
    extracted = bare_extraction(shown, include_comments=False, config=_CONFIG)
    if extracted is None or isinstance(extracted, dict) or extracted.body is None:
        return _sentences(tree)
    links = _links(tree)
    found = with_lost_parts(tree, _first_article(tree, once(flatten(extracted.body))))
    return _without_links(found, links) or _sentences(tree)


def _sentences(tree: HtmlElement) -> list[Paragraph]:
    """Return the sentences of a page in which extraction finds nothing (one line, and a wall)."""
    found = []
    for element in tree.iter("p"):
        text = clean_line("".join(element.itertext()))
        if len(text.split()) < _SENTENCE or not text.endswith(_ENDS):
            continue
        if next(element.iterancestors("nav", "aside", "footer", "header", "form", "a"), None) is None:
            found.append(Paragraph("body", text))
    return once(found)[:_FEW]


def _first_article(tree: HtmlElement, body: list[Paragraph]) -> list[Paragraph]:
    """Cut the articles that a page appends below its own, each under a main heading."""
    headings = [comparable("".join(heading.itertext())) for heading in tree.iter("h1")]
    later = {heading for heading in headings[1:] if heading and heading != headings[0]}
    for number, part in enumerate(body):
        if number and comparable(part.text) in later:
            rest = sum(len(after.text) for after in body[number:])
            return body[:number] if rest > _ARTICLE else body
    return body


def _without_links(body: list[Paragraph], links: set[str]) -> list[Paragraph]:
    """Drop paragraphs that are a link and nothing else, and a list of teasers at the end."""
    linked = [len(part.text) < _LINK_TEXT and _is_link(comparable(part.text), links) for part in body]
    headings = [number for number, part in enumerate(body) if part.kind == "headline"]
    end = len(body)
    for number in reversed(headings):
        if not linked[number] or end - number > _TEASER:
            break
        end = number
    return [
        part for part, link in zip(body[:end], linked, strict=False) if not link or part.kind == "headline"
    ]


def _links(tree: HtmlElement) -> set[str]:
    """Return the words of all links, and of the paragraphs and headings inside of them."""
    found = set()
    for link in tree.iter("a"):
        found.add(comparable("".join(link.itertext())))
        for part in link.iter("p", "h1", "h2", "h3", "h4"):
            found.add(comparable("".join(part.itertext())))
    return found


def _is_link(key: str, links: set[str]) -> bool:
    """Return whether a text is one link's, or twice the same (once for small screens)."""
    half = len(key) // 2
    return key in links or (key[:half] == key[half:] and key[:half] in links)


def _body_of_large_page(markup: str) -> list[Paragraph]:
    text = clean(extract_plain_text(markup, main_content=True, alt_texts=False, preserve_formatting=True))
    return [Paragraph("body", line) for line in text.split("\n") if line]


def _up_to_linked_end(page: PageData, body: list[Paragraph]) -> list[Paragraph]:
    """Cut what follows the end of the article body that the page's JSON-LD carries in full."""
    linked = page.article_body()
    if len(linked) < _MIN_LINKED_BODY:
        return body
    whole = comparable(linked)
    keys = [comparable(part.text) for part in body]
    inside = [number for number, key in enumerate(keys) if len(key) > 20 and key in whole]  # noqa: PLR2004 no chance match
    if not inside or sum(len(keys[number]) for number in inside) <= _LINKED_COVERAGE * len(whole):
        return body
    # A body that JSON-LD cuts short (a preview) is followed by the article's own rest.
    rest = sum(len(key) for key in keys[inside[-1] + 1 :])
    return body if rest > _MAX_CUT * len(whole) else body[: inside[-1] + 1]


def _with_standfirst(page: PageData, body: list[Paragraph]) -> list[Paragraph]:
    """Put the standfirst before the body when the page shows it above its body and extraction lost it."""
    beginnings = [comparable(part.text) for part in body[:6]]
    shown: dict[str, str] | None = None
    for stated in _descriptions(page):
        key = comparable(stated)
        if any(key in one or (len(one) > _MARK_LONG and one in key) for one in beginnings):
            return body
        shown = _above(page.tree, beginnings) if shown is None else shown
        text = shown.get(key[:_STANDFIRST_KEY])
        cut = stated.rstrip().endswith(("…", "...")) and text and len(text) < _STANDFIRST_MOST
        if text and (cut or comparable(text) == key):
            return [Paragraph("body", text), *body]
    return body


def _descriptions(page: PageData) -> list[str]:
    """Return what the page's metadata say the article is about, in sentences."""
    stated = [
        page.first(("og:description",)),
        page.first(("description",)),
        page.first(("twitter:description",)),
        page.linked("description"),
    ]
    return [text for text in dict.fromkeys(stated) if len(text.split()) >= _STANDFIRST_WORDS]


def _above(tree: HtmlElement, beginnings: list[str]) -> dict[str, str]:
    """Return the texts that the page shows above its body, by how they begin, comparably."""
    ends = {one[:_STANDFIRST_KEY] for one in beginnings[:2] if len(one) > _MARK_LONG}
    found: dict[str, str] = {}
    for number, element in enumerate(
        tree.iter("p", "li", "h2", "h3", "h4", "blockquote", "div", "span", "strong")
    ):
        if number >= _HEAD_ELEMENTS:
            break
        text = clean_line("".join(element.itertext())) if _is_line(element) else ""
        key = comparable(text)[:_STANDFIRST_KEY]
        if key in ends and element.tag == "p":
            break
        if key:
            found.setdefault(key, text)
    return found


def _is_line(element: HtmlElement) -> bool:
    """Return whether an element holds words of its own rather than other paragraphs."""
    if element.tag in ("div", "span", "li", "blockquote"):
        return bool((element.text or "").strip()) and next(element.iter("p", "ul", "h2"), None) is None
    return True


def _ordered(tree: HtmlElement, body: list[Paragraph], captions: list[str]) -> Iterator[Paragraph]:
    """Set the captions among the paragraphs in the order of the page."""
    places = _caption_places(tree, body) if captions else {}
    for number, part in enumerate(body):
        yield part
        yield from (Paragraph("caption", text) for text in places.get(number, ()))
    yield from (Paragraph("caption", text) for text in places.get(-1, ()))


def _caption_places(tree: HtmlElement, body: list[Paragraph]) -> dict[int, list[str]]:
    """Map each caption to the number of the paragraph that it follows; the lead picture's to the first."""
    starts = [comparable(part.text)[:60] for part in body]
    places: dict[int, list[str]] = {}
    current = 0
    for element in tree.iter():
        caption = element.get("data-stemma-caption") if isinstance(element.tag, str) else None
        if caption:
            places.setdefault(current if body else -1, []).append(caption)
        elif element.text and len(element.text) > _MARK and current + 1 < len(starts):
            key = comparable(element.text)[:60]
            if not key:
                continue
            ahead = starts[current + 1 : current + 6]
            match = next((n for n, start in enumerate(ahead) if start.startswith(key)), None)
            current += 0 if match is None else match + 1
    return places
