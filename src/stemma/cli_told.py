"""Claim mentions in words for people, each with who else carries its claim."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from stemma.cli_words import certainty, chain_text, origins_text, plural, safe, shorten

if TYPE_CHECKING:
    from rich.console import Console

    from stemma.records import Claim, ClaimMention

STYLES = {
    "source": "bold green",
    "cue": "bold magenta",
    "content": "cyan",
    "hedge": "reverse yellow",
    "name": "bold blue",
    "place": "underline blue",
    "time": "underline yellow",
    "event": "bold red",
}
_LONGEST = 240  # characters of a content


def mention_lines(out: "Console", mention: "ClaimMention") -> None:
    """Print a mention: its chain, its cue, what it says, and how certain it is told."""
    from rich.text import Text

    line = Text(safe(chain_text(mention)), style=STYLES["source"])
    if mention.cue:
        line.append(f" {safe(mention.cue.text)}", style=STYLES["cue"])
    line.append(f": {safe(shorten(mention.content.text, _LONGEST))}")
    details = [
        certainty(mention.factuality),
        mention.directness,
        mention.stance if mention.stance != "assert" else "",
    ]
    details += [f"hedge {hedge.text!r}" for hedge in mention.hedges]
    details += ["aim"] if mention.aim else []
    line.append(f"  ({', '.join(filter(None, details))}; {mention.id})", style="dim")
    out.print(line)


def print_told(out: "Console", mentions: "Sequence[ClaimMention]", claims: "Sequence[Claim]") -> None:
    """Print the mentions of one report, each with who else carries its claim, and how many are new.

    Args:
        out: where to.
        mentions: those of the report, in reading order.
        claims: the claims that they belong to.
    """
    from rich.text import Text

    of_mention = {member.id: claim for claim in claims for member in claim.mentions}
    for mention in mentions:
        mention_lines(out, mention)
        if claim := of_mention.get(mention.id):
            out.print(Text(safe(f"  {_carried(claim)}; {claim.id}"), style="dim"))
    if claims:
        alone = sum(claim.reports == 1 for claim in claims)
        single = sum(claim.reports > 1 and claim.origins.best == 1 for claim in claims)
        parts = [plural(len(claims), "claim"), f"{alone:,} told by this report alone"]
        if alone < len(claims):
            parts.append(f"{len(claims) - alone:,} by others too, {single:,} of these with one origin only")
        out.print()
        out.print(Text(", ".join(parts), style="bold"))


def _carried(claim: "Claim") -> str:
    """Return who else carries a claim of a report: "also in 5 reports, 1 origin (1 to 3)"."""
    if claim.reports == 1:
        return "only in this report"
    return f"also in {plural(claim.reports - 1, 'other report')}, {origins_text(claim.origins)}"
