"""Train the model of which mentions of one report tell one act of force.

    python scripts/train_acts.py DATA

Adds its weights to those that ``train_events.py`` wrote, which ends with this: to the bundled ones, learned
from all labels, and to those of each half of them, with which the other half is scored. Prints what
cross-validation over all texts gives, by the bound above which two groups of mentions are joined: acts
gathered, and B-cubed figures.
"""

import hashlib
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from saving import kept, packed, without_small, write
from scipy.optimize import minimize

import stemma
from stemma.evaluation.acts_labels import read_labels, reports_of
from stemma.evaluation.acts_matching import matched
from stemma.evaluation.parsing import read_whole
from stemma.events.act_signs import Pair, signs_of
from stemma.events.choosing import ACT, ROLES, WEIGHTS, Model, read_model
from stemma.events.one_act import MOST, chance, gathered
from stemma.language import Parser
from stemma.places import Gazetteer

FOLDS = 8
LEAST = 4  # pairs in which a sign must occur
PENALTY = {"any": 0.01}
ELSE = 1.0
BOUNDS = (0.45, 0.5, 0.55, 0.6, 0.65)


class Text(Struct, frozen=True):
    """A text's mentions of acts: the act of each that a label tells, and the signs of each pair."""

    key: str
    part: str
    count: int
    acts: dict[int, str]
    pairs: list[tuple[Pair, list[str]]]

    @property
    def known(self) -> list[tuple[list[str], bool]]:
        """The signs of the pairs of which it is known whether they tell one act."""
        acts = self.acts
        return [(signs, acts[a] == acts[b]) for (a, b), signs in self.pairs if a in acts and b in acts]


def read(data: Path, labels: Path) -> list[Text]:
    """Return the labelled texts, each read with the other half's weights, but for those of this model."""
    texts, gazetteer = read_labels(), Gazetteer.open()
    reports = reports_of(data, [one.key for one in texts])
    models = {"train": _roles(labels / "acts_test.npz"), "test": _roles(labels / "acts_train.npz")}
    found = []
    parsed = Parser().parse(reports[one.key] for one in texts)
    for text, sentences in zip(texts, parsed, strict=True):
        report = reports[text.key]
        coded = read_whole(report, sentences, gazetteer, models[text.part])
        mentions = [one for one in coded.events if one.type][:MOST]
        told = {row.id: act for row, act in matched(report, sentences, text.labels, coded).acts}
        acts = {at: told[one.id] for at, one in enumerate(mentions) if one.id in told}
        found.append(Text(text.key, text.part, len(mentions), acts, signs_of(mentions)))
    return found


def _roles(path: Path) -> Model:
    weights = read_model(path).weights
    return Model({role: weights[role] for role in ROLES})


def fit(texts: Sequence[Text]) -> dict[str, float]:
    """Return the weights under which pairs are likeliest what they are.

    A text counts as the root of the number of its pairs.
    """
    pairs = [(signs, one, len(text.known) ** -0.5) for text in texts for signs, one in text.known]
    seen = Counter(name for signs, _, _ in pairs for name in set(signs))
    names = sorted(name for name, count in seen.items() if count >= LEAST)
    index = {name: place for place, name in enumerate(names)}
    data = np.zeros((len(pairs), len(names)))
    for row, (signs, _, _) in enumerate(pairs):
        data[row, [index[name] for name in signs if name in index]] = 1.0
    one, counts = np.array([one for _, one, _ in pairs], dtype=float), np.array([by for *_, by in pairs])
    penalty = np.array([PENALTY.get(name, ELSE) for name in names])

    def loss(weights: Any) -> tuple[float, Any]:
        scores = data @ weights
        value = (counts * (np.logaddexp(0, scores) - one * scores)).sum() + 0.5 * (penalty * weights**2).sum()
        return float(value), data.T @ (counts * (1 / (1 + np.exp(-scores)) - one)) + penalty * weights

    result = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return {name: float(result.x[place]) for name, place in index.items()}


def crossed(texts: Sequence[Text]) -> None:
    """Print what the weights of other texts make of each text's mentions, by the bound."""
    fold = {text.key: int(hashlib.sha256(text.key.encode()).hexdigest(), 16) % FOLDS for text in texts}
    weights = {at: fit([text for text in texts if fold[text.key] != at]) for at in range(FOLDS)}
    for bound in BOUNDS:
        precision, recall, events, acts = [], [], 0, 0
        for text in texts:
            likely = {pair: chance(weights[fold[text.key]], signs) for pair, signs in text.pairs}
            home = {at: group[0] for group in gathered(text.count, likely, bound) for at in group}
            told = [(act, home[at]) for at, act in text.acts.items()]
            both, own, its = Counter(told), Counter(a for a, _ in told), Counter(e for _, e in told)
            precision += [both[one] / its[one[1]] for one in told]
            recall += [both[one] / own[one[0]] for one in told]
            events, acts = events + len(both), acts + len(own)
        p, r = np.mean(precision), np.mean(recall)
        print(f"bound {bound}: events an act {events / acts:.3f}, together {2 * p * r / (p + r):.3f}, "
              f"precision {p:.3f}, recall {r:.3f}")  # fmt: skip


def main() -> None:
    package = Path(stemma.__file__).parent
    labels = package / "evaluation" / "labels"
    texts = read(Path(sys.argv[1]), labels)
    print(
        sum(len(text.known) for text in texts),
        "pairs,",
        sum(one for t in texts for _, one in t.known),
        "of one act",
    )
    crossed(texts)
    targets = {"": package / "events" / WEIGHTS}
    targets |= {part: labels / f"acts_{part}.npz" for part in ("train", "test")}
    for part, path in targets.items():
        weights = without_small(fit([text for text in texts if part in ("", text.part)]))
        write(path, kept(path) | packed(weights, ACT))


if __name__ == "__main__":
    main()
