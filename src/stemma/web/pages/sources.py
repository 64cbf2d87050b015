"""Sources: outlets and speakers, what they said, and who has it from whom."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from stemma.records import Claim, ClaimMention, Copy
from stemma.web.index import Index, ReportLine, speaker
from stemma.web.pages.copied import largest_copies
from stemma.web.pages.statements import grounds

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet: how much it carries, and where it has it from.

    Every mention counts once: ``own`` reporting, ``attributed`` to a speaker or medium,
    ``derived`` (copied or reworded from another report), or ``unsourced``. ``copied_share`` is the
    share of its words that stand in an earlier report of the collection. ``side`` is the side of the
    conflict that most of its quoted sources belong to, "" where none does; it is not the outlet's own.
    """

    name: str
    reports: int
    claims: int
    mentions: int
    own: int
    attributed: int
    derived: int
    unsourced: int
    copied_share: float
    first: str | None
    last: str | None
    reliability: str
    side: str = ""


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A speaker or other source: what it is and who carries it."""

    name: str
    types: tuple[str, ...]
    descriptions: tuple[str, ...]
    claims: int
    mentions: int
    outlets: int
    aims: int
    denials: int
    anonymous: bool
    via: tuple[str, ...]
    reliability: str


@dataclass(frozen=True, slots=True)
class Flow:
    """How many reports of ``target`` share passages with reports of ``source``.

    ``directed`` counts the copies whose direction is known or inferred.
    """

    source: str
    target: str
    reports: int
    words: int
    directed: int
    example: str


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """Outlets, speakers and the flows of text between outlets."""

    outlets: tuple[OutletRow, ...]
    speakers: tuple[SpeakerRow, ...]
    flows: tuple[Flow, ...]
    scale: dict[str, str]


def sources_page(index: Index) -> SourcesPage:
    """Return outlets, speakers and flows, the busiest first."""
    return SourcesPage(_outlets(index), _speakers(index), _flows(index), RELIABILITY)


def ratings(index: Index) -> dict[str, str]:
    """Return the analyst's latest reliability, A to F, of each source that has one."""
    undone = {target for d in index.decisions if d.action == "undo" for target in d.targets}
    latest: dict[str, str] = {}
    for decision in index.decisions:
        if decision.action == "rate" and decision.id not in undone:
            latest.update(dict.fromkeys(decision.targets, decision.value))
    return latest


def _outlets(index: Index) -> tuple[OutletRow, ...]:
    reports: dict[str, list[ReportLine]] = defaultdict(list)
    for line in index.reports.values():
        reports[line.outlet].append(line)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    claims: dict[str, set[str]] = defaultdict(set)
    for claim in index.claims.values():
        ground = grounds(claim)
        for mention in claim.mentions:
            if mention.report in index.reports:
                outlet = index.reports[mention.report].outlet
                counts[outlet][ground.get(mention.id, "unsourced")] += 1
                claims[outlet].add(claim.id)
    covered, rated, sides = _shares(index), ratings(index), _sides_quoted(index)
    rows = [
        _outlet_row(
            name,
            lines,
            claims=len(claims[name]),
            grounded=counts[name],
            covered=covered,
            reliability=rated.get(name, ""),
            side=sides.get(name, ""),
        )
        for name, lines in reports.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.mentions, row.name)))


def _outlet_row(
    name: str,
    lines: list[ReportLine],
    *,
    claims: int,
    grounded: Counter[str],
    covered: dict[str, float],
    reliability: str,
    side: str,
) -> OutletRow:
    dates = sorted(line.published for line in lines if line.published)
    words = sum(line.words for line in lines)
    copied = sum(covered.get(line.id, 0.0) * line.words for line in lines)
    return OutletRow(
        name=name,
        reports=len(lines),
        claims=claims,
        mentions=grounded.total(),
        own=grounded["own"],
        attributed=grounded["attributed"],
        derived=grounded["derived"],
        unsourced=grounded["unsourced"],
        copied_share=round(copied / words, 3) if words else 0.0,
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        reliability=reliability,
        side=side,
    )


def _sides_quoted(index: Index) -> dict[str, str]:
    """Return for each outlet the side that most of the origins of its mentions belong to."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in index.claims.values():
        report = {m.id: m.report for m in claim.mentions}
        for origin in index.origins.get(claim.id, ()):
            for name in origin.mentions if origin.side else ():
                if (line := index.reports.get(report.get(name, ""))) is not None:
                    counts[line.outlet][origin.side] += 1
    return {outlet: min(found, key=lambda side: (-found[side], side)) for outlet, found in counts.items()}


def _shares(index: Index) -> dict[str, float]:
    """Return for each report the largest share of it that stands in one earlier report."""
    return {name: copy.covered_target for name, copy in largest_copies(index).items()}


@dataclass(slots=True)
class _Said:
    """What one speaker is quoted with, gathered over all claims."""

    types: Counter[str] = field(default_factory=Counter)
    descriptions: Counter[str] = field(default_factory=Counter)
    via: Counter[str] = field(default_factory=Counter)
    claims: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)
    mentions: int = 0
    aims: int = 0
    denials: int = 0
    anonymous: bool = False


def _speakers(index: Index) -> tuple[SpeakerRow, ...]:
    said: dict[str, _Said] = defaultdict(_Said)
    for claim in index.claims.values():
        for mention in claim.mentions:
            if name := speaker(mention):
                _gather(said[name], claim, mention, index)
    rated = ratings(index)
    rows = [_speaker_row(name, heard, rated.get(name, "")) for name, heard in said.items()]
    return tuple(sorted(rows, key=lambda row: (-row.claims, -row.mentions, row.name)))


def _gather(said: _Said, claim: Claim, mention: ClaimMention, index: Index) -> None:
    first, *outer = (layer for layer in mention.chain if layer.role != "addressee")
    said.types[first.source_type] += first.source_type != "unknown"
    said.descriptions[first.description] += bool(first.description)
    said.via.update(layer.entity or layer.name for layer in outer if layer.role in ("medium", "relayer"))
    said.claims.add(claim.id)
    if mention.report in index.reports:
        said.outlets.add(index.reports[mention.report].outlet)
    said.mentions += 1
    said.aims += mention.aim
    said.denials += mention.stance == "deny"
    said.anonymous = said.anonymous or first.anonymous


def _speaker_row(name: str, said: _Said, reliability: str) -> SpeakerRow:
    return SpeakerRow(
        name=name,
        types=_common(said.types),
        descriptions=_common(said.descriptions)[:3],
        claims=len(said.claims),
        mentions=said.mentions,
        outlets=len(said.outlets),
        aims=said.aims,
        denials=said.denials,
        anonymous=said.anonymous,
        via=_common(said.via),
        reliability=reliability,
    )


def _common(counts: Counter[str]) -> tuple[str, ...]:
    return tuple(value for value, count in counts.most_common() if count)


def _flows(index: Index) -> tuple[Flow, ...]:
    shared: dict[tuple[str, str], list[Copy]] = defaultdict(list)
    for copy in index.copies:
        if copy.source in index.reports and copy.target in index.reports:
            source, target = index.reports[copy.source].outlet, index.reports[copy.target].outlet
            if source != target:
                pair = (source, target) if copy.direction != "unknown" else tuple(sorted((source, target)))
                shared[pair[0], pair[1]].append(copy)
    flows = [
        Flow(
            source=source,
            target=target,
            reports=len({copy.target for copy in copies}),
            words=sum(_words(index, copy) for copy in copies),
            directed=sum(copy.direction != "unknown" for copy in copies),
            example=max(copies, key=lambda copy: (copy.covered_target, copy.id)).target,
        )
        for (source, target), copies in shared.items()
    ]
    return tuple(sorted(flows, key=lambda flow: (-flow.words, flow.source, flow.target)))


def _words(index: Index, copy: Copy) -> int:
    return round(copy.covered_target * index.reports[copy.target].words)
