"""What the pipeline needs of the rooms, so that tests can put others in their place."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct

from stemma.pipeline.analysing import Analyst, real_analyst
from stemma.pipeline.collating import Collator, real_collator
from stemma.pipeline.fetched import Web, from_list, from_web, is_address
from stemma.records import Document, Failure, Report

if TYPE_CHECKING:
    from stemma.fetching import Polite


class Rooms(Struct, frozen=True):
    """The rooms' public functions, loaded when they are first needed."""

    documents: Callable[..., Iterable[Document | Failure]]
    read: Callable[[Document], Report]
    analyst: Callable[[], Analyst] = real_analyst
    collator: Callable[[], Collator] = real_collator


def _documents(
    inputs: Iterable[str], *, stdin: BinaryIO | None = None, web: Web | None = None
) -> Iterator[Document | Failure]:
    """Yield the documents of all inputs in order; addresses are fetched."""
    from stemma.reading import documents  # noqa: PLC0415  loaded when needed

    guest: Polite | None = None
    inputs = list(inputs)
    try:
        for name in inputs:
            listed = web is not None and web.lists and not is_address(name) and Path(name).is_file()
            if not is_address(name) and not listed:
                yield from documents([name], stdin=stdin)
                continue
            asking = web or Web()
            guest = guest or asking.open(inputs)
            if listed:
                yield from from_list(name, Path(name).read_bytes(), guest, most=asking.most)
            else:
                yield from from_web(name, guest, most=asking.most)
    finally:
        if guest is not None:
            guest.client.close()


def _read(document: Document) -> Report:
    from stemma.reading import read  # noqa: PLC0415  likewise

    return read(document)


REAL = Rooms(_documents, _read)
