"""A run over partitions: the stages in order, what is finished left alone, lost workers replaced."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from stemma import __version__
from stemma.errors import StemmaError, UsageError
from stemma.pipeline.running import Progress
from stemma.records import Failure
from stemma.scale.analysing import ANALYSES, Analyse
from stemma.scale.collating import collate
from stemma.scale.engines import ENGINES, Engine, EngineFault, Task, engine
from stemma.scale.folder import Folder
from stemma.scale.reading import READ, REPORTS, UNITS, Arrange, Read, failures, key_of, name, place
from stemma.scale.sources import units

LAYOUT = 1  # of the folder; raised when a folder written before can no longer be read
PARTITION = 256  # reports: about 25 CPU seconds of analysis, and so much is lost with a worker
_TRIES = 4  # of a stage that loses its workers; what the earlier ones finished is kept

__all__ = ["ENGINES", "Summary", "ingest"]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run over partitions did and what its folder holds."""

    folder: str
    engine: str
    documents: int = 0
    errors: tuple[Failure, ...] = ()
    holds: dict[str, int] = field(default_factory=dict)


def _silent(_stage: str, _done: int, _total: int | None) -> None:
    """Report no progress."""


def ingest(
    inputs: Sequence[str],
    folder: str,
    *,
    engine_name: str = "daft",
    workers: int = 2,
    address: str | None = None,
    partition: int = PARTITION,
    again: bool = False,
    progress: Progress = _silent,
) -> Summary:
    """Read reports, find everything in them and collate the whole, in a folder of Parquet tables.

    A run that was interrupted goes on where it stopped: partitions that are finished are not done
    again. A folder holds one run, over the inputs that it began with.

    Args:
        inputs: files, folders, and addresses in object storage.
        folder: the folder or address that the tables are written to.
        engine_name: processes, daft or ray.
        workers: how many processes work at once.
        address: of a Ray cluster; None starts Ray on this machine.
        partition: reports a partition.
        again: begin anew, whatever the folder holds.
        progress: told the stage, how much of it is done and of how much.

    Raises:
        UsageError: the folder holds a run over other inputs, or the engine is not installed.
        StemmaError: workers were lost again and again; the same call goes on.
    """
    target = Folder(folder)
    planned = _plan(target, inputs, partition, again=again)
    runner = engine(engine_name, workers, address)
    try:
        run = _Run(target, runner, progress)
        run.stage("reading", READ, Read(target), planned["units"])
        if target.read_json("manifests/places.json") is None:
            partitions = place(target, planned["partition"])
            target.write_json("manifests/places.json", {"partitions": partitions})
        partitions = target.read_json("manifests/places.json")["partitions"]
        run.stage("arranging", REPORTS, Arrange(target), partitions)
        run.stage("analysing", ANALYSES, Analyse(target), partitions)
    finally:
        runner.close()
    if target.read_json("manifests/collation.json") is None:
        collate(target, lambda step: progress(step, 0, None))
        target.write_json("manifests/collation.json", {"tool": __version__})
    return _summary(target, engine_name)


@dataclass(frozen=True)
class _Run:
    """The stages of one run on one engine."""

    folder: Folder
    engine: Engine
    progress: Progress

    def stage(self, title: str, stage: str, task: Task, partitions: int) -> None:
        """Do what is left of a stage and write its manifest."""
        manifest = f"manifests/{stage}.json"
        if self.folder.read_json(manifest) is not None:
            return
        keys = [key_of(number) for number in range(partitions)]
        last: EngineFault | None = None
        for _ in range(_TRIES):
            finished = set(self.folder.names(stage))
            left = [key for key in keys if name(stage, key) not in finished]
            if not left:
                self.folder.write_json(manifest, {"partitions": partitions, "tool": __version__})
                return
            done = len(keys) - len(left)
            self.progress(title, done, len(keys))
            try:
                for _key in self.engine.map(task, left):
                    done += 1
                    self.progress(title, done, len(keys))
            except EngineFault as error:
                last = error
        raise StemmaError(
            f"{title}: workers were lost {_TRIES} times ({last}); what was finished is kept in "
            f"{self.folder.address}: run the same command again, with fewer --workers if memory is short"
        ) from last


def _plan(folder: Folder, inputs: Sequence[str], partition: int, *, again: bool) -> dict[str, Any]:
    """Return how much there is to read; a folder keeps the plan that its run began with."""
    fingerprint = hashlib.sha256(json.dumps([*inputs]).encode()).hexdigest()
    known = None if again else folder.read_json("plan.json")
    if known is not None:
        if known["layout"] != LAYOUT or known["inputs"] != fingerprint or known["tool"] != __version__:
            raise UsageError(
                f"{folder.address} holds a run over other inputs, or of another version: "
                "choose another folder, or begin anew with --again"
            )
        return dict(known)
    if again:
        folder.remove("")
    listed = [(number, path) for number, unit in enumerate(units(inputs)) for path in unit]
    columns = {"unit": [number for number, _ in listed], "path": [path for _, path in listed]}
    schema = pa.schema([("unit", pa.int64()), ("path", pa.string())])
    folder.write(name(UNITS, "all"), pa.table(columns, schema=schema))
    made: dict[str, Any] = {
        "layout": LAYOUT,
        "tool": __version__,
        "inputs": fingerprint,
        "partition": partition,
        "units": 1 + max((number for number, _ in listed), default=-1),
    }
    folder.write_json("plan.json", made)
    return made


def _summary(folder: Folder, engine_name: str) -> Summary:
    read = folder.read_all(READ, columns=["unit"]).num_rows
    found = failures(folder)
    analysed = folder.read_all(ANALYSES).to_pylist()
    origin = dict(
        zip(
            *(column.to_pylist() for column in folder.read_all(REPORTS, columns=["id", "origin"]).columns),
            strict=True,
        )
    )
    found += [Failure(origin[row["report"]], row["error"], "analysis") for row in analysed if row["error"]]
    counted = ("reports", "mentions", "claims", "origins", "variants", "events", "copies")
    holds = {stage: folder.read_all(stage, columns=["id"]).num_rows for stage in counted}
    return Summary(folder.address, engine_name, read, tuple(found), holds)
