"""Whether a page holds its article's beginning only, and the rest stands behind a paywall."""

import re
from functools import cache

from lxml.html import HtmlElement

from stemma.reading.cleaning import clean_line, straight
from stemma.reading.metadata import PageData
from stemma.resources import load_toml

_EDGES = " \t*•·|›»«>→…:;-–—"  # noqa: RUF001 the marks that pages set around prompts
_PROMPT = 300
# A body with fewer words than this, beside a prompt to subscribe, is a beginning. Pages that carry the
# whole article and hide it by a script have more (the shortest whole articles behind such prompts on
# 295 news pages have 190 words).
_BEGINNING = 150
# And one with less than this share of the words that the page itself counts.
_SHARE = 0.6


@cache
def _prompts() -> re.Pattern[str]:
    patterns = load_toml("reading", "pages.toml")["paywall"]["patterns"]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def paywall(page: PageData, words: int, last: str) -> str:
    """Return why a page's text is only its article's beginning, "" when it is all there.

    Args:
        page: the page's own data.
        words: how many words of body were found.
        last: the body's last paragraph.
    """
    stated = _word_count(page)
    if stated and words < _SHARE * stated:
        locked = _is_locked(page) or _prompt(page.tree)
        return f"the page counts {stated} words, {words} are there" if locked else ""
    cut = last.rstrip().endswith(("…", "...", "[…]", "[...]"))
    if words >= _BEGINNING and not cut:
        return ""
    if _is_locked(page):
        return "the page says that the article is not free to read"
    prompt = _prompt(page.tree)
    return f"the page asks to subscribe: “{prompt[:80]}”" if prompt else ""


def _is_locked(page: PageData) -> bool:
    """Return whether the page's data say that the article is not accessible for free."""
    for item in page.articles:
        parts = item.get("hasPart")
        for stated in (item, *(parts if isinstance(parts, list) else [parts])):
            if isinstance(stated, dict) and _is_no(stated.get("isAccessibleForFree")):
                return True
    locked = load_toml("reading", "pages.toml")["access"]["locked"]
    return page.first(("article:content_tier", "content_tier", "access", "content-access")).lower() in locked


def _is_no(value: object) -> bool:
    """Return whether a value of JSON-LD is false, as a truth value or as one of the words in use for it."""
    return str(value).strip().lower().rpartition("/")[2] in ("false", "no", "0")


def _word_count(page: PageData) -> int:
    for item in page.articles:
        found = re.fullmatch(r"\s*(\d{2,6})\s*", str(item.get("wordCount", "")))
        if found:
            return int(found[1])
    return 0


def _prompt(tree: HtmlElement) -> str:
    """Return the first prompt to subscribe in place of the rest, "" for none."""
    for element in tree.iter("p", "h2", "h3", "h4", "h5", "div", "span", "button", "a", "strong"):
        text = element.text
        if not text or not text.strip() or len(text) > _PROMPT:
            continue
        whole = clean_line("".join(element.itertext())) if len(element) else clean_line(text)
        if len(whole) > _PROMPT:
            whole = clean_line(text)
        asks = _prompts().fullmatch(straight(whole).lower().strip(_EDGES))
        # What a page's head and foot offer to everybody does not stand in place of the rest.
        if asks and next(element.iterancestors("header", "nav", "footer"), None) is None:
            return whole
    return ""
