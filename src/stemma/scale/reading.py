"""The stages that turn files into partitions of reports, each report once."""

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
from msgspec.structs import replace

from stemma.casebook import rows
from stemma.pipeline.faults import DATA_FAULTS, reason
from stemma.pipeline.rooms import REAL
from stemma.records import Document, Failure, Report
from stemma.scale import tables
from stemma.scale.engines import load_daft
from stemma.scale.folder import Folder
from stemma.scale.layout import DOCUMENTS, NUMBERED, READ, REPORTS, UNITS, key_of, name
from stemma.scale.settling import keys_of
from stemma.scale.sources import remote

_READ = pa.schema(
    [
        ("unit", pa.int64()),
        ("row", pa.int64()),
        ("id", pa.string()),
        ("sha256", pa.string()),
        ("published", pa.string()),
        ("keys", pa.list_(pa.int64())),
        ("origin", pa.string()),
        ("media_type", pa.string()),
        ("fields", pa.string()),
        ("raw", pa.binary()),
        ("record", pa.string()),
        ("failure", pa.string()),
        ("stage", pa.string()),
    ]
)
_DOCUMENTS = pa.schema(
    [
        ("report", pa.string()),
        ("sha256", pa.string()),
        ("origin", pa.string()),
        ("media_type", pa.string()),
        ("fields", pa.string()),
        ("raw", pa.binary()),
    ]
)
_BATCH = 256


@dataclass(frozen=True)
class Read:
    """Read the files of one unit: documents with the reports read from them, and failures."""

    folder: Folder

    def __call__(self, key: str) -> None:
        """Read one unit and write what came of it."""
        listed = self.folder.read(name(UNITS, "all"), filters=[("unit", "=", int(key))])
        found = (row for path in listed["path"].to_pylist() for row in _read_file(path))
        numbered = ({"unit": int(key), "row": n, **row} for n, row in enumerate(found))
        self.folder.stream(name(READ, key), _READ, _tables(numbered))


def _tables(found: Iterable[dict[str, Any]]) -> Iterator[pa.Table]:
    batch: list[dict[str, Any]] = []
    for row in found:
        batch.append(row)
        if len(batch) == _BATCH:
            yield pa.Table.from_pylist(batch, schema=_READ)
            batch = []
    yield pa.Table.from_pylist(batch, schema=_READ)


def _read_file(address: str) -> Iterator[dict[str, Any]]:
    with _here(address) as path:
        for item in REAL.documents([path]):
            if path != address:
                item = replace(item, origin=item.origin.replace(path, address, 1))  # noqa: PLW2901
            yield _row(item)


def _row(item: Document | Failure) -> dict[str, Any]:
    """Return a row of the documents read: with the report, or with the reason why there is none."""
    if isinstance(item, Failure):
        return {"origin": item.origin, "failure": item.reason, "stage": item.stage}
    try:
        report = REAL.read(item)
    except DATA_FAULTS as error:
        return {"origin": item.origin, "failure": reason(error), "stage": Failure("", "").stage}
    return {
        "id": report.id,
        "sha256": item.sha256,
        "published": report.published,
        "keys": keys_of(report),
        "origin": item.origin,
        "media_type": item.media_type,
        "fields": json.dumps(item.fields, ensure_ascii=False),
        "raw": item.raw,
        "record": rows.encode(report),
    }


@contextmanager
def _here(address: str) -> Iterator[str]:
    """Give the path of a file on this disk: itself, or a passing copy of an object."""
    if not remote(address):
        yield address
        return
    daft = load_daft()
    with tempfile.TemporaryDirectory() as folder:
        # The same name, since the name's ending tells what a file is.
        path = Path(folder, PurePosixPath(address).name)
        with daft.File(address).open() as source, path.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        yield str(path)


@dataclass(frozen=True)
class Arrange:
    """Gather the reports of one partition from the units that they were read in."""

    folder: Folder

    def __call__(self, key: str) -> None:
        """Write one partition of reports, and beside it the documents as they came."""
        chosen = self.folder.read(name(NUMBERED, "all"), filters=[("partition", "=", int(key))]).to_pylist()
        wanted = {(row["unit"], row["row"]): row for row in chosen}
        found: list[tuple[int, Report]] = []
        documents = []
        decoder = msgspec.json.Decoder(Report)
        for unit in sorted({row["unit"] for row in chosen}):
            rows_of_unit = [row["row"] for row in chosen if row["unit"] == unit]
            came = self.folder.read(name(READ, key_of(unit)), filters=[("row", "in", rows_of_unit)])
            for row in came.to_pylist():
                put = wanted[unit, row["row"]]
                settled = {field: put[field] for field in ("id", "version_of", "version")}
                found.append((put["n"], replace(decoder.decode(row["record"]), **settled)))
                documents.append(
                    {"report": put["id"]} | {field: row[field] for field in _DOCUMENTS.names[1:]}
                )
        self.folder.write(name(DOCUMENTS, key), pa.Table.from_pylist(documents, schema=_DOCUMENTS))
        self.folder.write(name(REPORTS, key), tables.reports(found))


def failures(folder: Folder) -> list[Failure]:
    """Return why documents could not be read."""
    found = folder.read_all(READ, columns=["origin", "failure", "stage"])
    found = found.filter(pc.is_valid(found["failure"]))
    return [Failure(row["origin"], row["failure"], row["stage"]) for row in found.to_pylist()]
