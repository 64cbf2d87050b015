"""Live blogs: a page of time-stamped entries, each of which is a report of its own."""

import hashlib
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from lxml.html import HtmlElement, tostring
from trafilatura import load_html

from stemma.errors import ReadingError
from stemma.reading.cleaning import clean_line, decode
from stemma.reading.dates import normalise
from stemma.reading.draft import comparable
from stemma.reading.metadata import PageData, outlet_of, title_of
from stemma.records import ROW_TYPE, Document
from stemma.resources import load_toml

# How the page's own report knows that its entries are reports elsewhere.
LIVE_FIELD = "live.entries"
# A page is a live blog from so many entries on; two times on a page are publication and update.
_FEWEST = 3
# Entries are sentences, not the links of a list of headlines.
_WORDS = 12
_OWN_SHARE = 0.5
# And they are most of what the page says.
_PAGE_SHARE = 0.5
_MOST = 2000
# What the names of entries begin with; looked for plainly, since an expression over whole pages took
# four times as long as unpacking them.
_STARTS = (b"live", b"ticker", b"timeline", b"newsticker", b"lx-stream", b"blog")
_MAX_MARKUP = 12 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its words as HTML or plain text, when it was set, and where on the page."""

    text: str
    markup: bool
    title: str = ""
    published: str = ""
    updated: str = ""
    anchor: str = ""
    byline: str = ""


def split(page: Document) -> Iterator[Document]:
    """Yield a page as it is, or a live blog's page and then its entries, newest first as they stand.

    An entry is a document like a row of a table: its bytes are its own words, time and address, so
    that the same entry of a page saved twice is one report. The page's document keeps the whole
    page; the report read from it holds what stands outside of the entries.
    """
    if len(page.raw) > _MAX_MARKUP or not _is_marked(page.raw):
        yield page
        return
    try:
        tree = load_html(decode(page.raw, page.fields.get("charset"), markup=True))
    except (ReadingError, ValueError):
        tree = None
    if tree is None:
        yield page
        return
    data = PageData(tree)
    found = entries(data)
    if not found:
        yield page
        return
    yield replace(page, fields={**page.fields, LIVE_FIELD: str(len(found))})
    shared = _shared(page, data)
    for number, entry in enumerate(found, 1):
        yield _document(page, entry, number, shared)


def _is_marked(raw: bytes) -> bool:
    """Return whether a page's bytes hold names that entries of live blogs have, as often as they must."""
    lower = raw.lower()
    if b"liveblogposting" in lower or b"liveblogupdate" in lower:
        return True
    found = 0
    for start in _STARTS:
        place = lower.find(start)
        while place >= 0:
            found += bool(_names_in_bytes().match(lower, place))
            if found >= _FEWEST:
                return True
            place = lower.find(start, place + 1)
    return False


def entries(page: PageData) -> list[Entry]:
    """Return the entries of a live blog in the order of the page, none for any other page."""
    stated = _stated(page)
    if len(stated) >= _FEWEST:
        return stated[:_MOST]
    return [_entry(element) for element in _elements(page.tree)][:_MOST]


def without_entries(page: PageData) -> str:
    """Take a live blog's entries out of a page's tree and return their words, comparably."""
    stated = _stated(page)
    words = "".join(comparable(_plain(entry.text)) + comparable(entry.title) for entry in stated)
    for element in _elements(page.tree):
        words += comparable("".join(element.itertext()))
        if element.getparent() is not None:
            element.drop_tree()
    return words


def _stated(page: PageData) -> list[Entry]:
    """Return the updates that the page's JSON-LD lists (schema.org LiveBlogPosting)."""
    lists = [item.get("liveBlogUpdate") for item in page.objects]
    updates = [update for one in lists if isinstance(one, list) for update in one]
    found = [_from_object(update) for update in updates if isinstance(update, dict)]
    return [entry for entry in found if entry]


def _from_object(update: dict[str, Any]) -> Entry | None:
    text = update.get("articleBody") or update.get("text") or update.get("description")
    title = update.get("headline") or update.get("name")
    text = text if isinstance(text, str) else ""
    title = clean_line(html.unescape(title)) if isinstance(title, str) else ""
    if not text.strip() and not title:
        return None
    url = update.get("url") or update.get("@id") or update.get("mainEntityOfPage")
    markup = bool(re.search(r"<\w+[^>]*>", text))
    return Entry(
        text if markup else html.unescape(text or title),
        markup=markup,
        title=title,
        published=_date(update.get("datePublished") or update.get("dateCreated")),
        updated=_date(update.get("dateModified")),
        anchor=clean_line(url) if isinstance(url, str) else "",
    )


def _date(value: object) -> str:
    found = normalise(value) if isinstance(value, str) else None
    return found[0] if found else ""


@cache
def _names() -> re.Pattern[str]:
    return re.compile("|".join(load_toml("reading", "pages.toml")["live"]["entries"]))


@cache
def _names_in_bytes() -> re.Pattern[bytes]:
    return re.compile(_names().pattern.encode())


def _elements(tree: HtmlElement) -> list[HtmlElement]:
    """Return the elements that are a live blog's entries, none unless they make up the page."""
    found: list[HtmlElement] = []
    inside: set[HtmlElement] = set()
    for element in tree.iter("article", "div", "li", "section"):
        parent = element.getparent()
        if parent in inside or element in inside:
            inside.add(element)
            continue
        if parent is not None and _is_entry(element):
            found.append(element)
            inside.add(element)
    if len(found) < _FEWEST:
        return []
    words = [len("".join(element.itertext()).split()) for element in found]
    own = sum(words) - sum(len("".join(link.itertext()).split()) for e in found for link in e.iter("a"))
    page = sum(len("".join(part.itertext()).split()) for part in tree.iter("p"))
    enough = own >= _WORDS * len(found) and own >= _OWN_SHARE * sum(words)
    return found if enough and sum(words) >= _PAGE_SHARE * page else []


def _is_entry(element: HtmlElement) -> bool:
    marks = " ".join(
        element.get(name) or ""
        for name in ("class", "id", "itemprop", "data-type", "data-testid", "data-component")
    )
    return bool(marks.strip()) and bool(_names().search(marks.lower())) and bool(_time(element))


def _time(element: HtmlElement) -> str:
    """Return when an entry was set, as its own time element or attributes say, "" for never."""
    for name in ("data-published", "data-timestamp", "data-time", "data-created", "data-block-time"):
        if date := _date(element.get(name)):
            return date
    for part in element.iter("time", "meta"):
        if date := _date(part.get("datetime") or part.get("content")):
            return date
    return ""


def _entry(element: HtmlElement) -> Entry:
    times = [date for part in element.iter("time") if (date := _date(part.get("datetime")))]
    heading = next((clean_line("".join(part.itertext())) for part in element.iter("h2", "h3", "h4")), "")
    return Entry(
        str(tostring(element, encoding="unicode", with_tail=False)),
        markup=True,
        title=heading,
        published=_time(element),
        updated=times[-1] if len(times) > 1 and times[-1] > times[0] else "",
        anchor=clean_line(element.get("id") or ""),
    )


def _plain(text: str) -> str:
    return re.sub(r"<[^>]{0,2000}>", "", text)


def _shared(page: Document, data: PageData) -> dict[str, str]:
    """Return what all entries have from their page."""
    url = page.fields.get("url") or data.canonical()
    outlet = page.fields.get("outlet") or outlet_of(data, url)[0]
    language = clean_line(data.tree.get("lang") or "")
    return {"url": url, "outlet": outlet, "language": language, "live.page": title_of(data)}


def _document(page: Document, entry: Entry, number: int, shared: dict[str, str]) -> Document:
    fields = {
        **shared,
        "url": _address(shared["url"], entry.anchor),
        "title": entry.title,
        "html" if entry.markup else "text": entry.text,
        "published": entry.published,
        "updated": entry.updated,
    }
    fields = {key: value for key, value in fields.items() if value}
    raw = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
        "utf-8", "replace"
    )
    fields |= {"live.entry": str(number), "live.page_sha256": page.sha256}
    if "captured" in page.fields:
        fields["captured"] = page.fields["captured"]
    origin = f"{page.origin}#entry-{number}"
    return Document(origin, raw, ROW_TYPE, hashlib.sha256(raw).hexdigest(), fields)


def _address(url: str, anchor: str) -> str:
    if anchor.startswith(("http://", "https://")):
        return anchor
    return f"{url.split('#', maxsplit=1)[0]}#{anchor.lstrip('#')}" if anchor and url else url
