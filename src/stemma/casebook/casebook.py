"""The casebook: a collection of reports and everything found in it, in one SQLite file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from stemma.casebook import choosing, decisions, naming, pending, reads, writing
from stemma.casebook.analysed import Analysis, LaidOut
from stemma.casebook.backup import backup
from stemma.casebook.checking import Verification, verify
from stemma.casebook.findings import Finding
from stemma.casebook.reads import Hit, Kept, Where
from stemma.casebook.repair import repair
from stemma.casebook.store import Store
from stemma.casebook.table import Table
from stemma.casebook.versions import OF_FAMILY
from stemma.identity import witness
from stemma.records import (
    Claim,
    ClaimMention,
    Copy,
    Decision,
    Document,
    Event,
    EventMention,
    Failure,
    Name,
    Named,
    NameOrder,
    Origin,
    Place,
    Report,
    Time,
    Variant,
)

Found = reads.Stored | Decision


class Casebook:
    """Typed reads and writes of one casebook file; one writer and many readers at once.

    Every read gives a `Table`: a tuple of records with ``to_arrow()``. A casebook may be used
    from several threads.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True, readonly: bool = False) -> Self:
        """Open the casebook at ``path``, migrating an older one.

        Args:
            path: the file.
            create: make the file when it is missing.
            readonly: open without the right to write.

        Raises:
            CasebookError: the file is missing, damaged, newer than this version, or no casebook.
        """
        return cls(Store(Path(path), create=create and not readonly, readonly=readonly))

    @property
    def path(self) -> Path:
        """The casebook's file."""
        return self.store.path

    def close(self) -> None:
        """Close the file."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- reads ------------------------------------------------------------------------------

    def reports(
        self,
        *,
        outlet: str | None = None,
        status: str | None = None,
        limit: int | None = None,
        added: bool = False,
    ) -> Table[Report]:
        """Return the reports in the order of publication, those without a date last.

        With ``added`` those that were added last come first.
        """
        order = reads.ADDED_LAST if added else reads.PUBLISHED
        return self.store.read(reads.reports, choosing.reports(outlet, status), limit, order)

    def count_reports(self, *, outlet: str | None = None, status: str | None = None) -> int:
        """Return how many reports `reports` would give."""
        return self.store.read(reads.count, "reports", choosing.reports(outlet, status))

    def report(self, report: str) -> Report | None:
        """Return the report with this id, None when there is none."""
        return next(iter(self.store.read(reads.reports, Where.of("id", report))), None)

    def versions(self, report: Report) -> Table[Report]:
        """Return all versions of a report, in order; the report alone when it was never changed."""
        first = witness(report)
        found = self.store.read(reads.reports, Where().also(OF_FAMILY, first, first))
        return Table.of(Report, sorted(found, key=lambda one: one.version))

    def raw(self, sha256: str) -> Document | None:
        """Return the raw document with this SHA-256 as it came, None when there is none."""
        return self.store.read(reads.document, sha256)

    def mentions(self, report: str | None = None) -> Table[ClaimMention]:
        """Return the claim mentions, of one report or of all, in reading order."""
        return self.store.read(reads.mentions, Where.of("report", report))

    def event_mentions(self, report: str | None = None) -> Table[EventMention]:
        """Return the event mentions, of one report or of all, in reading order."""
        return self.store.read(reads.event_mentions, Where.of("report", report))

    def places(self, report: str) -> Table[Place]:
        """Return the places named in a report."""
        return self.store.read(reads.places, report)

    def times(self, report: str) -> Table[Time]:
        """Return the time expressions of a report."""
        return self.store.read(reads.times, report)

    def names(self, report: str | None = None) -> Table[Name]:
        """Return where persons and bodies are named, in one report or in all, in reading order."""
        return Table.of(Name, self.store.read(naming.listed, report))

    def named(
        self,
        *,
        report: str | None = None,
        kind: str | None = None,
        name: str | None = None,
        order: NameOrder = "reports",
        limit: int | None = None,
    ) -> Table[Named]:
        """Return the persons and bodies that reports name, each with where, how often and as what.

        Args:
            report: only who is named in this report, with their mentions there.
            kind: only names of this kind; see `Name`.
            name: only those in one of whose spellings, or fullest name, these words occur.
            order: by which count the first come first, or by name.
            limit: at most so many.
        """
        from stemma.names.gather import gather, matching  # noqa: PLC0415  few commands ask for names

        found = matching(gather(self.names(report), order), kind, name or "")
        return Table.of(Named, found[:limit])

    def without_names(self) -> int:
        """Return how many reports were analysed before names were looked for; an ingest again finds them."""
        return self.store.read(naming.not_looked_for)

    def analysis(self, report: Report) -> Analysis:
        """Return everything found in one report."""
        return Analysis(
            report.id,
            report.published,
            tuple(self.mentions(report.id)),
            tuple(self.places(report.id)),
            tuple(self.times(report.id)),
            tuple(self.event_mentions(report.id)),
            names=tuple(self.names(report.id)),
        )

    def copies(self, report: str | None = None) -> Table[Copy]:
        """Return the copies that a report takes part in, or all."""
        where = Where() if report is None else Where().also("(source = ? OR target = ?)", report, report)
        return self.store.read(reads.copies, where)

    def claims(
        self,
        *,
        report: str | None = None,
        speaker: str | None = None,
        aims: bool = False,
        min_origins: int | None = None,
        max_origins: int | None = None,
        attributed: bool = False,
        told: bool = False,
        limit: int | None = None,
    ) -> Table[Claim]:
        """Return the claims with their mentions, the most widely carried first.

        Args:
            report: only claims with a mention in this report.
            speaker: only claims with a source in whose name these words occur.
            aims: only declared aims and intentions.
            min_origins: only claims with at least so many origins (best estimate).
            max_origins: only claims with at most so many.
            attributed: only claims with at least one mention that is not the outlet's own voice.
            told: no claims that one mention alone makes, in its outlet's own voice.
            limit: at most so many.
        """
        origins = min_origins, max_origins
        where = choosing.claims(report, speaker, *origins, aims=aims, attributed=attributed, told=told)
        return self.store.read(reads.claims, where, limit)

    def count_claims(
        self,
        *,
        report: str | None = None,
        speaker: str | None = None,
        aims: bool = False,
        min_origins: int | None = None,
        max_origins: int | None = None,
        told: bool = False,
    ) -> int:
        """Return how many claims `claims` would give."""
        where = choosing.claims(report, speaker, min_origins, max_origins, aims=aims, told=told)
        return self.store.read(reads.count, "claims", where)

    def claim(self, claim: str) -> Claim | None:
        """Return the claim with this id, None when there is none."""
        return next(iter(self.store.read(reads.claims, Where.of("id", claim))), None)

    def origins(self, claim: str | None = None) -> Table[Origin]:
        """Return the origins, of one claim or of all."""
        return self.store.read(reads.origins, Where.of("claim", claim))

    def variants(self, claim: str | None = None) -> Table[Variant]:
        """Return the variants, of one claim or of all."""
        return self.store.read(reads.variants, Where.of("claim", claim))

    def events(
        self,
        *,
        report: str | None = None,
        type: str | None = None,  # noqa: A002  the word of the record
        occurred: bool = False,
        limit: int | None = None,
    ) -> Table[Event]:
        """Return the events in the order of their dates, those without a date last.

        Args:
            report: only events with a mention in this report.
            type: only events in whose type, sub-type or PLOVER type these words occur.
            occurred: only those that are told as having occurred.
            limit: at most so many.
        """
        return self.store.read(reads.events, choosing.events(report, type, occurred=occurred), limit)

    def count_events(
        self,
        *,
        report: str | None = None,
        type: str | None = None,  # noqa: A002  the word of the record
        occurred: bool = False,
    ) -> int:
        """Return how many events `events` would give."""
        return self.store.read(reads.count, "events", choosing.events(report, type, occurred=occurred))

    def event(self, event: str) -> Event | None:
        """Return the event with this id, None when there is none."""
        return next(iter(self.store.read(reads.events, Where.of("id", event))), None)

    def search(self, text: str, *, limit: int = 50, kind: str = "") -> Table[Hit]:
        """Return the reports and claims that hold the words of ``text``, the best match first.

        Args:
            text: the words.
            limit: how many are returned at most.
            kind: "report" or "claim", for these alone: of many claims none may leave room for a report.
        """
        return self.store.read(reads.search, text, limit, kind)

    def decisions(self) -> Table[Decision]:
        """Return every decision, in the order in which they were made."""
        return self.store.read(reads.decisions)

    def failures(self) -> Table[Failure]:
        """Return the documents that could not be read or analysed, and why."""
        return self.store.read(reads.failures)

    def check(self) -> tuple[Finding, ...]:
        """Return everything that is wrong with the file; nothing when it is sound."""
        return self.verify().findings

    def verify(self) -> Verification:
        """Check the file, the search indexes, every hash and every span; say how many there were."""
        return self.store.read(verify)

    def repair(self, findings: Sequence[Finding]) -> tuple[str, ...]:
        """Mend what can be built again and return what was done; see `stemma.casebook.repair`."""
        return repair(self.store, findings)

    def backup(self, target: str | Path) -> Path:
        """Copy the casebook, while it is in use, into a new file or a folder; return the copy's path.

        Raises:
            CasebookError: the target is there already, cannot be written, or came out damaged.
        """
        return backup(self.store, Path(target))

    def documents(self) -> Iterator[Kept]:
        """Yield the raw documents in the order in which they came, with when and by what they were stored."""
        return reads.documents(self.store.db)

    def complete(self, prefix: str) -> tuple[str, ...]:
        """Return up to ten ids that begin with ``prefix``."""
        return self.store.read(reads.complete, prefix)

    def counts(self) -> Mapping[str, int]:
        """Return how many reports, mentions, claims and so on the casebook holds."""
        return self.store.read(reads.counts)

    def find(self, identifier: str) -> Found | None:
        """Return whatever has this id, None when nothing has."""
        found = self.store.read(reads.find, identifier)
        return found or next((one for one in self.decisions() if one.id == identifier), None)

    def decide(self, action: str, *targets: str, value: str = "", note: str = "", by: str = "") -> Decision:
        """Store an analyst's decision and return it; it takes effect when claims are collated next.

        Args:
            action: accept, reject, merge, separate, split, redate, resource, rate or undo; see `Decision`.
            targets: the ids that it is about.
            value: the date (redate) or the source's name (resource).
            note: why.
            by: who.

        Raises:
            DecisionError: it names something that is not there, or does not make sense.
        """
        return decisions.decide(self.store, action, targets, value=value, note=note, by=by)

    # --- writes (the pipeline's) ------------------------------------------------------------

    def take_over(self, made: Iterable[Decision]) -> None:
        """Store decisions of the casebook that this one's records, as decided, were copied from."""
        decisions.take_over(self.store, made)

    def knows(self, sha256: str) -> bool:
        """Tell whether a report read from these raw bytes is stored."""
        return self.store.read(reads.knows, sha256)

    def add(
        self, batch: Sequence[tuple[Document, Report]], *, tool: str, settled: bool = False
    ) -> tuple[Report, ...]:
        """Store documents and their reports in one transaction; return the reports that are new.

        ``settled`` reports keep the ids and version numbers that they come with.
        """
        return writing.write_documents(self.store, batch, tool, settled=settled)

    def add_analyses(self, batch: Sequence[Analysis | LaidOut], *, tool: str) -> None:
        """Store what was found in some reports, in one transaction."""
        writing.write_analyses(self.store, batch, tool)

    def start_run(self, inputs: Sequence[str], *, tool: str) -> int:
        """Note that a run began and return its number."""
        return writing.start_run(self.store, tool, inputs)

    def end_run(self, run: int, summary: object) -> None:
        """Note that a run ended and what it did."""
        writing.end_run(self.store, run, summary)

    def pending(self, tool: str) -> tuple[str, ...]:
        """Return the ids of reports to analyse; see `stemma.casebook.pending`."""
        return self.store.read(pending.pending, tool)

    def as_decided(self, ids: Sequence[str]) -> tuple[Report, ...]:
        """Return reports in the order of ``ids``, dated as the standing decisions say."""
        return self.store.read(pending.as_decided, ids)

    def originals(self) -> Table[Report]:
        """Return the reports as they were read, in the order in which they came."""
        return self.store.read(reads.originals, Where())

    def original_mentions(self) -> Table[ClaimMention]:
        """Return the claim mentions as they were found."""
        return self.store.read(reads.original_mentions)

    def standing_decisions(self) -> tuple[Decision, ...]:
        """Return the decisions that stand, their keys brought up to date."""
        return self.store.read(decisions.standing)

    def generation(self) -> int:
        """Return a number that grows whenever what collation rests on changes."""
        return writing.generation(self.store)

    def sides(self) -> str:
        """Return the user's own list of parties to the conflict as TOML, "" for the bundled one."""
        return writing.sides(self.store)

    def set_sides(self, text: str) -> None:
        """Keep a list of parties (TOML), used at every collation from now on; "" for the bundled one."""
        writing.write_sides(self.store, text)

    def collated(self) -> int:
        """Return the generation that the collation rests on; -1 before the first."""
        return writing.collated(self.store)

    def replace_collation(self, collation: writing.Collation, basis: int) -> bool:
        """Replace everything found across reports; False, and nothing done, when ``basis`` is stale."""
        return writing.write_collation(self.store, collation, basis)

    def forget_analyses(self) -> None:
        """Have every report analysed again by the next run; decisions stay."""
        writing.forget_analyses(self.store)

    def add_failures(self, failures: Iterable[Failure], *, run: int) -> None:
        """Store failures."""
        writing.write_failures(self.store, failures, run)
