"""Rows as CSV for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

# A spreadsheet reads a cell that begins so as a formula; a quote in front makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(rows: Iterable[object]) -> str:
    """Return records as CSV with a header: nested records by dotted names, lists joined by "; "."""
    flat = [dict(_flatten("", msgspec.to_builtins(row))) for row in rows]
    names = list(dict.fromkeys(name for row in flat for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="", lineterminator="\r\n")
    if names:
        writer.writeheader()
    writer.writerows(flat)
    return out.getvalue()


def _flatten(prefix: str, value: Any) -> Iterable[tuple[str, object]]:  # noqa: ANN401  any JSON value
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _flatten(f"{prefix}.{name}" if prefix else str(name), part)
    else:
        yield prefix, _cell(value)


def _cell(value: object) -> object:
    if isinstance(value, list):
        return "; ".join(str(_cell(part)) for part in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_cell(part)}" for name, part in value.items())
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return "" if value is None else value
