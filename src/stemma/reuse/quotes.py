"""Where a text stands inside quotation marks, whatever their style and however badly they pair."""

import re
from collections.abc import Iterator

# Opening marks and what may close them: curly, angled, low, single and corner marks.
_PAIRS = {
    "\u201c": "\u201d",
    "\u00ab": "\u00bb",
    "\u201e": "\u201c\u201d",
    "\u2018": "\u2019",
    "\u2039": "\u203a",
    "\u300c": "\u300d",
}
_LONGEST = 1500
_MARK = re.compile("[\u201c\u201d\u00ab\u00bb\u201e\u2018\u2019\u2039\u203a\u300c\u300d\"]|'+|``|\\n\\s*\\n")
_FIRST = re.compile("[\u201c\u201d\u00ab\u00bb\u201e\u2018\u2019\u2039\u203a\u300c\u300d\"'`\n]")
_STRAIGHT = frozenset({'"', "''", "``"})


def may_quote(text: str) -> bool:
    """Tell, quickly, whether a text may have quotation marks at all."""
    return not text.isascii() or '"' in text or "'" in text or "`" in text


def quoted_ranges(text: str) -> list[tuple[int, int]]:
    """Return the ranges between quotation marks, in order and not overlapping.

    Curly, straight, angled, low and single marks are known; quotations inside quotations belong
    to the outer one. An opening mark without its partner quotes to the end of its paragraph (as
    in statements of several paragraphs, each opened and only the last closed), and one that
    would quote more than 1,500 characters is taken for a stray mark. A closing mark without
    an opening one is ignored.
    """
    ranges: list[tuple[int, int]] = []
    opened: int | None = None
    closers = ""
    for match in _marks(text):
        mark = match.group()
        if mark == "'" and _inside_word(text, match.start()):
            continue
        if mark.isspace():
            if opened is not None:
                _close(ranges, opened, match.start())
            opened = None
        elif opened is None:
            closers = _closers(text, match.start(), mark)
            opened = match.end() if closers else None
        elif mark in closers and _opens_again(text, match.start(), mark):
            opened = match.end()
        elif mark in closers and not _apostrophe(text, match.start(), mark):
            _close(ranges, opened, match.start())
            opened = None
    if opened is not None:
        _close(ranges, opened, len(text))
    return ranges


def _marks(text: str) -> Iterator[re.Match[str]]:
    """Give the marks and paragraph ends of a text; the search for single characters is the fast part."""
    done = 0
    for place in _FIRST.finditer(text):
        match = _MARK.match(text, place.start()) if place.start() >= done else None
        if match:
            done = match.end()
            yield match


def _close(ranges: list[tuple[int, int]], start: int, end: int) -> None:
    if 0 < end - start <= _LONGEST:
        ranges.append((start, end))


def _closers(text: str, at: int, mark: str) -> str:
    """Return the marks that may close a quotation opened by ``mark`` at ``at``, "" if it opens none."""
    follows = text[at + len(mark) : at + len(mark) + 1]
    if not follows or follows.isspace():
        return ""
    if mark in _STRAIGHT:
        return mark.replace("``", "''")
    if mark == "'":
        return "'" if at == 0 or not text[at - 1].isalnum() else ""
    return _PAIRS.get(mark, "")


def _inside_word(text: str, at: int) -> bool:
    """Tell whether an apostrophe stands between two letters, as most do."""
    return 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()


def _apostrophe(text: str, at: int, mark: str) -> bool:
    """Tell whether a single mark inside a quotation is an apostrophe, not the quotation's end."""
    return mark in {"'", "\u2019"} and text[at + 1 : at + 2].isalnum()


def _opens_again(text: str, at: int, mark: str) -> bool:
    """Tell whether a straight mark inside a quotation can only be an opening one."""
    return (
        mark in _STRAIGHT and text[at - 1].isspace() and text[at + len(mark) : at + len(mark) + 1].isalnum()
    )
