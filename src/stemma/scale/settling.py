"""The stages that settle which texts are one report's, under which ids, and number the reports by date."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from stemma.casebook import Casebook
from stemma.casebook.versions import addresses_like
from stemma.pipeline.analysing import batches
from stemma.pipeline.running import COMMIT
from stemma.records import Document, Report
from stemma.reuse.copies import turn
from stemma.scale.connecting import components, sharing
from stemma.scale.folder import Folder
from stemma.scale.layout import KIN, NUMBERED, READ, SETTLED, key_of, name
from stemma.scale.shuffle import hashed

_KIN = pa.schema([("part", pa.int64()), ("unit", pa.int64()), ("row", pa.int64())])
_PLACED = [("id", pa.string()), ("version_of", pa.string()), ("version", pa.int64())]
_SETTLED = pa.schema([("unit", pa.int64()), ("row", pa.int64()), *_PLACED])
_NUMBERED = pa.schema(
    [*((column, pa.int64()) for column in ("partition", "n", "unit", "row")), *_PLACED],
)
_ADDRESSES = 2


def keys_of(report: Report) -> list[int]:
    """Return what a report may have in common with another version of itself: its id, its address.

    An address is given as it stands and in its plainest form, which all ways to write it share.
    """
    addresses = addresses_like(report.url)[:_ADDRESSES] if report.url else ()
    return [hashed(f"id\x1f{report.id}"), *(hashed(f"at\x1f{address}") for address in addresses)]


def find_kin(folder: Folder, size: int) -> None:
    """Part the texts that share an id or an address with another, so that those of one report stay together.

    A text that came before, by the hash of its bytes, is left out. Gathered are the hashes and three
    numbers a text.
    """
    came = _came(folder, ["unit", "row", "sha256", "keys"])
    keys = came["keys"].combine_chunks()
    owners = pc.list_parent_indices(keys).to_numpy().astype(np.int64)
    one, other = sharing(owners, keys.flatten().to_numpy())
    first = components(np.arange(came.num_rows), one, other)
    kin = np.flatnonzero(np.bincount(first, minlength=came.num_rows)[first] > 1)
    kin = kin[np.argsort(first[kin], kind="stable")]
    # A part ends with the family that fills it.
    begins = np.flatnonzero(np.diff(first[kin], prepend=-1))
    place = np.repeat(begins, np.diff(np.append(begins, len(kin))))
    _, part = np.unique(place // size, return_inverse=True)
    order = np.lexsort((kin, part))
    chosen = came.select(["unit", "row"]).take(pa.array(kin[order]))
    folder.write(name(KIN, "all"), chosen.add_column(0, "part", pa.array(part[order])).cast(_KIN))


def kin_parts(folder: Folder) -> int:
    """Return in how many parts the texts lie that may be one report's."""
    last = pc.max(folder.read(name(KIN, "all"), ["part"])["part"]).as_py()
    return 0 if last is None else last + 1


@dataclass(frozen=True)
class Settle:
    """Settle the ids and versions of texts that share an id or an address: a passing casebook says which."""

    folder: Folder

    def __call__(self, key: str) -> None:
        """Settle one part; texts that were there before are left out."""
        chosen = self.folder.read(name(KIN, "all"), filters=[("part", "=", int(key))]).to_pylist()
        decoder = msgspec.json.Decoder(Report)
        came = {(row["unit"], row["row"]): row for row in self._rows(chosen)}
        at = {row["sha256"]: place for place, row in came.items()}
        with tempfile.TemporaryDirectory() as here, Casebook.open(Path(here, "kin.db")) as book:
            for batch in batches(chosen, COMMIT):
                rows = [came[row["unit"], row["row"]] for row in batch]
                # Nobody reads the bytes here.
                pairs = [
                    (Document(row["origin"], b"", "", row["sha256"]), decoder.decode(row["record"]))
                    for row in rows
                ]
                book.add(pairs, tool="")
            found = [_placed(at[report.sha256], report) for report in book.originals()]
        self.folder.write(name(SETTLED, key), pa.Table.from_pylist(found, schema=_SETTLED))

    def _rows(self, chosen: list[dict[str, Any]]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for unit in sorted({row["unit"] for row in chosen}):
            wanted = [row["row"] for row in chosen if row["unit"] == unit]
            columns = ["unit", "row", "sha256", "origin", "record"]
            found += self.folder.read(name(READ, key_of(unit)), columns, [("row", "in", wanted)]).to_pylist()
        return found


def _placed(at: tuple[int, int], report: Report) -> dict[str, Any]:
    placed = {"id": report.id, "version_of": report.version_of, "version": report.version}
    return {"unit": at[0], "row": at[1], **placed}


def place(folder: Folder, size: int) -> None:
    """Say which partition each report goes to, under which id and as which version.

    Gathered are the ids, hashes and dates.
    """
    kin = {(row["unit"], row["row"]) for row in folder.read(name(KIN, "all")).to_pylist()}
    settled = [row for file in folder.names(SETTLED) for row in folder.read(file).to_pylist()]
    versions = {(row["unit"], row["row"]): row for row in settled}
    chosen = []
    for row in _came(folder, ["unit", "row", "sha256", "id", "published"]).to_pylist():
        at = row["unit"], row["row"]
        if at not in kin:
            chosen.append(
                ({"unit": at[0], "row": at[1], "id": row["id"], "version_of": "", "version": 1}, row)
            )
        elif at in versions:
            chosen.append((versions[at], row))
    # Numbered as the local path takes them up: by date.
    chosen.sort(key=lambda pair: turn(pair[1]["published"], pair[0]["id"]))
    numbered = [{"partition": n // size, "n": n, **put} for n, (put, _) in enumerate(chosen)]
    folder.write(name(NUMBERED, "all"), pa.Table.from_pylist(numbered, schema=_NUMBERED))


def _came(folder: Folder, columns: list[str]) -> pa.Table:
    """Return the texts that were read, in the order in which they came, those with new bytes."""
    came = folder.read_all(READ, columns=columns)
    came = came.filter(pc.is_valid(came["sha256"])).sort_by([("unit", "ascending"), ("row", "ascending")])
    first = came.append_column("place", pa.array(np.arange(came.num_rows)))
    first = first.group_by("sha256").aggregate([("place", "min")])["place_min"]
    return came.take(first.sort())
