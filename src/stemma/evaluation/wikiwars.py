"""Times on WikiWars: see `stemma.evaluation.timex` for what is counted."""

from pathlib import Path

from stemma.evaluation.base import Evaluation, need
from stemma.evaluation.timex import evaluation, run

PEERS = {
    "HeidelTime": {"value_f1": 0.829},
    "Duckling": {"value_f1": 0.314},
    "dateparser": {"value_f1": 0.242},
}


def evaluate(data: Path) -> Evaluation:
    """Return value_f1 (and strict and relaxed F1) on the TimeML files of ``wikiwars``."""
    root = need(data / "wikiwars")
    folder = root / "whole-tml" / "tml"
    files = sorted((folder if folder.exists() else root).rglob("*.tml"))
    return evaluation("wikiwars", root, {"wikiwars": run(files)}, PEERS)
