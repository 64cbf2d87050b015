"""Media that mentions cite or are credited to: a report of the collection, or a lost witness."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from stemma.identity import stable_id
from stemma.names import compare_sources, name_key, same_house
from stemma.provenance.merges import Merge, rule
from stemma.provenance.standing import Standing
from stemma.records import Layer, Report


class Lost(Struct, frozen=True):
    """A report outside the collection that mentions cite or are credited to.

    ``root`` says that those mentions rest on the house itself rather than on a speaker that it
    relays; ``republished`` that it is known only as where the text was first published, so that
    its own telling is as unsourced as theirs; ``above`` names the lost witness that it has it from.
    """

    id: str
    name: str
    mentions: tuple[str, ...]
    root: bool
    republished: bool
    above: str


def cite(
    claim: str,
    standings: Sequence[Standing],
    reports: Mapping[str, Report],
    home: Mapping[str, str],
) -> tuple[list[Merge], list[Lost]]:
    """Hang mentions under the media that they cite.

    A medium whose report is in the collection, carries the claim and is not later becomes the
    parent itself. Otherwise all mentions that cite it share one lost witness; lost witnesses that
    relay each other hang under each other. What the report that credits an agency tells of somebody
    elsewhere (``home``) rests on that somebody, in the agency's own words too.
    """
    merges: list[Merge] = []
    routes: list[tuple[Standing, tuple[str, ...]]] = []
    for one in standings:
        outward = tuple(reversed(one.media))
        for place, name in enumerate(outward):
            held = _held(name, one, standings, reports)
            if held is not None and place == 0:
                merges.append(_citation(held, one, name))
                break
        else:
            if outward:
                routes.append((one, outward))
    lost: list[Lost] = []
    for root in (True, False):
        kept = [route for route in routes if _unspoken(route[0], home) == root]
        names = {
            name: house[0] for house in _houses([name for _, path in kept for name in path]) for name in house
        }
        found, made = _lost(claim, [(one, [names[name] for name in path]) for one, path in kept], root=root)
        merges.extend(found)
        lost.extend(made)
    merges.extend(_speaking(lost, standings))
    return merges, lost


def leaves(own: frozenset[str], lost: Iterable[Lost]) -> frozenset[str]:
    """Return what never makes one origin of two: own words, and agencies that only own words are credited to.

    Args:
        own: a claim's mentions in reports' own words, by id (`retelling.is_own`).
        lost: the lost witnesses that the claim's mentions cite.
    """
    return own | {one.id for one in lost if own.issuperset(one.mentions)}


def _unspoken(one: Standing, home: Mapping[str, str]) -> bool:
    """Whether nobody speaks in a mention, nor in what it tells again."""
    return one.speaker is None and one.mention.id not in home


def _speaking(lost: Sequence[Lost], standings: Sequence[Standing]) -> Iterator[Merge]:
    """Yield what holds a house or person that some mentions rest on for one that speaks in others.

    One report cites Norlan TV as its medium, another lets Norlan's television say the same.
    """
    for one in (one for one in lost if one.root):
        named = Layer("medium", one.name, one.name, None)
        for other in standings:
            if other.speaker is None or other.speaker.anonymous:
                continue
            found = compare_sources(named, other.speaker)
            if found.kind == "same":
                sure = rule("same_speaker_undated")
                yield Merge(one.id, other.mention.id, "utterance", sure, found.reason)


def _lost(
    claim: str, routes: Sequence[tuple[Standing, list[str]]], *, root: bool
) -> tuple[list[Merge], list[Lost]]:
    """Lost witnesses of routes from the outermost medium inwards, and what hangs under them."""
    merges: list[Merge] = []
    mentions: dict[str, list[str]] = {}
    above: dict[str, str] = {}
    told: dict[str, bool] = {}
    for one, path in routes:
        for place, name in enumerate(path):
            mentions.setdefault(name, []).append(one.mention.id)
            told[name] = told.get(name, True) and same_house(name, one.republished or " ")
            if place + 1 < len(path) and above.get(path[place + 1]) != name:
                above.setdefault(name, path[place + 1])
        name = path[0]
        how = "is credited to" if any(same_house(name, other) for other in one.credited) else "cites"
        reason = f"the report {how} {name}, which the collection does not hold: a lost witness"
        node = _node(claim, name, root=root)
        merges.append(Merge(node, one.mention.id, "citation", rule("medium"), reason, directed=True))
    for name, outer in sorted(above.items()):
        merges.append(
            Merge(
                _node(claim, outer, root=root), _node(claim, name, root=root), "citation",
                rule("medium"), f"{name} is said to have it from {outer}", directed=True,
            )
        )  # fmt: skip
    made = [
        Lost(
            _node(claim, name, root=root), name, tuple(sorted(set(cited))), root, told[name],
            _node(claim, above[name], root=root) if name in above else "",
        )
        for name, cited in sorted(mentions.items())
    ]  # fmt: skip
    return merges, made


def _node(claim: str, name: str, *, root: bool) -> str:
    return stable_id("lost", claim, name, root)


def _held(
    name: str, one: Standing, standings: Sequence[Standing], reports: Mapping[str, Report]
) -> Standing | None:
    """The earliest mention of the claim in a report of that house, not later than the one citing it."""
    for other in standings:
        if other.mention.report == one.mention.report or other.moment > one.moment:
            continue
        outlet = reports[other.mention.report].outlet
        if outlet and same_house(outlet, name) and not _other_speaker(one, other):
            return other
    return None


def _other_speaker(one: Standing, other: Standing) -> bool:
    """Whether the house's mention has another speaker than the one citing it: not what is cited."""
    if one.speaker is None or other.speaker is None:
        return False
    return compare_sources(one.speaker, other.speaker).kind == "different"


def _citation(held: Standing, one: Standing, name: str) -> Merge:
    how = "is credited to" if any(same_house(name, other) for other in one.credited) else "cites"
    reason = f"the report {how} {name}, whose report is in the collection"
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
