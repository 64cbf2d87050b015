"""Engines: what runs a task on many partitions, from this process to a cluster."""

import json
import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from typing import Any, Protocol

import pyarrow as pa

from stemma.errors import StemmaError, UsageError
from stemma.scale.crew import Crew, LostError

# Both libraries tell their makers about each use unless they are told not to; Daft as it is loaded.
_SILENT = {
    "DAFT_ANALYTICS_ENABLED": "0",
    "DO_NOT_TRACK": "1",
    "SCARF_NO_ANALYTICS": "1",
    "RAY_USAGE_STATS_ENABLED": "0",
    "DAFT_PROGRESS_BAR": "0",
}
_DONE, _LOST, _FAULT, _BUG = "", "lost", "fault", "bug"  # how a partition's task ended
# A local Ray has 30 seconds to start, which a busy machine may exceed: how often it is tried.
_STARTS = 3


class Task(Protocol):
    """Work on one partition: reads its input, writes its output, and can be repeated.

    A task is sent to other processes, so it holds plain values only.
    """

    def __call__(self, key: str) -> None:
        """Do the work on the partition ``key``."""


class EngineFault(Exception):  # noqa: N818  not an error of ours: the run starts what is left anew
    """The engine lost a worker, or its connection to one; what was finished is on the disk."""


class Engine(Protocol):
    """Runs a task on partitions, in any order and at any place."""

    name: str

    def map(self, task: Task, keys: Sequence[str]) -> Iterator[str]:
        """Run the task on each key and give each key when it is done.

        Raises:
            EngineFault: a worker was lost.
            StemmaError: the task itself failed.
        """

    def close(self) -> None:
        """Let go of the workers."""


class Processes:
    """Processes on this machine, which need nothing but Python; one worker is this process."""

    name = "processes"

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._crew = Crew(workers)

    def map(self, task: Task, keys: Sequence[str]) -> Iterator[str]:
        """Run the task in processes that stay for the next task with what they have loaded."""
        if self._workers == 1:
            for key in keys:
                task(key)
                yield key
            return
        sent = pickle.dumps(task)
        threads = ThreadPoolExecutor(self._workers)
        try:
            futures = {threads.submit(self._crew.do, sent, key): key for key in keys}
            yield from _finished(futures)
        finally:
            threads.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """End the processes."""
        self._crew.close()


def _finished(futures: dict[Future[None], str]) -> Iterator[str]:
    """Give keys as they are done; that a worker was lost is told when the others have ended."""
    lost: LostError | None = None
    for future in as_completed(futures):
        try:
            future.result()
        except LostError as error:
            lost = error
        else:
            yield futures[future]
    if lost is not None:
        raise EngineFault(str(lost)) from lost


class Daft:
    """Daft: its native runner on this machine, or Ray here or on a cluster.

    A query maps a table of partitions through a class whose instance hands each one to a crew of
    processes on its machine. Daft's own processes end with a query, and those of Ray's actors too;
    a crew stays as long as whoever runs Daft's queries on that machine, which is the whole run.
    """

    def __init__(self, workers: int, *, ray: bool = False, address: str | None = None) -> None:
        self.name = "ray" if ray else "daft"
        self._workers = workers
        self._ray = _start_ray(workers, address) if ray else None
        self._daft = load_daft()
        self._take_runner("ray" if ray else "native")

    def _take_runner(self, wanted: str) -> None:
        """Have queries run here or on the Ray that runs in this process; a process can choose once."""
        daft = self._daft
        with suppress(daft.exceptions.DaftCoreException):
            daft.set_runner_ray(noop_if_initialized=True) if wanted == "ray" else daft.set_runner_native()
        if daft.runners.get_or_infer_runner_type() != wanted:
            raise UsageError(f"Daft cannot change its runner: start another process for --engine {self.name}")

    def map(self, task: Task, keys: Sequence[str]) -> Iterator[str]:
        """Run the task in the crews of the machines that Daft runs on."""
        daft = self._daft
        hand = daft.cls(_Hand, use_process=False)(pickle.dumps(task), self._workers)
        frame = self._spread(keys).select(hand.run(daft.col("partition")).alias("ended"))
        # What a lost machine raises here depends on the runner and on the moment.
        faults: tuple[type[BaseException], ...] = (OSError, EOFError, RuntimeError, *self._faults())
        lost = ""
        rows = frame.iter_rows()
        while True:
            try:
                row = next(rows, None)
            except faults as error:
                raise EngineFault(f"{type(error).__name__}: {error}") from error
            if row is None:
                break
            key, kind, said = json.loads(row["ended"])
            if kind == _LOST:
                lost = said
            elif kind:
                raise StemmaError(said) if kind == _FAULT else RuntimeError(said)
            else:
                yield key
        if lost:
            raise EngineFault(lost)

    def _spread(self, keys: Sequence[str]) -> Any:  # noqa: ANN401  a frame of Daft
        """Return a table of partitions that is dealt out one by one, or one worker would get them all."""
        if self._ray is None:
            return self._daft.from_pydict({"partition": list(keys)}).into_batches(1)
        return self._daft.from_arrow([pa.table({"partition": [key]}) for key in keys])

    def _faults(self) -> tuple[type[BaseException], ...]:
        faults: list[type[BaseException]] = [self._daft.exceptions.DaftCoreException]
        if self._ray is not None:
            faults.append(self._ray.exceptions.RayError)
        return tuple(faults)

    def close(self) -> None:
        """Leave the cluster, or stop the local Ray; end the processes that are here."""
        if self._ray is not None:
            self._ray.shutdown()
        _crew(self._workers).close()
        _crew.cache_clear()


@cache
def _crew(size: int) -> Crew:
    """The crew of this machine, in the process that runs Daft's queries on it."""
    return Crew(size)


class _Hand:
    """What Daft calls for each partition: it hands the task to the crew, and says how that ended."""

    def __init__(self, task: bytes, workers: int) -> None:
        self._task = task
        self._workers = workers

    def run(self, partition: str) -> str:
        """Have one partition done; return it with how that ended, and the words of a fault, as JSON."""
        kind, said = _DONE, ""
        try:
            _crew(self._workers).do(self._task, partition)
        except LostError as error:
            kind, said = _LOST, str(error)
        except StemmaError as error:
            kind, said = _FAULT, str(error)
        except RuntimeError as error:
            kind, said = _BUG, str(error)
        return json.dumps([partition, kind, said])


def load_daft() -> Any:  # noqa: ANN401  a module without type information for the checker
    """Return the module daft, told to report nothing to anybody.

    Raises:
        UsageError: it is not installed.
    """
    _need("daft", "scale")
    os.environ.update(_SILENT)
    import daft  # noqa: PLC0415  an extra, and heavy

    return daft


def _start_ray(workers: int, address: str | None) -> Any:  # noqa: ANN401  likewise
    _need("ray", "ray")
    os.environ.update(_SILENT)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    import ray  # noqa: PLC0415  an extra, and heavy

    if not ray.is_initialized():
        # Workers need what this process was told: no reports, and where the models' data lie.
        kept = {key: value for key, value in os.environ.items() if key.startswith(("STEMMA_", "XDG_"))}
        settings: dict[str, Any] = {
            "runtime_env": {"env_vars": {**_SILENT, **kept, "OMP_NUM_THREADS": "1"}},
            "log_to_driver": False,
            "logging_level": "ERROR",
        }
        if address:
            settings["address"] = address
        else:
            settings.update(num_cpus=workers, include_dashboard=False, object_store_memory=_OBJECT_STORE)
        _connect(ray, settings)
    return ray


def _connect(ray: Any, settings: dict[str, Any]) -> None:  # noqa: ANN401  likewise
    where = f"at {settings['address']}" if "address" in settings else "on this machine"
    for start in range(_STARTS):
        try:
            ray.init(**settings)
        except Exception as error:  # Ray raises bare ones, "timed out during startup" among them
            ray.shutdown()
            if start == _STARTS - 1:
                raise StemmaError(f"no Ray {where}: {error}") from error
        else:
            return


_OBJECT_STORE = 100 * 1024 * 1024  # bytes; only names of partitions travel, the tables lie in files


def _need(module: str, extra: str) -> None:
    if module not in sys.modules and find_spec(module) is None:
        raise UsageError(
            f"this engine needs {module}, which is not installed: pip install 'stemma-news[{extra}]'"
        )


def _processes(workers: int, _address: str | None) -> Engine:
    return Processes(workers)


def _daft(workers: int, _address: str | None) -> Engine:
    return Daft(workers)


def _on_ray(workers: int, address: str | None) -> Engine:
    return Daft(workers, ray=True, address=address)


ENGINES: dict[str, Callable[[int, str | None], Engine]] = {
    "processes": _processes,
    "daft": _daft,
    "ray": _on_ray,
}


def engine(name: str, workers: int, address: str | None = None) -> Engine:
    """Return an engine by its name.

    Args:
        name: processes, daft or ray.
        workers: how many processes work at once, on each machine of a cluster.
        address: of a Ray cluster; None starts Ray on this machine.

    Raises:
        UsageError: there is no such engine, or what it needs is not installed.
    """
    if name not in ENGINES:
        raise UsageError(f"no engine {name!r}; there are: {', '.join(ENGINES)}")
    if address and name != "ray":
        raise UsageError("--ray-address goes with --engine ray")
    return ENGINES[name](max(1, workers), address)
