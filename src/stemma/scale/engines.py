"""Engines: what runs a task on many partitions, from this process to a cluster."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from importlib.util import find_spec
from multiprocessing import get_context
from typing import Any, Protocol

from stemma.errors import StemmaError, UsageError

# Both libraries tell their makers about each use unless they are told not to; Daft as it is loaded.
_SILENT = {
    "DAFT_ANALYTICS_ENABLED": "0",
    "DO_NOT_TRACK": "1",
    "SCARF_NO_ANALYTICS": "1",
    "RAY_USAGE_STATS_ENABLED": "0",
    "DAFT_PROGRESS_BAR": "0",
}
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
    """A pool of processes on this machine, which needs nothing but Python; one worker is this process."""

    name = "processes"

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def map(self, task: Task, keys: Sequence[str]) -> Iterator[str]:
        """Run the task in the pool's processes, which stay for the next task with what they have loaded."""
        if self._workers == 1:
            for key in keys:
                task(key)
                yield key
            return
        if self._pool is None:
            os.environ.setdefault("OMP_NUM_THREADS", "1")
            self._pool = ProcessPoolExecutor(self._workers, mp_context=get_context("spawn"))
        futures = {self._pool.submit(task, key): key for key in keys}
        try:
            for future in as_completed(futures):
                future.result()
                yield futures[future]
        except BrokenProcessPool as error:
            self.close()
            raise EngineFault(str(error)) from error
        finally:
            for future in futures:
                future.cancel()

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown()
            self._pool = None


class Daft:
    """Daft: its native runner on this machine, or Ray here or on a cluster.

    A query maps a table of partitions through a class whose instances live in processes of their
    own, so that models are loaded once for each; the table is split into batches of one row, or
    else one worker would get them all.
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
        """Run the task in the processes of a Daft class."""
        daft = self._daft
        workers = min(self._workers, len(keys))
        remote = daft.cls(_Worker, use_process=True, max_concurrency=workers)(task)
        frame = daft.from_pydict({"partition": list(keys)}).into_batches(1)
        frame = frame.select(remote.run(daft.col("partition")).alias("done"))
        # What a lost worker raises here depends on the runner and on the moment.
        faults: tuple[type[BaseException], ...] = (OSError, EOFError, RuntimeError, *self._faults())
        try:
            for row in frame.iter_rows():
                key, fault = row["done"].split("\x1f", 1)
                yield self._done(key, fault)
        except faults as error:
            raise EngineFault(f"{type(error).__name__}: {error}") from error

    @staticmethod
    def _done(key: str, fault: str) -> str:
        if fault:
            raise StemmaError(fault)
        return key

    def _faults(self) -> tuple[type[BaseException], ...]:
        faults: list[type[BaseException]] = [self._daft.exceptions.DaftCoreException]
        if self._ray is not None:
            faults.append(self._ray.exceptions.RayError)
        return tuple(faults)

    def close(self) -> None:
        """Leave the cluster, or stop the local Ray."""
        if self._ray is not None:
            self._ray.shutdown()


class _Worker:
    """What a Daft process holds: the task, with whatever it loads at its first partition."""

    def __init__(self, task: Task) -> None:
        self._task = task

    def run(self, partition: str) -> str:
        """Do one partition; a fault that is ours comes back in words, after the key."""
        try:
            self._task(partition)
        except StemmaError as error:
            return f"{partition}\x1f{error}"
        return f"{partition}\x1f"


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
        workers: how many processes work at once.
        address: of a Ray cluster; None starts Ray on this machine.

    Raises:
        UsageError: there is no such engine, or what it needs is not installed.
    """
    if name not in ENGINES:
        raise UsageError(f"no engine {name!r}; there are: {', '.join(ENGINES)}")
    if address and name != "ray":
        raise UsageError("--ray-address goes with --engine ray")
    return ENGINES[name](max(1, workers), address)
