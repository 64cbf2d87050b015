"""Ingest over partitions: a process pool, Daft's native runner and Daft on Ray, beside the local path.

Each works on the first articles of FA-KES, in a run of its own, and prints the CPU seconds of all its
processes; the baseline is the local path, `stemma ingest`, on the same articles. Wall seconds, the
peak memory of all processes together and the CPU milliseconds a report stand beside it.

    python benchmarks/scale.py [--data DIR] [--reports N] [--engines processes,daft,ray]
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from measure import Cost, show

from stemma.evaluation.base import data_folder

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def cost(command: list[str]) -> Cost:
    """Run a command and return what it and every process below it cost, those of Ray too."""
    begun = time.perf_counter()
    spent: dict[int, float] = {}
    peak = 0.0
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment) as process:
        while process.poll() is None:
            found = below(process.pid)
            spent |= {pid: seconds for pid, (seconds, _) in found.items()}
            peak = max(peak, sum(megabytes for _, megabytes in found.values()))
            time.sleep(0.1)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(time.perf_counter() - begun, sum(spent.values()), peak)


def below(pid: int) -> dict[int, tuple[float, float]]:
    """Return the CPU seconds so far and the resident megabytes of a process and all below it."""
    found: dict[int, tuple[float, float]] = {}
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        folder = Path("/proc", str(one))
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            resident = int((folder / "statm").read_text().split()[1]) * _PAGE / 2**20
            found[one] = ((int(fields[11]) + int(fields[12])) / _TICKS, resident)
            for children in folder.glob("task/*/children"):
                waiting += map(int, children.read_text().split())
        except (OSError, ValueError, IndexError):
            continue  # it has ended since
    return found


def sample(data: Path, reports: int, into: Path) -> Path:
    """Write the first articles of FA-KES to a table."""
    source = next(iter(sorted((data / "fa-kes").glob("*.csv"))))
    with source.open(encoding="utf-8", errors="replace", newline="") as lines:
        rows = list(csv.reader(lines))
    target = into / "sample.csv"
    with target.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows[: reports + 1])
    return target


def skipped(name: str, reason: str) -> None:
    """Print the line of an engine that cannot run here, with the reason."""
    line = {"name": name, "figure": None, "unit": "CPU seconds", "baseline": None, "ratio": None}
    print(json.dumps({**line, "skipped": reason}))


def main() -> None:
    """Run the engines that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--reports", type=int, default=120)
    parser.add_argument("--engines", default="processes,daft,ray")
    options = parser.parse_args()
    data = data_folder(options.data)
    if not (data / "fa-kes").exists():
        skipped("scale", f"no data at {data / 'fa-kes'}")
        return
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        table = sample(data, options.reports, here)
        stemma = [sys.executable, "-m", "stemma", "ingest", str(table)]
        local = cost([*stemma, "--workers", "2", "--casebook", str(here / "local.db")])
        tell("scale-local", local, None, options.reports)
        for engine in options.engines.split(","):
            if engine != "processes" and find_spec(engine) is None:
                skipped(f"scale-{engine}", f"{engine} is not installed")
                continue
            tables = ["--engine", engine, "--workers", "2", "--tables", str(here / engine)]
            tell(f"scale-{engine}", cost([*stemma, *tables]), local.cpu, options.reports)


def tell(name: str, spent: Cost, baseline: float | None, reports: int) -> None:
    """Print one line."""
    show(
        name,
        spent.cpu,
        "CPU seconds",
        baseline,
        wall=round(spent.wall, 1),
        peak_mb=round(spent.peak_mb),
        cpu_ms_a_report=round(1000 * spent.cpu / reports, 1),
        reports=reports,
    )


if __name__ == "__main__":
    main()
