"""Train the models of what the rules leave open of an act: place, actor, target.

    python scripts/train_events.py DATA

Writes the weights of the bundled model, trained on all labels, and those of each half of them, with
which the other half is scored. Prints what cross-validation over all texts gives: of the acts for which
a model is asked, how many have the right argument by rule, and how many with the model. The model of one
act (``train_acts.py``) is trained after these, in the same files.
"""

import hashlib
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import train_acts
from msgspec import Struct
from msgspec.structs import replace
from saving import packed, without_small, write
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

import stemma
from stemma.attribution import attribute
from stemma.evaluation.acts_labels import Label, read_labels, reports_of
from stemma.evaluation.acts_matching import is_party, is_place, is_target, pairs, tellings, told_by
from stemma.events.choosing import ROLES, WEIGHTS, Model, choose, open_parts
from stemma.events.coder import coding_by_rule
from stemma.events.options import Around, Option
from stemma.events.party_options import View, parties_named, party_options
from stemma.events.place_options import place_options
from stemma.language import Parser
from stemma.places import Gazetteer, find_places
from stemma.records import EventMention, Place, Report
from stemma.steps import at_once
from stemma.times import find_times

FOLDS = 8
LEAST = 3  # acts in which a feature must occur
PENALTY = {"place": 3.0, "actor": 5.0, "target": 4.0}


class Group(Struct, frozen=True):
    """The options of one argument of one act, and which of them are right."""

    document: str
    part: str
    options: list[Option[Any]]
    right: list[bool]


def read(data: Path) -> dict[str, list[Group]]:
    """Return, for each argument, the acts of which the rules leave it open."""
    texts = read_labels()
    reports, gazetteer = reports_of(data, [one.key for one in texts]), Gazetteer.open()
    groups: dict[str, list[Group]] = {role: [] for role in ROLES}
    parsed = Parser().parse(reports[one.key] for one in texts)
    for text, sentences in zip(texts, parsed, strict=True):
        report = reports[text.key]
        places, times = find_places(report, sentences, gazetteer), find_times(report, sentences)
        claims = attribute(report, sentences)
        coded = at_once(coding_by_rule(report, sentences, claims, places, times))
        around = Around.of(report, sentences, places, coded)
        rows = [one.mention for one in around.coded if one.mention.status == "occurred"]
        at = {one.mention.id: place for place, one in enumerate(around.coded)}
        for row, telling in pairs(report, tellings(sentences, text.labels), rows, places):
            label = told_by(row, telling.labels)
            for role in open_parts(around.coded[at[row.id]]):
                options = options_of(around, at[row.id], role)
                right = [is_right((report, places), label, row, role, option.value) for option in options]
                groups[role].append(Group(text.key, text.part, options, right))
    return groups


def options_of(around: Around, at: int, role: str) -> list[Option[Any]]:
    """Return the options of an argument of an act."""
    if role == "place":
        return list(place_options(around, at))
    return list(party_options(View(around, parties_named(around), at), role))


def is_right(
    read: tuple[Report, Sequence[Place]], label: Label, row: EventMention, role: str, value: Any
) -> bool:
    """Say whether a value is what a label tells; ``read`` is the report with its places."""
    report, places = read
    if role == "place":
        return is_place(report, label.place, value, places)
    if role == "actor":
        return is_party(report, label.actor, value)
    return is_target(report, label.target, replace(row, target=value))


def fit(groups: Sequence[Group], penalty: float) -> dict[str, float]:
    """Return the weights under which the right options of each act are likeliest together."""
    groups = [group for group in groups if any(group.right) and not all(group.right)]
    seen = Counter(name for group in groups for name in {n for one in group.options for n in one.features})
    names = sorted(name for name, count in seen.items() if count >= LEAST)
    index = {name: place for place, name in enumerate(names)}
    options = [option for group in groups for option in group.options]
    cells = [(row, index[n]) for row, one in enumerate(options) for n in one.features if n in index]
    rows, columns = np.array(cells).T
    data = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(options), len(names)))
    right = np.array([mark for group in groups for mark in group.right], dtype=float)
    sizes = np.array([len(group.options) for group in groups])
    starts, owner = np.concatenate([[0], np.cumsum(sizes)[:-1]]), np.repeat(np.arange(len(sizes)), sizes)

    def loss(weights: Any) -> tuple[float, Any]:
        scores = data @ weights
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        whole, good = np.add.reduceat(powers, starts), np.add.reduceat(powers * right, starts)
        slope = powers / whole[owner] - powers * right / good[owner]
        value = np.log(whole).sum() - np.log(good).sum() + 0.5 * penalty * weights @ weights
        return float(value), data.T @ slope + penalty * weights

    result = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return {name: float(result.x[place]) for name, place in index.items()}


def is_chosen_right(group: Group, role: str, weights: dict[str, float] | None) -> tuple[bool, bool]:
    """Return whether an argument is right and whether one is given, by the rules or with weights."""
    ruled = next(place for place, one in enumerate(group.options) if one.ruled)
    at = ruled
    if weights is not None:
        value, p = choose(Model({role: weights}), role, group.options)
        at = next(place for place, one in enumerate(group.options) if one.value is value) if p else ruled
    return group.right[at], group.options[at].value is not None


def crossed(groups: Sequence[Group], role: str) -> None:
    """Print what the rules and, by cross-validation over texts, the model make of an argument."""
    folds = [int(hashlib.sha256(group.document.encode()).hexdigest(), 16) % FOLDS for group in groups]
    by_rule = [is_chosen_right(group, role, None) for group in groups]
    by_model = []
    for fold in range(FOLDS):
        weights = fit([g for g, f in zip(groups, folds, strict=True) if f != fold], PENALTY[role])
        held = [g for g, f in zip(groups, folds, strict=True) if f == fold]
        by_model += [is_chosen_right(group, role, weights) for group in held]
    for name, marks in (("rules", by_rule), ("model", by_model)):
        right, given = sum(mark for mark, _ in marks), sum(there for _, there in marks)
        good = sum(mark and there for mark, there in marks)
        print(f"{role:6} {name}: right {right} of {len(marks)}, given {given}, of which right {good}")


def main() -> None:
    groups = read(Path(sys.argv[1]))
    for role in ROLES:
        crossed(groups[role], role)
    package = Path(stemma.__file__).parent
    labels = package / "evaluation" / "labels"
    targets = {"": package / "events" / WEIGHTS}
    targets |= {part: labels / f"acts_{part}.npz" for part in ("train", "test")}
    for part, path in targets.items():
        own = {role: [one for one in groups[role] if part in ("", one.part)] for role in ROLES}
        models = {role: without_small(fit(own[role], PENALTY[role])) for role in ROLES}
        write(path, {key: one for role in ROLES for key, one in packed(models[role], role).items()})
    train_acts.main()  # what tells one act is learned of mentions with these arguments


if __name__ == "__main__":
    main()
