"""Judged pairs of mentions as numbers: copies bring many pairs with one judgement, which is kept once."""

# ruff: noqa: S608  the names in these queries are fixed; values are always bound

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
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
    found: dict[tuple[int, int], int] = {}
    for one, _, pairs in _stored(db, kind, names):
        for other, judgement in pairs:
            if one < other or other not in names:  # a pair of two of these is found under both
                found[one, other] = judgement  # what a later run judged holds
    query = f"SELECT n, mention FROM {_NUMBERED[kind]} WHERE n IN ({{}})"
    names |= {row[0]: row[1] for row in among(db, query, {other for _, other in found} - names.keys())}
    query = "SELECT * FROM collation_judgements WHERE n IN ({})"
    told = {row["n"]: _judged(row) for row in among(db, query, found.values())}
    return {
        (a, b) if (a := names[one]) <= (b := names[other]) else (b, a): told[judgement]
        for (one, other), judgement in found.items()
    }


def _stored(
    db: sqlite3.Connection, kind: Kind, mentions: Iterable[int]
) -> Iterator[tuple[int, int, Iterator[tuple[int, int]]]]:
    """Yield mentions with each run that judged pairs of theirs: the others and the judgements' numbers."""
    query = (
        f"SELECT mention, run, pairs FROM collation_judged WHERE kind = {_CODES[kind]} AND mention IN ({{}}) "
        "ORDER BY mention, run"
    )
    for mention, run, pairs in among(db, query, sorted(mentions)):
        numbers = map(int, pairs.split())
        yield mention, run, zip(numbers, numbers, strict=True)


def _judged(row: sqlite3.Row) -> Judged:
    _, verdict, score, reason, excluded, keyed, aligned, alike = row
    return Judged(verdict, score, reason, bool(excluded), bool(keyed), bool(aligned), alike)


def write(db: sqlite3.Connection, kind: Kind, pairs: Sequence[tuple[Ends, Judged]]) -> None:
    """Write judged pairs; one that is there gives way. Their mentions are numbered already."""
    numbers = _numbers(db, kind, chain.from_iterable([ends for ends, _ in pairs]))
    first: int = db.execute("SELECT coalesce(max(n), -1) + 1 FROM collation_judgements").fetchone()[0]
    known: dict[Judged, int] = {}
    # The number of each object, which many pairs share, as text: quicker than what it says.
    same: dict[int, str] = {}
    # Of each mention its number as text, and what is told of it: found at once.
    told: dict[str, tuple[str, list[str]]] = {one: (str(n), []) for one, n in numbers.items()}
    for (a, b), judged in pairs:
        judgement = same.get(id(judged))
        if judgement is None:
            judgement = same[id(judged)] = str(known.setdefault(judged, first + len(known)))
        text_a, told_a = told[a]
        text_b, told_b = told[b]
        told_a += text_b, judgement
        told_b += text_a, judgement
    db.executemany(
        "INSERT INTO collation_judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((n, *judged) for judged, n in known.items()),
    )
    # Every run that judges has judgements of its own: the first one's number tells the run.
    db.executemany(
        f"INSERT INTO collation_judged VALUES ({_CODES[kind]}, ?, {first}, ?)",
        sorted((numbers[one], " ".join(listed)) for one, (_, listed) in told.items()),
    )


def delete(db: sqlite3.Connection, kind: Kind, pairs: Collection[Ends]) -> None:
    """Take judged pairs away; their judgements may be those of others, and stay."""
    numbers = _numbers(db, kind, (end for ends in pairs for end in ends))
    gone: dict[int, set[int]] = {}
    for a, b in pairs:
        gone.setdefault(numbers[a], set()).add(numbers[b])
        gone.setdefault(numbers[b], set()).add(numbers[a])
    left = [
        (" ".join(f"{other} {judgement}" for other, judgement in pairs if other not in gone[one]), one, run)
        for one, run, pairs in _stored(db, kind, gone)
    ]
    query = f"UPDATE collation_judged SET pairs = ? WHERE kind = {_CODES[kind]} AND mention = ? AND run = ?"
    db.executemany(query, left)


def _numbers(db: sqlite3.Connection, kind: Kind, ids: Iterable[str]) -> dict[str, int]:
    """Return the numbers of mentions; those that were not taken up have none."""
    query = f"SELECT mention, n FROM {_NUMBERED[kind]} WHERE mention IN ({{}})"
    return {row[0]: row[1] for row in among(db, query, ids)}
