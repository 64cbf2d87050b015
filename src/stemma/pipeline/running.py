"""Runs: documents into the casebook, analysis of what is new, and collation of the whole."""

import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO

from msgspec import Struct, field
from msgspec.structs import replace

from stemma import __version__
from stemma.casebook import Analysis, Casebook
from stemma.casebook.analysed import LaidOut
from stemma.casebook.memory import Memory
from stemma.casebook.writing import write_collation
from stemma.errors import CasebookError
from stemma.pipeline.analysing import analyse_here, analyse_in_processes, batches
from stemma.pipeline.collating import Collator, collate_material, gather
from stemma.pipeline.faults import DATA_FAULTS, reason
from stemma.pipeline.fetched import Web, is_address
from stemma.pipeline.memory import seldom_searched
from stemma.pipeline.parts import FIRST_PART, NEXT_PART
from stemma.pipeline.rooms import REAL, Rooms
from stemma.records import OUTLET_GIVEN, Document, Failure, Report

TOOL = f"stemma {__version__}"
COMMIT = 16  # documents a transaction
PARSED = 64  # reports analysed (the parser's own window) and stored at once: what a kill costs one process
WORTH_PROCESSES = 64  # fewer reports are analysed sooner than a second process has loaded its models
MOST_PROCESSES = 4  # each holds a language model: 0.4 GB
_TRIES = 5

Progress = Callable[[str, int, int | None], None]


class Summary(Struct, frozen=True):
    """What a run did: counts of documents, the failures, and what the casebook holds now.

    ``known`` documents were in the casebook already; ``reports`` are the ids of the new reports,
    ``unread`` of those in a language that Stemma does not analyse; ``versions`` counts the new reports
    that are later texts of ones that were there.
    """

    documents: int = 0
    new: int = 0
    known: int = 0
    analysed: int = 0
    unread: tuple[str, ...] = ()
    errors: tuple[Failure, ...] = ()
    holds: dict[str, int] = field(default_factory=dict)
    versions: int = 0
    reports: tuple[str, ...] = ()


def silent(_stage: str, _done: int, _total: int | None) -> None:
    """Report no progress."""


@seldom_searched()
def ingest(
    book: Casebook,
    inputs: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    workers: int | None = None,
    again: bool = False,
    web: Web | None = None,
    outlet: str = "",
    progress: Progress = silent,
    rooms: Rooms = REAL,
) -> Summary:
    """Read reports into the casebook, analyse what is new in it, and collate the whole.

    Work that an earlier, interrupted run left is taken up as well.

    Args:
        book: the casebook.
        inputs: files, folders, addresses, or "-" for standard input.
        stdin: what "-" reads.
        workers: how many processes analyse reports; None for as many as help.
        again: analyse every report anew, as after an upgrade or an addition to the gazetteer.
        web: how addresses are fetched; None for the usual way.
        outlet: who published those that name no outlet themselves.
        progress: told the stage, how much of it is done and of how much.
        rooms: the rooms' functions.

    Returns:
        What was done; documents that failed are in ``errors``, and the others are stored.
    """
    book.store.expect_much()
    run = book.start_run(inputs, tool=TOOL)
    options = {"web": web} if web is not None else {}
    documents = _said_to_be_of(outlet, rooms.documents(inputs, stdin=stdin, **options))
    # A page that was fetched is stored at once: fetching is slow, and a kill must not ask twice.
    size = 1 if any(map(is_address, inputs)) else COMMIT
    read = _read_all(book, batches(documents, size), run, progress, rooms)
    if again:
        book.forget_analyses()
    analysed, failed = _analyse_pending(book, run, workers, progress, rooms)
    _collate(book, progress, rooms, whole=again)
    summary = replace(read, analysed=analysed, errors=(*read.errors, *failed), holds=dict(book.counts()))
    book.end_run(run, summary)
    return summary


def _said_to_be_of(outlet: str, documents: Iterable[Document | Failure]) -> Iterable[Document | Failure]:
    """Yield documents with the outlet that they are said to be from, where they name none."""
    if not outlet.strip():
        return documents
    return (
        replace(one, fields={**one.fields, OUTLET_GIVEN: outlet.strip()})
        if isinstance(one, Document)
        else one
        for one in documents
    )


@seldom_searched()
def collate(book: Casebook, *, whole: bool = False, progress: Progress = silent, rooms: Rooms = REAL) -> None:
    """Apply the decisions that stand, and collate what they and new reports change.

    Args:
        book: the casebook.
        whole: compare all reports anew; the result is the same.
        progress: told the stage.
        rooms: the rooms' functions.
    """
    book.store.expect_much()
    run = book.start_run((), tool=TOOL)
    _analyse_pending(book, run, 1, progress, rooms)
    _collate(book, progress, rooms, whole=whole)
    book.end_run(run, Summary(holds=dict(book.counts())))


def _read_all(
    book: Casebook,
    documents: Iterable[list[Document | Failure]],
    run: int,
    progress: Progress,
    rooms: Rooms,
) -> Summary:
    """Store every document and the report read from it."""
    seen = new = known = versions = 0
    added: list[str] = []
    unread: list[str] = []
    errors: list[Failure] = []
    for batch in documents:
        pairs: list[tuple[Document, Report]] = []
        failures: list[Failure] = []
        for item in batch:
            found = item if isinstance(item, Failure) else read_one(book, item, rooms)
            if isinstance(found, Failure):
                failures.append(found)
            elif found is None:
                known += 1
            else:
                pairs.append(found)
        stored = book.add(pairs, tool=TOOL) if pairs else ()
        book.add_failures(failures, run=run)
        new += len(stored)
        added += [report.id for report in stored]
        versions += sum(bool(report.version_of) for report in stored)
        known += len(pairs) - len(stored)
        unread += [report.id for report in stored if report.status == "unread"]
        errors += failures
        seen += len(batch)
        progress("reading", seen, None)
    return Summary(
        seen,
        new,
        known,
        unread=tuple(unread),
        errors=tuple(errors),
        versions=versions,
        reports=tuple(added),
    )


def read_one(book: Casebook, document: Document, rooms: Rooms) -> tuple[Document, Report] | Failure | None:
    """Return the document with its report, why it has none, or None when it is stored already."""
    if book.knows(document.sha256):
        return None
    try:
        return document, rooms.read(document)
    except DATA_FAULTS as error:
        return Failure(document.origin, reason(error))


def _analyse_pending(
    book: Casebook, run: int, workers: int | None, progress: Progress, rooms: Rooms
) -> tuple[int, list[Failure]]:
    """Analyse the stored reports that are not, or whose date has changed since."""
    pending = book.pending(TOOL)
    if not pending:
        return 0, []
    total, done = len(pending), 0
    failures: list[Failure] = []
    progress("loading models", 0, None)  # and, at the very first use, building the gazetteer
    for analyses in _analyses(book, pending, workers, rooms):
        for part in batches(analyses, PARSED):
            book.add_analyses(part, tool=TOOL)
            failures += _failures(book, part, run)
            done += len(part)
            progress("analysing", done, total)
    return done - len(failures), failures


def _analyses(
    book: Casebook, pending: Sequence[str], workers: int | None, rooms: Rooms
) -> Iterator[Sequence[Analysis | LaidOut]]:
    reports = (report for ids in batches(pending, PARSED) for report in book.as_decided(ids))
    if workers is None:
        helpful = len(pending) >= WORTH_PROCESSES and rooms.analyst is REAL.analyst
        workers = min(MOST_PROCESSES, os.cpu_count() or 1) if helpful else 1
    if workers > 1:
        return analyse_in_processes(reports, PARSED, workers)
    return analyse_here(rooms.analyst(), reports, PARSED)


def _failures(book: Casebook, analyses: Iterable[Analysis | LaidOut], run: int) -> list[Failure]:
    failures = []
    for analysis in analyses:
        if analysis.error:
            report = book.report(analysis.report)
            origin = report.origin if report else analysis.report
            failures.append(Failure(origin, analysis.error, "analysis"))
    book.add_failures(failures, run=run)
    return failures


def _collate(book: Casebook, progress: Progress, rooms: Rooms, *, whole: bool = False) -> None:
    """Collate when anything that collation rests on has changed since it was done last."""
    most: int | None = FIRST_PART
    tries = _TRIES
    while tries:
        basis = book.generation()
        if basis == book.collated() and not whole:
            return
        collator = rooms.collator()
        stored = None if whole else _grow(book, basis, collator, progress)
        if stored is None:
            stored = _compare_all(book, basis, collator, lambda stage: progress(stage, 0, None), most)
            # Should what is remembered of the first part not do for the rest, all are compared together.
            most = None if stored else most
        whole = whole and not stored
        tries = _TRIES if stored else tries - 1
    raise CasebookError(
        f"{book.path} kept changing while it was collated: another process is writing to it; "
        "run the command again when that has finished"
    )


def _grow(book: Casebook, basis: int, collator: Collator, progress: Progress) -> bool | None:
    """Collate what has changed, or a part of it; None where that does not do, else whether it was stored."""
    if not collator.remembers:
        return None
    from stemma.pipeline.incremental import grow  # noqa: PLC0415  loads the rooms

    done, total = Memory(book.store.db).taken_up(), book.count_reports()
    many = total - done > NEXT_PART
    progress("comparing new reports with the others", done if many else 0, total if many else None)
    try:
        return grow(book, collator, basis)
    except (ValueError, LookupError, TypeError, zlib.error):
        # All that is remembered can be made anew; damage in it must not stand in the way.
        progress("what was remembered cannot be read: comparing all reports anew", 0, None)
        return None


def _compare_all(
    book: Casebook, basis: int, collator: Collator, step: Callable[[str], None], most: int | None
) -> bool:
    """Collate the first ``most`` reports, or all, as if nothing were known; say whether it was stored."""
    if not collator.remembers:
        return book.replace_collation(collate_material(gather(book), collator, step), basis)
    from stemma.pipeline.remembering import Notebook, owners_of  # noqa: PLC0415  loads the rooms

    material = gather(book, most)
    notebook = Notebook()
    found = collate_material(material, notebook.collator(collator), step)
    change = notebook.remembered(material, owners_of(material.rejected, (*found.origins, *found.variants)))
    return write_collation(book.store, found, basis, change, finished=material.finished)
