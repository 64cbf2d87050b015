"""Russian quotations: source, cue and content of single sentences, scored as PolNeAR is.

The data (a thesis on quotes; 208 Russian sentences of a general corpus) tag every word
of a sentence as source, cue, content or none; a sentence holds one attribution at most. Sentences
of odd number were looked at while the rules were written, those of even number were not: the
``heldout_`` figures are of these. The Czech half of the data is in a language that is not read.
"""

import csv
from collections.abc import Sequence
from pathlib import Path

from stemma.attribution import attribute_outermost
from stemma.evaluation.base import Evaluation, need
from stemma.evaluation.polnear import Article, Triple, figures_of, score
from stemma.language import Parser
from stemma.records import Block, Report, Span

_TAGS = ("source", "cue", "content")
_TIGHT = frozenset({",", ".", ":", ";", "!", "?", "»", ")", "…"})


def evaluate(data: Path) -> Evaluation:
    """Score the attributions of the Russian sentences.

    Args:
        data: the folder that holds ``adaq-ru`` (or its own folder).
    """
    folder = next((each for each in (data / "adaq-ru" / "data", data / "data", data) if _has(each)), None)
    path = need((folder or data / "adaq-ru" / "data") / "ru_tokens.tsv")
    articles = read_sentences(path)
    parsed = list(Parser().parse(article.report for article in articles))
    counts = [
        score(article, [Triple(*each) for each in attribute_outermost(article.report, sentences)])
        for article, sentences in zip(articles, parsed, strict=True)
    ]
    figures = figures_of(counts)
    figures |= {f"heldout_{name}": figure for name, figure in figures_of(counts[1::2]).items()}
    return Evaluation("adaq-ru", str(path), figures, {})


def _has(folder: Path) -> bool:
    return (folder / "ru_tokens.tsv").is_file()


def read_sentences(path: Path) -> list[Article]:
    """Return the sentences as reports of one block, with their gold attribution."""
    rows: dict[str, list[tuple[str, str]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            rows.setdefault(row["sentence_num"], []).append((row["text"], row["tags"]))
    return [_article(name, tokens) for name, tokens in rows.items()]


def _article(name: str, tokens: Sequence[tuple[str, str]]) -> Article:
    text = ""
    spans: dict[str, list[Span]] = {tag: [] for tag in _TAGS}
    last = ""
    for word, tag in tokens:
        if text and word not in _TIGHT:
            text += " "
        start = len(text)
        text += word
        if tag in spans:
            own = spans[tag]
            if own and last == tag:
                own[-1] = Span(own[-1].start, len(text))
            else:
                own.append(Span(start, len(text)))
        last = tag
    report = Report(name, "", text, (Block("body", 0, len(text)),), language="ru")
    triple = Triple(*(tuple(spans[tag]) for tag in _TAGS))
    return Article(report, (triple,) if triple.content else ())
