"""Media that mentions cite or are credited to: a report of the collection, or a lost witness."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stemma.identity import stable_id
from stemma.names import name_key, same_house
from stemma.provenance.merges import Merge, rule
from stemma.provenance.standing import Standing
from stemma.records import Report


@dataclass(frozen=True, slots=True)
class Lost:
    """A report outside the collection that mentions cite.

    ``root`` says that those mentions rest on the house itself rather than on a speaker that it
    relays.
    """

    id: str
    name: str
    mentions: tuple[str, ...]
    root: bool


def cite(
    claim: str, standings: Sequence[Standing], reports: Mapping[str, Report]
) -> tuple[list[Merge], list[Lost]]:
    """Hang mentions under the media that they cite.

    A medium whose report is in the collection, carries the claim and is not later becomes the
    parent itself. Otherwise all mentions that cite it share one lost witness.
    """
    merges: list[Merge] = []
    absent: list[tuple[str, Standing, bool]] = []
    for one in standings:
        for name, credit in _outer_first(one):
            held = _held(name, one, standings, reports)
            if held is not None:
                merges.append(_citation(held, one, name, credit=credit))
                break
        else:
            absent.extend((name, one, credit) for name, credit in _outer_first(one)[:1])
    lost: list[Lost] = []
    for root in (True, False):
        group = [item for item in absent if (item[1].speaker is None) == root]
        for house in _houses([name for name, _, _ in group]):
            node, found = _lost(claim, house, group, root=root)
            merges.extend(found)
            lost.append(node)
    return merges, lost


def _outer_first(one: Standing) -> list[tuple[str, bool]]:
    """The media of a mention, the one nearest to the report first; then what the report credits."""
    return [(name, False) for name in reversed(one.media)] + [(name, True) for name in one.credited]


def _held(
    name: str, one: Standing, standings: Sequence[Standing], reports: Mapping[str, Report]
) -> Standing | None:
    """The earliest mention of the claim in a report of that house, not later than the one citing it."""
    for other in standings:
        if other.mention.report == one.mention.report or other.moment > one.moment:
            continue
        report = reports[other.mention.report]
        if report.outlet and same_house(report.outlet, name):
            return other
    return None


def _citation(held: Standing, one: Standing, name: str, *, credit: bool) -> Merge:
    told = "is credited to" if credit else "cites"
    reason = f"the report {told} {name}, whose report is in the collection"
    return Merge(held.mention.id, one.mention.id, "citation", rule("medium"), reason, directed=True)


def _houses(names: Sequence[str]) -> Iterator[list[str]]:
    """Group names that mean one house."""
    groups: list[list[str]] = []
    for name in sorted(set(names), key=lambda name: (len(name_key(name).words), name)):
        home = next((group for group in groups if same_house(group[0], name)), None)
        if home is None:
            groups.append([name])
        else:
            home.append(name)
    yield from groups


def _lost(
    claim: str, house: list[str], group: Sequence[tuple[str, Standing, bool]], *, root: bool
) -> tuple[Lost, list[Merge]]:
    name = min(house, key=lambda one: (len(one), one))
    node = stable_id("lost", claim, name, root)
    merges = []
    mentions = []
    for cited, one, credit in group:
        if cited not in house:
            continue
        mentions.append(one.mention.id)
        told = "is credited to" if credit else "cites"
        reason = f"the report {told} {cited}, which the collection does not hold: a lost witness"
        merges.append(Merge(node, one.mention.id, "citation", rule("medium"), reason, directed=True))
    return Lost(node, name, tuple(sorted(mentions)), root), merges
