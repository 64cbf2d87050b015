"""Lists of addresses: sitemaps, plain lists, and the article lists of GDELT."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from stemma.errors import ReadingError
from stemma.reading.cleaning import clean_line, decode
from stemma.reading.feeds import without_subset
from stemma.reading.rows import columns, strings
from stemma.reading.sniff import HEAD, kind_of

Address = tuple[str, dict[str, str]]

# The sitemap protocol allows 50,000 addresses a file; lists of GDELT have some 2,000 each.
_MOST = 200_000
_FULL = re.compile(r"https?://[^\s\x00-\x20]{1,2000}", re.IGNORECASE)
# What a sitemap says beside an address, by the element's local name, and how we call it.
_SAID = {
    "lastmod": "updated",
    "publication_date": "published",
    "title": "title",
    "name": "outlet",
    "language": "language",
}
_SHOWN_ROWS = 50


def addresses(raw: bytes) -> list[Address]:
    """Return the web addresses that a list holds, each with what the list tells of it.

    Reads sitemaps and sitemap indexes (whose addresses carry the field ``kind`` "sitemap"), lists
    with one address a line, JSON, JSONL, CSV and TSV tables with a column of addresses (with a
    header, as GDELT's article lists have it, or without, as its event and graph files).

    Args:
        raw: the list's bytes.

    Returns:
        (address, fields) in the order of the list, each address once; fields are named as the
        columns of tables of articles are (``title``, ``published``, ``outlet``, ``language``).
    """
    kind = kind_of(raw[:HEAD], "")
    try:
        return _once(_sitemap(raw) if kind == "sitemap" else _table(decode(raw)))
    except (ReadingError, csv.Error, RecursionError):
        return []


def _once(found: Iterable[Address]) -> list[Address]:
    once: dict[str, dict[str, str]] = {}
    for stated, fields in found:
        address = stated.strip()
        if _FULL.fullmatch(address):
            kept = {key: clean_line(value) for key, value in fields.items() if value.strip()}
            once.setdefault(address, kept)
        if len(once) >= _MOST:
            break
    return list(once.items())


def _sitemap(raw: bytes) -> Iterator[Address]:
    from lxml import etree  # noqa: PLC0415  a hundredth of a second, for sitemaps alone

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(without_subset(raw), parser)
    except etree.LxmlError:
        return
    for entry in root if root is not None else ():
        name = _local(entry)
        if name not in ("url", "sitemap"):
            continue
        fields = {"kind": "sitemap"} if name == "sitemap" else {}
        address = ""
        for element in entry.iter():
            local, text = _local(element), element.text or ""
            if local == "loc" and not address:
                address = text
            elif local in _SAID and text.strip():
                fields.setdefault(_SAID[local], text)
        yield address, fields


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _table(text: str) -> Iterable[Address]:
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start in ("{", "["):
        return (_of_row(strings(item)) for item in _objects(text))
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if all(_FULL.fullmatch(line.strip()) for line in lines[:_SHOWN_ROWS]):
        return ((line, {}) for line in lines)
    return _delimited(lines)


def _objects(text: str) -> Iterator[dict[str, Any]]:
    try:
        value = json.loads(text)
    except ValueError:
        for line in text.splitlines():
            try:
                value = json.loads(line)
            except ValueError:
                continue
            if isinstance(value, dict):
                yield value
        return
    lists = [value] if isinstance(value, list) else []
    if isinstance(value, dict):
        lists = [part for part in value.values() if isinstance(part, list)] or [[value]]
    for part in lists:
        for item in part:
            if isinstance(item, dict):
                yield item
            elif isinstance(item, str):
                yield {"url": item}


def _of_row(fields: dict[str, str]) -> Address:
    found = columns(fields)
    address = found["url"][1] if "url" in found else ""
    return address, {
        name: value for name, (_, value) in found.items() if name not in ("url", "text", "html", "id")
    }


def _delimited(lines: list[str]) -> Iterator[Address]:
    sample = lines[:_SHOWN_ROWS]
    mark = max("\t,;| ", key=lambda one: (min((line.count(one) for line in sample), default=0), one != " "))
    rows = csv.reader(io.StringIO("\n".join(lines)), delimiter=mark)
    header = next(rows, [])
    if not any(_FULL.match(cell.strip()) for cell in header):
        names = [cell.strip().lstrip("\ufeff") for cell in header]
        if "url" in columns(dict.fromkeys(names, "x")):
            yield from (_of_row(dict(zip(names, row, strict=False))) for row in rows)
            return
    shown = [header, *(row for row, _ in zip(rows, range(_SHOWN_ROWS), strict=False))]
    column = _column(shown)
    for row in (*shown, *rows):
        if column is not None and column < len(row):
            yield row[column], {}


def _column(rows: list[list[str]]) -> int | None:
    """Return the column that holds an address in most rows, the last one of several alike."""
    counts: dict[int, int] = {}
    for row in rows:
        for number, cell in enumerate(row):
            counts[number] = counts.get(number, 0) + bool(_FULL.fullmatch(cell.strip()))
    best = max(counts, key=lambda number: (counts[number], number), default=None)
    return best if best is not None and counts[best] * 2 > len(rows) else None
