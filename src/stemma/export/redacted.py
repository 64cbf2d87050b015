"""A casebook as a redacted export sees it: the same reads, every record redacted."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from msgspec.structs import replace

from stemma.casebook import Casebook, Collation, Hit, Kept
from stemma.casebook.table import Table
from stemma.errors import UsageError
from stemma.export.redaction import Redactor, Rules
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
    Origin,
    Place,
    Report,
    Time,
    Variant,
)

T = TypeVar("T")

_AT_ONCE = 64  # reports written in one go


class RedactedBook(Casebook):
    """The reads of a casebook, with what the rules name taken out; raw bytes are never given.

    Ids of reports are accepted as the casebook has them and as this gives them.
    """

    def __init__(self, book: Casebook, rules: Rules) -> None:
        super().__init__(book.store)
        self.rules = rules
        self._redactor = Redactor(rules)
        self._real = {given: own for own, given in rules.reports.items()}

    def _own(self, report: str | None) -> str | None:
        return None if report is None else self._real.get(report, report)

    def _all(self, kind: type[T], records: Table[T]) -> Table[T]:
        return Table.of(kind, map(self._redactor.record, records))

    def reports(
        self,
        *,
        outlet: str | None = None,
        status: str | None = None,
        limit: int | None = None,
        added: bool = False,
    ) -> Table[Report]:
        """Return the reports without their articles."""
        found = super().reports(outlet=outlet, status=status, limit=limit, added=added)
        return Table.of(Report, map(self._redactor.report, found))

    def report(self, report: str) -> Report | None:
        """Return one report without its article."""
        found = super().report(self._real.get(report, report))
        return found and self._redactor.report(found)

    def raw(self, sha256: str) -> Document | None:  # noqa: ARG002  as of `Casebook.raw`
        """Return nothing: raw bytes hold every name."""
        return None

    def documents(self) -> Iterator[Kept]:
        """Refuse: raw bytes hold every name.

        Raises:
            UsageError: always.
        """
        raise UsageError("raw documents cannot be redacted: leave them out of a redacted export")

    def mentions(self, report: str | None = None) -> Table[ClaimMention]:
        """Return claim mentions, redacted."""
        return self._all(ClaimMention, super().mentions(self._own(report)))

    def event_mentions(self, report: str | None = None) -> Table[EventMention]:
        """Return event mentions, redacted."""
        return self._all(EventMention, super().event_mentions(self._own(report)))

    def places(self, report: str) -> Table[Place]:
        """Return the places of a report, redacted."""
        return self._all(Place, super().places(self._real.get(report, report)))

    def times(self, report: str) -> Table[Time]:
        """Return the times of a report, redacted."""
        return self._all(Time, super().times(self._real.get(report, report)))

    def names(self, report: str | None = None) -> Table[Name]:
        """Return where persons and bodies are named, redacted; nobody is named who is not known as public."""
        return Table.of(Name, map(self._redactor.name, super().names(self._own(report))))

    def copies(self, report: str | None = None) -> Table[Copy]:
        """Return copies, redacted."""
        return self._all(Copy, super().copies(self._own(report)))

    def claims(self, *, report: str | None = None, **conditions: Any) -> Table[Claim]:  # noqa: ANN401  as of `Casebook.claims`
        """Return claims, redacted; the conditions are those of `Casebook.claims`."""
        return self._all(Claim, super().claims(report=self._own(report), **conditions))

    def claim(self, claim: str) -> Claim | None:
        """Return one claim, redacted."""
        found = super().claim(claim)
        return found and self._redactor.record(found)

    def origins(self, claim: str | None = None) -> Table[Origin]:
        """Return origins, redacted."""
        return self._all(Origin, super().origins(claim))

    def variants(self, claim: str | None = None) -> Table[Variant]:
        """Return variants, redacted."""
        return self._all(Variant, super().variants(claim))

    def events(self, *, report: str | None = None, **conditions: Any) -> Table[Event]:  # noqa: ANN401  as of `Casebook.events`
        """Return events, redacted; the conditions are those of `Casebook.events`."""
        return self._all(Event, super().events(report=self._own(report), **conditions))

    def event(self, event: str) -> Event | None:
        """Return one event, redacted."""
        found = super().event(event)
        return found and self._redactor.record(found)

    def search(self, text: str, *, limit: int = 50, kind: str = "") -> Table[Hit]:  # noqa: ARG002  as of `Casebook.search`
        """Return nothing: what is found and what is not would give names away."""
        return Table.of(Hit, ())

    def decisions(self) -> Table[Decision]:
        """Return the decisions without their notes and who made them."""
        made = super().decisions()
        return self._all(Decision, Table.of(Decision, (_bare(decision) for decision in made)))

    def failures(self) -> Table[Failure]:
        """Return nothing: where a document came from may name a person or a place."""
        return Table.of(Failure, ())


@contextmanager
def on_its_own(book: RedactedBook) -> Iterator[Casebook]:
    """Give a casebook that holds what a redacted one shows and nothing else, while the block runs.

    For whoever reads a casebook's tables and not its records.

    Args:
        book: the redacted casebook.
    """
    with TemporaryDirectory(prefix="stemma-") as folder, Casebook.open(Path(folder) / book.path.name) as made:
        reports = book.reports()
        for start in range(0, len(reports), _AT_ONCE):
            batch = reports[start : start + _AT_ONCE]
            # No raw bytes; under their hash of then, which reports are told apart by.
            made.add([(Document("", b"", "", one.sha256), one) for one in batch], tool="", settled=True)
            made.add_analyses([book.analysis(one) for one in batch], tool="")
        found = Collation(
            tuple(book.copies()), tuple(book.claims()), tuple(book.origins()), tuple(book.variants()),
            tuple(book.events()),
        )  # fmt: skip
        made.replace_collation(found, made.generation())
        made.take_over(book.decisions())
        yield made


def _bare(decision: Decision) -> Decision:
    return replace(decision, note="", by="")
