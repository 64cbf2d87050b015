"""What a line of an article is: body, credit, photo credit, correction or republication."""

import re
from functools import cache, lru_cache
from typing import Literal

from stemma.reading.cleaning import straight
from stemma.resources import load_toml

_OUTLET = (
    r"(?P<outlet>(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?|[A-Z0-9](?:[^.,;:()|]|\.(?=\w)){1,60}?)"
    r"(?=[,;:()|\"]|\.(?!\w)|\s(?:on|and|under|in|at|with|for|via|by|as|All|Do|Ltd|Inc|LLC)\s|\s[-–—]|\W*$)"  # noqa: RUF001 dashes
)
_WORD = r"[A-ZÀ-Þ0-9@©][\w.'’-]*"  # noqa: RUF001 the apostrophe of names
_PARTICLES = "via|and|for|of|the|by|on|de|al|el|von|van|bin|der"
_NAMES = rf"{_WORD}(?:(?:[\s/,&|-]+|\s?\()(?:(?:{_PARTICLES})\s+)*{_WORD}\)?)*"
_LONGEST = {"republication": 600, "correction": 1200, "credit": 320, "copyright": 400}
# Copies repeat lines; what so many of them are is remembered.
_REMEMBERED = 2048
# Credits are read in the last characters of a line only.
_TAIL = 300
_ENDS = (".", '"', "”", "’", "!", "?", ")")  # noqa: RUF001 typographic quotes
_NOT_OUTLETS = re.compile(
    r"(?i)all rights reserved|do not|reserved|copyright|\d+|the authors?|the \w+ owners?"
)

LineKind = Literal["republication", "correction", "credit", "copyright"]


@cache
def _agencies() -> str:
    names = load_toml("reading", "lines.toml")["agencies"]["names"]
    return "(?:" + "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) + ")"


def _filled(pattern: str) -> str:
    return pattern.replace("OUTLET", _OUTLET).replace("NAMES", _NAMES).replace("AGENCY", _agencies())


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    patterns = load_toml("reading", "lines.toml")[kind]["patterns"]
    return tuple(re.compile(_filled(pattern), re.DOTALL) for pattern in patterns)


@cache
def _photo_at_end() -> re.Pattern[str]:
    photo = load_toml("reading", "lines.toml")["photo"]

    def any_of(patterns: list[str]) -> str:
        return "|".join(_filled(pattern) for pattern in patterns)

    return re.compile(
        rf"(?:^|(?<=[.!?)\]\"'|])\s*|\s[-–—|]\s?|\s(?=[(\[]))(?P<a>{any_of(photo['patterns'])})\s*$"  # noqa: RUF001 dashes
        rf"|(?:^|(?<=[\s.!?)\]\"'|]))(?P<b>{any_of(photo['inline'])})\s*$"
    )


@cache
def _dateline() -> re.Pattern[str]:
    agencies = rf"(?P<agency>{_agencies()}(?:/{_agencies()})*)"
    return re.compile(
        rf"[A-ZÀ-Þ][^.!?()/]{{1,80}}(?:\. ?[^.!?()/]{{0,20}})?[\s,.]"
        rf"[(/]?{agencies}[)/]?(?: [A-Z][a-z]+)?\.?\s*[-–—:]+\s"  # noqa: RUF001 dashes
        rf"|[A-ZÀ-Þ][^.!?()/]{{1,80}}\. ?/(?P<slashed>{_agencies()})/\.\s"
    )


@cache
def _agency_tail() -> re.Pattern[str]:
    agencies = rf"(?P<agency>{_agencies()}(?:/{_agencies()})*)"
    return re.compile(
        rf"\s*(?:[-–—]+\s*|\((?:(?i:source):\s*)?){agencies}\)?\s*$"  # noqa: RUF001 dashes
        r"|\s*\((?i:source):\s[A-Z][^()]{2,60}\)\s*$"
    )


@lru_cache(_REMEMBERED)
def classify(line: str) -> tuple[LineKind, str] | None:
    """Return what a line is besides body, with the outlet that it names ("" for none)."""
    plain = straight(line)
    for kind in ("republication", "correction", "copyright", "credit"):
        if len(line) > _LONGEST[kind]:
            continue
        for pattern in _patterns(kind):
            found = pattern.fullmatch(plain)
            if found:
                outlet = found.groupdict().get("outlet") or ""
                outlet = outlet.strip(" \t\"'.,-")
                if kind == "copyright" and (not outlet or _NOT_OUTLETS.fullmatch(outlet)):
                    continue
                return kind, outlet
    return None


def is_caption(line: str) -> bool:
    """Return whether a paragraph says who or what a picture shows ("Pictured, from left, …")."""
    return any(pattern.match(line) for pattern in _captions())


@cache
def _captions() -> tuple[re.Pattern[str], ...]:
    patterns = load_toml("reading", "lines.toml")["caption"]["patterns"]
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


@lru_cache(_REMEMBERED)
def split_photo_credit(line: str) -> tuple[str, str]:
    """Part a caption from the photo credit at its end: (caption, credit), credit "" for none."""
    offset = max(0, len(line) - _TAIL)
    found = _photo_at_end().search(straight(line[offset:]))
    if not found:
        return line, ""
    start = offset + (found.start("a") if found["a"] else found.start("b"))
    return line[:start].rstrip(" |-–—"), line[start:].strip()  # noqa: RUF001 dashes


def dateline_agency(line: str) -> str:
    """Return the agency of a dateline ("BEIRUT (AFP) - …"), "" for none."""
    found = _dateline().match(line)
    return (found["agency"] or found["slashed"]) if found else ""


def leading_agency(text: str) -> int:
    """Return the length of an agency's name that stands before a date at the start, 0 for none."""
    found = re.match(rf"{_agencies()}(?=\s+(?:[A-Z][a-z]+ )?\d{{1,2}}[ ./-])", text)
    return found.end() if found else 0


@lru_cache(_REMEMBERED)
def split_agency_tail(line: str) -> tuple[str, str]:
    """Part a body's last line from the agency set behind it ("… on Sunday. - AFP")."""
    found = _agency_tail().search(line, max(0, len(line) - _TAIL))
    if not found or not line[: found.start()].rstrip().endswith(_ENDS):
        return line, ""
    return line[: found.start()].rstrip(), line[found.start() :].strip()


def byline_name(line: str) -> str:
    """Return the names of a line "By A. Person and B. Person", "" when it is no byline."""
    found = re.fullmatch(
        r"\W*[Bb][Yy]:? (?P<names>[A-ZÀ-Þ][^.!?:;|\d]{2,80}?)(?:,? (?:in|at|for) [A-Z].*)?(?:\s*[|•·–-].*)?",  # noqa: RUF001 dash
        line,
    )
    return found["names"].strip(" ,") if found else ""
