"""How long commands take to start: the list of commands, and the claims of a small casebook."""

import sys
import tempfile
from pathlib import Path

from measure import Cost, run, show

from stemma.demo import corpus_paths

RUNS = 7


def main() -> None:
    """Measure, and print one JSON line for each command; the best of several runs counts."""
    stemma = [sys.executable, "-m", "stemma"]
    bare = best([sys.executable, "-c", "pass"])
    show("startup-help", best([*stemma, "--help"]).wall, "seconds", bare.wall)
    show("startup-command-help", best([*stemma, "claims", "--help"]).wall, "seconds", bare.wall)
    show("startup-import", best([sys.executable, "-c", "import stemma"]).wall, "seconds", bare.wall)
    with tempfile.TemporaryDirectory() as folder:
        casebook = str(Path(folder, "demo.db"))
        run([*stemma, "ingest", *map(str, corpus_paths()), "--casebook", casebook])
        for form in ([], ["--json"]):
            name = "startup-claims" + "".join(form).replace("--", "-")
            show(name, best([*stemma, "claims", "--casebook", casebook, *form]).wall, "seconds", bare.wall)


def best(command: list[str]) -> Cost:
    """Return the cost of the quickest of several runs."""
    return min((run(command) for _ in range(RUNS)), key=lambda cost: cost.wall)


if __name__ == "__main__":
    main()
