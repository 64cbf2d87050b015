"""Large collections are collated in parts: the first reports together, the others some at a time."""

import sqlite3
from collections.abc import Collection, Sequence

from stemma.casebook.memory import Memory
from stemma.records import Decision

# So many reports, the first to come, are collated together, in memory; what comes after them is
# compared with what is remembered, so many reports at a time. What that leaves is what a collation of
# all together leaves, as long as the first part holds all reports in which words are counted
# (`collation.statements.LARGEST_SAMPLE`), and those among which copies may yet change (2,000).
FIRST_PART = 2048
NEXT_PART = 2500


def within(
    db: sqlite3.Connection, standing: Sequence[Decision], waiting: Collection[str]
) -> tuple[Decision, ...]:
    """Return the decisions that can be applied before some reports are taken up.

    A decision about a mention of a report that waits takes effect with that report; dates are
    decided at once, since reports are taken up by date.

    Args:
        db: the casebook's connection.
        standing: the decisions that stand.
        waiting: reports that are not taken up yet.
    """
    if not waiting or not standing:
        return tuple(standing)
    away = set(waiting)
    named = {key for one in standing for group in (one.targets, *one.keys) for key in group}
    memory = Memory(db)
    found = {
        row["id"]
        for table in ("mentions", "event_mentions")
        for row in memory.among(f"SELECT id, report FROM {table} WHERE id IN ({{}})", sorted(named))  # noqa: S608  fixed names
        if row["report"] in away
    }
    return tuple(
        one
        for one in standing
        if one.action == "redate" or not any(found.intersection(group) for group in (one.targets, *one.keys))
    )
