"""The derivation of each claim: origins in three counts, edges, sides, credibility."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from stemma.names import same_house
from stemma.provenance.copied import CopyTable
from stemma.provenance.credibility import grade
from stemma.provenance.derivation import edges_of
from stemma.provenance.general import general_merges
from stemma.provenance.graph import components, loops, parents, round_trips, unlooped
from stemma.provenance.merges import Merge, pair_merges, rule
from stemma.provenance.needed import Needed
from stemma.provenance.retelling import homes, is_own
from stemma.provenance.roots import Root, has_source, root_of
from stemma.provenance.sides import Sides
from stemma.provenance.standing import CreditsOf, Standing, reliance, standings
from stemma.provenance.voices import Voices
from stemma.provenance.witnesses import Lost, cite, leaves
from stemma.records import Claim, Copy, Decision, Origin, Range, Report, Witness


class Derivation(Struct, frozen=True):
    """What is known of one claim's descent before it is counted.

    ``leaves`` are the nodes that rest on one source and never make one of two (`witnesses.leaves`).
    """

    standings: tuple[Standing, ...]
    merges: tuple[Merge, ...]
    lost: tuple[Lost, ...]
    leaves: frozenset[str]


class _Read(Struct, frozen=True):
    """The reports, and what was read of them for the claims looked at so far."""

    reports: Mapping[str, Report]
    credited: CreditsOf
    translations: dict[str, str]
    sides: Sides


def trace(
    claims: Iterable[Claim],
    reports: Mapping[str, Report],
    copies: Iterable[Copy],
    sides: Sides | None = None,
    decisions: Iterable[Decision] = (),
    *,
    relied: Mapping[str, frozenset[str]] | None = None,
) -> tuple[tuple[Claim, ...], tuple[Origin, ...]]:
    """Count the independent origins of each claim.

    The rules, with their failure modes, are in docs/methods.md. ``low`` joins all that may have
    one origin, ``best`` what probably has, ``high`` only what certainly has; mentions without a
    source are no origins of their own except in ``high``, or when a claim has nothing else.

    Args:
        claims: collated claims.
        reports: reports by id.
        copies: aligned passages between the reports.
        sides: parties to conflicts; None for the bundled list.
        decisions: analysts' decisions (those on claims were applied in collation).
        relied: the houses that each report cites for anything (`reliance`), where these are not all
            claims of the reports.

    Returns:
        The claims with origins, edges, sides and credibility, and all origins, in order of id.
    """
    del decisions
    claims = sorted(claims, key=lambda claim: claim.id)
    table = CopyTable(copies)
    relied = reliance(claims, reports) if relied is None else relied
    read = _Read(reports, CreditsOf(reports), {}, sides or Sides.bundled())
    heard = Voices(read.sides)
    traced: list[Claim] = []
    origins: list[Origin] = []
    for claim in claims:
        derivation = derive(claim, reports, table, relied, read.credited, heard=heard)
        done, found = _count(claim, derivation, read)
        traced.append(done)
        origins.extend(found)
    return tuple(traced), tuple(sorted(origins, key=lambda origin: (origin.claim, origin.id)))


def derive(
    claim: Claim,
    reports: Mapping[str, Report],
    copies: CopyTable,
    relied: Mapping[str, frozenset[str]],
    credited: CreditsOf | None = None,
    *,
    heard: Voices | None = None,
) -> Derivation:
    """Collect the reasons to hold a claim's mentions for one origin.

    Args:
        claim: the claim.
        reports: reports by id.
        copies: aligned passages.
        relied: the houses that each report cites anywhere.
        credited: whom reports credit, where other claims are looked at as well.
        heard: who speaks in mentions, by the parties to conflicts; None for the bundled list of these.
    """
    found = standings(claim.mentions, reports, credited)
    own = frozenset(one.mention.id for one in found if is_own(one))
    needed = Needed(own)
    home = homes(found, own)
    possible = pair_merges(found, reports, copies, relied, home)
    merges = [merge for merge, a, b in possible if needed(merge, a.mention, b.mention)]
    cited, lost = cite(claim.id, found, reports, home)
    told = list(_settled([*merges, *cited]))
    loose = leaves(own, lost)
    told.extend(general_merges(found, lost, told, heard or Voices(Sides.bundled()), loose))
    return Derivation(tuple(found), tuple(told), tuple(lost), loose)


def _settled(merges: Sequence[Merge]) -> Iterator[Merge]:
    """Let likeness count for little where a mention is known to be copied or to cite another."""
    explained = {
        merge.b
        for merge in merges
        if merge.directed and merge.kind in ("copy", "citation") and merge.sure >= rule("probable")
    }
    for merge in merges:
        if (
            merge.kind == "derivative"
            and merge.b in explained
            and rule("possible") < merge.sure < rule("certain")
        ):
            yield replace(merge, sure=rule("possible"))
        else:
            yield merge


def _count(claim: Claim, derivation: Derivation, read: _Read) -> tuple[Claim, list[Origin]]:
    asserting = _asserting(derivation.standings)
    counted, unsourced = _counted(_roots(derivation, asserting, read, rule("probable")))
    spread = _spread(derivation, asserting, len(counted))
    told = {one.mention.id for one in asserting}
    denying = [one for one in derivation.standings if one.mention.id not in told]
    deniers = [
        replace(root, denies=True)
        for root in _roots(derivation, denying, read, rule("probable"))
        if root.sourced
    ]
    reports, sides = read.reports, read.sides
    origins = [root.origin(claim.id, sides) for root in (*counted, *deniers)]
    tree = parents(derivation.merges, rule("probable"))
    rings = loops(tree)
    trips = round_trips(unlooped(tree, rings), _houses(derivation, reports)) if tree else []
    circular = frozenset(node for ring in rings for node in ring) | frozenset(
        node for path in trips for node in path[:-1]
    )
    edges = edges_of(
        claim.id,
        standings=derivation.standings,
        lost=derivation.lost,
        tree=tree,
        roots=(*counted, *deniers),
        circular=circular,
    )
    done = replace(
        claim,
        origins=spread,
        edges=edges,
        sides=tuple(sorted({origin.side for origin in origins if origin.side})),
        unsourced=len(unsourced),
        circular=bool(circular),
        witnesses=tuple(Witness(one.id, one.name, one.mentions) for one in derivation.lost),
    )
    return replace(done, credibility=grade(done, counted, deniers, origins)), origins


def _spread(derivation: Derivation, asserting: Sequence[Standing], best: int) -> Range:
    """Return the fewest, the best and the most origins: by all merges, probable ones and certain ones."""
    sourced, loose = _tally(derivation, asserting, rule("certain"))
    possible, unlikely = sourced, loose
    if any(merge.sure < rule("certain") for merge in derivation.merges):
        possible, unlikely = _tally(derivation, asserting, 0.0)
    return Range(min(best, possible or min(unlikely, 1)), best, max(best, sourced + loose))


def _asserting(found: Sequence[Standing]) -> list[Standing]:
    """The mentions that assert or report; all of them when a claim is only ever denied."""
    kept = [one for one in found if one.mention.stance != "deny"]
    return kept or list(found)


def _roots(derivation: Derivation, kept: Sequence[Standing], read: _Read, least: float) -> list[Root]:
    groups = _groups(derivation, kept, least)
    if not groups:
        return []
    homes = {node: place for place, (nodes, _, _) in enumerate(groups) for node in nodes}
    inside: list[list[Merge]] = [[] for _ in groups]
    for merge in derivation.merges:
        home = homes.get(merge.a)
        if home is not None and home == homes.get(merge.b):
            inside[home].append(merge)
    return [
        root_of(members, witnesses, merges, read.reports, read.translations)
        for (_, members, witnesses), merges in zip(groups, inside, strict=True)
    ]


def _tally(derivation: Derivation, kept: Sequence[Standing], least: float) -> tuple[int, int]:
    """Return how many roots there are at a level of certainty, sourced and others."""
    found = [has_source(members, witnesses) for _, members, witnesses in _groups(derivation, kept, least)]
    return sum(found), len(found) - sum(found)


def _groups(
    derivation: Derivation, kept: Sequence[Standing], least: float
) -> list[tuple[list[str], list[Standing], list[Lost]]]:
    """Return the nodes, mentions and lost witnesses that merges at least this sure hold together."""
    if not kept:
        return []
    lost = {one.id: one for one in derivation.lost if one.root}
    place = {one.mention.id: at for at, one in enumerate(kept)}
    groups = []
    # What may have one origin may have it by way of own words, too.
    loose = derivation.leaves if least else ()
    for nodes in components([*place, *lost], derivation.merges, least, loose):
        members = [kept[at] for at in sorted(place[node] for node in nodes if node in place)]
        if members:
            groups.append((nodes, members, [lost[node] for node in nodes if node in lost]))
    return groups


def _counted(roots: Sequence[Root]) -> tuple[list[Root], list[Root]]:
    """The roots that count, and the unsourced ones beside them.

    Without any sourced root the unsourced ones have, as far as anybody can tell, one unknown
    origin: the first of them stands for all.
    """
    sourced = [root for root in roots if root.sourced]
    loose = [root for root in roots if not root.sourced]
    if sourced or not loose:
        return sourced, loose
    return [loose[0].joined(loose[1:])], loose


def _houses(derivation: Derivation, reports: Mapping[str, Report]) -> dict[str, str]:
    """The house of each mention and lost witness, one name for each house."""
    named = {one.mention.id: reports[one.mention.report].outlet or "" for one in derivation.standings}
    named |= {one.id: one.name for one in derivation.lost}
    known: list[str] = []
    for name in sorted(set(named.values())):
        if name and not any(same_house(name, other) for other in known):
            known.append(name)
    return {
        node: next((other for other in known if same_house(name, other)), name) if name else ""
        for node, name in named.items()
    }


__all__ = ["Derivation", "derive", "trace"]
