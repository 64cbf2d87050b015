"""What a collation leaves for later ones, as it is kept: rows of statements, keys and judged pairs."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import cast

from stemma.casebook.judged import Judged, JudgedPairs, Kind
from stemma.casebook.memory import number_of
from stemma.casebook.rows import Row
from stemma.collation.judging import Judgement, Verdict
from stemma.collation.pairing import Key, Pairing
from stemma.collation.statements import Statement

CLAIMS: Kind = "claim"
EVENTS: Kind = "event"


def statement_row(item: Statement, n: int, weight: float) -> Row:
    """Return the row of a statement."""
    return {
        "n": n,
        "mention": item.id,
        "report": item.report,
        "start": item.start,
        "end": item.end,
        "weight": weight,
        "stems": "\x1f".join(sorted(item.stems)),
    }


def word_row(key: str, members: Iterable[str]) -> Row:
    """Return the row of a word, or pair of words, and the numbers of the claim mentions that it links."""
    return {"key": number_of(key), "members": " ".join(members)}


def crowd_rows(entered: Iterable[tuple[str, int]]) -> Iterable[Row]:
    """Return the rows of keys and their members."""
    number = cache(number_of)  # a key has six members or so
    return ({"key": number(key), "member": member} for key, member in entered)


def crowd_row(number: int, member: int) -> Row:
    """Return the row of a key, by its number, and a member."""
    return {"key": number, "member": member}


def houses_row(report: str, names: frozenset[str]) -> Row:
    """Return the row of the houses that a report cites."""
    return {"report": report, "names": json.dumps(sorted(names), ensure_ascii=False)}


def judged_pairings(found: Mapping[Key, Pairing]) -> JudgedPairs:
    """Return what is kept of judged pairs of claim mentions."""
    return JudgedPairs.of(found, _judged_pairing)


def _judged_pairing(one: Pairing) -> Judged:
    return _judged(one.judgement)._replace(keyed=one.keyed, aligned=one.aligned, alike=one.alike)


def judged_pairs(found: Mapping[Key, Judgement]) -> JudgedPairs:
    """Return what is kept of judged pairs of event mentions."""
    return JudgedPairs.of(found, _judged)


def _judged(one: Judgement) -> Judged:
    """Return what is kept of a judgement."""
    return Judged(one.verdict, one.score, one.reason, one.excluded)


def judgement_of(one: Judged) -> Judgement:
    """Return a judgement as it was kept."""
    return Judgement(cast("Verdict", one.verdict), one.score, one.reason, excluded=one.excluded)
