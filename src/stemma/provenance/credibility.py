"""The Admiralty code's 1 to 6, proposed by rule, never without reasons."""

from collections.abc import Sequence

from stemma.names import compare_sources
from stemma.provenance.roots import Root
from stemma.records import Claim, Credibility, Origin

_TWO = 2


def grade(
    claim: Claim, counted: Sequence[Root], deniers: Sequence[Root], origins: Sequence[Origin]
) -> Credibility:
    """Propose a grade: 1 and 2 only with two or more independent origins, whatever the wording.

    1 confirmed: two named origins even in the low count, not all of one side, nobody denies it. 2
    probably true: two origins in the best count, nobody denies it. 3 possibly true: one named
    origin, one source on several occasions, or more that are contradicted. 4 doubtful: one origin,
    unnamed or denied, or several that are denied and all unnamed. 5 improbable: more origins deny it
    than assert it. 6 cannot be judged: no source.
    """
    sourced = [root for root in counted if root.sourced]
    reasons = _support(claim, deniers)
    if not sourced:
        return Credibility("6", (*reasons, "no source is named: it cannot be judged"))
    if len(deniers) > len(sourced):
        return Credibility("5", (*reasons, "more origins deny it than assert it"))
    if len(sourced) >= _TWO and not deniers:
        return _confirmed(claim, sourced, origins, reasons)
    return _denied(sourced, reasons) if deniers else _single(sourced, reasons)


def _single(sourced: Sequence[Root], reasons: tuple[str, ...]) -> Credibility:
    """The grade of a claim with one origin that nobody denies."""
    if not _named(sourced):
        return Credibility("4", (*reasons, "its only origin is unnamed"))
    return Credibility("3", (*reasons, "not confirmed by a second independent origin"))


def _denied(sourced: Sequence[Root], reasons: tuple[str, ...]) -> Credibility:
    """The grade of a claim that no more origins deny than assert."""
    if len(sourced) < _TWO:
        return Credibility("4", (*reasons, "a single origin, and it is denied"))
    if not _named(sourced):
        return Credibility("4", (*reasons, "all of its origins are unnamed, and it is denied"))
    return Credibility("3", (*reasons, "several origins, but it is denied"))


def _support(claim: Claim, deniers: Sequence[Root]) -> tuple[str, ...]:
    """What there is for and against a claim, in words."""
    low, best, high = claim.origins.low, claim.origins.best, claim.origins.high
    origins = f"{best} independent origin" if best == 1 else f"{best} independent origins"
    reasons = [origins if low == high else f"{origins} ({low} to {high})"]
    if deniers:
        reasons.append("denied by " + ", ".join(sorted(root.name for root in deniers)))
    if claim.unsourced:
        tellings = "one telling" if claim.unsourced == 1 else f"{claim.unsourced} tellings"
        reasons.append(f"{tellings} without any source")
    if claim.circular:
        reasons.append("the reports cite each other in a circle, which confirms nothing")
    return tuple(reasons)


def _confirmed(
    claim: Claim, sourced: Sequence[Root], origins: Sequence[Origin], reasons: tuple[str, ...]
) -> Credibility:
    """The grade of a claim with two origins or more that nobody denies."""
    if _one_source(sourced):
        return Credibility("3", (*reasons, f"{sourced[0].name} alone, on {len(sourced)} occasions"))
    sides = {origin.side for origin in origins if origin.stance != "deny"}
    one_side = len(sides) == 1 and "" not in sides
    if claim.origins.low >= _TWO and not one_side and len(_named(sourced)) >= _TWO:
        return Credibility("1", (*reasons, "independent origins, not all of one side, agree"))
    told = "all of one side" if one_side else "their independence is not certain, or some are unnamed"
    return Credibility("2", (*reasons, f"independent origins agree, but {told}"))


def _named(roots: Sequence[Root]) -> list[Root]:
    return [root for root in roots if root.speaker is None or not root.speaker.anonymous]


def _one_source(roots: Sequence[Root]) -> bool:
    """Whether all origins are one source on several occasions, who confirms nobody but himself."""
    first = roots[0].speaker
    return first is not None and all(
        root.speaker is not None and compare_sources(first, root.speaker).kind == "same" for root in roots[1:]
    )
