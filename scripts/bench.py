"""Run the benchmarks one after the other, each printing its JSON lines; one that cannot run says why.

    python scripts/bench.py quick    # some minutes: small samples, to see that everything runs
    python scripts/bench.py          # about an hour: the figures of docs/evaluation.md
    python scripts/bench.py long     # a day: growth to 100,000 reports as well

The lines go to standard output as they come, what is running to standard error. Figures of a quick run
are of samples too small to quote. Data that is not there (STEMMA_DATA, else ../shared/data) is passed over.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
# What each benchmark is called with; None: it is not part of such a run.
RUNS: dict[str, dict[str, str | None]] = {
    "startup": {"quick": "--runs 2", "whole": "", "long": ""},
    "ingest": {"quick": "--limit 40", "whole": "", "long": ""},
    "syndicated": {"quick": "--limit 60", "whole": "", "long": ""},
    "stages": {"quick": "--limit 20", "whole": "", "long": ""},
    "growth": {"quick": "--sizes 200,600 --more 20", "whole": "", "long": "--sizes 1000,10000,100000"},
    "hundred_thousand": {"quick": None, "whole": "--reports 5000", "long": ""},
    "peers": {"quick": "--limit 10", "whole": "", "long": ""},
    "copies": {"quick": "--reports 1000", "whole": "", "long": "--reports 100000"},
    "hot": {"quick": "--carriers 30", "whole": "", "long": "--carriers 100,200,400,1000"},
    "reading": {
        "quick": "--megabytes 10 --rows 20000 --pages 30",
        "whole": "",
        "long": "--megabytes 1000 --rows 10000000",
    },
    "desk": {"quick": "--events 2000 --views 2", "whole": "", "long": ""},
    "scale": {"quick": "--reports 8 --engines processes", "whole": "--reports 60", "long": ""},
    "cluster": {"quick": None, "whole": "", "long": "--reports 200"},
    "faults": {"quick": "--kills 1", "whole": "--kills 20", "long": ""},
}
LONGEST = {"quick": 300, "whole": 3600, "long": 24 * 3600}  # wall seconds of one benchmark


def main() -> None:
    """Run the benchmarks of a size."""
    size = sys.argv[1] if sys.argv[1:] else "whole"
    if size not in LONGEST:
        sys.exit(f"{size} is none of {', '.join(LONGEST)}")
    for name, calls in RUNS.items():
        arguments = calls[size]
        if arguments is None:
            skipped(name, f"not part of a {size} run")
            continue
        print(f"{name} {arguments}", file=sys.stderr, flush=True)
        begun = time.perf_counter()
        for line in lines(name, arguments.split(), LONGEST[size]):
            print(line, flush=True)
        print(f"  {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)


def lines(name: str, arguments: list[str], longest: float) -> Iterator[str]:
    """Yield a benchmark's lines; when it does not end well, one that says why."""
    command = [sys.executable, str(BENCHMARKS / f"{name}.py"), *arguments]
    environment = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", **os.environ}
    with tempfile.TemporaryFile("w+") as wrong:
        # A session of its own, so that its children end with it.
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=wrong, text=True, env=environment, start_new_session=True
        ) as process:
            clock = threading.Timer(longest, os.killpg, (process.pid, signal.SIGKILL))
            clock.start()
            for line in process.stdout or ():
                yield line.rstrip("\n")
            process.wait()
            clock.cancel()
        wrong.seek(0)
        said = [line.strip() for line in wrong if line.strip()]
    if process.returncode == -signal.SIGKILL:
        yield refusal(name, f"it was ended: a benchmark of such a run has {longest} seconds")
    elif process.returncode:
        yield refusal(name, said[-1] if said else f"it ended with {process.returncode}")


def skipped(name: str, reason: str) -> None:
    """Print the line of a benchmark that was not run."""
    print(refusal(name, reason), flush=True)


def refusal(name: str, reason: str) -> str:
    """Return the line of a benchmark that gave no figure, with the reason."""
    line = {"name": name, "figure": None, "unit": "", "baseline": None, "ratio": None, "skipped": reason}
    return json.dumps(line)


if __name__ == "__main__":
    main()
