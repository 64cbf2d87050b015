"""Reports that say that they are translations: a gap in the tree, since the original is not compared."""

import re
from functools import cache

from stemma.records import Report
from stemma.resources import load_toml

UNNAMED = "another language"
_BESIDE = frozenset({"credit", "republication", "correction"})
# A note on the translation in the body stands in a short paragraph at the beginning or the end.
_EDGE, _LONGEST = 2, 240
# One of these is in every such note; most reports have neither.
_SIGNS = ("ranslat", "RANSLAT", "riginal", "first ", "available in", "published in")


def translated_from(report: Report) -> str:
    """Return the language that a report says it was translated from, "" when it says nothing of the kind.

    ``UNNAMED`` is returned where it says that it is a translation but not from what.
    """
    if not any(sign in report.text for sign in _SIGNS):
        return ""
    for note in _notes(report):
        for pattern in _patterns("named"):
            if found := pattern.search(note):
                return _name(found.group("language"))
    for note in _notes(report):
        if any(pattern.fullmatch(note) for pattern in _patterns("unnamed")):
            return UNNAMED
    return ""


def _notes(report: Report) -> list[str]:
    """Return what stands beside the body, and the short paragraphs at the body's edges."""
    notes = [*report.credits, *filter(None, (report.byline,))]
    notes += [report.text[block.start : block.end] for block in report.blocks if block.kind in _BESIDE]
    body = [report.text[block.start : block.end] for block in report.blocks if block.kind == "body"]
    notes += [part for part in (*body[:_EDGE], *body[_EDGE:][-_EDGE:]) if len(part) <= _LONGEST]
    return notes


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    table = load_toml("translations", "translated.toml")
    names = sorted(table["languages"]["names"], key=len, reverse=True)
    language = f"(?P<language>{'|'.join(names)})"
    return tuple(
        re.compile(pattern.replace("LANGUAGE", language), re.IGNORECASE)
        for pattern in table["patterns"][kind]
    )


@cache
def _name(written: str) -> str:
    names: list[str] = load_toml("translations", "translated.toml")["languages"]["names"]
    return next(name for name in names if name.casefold() == written.casefold())
