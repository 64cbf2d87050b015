"""Which reports are to be analysed, and as of which date."""

import sqlite3
from collections.abc import Sequence

from stemma.casebook import decisions, reads
from stemma.casebook.reads import Where
from stemma.records import Report

# The condition is that of the index `reports_pending`.
STALE = "(analysed_with IS NULL OR analysed_published IS NOT published OR analysis_error IS NOT NULL)"


def pending(db: sqlite3.Connection, tool: str) -> tuple[str, ...]:
    """Return the ids of reports to analyse, in the order in which they came.

    These are reports that were not analysed yet (a killed run), that a decision has dated anew
    (relative dates hang on the date), and those on which another version of the tool failed.
    """
    dates = _decided_dates(db)
    found = []
    query = (
        "SELECT n, id, published, analysed_with, analysed_published, analysis_error FROM reports "
        "WHERE status = 'analysed' AND "
    )
    rows = {row["id"]: row for row in db.execute(query + STALE)}
    for report in dates:
        rows.update((row["id"], row) for row in db.execute(query + "id = ?", (report,)))
    for row in sorted(rows.values(), key=lambda row: int(row["n"])):
        published = dates.get(row["id"], row["published"])
        if (
            row["analysed_with"] is None
            or row["analysed_published"] != published
            or (row["analysis_error"] and row["analysed_with"] != tool)
        ):
            found.append(row["id"])
    return tuple(found)


def as_decided(db: sqlite3.Connection, ids: Sequence[str]) -> tuple[Report, ...]:
    """Return reports in the order of ``ids``, dated as the standing decisions say."""
    marks = ", ".join("?" * len(ids))
    reports = {report.id: report for report in reads.originals(db, Where().also(f"id IN ({marks})", *ids))}
    dated = decisions.amend_reports(reports, decisions.standing(db))
    return tuple(dated.get(key, reports[key]) for key in ids)


def _decided_dates(db: sqlite3.Connection) -> dict[str, str | None]:
    redated = [decision for decision in decisions.standing(db) if decision.action == "redate"]
    reports = {
        report.id: report
        for decision in redated
        for report in reads.originals(db, Where.of("id", decision.targets[0]))
    }
    return {key: report.published for key, report in decisions.amend_reports(reports, redated).items()}
