"""The entries of a live blog, found by the times that stand at them, whatever their elements are called."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from lxml.html import HtmlElement, fromstring, tostring

from stemma.reading.cleaning import clean_line
from stemma.reading.metadata import PageData, title_of
from stemma.reading.stamps import Stamp, attribute_stamp, day_of, signed_stamp, text_stamp
from stemma.resources import load_toml

FEWEST = 3
MOST = 2000
# Entries are sentences, not the links of a list of headlines; and they are most of what the page says.
_WORDS = 12
_OWN_SHARE = 0.5
_PAGE_SHARE = 0.5
# So many of the times of one kind must stand at words, and lead to no other page.
_MOSTLY = 0.6
_TAGS = frozenset(
    {"time", "span", "p", "div", "strong", "b", "em", "i", "small", "a", "abbr", "h2", "h3", "h4", "h5", "h6",
     "dt", "td", "th", "li", "header", "article", "section", "tr", "label", "summary", "details"}
)  # fmt: skip
_LEADS = frozenset(
    {"p", "h2", "h3", "h4", "h5", "li", "dt", "td", "summary"}
)  # a text may begin with its time
_BLOCKS = ("p", "div", "ul", "ol", "table", "section", "article", "blockquote", "h2", "h3", "h4", "h5", "h6")
HEADINGS = ("h2", "h3", "h4", "h5", "summary")
_OUTSIDE = (
    "nav", "aside", "form", "script", "style", "noscript", "template", "button", "select", "blockquote",
    "figure",
)  # fmt: skip
_TEXT = 200
_DIGIT, _SOON = re.compile(r"\d"), 40  # a text that begins with a time has a figure so soon
_MARK = "data-stemma-time"
_Time = tuple[HtmlElement, Stamp, bool]
_Kind = tuple[str, str]


@dataclass(slots=True)
class Found:
    """An entry on a page: its elements, in order, when it was set, and the day of the heading above it."""

    elements: list[HtmlElement]
    stamp: Stamp
    at: HtmlElement
    day: date | None = None
    lead: bool = field(default=False)


@cache
def _live(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(load_toml("reading", "pages.toml")["live"][kind]), re.IGNORECASE)


def says_live(title: str, url: str) -> bool:
    """Return whether a page's headline or address says that it is a live blog."""
    return bool(_live("titles").search(title[:400])) or bool(_live("addresses").search(url[:1000]))


def is_live(page: PageData, url: str) -> bool:
    """Return whether a page says that it is a live blog: its headline, address, type or a badge."""
    title = page.tree.find(".//title")
    shown = [title_of(page), clean_line(title.text_content()) if title is not None else ""]
    if any(says_live(one, "") for one in shown) or says_live("", url) or says_live("", page.canonical()):
        return True
    kinds = [page.meta.get("og:type", ""), *(str(item.get("@type", "")) for item in page.objects)]
    return any("live" in kind.lower() for kind in kinds)


def found(page: PageData) -> list[Found]:
    """Return the entries of a live blog in the order of the page, none where there are too few.

    Entries are told by their times: of all elements that show a time in one way, each is taken as far up
    the tree as it stands alone, with the elements after it that belong to none.
    """
    groups: dict[tuple[str, str], list[_Time]] = defaultdict(list)
    for element, stamp, lead in _stamps(page.tree):
        groups[(str(element.tag), element.get("class") or "")].append((element, stamp, lead))
    best: list[Found] = []
    words = 0
    for group in groups.values():
        if FEWEST <= len(group) <= MOST:
            entries = _of_group(group)
            own = sum(map(_own_words, entries))
            if len(entries) >= FEWEST and own >= _WORDS * len(entries) and own > words:
                best, words = entries, own
    told = [part for part in page.tree.iter("p", "dd") if part.tag == "p" or part.find(".//p") is None]
    whole = sum(len("".join(part.itertext()).split()) for part in told)
    if not best or words < _PAGE_SHARE * whole:
        return []
    _set_days(page.tree, best)
    return best


def _stamps(tree: HtmlElement) -> Iterator[_Time]:
    """Yield the elements that are a time or begin with one, innermost where several are one."""
    stack = [tree]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or element.tag in _OUTSIDE or _is_comment(element):
            continue
        stamp, lead = _stamp(element) if element.tag in _TAGS else (None, False)
        alone = stamp is not None and not lead and len(element) == 1 and element[0].tag in _TAGS
        if stamp is None or (alone and _stamp(element[0])[0] is not None):
            stack.extend(reversed(element))
        else:
            yield element, stamp, lead


def _stamp(element: HtmlElement) -> tuple[Stamp | None, bool]:
    """Return the time that an element is, and whether words of its entry follow it in the same element."""
    stated = attribute_stamp(element)
    if stated is not None:
        return stated, False
    short = element.tag == "time" or _is_short(element)
    text = clean_line("".join(element.itertext())) if short else ""
    # "3 hours ago" tells no time that could be written down.
    shown = text_stamp(text)
    if shown is not None and (shown.moment or shown.minute >= 0):
        return shown, False
    if element.tag in _LEADS and element.text and _DIGIT.search(element.text[:_SOON]):
        begun = text_stamp(clean_line(element.text)[:_TEXT], whole=False)
        if begun is not None:
            return begun, True
    return signed_stamp(text), False


def _is_short(element: HtmlElement) -> bool:
    size = 0
    for part in element.itertext():
        size += len(part)
        if size > _TEXT:
            return False
    return True


def _is_comment(element: HtmlElement) -> bool:
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(marks) > 1 and bool(_live("comments").search(marks))


def _of_group(group: list[_Time]) -> list[Found]:
    """Return the entries to which the times of one kind belong.

    Where there are lists of several kinds (a box of the main events above the entries), those with the
    most words.
    """
    counts: Counter[HtmlElement] = Counter()
    for element, _, _ in group:
        counts.update(element.iterancestors())
    roots = [_root(element, counts) for element, _, _ in group]
    sizes = Counter(map(_kind, roots))
    best: list[Found] = []
    words = 0
    for usual in [kind for kind, size in sizes.items() if size >= FEWEST]:
        entries = _of_kind(group, roots, usual, sizes)
        own = sum(map(_own_words, entries))
        if own > words:
            best, words = entries, own
    return best


def _of_kind(
    group: list[_Time], roots: list[HtmlElement], usual: _Kind, sizes: Counter[_Kind]
) -> list[Found]:
    """Return the entries among elements of one kind, and those in boxes of their own (pinned, say)."""
    entries = []
    for root, (element, stamp, lead) in zip(roots, group, strict=True):
        kind = _kind(root)
        inner = root if kind == usual else _within(root, element, usual) if sizes[kind] < FEWEST else None
        if inner is not None and next(inner.iter("h1"), None) is None:
            entries.append(Found([inner], stamp, element, lead=lead))
    if sum(map(_is_bare, entries)) * 2 > len(entries):
        _extend(entries, set(roots))
    kept = [entry for entry in entries if _own_words(entry) > FEWEST]
    told = [entry for entry in kept if not _leads_elsewhere(entry)]
    if len(kept) < _MOSTLY * len(entries) or 2 * len(told) < len(kept):
        return []
    own = sum(map(_own_words, told))
    return told if own >= _OWN_SHARE * sum(len(_text(entry).split()) for entry in told) else []


def _root(element: HtmlElement, counts: Counter[HtmlElement]) -> HtmlElement:
    """Return the highest element around a time that holds no other time of its kind."""
    root = element
    for ancestor in element.iterancestors():
        if counts[ancestor] > 1 or ancestor.tag in ("body", "main", "html"):
            break
        root = ancestor
    return root


def _kind(element: HtmlElement) -> _Kind:
    return str(element.tag), " ".join(sorted((element.get("class") or "").split())[:1])


def _within(root: HtmlElement, element: HtmlElement, usual: _Kind) -> HtmlElement | None:
    """Return the highest element of the usual kind around a time inside of its root, None for none."""
    highest = None
    for ancestor in (element, *element.iterancestors()):
        if _kind(ancestor) == usual:
            highest = ancestor
        if ancestor is root:
            break
    return highest


def _is_bare(entry: Found) -> bool:
    """Return whether an entry's element holds its time, or one line with it, and its text stands behind."""
    root = entry.elements[0]
    if root is entry.at or root.tag in ("p", *HEADINGS, "dt"):
        return True
    blocks = [part for part in root.iter(*_BLOCKS) if part is not root and entry.at not in set(part.iter())]
    return not blocks


def _extend(entries: list[Found], taken: set[HtmlElement]) -> None:
    """Give each entry the elements after its time, up to the next entry's."""
    seen: set[_Kind] = set()
    most = 0
    for number, entry in enumerate(entries):
        last = number == len(entries) - 1
        for element in entry.elements[0].itersiblings():
            if not isinstance(element.tag, str) or element.tag in ("script", "style", "hr"):
                continue
            if element in taken or any(part in taken for part in element.iter()):
                break
            # What stands behind the last one may be anything: only what others have, too, is its own.
            if last and (_kind(element) not in seen or len(entry.elements) > 3 * most):
                break
            entry.elements.append(element)
        if not last:
            seen.update(map(_kind, entry.elements[1:]))
            most = max(most, len(entry.elements))


def _leads_elsewhere(entry: Found) -> bool:
    """Return whether an entry's heading is a link to another page: then it is a teaser."""
    for element in entry.elements:
        for heading in element.iter(*HEADINGS):
            link = next(heading.iter("a"), None)
            if link is None and heading.getparent() is not None and heading.getparent().tag == "a":
                link = heading.getparent()
            href = (link.get("href") or "#") if link is not None else "#"
            return "#" not in href
    return False


def _text(entry: Found) -> str:
    return " ".join("".join(element.itertext()) for element in entry.elements)


def _own_words(entry: Found) -> int:
    """Return how many words of an entry are not in links."""
    linked = sum(
        len("".join(link.itertext()).split()) for element in entry.elements for link in element.iter("a")
    )
    return max(0, len(_text(entry).split()) - linked - len(entry.at.text_content().split()[:2]))


def _set_days(tree: HtmlElement, entries: list[Found]) -> None:
    """Note for each entry the day that a heading between the entries before it says."""
    roots = {entry.elements[0]: entry for entry in entries}
    inside: set[HtmlElement] = set()
    day: date | None = None
    for element in tree.iter("div", "section", "article", "li", "tr", "p", "span", "time", "dt", *HEADINGS):
        parent = element.getparent()
        if element in roots:
            roots[element].day = day
            inside.add(element)
        elif parent in inside:
            inside.add(element)
        elif len(element) <= 1 and (said := day_of(clean_line("".join(element.itertext())[:_TEXT]))):
            day = said


def markup(entry: Found) -> str:
    """Return an entry's elements as HTML, without its time, which is told beside it."""
    entry.at.set(_MARK, "1")
    whole = fromstring("<div></div>")
    for element in entry.elements:
        copy = deepcopy(element)
        copy.tail = None
        whole.append(_as_block(copy))
    del entry.at.attrib[_MARK]
    for at in whole.xpath(f".//*[@{_MARK}]"):
        _without_time(at, entry)
    return str(tostring(without_times(whole), encoding="unicode", with_tail=False))


def without_times(entry: HtmlElement) -> HtmlElement:
    """Take the elements that show an entry's time and nothing else out of it, and return it.

    What changes with each look at a page ("3 hours ago") would make another report of the same entry.
    """
    for element in list(entry.iter("time", "span", "em", "small", "i", "b", "abbr", "a", "p", "div")):
        if element is entry or element.getparent() is None or not _is_short(element):
            continue
        text = clean_line("".join(element.itertext()))
        quoted = next(element.iterancestors("blockquote", "figure"), None)
        if text and quoted is None and text_stamp(text) is not None:
            element.drop_tree()
    return entry


def shown_time(entry: Found) -> str:
    """Return an entry's time as the page writes it, "" where it shows none."""
    text = clean_line("".join(entry.at.itertext())[:_TEXT])
    return text[: entry.stamp.length] if entry.lead else text if text_stamp(text) is not None else ""


def _as_block(element: HtmlElement) -> HtmlElement:
    """Make parts of tables and lists into plain blocks, which stand outside of them now."""
    for part in element.iter("tr", "td", "th", "dd", "dt", "li", "details", "summary"):
        if part.tag != "li" or part is element:
            part.tag = "h3" if part.tag == "summary" else "div"
    return element


def _without_time(at: HtmlElement, entry: Found) -> None:
    if entry.lead:
        text = clean_line(at.text or "")[entry.stamp.length :]
        at.text = re.sub(r"^[\s|•·*–—:-]+", "", text)  # noqa: RUF001 dashes
        return
    shown = clean_line("".join(at.itertext()))
    if text_stamp(shown) is None and signed_stamp(shown) is None:
        return  # its time is in its attributes
    if at.tail:
        at.tail = re.sub(r"^[\s|•·*–—:-]+", "", at.tail)  # noqa: RUF001 dashes
    if at.getparent() is not None and at.getparent().tag != "html":
        at.drop_tree()
