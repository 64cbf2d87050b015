"""Parquet tables of articles, a few rows at a time."""

from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from stemma.reading.dates import DateOrder, date_order
from stemma.reading.limits import check_swelling
from stemma.reading.rows import Row, date_value, row_of
from stemma.records import Failure

# Rows held at once; of articles of 5 KB each, 1 MB.
_BATCH = 200
_MOST_COLUMNS = 2000


def parquet_rows(file: BinaryIO, name: str, size: int) -> Iterator[Row | Failure]:
    """Yield the rows of a Parquet file as rows of a table; damage is one failure.

    Args:
        file: the file, which can be sought in.
        name: what to call it.
        size: the file's bytes, against which what unpacks is held.
    """
    number = 0
    try:
        table = pq.ParquetFile(file, memory_map=False, pre_buffer=False)
        fault = _refused(table, size)
        if fault:
            yield Failure(name, fault)
            return
        order: DateOrder | None = None
        for batch in table.iter_batches(batch_size=_BATCH):
            rows = batch.to_pylist()
            if number == 0:
                order = date_order(date_value(_plain(row)) for row in rows)
            for row in rows:
                number += 1
                yield row_of(_plain(row), f"{name}:{number}", order)
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        yield Failure(name, f"the Parquet table is damaged: {str(error).splitlines()[0][:200]}")
        return
    if number == 0:
        yield Failure(name, "the table has no rows")


def _refused(table: pq.ParquetFile, size: int) -> str:
    """Return why a table is not read, "" when it is."""
    columns = table.metadata.num_columns
    if columns > _MOST_COLUMNS:
        return f"the table has {columns:,} columns"
    unpacked = sum(table.metadata.row_group(n).total_byte_size for n in range(table.metadata.num_row_groups))
    check_swelling(size, unpacked, "the table")
    return ""


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with dates as ISO 8601 and bytes as text."""
    return {key: _value(value) for key, value in row.items() if value is not None}


def _value(value: Any) -> Any:  # noqa: ANN401 any value of a table
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, list):
        return [_value(item) for item in value]
    if isinstance(value, dict):
        return _plain(value)
    return value if isinstance(value, str | int | float | bool) else str(value)
