"""Ingests that are killed at random moments: what was finished before, and what is there in the end.

The reports of the demo corpus are ingested in two runs, with a decision in between, by the real command.
Each run is killed (SIGKILL) at a moment drawn from its whole length, started again, and killed again,
until it ends by itself. After every kill the casebook must be sound, and hold every report, analysis and
decision that it held before. In the end its export must be the same bytes as that of a casebook
that was never disturbed. Then the next casebook is begun, until so many kills were made.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from stemma.api import Book
from stemma.casebook import Casebook
from stemma.demo import corpus_paths
from stemma.export import export


@dataclass
class Tally:
    """How many processes were killed, in which state the casebook then was, and what was wrong."""

    kills: int = 0
    casebooks: int = 0
    states: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Finished:
    """What is finished in a casebook: ids of stored reports, of analysed ones, and of decisions."""

    reports: frozenset[str] = frozenset()
    analysed: frozenset[str] = frozenset()
    decisions: frozenset[str] = frozenset()


def finished(path: Path, tally: Tally) -> Finished:
    """Check a casebook after a kill, and return what is finished in it."""
    if not path.exists():
        tally.states["no file yet"] += 1
        return Finished()
    with Casebook.open(path) as book:
        tally.faults += [f"{path.name}: {finding}" for finding in book.check()]
        pending = set(book.pending("any"))
        reports = frozenset(report.id for report in book.reports())
        found = Finished(reports, reports - pending, frozenset(one.id for one in book.decisions()))
        collated = book.collated() == book.generation() and bool(book.counts()["claims"])
    state = "collated" if collated else "analysed" if found.analysed else "stored" if reports else "empty"
    tally.states["part of it analysed" if found.analysed and pending else state] += 1
    return found


def killed(command: Sequence[str], after: float) -> bool:
    """Run a command and kill it, its children too, after some seconds; tell whether that came in time."""
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return True
        told = process.stderr.read().decode() if process.stderr else ""
    if process.returncode not in (0, 3):
        raise RuntimeError(f"{' '.join(command[:4])} ended with {process.returncode}: {told[-2000:]}")
    return False


def until_done(
    command: Sequence[str], path: Path, longest: float, moments: random.Random, tally: Tally
) -> None:
    """Start a command again and again, killed at random, until it ends by itself."""
    before = finished(path, Tally())
    while killed(command, moments.uniform(0, longest)):
        tally.kills += 1
        after = finished(path, tally)
        for name in ("reports", "analysed", "decisions"):
            gone = getattr(before, name) - getattr(after, name)
            tally.faults += [f"{path.name}: {name} gone: {sorted(gone)}"] if gone else []
        before = after


def commands(path: Path, inputs: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return one ingest for each list of inputs."""
    return [[sys.executable, "-m", "stemma", "ingest", *given, "--casebook", str(path)] for given in inputs]


def decide(path: Path) -> None:
    """Make the decisions that have to survive, once."""
    with Book.open(path) as book:
        if not book.decisions():
            book.decide("accept", book.claims()[0].id, note="seen")
            book.decide("redate", book.reports()[0].id, value="2024-05-01")


def exported(path: Path, folder: Path) -> list[bytes]:
    """Return the bytes of an export, without the moments at which decisions were made."""
    with Casebook.open(path) as book:
        files = export(book, "jsonl", folder)
    return [file.read_bytes() for file in files if "decisions" not in file.name and file.suffix == ".jsonl"]


def disturb(kills: int, folder: Path, seed: int = 0) -> Tally:
    """Kill ingests until so many kills were made; see the module."""
    paths = [str(path) for path in corpus_paths()]
    whole = sorted(
        str(file)
        for path in paths
        for file in (Path(path).rglob("*") if Path(path).is_dir() else [Path(path)])
    )
    files = [file for file in whole if Path(file).is_file() and Path(file).suffix != ".pyc"]
    inputs = (files[: len(files) // 2], files)
    calm = folder / "calm.db"
    lengths = []
    for number, command in enumerate(commands(calm, inputs)):
        begun = time.perf_counter()
        killed(command, 3600)
        lengths.append(time.perf_counter() - begun)
        if not number:
            decide(calm)
    wanted = exported(calm, folder / "calm")
    tally, moments = Tally(), random.Random(seed)
    while tally.kills < kills:
        path = folder / f"killed-{tally.casebooks}.db"
        for number, command in enumerate(commands(path, inputs)):
            # A run that is taken up again has less to do: shorter spans keep the kills inside it.
            until_done(command, path, lengths[number] * 0.9, moments, tally)
            if not number:
                decide(path)
        tally.casebooks += 1
        finished(path, tally)
        if exported(path, folder / path.stem) != wanted:
            tally.faults.append(f"{path.name}: the export is not that of an undisturbed run")
        print(
            f"{tally.kills} kills, {tally.casebooks} casebooks, {len(tally.faults)} faults",
            file=sys.stderr,
            flush=True,
        )
    return tally


def main() -> None:
    """Kill, and print one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        tally = disturb(options.kills, Path(folder), options.seed)
    print(
        json.dumps(
            {
                "name": "kills",
                "figure": len(tally.faults),
                "unit": "faults",
                "baseline": 0,
                "ratio": None,
                "kills": tally.kills,
                "casebooks": tally.casebooks,
                "state_after": dict(tally.states),
                "faults": tally.faults[:20],
                "wall": round(time.perf_counter() - begun),
            }
        )
    )
    sys.exit(1 if tally.faults else 0)


if __name__ == "__main__":
    main()
