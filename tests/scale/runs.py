"""Runs over partitions in processes of their own, and what casebooks export."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from stemma.casebook import Casebook
from stemma.export import export
from waiting import ended, started

SCRIPT = Path(__file__).with_name("partitioned.py")
LIMIT = 600.0  # seconds: a run takes less than one minute, and ten times that beside much other work


def begin(name: str, folder: Path, partition: int, inputs: Sequence[object]) -> subprocess.Popen[str]:
    """Begin a run over partitions with an engine that loses a worker."""
    command = [sys.executable, SCRIPT, name, folder / "tables", folder / "out", partition, *inputs]
    # The workers load the task that kills one of them from beside the script.
    paths = os.pathsep.join(filter(None, [str(SCRIPT.parent), os.environ.get("PYTHONPATH")]))
    return started(command, env=os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": paths})


def finish(run: subprocess.Popen[str], folder: Path, seconds: float = LIMIT) -> dict[str, str]:
    """Wait for a run to end, and return its exports."""
    done = ended(run, seconds)
    assert done.returncode == 0, done.stderr
    return read(folder / "out" / "jsonl")


def exported(book: Casebook, folder: Path) -> dict[str, str]:
    """Return the tables that a casebook exports, by the names of their files."""
    export(book, "jsonl", folder)
    return read(folder)


def read(folder: Path) -> dict[str, str]:
    """Return the texts of a folder's files."""
    return {path.name: path.read_text() for path in sorted(folder.iterdir())}
