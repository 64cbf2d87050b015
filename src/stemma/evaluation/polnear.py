"""PolNeAR: attributions in political news (source, cue, content), scored by document.

Newell, Margolin and Ruths (LREC 2018). A system's attribution matches a gold one when the words of
their contents overlap with Jaccard .5 or more, one to one, greedily from the best pair; "with
source" asks besides that the sources overlap with Jaccard .5 or share their last word. The exact
figures compare fragments after stripping quotation marks and punctuation at their edges and joining
fragments that only punctuation parts. PolNeAR keeps the outermost attribution only.
"""

# ruff: noqa: RUF001 (typographic quotation marks are stripped)

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from stemma.attribution import attribute_outermost
from stemma.evaluation.base import Evaluation, Figure, bootstrap, need
from stemma.evaluation.overlapping import MATCH, jaccard, matched, words_at
from stemma.language import Parser
from stemma.records import Block, ParsedReport, Report, Span

PEERS = {
    "textacy 0.13": {"attribution_f1": 0.198, "with_source_f1": 0.138},
    "GenderGapTracker rules": {"attribution_f1": 0.458, "with_source_f1": 0.395},
    "Citron, retrained on 300 documents": {"attribution_f1": 0.569, "with_source_f1": 0.493},
    "two humans (18 documents)": {"attribution_f1": 0.803, "with_source_f1": 0.741},
}

_EDGE = " \t\n\r\"'“”‘’«»`.,;:!?…-–—()[]"
_LINE = re.compile(r"(?P<key>[TE]\d+)\t(?P<rest>.*)")
_COMPLEMENTISER = re.compile(r"\bthat\s+[\"“'‘]?$")

Spans = tuple[Span, ...]


class Triple(Struct, frozen=True):
    """The spans of one attribution; any part may be missing."""

    source: Spans
    cue: Spans
    content: Spans


class Article(Struct, frozen=True):
    """One article as a report, with its gold attributions."""

    report: Report
    gold: tuple[Triple, ...]


class Counts(Struct, frozen=True):
    """What one document adds: (found right, found, gold) for each metric."""

    attribution: tuple[int, int, int]
    with_source: tuple[int, int, int]
    source: tuple[int, int, int]
    cue: tuple[int, int, int]
    content: tuple[int, int, int]


def evaluate(data: Path) -> Evaluation:
    """Score the attributions of the development articles (or of the test articles, if there).

    The figures that begin with "rules_" are those of the rules alone, without the trained ranker.

    Args:
        data: the folder that holds ``polnear`` (or the folder with ``text`` and ``attributions``).
    """
    folder = _folder(data)
    articles = list(read_articles(folder))
    parsed = list(Parser().parse(article.report for article in articles))
    figures: dict[str, Figure] = {}
    for prefix, rules_only in (("", False), ("rules_", True)):
        counts = [
            score(article, found(article.report, each, rules_only=rules_only))
            for article, each in zip(articles, parsed, strict=True)
        ]
        figures |= {prefix + name: figure for name, figure in figures_of(counts).items()}
    return Evaluation("polnear", str(folder), figures, PEERS)


def figures_of(counts: Sequence[Counts]) -> dict[str, Figure]:
    """Return the figures over the documents' counts."""
    names = {
        "attribution_f1": "attribution", "with_source_f1": "with_source", "source_exact_f1": "source",
        "cue_exact_f1": "cue", "content_exact_f1": "content",
    }  # fmt: skip
    return {name: bootstrap([getattr(each, field) for each in counts], _f1) for name, field in names.items()}


def found(report: Report, parsed: ParsedReport, *, rules_only: bool = False) -> list[Triple]:
    """Return the system's outermost attributions as PolNeAR marks them: with "that"."""
    return [
        Triple(source, cue, with_complementiser(report.text, content))
        for source, cue, content in attribute_outermost(report, parsed, rules_only=rules_only)
    ]


def with_complementiser(text: str, content: Spans) -> Spans:
    """Return a content with the "that" before it, as the annotators mark it."""
    match = _COMPLEMENTISER.search(text, max(0, content[0].start - 8), content[0].start)
    return (Span(match.start(), content[0].end), *content[1:]) if match else content


def _folder(data: Path) -> Path:
    for candidate in (data / "polnear" / "dev", data / "polnear" / "test", data / "dev", data / "test", data):
        if (candidate / "text").is_dir() and (candidate / "attributions").is_dir():
            return candidate
    return need(data / "polnear" / "dev" / "text")


def read_articles(folder: Path) -> Iterator[Article]:
    """Yield the articles of a folder with the attributions of each one's first annotator."""
    files = sorted((folder / "attributions").glob("*.ann"))
    first: dict[str, Path] = {}
    for path in files:
        first.setdefault(path.stem.rsplit("_", 1)[0], path)
    for name, path in first.items():
        text_path = folder / "text" / f"{name}.txt"
        text = text_path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
        yield Article(_report(name, text), tuple(_gold(path)))


def _report(name: str, text: str) -> Report:
    blocks = [Block("body", match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    return Report(id=name, sha256="", text=text, blocks=tuple(blocks))


def _gold(path: Path) -> Iterator[Triple]:
    spans: dict[str, Spans] = {}
    for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
        match = _LINE.match(line)
        if match is None:
            continue
        if match["key"].startswith("T"):
            offsets = match["rest"].split("\t")[0].split(" ", 1)[1]
            pairs = (part.split() for part in offsets.split(";"))
            spans[match["key"]] = tuple(Span(int(a), int(b)) for a, b in pairs)
            continue
        parts: dict[str, list[Span]] = defaultdict(list)
        for item in match["rest"].split():
            role, key = item.split(":", 1)
            parts[re.sub(r"\d", "", role)].extend(spans.get(key, ()))
        if parts["Content"]:
            ordered = (sorted(parts[role], key=lambda s: s.start) for role in ("Source", "Cue", "Content"))
            yield Triple(*(tuple(each) for each in ordered))


def score(article: Article, system: Sequence[Triple]) -> Counts:
    """Return the counts of one document."""
    text, gold = article.report.text, article.gold
    taken = matched(
        [words_at(text, one.content) for one in system], [words_at(text, one.content) for one in gold]
    )
    right = sum(same_source(text, system[i].source, gold[j].source) for i, j in taken.items())
    totals = (len(system), len(gold))
    return Counts(
        (len(taken), *totals),
        (right, *totals),
        _exact(text, [t.source for t in system], [t.source for t in gold]),
        _exact(text, [t.cue for t in system], [t.cue for t in gold]),
        _exact(text, [t.content for t in system], [t.content for t in gold]),
    )


def same_source(text: str, ours: Spans, theirs: Spans) -> bool:
    """Whether two sources overlap by half or end in the same word (two absent sources agree)."""
    mine, gold = words_at(text, ours), words_at(text, theirs)
    if not mine or not gold:
        return not mine and not gold
    return jaccard(mine, gold) >= MATCH or max(mine) == max(gold)


def _exact(text: str, ours: Iterable[Spans], theirs: Iterable[Spans]) -> tuple[int, int, int]:
    mine = {part for spans in ours for part in _fragments(text, spans)}
    gold = {part for spans in theirs for part in _fragments(text, spans)}
    return len(mine & gold), len(mine), len(gold)


def _fragments(text: str, spans: Spans) -> list[tuple[int, int]]:
    joined: list[list[int]] = []
    for span in sorted(spans, key=lambda each: each.start):
        if joined and not text[joined[-1][1] : span.start].strip(_EDGE):
            joined[-1][1] = max(joined[-1][1], span.end)
        else:
            joined.append([span.start, span.end])
    stripped = []
    for start, end in joined:
        piece = text[start:end]
        low = start + len(piece) - len(piece.lstrip(_EDGE))
        high = end - (len(piece) - len(piece.rstrip(_EDGE)))
        if low < high:
            stripped.append((low, high))
    return stripped


def _f1(counts: Sequence[tuple[int, int, int]]) -> float:
    right = sum(each[0] for each in counts)
    total = sum(each[1] + each[2] for each in counts)
    return 2 * right / total if total else 0.0
