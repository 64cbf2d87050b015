"""The overview: what the casebook holds, and what could not be read."""

from collections import Counter

from msgspec import Struct

from stemma.records import Decision, Failure
from stemma.web.index import Index, ReportLine, in_order


class Overview(Struct, frozen=True):
    """Counts for the masthead and for empty states."""

    name: str
    version: str
    reports: int
    outlets: int
    unread: int
    claims: int
    carried: int
    single: int
    events: int
    located: int
    copies: int
    failures: int
    decisions: int
    first: str | None
    last: str | None


class ReportsPage(Struct, frozen=True):
    """All reports in time order, and the documents that failed."""

    reports: tuple[ReportLine, ...]
    failures: tuple[Failure, ...]


class DecisionsPage(Struct, frozen=True):
    """All decisions, the latest first; ``undone`` holds the ids of those taken back."""

    decisions: tuple[Decision, ...]
    undone: tuple[str, ...]


def overview(index: Index, name: str, version: str) -> Overview:
    """Return the counts.

    ``carried`` counts claims in two or more outlets, ``single`` those of them with one origin.
    """
    dates = sorted(line.published for line in index.reports.values() if line.published)
    several = [row for row in index.rows if row.outlets > 1]
    return Overview(
        name=name,
        version=version,
        reports=len(index.reports),
        outlets=len({line.outlet for line in index.reports.values()}),
        unread=Counter(line.status for line in index.reports.values())["unread"],
        claims=len(index.rows),
        carried=len(several),
        single=sum(row.origins.best <= 1 for row in several),
        events=len(index.events),
        located=sum(index.events.values()),
        copies=index.copies,
        failures=len(index.failures),
        decisions=len(index.decisions),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )


def reports_page(index: Index) -> ReportsPage:
    """Return all reports in time order."""
    return ReportsPage(tuple(in_order(index.reports.values())), index.failures)


def decisions_page(index: Index) -> DecisionsPage:
    """Return all decisions, the latest first."""
    undone = sorted({target for d in index.decisions if d.action == "undo" for target in d.targets})
    return DecisionsPage(tuple(reversed(index.decisions)), tuple(undone))
