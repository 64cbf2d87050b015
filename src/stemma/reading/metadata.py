"""What a page says about itself: JSON-LD, meta elements, canonical link; nothing guessed."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

from htmldate import find_date
from lxml.html import HtmlElement

from stemma.reading import lines
from stemma.reading.cleaning import clean_line
from stemma.reading.dates import normalise
from stemma.reading.draft import Draft, comparable
from stemma.resources import load_toml

_ARTICLE = re.compile(r"(?i)(?:article|posting|report|newsarticle|webpage|liveblog|review|analysis|opinion)")
_MAX_JSON = 4_000_000


def _names_of(what: str) -> list[str]:
    names: list[str] = load_toml("reading", "pages.toml")[what]["meta"]
    return names


class PageData:
    """The metadata of one page, read once.

    Attributes:
        meta: content of the meta elements by lower-case name, property or itemprop (first wins).
        articles: JSON-LD objects that describe an article.
        objects: every JSON-LD object.
    """

    def __init__(self, tree: HtmlElement) -> None:
        self.tree = tree
        self.meta: dict[str, str] = {}
        for element in tree.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop") or ""
            content = clean_line(element.get("content") or "")
            if name and content:
                self.meta.setdefault(name.strip().lower(), content)
        self.objects = [item for script in _scripts(tree) for item in _objects(script)]
        self.articles = [item for item in self.objects if _is_article(item)]

    def first(self, names: Iterable[str]) -> str:
        """Return the first meta element's content among names."""
        return next((self.meta[name] for name in names if name in self.meta), "")

    def linked(self, key: str) -> str:
        """Return the first string or name under a key of the JSON-LD articles."""
        for item in self.articles:
            names = _names(item.get(key))
            if names:
                return ", ".join(names)
        return ""

    def article_body(self) -> str:
        """Return the article body that JSON-LD carries, "" when it carries none."""
        bodies = [item.get("articleBody") or item.get("text") for item in self.articles]
        return max((body for body in bodies if isinstance(body, str)), key=len, default="")

    def canonical(self) -> str:
        """Return the address that the page gives as its own, "" for none."""
        for link in self.tree.iter("link"):
            if "canonical" in (link.get("rel") or "").lower() and (link.get("href") or "").startswith("http"):
                return clean_line(link.get("href"))
        stated = self.meta.get("og:url", "")
        return stated if stated.startswith("http") else ""

    def section(self) -> str:
        """Return the section of the outlet that the page states, "" for none."""
        stated = self.linked("articleSection") or self.first(_names_of("section"))
        return "" if "://" in stated else stated[:200]


def fill(page: PageData, draft: Draft, *, search: bool = True) -> None:
    """Fill what a draft does not have yet from a page's metadata.

    ``search`` lets htmldate look through the whole page for a date that no metadata states.
    """
    draft.title = draft.title or title_of(page)
    draft.byline = draft.byline or _byline(page)
    draft.url = draft.url or page.canonical()
    draft.language = draft.language or clean_line(
        page.tree.get("lang") or page.first(("og:locale", "language", "content-language"))
    )
    if not draft.outlet:
        draft.outlet, draft.outlet_source = outlet_of(page, draft.url)
    if not draft.published:
        _dates(page, draft, search=search)


def _scripts(tree: HtmlElement) -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) < _MAX_JSON:
            yield script.text


def _objects(text: str) -> list[dict[str, Any]]:
    text = re.sub(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*;?\s*$", "", text.strip())
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return []
    found: list[dict[str, Any]] = []
    stack = [value]
    while stack and len(found) < 500:  # noqa: PLR2004 no page describes more things
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(reversed(item))
        elif isinstance(item, dict):
            found.append(item)
            stack.extend(item[key] for key in ("mainEntity", "mainEntityOfPage", "@graph") if key in item)
    return found


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type") or ""
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds)


def _names(value: object) -> list[str]:
    if isinstance(value, str):
        return [clean_line(value)] if clean_line(value) else []
    if isinstance(value, dict):
        return _names(value.get("name"))
    if isinstance(value, list):
        return [name for item in value for name in _names(item)]
    return []


def title_of(page: PageData) -> str:
    """Return a page's headline: its main heading, or what its metadata state."""
    headings = [clean_line(heading.text_content()) for heading in page.tree.iter("h1")]
    headings = [heading for heading in headings if heading]
    stated = _unescaped(page.linked("headline")) or page.first(_names_of("title"))
    if len(headings) == 1 and len(headings[0].split()) > 2:  # noqa: PLR2004 a headline, not a site's name
        return headings[0]
    for heading in headings:
        if stated and comparable(heading)[:20] == comparable(stated)[:20]:
            return heading
    if stated:
        return _without_site(stated, page)
    title = page.tree.find(".//title")
    return _without_site(clean_line(title.text_content()), page) if title is not None else ""


def _unescaped(text: str) -> str:
    return html.unescape(text)


def _without_site(title: str, page: PageData) -> str:
    head, mark, tail = title.rpartition(" | ")
    if not mark:
        head, mark, tail = title.rpartition(" - ")
    site = comparable(page.meta.get("og:site_name", ""))
    if mark and len(head.split()) > 2 and (len(tail.split()) <= 3 or comparable(tail) == site):  # noqa: PLR2004 a site's name is short
        return head.strip()
    return title


def _byline(page: PageData) -> str:
    stated = page.linked("author") or page.first(_names_of("author"))
    if stated and "://" not in stated and len(stated) < 200:  # noqa: PLR2004 names, not a biography
        return re.sub(r"(?i)^by\s+", "", stated)
    return ""


def outlet_of(page: PageData, url: str) -> tuple[str, str]:
    """Return who published a page and where that was read, two empty strings when nothing says."""
    if "og:site_name" in page.meta:
        return page.meta["og:site_name"], "og:site_name"
    publisher = page.linked("publisher")
    if publisher and "://" not in publisher:
        return publisher, "JSON-LD publisher"
    stated = page.first(_names_of("outlet"))
    if stated and "://" not in stated:
        return stated, "meta element"
    host = re.match(r"https?://(?:www\.)?([^/:]+)", url)
    if name := _copyright(page):
        return name, "copyright line"
    return (host[1], "host of the address") if host else ("", "")


def _dates(page: PageData, draft: Draft, *, search: bool) -> None:
    reason = draft.published_source
    for source, value in _stated_dates(page):
        date = normalise(value)
        if date:
            draft.published, draft.published_source = date[0], source + (f", {date[1]}" if date[1] else "")
            break
    if not draft.published and search:
        _visible_date(page, draft)
    if not draft.published:
        draft.published_source = reason or "the page states no publication date"
    for value in (
        page.linked("dateModified"),
        *(page.meta[name] for name in _names_of("updated") if name in page.meta),
    ):
        date = normalise(value) if value else None
        if date and not draft.updated:
            draft.updated = date[0]


def page_dates(page: PageData) -> tuple[str, str]:
    """Return when a page says that it was published and changed last, "" for what it does not say."""
    draft = Draft()
    _dates(page, draft, search=False)
    return draft.published, draft.updated


def _stated_dates(page: PageData) -> Iterator[tuple[str, str]]:
    for item in page.articles:
        if isinstance(item.get("datePublished"), str):
            yield "JSON-LD datePublished", item["datePublished"]
    for name in _names_of("published"):
        if name in page.meta:
            yield f"meta {name}", page.meta[name]
    for element in page.tree.iter("time"):
        marks = f"{element.get('itemprop')} {element.get('class')} {element.get('pubdate')}".lower()
        if element.get("datetime") and re.search(
            r"datepublished|pubdate|published|entry-date|post-date", marks
        ):
            yield "time element", element.get("datetime")


def _visible_date(page: PageData, draft: Draft) -> None:
    """Ask htmldate, without its fallbacks that guess, outside of what belongs to other articles."""
    tree = deepcopy(page.tree)
    for element in list(tree.iter("aside", "footer", "nav")):
        if element.getparent() is not None:
            element.drop_tree()
    try:
        found = find_date(tree, extensive_search=False, original_date=True, outputformat="%Y-%m-%d")
    except (ValueError, TypeError, AttributeError):
        return
    if found:
        draft.published, draft.published_source = found, "date on the page, found by htmldate"


def _copyright(page: PageData) -> str:
    """Return the name in the page's copyright line, "" for none."""
    for element in page.tree.iter("footer", "small", "p", "div", "span"):
        text = element.text or ""
        if len(text) < 200 and ("©" in text or "opyright" in text):  # noqa: PLR2004 a line
            text = clean_line(text)
            found = lines.classify(text)
            if found and found[0] == "copyright":
                return found[1]
    return ""
