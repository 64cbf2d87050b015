"""Train the attribution ranker on PolNeAR's training articles and write its weights.

    python scripts/train_attribution.py ../shared/data/polnear/train src/stemma/attribution/ranker.npz

Deterministic: no random numbers but the fold of a document, which is its place modulo the folds.
Run scripts/order_weights.py on the file afterwards: it changes no weight, and a run is quicker.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from msgspec.structs import replace
from saving import packed, without_small, write
from scipy import sparse
from scipy.optimize import minimize

from stemma.attribution.candidates import cue_candidates
from stemma.attribution.features import View, content_features, cue_features, source_features
from stemma.attribution.people import source_candidates
from stemma.attribution.quotes import find_quotations
from stemma.attribution.ranker import (
    NEXT,
    Model,
    best_content,
    best_source,
    joint_features,
    takes_source,
    with_spans,
)
from stemma.attribution.tree import Tree
from stemma.evaluation import polnear
from stemma.evaluation.overlapping import jaccard, words_at
from stemma.language import Parser
from stemma.records import Span

FOLDS = 3
RAREST = 3
CARELESS = 4  # every fourth article is learnt a second time without commas and apostrophes
PENALTY = {"cue": 4.0, "content": 4.0, "source": 1.5}  # from a fold of the training articles


class Group:
    """Candidates of one decision: their features, and which is right."""

    def __init__(self, rows: list[list[str]], target: int, document: int) -> None:
        self.rows, self.target, self.document = rows, target, document


def overlap(text: str, a: Sequence[Span], b: Sequence[Span]) -> float:
    return jaccard(words_at(text, a), words_at(text, b))


def read(pairs: Sequence[tuple[polnear.Article, Any]]) -> tuple[list[Group], list[dict[str, Any]]]:
    """Return the source decisions, and every cue candidate with its gold attribution or None."""
    sources, cues = [], []
    for number, (article, parsed) in enumerate(pairs):
        text = article.report.text
        quotations = find_quotations(text, article.report.blocks)
        for sentence in parsed.sentences:
            tree = Tree(sentence)
            near = [q for q in quotations if q.end > sentence.start and q.start <= sentence.end + NEXT]
            gold = [g for g in article.gold if g.cue and sentence.start <= g.cue[0].start < sentence.end]
            candidates = cue_candidates(tree)
            matched, doubtful = match(tree, gold, candidates)
            for cue in candidates:
                at = tree.tokens[cue].start
                nested = any(s.start <= at < s.end for g in article.gold for s in g.content)
                if cue not in matched and (nested or cue in doubtful):
                    continue
                view = View(tree, cue, near)
                triple = matched.get(cue)
                cues.append({"view": view, "near": near, "gold": triple, "document": number, "text": text})
                if triple is None:
                    continue
                people = source_candidates(tree, cue)
                fits = [source_fit(text, tree, person.tokens, triple.source) for person in people]
                if max(fits) > 0:
                    sources.append(
                        Group(
                            [source_features(view, person) for person in people], int(np.argmax(fits)), number
                        )
                    )
    return sources, cues


def match(
    tree: Tree, gold: Sequence[polnear.Triple], candidates: Sequence[int]
) -> tuple[dict[int, polnear.Triple], set[int]]:
    """Return the candidate that heads each gold cue, and all candidates inside gold cues."""
    matched: dict[int, polnear.Triple] = {}
    doubtful: set[int] = set()
    for each in gold:
        inside = [i for i in candidates if any(s.start <= tree.tokens[i].start < s.end for s in each.cue)]
        if inside:
            matched[min(inside, key=lambda i: (tree.depth[i], i))] = each
            doubtful.update(inside)
    return matched, doubtful


def source_fit(text: str, tree: Tree, tokens: Sequence[int], gold: Sequence[Span]) -> float:
    spans = tuple(Span(tree.tokens[i].start, tree.tokens[i].end) for i in tokens)
    if not polnear.same_source(text, spans, tuple(gold)):
        return 0.0
    return overlap(text, spans, gold) + 0.01 if tokens else 1.0


def content_groups(cues: Sequence[dict[str, Any]], people: Sequence[dict[str, float]]) -> list[Group]:
    """Return the content decisions of the gold cues, beside the sources that a model chose unseen."""
    groups = []
    for cue in cues:
        if cue["gold"] is None:
            continue
        view, text = cue["view"], cue["text"]
        source = best_source(Model({}, {}, people[cue["document"] % FOLDS], 0.0), view)
        options = [
            option
            for option in with_spans(view.tree, view.cue, cue["near"])
            if not takes_source(option[0], source)
        ]
        fits = [
            overlap(text, polnear.with_complementiser(text, spans), cue["gold"].content)
            for _, spans, _ in options
        ]
        if fits and max(fits) >= 0.5:
            rows = [content_features(view, content, source, wide) for content, _, wide in options]
            groups.append(Group(rows, int(np.argmax(fits)), cue["document"]))
    return groups


def index_of(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    counts = Counter(feature for row in rows for feature in set(row))
    return {feature: i for i, feature in enumerate(sorted(f for f, n in counts.items() if n >= RAREST))}


def matrix(rows: Sequence[Sequence[str]], index: dict[str, int]) -> Any:
    pointers = [0]
    columns: list[int] = []
    for row in rows:
        columns.extend(index[feature] for feature in row if feature in index)
        pointers.append(len(columns))
    return sparse.csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(rows), len(index)))


def fit_softmax(groups: Sequence[Group], penalty: float) -> dict[str, float]:
    rows = [row for group in groups for row in group.rows]
    index = index_of(rows)
    data = matrix(rows, index)
    starts = np.cumsum([0] + [len(group.rows) for group in groups])[:-1]
    sizes = np.array([len(group.rows) for group in groups])
    targets = starts + np.array([group.target for group in groups])
    owner = np.repeat(np.arange(len(groups)), sizes)

    def loss(weights: Any) -> tuple[float, Any]:
        scores = data @ weights
        scores -= np.maximum.reduceat(scores, starts)[owner]
        grown = np.exp(scores)
        sums = np.add.reduceat(grown, starts)
        value = -(scores[targets] - np.log(sums)).sum() + 0.5 * penalty * weights @ weights
        slope = grown / sums[owner]
        slope[targets] -= 1
        return value, data.T @ slope + penalty * weights

    result = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    return {name: float(result.x[i]) for name, i in index.items()}


def fit_logistic(rows: Sequence[Sequence[str]], labels: Any, penalty: float) -> dict[str, float]:
    index = index_of(rows)
    data = matrix(rows, index)
    signs = np.where(labels, 1.0, -1.0)

    def loss(weights: Any) -> tuple[float, Any]:
        margins = signs * (data @ weights)
        value = np.logaddexp(0, -margins).sum() + 0.5 * penalty * weights @ weights
        slope = -signs / (1 + np.exp(np.clip(margins, -30, 30)))
        return value, data.T @ slope + penalty * weights

    result = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    return {name: float(result.x[i]) for name, i in index.items()}


def cue_rows(
    cues: Sequence[dict[str, Any]], contents: Sequence[dict[str, float]], people: Sequence[dict[str, float]]
) -> list[list[str]]:
    """Features of cues with those of their best content, from models that have not seen the document."""
    rows = []
    for cue in cues:
        view, fold = cue["view"], cue["document"] % FOLDS
        model = Model({}, contents[fold], people[fold], 0.0)
        row = cue_features(view)
        best = best_content(model, view, best_source(model, view), cue["near"])
        if best is None:
            row.append("j:nothing")
        else:
            row.extend(joint_features(view, best[0], best[2]))
        rows.append(row)
    return rows


def accuracy(groups: Sequence[Group], weights: dict[str, float]) -> float:
    right = 0
    for group in groups:
        scores = [sum(weights.get(f, 0.0) for f in row) for row in group.rows]
        right += int(np.argmax(scores)) == group.target
    return right / max(1, len(groups))


def train(pairs: Sequence[tuple[polnear.Article, Any]], threshold: float = 0.0) -> Model:
    sources, cues = read(pairs)
    print(len(sources), "sources", len(cues), "cues", sum(c["gold"] is not None for c in cues))
    people = folded(sources, "source")
    contents = content_groups(cues, people)
    folds = folded(contents, "content")
    rows = cue_rows(cues, folds, people)
    labels = np.array([cue["gold"] is not None for cue in cues])
    held = np.array([cue["document"] % FOLDS == 0 for cue in cues])
    part = fit_logistic([r for r, h in zip(rows, held, strict=True) if not h], labels[~held], PENALTY["cue"])
    odds = np.array([sum(part.get(f, 0.0) for f in r) for r, h in zip(rows, held, strict=True) if h])
    for limit in (-0.75, -0.5, -0.25, 0.0, 0.25):
        found = odds > limit
        right = (found & labels[held]).sum()
        print(
            "cue at",
            limit,
            "P",
            right / found.sum(),
            "R",
            right / labels[held].sum(),
            "F",
            2 * right / (found.sum() + labels[held].sum()),
        )
    return Model(
        cue=fit_logistic(rows, labels, PENALTY["cue"]),
        content=fit_softmax(contents, PENALTY["content"]),
        source=fit_softmax(sources, PENALTY["source"]),
        threshold=threshold,
    )


def folded(groups: Sequence[Group], name: str) -> list[dict[str, float]]:
    """Return a model for each fold, trained on the other folds."""
    models = []
    for fold in range(FOLDS):
        model = fit_softmax([g for g in groups if g.document % FOLDS != fold], PENALTY[name])
        print(name, "fold", fold, accuracy([g for g in groups if g.document % FOLDS == fold], model))
        models.append(model)
    return models


def save(model: Model, path: Path) -> None:
    """Write the weights of the three models, and the bound above which a verb tells that somebody speaks."""
    arrays: dict[str, Any] = {"threshold": np.float32(model.threshold)}
    for name in ("cue", "content", "source"):
        arrays |= packed(without_small(getattr(model, name)), name)
    write(path, arrays)


def careless(article: polnear.Article) -> polnear.Article:
    """Return an article as careless sites and tables carry it: without commas and apostrophes."""
    text = article.report.text
    kept = [i for i, letter in enumerate(text) if letter not in ",'’"]  # noqa: RUF001
    places = np.searchsorted(np.array(kept), np.arange(len(text) + 1)).tolist()

    def moved(spans: Sequence[Span]) -> tuple[Span, ...]:
        pairs = ((places[span.start], places[span.end]) for span in spans)
        return tuple(Span(start, end) for start, end in pairs if start < end)

    report = article.report
    blocks = tuple(replace(b, start=places[b.start], end=places[b.end]) for b in report.blocks)
    changed = replace(report, text="".join(text[i] for i in kept), blocks=blocks)
    gold = (polnear.Triple(moved(g.source), moved(g.cue), moved(g.content)) for g in article.gold)
    return polnear.Article(changed, tuple(g for g in gold if g.content))


def main() -> None:
    folder, target = Path(sys.argv[1]), Path(sys.argv[2])
    articles = list(polnear.read_articles(folder))
    articles += [careless(article) for article in articles[::CARELESS]]
    parsed = Parser().parse(article.report for article in articles)
    model = train(
        list(zip(articles, parsed, strict=True)), threshold=float(sys.argv[3]) if len(sys.argv) > 3 else -0.5
    )
    save(model, target)


if __name__ == "__main__":
    main()
