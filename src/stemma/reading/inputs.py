"""From paths, folders and standard input to documents: raw bytes, one article each."""

import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, BinaryIO

from stemma.reading import tables
from stemma.reading.companions import folders_of_pages, is_companion, is_of_casebook
from stemma.reading.kinds import from_rows, from_source
from stemma.reading.limits import MAX_HELD
from stemma.reading.sniff import HEAD, kind_of
from stemma.reading.source import Source
from stemma.records import Document, Failure

Found = Iterator[Document | Failure]


def documents(inputs: Iterable[str | os.PathLike[str]], *, stdin: IO[bytes] | None = None) -> Found:
    """Yield a document for every article found in the inputs, and a failure for every other thing.

    Args:
        inputs: files, folders (walked in sorted order; hidden files, README and licence files and
            the scripts, frames and images of saved pages are passed over) and "-" for standard input.
            Archives (zip, tar, WARC, WACZ), feeds, tables, mails and PDF files are opened; what a
            file is, its bytes tell before its suffix does.
        stdin: the stream that "-" reads, ``sys.stdin.buffer`` unless given.

    Yields:
        Documents in the order of the inputs; a row of a table and an entry of a feed or live blog is
        one document, whose bytes are the row as canonical JSON.
    """
    for item in inputs:
        name = os.fspath(item)
        if not name:
            yield Failure("", "an empty name is no file; . is the folder that you are in")
        elif name == "-":
            yield from _from_stream(stdin if stdin is not None else sys.stdin.buffer)
        elif name.lower().startswith(("http://", "https://")):
            yield Failure(name, "addresses are not fetched yet: save the page and ingest the file")
        else:
            yield from _from_path(Path(name), name_shown(name))


def name_shown(name: str) -> str:
    r"""Return a file's name as text: bytes in it that are no UTF-8 (old archives have them) as "\xff"."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")


def _from_path(path: Path, name: str) -> Found:
    try:
        if path.is_symlink() and not path.exists():
            yield Failure(name, "this is a link that leads to no file")
        elif not path.exists():
            yield Failure(name, "there is no such file or folder")
        elif path.is_dir():
            yield from _from_folder(path, name)
        elif path.is_file():
            suffix = "".join(path.suffixes[-2:]).lower()
            yield from from_source(Source(name, suffix, lambda: path.open("rb")))
        else:
            yield Failure(name, "this is neither a file nor a folder")
    except (OSError, ValueError) as error:
        # ValueError: a path with a NUL character
        yield Failure(name, f"cannot be opened: {getattr(error, 'strerror', None) or error}")


def _from_folder(folder: Path, name: str) -> Found:
    found = False
    closed: list[Failure] = []

    def note(error: OSError) -> None:
        closed.append(Failure(name_shown(str(error.filename)), f"cannot be opened: {error.strerror}"))

    for parent, folders, names in os.walk(folder, onerror=note):
        passed = folders_of_pages(names)
        folders[:] = sorted(sub for sub in folders if not sub.startswith(".") and sub not in passed)
        beside = frozenset(names)
        for file in sorted(names):
            path = Path(parent, file)
            if is_companion(Path(file)) or is_of_casebook(path, beside):
                continue
            found = True
            yield from _from_path(path, name_shown(str(path)))
    yield from closed
    if not found and not closed:
        yield Failure(name, "the folder holds no files to read")


def _from_stream(stream: IO[bytes]) -> Found:
    """Read standard input: JSON lines and web archives as they come, the rest held in memory."""
    head = stream.read(HEAD)
    kind = kind_of(head, "")
    rest = _Chained(head, stream)
    if kind == "lines":
        buffered: BinaryIO = io.BufferedReader(rest)
        yield from from_rows(tables.json_lines(lambda: buffered, "stdin", rereadable=False), "stdin")
    else:
        raw = io.BufferedReader(rest).read(MAX_HELD + 1)
        if len(raw) > MAX_HELD:
            yield Failure("stdin", f"larger than {MAX_HELD >> 20} MB: give it as a file")
        else:
            yield from from_source(Source("stdin", "", lambda: io.BytesIO(raw)))


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
