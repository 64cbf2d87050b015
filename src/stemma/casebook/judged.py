"""Judged pairs of mentions as numbers: copies bring many pairs with one judgement, which is kept once."""

# ruff: noqa: S608  the names in these queries are fixed; values are always bound

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

Kind = Literal["claim", "event"]
Ends = tuple[str, str]

_CODES: dict[Kind, int] = {"claim": 0, "event": 1}
_NUMBERED: dict[Kind, str] = {"claim": "collation_statements", "event": "collation_happenings"}
_CHUNK = 500  # values in one IN list


class Judged(NamedTuple):
    """What is kept of the judgement of a pair, and of what made the pair worth judging."""

    verdict: str
    score: float
    reason: str
    excluded: bool
    keyed: bool = False
    aligned: bool = False
    alike: str = ""


def among(db: sqlite3.Connection, query: str, values: Iterable[str | int]) -> Iterator[sqlite3.Row]:
    """Run a query with ``IN ({})`` for lists of values of any length."""
    wanted = list(dict.fromkeys(values))
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        yield from db.execute(query.format(", ".join("?" * len(chunk))), chunk)


def read(db: sqlite3.Connection, kind: Kind, ids: Iterable[str]) -> dict[Ends, Judged]:
    """Return the judged pairs of a kind with any of these mentions, by the ids of both in order."""
    names = {n: one for one, n in _numbers(db, kind, ids).items()}
    query = f"SELECT mention, other, judgement FROM collation_judged WHERE kind = {_CODES[kind]}"
    found = [
        (one, other, judgement)
        for one, other, judgement in among(db, f"{query} AND mention IN ({{}})", sorted(names))
        if one < other or other not in names  # a pair of two of these is found under both
    ]
    query = f"SELECT n, mention FROM {_NUMBERED[kind]} WHERE n IN ({{}})"
    names |= {row[0]: row[1] for row in among(db, query, {other for _, other, _ in found} - names.keys())}
    query = "SELECT * FROM collation_judgements WHERE n IN ({})"
    told = {row["n"]: _judged(row) for row in among(db, query, {judgement for _, _, judgement in found})}
    return {
        (a, b) if (a := names[one]) <= (b := names[other]) else (b, a): told[judgement]
        for one, other, judgement in found
    }


def _judged(row: sqlite3.Row) -> Judged:
    _, verdict, score, reason, excluded, keyed, aligned, alike = row
    return Judged(verdict, score, reason, bool(excluded), bool(keyed), bool(aligned), alike)


def write(db: sqlite3.Connection, kind: Kind, pairs: Sequence[tuple[Ends, Judged]]) -> None:
    """Write judged pairs; one that is there gives way. Their mentions are numbered already."""
    if not pairs:
        return
    numbers = _numbers(db, kind, (end for ends, _ in pairs for end in ends))
    first: int = db.execute("SELECT coalesce(max(n), -1) + 1 FROM collation_judgements").fetchone()[0]
    known: dict[Judged, int] = {}
    rows = []
    for (a, b), judged in pairs:
        judgement = known.setdefault(judged, first + len(known))
        one, other = numbers[a], numbers[b]
        rows.append((one, other, judgement))
        rows.append((other, one, judgement))
    rows.sort()  # rows in the order of their keys are written in a third of the time
    db.executemany(
        "INSERT INTO collation_judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((n, *judged) for judged, n in known.items()),
    )
    query = f"INSERT OR REPLACE INTO collation_judged VALUES ({_CODES[kind]}, ?, ?, ?)"
    db.executemany(query, rows)


def delete(db: sqlite3.Connection, kind: Kind, pairs: Iterable[Ends]) -> None:
    """Take judged pairs away; their judgements may be those of others, and stay."""
    gone = list(pairs)
    if not gone:
        return
    numbers = _numbers(db, kind, (end for ends in gone for end in ends))
    both = [(numbers[one], numbers[other]) for a, b in gone for one, other in ((a, b), (b, a))]
    query = f"DELETE FROM collation_judged WHERE kind = {_CODES[kind]} AND mention = ? AND other = ?"
    db.executemany(query, both)


def _numbers(db: sqlite3.Connection, kind: Kind, ids: Iterable[str]) -> dict[str, int]:
    """Return the numbers of mentions; those that were not taken up have none."""
    query = f"SELECT mention, n FROM {_NUMBERED[kind]} WHERE mention IN ({{}})"
    return {row[0]: row[1] for row in among(db, query, ids)}
