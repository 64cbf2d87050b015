"""One row of a table of articles: its columns under our names, its canonical JSON."""

import json
import re
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from stemma.errors import ReadingError
from stemma.reading.dates import DateOrder
from stemma.reading.limits import MAX_DOCUMENT
from stemma.reading.ninjs import flattened
from stemma.records import Failure
from stemma.resources import load_toml

# How the table writes ambiguous dates ("mdy" or "dmy"), decided from its whole column.
ORDER_FIELD = "stemma.date_order"
# How the report of a live blog's page knows that its entries are reports elsewhere.
LIVE_FIELD = "live.entries"


EMPTY_TEXT = "the row has an empty text column"
_LONG_TEXT = f"the row's text is longer than {MAX_DOCUMENT >> 20} MB"
_SHOWN = 8
_LONGEST_NAME = 40
_HALF = re.compile("[\ud800-\udfff]")


class Row(Struct, frozen=True):
    """One row: where it stood, its canonical JSON, and its columns as strings."""

    origin: str
    raw: bytes
    fields: dict[str, str]


@cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    return {name: tuple(also) for name, also in load_toml("reading", "columns.toml")["columns"].items()}


def columns(fields: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Map our column names to (the table's column name, value), for those that have a value."""
    found: dict[str, tuple[str, str]] = {}
    for ours, keys in _named(tuple(fields)).items():
        for key in keys:
            if fields[key].strip():
                found[ours] = (key, fields[key])
                break
    return found


@lru_cache(64)  # tables, each with the same columns in every row
def _named(names: tuple[str, ...]) -> dict[str, list[str]]:
    """Return a table's columns that may hold each of ours, the likeliest first."""
    normal = {_normal(key): key for key in reversed(names)}
    return {
        ours: [normal[synonym] for synonym in synonyms if synonym in normal]
        for ours, synonyms in _synonyms().items()
    }


@lru_cache(1024)
def _normal(key: str) -> str:
    """Return a column's name in lower case, with underscores."""
    return re.sub(r"[\s-]+", "_", key.strip().lower())


def only_addresses(fields: dict[str, str]) -> bool:
    """Return whether a row has an address and no column for a text at all."""
    names = set(map(_normal, fields))
    return "url" in columns(fields) and not names & {*_synonyms()["text"], *_synonyms()["html"]}


def holds_text(fields: dict[str, str]) -> bool:
    """Return whether a row has something in a column for the text or the page."""
    found = columns(fields)
    return "text" in found or "html" in found


def check(fields: dict[str, str]) -> None:
    """Raise when a row has no text.

    Raises:
        ReadingError: no text column at all, or an empty one.
    """
    if holds_text(fields):
        return
    names = set(map(_normal, fields))
    if names & set(_synonyms()["text"]):
        raise ReadingError(EMPTY_TEXT)
    told = [" ".join(name.split()) for name in fields if name != ORDER_FIELD]
    if any(len(name) > _LONGEST_NAME for name in told):
        raise ReadingError("the table has no line with the names of its columns: put one above it")
    if not told:
        raise ReadingError("the row is empty")
    shown = ", ".join(told[:_SHOWN])
    raise ReadingError(f"the row has no text column (its columns: {shown}); name one of them 'text'")


def row_of(value: Any, origin: str, order: DateOrder | None = None) -> Row | Failure:  # noqa: ANN401 any JSON value
    """Return one row of a table, or why the value is none.

    Args:
        value: an object of column names and values, or a ninjs item.
        origin: where it stood.
        order: how the table writes ambiguous dates.
    """
    if not isinstance(value, dict):
        return Failure(origin, f"an object with a text column is needed, this is a {type(value).__name__}")
    try:
        raw = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if not raw.isascii() and _HALF.search(raw):  # an emoji that was cut in two, say: no text can hold it
            raw = _HALF.sub("\ufffd", raw)
            value = json.loads(raw)
        fields = strings(flattened(value))
    except RecursionError:
        return Failure(origin, "not valid JSON: nested too deeply")
    found = columns(fields)
    if any(len(found[name][1]) > MAX_DOCUMENT for name in ("text", "html") if name in found):
        return Failure(origin, _LONG_TEXT)
    if order and "published" in found:
        fields[ORDER_FIELD] = order
    return Row(origin, raw.encode(), fields)


def strings(value: dict[str, Any]) -> dict[str, str]:
    """Return the columns of an object as strings; lists of names are joined, null values left out."""
    return {str(key): _string(item) for key, item in value.items() if item is not None}


def _string(value: Any) -> str:  # noqa: ANN401 any JSON value
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "\n\n".join(value) if sum(map(len, value)) > 400 else ", ".join(value)  # noqa: PLR2004 paragraphs, not names
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        return str(value["name"])
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def date_value(fields: dict[str, Any]) -> str:
    """Return what a row has in its date column, "" for nothing."""
    found = columns({key: value for key, value in fields.items() if isinstance(value, str)})
    return found["published"][1] if "published" in found else ""
