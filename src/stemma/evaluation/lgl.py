"""Places on LGL: see `stemma.evaluation.toponyms` for what is counted."""

from pathlib import Path

from stemma.evaluation.base import Evaluation
from stemma.evaluation.toponyms import evaluate_file


def evaluate(data: Path) -> Evaluation:
    """Return toponym_f1, accuracy_161 and end_to_end_f1 on LGL."""
    return evaluate_file("lgl", data / "lgl" / "lgl.xml")
