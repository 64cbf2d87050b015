"""Datelines: where a report was written, when, and for which agency, before its first words."""

# ruff: noqa: RUF001 (dashes and typographic apostrophes)

import re

from msgspec import Struct

from stemma.names import nations_in
from stemma.names.normal import split_words
from stemma.records import Report, Span

_PLACE = r"[A-ZÀ-Þ][\w'’.-]*(?: (?:[A-ZÀ-Þ(]|al-|el-|de |la |of |and )[\w'’.)-]*){0,4}"
_LONG_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
# Long or short, in capitals; a pattern that passes case over takes it as well.
ANY_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_MONTH = rf"(?:{_LONG_MONTH}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
_DAY = rf"(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:\s*,?\s+\d{{4}})?"
_OPENS = r"(?=[A-ZÀ-Þ“\"‘'«\d])"  # what a first sentence begins with
_DATELINE = re.compile(
    rf"(?:{_PLACE}(?:\s*[,/]\s*[^\n—–(]{{1,40}}?)?\s*,?\s*\((?P<house>[A-Z][^)\n]{{1,40}})\)\s*(?:[—–:-]+|\.)\s*"
    r"|\((?P<alone>[A-Z][^)\n]{1,40})\)\s*[—–-]+\s*"
    rf"|{_PLACE}, [^\n—–(]{{3,30}}?[.,]? /(?P<slashed>[A-Z][\w .-]{{1,30}})/\.?\s*[—–-]*\s*"
    rf"|{_PLACE}, (?P<capitals>[A-Z]{{3,8}})\s*[—–-]\s*{_OPENS}"
    rf"|{_PLACE}(?:, {_PLACE})?,? {_DAY}\s*,?\s*(?:"
    rf"\((?P<dated>[A-Z][^)\n]{{1,40}})\)\s+{_OPENS}"
    rf"|(?P<listed>[A-ZÀ-Þ][\w.&-]{{1,20}}(?: [A-ZÀ-Þ][\w.&-]{{1,20}})?)"
    rf"\s*(?:[—–:]\s*|-\s+|\.?\s*\n\s*){_OPENS}"
    rf"|(?:[—–:]\s*|-\s+){_OPENS})"
    r"|[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ'’.-]+){0,3}(?:\s*[,/]\s*[^\n—–:(]{1,40}?)?"
    r"(?:\s+[—–-]+\s+|\s*[—–]+\s*|: (?=[A-Z]))"
    r")(?=\S)"
)
# "(VORONA- Selen Wire) Troops …": without a dash only where a report begins.
_OPENING = re.compile(rf"\((?P<opening>[A-Z][\w.&'’/-]*(?:[ -]+[A-Z][\w.&'’/-]*){{0,4}})\)\s+{_OPENS}")
_ALONE = re.compile(rf"{_PLACE}(?:, {_PLACE})?,? {_DAY}\s*,?\s*(?P<last>[A-ZÀ-Þ][\w.&-]{{1,20}})?\s*\Z")
_NAMED = ("house", "alone", "slashed", "dated", "listed", "opening", "last", "capitals")
# What stands in brackets or capitals before an article and is no agency.
_LABELS = frozenset(
    {
        "photo", "photos", "video", "videos", "image", "images", "picture", "update", "updated", "file",
        "advertisement", "opinion", "analysis", "editorial", "exclusive", "live", "watch", "read",
        "correction", "corrected",
    }
)  # fmt: skip
_PASSED_ON = re.compile(r"-\s+")  # "(PORTAL- Agency)": a portal passes an agency's text on


class Dateline(Struct, frozen=True):
    """A dateline: its characters, the house named in it ("" for none), and that name's characters."""

    span: Span
    house: str
    where: Span | None


def first_body(report: Report) -> int | None:
    """Return the index of a report's first body block, None for none."""
    return next((index for index, block in enumerate(report.blocks) if block.kind == "body"), None)


def dateline_at(text: str, start: int, end: int, *, opening: bool = False) -> Dateline | None:
    """Return the dateline with which a paragraph begins, None where there is none.

    "BEIRUT (Agency) — …", "Tarsa, June 28 (Agency) At least …", "(Agency) - …", "KYIV: …". A country in
    brackets ("BEIRUT (Lebanon):") is no agency.

    Args:
        text: the report's text.
        start: where the paragraph's own words begin.
        end: where it ends.
        opening: whether the paragraph is the report's first, where less tells a dateline.
    """
    match = _DATELINE.match(text, start, end)
    if match is None and opening:
        match = _OPENING.match(text, start, end) or _ALONE.match(text, start, end)
    if match is None:
        return None
    span = Span(match.start(), match.end())
    group = next((key for key in _NAMED if match.groupdict().get(key)), None)
    if group is None:
        return Dateline(span, "", None)
    name = _PASSED_ON.split(match[group])[-1].strip()
    if name.lower() in _LABELS:
        return None
    if _is_nation(name):
        return Dateline(span, "", None)
    at = match.start(group) + match[group].rindex(name)
    return Dateline(span, name, Span(at, at + len(name)))


def _is_nation(name: str) -> bool:
    """Whether a name is that of a country, and of nothing in it."""
    words = split_words(name)
    return [(first, end) for first, end, _ in nations_in(words)] == [(0, len(words))]
