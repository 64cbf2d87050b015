"""What a page prints before an article's first words and careless extraction keeps: when it was posted."""

import re

from stemma.attribution.lexicon import words
from stemma.datelines import ANY_MONTH
from stemma.records import Span

_CLOCK = r"(?:\d{1,2}[:.]?\d{2}(?:\s*(?:[ap]\.?m\.?|gmt|utc))*)"
_DATE = (
    rf"(?:{ANY_MONTH}\s*\d{{1,2}},?\s*\d{{4}}|\d{{1,2}}\s*{ANY_MONTH},?\s*\d{{4}}"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{2,4})"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_WHEN = rf"{_DATE}(?:,?\s*(?:at\s+)?{_CLOCK}\b)?"
_STAMP = re.compile(
    rf"(?:(?:last\s+)?(?:updated|modified|published|posted)\s*(?:at|on)?\s*:?\s*{_WHEN}"
    rf"|{_WEEKDAY},?\s+{_DATE}(?=\s)|{_WHEN}\s*(?=\()|\(\s*updated\s*:?\s*(?:{_CLOCK}\s*)?{_WHEN}\s*\)"
    r"|get\s+short\s+url(?:\s+\d+)*|\[\s*click\s+[^\]\n]{1,30}\])[\s|,.;:–—-]*",  # noqa: RUF001  dashes
    re.IGNORECASE,
)
# "Raid kills ten Monitor WIRE Monday 2 May 2016 At least …": what stands before the day is a headline.
_POSTED = re.compile(
    r"(?P<before>[\w’']+)\s+(?:(?P<house>[A-Z][A-Za-z-]+)\s+)?"  # noqa: RUF001  an apostrophe
    rf"(?P<day>(?i:{_WEEKDAY},?\s+\d{{1,2}}\s+{ANY_MONTH},?\s+\d{{4}}))\s+(?=\S)"
)
_STOP = re.compile(r"[.?!]\s")
_HEADLINE = 200  # characters
_INSIDE = frozenset(
    {"on", "since", "until", "till", "from", "by", "of", "before", "after", "and", "to", "last"}
)
_PLACE = re.compile(r"[A-ZÀ-Þ]{4,}(?: [A-ZÀ-Þ]{4,})?\s+(?=[A-ZÀ-Þ][a-zà-þ]*\b)")


def stamped(text: str, start: int, end: int) -> int:
    """Return where a paragraph's words begin, after its stamps and a place in capitals that follows them.

    Args:
        text: the report's text.
        start: where the paragraph begins.
        end: where it ends.
    """
    at = start
    while (match := _STAMP.match(text, at, end)) is not None and match.end() > at:
        at = match.end()
    place = _PLACE.match(text, at, end) if at > start else None
    at = place.end() if place is not None else at
    return at if at < end else start


def posted(text: str, start: int, end: int) -> tuple[Span, Span | None] | None:
    """Return where a headline's agency and the day that it was posted stand, and the agency's name alone.

    Args:
        text: the report's text.
        start: where its first paragraph begins.
        end: where it ends.

    Returns:
        None where no such day stands in the paragraph's first words.
    """
    last = min(end, start + _HEADLINE)
    if "day" not in text[start:last].lower():  # as in nine texts of ten: the pattern tries every word
        return None
    match = _POSTED.search(text, start, last)
    if match is None or match["before"].lower() in _INSIDE or _STOP.search(text, start, match.start()):
        return None
    house = match["house"]
    known = house is not None and house.lower() in words("sources.toml", "houses.agencies")
    span = Span(match.start("house") if known else match.start("day"), match.end())
    return span, Span(*match.span("house")) if known else None
