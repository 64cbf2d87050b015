"""Numbers in Russian and Ukrainian sentences: their value, the words that bound them, what grew to them."""

import re
from typing import Literal

from stemma.events.slavic.lexicon import Comparator, comparators, growing, numbers, vague
from stemma.events.slavic.line import Line
from stemma.records import UNCOUNTABLE

Bound = Comparator | Literal["exactly", "vague", "range"]

_DIGITS = re.compile(r"\d{1,15}$")  # more are no count, as in English (`UNCOUNTABLE`)
_THOUSAND = 1000
_YEARS = range(1900, 2100)
# How far before a number the verb of growing stands that it is told with, in words.
_GROWING = 12


def number_at(line: Line, at: int) -> tuple[int, int | None, int] | None:
    """Return where a number ends, its value and the least that it allows, None for no number."""
    word = line.words[at]
    if _of_clock(line, at):
        return None
    if word.text in vague() and word.pos != "VERB":
        return at + 1, None, vague()[word.text]
    total, size, end = 0, 0, at
    while end < len(line.words):
        text = line.words[end].text
        if _DIGITS.match(text) and (end == at or (len(text) == 3 and total and total < _THOUSAND)):  # noqa: PLR2004  "1 200"
            total = total * _THOUSAND + int(text) if end > at else int(text)
            size = total
        elif text in numbers():
            value = numbers()[text]
            if value == _THOUSAND:
                total = max(total, 1) * _THOUSAND
            elif end > at and value >= size:
                break
            else:
                total += value
            size = value
        else:
            break
        end += 1
    none = end == at or (end == at + 1 and total in _YEARS) or total >= UNCOUNTABLE
    return None if none else (end, total, total)


def _of_clock(line: Line, at: int) -> bool:
    """Say whether a figure is part of a time of day, a number of many parts or a year ("17:00", "1958")."""
    near = {line.words[one].text for one in (at - 1, at + 1) if 0 <= one < len(line.words)}
    return bool(near & {":", "№", "/"}) and line.words[at].text.isdigit()


def from_to(line: Line, at: int, end: int) -> bool:
    """Say whether a number opens a range ("from two to three")."""
    opening = at > 0 and line.words[at - 1].text in {"от", "від"}
    return opening and end + 1 < len(line.words) and line.words[end].text == "до"


def bounded(line: Line, at: int, value: int | None) -> tuple[int, Bound]:
    """Return where a number begins with the words that bound it, and how they do."""
    if value is None:
        return at, "vague"
    for phrase, name in comparators():
        size = len(phrase)
        if at >= size and tuple(word.text for word in line.words[at - size : at]) == phrase:
            if phrase == ("до",) and grew(line, at):
                break
            return at - size, name
    return at, "exactly"


def grew(line: Line, at: int) -> bool:
    """Say whether "to" before a number tells what something grew to, not up to how many."""
    return any(
        line.has(near, growing()) for near in range(max(0, at - _GROWING), min(at + 6, len(line.words)))
    )


def limits(bound: Bound, value: int | None, least: int, most: int | None) -> tuple[int | None, int | None]:
    """Return the least and the most that a number allows, as the English counts have them."""
    if bound == "about":
        return None, None
    if bound == "at_most":
        return None, value
    if bound == "range":
        return least, most
    return least, value if bound == "exactly" else None
