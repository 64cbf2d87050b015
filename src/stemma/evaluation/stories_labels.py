"""Labels of claims that several real reports tell: which words, in which group, and from whom."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from stemma.evaluation.variants_real_sets import Row
from stemma.records import Span

_WORD = re.compile(r"\w+")


class Told(Struct, frozen=True):
    """One telling of a claim: where, in letters and digits of the report's text, and from whom.

    ``origin`` is "?" where the text does not tell.
    """

    report: str
    claim: str
    span: Span
    words: frozenset[str]
    origin: str
    doubtful: bool = False
    denies: bool = False


class Story(Struct, frozen=True):
    """A group of reports, which half it is in, and what is told in it."""

    id: str
    part: str
    reports: tuple[str, ...]
    told: tuple[Told, ...]


def read_stories(texts: Mapping[str, str]) -> Iterator[Story]:
    """Yield the labelled groups of which ``texts`` has all reports, in order of their ids."""
    for group, rows in sorted(label_rows("stories.csv").items()):
        reports = tuple(dict.fromkeys(row["report"] for row in rows))
        if all(one in texts for one in reports):
            told = tuple(_told(row, texts[row["report"]]) for row in rows if row["claim"])
            yield Story(group, rows[0]["part"], reports, told)


def label_rows(name: str) -> dict[str, list[dict[str, str]]]:
    """Return the rows of a file of labels by group."""
    text = (files("stemma.evaluation") / "labels" / name).read_text(encoding="utf-8")
    groups: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in csv.DictReader(text.splitlines()):
        groups[row["group"]].append(row)
    return groups


def _told(row: Mapping[str, str], text: str) -> Told:
    start, end = map(int, row["span"].split("-"))
    words = frozenset(_WORD.findall(text[start:end].lower()))
    return Told(
        row["report"],
        row["claim"],
        in_letters(text, Span(start, end)),
        words,
        row["origin"],
        doubtful=row["doubtful"] == "yes",
        denies=row["denies"] == "yes",
    )


def in_letters(text: str, span: Span) -> Span:
    """Return a span counted in letters and digits alone, which the cleaning of a text leaves as they are."""
    before = sum(map(str.isalnum, text[: span.start]))
    return Span(before, before + sum(map(str.isalnum, text[span.start : span.end])))


def placed_in(texts: Mapping[str, str], rows: Mapping[str, Row], told: Told) -> Told:
    """Return a telling with its place in the text that a casebook keeps of its report, in letters.

    Reading leaves out what is no part of an article ("Get short URL").
    """
    raw, clean = ([*_WORD.finditer(text)] for text in (rows[told.report]["text"], texts[told.report]))
    if [word[0] for word in raw] == [word[0] for word in clean]:
        return told
    blocks = _blocks(tuple(word[0] for word in raw), tuple(word[0] for word in clean))
    letters = list(accumulate((sum(map(str.isalnum, word[0])) for word in raw), initial=0))
    kept = list(accumulate((sum(map(str.isalnum, word[0])) for word in clean), initial=0))
    inside = [
        here + at
        for there, here, size in blocks
        for at in range(size)
        if letters[there + at] < told.span.end and letters[there + at + 1] > told.span.start
    ]
    span = Span(kept[inside[0]], kept[inside[-1] + 1]) if inside else Span(0, 0)
    return replace(told, span=span)


@cache
def _blocks(raw: tuple[str, ...], clean: tuple[str, ...]) -> list[tuple[int, int, int]]:
    """Return where runs of words begin in a text and in what was kept of it, and how long they are."""
    found = SequenceMatcher(None, raw, clean, autojunk=False).get_matching_blocks()
    return [(one.a, one.b, one.size) for one in found]


__all__ = ["Story", "Told", "in_letters", "label_rows", "placed_in", "read_stories"]
