"""Rows sent from one partition to another: written sorted by where they go, read by those they go to."""

import hashlib
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stemma.scale.connecting import Longs
from stemma.scale.folder import Folder

BUCKET = "bucket"


def hashed(key: str) -> int:
    """Return 63 bits of a key's hash, the same in every process."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big") >> 1


def send(folder: Folder, name: str, columns: Mapping[str, npt.ArrayLike], bucket: npt.ArrayLike) -> None:
    """Write rows of whole numbers, one group of rows for each bucket that they go to.

    The groups' statistics tell a reader which of them hold its bucket, so that it reads no others.
    """
    where = np.asarray(bucket, dtype=np.int64)
    order = np.argsort(where, kind="stable")
    arrays = {column: np.asarray(values, dtype=np.int64)[order] for column, values in columns.items()}
    table = pa.table({BUCKET: where[order], **arrays})
    starts = np.flatnonzero(np.diff(where[order], prepend=-1))
    ends = np.append(starts[1:], len(order)) if len(starts) else starts
    groups = (table.slice(start, end - start) for start, end in zip(starts, ends, strict=True))
    folder.stream(name, table.schema, groups)


def receive(folder: Folder, stage: str, bucket: int) -> pa.Table:
    """Return the rows that all partitions of a stage sent to a bucket."""
    return folder.read_all(stage, filters=[(BUCKET, "=", bucket)])


def summed(earlier: Longs, later: Longs, count: Longs | None = None) -> dict[str, Longs]:
    """Return each pair once with the sum of its counts, or with how often it was given."""
    counts = np.ones(len(earlier), dtype=np.int64) if count is None else count
    grouped = pa.table({"earlier": earlier, "later": later, "count": counts})
    grouped = grouped.group_by(["earlier", "later"]).aggregate([("count", "sum")])
    return {
        "earlier": grouped["earlier"].to_numpy(),
        "later": grouped["later"].to_numpy(),
        "count": grouped["count_sum"].to_numpy(),
    }
