"""How long commands take to start: the list of commands, and what is asked of a small casebook."""

import argparse
import sys
import tempfile
from pathlib import Path

from measure import Cost, run, show

from stemma.casebook import Casebook
from stemma.demo import corpus_paths

RUNS = 7  # unless told otherwise


def main() -> None:
    """Measure, and print one JSON line for each command; the best of several runs counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    runs = parser.parse_args().runs
    stemma = [sys.executable, "-m", "stemma"]
    bare = best([sys.executable, "-c", "pass"], runs)
    tell("startup-help", best([*stemma, "--help"], runs), bare)
    tell("startup-command-help", best([*stemma, "claims", "--help"], runs), bare)
    tell("startup-import", best([sys.executable, "-c", "import stemma"], runs), bare)
    with tempfile.TemporaryDirectory() as folder:
        casebook = str(Path(folder, "demo.db"))
        run([*stemma, "ingest", *map(str, corpus_paths()), "--casebook", casebook])
        for name, asked in questions(casebook).items():
            tell(f"startup-{name}", best([*stemma, *asked, "--casebook", casebook], runs), bare)


def questions(casebook: str) -> dict[str, list[str]]:
    """Return commands that ask a casebook, by name."""
    with Casebook.open(casebook, readonly=True) as book:
        claim = book.claims(limit=1)[0]
    return {
        "claims": ["claims"],
        "claims-json": ["claims", "--json"],
        "events": ["events"],
        "variants": ["variants"],
        "search": ["search", max(claim.text.split(), key=len)],
        "show-claim": ["show", claim.id],
        "show-report": ["show", claim.mentions[0].report],
    }


def tell(name: str, cost: Cost, bare: Cost) -> None:
    """Print a start-up's line; the baseline is an interpreter that does nothing."""
    show(name, cost.wall, "seconds", bare.wall, cpu=round(cost.cpu, 3))


def best(command: list[str], runs: int) -> Cost:
    """Return the cost of the quickest of several runs."""
    return min((run(command) for _ in range(runs)), key=lambda cost: cost.wall)


if __name__ == "__main__":
    main()
