"""Pairs of event mentions judged as arrays: each combination of what they tell once."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from stemma.collation.arrays import LOW, Longs, among, both, combinations, ends, numbered
from stemma.collation.event_judge import EventJudge
from stemma.collation.happenings import Happening, bond
from stemma.collation.joined import copied_codes
from stemma.collation.judging import Judgement
from stemma.distinct import distinct

Key = tuple[str, str]


def judge_event_pairs(
    pairs: Iterable[Key], happenings: Mapping[str, Happening], judge: EventJudge | None = None
) -> dict[Key, Judgement]:
    """Judge pairs of event mentions, each given once; those that are simply apart are left out.

    Copies bring the same two mentions again: a judgement hangs on what either tells, on how their times
    agree, and on what else binds them (`EventJudge.judge`).

    Args:
        pairs: pairs of mention ids.
        happenings: the mentions by id.
        judge: what judges them; None for a new one.
    """
    ids = sorted(happenings)
    place = {one: at for at, one in enumerate(ids)}
    codes: Longs = np.array([place[one] << 32 | place[other] for one, other in pairs], dtype=np.int64)
    codes.sort()
    return _judged(codes, [happenings[one] for one in ids], judge or EventJudge())


def judge_gathered_events(
    pairs: Longs, happenings: Sequence[Happening], judge: EventJudge
) -> dict[Key, Judgement]:
    """Judge pairs of event mentions of a whole collection as `judge_event_pairs` does.

    Args:
        pairs: codes of pairs, the places of two mentions, some of them more than once.
        happenings: the mentions.
        judge: what judges them.
    """
    order = sorted(range(len(happenings)), key=lambda at: happenings[at].mention.id)
    rank: Longs = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    one, other = rank[pairs >> 32], rank[pairs & LOW]
    codes = distinct(np.minimum(one, other) << 32 | np.maximum(one, other))
    return _judged(codes, [happenings[at] for at in order], judge)


def _judged(codes: Longs, items: Sequence[Happening], judge: EventJudge) -> dict[Key, Judgement]:
    """Judge pairs of mentions, which are in order of their ids as the pairs are."""
    if not len(codes):
        return {}
    ids = [one.mention.id for one in items]
    wholes, moments = judge.numbers(items)
    alike = [both(np.array(wholes, dtype=np.int64), codes), _times(items, moments, codes, judge)]
    bonds, names = _bonds(items, codes)
    first, which = combinations(*alike, bonds)
    found = [
        judge.weigh(items[one], items[other], names[how])
        for (one, other), how in zip(ends(codes[first]), bonds[first].tolist(), strict=True)
    ]
    kept = np.array([one.verdict != "apart" for one in found], dtype=np.bool_)[which]
    return {
        (ids[one], ids[other]): found[at]
        for (one, other), at in zip(ends(codes[kept]), which[kept].tolist(), strict=True)
    }


def _times(items: Sequence[Happening], moments: Sequence[int], codes: Longs, judge: EventJudge) -> Longs:
    """Return a number for how the times of each pair agree."""
    first, which = combinations(both(np.array(moments, dtype=np.int64), codes))
    numbers: dict[int, int] = {}
    told = [id(judge.times(items[one], items[other])) for one, other in ends(codes[first])]
    return np.array([numbers.setdefault(one, len(numbers)) for one in told], dtype=np.int64)[which]


def _bonds(items: Sequence[Happening], codes: Longs) -> tuple[Longs, list[str]]:
    """Return a number for what else binds each pair (`happenings.bond`), and what each number stands for."""
    reports = numbered([one.mention.report for one in items])
    claims = numbered([one.claim or one.mention.id for one in items])  # those in none share none
    one, other = codes >> 32, codes & LOW
    copied = among(np.sort(np.fromiter(copied_codes(items), dtype=np.int64)), codes)[0]
    near, claimed = reports[one] == reports[other], claims[one] == claims[other]
    numbers = {"": 0, "copied": 1, "claim": 2}
    # Of two reports it is told by these two alone.
    found: Longs = np.where(copied, 1, np.where(claimed, 2, 0))
    at = np.flatnonzero(near)
    found[at] = [numbers.setdefault(bond(items[a], items[b]), len(numbers)) for a, b in ends(codes[at])]
    return found, list(numbers)
