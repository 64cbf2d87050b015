"""Pairs of event mentions judged as arrays: each combination of what they tell once."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from stemma.collation.arrays import LOW, Longs, among, both, combinations, ends, numbered
from stemma.collation.happenings import EventJudge, Happening, bond
from stemma.collation.judging import Judgement

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
    judge = judge or EventJudge()
    ids = sorted(happenings)
    place = {one: at for at, one in enumerate(ids)}
    codes: Longs = np.array([place[one] << 32 | place[other] for one, other in pairs], dtype=np.int64)
    codes.sort()
    if not len(codes):
        return {}
    items = [happenings[one] for one in ids]
    wholes, moments = judge.numbers(items)
    alike = [both(np.array(wholes, dtype=np.int64), codes), _times(items, moments, codes, judge)]
    first, which = combinations(*alike, _bonds(items, codes, place))
    found = [judge.judge(items[one], items[other]) for one, other in ends(codes[first])]
    return {
        (ids[one], ids[other]): found[at]
        for (one, other), at in zip(ends(codes), which.tolist(), strict=True)
        if found[at].verdict != "apart"
    }


def _times(items: Sequence[Happening], moments: Sequence[int], codes: Longs, judge: EventJudge) -> Longs:
    """Return a number for how the times of each pair agree."""
    first, which = combinations(both(np.array(moments, dtype=np.int64), codes))
    numbers: dict[int, int] = {}
    told = [id(judge.times(items[one], items[other])) for one, other in ends(codes[first])]
    return np.array([numbers.setdefault(one, len(numbers)) for one in told], dtype=np.int64)[which]


def _bonds(items: Sequence[Happening], codes: Longs, place: Mapping[str, int]) -> Longs:
    """Return a number for what else binds each pair, 0 for nothing."""
    reports = numbered([one.mention.report for one in items])
    claims = numbered([one.claim or one.mention.id for one in items])  # those in none share none
    copied = [
        at << 32 | place[other] for at, one in enumerate(items) for other in one.copied if other in place
    ]
    one, other = codes >> 32, codes & LOW
    same = (reports[one] == reports[other]) | (claims[one] == claims[other])
    bound = np.flatnonzero(same | among(np.sort(np.array(copied, dtype=np.int64)), codes)[0])
    numbers = {"": 0}
    found = np.zeros(len(codes), dtype=np.int64)
    found[bound] = [numbers.setdefault(bond(items[a], items[b]), len(numbers)) for a, b in ends(codes[bound])]
    return found
