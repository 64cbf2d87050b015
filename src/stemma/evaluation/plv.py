"""PLV: PLOVER's event of a sentence between two named sides, by five-fold cross-validation."""

import csv
from pathlib import Path

from stemma.evaluation.base import Evaluation, need
from stemma.evaluation.classifying import Task, cross_validate

_PEERS = {
    "TF-IDF and linear SVM": {"macro_f1": 0.675},
    "zero-shot NLI, 134 prompts a sentence (on its test half)": {"macro_f1": 0.824},
}


def evaluate(data: Path) -> Evaluation:
    """Cross-validate on the sentences under ``data``."""
    path = need(data / "plv" / "PLV_train.tsv")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    texts = tuple(" ".join(row["sentence"].split()) for row in rows)
    return cross_validate(Task("plv", str(path), texts, tuple(row["gold_root"] for row in rows), (), _PEERS))
