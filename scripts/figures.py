"""Run the evaluations and print their figures as the Markdown table of docs/evaluation.md.

Usage: python scripts/figures.py [--data DIR] [NAME ...]   (all of them without a name)
"""

import sys
import time
from pathlib import Path

from stemma.evaluation import DataMissing, Evaluation, available, evaluate


def row(evaluation: Evaluation, metric: str) -> str:
    """Return one metric's row: value, interval, number of items, and the peers' values."""
    figure = evaluation.figures[metric]
    peers = ", ".join(
        f"{peer} {values[metric]:.3g}" for peer, values in evaluation.peers.items() if metric in values
    )
    interval = "" if figure.low == figure.high else f"{figure.low:.3f} to {figure.high:.3f}"
    return f"| {evaluation.name} | {metric} | {figure.value:.3f} | {interval} | {figure.n} | {peers} |"


def main() -> int:
    """Print the table; evaluations without data are named on standard error."""
    arguments = sys.argv[1:]
    data = None
    if "--data" in arguments:
        place = arguments.index("--data")
        data = Path(arguments[place + 1])
        del arguments[place : place + 2]
    print("| evaluation | metric | value | 95% interval | n | peers |\n|---|---|---|---|---|---|")
    for name in arguments or available():
        start = time.perf_counter()
        try:
            evaluation = evaluate(name, data)
        except DataMissing as missing:
            print(f"{name}: skipped, {missing}", file=sys.stderr)
            continue
        for metric in evaluation.figures:
            print(row(evaluation, metric), flush=True)
        print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
