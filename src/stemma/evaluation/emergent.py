"""Emergent: does a headline assert its claim or merely report that it is made?

Ferreira and Vlachos (NAACL 2016). Headlines that are "for" their claim assert it, those "observing"
it report it; those "against" it are left out. Accuracy over headlines.
"""

import csv
from pathlib import Path

from stemma.attribution.headlines import headline_stance
from stemma.evaluation.base import Evaluation, bootstrap, mean, need
from stemma.language import Parser
from stemma.records import Block, Report, Stance

PEERS = {"cue rule": {"accuracy": 0.785}, "majority": {"accuracy": 0.568}}

_STANCES: dict[str, Stance] = {"for": "assert", "observing": "report"}


def evaluate(data: Path) -> Evaluation:
    """Score the stance of headlines.

    Args:
        data: the folder that holds ``emergent`` (or a folder of CSV files with ``articleHeadline``
            and ``y``).
    """
    folder = data / "emergent" if (data / "emergent").is_dir() else data
    items = _headlines(folder)
    reports = [
        Report(f"headline-{index}", "", text, (Block("headline", 0, len(text)),), language="en")
        for index, (text, _) in enumerate(items)
    ]
    found = [
        headline_stance(report, parsed)
        for report, parsed in zip(reports, Parser().parse(reports), strict=True)
    ]
    right = [stance == gold for stance, (_, gold) in zip(found, items, strict=True)]
    return Evaluation("emergent", str(folder), {"accuracy": bootstrap(right, mean)}, PEERS)


def _headlines(folder: Path) -> list[tuple[str, Stance]]:
    files = sorted(folder.rglob("*.csv"))
    need(files[0] if files else folder / "output" / "headlines.csv")
    found = []
    for path in files:
        with path.open(encoding="utf-8", newline="") as stream:
            found += [
                (row["articleHeadline"], _STANCES[row["y"]])
                for row in csv.DictReader(stream)
                if row.get("y") in _STANCES
            ]
    return found
