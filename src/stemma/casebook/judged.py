"""Judged pairs of mentions as numbers: copies bring many pairs with one judgement, which is kept once."""

# ruff: noqa: S608  the names in these queries are fixed; values are always bound

import sqlite3
import struct
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Literal, NamedTuple, TypeVar

from msgspec import Struct

T = TypeVar("T")
Kind = Literal["claim", "event"]
Ends = tuple[str, str]

PER_REPORT = 1 << 16  # numbers for the mentions of one report, of which no more are kept
_CODES: dict[Kind, int] = {"claim": 0, "event": 1}
_NUMBERED: dict[Kind, str] = {"claim": "collation_statements", "event": "collation_happenings"}
_CHUNK = 500  # values in one IN list
_MANY = 4  # pairs a report, from which nearly every mention is in one
_NUMBER = 4  # bytes of a number in what is told of a mention: little-endian, without a sign
_MOST = (1 << 8 * _NUMBER) - 1  # where a number is larger, as after 65,536 reports, they stand as text


class Judged(NamedTuple):
    """What is kept of the judgement of a pair, and of what made the pair worth judging."""

    verdict: str
    score: float
    reason: str
    excluded: bool
    keyed: bool = False
    aligned: bool = False
    alike: str = ""


class JudgedPairs(Struct, frozen=True):
    """Judged pairs: the ids of each pair in order, and the place of its judgement in ``told``."""

    ends: Sequence[Ends]
    which: Sequence[int]
    told: Sequence[Judged]

    @classmethod
    def of(cls, found: Mapping[Ends, T], make: Callable[[T], Judged]) -> "JudgedPairs":
        """Return the pairs of a mapping; ``make`` tells what is kept of each different object in it."""
        # Many pairs share an object: it is looked up by that, which is quicker than by what it says.
        objects = list(map(id, found.values()))
        different = dict(zip(objects, found.values(), strict=True))
        places = {key: place for place, key in enumerate(different)}
        return cls(list(found), list(map(places.__getitem__, objects)), list(map(make, different.values())))


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
        numbers = iter(_unpacked(pairs))
        yield mention, run, zip(numbers, numbers, strict=True)


def _unpacked(pairs: bytes | str) -> Sequence[int]:
    """Return the numbers told of a mention, which are text where one is large, and in older casebooks.

    Raises:
        ValueError: they are damaged.
    """
    if isinstance(pairs, str):
        return [int(one) for one in pairs.split()]
    if len(pairs) % _NUMBER:
        raise ValueError("judged pairs are cut off")
    return struct.unpack(f"<{len(pairs) // _NUMBER}I", pairs)


def _judged(row: sqlite3.Row) -> Judged:
    _, verdict, score, reason, excluded, keyed, aligned, alike = row
    return Judged(verdict, score, reason, bool(excluded), bool(keyed), bool(aligned), alike)


def write(db: sqlite3.Connection, kind: Kind, pairs: JudgedPairs) -> None:
    """Write judged pairs; one that is there gives way. Their mentions are numbered already."""
    if not pairs.ends:
        return
    ids = list(chain.from_iterable(pairs.ends))
    numbers = _every_number(db, kind, len(pairs.ends)) or _numbers(db, kind, ids)
    first: int = db.execute("SELECT coalesce(max(n), -1) + 1 FROM collation_judgements").fetchone()[0]
    known: dict[Judged, int] = {}
    placed = [known.setdefault(judged, first + len(known)) for judged in pairs.told]
    db.executemany(
        "INSERT INTO collation_judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((n, *judged) for judged, n in known.items()),
    )
    ends = list(map(numbers.__getitem__, ids))
    judgements = list(map(placed.__getitem__, pairs.which))
    # Every run that judges has judgements of its own: the first one's number tells the run.
    db.executemany(
        f"INSERT INTO collation_judged VALUES ({_CODES[kind]}, ?, {first}, ?)", _told(ends, judgements)
    )


def _told(ends: Sequence[int], judgements: Sequence[int]) -> Iterator[tuple[int, bytes | str]]:
    """Yield each mention with what is told of it: of its pairs, in their order, the other and the judgement.

    Args:
        ends: the numbers of both mentions of each pair, one pair after the other.
        judgements: of each pair the number of its judgement.
    """
    import numpy as np  # noqa: PLC0415  loaded already where pairs are judged, needless where they are read

    both = np.array(ends, np.int64).reshape(-1, 2)
    mentions, others = both.ravel(), both[:, ::-1].ravel()
    order = np.argsort(mentions, kind="stable")
    told = np.stack((others, np.repeat(np.array(judgements, np.int64), 2)), axis=1)[order]
    ordered = mentions[order]
    starts = np.flatnonzero(np.diff(ordered, prepend=ordered[0] + 1))
    large = np.maximum.reduceat(told.max(axis=1), starts) > _MOST
    whole = told.astype("<u4").tobytes()
    stops = [*starts[1:].tolist(), len(ordered)]
    parts = zip(ordered[starts].tolist(), starts.tolist(), stops, large.tolist(), strict=True)
    for mention, start, stop, as_text in parts:
        if as_text:
            yield mention, _text(told[start:stop].ravel().tolist())
        else:
            yield mention, whole[start * 2 * _NUMBER : stop * 2 * _NUMBER]


def delete(db: sqlite3.Connection, kind: Kind, pairs: Collection[Ends]) -> None:
    """Take judged pairs away; their judgements may be those of others, and stay."""
    numbers = _numbers(db, kind, (end for ends in pairs for end in ends))
    gone: dict[int, set[int]] = {}
    for a, b in pairs:
        gone.setdefault(numbers[a], set()).add(numbers[b])
        gone.setdefault(numbers[b], set()).add(numbers[a])
    left = [
        (_packed(pair for pair in pairs if pair[0] not in gone[one]), one, run)
        for one, run, pairs in _stored(db, kind, gone)
    ]
    query = f"UPDATE collation_judged SET pairs = ? WHERE kind = {_CODES[kind]} AND mention = ? AND run = ?"
    db.executemany(query, left)


def _packed(pairs: Iterable[tuple[int, int]]) -> bytes | str:
    numbers = [*chain.from_iterable(pairs)]
    if max(numbers, default=0) > _MOST:
        return _text(numbers)
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _text(numbers: Iterable[int]) -> str:
    return " ".join(map(str, numbers))


def _numbers(db: sqlite3.Connection, kind: Kind, ids: Iterable[str]) -> dict[str, int]:
    """Return the numbers of mentions; those that were not taken up have none."""
    query = f"SELECT mention, n FROM {_NUMBERED[kind]} WHERE mention IN ({{}})"
    return {row[0]: row[1] for row in among(db, query, ids)}


def _every_number(db: sqlite3.Connection, kind: Kind, pairs: int) -> dict[str, int]:
    """Return the numbers of all mentions where there are so many pairs that this is quicker, else none."""
    last: int = db.execute(f"SELECT coalesce(max(n), 0) FROM {_NUMBERED[kind]}").fetchone()[0]
    if pairs < _MANY * (last // PER_REPORT):
        return {}
    every = db.execute(f"SELECT mention, n FROM {_NUMBERED[kind]}")
    return {row[0]: row[1] for row in every}
