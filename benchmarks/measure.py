"""Running a piece of work in a process of its own, and what it cost: seconds, CPU seconds, peak memory."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """Wall seconds, CPU seconds (children too) and peak resident megabytes (children too)."""

    wall: float
    cpu: float
    peak_mb: float


# What some machines set for all that runs on them. The first names another processor than the one that is
# there, which can double the time of a product of matrices (spaCy's own BLAS does not read it); with the
# second Python compiles every module anew at each start.
_OF_THE_MACHINE = frozenset({"OPENBLAS_CORETYPE", "PYTHONDONTWRITEBYTECODE"})


def environment() -> dict[str, str]:
    """Return what all sides of a comparison run with: one thread, and the defaults of an installation."""
    inherited = {name: value for name, value in os.environ.items() if name not in _OF_THE_MACHINE}
    return {**inherited, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def run(command: list[str], *, quiet: bool = True, limit: float = 1800) -> Cost:
    """Run a command to its end, in `environment`, and return what it cost.

    A failure ends the benchmark, and so does a run of more than ``limit`` seconds of processor time
    (children that have not ended are not counted in that).
    """
    sink = subprocess.DEVNULL if quiet else None
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=sink, stderr=sink, env=environment()) as process:
        peak = 0.0
        while True:
            found, status, usage = os.wait4(process.pid, os.WNOHANG)
            if found:
                break
            peak = max(peak, memory(process.pid))
            if seconds(process.pid) > limit:
                process.kill()
                sys.exit(f"{' '.join(command[:3])} took more than {limit:.0f} CPU seconds")
            time.sleep(0.005 if time.perf_counter() - begun < 2 else 0.2)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - begun
    if process.returncode not in (0, 3):
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, max(peak, usage.ru_maxrss / 1024))


def memory(pid: int) -> float:
    """Return the resident megabytes of a process and its children (0 where /proc is not there)."""
    total = 0.0
    waiting = [pid]
    while waiting:
        process = Path("/proc", str(waiting.pop()))
        try:
            pages = int((process / "statm").read_text().split()[1])
            for children in process.glob("task/*/children"):
                waiting += map(int, children.read_text().split())
        except (OSError, ValueError, IndexError):
            continue  # it has ended since
        total += pages * os.sysconf("SC_PAGE_SIZE") / 2**20
    return total


def seconds(pid: int) -> float:
    """Return the processor time that a process has used so far (0 where /proc is not there)."""
    try:
        fields = Path("/proc", str(pid), "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def show(name: str, figure: float, unit: str, baseline: float | None, **more: object) -> None:
    """Print a benchmark's JSON line."""
    ratio = None if not baseline else round(figure / baseline, 3)
    line = {
        "name": name,
        "figure": round(figure, 3),
        "unit": unit,
        "baseline": baseline and round(baseline, 3),
    }
    print(json.dumps({**line, "ratio": ratio, **more}))


def missing(name: str, reason: str, unit: str = "CPU seconds") -> None:
    """Print the line of a benchmark that cannot run here, with the reason."""
    line = {"name": name, "figure": None, "unit": unit, "baseline": None, "ratio": None, "skipped": reason}
    print(json.dumps(line))
