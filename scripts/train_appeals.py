"""Train the model of FactAppeal's types of sources on its training sentences.

    python scripts/train_appeals.py DATA     # DATA holds factappeal/train.csv

Writes src/stemma/evaluation/appeals.npz and prints five-fold figures of the same sentences. The folds are
drawn by seed; the same data give the same weights.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from saving import write
from sklearn.linear_model import LogisticRegression

from stemma.evaluation import appeals, factappeal
from stemma.evaluation.appeals import NOTHING, Asked
from stemma.evaluation.factappeal import has_source_f1, source_type_f1

C = 0.1  # twice as much is .006 worse by folds, half as much no better
LEAST = 2  # mentions that have a feature
FOLDS, SEEDS = 5, 5
_SOURCE = re.compile(r"<Source:(?:Named|Unnamed):(\w+)>(.*?)</Source")
_TAG = re.compile(r"<[^>]+>")
_ARTICLES = frozenset({"the", "a", "an"})


class Case(Struct, frozen=True):
    """A mention, the number of its sentence, and the label to learn."""

    asked: Asked
    sentence: int
    label: str


def main() -> None:
    """Train, judge by folds, and store the weights."""
    sentences = factappeal.read(Path(sys.argv[1]) / "factappeal" / "train.csv")
    cases = [
        Case(asked, number, label(asked, one.annotation, len(one.asked)))
        for number, one in enumerate(sentences)
        for asked in one.asked
    ]
    names = [[*appeals.features(case.asked)] for case in cases]
    vectors = appeals.phrases([case.asked for case in cases])
    judged = [judge(sentences, cases, names, vectors, seed) for seed in range(SEEDS)]
    model = fit(cases, names, vectors, range(len(cases)))
    place = Path(appeals.__file__).with_name("appeals.npz")
    arrays = {
        "classes": np.array(model.classes),
        "features": np.array([*model.places]),
        "weights": model.weights.astype(np.float16),
        "starts": model.starts,
    }
    write(place, arrays)
    figures = {key: round(float(np.mean([one[key] for one in judged])), 4) for key in judged[0]}
    items = [factappeal.item(one, (asked.by_rule for asked in one.asked)) for one in sentences]
    by_rule = {"has_source_f1": has_source_f1(items), "source_type_f1": source_type_f1(items)}
    sizes = {"cases": len(cases), "features": len(model.places)}
    print(json.dumps({**sizes, "five-fold": figures, "by rule": by_rule}))


def label(asked: Asked, annotation: str, mentions: int) -> str:
    """Return a source's gold type: that of the tagged words it shares, or the sentence's only one."""
    gold = [(kind, _told(_TAG.sub("", text))) for kind, text in _SOURCE.findall(annotation)]
    source = asked.mention.source
    ours = _told(source.text if source else "")
    shared = next((kind for kind, told in gold if told & ours), None)
    if shared is None and mentions == 1 and len({kind for kind, _ in gold}) == 1:
        return str(gold[0][0])
    return str(shared or NOTHING)


def _told(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - _ARTICLES


def fit(
    cases: Sequence[Case],
    names: Sequence[Sequence[str]],
    vectors: npt.NDArray[np.float32],
    chosen: Sequence[int],
) -> appeals.Model:
    """Return the model that some of the cases give."""
    counts = Counter(name for index in chosen for name in {*names[index]})
    places = {name: place for place, name in enumerate(sorted(n for n in counts if counts[n] >= LEAST))}
    table = appeals.rows([names[index] for index in chosen], vectors[[*chosen]], places)
    model = LogisticRegression(C=C, class_weight="balanced", max_iter=1000)
    model.fit(table, [cases[index].label for index in chosen])
    return appeals.Model(
        tuple(map(str, model.classes_)),
        places,
        model.coef_.astype(np.float32),
        model.intercept_.astype(np.float32),
    )


def judge(
    sentences: Sequence[factappeal.Sentence],
    cases: Sequence[Case],
    names: Sequence[Sequence[str]],
    vectors: npt.NDArray[np.float32],
    seed: int,
) -> dict[str, float]:
    """Return the figures of five folds of the sentences."""
    drawn = np.random.RandomState(seed).randint(0, FOLDS, len(sentences))
    found: list[set[str]] = [set() for _ in sentences]
    for fold in range(FOLDS):
        known = [index for index, case in enumerate(cases) if drawn[case.sentence] != fold]
        asked = [index for index, case in enumerate(cases) if drawn[case.sentence] == fold]
        model = fit(cases, names, vectors, known)
        table = appeals.rows([names[index] for index in asked], vectors[asked], model.places)
        kinds = appeals.judged([cases[index].asked for index in asked], table, model)
        for index, kind in zip(asked, kinds, strict=True):
            found[cases[index].sentence].add(kind)
    items = [factappeal.item(one, kinds) for one, kinds in zip(sentences, found, strict=True)]
    return {
        "has_source_f1": has_source_f1(items),
        "source_type_f1": source_type_f1(items),
    }


if __name__ == "__main__":
    main()
