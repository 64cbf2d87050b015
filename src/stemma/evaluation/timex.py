"""Time expressions against TIMEX3 annotation, read in place.

A system's expression matches a gold one when their spans overlap, one to one in reading order (the
relaxed match of TempEval-3; UzZaman et al. 2013); ``value_f1`` is F1 with a match counted only
when the values are equal too.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path

from msgspec import Struct

from stemma.evaluation.base import Evaluation, Figure, bootstrap, need
from stemma.language import Parser
from stemma.records import Block, Report, Time
from stemma.times import find_times

_TEXT = re.compile(r"<TEXT>(.*?)</TEXT>", re.DOTALL)
_CREATED = re.compile(r"<DCT>.*?value=\"([^\"]+)\"", re.DOTALL)
_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_VALUE = re.compile(r"\bvalue=\"([^\"]*)\"")


class Gold(Struct, frozen=True):
    """A hand-labelled time expression."""

    start: int
    end: int
    value: str


class Counts(Struct, frozen=True):
    """One document's counts of matched, exactly spanned and rightly valued, predicted and gold."""

    matched: int
    strict: int
    valued: int
    predicted: int
    gold: int


def read_timeml(path: Path) -> tuple[Report, tuple[Gold, ...]]:
    """Read a TimeML file: its text as a report published on its creation date, and its TIMEX3."""
    raw = path.read_text(encoding="utf-8")
    body = _TEXT.search(raw)
    created = _CREATED.search(raw)
    text, gold = strip_tags(body[1] if body else "")
    published = created[1][:10] if created else None
    report = Report(
        id=path.stem,
        sha256="",
        text=text,
        blocks=tuple(_paragraphs(text)),
        published=published,
        language="en",
    )
    return report, tuple(gold)


def strip_tags(marked: str) -> tuple[str, list[Gold]]:
    """Return text without tags, and the TIMEX3 of it."""
    pieces: list[str] = []
    gold = []
    length = position = 0
    opened: list[tuple[int, str]] = []
    for tag in _TAG.finditer(marked):
        piece = unescape(marked[position : tag.start()])
        pieces.append(piece)
        length += len(piece)
        position = tag.end()
        if tag[2] != "TIMEX3":
            continue
        if not tag[1]:
            value = _VALUE.search(tag[3])
            opened.append((length, value[1] if value else ""))
        elif opened:
            start, value_text = opened.pop()
            gold.append(Gold(start, length, value_text))
    pieces.append(unescape(marked[position:]))
    return "".join(pieces), gold


def _paragraphs(text: str) -> Iterator[Block]:
    for found in re.finditer(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*$)", text, re.DOTALL):
        yield Block("body", found.start(), found.end())


def count(times: Sequence[Time], gold: Sequence[Gold]) -> Counts:
    """Return one document's counts."""
    left = [g for g in gold if g.end > g.start]
    matched = strict = valued = 0
    for time in sorted(times, key=lambda t: t.span.start):
        for candidate in left:
            if candidate.start < time.span.end and time.span.start < candidate.end:
                matched += 1
                strict += (candidate.start, candidate.end) == (time.span.start, time.span.end)
                valued += candidate.value == time.value
                left.remove(candidate)
                break
    return Counts(matched, strict, valued, len(times), sum(g.end > g.start for g in gold))


def run(files: Sequence[Path]) -> list[Counts]:
    """Run times on TimeML files and return the counts of each."""
    documents = [read_timeml(need(path)) for path in files]
    parsed = Parser().parse(report for report, _ in documents)
    return [
        count(find_times(report, sentences), gold)
        for (report, gold), sentences in zip(documents, parsed, strict=True)
    ]


def f1(counts: Sequence[Counts], kind: str) -> Figure:
    """Return F1 of "matched", "strict" or "valued" with its interval over documents."""

    def statistic(sample: Sequence[Counts]) -> float:
        total = sum(c.predicted + c.gold for c in sample)
        return 2 * sum(getattr(c, kind) for c in sample) / total if total else 0.0

    return bootstrap(counts, statistic)


def evaluation(
    name: str, data: Path, sets: dict[str, list[Counts]], peers: dict[str, dict[str, float]]
) -> Evaluation:
    """Return the figures over all sets, and of each set where there are several."""
    everything = [c for counts in sets.values() for c in counts]
    figures = {
        "value_f1": f1(everything, "valued"),
        "strict_f1": f1(everything, "strict"),
        "relaxed_f1": f1(everything, "matched"),
    }
    if len(sets) > 1:
        figures |= {f"value_f1_{label}": f1(counts, "valued") for label, counts in sets.items()}
    return Evaluation(name, str(data), figures, peers)
