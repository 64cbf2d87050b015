"""Store the ranker's weights in the order of how often the training part asks for them.

    python scripts/order_weights.py ../shared/data/polnear/train src/stemma/attribution/ranker.npz

The sums are the same in any order. What is asked for most then lies together in memory, and the rest of a
run does not push it out of the processor's caches (docs/decisions/speed-rooms.md).
"""

import sys
from collections import Counter
from pathlib import Path

from saving import kept, packed, write

from stemma.attribution.quotes import find_quotations
from stemma.attribution.ranker import Model, Weights, by_name, choose
from stemma.attribution.tree import Tree
from stemma.evaluation import polnear
from stemma.language import Parser

EVERY = 8  # one article of so many is read: the order of the frequent hardly hangs on which
KINDS = ("cue", "content", "source")


class Counting(dict[str, float]):
    """Weights that count how often each is asked for."""

    def __init__(self, weights: Weights) -> None:
        super().__init__(weights)
        self.asked: Counter[str] = Counter()

    def get(self, name: str, default: float = 0.0) -> float:  # type: ignore[override]
        """Return a weight, and count that it was asked for."""
        self.asked[name] += 1
        return super().get(name, default)


def main() -> None:
    """Count on the training articles, and write the file anew."""
    articles, path = list(polnear.read_articles(Path(sys.argv[1])))[::EVERY], Path(sys.argv[2])
    arrays = kept(path)
    tables = {kind: Counting(by_name(arrays[f"{kind}_names"], arrays[f"{kind}_weights"])) for kind in KINDS}
    model = Model(tables["cue"], tables["content"], tables["source"], float(arrays["threshold"]))
    reports = [article.report for article in articles]
    for report, parsed in zip(reports, Parser().parse(reports), strict=True):
        quotations = find_quotations(report.text, report.blocks)
        for sentence in parsed.sentences:
            near = [q for q in quotations if q.end > sentence.start and q.start < sentence.end]
            choose(model, Tree(sentence), near)
    for kind, table in tables.items():
        # By powers of two, then by name: in the order of the very numbers the file would be a sixth larger.
        names = sorted(table, key=lambda name: (-table.asked[name].bit_length(), name))
        arrays |= packed({name: table[name] for name in names}, kind)
    write(path, arrays)


if __name__ == "__main__":
    main()
