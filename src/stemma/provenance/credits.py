"""The houses that a report as a whole is credited to: agency lines, datelines, republication."""

import re

from msgspec import Struct

from stemma.datelines import dateline_at, first_body
from stemma.names import fold, name_key, same_house
from stemma.records import Report

_STAFF = re.compile(
    r"(?i)\b(?:reporting|editing|edited|written|compiled|translated)\s+by\b|\u00a9|copyright|rights reserved"
)
_PICTURE = re.compile(r"(?i)\b(?:photo|picture|image|getty|photograph)")
_LEAD = re.compile(
    r"(?i)^(?:with\s+(?:inputs?|files|reporting|additional\s+reporting|agencies|agency\s+inputs?)(?:\s+(?:from|by))?"
    r"|sources?|credits?|courtesy(?:\s+of)?|via|from|(?:originally|first)\s+(?:published|appeared)\s+(?:on|in|by)"
    r"|by|agencies)\b[:\s]*"
)
_PICTURE_HOUSE = re.compile(r"/\s*(?P<house>[A-Z][\w .]{1,30}?)\s*(?:via\b|$|/|\))")
_MOST_WORDS = 5


class Credits(Struct, frozen=True):
    """Houses credited for the text, for pictures; the one it is republished from; its dateline.

    ``dateline`` is "own" under a dateline of the outlet's own, "other" under another house's, ""
    without one.
    """

    text: tuple[str, ...]
    pictures: tuple[str, ...]
    republished: str
    dateline: str


def credits_of(report: Report) -> Credits:
    """Read whom a report credits; the outlet itself does not count."""
    own = report.outlet or ""
    text: list[str] = []
    pictures: list[str] = []
    for line in report.credits:
        if _PICTURE.search(line):
            pictures.extend(match["house"].strip() for match in _PICTURE_HOUSE.finditer(line))
        else:
            text.extend(_houses(line))
    house, dateline = _dateline(report)
    if house:
        text.append(house)
    republished = report.republished_from or ""
    kept = tuple(
        dict.fromkeys(name for name in text if not _same(name, own) and not _same(name, republished))
    )
    pictured = tuple(dict.fromkeys(name for name in pictures if not _same(name, own)))
    return Credits(kept, pictured, "" if _same(republished, own) else republished, dateline)


def _same(name: str, other: str) -> bool:
    return bool(name and other) and same_house(name, other)


def _houses(line: str) -> list[str]:
    """The names in a credit line; none in a line that names staff or holds a sentence."""
    plain = line.strip().strip("()[]\u2014\u2013-| ")
    if _STAFF.search(plain):
        return []
    lead = _LEAD.match(plain)
    bare = plain[lead.end() :] if lead else plain
    byline = bool(lead) and fold(plain).startswith("by ")
    found = []
    for part in re.split(r"\s*(?:/|,|;|\band\b|\|)\s*", bare):
        name = part.strip(" .")
        if not name or not name[0].isupper() or len(name.split()) > _MOST_WORDS:
            continue
        if byline and not (name_key(name).organisation or name.isupper()):
            continue  # a person's name under "By"
        found.append(name)
    return found


def _dateline(report: Report) -> tuple[str, str]:
    """The house in the dateline if it is not the outlet's own, and whose dateline it is."""
    first = first_body(report)
    if first is None:
        return "", ""
    body = report.blocks[first]
    line = dateline_at(report.text, body.start, body.end, opening=True)
    if line is None:
        return "", ""
    house = line.house
    if not house or _same(house, report.outlet or ""):
        return "", "own"
    return house, "other"
