"""Places on TR-News: see `stemma.evaluation.toponyms` for what is counted."""

from pathlib import Path

from stemma.evaluation.base import Evaluation
from stemma.evaluation.toponyms import evaluate_file


def evaluate(data: Path) -> Evaluation:
    """Return toponym_f1, accuracy_161 and end_to_end_f1 on TR-News."""
    return evaluate_file("trnews", data / "tr-news" / "TR-News.xml")
