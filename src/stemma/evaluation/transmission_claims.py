"""Scores what the whole pipeline makes of planted claims: their origins, and the changes on the way."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from stemma.evaluation.base import Figure, bootstrap, mean
from stemma.evaluation.ingesting import ingested
from stemma.evaluation.traditions import Tradition
from stemma.records import Claim, ClaimMention, Report, Variant


class Found(Struct, frozen=True):
    """What the pipeline found in a tradition."""

    reports: Mapping[str, Report]
    claims: Sequence[Claim]
    variants: Sequence[Variant]


def run(tradition: Tradition) -> Found:
    """Ingest a tradition into a casebook that is thrown away, and return what was found."""
    with ingested(tradition.reports) as book:
        reports = {report.id: report for report in book.reports()}
        return Found(reports, list(book.claims()), list(book.variants()))


class _Outcome(Struct, frozen=True):
    """A planted claim: how far its origins are off, and whether it was merged or split wrongly."""

    error: int
    merged: bool
    split: bool


class _Places:
    """Finds the mentions that stand where words were planted."""

    def __init__(self, found: Found) -> None:
        self._reports = found.reports
        self._mentions: dict[str, list[tuple[ClaimMention, str]]] = {}
        for claim in found.claims:
            for mention in claim.mentions:
                self._mentions.setdefault(mention.report, []).append((mention, claim.id))

    def at(self, planted: Mapping[str, str]) -> list[tuple[ClaimMention, str]]:
        """Return mentions, with their claims, mostly inside planted words; the longest first."""
        report = self._reports.get(planted["report"])
        start = report.text.find(planted["words"]) if report else -1
        if start < 0:
            return []
        end = start + len(planted["words"])
        inside = [
            (overlap, mention, claim)
            for mention, claim in self._mentions.get(planted["report"], ())
            if (overlap := _overlap(mention, start, end)) > 0
        ]
        inside.sort(key=lambda item: (-item[0], item[1].id))
        return [(mention, claim) for _, mention, claim in inside]


def _overlap(mention: ClaimMention, start: int, end: int) -> int:
    """Return how many characters of a mention's content are in a range, 0 if most are outside."""
    inside = sum(max(0, min(span.end, end) - max(span.start, start)) for span in mention.content.spans)
    whole = sum(span.end - span.start for span in mention.content.spans)
    return inside if 2 * inside > whole else 0


def claim_figures(tradition: Tradition, found: Found) -> dict[str, Figure]:
    """Return the figures on origins and on variants."""
    places = _Places(found)
    outcomes = _outcomes(tradition, found, places)
    figures = {
        "origins_exact": bootstrap([item.error == 0 for item in outcomes], mean),
        "origins_mae": bootstrap([item.error for item in outcomes], mean),
        "false_merges": bootstrap([item.merged for item in outcomes], mean),
        "false_splits": bootstrap([item.split for item in outcomes], mean),
    }
    figures.update(_variant_figures(tradition, found, places))
    return figures


def _outcomes(tradition: Tradition, found: Found, places: _Places) -> list[_Outcome]:
    """Return the outcome of every planted claim.

    The claim that holds most of the planted mentions stands for the planted one. One without any
    mention found is off by all its origins.
    """
    claims = {claim.id: claim for claim in found.claims}
    holding = [
        Counter(here[0][1] for planted in claim["mentions"] if (here := places.at(planted)))
        for claim in tradition.claims
    ]
    leading = [min(count, key=lambda claim: (-count[claim], claim)) if count else None for count in holding]
    taken = Counter(leading)
    outcomes = []
    for planted, count, lead in zip(tradition.claims, holding, leading, strict=True):
        best = claims[lead].origins.best if lead else 0
        outcomes.append(
            _Outcome(abs(best - planted["origins"]), lead is not None and taken[lead] > 1, len(count) > 1)
        )
    return outcomes


def _variant_figures(tradition: Tradition, found: Found, places: _Places) -> dict[str, Figure]:
    """Return recall for each operator and all, the least of them, and false alarms on faithful copies."""
    between: dict[frozenset[str], set[str]] = {}
    for variant in found.variants:
        between.setdefault(frozenset((variant.from_mention, variant.to_mention)), set()).add(variant.type)

    def types(record: Mapping[str, Any]) -> set[str]:
        ends = [[mention.id for mention, _ in places.at(record[end])] for end in ("from", "to")]
        return {
            kind for one in ends[0] for other in ends[1] for kind in between.get(frozenset((one, other)), ())
        }

    recalled = [(record["type"], record["type"] in types(record)) for record in tradition.variants]
    figures = {
        f"variant_recall_{kind}": bootstrap([right for of, right in recalled if of == kind], mean)
        for kind in sorted({of for of, _ in recalled})
    }
    least = min(figures.values(), key=lambda figure: figure.value, default=Figure(0.0, 0.0, 0.0, 0))
    figures["variant_recall_min"] = least
    figures["variant_recall"] = bootstrap([right for _, right in recalled], mean)
    alarms = [bool(types(record)) for record in tradition.faithful]
    figures["variant_false_alarm"] = bootstrap(alarms, mean)
    return figures
