"""Inputs split into units of reading: files alone when they are large, together when they are small."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from stemma.errors import UsageError
from stemma.resources import load_toml
from stemma.scale.engines import load_daft

# Small files are read together, up to so many bytes or files: a unit is the least that is redone
# when a worker is lost, and should take seconds rather than milliseconds.
_UNIT_BYTES = 32 * 1024 * 1024
_UNIT_FILES = 1000


def remote(address: str) -> bool:
    """Tell whether an address is in object storage."""
    return "://" in address and urlsplit(address).scheme not in ("http", "https", "file")


def units(inputs: Sequence[str]) -> list[list[str]]:
    """Return the files of the inputs, in order, in groups that are read together.

    Local folders are walked as `stemma ingest` walks them; addresses in object storage may hold
    the signs * and ** and are listed by Daft.

    Raises:
        UsageError: standard input, which cannot be read by several workers.
    """
    groups: list[list[str]] = []
    held = size = 0
    for path, length in (found for entry in inputs for found in _files(entry)):
        if not groups or size + length > _UNIT_BYTES or held >= _UNIT_FILES:
            groups.append([])
            held = size = 0
        groups[-1].append(path)
        held += 1
        size += length
    return groups


def _files(entry: str) -> Iterator[tuple[str, int]]:
    """Give each file of an input with its size in bytes."""
    if entry == "-":
        raise UsageError("standard input cannot be read by several workers: name files or folders")
    if remote(entry):
        yield from _listed(entry)
    elif os.path.isdir(entry):  # noqa: PTH112  a name with a NUL character is no folder, not an error
        found = list(_walked(entry))
        # An empty folder stays: reading says that it is empty.
        yield from found or [(entry, 0)]
    else:
        yield entry, _size(entry)


def _walked(folder: str) -> Iterator[tuple[str, int]]:
    """Walk a folder in the order, and with the omissions, of the room that reads files."""
    files = load_toml("reading", "columns.toml")["files"]
    passed_over = set(files["companions"])
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(sub for sub in folders if not sub.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            described = name.lower() in files["descriptions"]
            if not (name.startswith(".") or described or path.suffix.lower() in passed_over):
                yield str(path), _size(str(path))


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except (OSError, ValueError):
        return 0


def _listed(address: str) -> Iterator[tuple[str, int]]:
    found = load_daft().from_glob_path(address).sort("path").to_pydict()
    yield from zip(found["path"], (size or 0 for size in found["size"]), strict=True)
