"""Names as the casebook keeps them: short lists, since a report has as many as it has sentences."""

import sqlite3
from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from stemma.records import Name, NameKind, NameRole, Span


class _Kept(Struct, frozen=True, array_like=True):
    """A name without its report; ``entity`` is "" where it is the words themselves."""

    start: int
    end: int
    name: str
    entity: str
    kind: NameKind
    roles: tuple[NameRole, ...]
    rule: str
    score: float


_DECODER = msgspec.json.Decoder(list[_Kept])
_LATER = "SELECT count(*) FROM where_and_when WHERE names IS NULL"
_ALL = (
    "SELECT report, names FROM where_and_when JOIN reports ON reports.id = report WHERE names IS NOT NULL "
    "ORDER BY coalesce(published, '9999'), report"
)
_ONE = "SELECT report, names FROM where_and_when WHERE report = ? AND names IS NOT NULL"


def packed(names: Sequence[Name]) -> str:
    """Return a report's names as they are kept."""
    kept = [
        _Kept(
            one.span.start, one.span.end, one.name, "" if one.entity == one.name else one.entity, one.kind,
            one.roles, one.rule, one.score,
        )
        for one in names
    ]  # fmt: skip
    return msgspec.json.encode(kept).decode()


def names(db: sqlite3.Connection, report: str | None) -> Iterator[Name]:
    """Yield the names of a report, or of all in the order of publication, in reading order."""
    for owner, kept in db.execute(_ALL) if report is None else db.execute(_ONE, (report,)):
        for one in _DECODER.decode(kept):
            yield Name(
                owner, one.name, Span(one.start, one.end), one.entity or one.name, one.kind, one.roles,
                one.rule, one.score,
            )  # fmt: skip


def listed(db: sqlite3.Connection, report: str | None) -> list[Name]:
    """Return what `names` yields."""
    return list(names(db, report))


def not_looked_for(db: sqlite3.Connection) -> int:
    """Return how many reports were analysed before names were looked for."""
    return int(db.execute(_LATER).fetchone()[0])
