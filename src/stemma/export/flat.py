"""Records as flat rows: nested values in columns of their own, lists in one cell, safe in spreadsheets."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import UnionType
from typing import Any, TextIO, Union, get_args, get_origin, get_type_hints

import msgspec

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(records: Sequence[Any], stream: TextIO) -> None:
    """Write records as CSV with a header; records of one kind only.

    A nested record's fields become columns named ``outer.inner``; a list of texts becomes one
    cell, joined by "; ", a list of records their ids, or JSON where they have none. Text that a
    spreadsheet would run as a formula gets an apostrophe before it.
    """
    kind = getattr(records, "kind", type(records[0]) if records else None)
    if kind is None:
        return
    write_rows(kind, records, stream)


def write_rows(kind: type[Any], records: Iterable[Any], stream: TextIO) -> None:
    """Write records of the class ``kind`` as CSV, as `write_csv` does, one at a time."""
    columns = list(column_names(kind))
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    for record in records:
        writer.writerow({column: _cell(value) for column, value in flatten(record, columns)})


def write_sheet(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Path:
    """Write rows as CSV for a spreadsheet and return the path; cells that a row lacks are empty."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="", extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({name: _cell(value) for name, value in row.items()})
    return path


def column_names(kind: type[Any], prefix: str = "") -> Iterator[str]:
    """Yield the columns that a record of this class becomes."""
    hints = get_type_hints(kind)
    for name in kind.__struct_fields__:
        inner = _record_type(hints[name])
        if inner is None:
            yield prefix + name
        else:
            yield from column_names(inner, f"{prefix}{name}.")


def _record_type(kind: Any) -> type[Any] | None:  # noqa: ANN401  any annotation of a record's field
    if get_origin(kind) in (UnionType, Union):
        kind = next(part for part in get_args(kind) if part is not type(None))
    return kind if isinstance(kind, type) and issubclass(kind, msgspec.Struct) else None


def flatten(record: object, columns: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Yield each column with its value in the record, None where a nested record is missing."""
    for column in columns:
        value: Any = record
        for part in column.split("."):
            value = None if value is None else getattr(value, part)
        yield column, value


def _cell(value: Any) -> Any:  # noqa: ANN401  any field of a record
    if isinstance(value, tuple):
        return guard("; ".join(_item(item) for item in value))
    if isinstance(value, dict):
        return msgspec.json.encode(value).decode() if value else ""
    return guard(value) if isinstance(value, str) else value


def _item(item: Any) -> str:  # noqa: ANN401  any part of a list
    if isinstance(item, str):
        return item
    if hasattr(item, "id"):
        return str(item.id)
    return msgspec.json.encode(item).decode()


def guard(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return "'" + text if text.startswith(_FORMULA) else text
