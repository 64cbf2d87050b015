"""Telegram Desktop's exports as web pages (``messages.html``): each message with words is one article."""

import re
from collections.abc import Iterator

from lxml import html as markup
from lxml.etree import LxmlError

from stemma.reading.cleaning import clean_line
from stemma.reading.rows import Row, row_of
from stemma.records import Failure

_TITLE = re.compile(r"(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2}:\d{2})(?: UTC([+-]\d{2}:\d{2}))?")
_NUMBER = re.compile(r"\d+")


def on_page(raw: bytes, name: str) -> Iterator[Row | Failure]:
    """Yield the posts on a page of messages (``messages.html``) as rows.

    Args:
        raw: the page.
        name: the file.
    """
    try:
        tree = markup.fromstring(raw, parser=markup.HTMLParser(encoding="utf-8", huge_tree=True))
    except (LxmlError, ValueError) as error:
        yield Failure(name, f"the page cannot be read: {error}")
        return
    chat = _words(tree, "page_header", "text")
    sender = ""
    some = False
    for post in tree.iterfind(".//div[@id]"):
        if "message" not in post.get("class", "").split() or "default" not in post.get("class", "").split():
            continue
        fields = _on_page(post, chat)
        sender = fields["byline"] = fields["byline"] or sender  # told once above several posts in a row
        if fields["byline"] == chat:
            fields["byline"] = ""
        if fields["text"]:
            some = True
            yield row_of({key: told for key, told in fields.items() if told}, f"{name}#{fields['id']}")
    if not some:
        yield Failure(name, "none of the messages on the page has words")


def _on_page(post: markup.HtmlElement, chat: str) -> dict[str, str]:
    forwarded = next(iter(post.find_class("forwarded")), None)
    giver = ""
    inner = post
    if forwarded is not None:
        named = next(iter(forwarded.find_class("from_name")), None)
        giver = clean_line(named.text or "") if named is not None else ""  # its date stands inside, apart
        inner = forwarded
    date = next((_TITLE.match(one.get("title", "")) for one in post.find_class("date")), None)
    number = _NUMBER.search(post.get("id", ""))
    sender = next((one for one in post.find_class("from_name") if one.getparent() is not forwarded), None)
    return {
        "id": f"{chat}-{number[0] if number else ''}",
        "outlet": chat,
        "byline": clean_line(sender.text_content()) if sender is not None else "",
        "published": f"{date[3]}-{date[2]}-{date[1]}T{date[4]}{date[5] or ''}" if date else "",
        "republished_from": giver,
        "text": _lines(inner),
    }


def _lines(element: markup.HtmlElement) -> str:
    """Return the words of a message with its line breaks."""
    found = next(iter(element.find_class("text")), None)
    if found is None:
        return ""
    for line in found.iter("br"):
        line.tail = "\n" + (line.tail or "")
    return str(found.text_content()).strip()


def _words(element: markup.HtmlElement, *names: str) -> str:
    """Return the words of the first element with a class, inside the first with the class before it."""
    for name in names:
        found = next(iter(element.find_class(name)), None)
        if found is None:
            return ""
        element = found
    return clean_line(element.text_content())
