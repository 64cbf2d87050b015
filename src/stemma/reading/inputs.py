"""From paths, folders and standard input to documents: raw bytes, one article each."""

import gzip
import hashlib
import io
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, BinaryIO

from stemma.errors import ReadingError
from stemma.reading import tables
from stemma.reading.cleaning import binary_kind
from stemma.records import Document, Failure
from stemma.resources import load_toml

# A single page or text above this is refused: 20 MB reads in under 4 s, the largest real news pages
# are about 5 MB. A list of articles in one JSON text may be longer; JSONL and CSV have no bound.
MAX_DOCUMENT = 24 * 1024 * 1024
MAX_JSON = 512 * 1024 * 1024

_KINDS = {
    "text": "text/plain",
    "html": "text/html",
    "lines": "application/x-ndjson",
    "json": "application/json",
    "comma": "text/csv",
    "tab": "text/tab-separated-values",
}


def documents(
    inputs: Iterable[str | os.PathLike[str]], *, stdin: IO[bytes] | None = None
) -> Iterator[Document | Failure]:
    """Yield a document for every article found in the inputs, and a failure for every other thing.

    Args:
        inputs: files, folders (walked in sorted order; hidden files, README and licence files and
            the scripts and images of saved pages are passed over) and "-" for standard input,
            which is JSONL, HTML or plain text.
        stdin: the stream that "-" reads, ``sys.stdin.buffer`` unless given.

    Yields:
        Documents in the order of the inputs; a row of a table is one document, whose bytes are
        the row as canonical JSON.
    """
    for item in inputs:
        name = os.fspath(item)
        if name == "-":
            yield from _from_stream(stdin if stdin is not None else sys.stdin.buffer)
        elif name.lower().startswith(("http://", "https://")):
            yield Failure(name, "addresses are not fetched yet: save the page and ingest the file")
        else:
            yield from _from_path(Path(name), name)


def document(origin: str, raw: bytes, media_type: str, fields: dict[str, str] | None = None) -> Document:
    """Make a document, with the SHA-256 of its bytes."""
    return Document(origin, raw, media_type, hashlib.sha256(raw).hexdigest(), fields or {})


def _from_path(path: Path, name: str) -> Iterator[Document | Failure]:
    try:
        if not path.exists():
            yield Failure(name, "there is no such file or folder")
        elif path.is_dir():
            yield from _from_folder(path, name)
        elif path.is_file():
            yield from _from_file(path, name)
        else:
            yield Failure(name, "this is neither a file nor a folder")
    except (OSError, ValueError) as error:
        # ValueError: a path with a NUL character
        yield Failure(name, f"cannot be opened: {getattr(error, 'strerror', None) or error}")


def _from_folder(folder: Path, name: str) -> Iterator[Document | Failure]:
    files = load_toml("reading", "columns.toml")["files"]
    passed_over = set(files["companions"])
    found = False
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(sub for sub in folders if not sub.startswith("."))
        for file in sorted(names):
            path = Path(parent, file)
            if (
                file.startswith(".")
                or path.suffix.lower() in passed_over
                or file.lower() in files["descriptions"]
            ):
                continue
            found = True
            yield from _from_path(path, str(path))
    if not found:
        yield Failure(name, "the folder holds no files to read")


def _from_file(path: Path, name: str) -> Iterator[Document | Failure]:
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    zipped = bool(suffixes) and suffixes[-1] == ".gz"
    suffix = suffixes[-2] if zipped and len(suffixes) > 1 else suffixes[-1] if suffixes and not zipped else ""
    kind = _kind(suffix)

    def open_stream() -> BinaryIO:
        return gzip.open(path, "rb") if zipped else path.open("rb")  # type: ignore[return-value]

    try:
        if kind in ("lines", "comma", "tab"):
            yield from _from_table(kind, open_stream, name)
            return
        with open_stream() as stream:
            raw = stream.read((MAX_JSON if kind == "json" else MAX_DOCUMENT) + 1)
        yield from _from_bytes(raw, kind, name)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        yield Failure(name, f"the gzip data is damaged: {error}")


def _kind(suffix: str) -> str | None:
    files = load_toml("reading", "columns.toml")["files"]
    return next((kind for kind in _KINDS if suffix in files[kind]), None)


def _from_table(kind: str, open_stream: tables.Opener, name: str) -> Iterator[Document | Failure]:
    if kind == "lines":
        yield from _rows(tables.json_lines(open_stream, name))
    else:
        yield from _rows(tables.delimited(open_stream, name, "\t" if kind == "tab" else None))


def _from_bytes(raw: bytes, kind: str | None, name: str) -> Iterator[Document | Failure]:
    if not raw.strip(b"\x00 \t\r\n"):
        yield Failure(name, "the file is empty")
    elif len(raw) > (limit := MAX_JSON if kind == "json" else MAX_DOCUMENT):
        yield Failure(name, f"larger than {limit >> 20} MB: give a table of articles (JSONL or CSV)")
    elif binary := binary_kind(raw):
        yield Failure(name, f"this is {binary}; give text, HTML, JSON, JSONL or CSV")
    elif kind == "json":
        yield from _rows(tables.json_document(raw, name))
    else:
        media_type = _KINDS.get(kind or "") or _sniff(raw)
        yield document(name, raw, media_type)


def _from_stream(stream: IO[bytes]) -> Iterator[Document | Failure]:
    raw = stream.read(MAX_DOCUMENT + 1)
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        rest = _Chained(raw, stream)
        if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[") and len(raw) <= MAX_DOCUMENT:
            yield from _rows(tables.json_document(raw, "stdin"))
        else:
            yield from _rows(tables.json_lines(lambda: io.BufferedReader(rest), "stdin", rereadable=False))
    else:
        yield from _from_bytes(raw, None, "stdin")


class _Chained(io.RawIOBase):
    """The bytes read so far, then the rest of the stream."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._head.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _sniff(raw: bytes) -> str:
    head = raw[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    markup = head.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<article")) or (
        head.startswith((b"<?xml", b"<!--")) and b"<html" in head
    )
    return "text/html" if markup else "text/plain"


def _rows(rows: Iterable[tables.Row | Failure]) -> Iterator[Document | Failure]:
    for row in rows:
        if isinstance(row, Failure):
            yield row
            continue
        try:
            tables.check(row.fields)
        except ReadingError as error:
            yield Failure(row.origin, str(error))
        else:
            yield document(row.origin, row.raw, tables.ROW_TYPE, row.fields)
