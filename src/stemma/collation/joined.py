"""Event mentions that are compared wherever and whenever they are: copied, of one claim, of one report."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, product

from stemma.collation.alignment import pair_key
from stemma.collation.arrays import LOW
from stemma.collation.beside import LARGEST_CROWD
from stemma.collation.happenings import Happening

# In a larger crowd of one claim, or of one kind in one report, later ones are paired with the first so many.
_FIRST = 5

Key = tuple[str, str]


def joined(happenings: Sequence[Happening]) -> Iterator[int]:
    """Yield the pairs that are copied, in one claim, or of one kind in one report, some of them twice.

    A pair is one number, its code: the place of the one, 32 bits, that of the other.
    """
    return chain(copied_codes(happenings), _claimed(happenings), _kindred(happenings))


def together(happenings: Sequence[Happening]) -> set[Key]:
    """Return the pairs that are copied, in one claim, or of one kind in one report."""
    return _keys(happenings, joined(happenings))


def copied_pairs(happenings: Iterable[Happening]) -> set[Key]:
    """Return the pairs that stand at one place of a copied passage."""
    listed = list(happenings)
    return _keys(listed, copied_codes(listed))


def claimed_pairs(happenings: Iterable[Happening]) -> set[Key]:
    """Return the pairs that stand in one claim, of which all the mentions are given, in order."""
    listed = list(happenings)
    return _keys(listed, _claimed(listed))


def kindred_pairs(happenings: Iterable[Happening]) -> set[Key]:
    """Return the pairs of one report that are of one kind, or of which one points back to the other.

    Args:
        happenings: all the mentions of some reports, in order.
    """
    listed = list(happenings)
    return _keys(listed, _kindred(listed))


def _keys(happenings: Sequence[Happening], codes: Iterable[int]) -> set[Key]:
    ids = [one.mention.id for one in happenings]
    return {pair_key(ids[code >> 32], ids[code & LOW]) for code in codes}


def copied_codes(happenings: Sequence[Happening]) -> Iterator[int]:
    """Yield the pairs that stand at one place of a copied passage, each as its code."""
    place = {one.mention.id: at for at, one in enumerate(happenings)}
    for at, one in enumerate(happenings):
        for other in one.copied:
            there = place.get(other)
            if there is not None:
                yield at << 32 | there


def _claimed(happenings: Sequence[Happening]) -> Iterator[int]:
    return _paired((one.claim, at) for at, one in enumerate(happenings) if one.claim)


def _kindred(happenings: Sequence[Happening]) -> Iterator[int]:
    place = {one.mention.id: at for at, one in enumerate(happenings)}
    for at, one in enumerate(happenings):
        there = place.get(one.mention.antecedent or "")
        if there is not None:
            yield at << 32 | there
    yield from _paired(
        (f"{one.mention.report}\x1f{one.mention.sub_type}", at)
        for at, one in enumerate(happenings)
        if one.mention.sub_type
    )


def _paired(placed: Iterable[tuple[str, int]]) -> Iterator[int]:
    groups: dict[str, list[int]] = defaultdict(list)
    for group, at in placed:
        groups[group].append(at)
    for listed in groups.values():
        crowd, later = listed[:LARGEST_CROWD], listed[LARGEST_CROWD:]
        yield from [one << 32 | other for one, other in combinations(crowd, 2)]
        yield from [one << 32 | other for one, other in product(crowd[:_FIRST], later)]
