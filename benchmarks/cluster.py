"""Ingest on a Ray cluster of several nodes on this machine, one of which is killed in the middle.

Each node has a raylet, an object store and workers of its own, and is joined by address as another
machine would be; the tables lie where all nodes reach them (--tables: a folder, or s3://…). What
comes out is held against the local path, row for row. It prints the CPU seconds of the run (the
nodes and their servers too) beside the local path's.

    python benchmarks/cluster.py                      # the demo corpus
    python benchmarks/cluster.py --reports 200 [--data DIR] [--nodes 2] [--tables ADDRESS] [--spare]
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from measure import missing, show

from scale import below, sample
from stemma.casebook import Casebook
from stemma.demo import corpus_paths
from stemma.evaluation.base import data_folder
from stemma.export import export
from stemma.scale import open_tables
from stemma.scale.folder import Folder

# What `stemma ingest --engine ray --ray-address` calls, with small partitions.
DRIVER = """
import sys
from stemma.scale import ingest
tables, address, size, *inputs = sys.argv[1:]
ingest(inputs, tables, engine_name="ray", address=address, workers=1, partition=int(size))
"""
TRIES = 3  # of a start: a node has 30 seconds for it, which a busy machine may exceed


@contextmanager
def cluster(nodes: int) -> Iterator[Any]:
    """Start a cluster of nodes with one processor each; the head has none and does no work."""
    from ray.cluster_utils import Cluster

    small: dict[str, Any] = {"object_store_memory": 80 * 1024 * 1024, "include_dashboard": False}
    started = Cluster()
    try:
        tried(lambda: started.add_node(num_cpus=0, **small))
        for _ in range(nodes):
            tried(lambda: started.add_node(num_cpus=1, **small))
        yield started
    finally:
        started.shutdown()  # type: ignore[no-untyped-call]


def tried(start: Any) -> None:  # noqa: ANN401  a call of Ray's
    """Start a node, and again where it did not come up in time."""
    for left in reversed(range(TRIES)):
        try:
            start()
        except Exception:  # Ray raises a bare one
            if not left:
                raise
        else:
            return


def run(started: Any, inputs: list[str], folder: Folder, size: int, *, kill: bool) -> float:  # noqa: ANN401  Ray's
    """Run the ingest on a cluster, kill a node at the first analysed partition, and return CPU seconds."""
    command = [sys.executable, "-c", DRIVER, folder.address, started.address, str(size), *inputs]
    spent: dict[int, float] = {}
    with subprocess.Popen(command, env={**os.environ, "OMP_NUM_THREADS": "1"}) as process:
        while process.poll() is None:
            spent |= {pid: seconds for pid, (seconds, _) in below(os.getpid()).items() if pid != os.getpid()}
            if kill and folder.names("words"):
                started.remove_node(max(started.worker_nodes, key=str), allow_graceful=False)
                done = len(folder.names("words"))
                print(f"a node was killed with {done} partitions analysed", file=sys.stderr)
                kill = False
            time.sleep(0.2)
    if process.returncode or kill:
        sys.exit(f"the run ended with {process.returncode}" + (", and no node was killed" if kill else ""))
    return sum(spent.values())


def exported(casebook: Path) -> dict[str, str]:
    """Return the tables that a casebook exports, by the names of their files."""
    folder = casebook.with_suffix("")
    with Casebook.open(casebook) as book:
        export(book, "jsonl", folder)
    return {path.name: path.read_text() for path in sorted(folder.iterdir())}


def local(inputs: list[str], casebook: Path) -> float:
    """Ingest by the local path, in a process of its own, and return CPU seconds."""
    begun = os.times()
    command = [sys.executable, "-m", "stemma", "ingest", *inputs, "--workers", "2"]
    subprocess.run([*command, "--casebook", str(casebook)], check=True, stderr=subprocess.DEVNULL)
    ended = os.times()
    return ended.children_user + ended.children_system - begun.children_user - begun.children_system


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--reports", type=int, default=None, help="of FA-KES; without it the demo corpus")
    parser.add_argument("--nodes", type=int, default=2)
    parser.add_argument("--partition", type=int, default=None, help="reports a partition")
    parser.add_argument("--tables", default=None, help="a folder or s3://…, empty")
    parser.add_argument("--spare", action="store_true", help="kill no node")
    options = parser.parse_args()
    if find_spec("ray") is None:
        missing("cluster", "ray is not installed")
        return
    data = data_folder(options.data)
    if options.reports and not (data / "fa-kes").exists():
        missing("cluster", f"no data at {data / 'fa-kes'}")
        return
    with tempfile.TemporaryDirectory() as passing:
        here = Path(passing)
        table = [str(sample(data, options.reports, here))] if options.reports else []
        inputs = table or [str(path) for path in corpus_paths()]
        size = options.partition or (32 if options.reports else 5)
        folder = Folder(options.tables or str(here / "tables"))
        alone = local(inputs, here / "local.db")
        begun = time.perf_counter()
        with cluster(options.nodes) as started:
            spent = run(started, inputs, folder, size, kill=not options.spare)
        wall = time.perf_counter() - begun
        open_tables(folder.address, here / "cluster.db")
        equal = exported(here / "cluster.db") == exported(here / "local.db")
        killed = 0 if options.spare else 1
        more = {"nodes": options.nodes, "killed": killed, "equal": equal, "wall": round(wall, 1)}
        show("cluster", spent, "CPU seconds", alone, reports=options.reports or 26, **more)
    if not equal:
        sys.exit("the exports are not those of the local path")


if __name__ == "__main__":
    main()
