"""Pairs of real FA-KES articles, labelled by hand as copy, common source, independent or different."""

import csv
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from msgspec import Struct

from stemma.evaluation.base import Evaluation, bootstrap, need
from stemma.records import Block, Report
from stemma.reuse import find_copies

_POSITIVE = frozenset({"copy", "common_source"})


class Article(Struct, frozen=True):
    """One FA-KES article."""

    id: str
    outlet: str
    text: str
    published: str
    place: str


def evaluate(data: Path) -> Evaluation:
    """Score copies over all of FA-KES on the labelled pairs: copy or common source against the rest.

    Raises:
        DataMissing: the folder has no FA-KES.
    """
    articles = read_articles(need(data / "fa-kes" / "FA-KES-Dataset.csv"))
    found = {
        frozenset((copy.source, copy.target))
        for copy in find_copies(as_reports(articles))
        if copy.kind != "quotation"
    }
    outcomes = [(label in _POSITIVE, frozenset((one, other)) in found) for one, other, label in read_labels()]
    return Evaluation(
        name="fakes-pairs", data=str(data), figures={"pair_f1": bootstrap(outcomes, _f1)}, peers={}
    )


def read_articles(path: Path) -> list[Article]:
    """Read the articles of the FA-KES table."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Article(row["unit_id"], row["source"], row["article_content"], _iso(row["date"]), row["location"])
        for row in rows
    ]


def _iso(value: str) -> str:
    month, day, year = value.split("/")
    return f"{year}-{int(month):02}-{int(day):02}"


def as_reports(articles: Sequence[Article]) -> Mapping[str, Report]:
    """Return reports with the articles' texts as they are, each as one block."""
    return {
        article.id: Report(
            id=article.id,
            sha256="",
            text=article.text,
            blocks=(Block("body", 0, len(article.text)),),
            outlet=article.outlet,
            published=article.published,
            language="en",
        )
        for article in articles
    }


def read_labels() -> list[tuple[str, str, str]]:
    """Read the labelled pairs: two article ids and the label."""
    text = (files("stemma.evaluation") / "labels" / "fakes_pairs.csv").read_text(encoding="utf-8")
    return [(row["a"], row["b"], row["label"]) for row in csv.DictReader(text.splitlines())]


def _f1(outcomes: Sequence[tuple[bool, bool]]) -> float:
    right = sum(1 for true, found in outcomes if true and found)
    wrong = sum(1 for true, found in outcomes if true != found)
    return 2 * right / (2 * right + wrong) if right or wrong else 0.0
