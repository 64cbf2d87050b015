"""RSS, Atom and JSON feeds: each entry is one article, or a stub where the feed holds a teaser only."""

import html
import io
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from stemma.errors import ReadingError
from stemma.reading.cleaning import clean_line, decode
from stemma.reading.rows import Row
from stemma.records import Failure

# An internal subset of a document type declares entities; no feed needs one, every bomb does.
_SUBSET = re.compile(rb"<!DOCTYPE[^>\[]*\[.*?\]\s*>", re.DOTALL)
_SUBSET_OPEN = re.compile(rb"<!DOCTYPE[^>\[]*\[.*", re.DOTALL)
_HEAD = 1 << 20
_MOST_ENTRIES = 50_000
# Feeds state how an entry was cut short in the words of their systems.
_CUT = re.compile(
    r"(?i)(?:\[?(?:…|\.\.\.|&hellip;|&#8230;)\]?"
    r"|\b(?:read more|continue reading|read the (?:full|rest)\b.{0,40}))"
    r"\W*(?:</?\w+[^>]*>\s*)*$"
)
_TEASER_WORDS = 80
_ELEMENT = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
JSON_FEED = "https://jsonfeed.org/version/"


def feed_entries(raw: bytes, name: str) -> Iterator[Row | Failure]:
    """Yield the entries of an RSS or Atom feed as rows of a table.

    The text of ``content:encoded`` or ``atom:content`` is taken before a summary; an entry that has
    a teaser only carries the field ``stub``.

    Args:
        raw: the feed's bytes.
        name: what to call it.
    """
    import feedparser  # noqa: PLC0415  a tenth of a second that other inputs do not need

    raw = without_subset(raw)
    try:
        feed = feedparser.parse(io.BytesIO(raw), resolve_relative_uris=False, sanitize_html=False)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        # feedparser lets faults of its dates, links and encodings through (found by fuzzing)
        yield Failure(name, f"the feed cannot be read: {error}")
        return
    if not feed.entries:
        fault = feed.get("bozo_exception")
        yield Failure(name, f"the feed has no entries{f' ({fault})' if feed.bozo and fault else ''}")
        return
    title = clean_line(_text(feed.feed.get("title")))
    link = _text(feed.feed.get("link"))
    for number, entry in enumerate(feed.entries, 1):
        if number > _MOST_ENTRIES:
            yield Failure(name, f"the feed has more than {_MOST_ENTRIES:,} entries: the others were left")
            return
        fields = _entry(entry)
        fields |= _of_feed(title, fields.get("url") or link, _text(feed.feed.get("language")), fields)
        yield _row(fields, name, number)


def json_feed_entries(feed: dict[str, Any], name: str) -> Iterator[Row | Failure]:
    """Yield the items of a JSON Feed (version 1 or 1.1) as rows of a table."""
    items = feed.get("items")
    if not isinstance(items, list) or not items:
        yield Failure(name, "the feed has no entries")
        return
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            yield Failure(f"{name}#{number}", "the entry is no object")
            continue
        fields = {
            "url": _text(item.get("url") or item.get("external_url")),
            "title": _text(item.get("title")),
            "published": _text(item.get("date_published")),
            "updated": _text(item.get("date_modified")),
            "byline": _authors(item.get("authors") or [item.get("author")]),
            "language": _text(item.get("language")),
            "feed.guid": _text(item.get("id")),
        }
        content = _text(item.get("content_html"))
        plain = _text(item.get("content_text"))
        fields |= _content(content or plain, _text(item.get("summary")), markup=bool(content))
        link = fields["url"] or _text(feed.get("home_page_url"))
        fields |= _of_feed(clean_line(_text(feed.get("title"))), link, _text(feed.get("language")), fields)
        yield _row(fields, name, number)


def without_subset(raw: bytes) -> bytes:
    """Return XML without the internal subset of its document type, which may declare entities.

    Where the subset does not end within the first megabyte nothing is left.
    """
    head = raw[:_HEAD]
    if b"<!DOCTYPE" not in head:
        return raw
    shorter = _SUBSET.sub(b"", head, count=1)
    if shorter == head and _SUBSET_OPEN.search(head):
        return b""
    return shorter + raw[_HEAD:]


def _entry(entry: Any) -> dict[str, str]:  # noqa: ANN401 feedparser's dictionaries are untyped
    content = max((_text(part.get("value")) for part in entry.get("content") or ()), key=len, default="")
    fields = {
        "url": _text(entry.get("link")),
        "title": _text(entry.get("title")),
        "published": _text(entry.get("published") or entry.get("created")),
        # Asked plainly: feedparser's own look-up warns where only the other date is there.
        "updated": _text(dict.get(entry, "updated")),
        "byline": _text(entry.get("author")),
        "feed.guid": _text(entry.get("id")),
        "section": ", ".join(_text(tag.get("term")) for tag in entry.get("tags") or () if tag.get("term"))[
            :200
        ],
    }
    source = entry.get("source")
    if isinstance(source, dict) and source.get("title"):
        fields["outlet"] = _text(source.get("title"))
    return fields | _content(content, _text(entry.get("summary")), markup=True)


def _content(content: str, summary: str, *, markup: bool) -> dict[str, str]:
    """Return the text of an entry, and that it is a stub when it is a teaser."""
    whole = content if len(content) >= len(summary) else summary
    markup = markup and bool(_ELEMENT.search(whole))
    fields = {"html" if markup else "text": whole if markup else html.unescape(whole)}
    words = len(re.sub(r"<[^>]{0,2000}>", " ", whole[:20_000]).split())
    if words and (bool(_CUT.search(whole[-400:])) or (not content and words < _TEASER_WORDS)):
        fields |= {"stub": "teaser", "stub_reason": "the feed holds the article's beginning or summary only"}
    return fields


def _of_feed(title: str, link: str, language: str, fields: dict[str, str]) -> dict[str, str]:
    """Return what an entry has from its feed: outlet, language, and the feed's own name."""
    found = {"feed.title": title}
    if title and not fields.get("outlet"):
        found["outlet"] = _outlet(title, link)
    if language and not fields.get("language"):
        found["language"] = language
    return found


def _outlet(title: str, link: str) -> str:
    """Return the part of a feed's title ("World news | The Example") that its host names, else all."""
    try:
        host = re.sub(r"\W", "", (urlsplit(link).hostname or "").casefold())
    except ValueError:
        host = ""
    parts = [part for part in re.split(r"\s+[|»>·–—-]\s+|\s*\|\s*", title) if part]  # noqa: RUF001 dashes
    for part in parts:
        key = re.sub(r"\W|^the\b", "", part.casefold())
        if len(key) > 2 and key in host:  # noqa: PLR2004 no chance match
            return part
    return title


def _authors(value: object) -> str:
    people = value if isinstance(value, list) else [value]
    names = [_text(one.get("name")) if isinstance(one, dict) else _text(one) for one in people]
    return ", ".join(name for name in names if name)


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _row(fields: dict[str, str], name: str, number: int) -> Row:
    kept = {key: value for key, value in fields.items() if value}
    if "html" not in kept and "text" not in kept and kept.get("title"):
        kept |= {"text": kept["title"], "stub": "teaser", "stub_reason": "the feed holds the headline only"}
    raw = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    url = clean_line(kept.get("url", ""))
    return Row(f"{name}#{url or number}", raw.encode("utf-8", "replace"), kept)


def parse_json_feed(raw: bytes) -> dict[str, Any] | None:
    """Return a JSON feed's object, None when the bytes are none, or are no text."""
    if raw[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"{":
        return None
    if JSON_FEED.encode() not in raw[:_HEAD].replace(b"\\/", b"/"):
        return None
    try:
        value = json.loads(decode(raw))
    except (ReadingError, ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and str(value.get("version", "")).startswith(JSON_FEED) else None
