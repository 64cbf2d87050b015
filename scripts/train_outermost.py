"""Train what judges overlapping attributions (`choosing`) on PolNeAR's training articles, and write it.

    python scripts/train_outermost.py ../shared/data/polnear/train src/stemma/attribution/outermost.npz

Each article is read by a ranker that was trained on the other folds, so that what is judged is as sure and
as wrong as on articles never seen. Deterministic: the fold of a document is its place modulo the folds.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from saving import packed, without_small, write
from train_attribution import (
    CARELESS,
    FOLDS,
    PENALTY,
    careless,
    content_groups,
    cue_rows,
    fit_logistic,
    folded,
    overlap,
    read,
)

from stemma.attribution.choosing import DOUBTFUL, features
from stemma.attribution.finding import rank
from stemma.attribution.found import Found
from stemma.attribution.quoted import floating_quotations
from stemma.attribution.quotes import find_quotations
from stemma.attribution.ranker import Model
from stemma.attribution.tree import Tree
from stemma.evaluation import polnear
from stemma.language import Parser

OUTERMOST_PENALTY = 8.0  # 2 to 8 do alike by cross-validation
MATCH = 0.5  # overlap from which a content is the gold one


def rankers(pairs: Sequence[tuple[polnear.Article, Any]], originals: Sequence[int]) -> list[Model]:
    """Return a ranker for each fold, trained on the other folds; a careless copy is in its article's fold."""
    sources, cues = read(pairs)
    for group in sources:
        group.document = originals[group.document]
    for cue in cues:
        cue["document"] = originals[cue["document"]]
    people = folded(sources, "source")
    contents = folded(content_groups(cues, people), "content")
    rows = cue_rows(cues, contents, people)
    labels = np.array([cue["gold"] is not None for cue in cues])
    folds = np.array([cue["document"] % FOLDS for cue in cues])
    models = []
    for fold in range(FOLDS):
        kept = [row for row, its in zip(rows, folds, strict=True) if its != fold]
        weights = fit_logistic(kept, labels[folds != fold], PENALTY["cue"])
        models.append(Model(weights, contents[fold], people[fold], DOUBTFUL))
    return models


def found_in(article: polnear.Article, trees: list[Tree], model: Model) -> list[Found]:
    report = article.report
    quotations = find_quotations(report.text, report.blocks)
    found = rank(model, trees, quotations, report)
    return [*found, *floating_quotations(found, quotations, trees, report)]


def right(article: polnear.Article, found: Sequence[Found]) -> Iterator[bool]:
    """Yield of each attribution whether an annotator marked it: its cue, and most of its content."""
    text = article.report.text
    for each in found:
        content = polnear.with_complementiser(text, each.content)
        yield any(
            overlap(text, content, gold.content) >= MATCH
            and (not each.cue or not gold.cue or _one(each, gold))
            for gold in article.gold
        )


def _one(each: Found, gold: polnear.Triple) -> bool:
    return any(a.start < b.end and b.start < a.end for a in each.cue for b in gold.cue)


def main() -> None:
    folder, target = Path(sys.argv[1]), Path(sys.argv[2])
    articles = list(polnear.read_articles(folder))
    copies = [careless(article) for article in articles[::CARELESS]]
    originals = [*range(len(articles)), *range(0, len(articles), CARELESS)]
    every = [*articles, *copies]
    pairs = list(zip(every, Parser().parse(article.report for article in every), strict=True))
    models = rankers(pairs, originals)
    rows: list[list[str]] = []
    labels: list[bool] = []
    for number, (article, parsed) in enumerate(pairs[: len(articles)]):
        trees = [Tree(sentence) for sentence in parsed.sentences]
        found = found_in(article, trees, models[number % FOLDS])
        rows += features(found, trees)
        labels += right(article, found)
    weights = fit_logistic(rows, np.array(labels), OUTERMOST_PENALTY)
    print(len(rows), "attributions", sum(labels), "right")
    write(target, packed(without_small(weights)))


if __name__ == "__main__":
    main()
