"""Five-fold evaluation of event classifiers: lexicons, n-grams, syntax and vectors in one linear model.

Weights of the blocks and the model's C were chosen on case2021's development half (macro-F1 .72
without the made-up examples and interactions, .79 with them) and used on plv as they are.
"""

import warnings
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np
from msgspec import Struct

from stemma.encoder import published_encoder
from stemma.errors import DataError
from stemma.evaluation.base import Evaluation, bootstrap
from stemma.evaluation.parsing import parsed_texts
from stemma.events import lexicon_features, syntax_features

_FOLDS = 5
_WORDS, _CHARACTERS, _VECTORS, _LEXICON, _SYNTAX = 0.7, 0.5, 2.0, 1.5, 0.7
_C = 0.4


class Task(Struct, frozen=True):
    """Texts with their labels to cross-validate on, and made-up examples that only ever train."""

    name: str
    source: str
    texts: tuple[str, ...]
    labels: tuple[str, ...]
    examples: tuple[tuple[str, str], ...]
    peers: dict[str, dict[str, float]]


class _Features(Struct, frozen=True):
    texts: list[str]
    labels: Any
    lexicon: list[dict[str, float]]
    syntax: list[dict[str, float]]
    vectors: Any


def cross_validate(task: Task) -> Evaluation:
    """Return the macro-F1 of five-fold cross-validation, stratified, seed 0.

    Raises:
        DataError: scikit-learn, a development dependency, is not installed.
    """
    features = _features(task)
    pairs = list(zip(task.labels, _predict(features, len(task.texts)), strict=True))
    figure = bootstrap(pairs, lambda sample: macro_f1(sample, sorted(set(task.labels))))
    accuracy = bootstrap(pairs, lambda sample: sum(gold == found for gold, found in sample) / len(sample))
    return Evaluation(task.name, task.source, {"macro_f1": figure, "accuracy": accuracy}, task.peers)


def macro_f1(pairs: Sequence[tuple[str, str]], labels: Sequence[str]) -> float:
    """Return the mean over the labels that occur of each label's F1."""
    scores = []
    for label in labels:
        right = sum(gold == found == label for gold, found in pairs)
        wrong = sum((gold == label) != (found == label) for gold, found in pairs)
        if any(gold == label for gold, _ in pairs):
            scores.append(2 * right / (2 * right + wrong) if right else 0.0)
    return sum(scores) / len(scores)


def _features(task: Task) -> _Features:
    texts = [*task.texts, *(text for text, _ in task.examples)]
    parsed = list(parsed_texts(texts))
    return _Features(
        texts,
        np.array([*task.labels, *(label for _, label in task.examples)]),
        [lexicon_features(report, parse) for report, parse in parsed],
        [syntax_features(parse) for _, parse in parsed],
        published_encoder().encode(texts),
    )


def _scikit(module: str) -> Any:  # noqa: ANN401  scikit-learn publishes no types
    try:
        return import_module(f"sklearn.{module}")
    except ImportError as error:
        raise DataError("this evaluation trains with scikit-learn: install the group dev") from error


def _predict(features: _Features, size: int) -> list[str]:
    found = np.empty(size, dtype=object)
    labels = features.labels[:size]
    extra = np.arange(size, len(features.texts))
    for train, test in _folds(labels):
        chosen = np.concatenate([train, extra]).astype(int)
        known, asked = _matrices(features, chosen, test)
        model = _scikit("svm").LinearSVC(C=_C, class_weight="balanced").fit(known, features.labels[chosen])
        found[test] = model.predict(asked)
    return [str(label) for label in found]


def _folds(labels: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401  as above
    folds = _scikit("model_selection").StratifiedKFold(_FOLDS, shuffle=True, random_state=0)
    with warnings.catch_warnings():
        # A class with fewer members than folds is in the data, and is scored as it falls.
        warnings.simplefilter("ignore", UserWarning)
        return list(folds.split(np.zeros(len(labels)), labels))


def _matrices(features: _Features, train: Any, test: Any) -> tuple[Any, Any]:  # noqa: ANN401  as above
    """Return the weighted blocks of features of the training and of the test rows, side by side."""
    text = _scikit("feature_extraction.text").TfidfVectorizer
    blocks = []
    for weight, vectorizer in (
        (_WORDS, text(ngram_range=(1, 2), sublinear_tf=True)),
        (_CHARACTERS, text(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2)),
    ):
        known = vectorizer.fit_transform([features.texts[index] for index in train])
        asked = vectorizer.transform([features.texts[index] for index in test])
        blocks.append((weight * known, weight * asked))
    normalize = _scikit("preprocessing").normalize
    for weight, rows in ((_LEXICON, features.lexicon), (_SYNTAX, features.syntax)):
        table = _scikit("feature_extraction").DictVectorizer()
        known = normalize(table.fit_transform([rows[index] for index in train]))
        asked = normalize(table.transform([rows[index] for index in test]))
        blocks.append((weight * known, weight * asked))
    sparse = import_module("scipy.sparse")
    vectors = sparse.csr_matrix(features.vectors)
    blocks.append((_VECTORS * vectors[train], _VECTORS * vectors[test]))
    known, asked = (sparse.hstack([block[side] for block in blocks]).tocsr() for side in (0, 1))
    return known, asked
