"""What the pipeline needs of the rooms, so that tests can put others in their place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from stemma.pipeline.analysing import Analyst, real_analyst
from stemma.pipeline.collating import Collator, real_collator
from stemma.records import Document, Failure, Report


@dataclass(frozen=True, slots=True)
class Rooms:
    """The rooms' public functions, loaded when they are first needed."""

    documents: Callable[..., Iterable[Document | Failure]]
    read: Callable[[Document], Report]
    analyst: Callable[[], Analyst] = real_analyst
    collator: Callable[[], Collator] = real_collator


def _documents(inputs: Iterable[str], *, stdin: BinaryIO | None = None) -> Iterable[Document | Failure]:
    from stemma.reading import documents  # noqa: PLC0415  loaded when needed

    return documents(inputs, stdin=stdin)


def _read(document: Document) -> Report:
    from stemma.reading import read  # noqa: PLC0415  likewise

    return read(document)


REAL = Rooms(_documents, _read)
