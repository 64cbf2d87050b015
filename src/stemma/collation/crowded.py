"""Which mentions of a claim may be variants of each other: all pairs, or of very many each with a few."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from stemma.collation.alignment import Aligned
from stemma.collation.statements import Statement
from stemma.identity import witness
from stemma.latest import Latest
from stemma.records import Report

# Up to so many mentions of a claim are looked at all with all.
MOST_MENTIONS = 60
# Later ones with so many of the first, and with the last before them in so many wordings.
_FIRST = 8
_LAST = 8

Key = tuple[str, str]


def told_beside(
    members: Sequence[Statement],
    aligned: Mapping[Key, Aligned],
    reports: Mapping[str, Report],
) -> Iterator[tuple[Statement, Statement]]:
    """Yield the pairs of a claim's mentions that are looked at, the earlier of each first.

    In a crowd a mention is looked at beside other versions of its report, beside a few that stand for the
    rest, and beside those at its place of a copied passage: of those in one wording only the first.

    Args:
        members: the claim's mentions, in order of publication.
        aligned: pairs of mention ids that copied passages put side by side, the smaller id first.
        reports: reports by id.
    """
    if len(members) <= MOST_MENTIONS:
        yield from combinations(members, 2)
        return
    place = {item.id: at for at, item in enumerate(members)}
    copied = _before(aligned, place)
    versions: dict[str, list[int]] = defaultdict(list)
    wordings = Latest(_LAST)
    for later, item in enumerate(members):
        near = set(range(min(later, MOST_MENTIONS if later < MOST_MENTIONS else _FIRST)))
        if later >= MOST_MENTIONS:
            near.update(versions[witness(reports[item.report])])
            near.update(_first_of_each(copied[later], members))
            near.update(wordings.places())
        for one in sorted(near):
            yield members[one], item
        versions[witness(reports[item.report])].append(later)
        wordings.add(item.mention.content.text, later)


def _before(keys: Iterable[Key], place: Mapping[str, int]) -> dict[int, list[int]]:
    """Return, for each later mention of some pairs, the places of the earlier ones."""
    found: dict[int, list[int]] = defaultdict(list)
    for one, other in keys:
        if one in place and other in place:
            earlier, later = sorted((place[one], place[other]))
            found[later].append(earlier)
    return found


def _first_of_each(places: Sequence[int], members: Sequence[Statement]) -> Iterator[int]:
    """Yield the first mention in each wording."""
    met: set[str] = set()
    for at in sorted(places):
        text = members[at].mention.content.text
        if text not in met:
            met.add(text)
            yield at
