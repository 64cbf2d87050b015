"""Times on TempEval-3's TimeBank and AQUAINT: see `stemma.evaluation.timex` for what is counted."""

from pathlib import Path

from stemma.evaluation.base import Evaluation, need
from stemma.evaluation.timex import evaluation, run

PEERS = {
    "HeidelTime": {"value_f1_timebank": 0.760, "value_f1_aquaint": 0.731},
    "Duckling": {"value_f1_timebank": 0.425, "value_f1_aquaint": 0.484},
    "dateparser": {"value_f1_timebank": 0.153, "value_f1_aquaint": 0.239},
}


def evaluate(data: Path) -> Evaluation:
    """Return value_f1 (and strict and relaxed F1) on the folders of ``tempeval3``."""
    root = need(data / "tempeval3")
    sets = {
        folder.name.lower(): run(sorted(folder.glob("*.tml")))
        for folder in sorted(root.iterdir())
        if folder.is_dir()
    }
    return evaluation("tempeval", root, sets, PEERS)
