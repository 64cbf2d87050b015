"""Which mentions of a claim are compared: all with all, or of very many each with a few before it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice

from stemma.identity import source_traits, witness
from stemma.latest import Latest
from stemma.names import fold, same_house
from stemma.provenance.copied import CopyTable
from stemma.provenance.standing import Standing
from stemma.records import Report

# Up to so many mentions of a claim are compared all with all.
MOST_MENTIONS = 60
# Later ones are compared with so many of the first, ...
_FIRST = 16
# ... and with the last before them by each of so many speakers, and in each of so many wordings.
_LAST = 16
# Mentions in the own words of houses that others of the claim cite, of which so many are compared with all.
_CITED = 8

Pair = tuple[Standing, Standing]


def compared(
    standings: Sequence[Standing],
    reports: Mapping[str, Report],
    copies: CopyTable,
    relied: Mapping[str, frozenset[str]],
) -> Iterator[Pair]:
    """Yield the pairs of a claim's mentions that are compared, the earlier of each first.

    A mention in a crowd is compared with those whose reports share a passage with its own, which may be
    its source, with those of its own report and of other versions of it, and with a few that stand for
    the rest.

    Args:
        standings: the claim's mentions, in order of publication.
        reports: reports by id.
        copies: aligned passages.
        relied: the houses that each report cites anywhere.
    """
    if len(standings) <= MOST_MENTIONS:
        yield from combinations(standings, 2)
        return
    before = _before(standings, reports, copies, _cited(standings, reports, relied))
    after: dict[int, list[int]] = defaultdict(list)
    for later, earlier in enumerate(before):
        for one in earlier:
            after[one].append(later)
    for one, others in sorted(after.items()):
        for other in others:
            yield standings[one], standings[other]


def _before(
    standings: Sequence[Standing], reports: Mapping[str, Report], copies: CopyTable, cited: frozenset[int]
) -> Iterator[set[int]]:
    """Yield for each mention the places of those before it that it is compared with."""
    by_report: dict[str, list[int]] = defaultdict(list)
    by_witness: dict[str, list[int]] = defaultdict(list)
    speakers, wordings = Latest(_LAST), Latest(_LAST)
    for place, one in enumerate(standings):
        report = one.mention.report
        if place < MOST_MENTIONS or place in cited:
            yield set(range(place))
        else:
            near = {*range(_FIRST), *speakers.places(), *wordings.places()}
            near.update(other for other in cited if other < place)
            near.update(by_witness[witness(reports[report])])
            for other in copies.beside(report):
                near.update(by_report.get(other, ()))
            yield near
        by_report[report].append(place)
        by_witness[witness(reports[report])].append(place)
        speakers.add(tuple([source_traits(layer) for layer in one.voices]), place)
        wordings.add(fold(one.mention.content.text), place)


def _cited(
    standings: Sequence[Standing], reports: Mapping[str, Report], relied: Mapping[str, frozenset[str]]
) -> frozenset[int]:
    """Return the places of the first mentions in a house's own words that other reports cite."""
    names = set().union(*(relied.get(one.mention.report, frozenset()) for one in standings))
    own = (
        place
        for place, one in enumerate(standings)
        if one.speaker is None
        and (outlet := reports[one.mention.report].outlet)
        and any(same_house(outlet, name) for name in names)
    )
    return frozenset(islice(own, _CITED))
