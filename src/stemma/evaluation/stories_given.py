"""Origins of labelled claims when their mentions are joined as the labels say, whatever collation joined."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from stemma.provenance.standing import reliance
from stemma.provenance.trace import trace
from stemma.records import Claim, ClaimMention, Copy, Credibility, Origin, Range, Report

_UNTRACED = Credibility("6", ())


class Represented(Struct, frozen=True):
    """A labelled telling by the mention that stands for it; ``origin`` is "?" where none is told."""

    mention: ClaimMention
    origin: str
    denies: bool


class Given(Struct, frozen=True):
    """What was found of the labelled claims of one group.

    ``origins`` tells of each link between two reports whose sources are told whether they have one, and
    whether the claim traced holds them for one; ``counts`` of each claim whether the number of its origins
    is the best one, and whether it lies between the lowest and the highest.
    """

    origins: tuple[tuple[bool, bool], ...] = ()
    counts: tuple[tuple[bool, bool], ...] = ()


class Joined(Struct, frozen=True):
    """Labelled claims with their origins, by the claim's id."""

    claims: Mapping[str, Claim]
    roots: Mapping[str, Mapping[str, str]]


def joined(
    tellings: Mapping[str, Sequence[Represented]],
    reports: Mapping[str, Report],
    copies: Iterable[Copy],
    claims: Iterable[Claim],
) -> Joined:
    """Make one claim of each set of tellings and trace it.

    Args:
        tellings: the tellings of each labelled claim, by an id.
        reports: reports by id.
        copies: aligned passages between the reports.
        claims: the casebook's claims, which tell what houses each report cites anywhere.
    """
    made = [_claim(key, told) for key, told in tellings.items() if told]
    traced, origins = trace(made, reports, copies, relied=reliance(claims, reports))
    return Joined({claim.id: claim for claim in traced}, _roots(origins))


def _claim(key: str, told: Sequence[Represented]) -> Claim:
    mentions = {one.mention.id: one.mention for one in told}
    reports = {one.mention.report for one in told}
    return Claim(
        id=key,
        text=told[0].mention.content.text,
        mentions=tuple(mentions.values()),
        origins=Range(0, 0, 0),
        outlets=len(reports),
        reports=len(reports),
        sides=(),
        credibility=_UNTRACED,
    )


def _roots(origins: Iterable[Origin]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for origin in origins:
        found[origin.claim].update(dict.fromkeys(origin.mentions, origin.id))
    return dict(found)


def given(tellings: Mapping[str, Sequence[Represented]], found: Joined) -> Given:
    """Return what was found of the labelled claims of one group."""
    links = [answer for key, told in tellings.items() for answer in _links(told, found.roots.get(key, {}))]
    counts = [answer for key, told in tellings.items() for answer in _counts(told, found.claims.get(key))]
    return Given(tuple(links), tuple(counts))


def _links(told: Sequence[Represented], roots: Mapping[str, str]) -> Iterator[tuple[bool, bool]]:
    """Yield of each two reports whether they have a source in common, and whether an origin."""
    ends: dict[str, list[Represented]] = defaultdict(list)
    for one in told:
        if one.origin != "?":
            ends[one.mention.report].append(one)
    for here, there in combinations([ends[report] for report in sorted(ends)], 2):
        sources = {one.origin for one in here} & {one.origin for one in there}
        held = {roots.get(one.mention.id) for one in here} & {roots.get(one.mention.id) for one in there}
        yield bool(sources), bool(held)


def _counts(told: Sequence[Represented], claim: Claim | None) -> Iterator[tuple[bool, bool]]:
    """Yield whether a claim of two reports has as many origins as are told."""
    if claim is None or claim.reports == 1:
        return
    asserted = [one for one in told if not one.denies] or told
    known = max(1, len({one.origin for one in asserted} - {"?"}))
    spread = claim.origins
    yield spread.best == known, spread.low <= known <= spread.high


__all__ = ["Given", "Joined", "Represented", "given", "joined"]
