"""Train what weighs possible matches of claims (`stemma.matching`) on the labelled stories.

    python scripts/train_matches.py DATA

Writes the weights of the bundled model, learned from all groups, and those learned from each half, with
which the other half is scored. Prints what cross-validation over the groups gives: how many pairs lie above
a chance, how many of them are right, and the share of right ones beside the chance that was told.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import stemma
from stemma.collation.statements import Statement
from stemma.encoder import shared_encoder
from stemma.evaluation.stories_found import Labelled, labelled
from stemma.evaluation.stories_offered import one_claim
from stemma.matching.model import COSINE, NONE, WEIGHTS
from stemma.matching.pairs import pairs_of
from stemma.matching.reading import Reader

FOLDS = 10
STRENGTH = 0.03  # of the weights against the penalty on them; from .01 to .1 does alike
HEAD = "# Learned by scripts/train_matches.py from stories labelled by hand (docs/decisions/stories.md)."


class Example(Struct, frozen=True):
    """A pair of mentions that collation left apart: its group, its signs, and whether it is one claim."""

    group: str
    part: str
    signs: Mapping[str, float]
    one: bool


def read(data: Path) -> list[Example]:
    """Return the pairs that possible matches are chosen from, and that labels join or tell apart."""
    with labelled(data) as told:
        reader = Reader(told.book.store.db)
        pairs = {
            tuple(sorted((pair.a.id, pair.b.id))): pair
            for claim in told.claims
            for pair in pairs_of(reader, claim.id)
        }
        found = [(pair, example) for pair in pairs.values() for example in _examples(told, pair)]
        texts = list(dict.fromkeys(one.mention.content.text for pair, _ in found for one in (pair.a, pair.b)))
        vectors = dict(zip(texts, shared_encoder().encode(texts), strict=True))

    def cosine(a: Statement, b: Statement) -> float:
        return float(vectors[a.mention.content.text] @ vectors[b.mention.content.text])

    return [replace(one, signs={**one.signs, COSINE: cosine(pair.a, pair.b)}) for pair, one in found]


def _examples(told: Labelled, pair: Any) -> Iterator[Example]:
    here, there = told.home[pair.a.report], told.home[pair.b.report]
    if here.part != there.part:
        return
    if here.id != there.id:
        # Groups were chosen to be of different matters, as most of a war's news is.
        yield Example(here.id, here.part, pair.signs, one=False)
        return
    answer = one_claim(told.labels[pair.a.id], told.labels[pair.b.id])
    if answer is not None:
        yield Example(here.id, here.part, pair.signs, one=answer)


def _rows(examples: Sequence[Example]) -> tuple[Any, Any]:
    """Return the signs of some pairs, and which of them are one claim."""
    rows = np.array([[float(value) for value in one.signs.values()] for one in examples])
    return rows, np.array([one.one for one in examples])


def _learned(rows: Any, right: Any) -> Any:
    learner = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=3000))
    return learner.fit(rows, right)


def trained(examples: Sequence[Example]) -> dict[str, float]:
    """Return the weight of each sign as it is, and what the odds begin with."""
    scaler, learned = (step for _, step in _learned(*_rows(examples)).steps)
    weights = learned.coef_[0] / scaler.scale_
    none = float(learned.intercept_[0] - weights @ scaler.mean_)
    return {**dict(zip(examples[0].signs, map(float, weights), strict=True)), NONE: none}


def write(path: Path, weights: Mapping[str, float]) -> None:
    """Write a model."""
    lines = [HEAD, "", "[signs]", *(f"{name} = {value:.4f}" for name, value in weights.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def show(name: str, examples: Sequence[Example]) -> None:
    """Print what cross-validation over the groups of some pairs gives."""
    rows, right = _rows(examples)
    chances = np.zeros(len(right))
    for known, new in GroupKFold(FOLDS).split(rows, right, [one.group for one in examples]):
        learned = _learned(rows[known], right[known])
        chances[new] = learned.predict_proba(rows[new])[:, 1]
    print(f"{name}: {len(right)} pairs, {right.sum()} of them one claim")
    for bar in (0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7):
        some, bin_ = chances >= bar, (chances >= bar) & (chances < bar + 0.1)
        share = right[some].sum() / right.sum()
        print(f"  from {bar}: {some.sum()} pairs, {right[some].mean():.2f} right, {share:.2f} of all")
        print(f"    up to {bar + 0.1:.2f}: told {chances[bin_].mean():.2f}, right {right[bin_].mean():.2f}")


def main(data: Path) -> None:
    """Train and write the models."""
    examples = read(data)
    package = Path(stemma.__file__).parent
    labels = package / "evaluation" / "labels"
    for part, path in (
        ("", package / "matching" / WEIGHTS),
        ("train", labels / "matches_train.toml"),
        ("test", labels / "matches_test.toml"),
    ):
        own = [one for one in examples if part in ("", one.part)]
        if part == "train":
            show(part, own)
        write(path, trained(own))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
