"""Sources: outlets and speakers, what they said, and who has it from whom."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from stemma.casebook import Casebook, columns
from stemma.casebook.lines import CopyLine, Told
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


@dataclass(slots=True)
class _Carried:
    """What one outlet carries, gathered over all claims: on what grounds, and the claims."""

    grounds: Counter[str] = field(default_factory=Counter)
    claims: set[str] = field(default_factory=set)


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


def sources_page(index: Index, book: Casebook) -> SourcesPage:
    """Return outlets, speakers and flows, the busiest first."""
    carried: dict[str, _Carried] = defaultdict(_Carried)
    said: dict[str, _Said] = defaultdict(_Said)
    ground = grounds(columns.edges(book))
    for claim, mention in columns.told(book):
        if not index.claim(claim):
            continue
        if mention.report in index.reports:
            outlet = carried[index.reports[mention.report].outlet]
            outlet.grounds[ground.get((claim, mention.id), "unsourced")] += 1
            outlet.claims.add(claim)
        if name := speaker(mention):
            _gather(said[name], claim, mention, index)
    return SourcesPage(
        _outlets(index, book, carried), _speakers(index, said), _flows(index, book), RELIABILITY
    )


def ratings(index: Index) -> dict[str, str]:
    """Return the analyst's latest reliability, A to F, of each source that has one."""
    undone = {target for d in index.decisions if d.action == "undo" for target in d.targets}
    latest: dict[str, str] = {}
    for decision in index.decisions:
        if decision.action == "rate" and decision.id not in undone:
            latest.update(dict.fromkeys(decision.targets, decision.value))
    return latest


def _outlets(index: Index, book: Casebook, carried: Mapping[str, _Carried]) -> tuple[OutletRow, ...]:
    reports: dict[str, list[ReportLine]] = defaultdict(list)
    for line in index.reports.values():
        reports[line.outlet].append(line)
    covered, rated, sides = _shares(index, book), ratings(index), _sides_quoted(index, book)
    rows = [
        _outlet_row(
            name,
            lines,
            carried=carried.get(name, _Carried()),
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
    carried: _Carried,
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
        claims=len(carried.claims),
        mentions=carried.grounds.total(),
        own=carried.grounds["own"],
        attributed=carried.grounds["attributed"],
        derived=carried.grounds["derived"],
        unsourced=carried.grounds["unsourced"],
        copied_share=round(copied / words, 3) if words else 0.0,
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        reliability=reliability,
        side=side,
    )


def _sides_quoted(index: Index, book: Casebook) -> dict[str, str]:
    """Return for each outlet the side that most of the origins of its mentions belong to."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for claim, report, side in columns.sides_quoted(book):
        line = index.reports.get(report)
        if line is not None and index.claim(claim):
            counts[line.outlet][side] += 1
    return {outlet: min(found, key=lambda side: (-found[side], side)) for outlet, found in counts.items()}


def _shares(index: Index, book: Casebook) -> dict[str, float]:
    """Return for each report the largest share of it that stands in one earlier report."""
    return {name: copy.covered_target for name, copy in largest_copies(index, book).items()}


def _speakers(index: Index, said: Mapping[str, _Said]) -> tuple[SpeakerRow, ...]:
    rated = ratings(index)
    rows = [_speaker_row(name, heard, rated.get(name, "")) for name, heard in said.items()]
    return tuple(sorted(rows, key=lambda row: (-row.claims, -row.mentions, row.name)))


def _gather(said: _Said, claim: str, mention: Told, index: Index) -> None:
    first, *outer = (layer for layer in mention.chain if layer.role != "addressee")
    said.types[first.source_type] += first.source_type != "unknown"
    said.descriptions[first.description] += bool(first.description)
    said.via.update(layer.entity or layer.name for layer in outer if layer.role in ("medium", "relayer"))
    said.claims.add(claim)
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


def _flows(index: Index, book: Casebook) -> tuple[Flow, ...]:
    shared: dict[tuple[str, str], list[CopyLine]] = defaultdict(list)
    for copy in columns.copies(book):
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


def _words(index: Index, copy: CopyLine) -> int:
    return round(copy.covered_target * index.reports[copy.target].words)
