"""The Admiralty code's 1 to 6, proposed by rule, never without reasons."""

from collections.abc import Sequence

from stemma.provenance.roots import Root
from stemma.records import Claim, Credibility, Origin


def grade(  # noqa: PLR0911  one return for each rule of the code reads best
    claim: Claim, counted: Sequence[Root], deniers: Sequence[Root], origins: Sequence[Origin]
) -> Credibility:
    """Propose a grade: 1 and 2 only with two or more independent origins, whatever the wording.

    1 confirmed: two origins even in the low count, of two sides or of none, nobody denies it. 2
    probably true: two origins in the best count, nobody denies it. 3 possibly true: one named
    origin, or more that are contradicted. 4 doubtful: one origin, unnamed, or denied. 5
    improbable: more origins deny it than assert it. 6 cannot be judged: no source.
    """
    sourced = [root for root in counted if root.sourced]
    named = [root for root in sourced if root.speaker is None or not root.speaker.anonymous]
    sides = {origin.side for origin in origins if origin.stance != "deny"}
    reasons = [f"{claim.origins.best} independent origin(s) ({claim.origins.low} to {claim.origins.high})"]
    if deniers:
        reasons.append("denied by " + ", ".join(sorted(root.name for root in deniers)))
    if claim.unsourced:
        reasons.append(f"{claim.unsourced} telling(s) without any source")
    if claim.circular:
        reasons.append("the reports cite each other in a circle, which confirms nothing")
    if not sourced:
        return Credibility("6", (*reasons, "no source is named: it cannot be judged"))
    if len(deniers) > len(sourced):
        return Credibility("5", (*reasons, "more origins deny it than assert it"))
    if len(sourced) >= 2 and not deniers:  # noqa: PLR2004  two is the Admiralty code's own number
        one_side = len(sides) == 1 and "" not in sides
        if claim.origins.low >= 2 and not one_side and len(named) >= 2:  # noqa: PLR2004  as above
            return Credibility("1", (*reasons, "independent origins, not all of one side, agree"))
        told = "all of one side" if one_side else "their independence is not certain, or some are unnamed"
        return Credibility("2", (*reasons, f"independent origins agree, but {told}"))
    if deniers and len(sourced) < 2:  # noqa: PLR2004  as above
        return Credibility("4", (*reasons, "a single origin, and it is denied"))
    if not named:
        return Credibility("4", (*reasons, "its only origin is unnamed"))
    return Credibility("3", (*reasons, "not confirmed by a second independent origin"))
