"""Live blogs: a page of time-stamped entries, each of which is a report of its own."""

import hashlib
import html
import json
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

from lxml.html import HtmlElement, tostring
from msgspec import Struct
from msgspec.structs import replace
from trafilatura import load_html

from stemma.errors import ReadingError
from stemma.reading.cleaning import clean_line, decode
from stemma.reading.dates import normalise
from stemma.reading.draft import comparable
from stemma.reading.entries import (
    FEWEST,
    HEADINGS,
    MOST,
    Found,
    found,
    is_live,
    markup,
    says_live,
    shown_time,
    without_times,
)
from stemma.reading.metadata import PageData, outlet_of, page_dates, title_of
from stemma.reading.rows import LIVE_FIELD
from stemma.reading.stamps import dated, text_stamp
from stemma.records import ROW_TYPE, Document
from stemma.resources import load_toml

# Entries are sentences, not the links of a list of headlines.
_WORDS = 12
_OWN_SHARE = 0.5
# And they are most of what the page says.
_PAGE_SHARE = 0.5
# What the names of entries begin with; looked for plainly, since an expression over whole pages took
# four times as long as unpacking them.
_STARTS = (b"live", b"ticker", b"timeline", b"newsticker", b"lx-stream", b"blog")
_MAX_MARKUP = 12 << 20
_HEAD = 2000
_CYRILLIC = 0xC0  # where the letters of Windows-1251 begin
_CANONICAL = re.compile(
    rb"""<link[^>]{0,200}rel=["']?canonical["']?[^>]{0,200}href=["']?([^"'\s>]{1,500})""", re.IGNORECASE
)


class Entry(Struct, frozen=True):
    """One entry: its words as HTML or plain text, when it was set, and where on the page.

    ``shown`` is its time as the page writes it, where that was taken out of its words.
    """

    text: str
    markup: bool
    title: str = ""
    published: str = ""
    updated: str = ""
    anchor: str = ""
    byline: str = ""
    shown: str = ""


def split(page: Document) -> Iterator[Document]:
    """Yield a page as it is, or a live blog's page and then its entries, newest first as they stand.

    An entry is a document like a row of a table: its bytes are its own words, time and address, so
    that the same entry of a page saved twice is one report. The page's document keeps the whole
    page; the report read from it holds what stands outside of the entries.
    """
    if len(page.raw) > _MAX_MARKUP or not (_is_marked(page.raw) or _may_be_live(page)):
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
    listed = entries(data, page.fields.get("url", ""))
    if not listed:
        yield page
        return
    yield replace(page, fields={**page.fields, LIVE_FIELD: str(len(listed))})
    shared = _shared(page, data)
    for number, entry in enumerate(listed, 1):
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
            if found >= FEWEST:
                return True
            place = lower.find(start, place + 1)
    return False


def _may_be_live(page: Document) -> bool:
    """Return whether a page's title or address says that it is a live blog; nothing is parsed for it."""
    if says_live("", page.fields.get("url", "")):
        return True
    for tag in (b"<title", b"<TITLE", b"<h1"):
        start = page.raw.find(tag)
        if start >= 0 and says_live(_shown(page.raw[start : start + _HEAD]), ""):
            return True
    link = _CANONICAL.search(page.raw, 0, 1 << 18)
    return link is not None and says_live("", link[1].decode("latin-1"))


def _shown(raw: bytes) -> str:
    """Return the first text in some markup, in the likeliest charset."""
    found = re.match(rb"<[^>]*>\s*((?:[^<]|<(?!/(?:title|h1)))*)", raw)
    text = found[1] if found else b""
    try:
        shown = text.decode("utf-8")
    except UnicodeDecodeError:
        letters = sum(byte >= _CYRILLIC for byte in text)
        shown = text.decode("cp1251" if letters * 2 > len(text) else "cp1252", "replace")
    return clean_line(html.unescape(_plain(shown)))


def entries(page: PageData, url: str = "") -> list[Entry]:
    """Return the entries of a live blog in the order of the page, none for any other page.

    What the page's data list is believed first, then elements that are called entries, then those that
    stand at times on a page that says that it is a live blog.
    """
    stated = _stated(page)
    if len(stated) >= FEWEST:
        return stated[:MOST]
    named = [_entry(element) for element in _elements(page.tree)][:MOST]
    return named or [entry for entry, _ in _shown_entries(page, url)]


def _shown_entries(page: PageData, url: str) -> list[tuple[Entry, Found]]:
    """Return the entries that stand at times, with their elements."""
    live = is_live(page, url)
    items = found(page) if live or _is_called(page.tree) else []
    if not live and sum(_is_named(item.elements[0]) for item in items) * 2 < len(items):
        return []
    published, updated = page_dates(page)
    times = dated([item.stamp for item in items], [item.day for item in items], published, updated)
    return [(_at_time(item, time), item) for item, time in zip(items, times, strict=True)]


def _at_time(item: Found, time: str) -> Entry:
    text = markup(item)
    heading = next((part for element in item.elements for part in element.iter(*HEADINGS)), None)
    title = clean_line("".join(heading.itertext())) if heading is not None else ""
    if heading is not None and (item.at is heading or item.at in set(heading.iter())):
        title = _untimed(title)
    named = next((one.get("id") for one in (item.elements[0], *item.at.iterancestors()) if one.get("id")), "")
    anchor = named if item.elements[0].get("id") == named else ""
    return Entry(
        text,
        markup=True,
        title=title,
        published=time,
        anchor=clean_line(anchor or ""),
        shown=shown_time(item),
    )


def _untimed(title: str) -> str:
    """Return a heading without the time that it begins with."""
    begun = text_stamp(title, whole=False)
    return re.sub(r"^[\s|•·*–—:-]+", "", title[begun.length :]) if begun else title  # noqa: RUF001 dashes


def without_entries(page: PageData, url: str = "") -> str:
    """Take a live blog's entries out of a page's tree and return their words, comparably."""
    stated = _stated(page)
    words = "".join(comparable(_plain(entry.text)) + comparable(entry.title) for entry in stated)
    named = _elements(page.tree)
    shown = [] if named or len(stated) >= FEWEST else _shown_entries(page, url)
    for element in (*named, *(element for _, item in shown for element in item.elements)):
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
    if len(found) < FEWEST:
        return []
    words = [len("".join(element.itertext()).split()) for element in found]
    own = sum(words) - sum(len("".join(link.itertext()).split()) for e in found for link in e.iter("a"))
    page = sum(len("".join(part.itertext()).split()) for part in tree.iter("p"))
    enough = own >= _WORDS * len(found) and own >= _OWN_SHARE * sum(words)
    return found if enough and sum(words) >= _PAGE_SHARE * page else []


def _is_called(tree: HtmlElement) -> bool:
    """Return whether enough elements of a page are called entries of a live blog."""
    found = 0
    for element in tree.iter("article", "div", "li", "section"):
        found += _is_named(element)
        if found >= FEWEST:
            return True
    return False


def _is_entry(element: HtmlElement) -> bool:
    return _is_named(element) and bool(_time(element))


def _is_named(element: HtmlElement) -> bool:
    marks = " ".join(
        element.get(name) or ""
        for name in ("class", "id", "itemprop", "data-type", "data-testid", "data-component")
    )
    return bool(marks.strip()) and bool(_names().search(marks.lower()))


def _time(element: HtmlElement) -> str:
    """Return when an entry was set, as its own time element or attributes say, "" for never."""
    for name in ("data-published", "data-timestamp", "data-time", "data-created", "data-block-time"):
        if date := _date(element.get(name)):
            return date
    return next(iter(_times(element)), "")


def _times(element: HtmlElement) -> list[str]:
    """Return the times in an entry's own elements, not those of what it quotes."""
    found = []
    for part in element.iter("time", "meta"):
        date = _date(part.get("datetime") or part.get("content"))
        if date and next(part.iterancestors("blockquote", "figure"), None) is None:
            found.append(date)
    return found


def _entry(element: HtmlElement) -> Entry:
    times = _times(element)
    heading = next((clean_line("".join(part.itertext())) for part in element.iter("h2", "h3", "h4")), "")
    return Entry(
        str(tostring(without_times(deepcopy(element)), encoding="unicode", with_tail=False)),
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
    if entry.shown:
        fields["live.time"] = entry.shown
    if "captured" in page.fields:
        fields["captured"] = page.fields["captured"]
    origin = f"{page.origin}#entry-{number}"
    return Document(origin, raw, ROW_TYPE, hashlib.sha256(raw).hexdigest(), fields)


def _address(url: str, anchor: str) -> str:
    if anchor.startswith(("http://", "https://")):
        return anchor
    return f"{url.split('#', maxsplit=1)[0]}#{anchor.lstrip('#')}" if anchor and url else url
