"""Rows of JSONL, JSON, CSV and TSV tables of articles."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, BinaryIO

from stemma.errors import ReadingError
from stemma.reading.cleaning import binary_kind, decode
from stemma.reading.dates import DateOrder, date_order
from stemma.records import Failure
from stemma.resources import load_toml

ROW_TYPE = "application/vnd.stemma.row+json"
# How the table writes ambiguous dates ("mdy" or "dmy"), decided from its whole column.
ORDER_FIELD = "stemma.date_order"

Opener = Callable[[], BinaryIO]

# One row may hold a whole page; above this a line is refused rather than held in memory.
_MAX_ROW = 64 * 1024 * 1024
_MAX_FIELD = 64 * 1024 * 1024
_SAMPLE = 1 << 16


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stood, its canonical JSON, and its columns as strings."""

    origin: str
    raw: bytes
    fields: dict[str, str]


@cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    return {name: tuple(also) for name, also in load_toml("reading", "columns.toml")["columns"].items()}


def columns(fields: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Map our column names to (the table's column name, value), for those that have a value."""
    normal = {re.sub(r"[\s-]+", "_", key.strip().lower()): key for key in reversed(list(fields))}
    found: dict[str, tuple[str, str]] = {}
    for ours, synonyms in _synonyms().items():
        for synonym in synonyms:
            key = normal.get(synonym)
            if key is not None and fields[key].strip():
                found[ours] = (key, fields[key])
                break
    return found


def check(fields: dict[str, str]) -> None:
    """Raise when a row has no text.

    Raises:
        ReadingError: no text column at all, or an empty one.
    """
    found = columns(fields)
    if "text" in found or "html" in found:
        return
    names = {re.sub(r"[\s-]+", "_", key.strip().lower()) for key in fields}
    if names & set(_synonyms()["text"]):
        raise ReadingError("the row has an empty text column")
    shown = ", ".join(list(fields)[:8]) or "none"
    raise ReadingError(f"the row has no text column (its columns: {shown}); name one of them 'text'")


def json_lines(open_stream: Opener, name: str, *, rereadable: bool = True) -> Iterator[Row | Failure]:
    """Yield the rows of a JSONL stream; a broken line is a failure and the rest goes on."""
    order = _order_of(values for values in _json_dates(open_stream)) if rereadable else None
    empty = True
    with open_stream() as stream:
        for number, line in enumerate(_lines(stream), 1):
            origin = f"{name}:{number}"
            if line is None:
                yield Failure(origin, f"the line is longer than {_MAX_ROW >> 20} MB")
            elif line.strip(b"\x00 \t\r\n"):
                yield _json_row(line, origin, order)
            else:
                continue
            empty = False
    if empty:
        yield Failure(name, "the file is empty")


def json_document(raw: bytes, name: str) -> Iterator[Row | Failure]:
    """Yield the article or articles of one JSON text: an object, a list, or in truth JSONL."""
    try:
        value = json.loads(decode(raw))
    except (ValueError, RecursionError, ReadingError) as error:
        if isinstance(error, json.JSONDecodeError) and error.msg == "Extra data" and b"\n" in raw:
            for number, line in enumerate(raw.splitlines(), 1):
                if line.strip():
                    yield _json_row(line, f"{name}:{number}", None)
            return
        yield Failure(name, f"not valid JSON: {_brief(error)}")
        return
    rows = value if isinstance(value, list) else _wrapped(value)
    if not rows:
        yield Failure(name, "the file holds no articles")
    order = _order_of(_date_value(row) for row in rows if isinstance(row, dict))
    for number, row in enumerate(rows, 1):
        yield _row(row, f"{name}#{number}" if len(rows) > 1 else name, order)


def delimited(open_stream: Opener, name: str, delimiter: str | None) -> Iterator[Row | Failure]:
    """Yield the rows of a CSV or TSV file with a header line; fields may hold line breaks."""
    with open_stream() as stream:
        sample = stream.read(_SAMPLE)
    if not sample.strip(b"\x00 \t\r\n"):
        yield Failure(name, "the file is empty")
        return
    if kind := binary_kind(sample):
        yield Failure(name, f"this is {kind}, not a table")
        return
    charset = _charset(open_stream)
    delimiter = delimiter or _delimiter(decode(sample))
    order = _order_of(
        _date_value(fields)
        for _, fields in _records(open_stream, charset, delimiter)
        if isinstance(fields, dict)
    )
    some = False
    for number, fields in _records(open_stream, charset, delimiter):
        origin = f"{name}:{number}"
        some = True
        yield Failure(origin, fields) if isinstance(fields, str) else _row(fields, origin, order)
    if not some:
        yield Failure(name, "the table has a header and no rows")


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    while line := stream.readline(_MAX_ROW):
        if len(line) < _MAX_ROW or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_MAX_ROW)
        yield None


def _json_row(line: bytes, origin: str, order: DateOrder | None) -> Row | Failure:
    try:
        return _row(json.loads(decode(line)), origin, order)
    except (ValueError, RecursionError, ReadingError) as error:
        return Failure(origin, f"not valid JSON: {_brief(error)}")


def _brief(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def _wrapped(value: Any) -> list[Any]:  # noqa: ANN401 any JSON value
    """Return the list inside {"articles": [...]}, as news interfaces answer, else the value alone."""
    if isinstance(value, dict) and "text" not in columns(_strings(value)):
        for key in ("articles", "items", "data", "results", "documents"):
            if isinstance(value.get(key), list):
                return list(value[key])
    return [value]


def _row(value: Any, origin: str, order: DateOrder | None) -> Row | Failure:  # noqa: ANN401 any JSON value
    if not isinstance(value, dict):
        return Failure(origin, f"an object with a text column is needed, this is a {type(value).__name__}")
    raw = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    fields = _strings(value)
    if order and ("published" in columns(fields)):
        fields[ORDER_FIELD] = order
    return Row(origin, raw.encode("utf-8", "replace"), fields)


def _strings(value: dict[str, Any]) -> dict[str, str]:
    return {str(key): _string(item) for key, item in value.items() if item is not None}


def _string(value: Any) -> str:  # noqa: ANN401 any JSON value
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "\n\n".join(value) if sum(map(len, value)) > 400 else ", ".join(value)  # noqa: PLR2004 paragraphs, not names
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        return str(value["name"])
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _json_dates(open_stream: Opener) -> Iterator[str]:
    """Yield the date column of a JSONL file, only when its first dates leave the order open."""
    with open_stream() as stream:
        for number, line in enumerate(_lines(stream)):
            try:
                value = json.loads(line) if line else None
            except (ValueError, RecursionError):
                continue
            found = _date_value(value) if isinstance(value, dict) else ""
            if number > 20 and not re.match(r"\s*\d{1,2}[/.-]\d", found):  # noqa: PLR2004 enough to know the column
                return
            yield found


def _date_value(fields: dict[str, Any]) -> str:
    found = columns({key: value for key, value in fields.items() if isinstance(value, str)})
    return found["published"][1] if "published" in found else ""


def _order_of(values: Iterable[str]) -> DateOrder | None:
    return date_order(values)


def _charset(open_stream: Opener) -> str:
    """Return the charset of a whole table: UTF-8 when every line is, else what a sample shows."""
    with open_stream() as stream:
        head = stream.read(4)
        if head.startswith(b"\xef\xbb\xbf"):
            return "utf-8-sig"
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            return "utf-16"
    with open_stream() as stream:
        try:
            for line in _lines(stream):
                if line:
                    line.decode("utf-8")
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def _delimiter(sample: str) -> str:
    header = sample.split("\n", 1)[0]
    return max(",;\t|", key=lambda mark: (header.count(mark), mark == ","))


def _records(open_stream: Opener, charset: str, delimiter: str) -> Iterator[tuple[int, dict[str, str] | str]]:
    """Yield (number of the line that the row ends at, its columns or a fault)."""
    limit = csv.field_size_limit(_MAX_FIELD)
    try:
        with open_stream() as stream:
            reader = csv.reader(_text_lines(stream, charset), delimiter=delimiter)
            header: list[str] | None = None
            while True:
                try:
                    values = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield reader.line_num, f"not valid CSV: {error}"
                    continue
                if header is None:
                    header = _header(values)
                elif any(value.strip() for value in values):
                    yield reader.line_num, _record(header, values)
    finally:
        csv.field_size_limit(limit)


def _header(values: list[str]) -> list[str]:
    return [value.strip().lstrip("\ufeff") or f"column {number}" for number, value in enumerate(values, 1)]


def _record(header: list[str], values: list[str]) -> dict[str, str]:
    if len(values) > len(header):
        header = header + [f"column {number}" for number in range(len(header) + 1, len(values) + 1)]
    return {key: value for key, value in zip(header, values, strict=False) if value}


def _text_lines(stream: BinaryIO, charset: str) -> Iterator[str]:
    with io.TextIOWrapper(stream, charset, "replace", newline="") as text:
        yield from (line.replace("\x00", "") for line in text)
