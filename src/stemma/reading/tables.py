"""Rows of JSONL, JSON, CSV and TSV tables of articles."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from stemma.errors import ReadingError
from stemma.reading import telegram
from stemma.reading.cleaning import binary_kind, charset_of, decode
from stemma.reading.dates import DateOrder, date_order
from stemma.reading.feeds import JSON_FEED, json_feed_entries
from stemma.reading.limits import MAX_DOCUMENT
from stemma.reading.rows import EMPTY_TEXT, Row, columns, date_value, holds_text, row_of, strings
from stemma.records import Failure

Opener = Callable[[], BinaryIO]

# One row may hold a whole page and more; above this a line is refused rather than held in memory. Its
# text may be as long as that of a file: one of 64 MB, cut from a longer line, took 9 GB to analyse.
_MAX_ROW = 64 << 20
_LONG_CELL = (
    f"not valid CSV: a cell is longer than {MAX_DOCUMENT >> 20} MB; perhaps a quotation mark is not closed"
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SAMPLE = 1 << 16
_PIECE = 1 << 18
# Enough rows to know how a table writes its dates, and the form that leaves day and month open.
_SHOWN = 20
# What spreadsheets write above a table to say what parts its cells.
_STATED = re.compile(r"\ufeff?sep=(.)\W*$", re.IGNORECASE)
_NOTHING = "\x1f"  # parts the cells of a table with one column
_AMBIGUOUS = re.compile(r"\s*\d{1,2}[/.-]\d")


def head_of(open_stream: Opener, size: int) -> bytes:
    """Return the first bytes of a stream, fewer than ``size`` only where it ends."""
    parts: list[bytes] = []
    with open_stream() as stream:
        while size > 0 and (part := stream.read(min(size, _PIECE))):
            parts.append(part)
            size -= len(part)
    return b"".join(parts)


def _buffered(stream: BinaryIO) -> io.BufferedReader:
    return io.BufferedReader(stream, _PIECE)  # type: ignore[arg-type]


def json_lines(open_stream: Opener, name: str, *, rereadable: bool = True) -> Iterator[Row | Failure]:
    """Yield the rows of a JSONL stream; a broken line is a failure and the rest goes on."""
    order = date_order(_json_dates(open_stream)) if rereadable else None
    empty = True
    with open_stream() as stream:
        for number, line in enumerate(_lines(stream), 1):
            origin = f"{name}:{number}"
            if number == 1 and line and line.startswith(_UTF_16):
                yield Failure(name, "the lines are in UTF-16: save the file as UTF-8")
                return
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
    if isinstance(value, dict) and str(value.get("version", "")).startswith(JSON_FEED):
        yield from json_feed_entries(value, name)
        return
    if telegram.is_export(value):
        yield from telegram.exported(value, name)
        return
    rows = value if isinstance(value, list) else _wrapped(value)
    if not rows:
        yield Failure(name, "the file holds no articles")
    order = date_order(date_value(row) for row in rows if isinstance(row, dict))
    for number, row in enumerate(rows, 1):
        yield row_of(row, f"{name}#{number}" if len(rows) > 1 else name, order)


def delimited(open_stream: Opener, name: str, delimiter: str | None) -> Iterator[Row | Failure]:
    """Yield the rows of a CSV or TSV file with a header line; fields may hold line breaks."""
    sample = head_of(open_stream, _SAMPLE)
    if not sample.strip(b"\x00 \t\r\n"):
        yield Failure(name, "the file is empty")
        return
    if kind := binary_kind(sample):
        yield Failure(name, f"this is {kind}, not a table")
        return
    charset = _charset(open_stream)
    delimiter = delimiter or _delimiter(decode(sample))
    order = date_order(_csv_dates(open_stream, charset, delimiter))
    some = False
    for number, fields in _records(open_stream, charset, delimiter):
        origin = f"{name}:{number}"
        some = True
        yield Failure(origin, fields) if isinstance(fields, str) else row_of(fields, origin, order)
    if not some:
        yield Failure(name, "the table has a header and no rows")


def _lines(raw: BinaryIO) -> Iterator[bytes | None]:
    with _buffered(raw) as stream:
        yield from _bounded_lines(stream)


def _bounded_lines(stream: io.BufferedReader) -> Iterator[bytes | None]:
    while line := stream.readline(_MAX_ROW):
        if len(line) < _MAX_ROW or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_MAX_ROW)
        yield None


def _json_row(line: bytes, origin: str, order: DateOrder | None) -> Row | Failure:
    try:
        return row_of(json.loads(decode(line)), origin, order)
    except (ValueError, RecursionError, ReadingError) as error:
        return Failure(origin, f"not valid JSON: {_brief(error)}")


def _brief(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def _wrapped(value: Any) -> list[Any]:  # noqa: ANN401 any JSON value
    """Return the list inside {"articles": [...]}, as news interfaces answer, else the value alone."""
    if isinstance(value, dict) and "text" not in columns(strings(value)):
        for key in ("articles", "items", "data", "results", "documents"):
            if isinstance(value.get(key), list):
                return list(value[key])
    return [value]


def _json_dates(open_stream: Opener) -> Iterator[str]:
    """Yield the date column of a JSONL file, only when its first dates leave the order open."""
    with open_stream() as stream:
        for number, line in enumerate(_lines(stream)):
            try:
                value = json.loads(line) if line else None
            except (ValueError, RecursionError):
                continue
            found = date_value(value) if isinstance(value, dict) else ""
            if number > _SHOWN and not _AMBIGUOUS.match(found):
                return
            yield found


def _csv_dates(open_stream: Opener, charset: str, delimiter: str) -> Iterator[str]:
    """Yield the date column of a table, only when its first dates leave the order open."""
    column = None
    for number, (_, fields) in enumerate(_records(open_stream, charset, delimiter)):
        if isinstance(fields, str):
            continue
        if column is None and "published" in (found := columns(fields)):
            column = found["published"][0]
        value = fields.get(column, "") if column else ""
        if number > _SHOWN and not _AMBIGUOUS.match(value):
            return
        yield value


def _charset(open_stream: Opener) -> str:
    """Return the charset of a whole table: UTF-8 when every line is, else what a sample shows."""
    head = head_of(open_stream, 4)
    if head.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if head.startswith(_UTF_16):
        return "utf-16"
    with open_stream() as stream:
        return charset_of(line for line in _lines(stream) if line)


def _delimiter(sample: str) -> str:
    header = sample.split("\n", 1)[0]
    if stated := _STATED.match(header):
        return stated[1]
    found = max(",;\t|", key=lambda mark: (header.count(mark), mark == ","))
    return found if found in header else _NOTHING


def _records(open_stream: Opener, charset: str, delimiter: str) -> Iterator[tuple[int, dict[str, str] | str]]:
    """Yield (number of the line that the row ends at, its columns or a fault)."""
    limit = csv.field_size_limit(MAX_DOCUMENT)
    try:
        with open_stream() as stream:
            reader = csv.reader(_text_lines(stream, charset), delimiter=delimiter)
            header: list[str] = []
            while True:
                try:
                    values = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    too_long = "field larger" in str(error)
                    yield reader.line_num, _LONG_CELL if too_long else f"not valid CSV: {error}"
                    continue
                if not header:
                    header = [] if _STATED.match(delimiter.join(values)) else _header(values)
                elif any(value.strip() for value in values):
                    yield reader.line_num, _record(header, values, delimiter)
    finally:
        csv.field_size_limit(limit)


def _header(values: list[str]) -> list[str]:
    return [value.strip().lstrip("\ufeff") or f"column {number}" for number, value in enumerate(values, 1)]


def _record(header: list[str], values: list[str], delimiter: str) -> dict[str, str] | str:
    """Return the cells of a row that are not empty, or why it is no article."""
    if len(values) > len(header) and any(values[len(header) :]):
        if holds_text({header[-1]: "a"}):  # its commas stand without quotation marks
            values = [*values[: len(header) - 1], delimiter.join(values[len(header) - 1 :])]
        header = header + [f"column {number}" for number in range(len(header) + 1, len(values) + 1)]
    cells = {key: value for key, value in zip(header, values, strict=False) if value}
    if holds_text(cells) or "url" in columns(cells) or not holds_text(dict.fromkeys(header, "a")):
        return cells
    return EMPTY_TEXT


def _text_lines(stream: BinaryIO, charset: str) -> Iterator[str]:
    """Yield a table's lines; one beyond the bound is cut, so that no line is held whole."""
    with io.TextIOWrapper(_buffered(stream), charset, "replace", newline="") as text:
        while line := text.readline(_MAX_ROW):
            yield line.replace("\x00", "")
            while (
                len(line) >= _MAX_ROW
                and not line.endswith(("\n", "\r"))
                and (line := text.readline(_MAX_ROW))
            ):
                pass
