"""A folder's tables, or a slice of them, as a casebook that opens at the desk."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
from msgspec import Struct
from msgspec.structs import replace

from stemma import __version__
from stemma.casebook import Analysis, Casebook, Collation
from stemma.errors import CasebookError, DataError
from stemma.pipeline.analysing import batches
from stemma.records import ClaimMention, Copy, Document, EventMention, Failure, Name, Place, Report, Time
from stemma.scale import found, tables
from stemma.scale.eventing import EVENTS
from stemma.scale.folder import Folder
from stemma.scale.layout import DOCUMENTS, REPORTS, name
from stemma.scale.reading import failures

T = TypeVar("T")
_TOOL = f"stemma {__version__}"
_COMMIT = 64


class Slice(Struct, frozen=True):
    """What to take of a folder: everything, or the reports of some outlets and days and some claims.

    ``since`` and ``until`` are ISO 8601 and compared as text, both ends inside; reports without a
    date are left out when either is given.
    """

    outlets: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    claims: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return self == Slice()

    def holds(self, outlet: str | None, published: str | None) -> bool:
        """Tell whether a report is asked for; none is when only claims are."""
        if not (self.outlets or self.since or self.until):
            return not self.claims
        if self.outlets and (outlet or "").casefold() not in {name.casefold() for name in self.outlets}:
            return False
        day = (published or "")[: len(self.since or self.until or "")]
        if self.since and not day >= self.since:
            return False
        return not self.until or "" < (published or "")[: len(self.until)] <= self.until


def open_tables(address: str, path: Path, wanted: Slice | None = None) -> dict[str, int]:
    """Write the tables of a folder, or a slice of them, into a new casebook; return what it holds.

    A slice holds the reports asked for, every claim and event with a mention in them, whole, and
    so also the other reports that carry these. Origins and counts are those of the whole
    collection, until the casebook is collated anew.

    Args:
        address: the folder.
        path: the casebook's file, which must not exist or hold nothing.
        wanted: the slice; None for everything.

    Raises:
        DataError: the folder does not hold a finished run.
        CasebookError: the casebook holds reports already.
    """
    folder = Folder(address)
    if folder.read_json(f"manifests/{EVENTS}.json") is None:
        raise DataError(f"{address} holds no finished run: run its stemma ingest --engine again")
    taken = _Taken.of(folder, wanted or Slice())
    with Casebook.open(path) as book:
        if book.counts()["reports"]:
            raise CasebookError(f"{path} holds reports already: name a new file with --casebook")
        run = book.start_run([address], tool=_TOOL)
        _write_reports(book, folder, taken)
        if wanted is None or wanted.whole:
            book.add_failures([*failures(folder), *_analysis_failures(folder, book)], run=run)
        if not book.replace_collation(taken.collation, book.generation()):
            raise CasebookError(f"{path} is being written by another process; try again")
        counts = dict(book.counts())
        book.end_run(run, {"holds": counts})
    return counts


@dataclass(frozen=True)
class _Taken:
    """What a slice takes: the ids of its reports, None for all, and everything found across them."""

    reports: frozenset[str] | None
    collation: Collation

    @classmethod
    def of(cls, folder: Folder, wanted: Slice) -> "_Taken":
        if wanted.whole:
            return cls(None, _collation(folder, None, None, None))
        listed = folder.read_all(REPORTS, columns=["id", "outlet", "published", "version_of"]).to_pylist()
        reports = {row["id"] for row in listed if wanted.holds(row["outlet"], row["published"])}
        claims, of_claims = _owners(folder, "claim", reports, wanted.claims)
        events, of_events = _owners(folder, "event", reports, ())
        # A report's other versions tell what became of its words.
        first = {row["id"]: row["version_of"] or row["id"] for row in listed}
        wanted_firsts = {first[one] for one in reports | of_claims | of_events}
        kept = frozenset(one for one in first if first[one] in wanted_firsts)
        return cls(kept, _collation(folder, kept, claims, events))


# For claims and for events: the table of their members, and that of the mentions.
_MEMBERS = {"claim": ("claim_mentions", "mentions"), "event": ("event_members", "event_mentions")}


def _owners(
    folder: Folder, owner: str, reports: Collection[str], named: Sequence[str]
) -> tuple[frozenset[str], set[str]]:
    """Return the claims (or events) with a mention in some reports, and all the reports they stand in."""
    members, mentions = _MEMBERS[owner]
    home = _column_map(folder.read_all(mentions, columns=["id", "report"]), "id", "report")
    listed = folder.read_all(members, columns=[owner, "mention"]).to_pylist()
    unknown = sorted(set(named) - {row[owner] for row in listed})
    if unknown:
        raise DataError(f"{folder.address} holds no {owner} {unknown[0]}")
    taken = {row[owner] for row in listed if home[row["mention"]] in reports} | set(named)
    return frozenset(taken), {home[row["mention"]] for row in listed if row[owner] in taken}


def _column_map(table: pa.Table, key: str, value: str) -> dict[str, str]:
    return dict(zip(table[key].to_pylist(), table[value].to_pylist(), strict=True))


def _collation(folder: Folder, reports: found.Ids, claims: found.Ids, events: found.Ids) -> Collation:
    """Read what was found across reports, of a slice or of all."""
    copies = found.records(folder, "copies", Copy)
    happened = found.events(folder, events, reports)
    return Collation(
        copies=tuple(one for one in copies if reports is None or {one.source, one.target} <= reports),
        claims=tuple(found.claims(folder, claims, reports)),
        origins=tuple(found.origins(folder, claims)),
        variants=tuple(found.variants(folder, claims)),
        events=tuple(
            replace(one, claims=tuple(key for key in one.claims if claims is None or key in claims))
            for one in happened
        ),
    )


def _write_reports(book: Casebook, folder: Folder, taken: _Taken) -> None:
    """Store the reports with their documents and what was found in each, a partition at a time."""
    for file in folder.names(REPORTS):
        key = file.removeprefix(f"{REPORTS}/part-").removesuffix(".parquet")
        table = folder.read(
            file, columns=["n", "id", "record"], filters=found.among("id", taken.reports)
        ).sort_by("n")
        if not table.num_rows:
            continue
        reports = tables.decode(Report, table["record"])
        ids = frozenset(report.id for report in reports)
        came = folder.read(name(DOCUMENTS, key), filters=found.among("report", ids)).to_pylist()
        documents = {row["report"]: _document(row) for row in came}
        for batch in batches(reports, _COMMIT):
            book.add([(documents[report.id], report) for report in batch], tool=_TOOL, settled=True)
        for analyses in batches(_analyses(folder, key, ids), _COMMIT):
            book.add_analyses(analyses, tool=_TOOL)


def _document(row: dict[str, Any]) -> Document:
    return Document(row["origin"], row["raw"], row["media_type"], row["sha256"], json.loads(row["fields"]))


def _analyses(folder: Folder, key: str, reports: frozenset[str]) -> Iterable[Analysis]:
    """Put the analyses of one partition together again."""

    def of(stage: str, kind: type[T]) -> dict[str, list[T]]:
        table = folder.read(
            name(stage, key), ["report", "position", "record"], found.among("report", reports)
        )
        table = table.sort_by([("report", "ascending"), ("position", "ascending")])
        grouped: dict[str, list[T]] = {}
        for owner, record in zip(
            table["report"].to_pylist(), tables.decode(kind, table["record"]), strict=True
        ):
            grouped.setdefault(owner, []).append(record)
        return grouped

    mentions, events = of("mentions", ClaimMention), of("event_mentions", EventMention)
    places, times = of("places", Place), of("times", Time)
    known = name("names", key) in folder.names("names")  # not in folders from before names were looked for
    names = of("names", Name) if known else {}
    for row in folder.read(name("analyses", key), filters=found.among("report", reports)).to_pylist():
        one = row["report"]
        yield Analysis(
            report=one,
            published=row["published"],
            mentions=tuple(mentions.get(one, ())),
            places=tuple(places.get(one, ())),
            times=tuple(times.get(one, ())),
            names=tuple(names.get(one, ())),
            events=tuple(events.get(one, ())),
            error=row["error"],
        )


def _analysis_failures(folder: Folder, book: Casebook) -> Iterable[Failure]:
    for row in folder.read_all("analyses").to_pylist():
        report = book.report(row["report"]) if row["error"] else None
        if report is not None:
            yield Failure(report.origin, row["error"], "analysis")
