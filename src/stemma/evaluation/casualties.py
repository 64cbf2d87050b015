"""Casualty statements of FA-KES, labelled by hand: what befell how many of whom, with which comparator.

A label holds the words that count (by offsets into the article), what befell them, the value (none
for "dozens"), the comparator and the class of the people: civilians, fighters, medical, or people
where the text does not say. A statement is right when the figure found at its words agrees in all
four; a figure not found is wrong.
"""

import csv
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path

from msgspec import Struct

from stemma.evaluation.base import Evaluation, bootstrap, need
from stemma.evaluation.fakes_pairs import read_articles
from stemma.evaluation.parsing import parsed_texts
from stemma.events import count_casualties, victim_class
from stemma.records import Quantity


class Label(Struct, frozen=True):
    """One statement labelled by hand; offsets into the article's content, end-exclusive."""

    article: str
    start: int
    end: int
    measure: str
    value: int | None
    comparator: str
    people: str


def evaluate(data: Path) -> Evaluation:
    """Score casualty figures on the labelled statements of FA-KES under ``data``."""
    path = need(data / "fa-kes" / "FA-KES-Dataset.csv")
    labels = read_labels()
    wanted = {label.article for label in labels}
    articles = [article for article in read_articles(path) if article.id in wanted]
    found = {
        article.id: count_casualties(report, parsed)
        for article, (report, parsed) in zip(articles, parsed_texts(a.text for a in articles), strict=True)
    }
    verdicts = [verdict(label, found.get(label.article, ())) for label in labels]
    names = ("accuracy", "found", "measure", "value", "comparator", "class")
    figures = {name: bootstrap([item[at] for item in verdicts], _share) for at, name in enumerate(names)}
    return Evaluation("casualties", str(path), figures)


def _share(marks: Sequence[bool]) -> float:
    return sum(marks) / len(marks)


def read_labels() -> list[Label]:
    """Return the statements labelled by hand."""
    text = (files("stemma.evaluation") / "labels" / "casualties.csv").read_text(encoding="utf-8")
    return [
        Label(
            row["unit_id"],
            int(row["start"]),
            int(row["end"]),
            row["measure"],
            int(row["value"]) if row["value"] else None,
            row["comparator"],
            row["class"],
        )
        for row in csv.DictReader(text.splitlines())
    ]


def verdict(label: Label, found: Iterable[Quantity]) -> tuple[bool, ...]:
    """Return whether a label is met: in all, and found, measure, value, comparator and class alone."""
    near = [item for item in found if item.span.start < label.end and label.start < item.span.end]
    marks = [_marks(label, item) for item in near]
    best: Sequence[bool] = max(marks, key=sum, default=(False,) * 5)
    return (all(best), *best)


def _marks(label: Label, item: Quantity) -> tuple[bool, ...]:
    return (
        True,
        item.measure == label.measure,
        item.best == label.value,
        item.comparator == label.comparator,
        victim_class(item.victims) == label.people,
    )
