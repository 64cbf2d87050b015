"""Repairs: what can be built again is."""

import sqlite3
from collections.abc import Sequence

from stemma.casebook.findings import Finding
from stemma.casebook.store import Store
from stemma.casebook.writing import touch


def repair(store: Store, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Mend what can be mended and return what was done, in words.

    Indexes are built again; what was found in a faulty report is dropped, so that the next run
    analyses it; after any such change, what was found across reports is computed again by the
    next run. Documents and decisions are never touched.
    """
    kinds = {finding.kind for finding in findings}
    done: list[str] = []
    with store.transaction() as db:
        if "index" in kinds:
            db.execute("REINDEX")
            done.append("built the indexes again")
        if "search" in kinds:
            for index in ("reports_fts", "claims_fts"):
                db.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608  a fixed name
            done.append("built the search indexes again")
        faulty = sorted({finding.report for finding in findings if finding.kind == "analysis"})
        if "reference" in kinds:
            faulty = sorted({*faulty, *_orphaned(db)})
        for report in faulty:
            db.execute("UPDATE reports SET analysed_with = NULL WHERE id = ?", (report,))
        if faulty:
            done.append(f"set {len(faulty):,} reports to be analysed again")
        if kinds & {"analysis", "reference", "collation"}:
            touch(db)
            done.append("set claims, origins, variants and events to be computed again")
    return tuple(done)


def _orphaned(db: sqlite3.Connection) -> set[str]:
    """Drop what was found in reports that are not there; return the reports to analyse again.

    Layers without their mention do not tell which report lost it, so all are analysed again.
    """
    for table in ("mentions", "event_mentions", "where_and_when"):
        db.execute(f"DELETE FROM {table} WHERE report NOT IN (SELECT id FROM reports)")  # noqa: S608  fixed
    lost = db.execute("DELETE FROM layers WHERE mention NOT IN (SELECT id FROM mentions)").rowcount
    for table in ("claim_mentions", "event_members"):
        kind = "event_mentions" if table == "event_members" else "mentions"
        missing = f"SELECT count(*) FROM {table} WHERE mention NOT IN (SELECT id FROM {kind})"  # noqa: S608
        lost += db.execute(missing).fetchone()[0]
    return (
        {row["id"] for row in db.execute("SELECT id FROM reports WHERE status = 'analysed'")}
        if lost
        else set()
    )
