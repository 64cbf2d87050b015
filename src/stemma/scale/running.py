"""A run over partitions: the stages in order, what is finished left alone, lost workers replaced."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from msgspec import Struct, field

from stemma import __version__
from stemma.collation.statements import sampled
from stemma.errors import StemmaError, UsageError
from stemma.pipeline.running import Progress
from stemma.records import Failure
from stemma.scale.analysing import ANALYSES, Analyse
from stemma.scale.bonding import hang_together
from stemma.scale.claiming import CLAIMS, MakeClaims
from stemma.scale.copying import (
    BUCKETS,
    SHARED,
    Compare,
    Post,
    Share,
    Turns,
    take_turns,
)
from stemma.scale.engines import ENGINES, Engine, EngineFault, Task, engine
from stemma.scale.eventing import EVENT_BONDS, EVENT_PAIRS, EVENTS, JudgeEvents, MakeEvents
from stemma.scale.folder import Folder
from stemma.scale.layout import KIN, NUMBERED, READ, REPORTS, SETTLED, UNITS, key_of, name
from stemma.scale.library import WEIGHTS, Library
from stemma.scale.nearing import NEAR, JoinPlaces, SendPlaces
from stemma.scale.pairing import CLAIM_BONDS, PAIRINGS, JudgePairs
from stemma.scale.reading import Arrange, Read, failures
from stemma.scale.rewording import (
    CHOSEN,
    DETAILED,
    PROPOSED,
    AddRewritings,
    JoinDetails,
    Propose,
    SendDetails,
    keep_budget,
)
from stemma.scale.settling import Settle, find_kin, kin_parts, place
from stemma.scale.sources import units
from stemma.scale.wording import CROWDS, KEYS, MOST_BUCKETS, WORDS, CountWords, JoinKeys, ShareKeys, add_up

LAYOUT = 2  # of the folder; raised when a folder written before can no longer be read
PARTITION = 256  # reports: about 25 CPU seconds of analysis, and so much is lost with a worker
_TRIES = 4  # of a stage that loses its workers; what the earlier ones finished is kept

__all__ = ["ENGINES", "Summary", "ingest"]


class Summary(Struct, frozen=True):
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
        workers: how many processes work at once, on each machine of a cluster.
        address: of a Ray cluster; None starts Ray on this machine.
        partition: reports a partition.
        again: begin anew, whatever the folder holds.
        progress: told the stage, how much of it is done and of how much.

    Raises:
        UsageError: the folder holds a run over other inputs, or the engine is not installed.
        StemmaError: workers were lost again and again; the same call goes on.
    """
    target = Folder(folder)
    known = _known_plan(target, inputs, again=again)
    runner = engine(engine_name, workers, address)
    try:
        # Objects are listed by Daft, whose first query settles where it runs: the engine comes first.
        planned = known or _plan(target, inputs, partition)
        _partitioned(_Run(target, runner, progress), planned)
    finally:
        runner.close()
    return _summary(target, engine_name)


def _partitioned(run: "_Run", planned: dict[str, Any]) -> None:
    """Do the stages that work on partitions, one after the other."""
    folder, size = run.folder, planned["partition"]
    run.stages("reading", Stage(READ, Read(folder), planned["units"]))
    run.once(KIN, "placing", lambda: find_kin(folder, size))
    run.stages("placing", Stage(SETTLED, Settle(folder), kin_parts(folder)))
    run.once(NUMBERED, "placing", lambda: place(folder, size))
    reports = folder.count(name(NUMBERED, "all"))
    parts = max(1, -(-reports // size))
    library, turns = Library(folder, size), Turns(folder)
    run.stages("arranging", Stage(REPORTS, Arrange(folder), parts))
    run.once("turns", "arranging", lambda: take_turns(folder))
    # What is found in one report, and at the same time what it is compared by.
    buckets = min(MOST_BUCKETS, parts)
    counted = CountWords(library, sampled(reports))
    sent = (Post(library, turns), SendPlaces(library, buckets), SendDetails(library, buckets))
    alone = InTurn((Analyse(folder), *sent, counted))
    run.stages("analysing", Stage(WORDS, alone, parts))
    run.once(WEIGHTS, "joining", lambda: add_up(folder))
    run.stages(
        "joining",
        Stage(SHARED, Share(library, turns), BUCKETS),
        Stage(KEYS, ShareKeys(library, buckets), parts),
        Stage(NEAR, JoinPlaces(library), buckets),
        Stage(DETAILED, JoinDetails(library), buckets),
    )
    run.stages(
        "comparing texts",
        Stage(PROPOSED, InTurn((Compare(library, turns), Propose(library))), parts),
        Stage(CROWDS, JoinKeys(library), buckets),
    )
    run.once(CHOSEN, "comparing texts", lambda: keep_budget(library))
    judged = InTurn((AddRewritings(library), JudgePairs(library)))
    run.stages("collating claims", Stage(PAIRINGS, judged, parts))
    run.once("components", "collating claims", lambda: hang_together(library, CLAIM_BONDS, parts))
    run.stages("tracing origins", Stage(CLAIMS, MakeClaims(library), parts))
    run.stages("comparing events", Stage(EVENT_PAIRS, JudgeEvents(library), parts))
    run.once("event_components", "collating events", lambda: hang_together(library, EVENT_BONDS, parts))
    run.stages("collating events", Stage(EVENTS, MakeEvents(library), parts))


@dataclass(frozen=True)
class Stage:
    """Work on partitions: ``name`` is the table that a partition's task writes last."""

    name: str
    task: Task
    partitions: int


@dataclass(frozen=True)
class InTurn:
    """Several tasks on the same partition, one after the other."""

    tasks: tuple[Task, ...]

    def __call__(self, key: str) -> None:
        """Do all tasks on one partition."""
        for task in self.tasks:
            task(key)


@dataclass(frozen=True)
class _Several:
    """The tasks of stages that do not wait for each other, each under its stage's name."""

    tasks: dict[str, Task]

    def __call__(self, key: str) -> None:
        stage, part = key.split("/")
        self.tasks[stage](part)


@dataclass(frozen=True)
class _Run:
    """The stages of one run on one engine."""

    folder: Folder
    engine: Engine
    progress: Progress

    def once(self, manifest: str, title: str, work: Callable[[], None]) -> None:
        """Do what is done in this process, unless it was done before."""
        if self.folder.read_json(f"manifests/{manifest}.json") is None:
            self.progress(title, 0, None)
            work()
            self.folder.write_json(f"manifests/{manifest}.json", {"tool": __version__})

    def stages(self, title: str, *stages: Stage) -> None:
        """Do what is left of stages that do not wait for each other, and write their manifests."""
        open_ones = [one for one in stages if self.folder.read_json(f"manifests/{one.name}.json") is None]
        task = _Several({one.name: one.task for one in open_ones})
        total = sum(one.partitions for one in open_ones)
        last: EngineFault | None = None
        for _ in range(_TRIES):
            left = [key for one in open_ones for key in self._left(one)]
            if not left:
                for one in open_ones:
                    manifest = {"partitions": one.partitions, "tool": __version__}
                    self.folder.write_json(f"manifests/{one.name}.json", manifest)
                return
            done = total - len(left)
            self.progress(title, done, total)
            try:
                for _key in self.engine.map(task, left):
                    done += 1
                    self.progress(title, done, total)
            except EngineFault as error:
                last = error
        raise StemmaError(
            f"{title}: workers were lost {_TRIES} times ({last}); what was finished is kept in "
            f"{self.folder.address}: run the same command again, with fewer --workers if memory is short"
        ) from last

    def _left(self, stage: Stage) -> list[str]:
        finished = set(self.folder.names(stage.name))
        keys = [key_of(number) for number in range(stage.partitions)]
        return [f"{stage.name}/{key}" for key in keys if name(stage.name, key) not in finished]


def _known_plan(folder: Folder, inputs: Sequence[str], *, again: bool) -> dict[str, Any] | None:
    """Return the plan of the run that a folder holds, None where it is to be made."""
    if again:
        _clear(folder)
    known = folder.read_json("plan.json")
    if known is None:
        return None
    if (known["layout"], known["inputs"], known["tool"]) != (LAYOUT, _fingerprint(inputs), __version__):
        raise UsageError(
            f"{folder.address} holds a run over other inputs, or of another version: "
            "choose another folder, or begin anew with --again"
        )
    return dict(known)


def _fingerprint(inputs: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps([*inputs]).encode()).hexdigest()


def _plan(folder: Folder, inputs: Sequence[str], partition: int) -> dict[str, Any]:
    """Say how much there is to read; a folder keeps the plan that its run began with."""
    listed = [(number, path) for number, unit in enumerate(units(inputs)) for path in unit]
    columns = {"unit": [number for number, _ in listed], "path": [path for _, path in listed]}
    schema = pa.schema([("unit", pa.int64()), ("path", pa.string())])
    folder.write(name(UNITS, "all"), pa.table(columns, schema=schema))
    made: dict[str, Any] = {
        "layout": LAYOUT,
        "tool": __version__,
        "inputs": _fingerprint(inputs),
        "partition": partition,
        "units": 1 + max((number for number, _ in listed), default=-1),
    }
    folder.write_json("plan.json", made)
    return made


def _clear(folder: Folder) -> None:
    """Remove what a run wrote; a folder that holds anything else is left alone.

    Raises:
        UsageError: the folder holds files and no run.
    """
    if folder.read_json("plan.json") is not None:
        folder.remove()
    elif folder.holds_anything():
        raise UsageError(f"{folder.address} holds files that are no run of Stemma: choose another folder")


def _summary(folder: Folder, engine_name: str) -> Summary:
    read = folder.read_all(READ, columns=["unit"]).num_rows
    found = failures(folder)
    analysed = folder.read_all(ANALYSES).to_pylist()
    named = folder.read_all(REPORTS, columns=["id", "origin"])
    origin = dict(zip(named["id"].to_pylist(), named["origin"].to_pylist(), strict=True))
    found += [Failure(origin[row["report"]], row["error"], "analysis") for row in analysed if row["error"]]
    counted = ("reports", "mentions", "claims", "origins", "variants", "events", "copies")
    holds = {stage: folder.read_all(stage, columns=["id"]).num_rows for stage in counted}
    return Summary(folder.address, engine_name, read, tuple(found), holds)
