"""What a collation of the whole casebook leaves for later ones: words, keys, judged pairs, copies."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from msgspec import Struct, structs

from stemma import __version__
from stemma.casebook import decisions
from stemma.casebook.judged import PER_REPORT
from stemma.casebook.memory import Remembered
from stemma.collation import statements as counting
from stemma.collation.claims import Compared
from stemma.collation.constraints import constraints
from stemma.collation.events import ComparedEvents
from stemma.pipeline.collating import Collator, Material
from stemma.pipeline.kept_rows import (
    CLAIMS,
    EVENTS,
    crowd_rows,
    houses_row,
    judged_pairings,
    judged_pairs,
    statement_row,
    word_row,
)
from stemma.pipeline.retold import COPIES, REWRITINGS, refused_row
from stemma.provenance import reliance, trace
from stemma.records import Claim, Copy, Decision, Origin, Report, Variant
from stemma.reuse import CopyIndex, Rewritings, with_rewritings

_FORMAT = "5"


class Basis(Struct, frozen=True):
    """What a collation rested on besides the reports: when it is another now, this is what changed.

    ``owners`` are the claims of rejected origins and variants.
    """

    version: str
    reports: int
    sample: int
    size: int
    together: dict[str, str]
    apart: dict[str, str]
    rejected: list[str]
    sourced: dict[str, str]
    dated: dict[str, str]
    sides: str
    owners: dict[str, str] = field(default_factory=dict)


def basis_of(standing: Sequence[Decision], sides: str, reports: int, size: int) -> Basis:
    """Return what a collation under these decisions rests on.

    Args:
        standing: the decisions that stand.
        sides: the user's own list of sides.
        reports: how many reports there are.
        size: how many mentions words were counted in.
    """
    rules = constraints(standing)
    return Basis(
        version=f"{__version__} {_FORMAT}",
        reports=reports,
        sample=counting.sampled(reports),
        size=size,
        together={" ".join(pair): one for pair, one in sorted(rules.together.items())},
        apart={" ".join(pair): one for pair, one in sorted(rules.apart.items())},
        rejected=sorted(decisions.rejected(standing)),
        sourced={
            one.keys[0][0]: one.id
            for one in standing
            if one.action == "resource" and one.keys and one.keys[0]
        },
        dated={one.targets[0]: one.id for one in standing if one.action == "redate"},
        sides=hashlib.sha256(sides.encode()).hexdigest(),
    )


@dataclass(slots=True)
class Notebook:
    """Notes what a collation of the whole finds on the way."""

    index: CopyIndex = field(default_factory=CopyIndex)
    rewritings: Rewritings = field(default_factory=Rewritings)
    copies: list[Copy] = field(default_factory=list)
    compared: list[Compared] = field(default_factory=list)
    events: list[ComparedEvents] = field(default_factory=list)
    relied: dict[str, frozenset[str]] = field(default_factory=dict)

    def collator(self, real: Collator) -> Collator:
        """Return the real rooms' functions, with notes taken."""

        def find_copies(reports: Mapping[str, Report]) -> tuple[Copy, ...]:
            in_turn = list(reports.values())
            found = with_rewritings(in_turn, self.index.add_all(in_turn), self.rewritings)
            self.copies.extend(found)
            return found

        def traced(
            claims: Sequence[Claim], reports: Mapping[str, Report], copies: Sequence[Copy], **named: object
        ) -> tuple[Sequence[Claim], Sequence[Origin]]:
            self.relied = reliance(claims, reports)
            return trace(claims, reports, copies, relied=self.relied, **named)  # type: ignore[arg-type]

        return structs.replace(
            real,
            find_copies=find_copies,
            collate_claims=lambda *given, **named: real.collate_claims(
                *given, **named, keep=self.compared.append
            ),
            trace=traced,
            find_variants=lambda *given: real.find_variants(*given, told=self.compared[-1].items),
            collate_events=lambda *given, **named: real.collate_events(
                *given, **named, keep=self.events.append
            ),
        )

    def remembered(self, material: Material, owners: Mapping[str, str]) -> Remembered:
        """Return what is to be remembered of a collation of this material."""
        turns = {report: n for n, report in enumerate(material.reports)}
        change = Remembered()
        change.add("collation_turns", ({"n": n, "report": report} for report, n in turns.items()))
        if len(turns) <= counting.FIRST_SAMPLE or not self.compared:
            return change
        (compared,), (happened,) = self.compared, self.events
        basis = basis_of(material.decisions, material.sides, len(turns), compared.weight.size)
        _remember_claims(change, compared, turns)
        _remember_events(change, happened, turns)
        change.add("collation_houses", (houses_row(report, names) for report, names in self.relied.items()))
        refused = (copy for copy in self.copies if copy.id in material.rejected)
        change.add("collation_refused", map(refused_row, refused))
        remember_basis(change, structs.replace(basis, owners=dict(owners)))
        change.parts[COPIES] = self.index.pieces()
        change.parts[REWRITINGS] = self.rewritings.pieces()
        return change


def remember_basis(change: Remembered, basis: Basis) -> None:
    """Note what a collation rested on."""
    values = structs.asdict(basis)
    change.add("collation_memory", [{"key": "basis", "value": json.dumps(values)}])


def _remember_claims(change: Remembered, compared: Compared, turns: Mapping[str, int]) -> None:
    numbers = _numbers([item.report for item in compared.items], turns)
    change.add(
        "collation_statements",
        (
            statement_row(item, n, compared.weight.total(item))
            for item, n in zip(compared.items, numbers, strict=True)
        ),
    )
    told = list(map(str, numbers))
    change.add(
        "collation_words", (word_row(key, [told[at] for at in places]) for key, places in compared.entered)
    )
    change.pairs[CLAIMS] = judged_pairings(compared.pairings)
    change.add(
        "collation_stems",
        ({"stem": stem, "count": count} for stem, count in compared.weight.counts.items()),
    )


def _remember_events(change: Remembered, happened: ComparedEvents, turns: Mapping[str, int]) -> None:
    mentions = [one.mention for one in happened.happenings.values()]
    numbers = _numbers([one.report for one in mentions], turns)
    change.add(
        "collation_happenings",
        ({"n": n, "mention": one.id} for one, n in zip(mentions, numbers, strict=True)),
    )
    change.add("collation_crowds", crowd_rows((key, numbers[at]) for key, at in happened.entered))
    change.pairs[EVENTS] = judged_pairs(happened.judgements)


def _numbers(reports: Sequence[str], turns: Mapping[str, int]) -> list[int]:
    """Number mentions that are in the order of their reports and the text."""
    places: dict[str, int] = {}
    numbers = []
    for report in reports:
        place = places[report] = places.get(report, -1) + 1
        numbers.append(turns[report] * PER_REPORT + place)
    return numbers


def owners_of(rejected: frozenset[str], found: Sequence[Origin | Variant]) -> dict[str, str]:
    """Return the claims of origins and variants that analysts rejected."""
    return {one.id: one.claim for one in chain(found) if one.id in rejected}
