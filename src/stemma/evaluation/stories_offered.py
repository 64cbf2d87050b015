"""What of the links that collation missed is offered as a possible match, and how often an offer is right."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from stemma.records import Claim, PossibleMatch

BEST = (1, 3, 5)  # offers of a claim that are looked at

Labels = Mapping[str, bool]


class Offered(Struct, frozen=True):
    """What was offered of one group.

    ``missed`` tells of each labelled link that both reports' mentions tell and no claim has whether it is
    among the best offers of either claim, for each of `BEST`; ``right`` of each offer of two labelled
    mentions of the group whether labels join them, ``within`` the same of all offers between reports of the
    group: what is not labelled is told by one report alone. ``chances`` are those of ``within``.
    """

    missed: tuple[tuple[bool, ...], ...] = ()
    right: tuple[bool, ...] = ()
    within: tuple[bool, ...] = ()
    chances: tuple[float, ...] = ()


def one_claim(here: Labels, there: Labels) -> bool | None:
    """Whether two mentions tell one labelled claim, None where only what is doubtful says so.

    Args:
        here: the labelled claims that the one tells, and whether that is doubtful.
        there: those that the other tells.
    """
    both = here.keys() & there.keys()
    return None if both and all(here[one] or there[one] for one in both) else bool(both)


def offered(
    links: Iterable[tuple[frozenset[str], frozenset[str]]],
    offers: Mapping[str, Sequence[PossibleMatch]],
    reports: frozenset[str],
    labels: Mapping[str, Labels],
) -> Offered:
    """Return what was offered of one group.

    Args:
        links: of each labelled link that was missed the claims of its one and of its other end.
        offers: the best offers of each claim, in order.
        reports: the group's reports.
        labels: what each mention tells (`one_claim`).
    """
    pairs = {
        frozenset({one.mention, one.other_mention}): one
        for found in offers.values()
        for one in found
        if {one.report, one.other_report} <= reports
    }
    judged = [
        (one, answer)
        for one in pairs.values()
        if (answer := one_claim(labels[one.mention], labels[one.other_mention])) is not None
    ]
    return Offered(
        tuple(tuple(_among(offers, here, there, best) for best in BEST) for here, there in links),
        tuple(answer for one, answer in judged if labels[one.mention] and labels[one.other_mention]),
        tuple(answer for _, answer in judged),
        tuple(one.chance for one, _ in judged),
    )


def _among(
    offers: Mapping[str, Sequence[PossibleMatch]], here: frozenset[str], there: frozenset[str], best: int
) -> bool:
    """Whether a claim that tells one end of a link offers one that tells the other among its best."""
    return any(
        one.other in others
        for ends, others in ((here, there), (there, here))
        for claim in ends
        for one in offers.get(claim, ())[:best]
    )


def accepted(
    claims: Sequence[Claim],
    offers: Mapping[str, Sequence[PossibleMatch]],
    labels: Mapping[str, Labels],
) -> list[Claim]:
    """Return claims as they would be if every right offer was accepted."""
    roots = {claim.id: claim.id for claim in claims}

    def root(claim: str) -> str:
        while roots[claim] != claim:
            claim = roots[claim]
        return claim

    for one in _right(offers, labels):
        a, b = sorted((root(one.claim), root(one.other)))
        roots[b] = a
    parts: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        parts[root(claim.id)].append(claim)
    return [
        replace(some[0], mentions=tuple(mention for claim in some for mention in claim.mentions))
        for some in parts.values()
    ]


def _right(
    offers: Mapping[str, Sequence[PossibleMatch]], labels: Mapping[str, Labels]
) -> Iterator[PossibleMatch]:
    for found in offers.values():
        for one in found:
            if one_claim(labels[one.mention], labels[one.other_mention]):
                yield one


__all__ = ["BEST", "Offered", "accepted", "offered", "one_claim"]
