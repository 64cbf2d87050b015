"""Bytes with a name, that can be opened: a file, a member of an archive, a stream."""

from collections.abc import Callable
from typing import BinaryIO

from msgspec import Struct

from stemma.reading.limits import GzipMembers


class Source(Struct, frozen=True):
    """Where bytes come from.

    ``suffix`` holds the last two suffixes of the name in lower case (".warc.gz"). ``open`` gives the
    bytes from their beginning, each time it is called; ``depth`` counts the archives around them.
    """

    name: str
    suffix: str
    open: Callable[[], BinaryIO]
    depth: int = 0


def gunzipped(source: Source) -> Source:
    """Return a source of the bytes that a gzip source packs, with its suffix without ".gz"."""

    def open_stream() -> BinaryIO:
        return GzipMembers(source.open())  # type: ignore[return-value]

    suffix = source.suffix
    if suffix.endswith((".gz", ".tgz")):
        suffix = suffix.removesuffix(".gz") if suffix.endswith(".gz") else ".tar"
    return Source(source.name, suffix, open_stream, source.depth)
