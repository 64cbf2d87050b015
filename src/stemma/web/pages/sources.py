"""Sources: outlets and speakers, what they said, and who has it from whom."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from msgspec import Struct

from stemma.casebook import Casebook, columns
from stemma.casebook.lines import SourcedLine, ToldLayer
from stemma.web.index import Index, ReportLine
from stemma.web.pages.statements import grounds

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}


class OutletRow(Struct, frozen=True):
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


class SpeakerRow(Struct, frozen=True):
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


class Flow(Struct, frozen=True):
    """How many reports of ``target`` share passages with reports of ``source``.

    ``directed`` counts the copies whose direction is known or inferred.
    """

    source: str
    target: str
    reports: int
    words: int
    directed: int
    example: str


class SourcesPage(Struct, frozen=True):
    """Outlets, speakers and the flows of text between outlets."""

    outlets: tuple[OutletRow, ...]
    speakers: tuple[SpeakerRow, ...]
    flows: tuple[Flow, ...]
    scale: dict[str, str]


@dataclass(slots=True)
class _Carried:
    """What one outlet carries, gathered claim after claim: on what grounds, and how many claims.

    ``last`` is the claim that was counted last: a set of all of them would cost more than the rest.
    """

    grounds: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    last: str = ""


class _Source(Struct, frozen=True):
    """What a source chain says of its innermost speaker; one for all mentions with the same chain."""

    name: str
    type: str = ""
    description: str = ""
    via: tuple[str, ...] = ()
    anonymous: bool = False


@dataclass(slots=True)
class _Said:
    """What one speaker is quoted with, gathered claim after claim; ``last`` as above."""

    types: Counter[str] = field(default_factory=Counter)
    descriptions: Counter[str] = field(default_factory=Counter)
    via: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    last: str = ""
    outlets: set[str] = field(default_factory=set)
    mentions: int = 0
    aims: int = 0
    denials: int = 0
    anonymous: bool = False


@dataclass(slots=True)
class _Shared:
    """What two outlets share, gathered copy after copy; ``largest`` is a share, its copy and the report."""

    words: int = 0
    directed: int = 0
    reports: set[str] = field(default_factory=set)
    largest: tuple[float, str, str] = (-1.0, "", "")


def sources_page(index: Index, book: Casebook) -> SourcesPage:
    """Return outlets, speakers and flows, the busiest first."""
    carried: dict[str, _Carried] = defaultdict(_Carried)
    said: dict[str, _Said] = defaultdict(_Said)
    ground = grounds(columns.edges(book))
    sources: dict[tuple[ToldLayer, ...], _Source] = {}
    for mention in columns.sourced(book):
        if mention.claim not in index.places.claims:
            continue
        line = index.reports.get(mention.report)
        if line is not None:
            outlet = carried[line.outlet]
            outlet.grounds[ground.get((mention.claim, mention.id), "unsourced")] += 1
            outlet.claims += outlet.last != mention.claim
            outlet.last = mention.claim
        if mention.chain:
            source = sources.get(mention.chain)
            if source is None:
                source = sources[mention.chain] = _source(mention.chain)
            if source.name:
                _gather(said[source.name], source, mention, line)
    shares, shared = _copied(index, book)
    outlets = _outlets(index, book, carried, shares)
    return SourcesPage(outlets, _speakers(index, said), _flows(shared), RELIABILITY)


def ratings(index: Index) -> dict[str, str]:
    """Return the analyst's latest reliability, A to F, of each source that has one."""
    undone = {target for d in index.decisions if d.action == "undo" for target in d.targets}
    latest: dict[str, str] = {}
    for decision in index.decisions:
        if decision.action == "rate" and decision.id not in undone:
            latest.update(dict.fromkeys(decision.targets, decision.value))
    return latest


def _outlets(
    index: Index, book: Casebook, carried: Mapping[str, _Carried], covered: dict[str, float]
) -> tuple[OutletRow, ...]:
    reports: dict[str, list[ReportLine]] = defaultdict(list)
    for line in index.reports.values():
        reports[line.outlet].append(line)
    rated, sides = ratings(index), _sides_quoted(index, book)
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
        claims=carried.claims,
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


def _speakers(index: Index, said: Mapping[str, _Said]) -> tuple[SpeakerRow, ...]:
    rated = ratings(index)
    rows = [_speaker_row(name, heard, rated.get(name, "")) for name, heard in said.items()]
    return tuple(sorted(rows, key=lambda row: (-row.claims, -row.mentions, row.name)))


def _source(chain: tuple[ToldLayer, ...]) -> _Source:
    speaking = [layer for layer in chain if layer.role != "addressee"]
    if not speaking:
        return _Source("")
    first, *outer = speaking
    return _Source(
        name=first.known_as,
        type=first.source_type if first.source_type != "unknown" else "",
        description=first.description,
        via=tuple(layer.known_as for layer in outer if layer.role in ("medium", "relayer")),
        anonymous=first.anonymous,
    )


def _gather(said: _Said, source: _Source, mention: SourcedLine, line: ReportLine | None) -> None:
    if source.type:
        said.types[source.type] += 1
    if source.description:
        said.descriptions[source.description] += 1
    for name in source.via:
        said.via[name] += 1
    said.claims += said.last != mention.claim
    said.last = mention.claim
    if line is not None:
        said.outlets.add(line.outlet)
    said.mentions += 1
    said.aims += mention.aim
    said.denials += mention.stance == "deny"
    said.anonymous = said.anonymous or source.anonymous


def _speaker_row(name: str, said: _Said, reliability: str) -> SpeakerRow:
    return SpeakerRow(
        name=name,
        types=_common(said.types),
        descriptions=_common(said.descriptions)[:3],
        claims=said.claims,
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


def _copied(index: Index, book: Casebook) -> tuple[dict[str, float], dict[tuple[str, str], _Shared]]:
    """Return each report's largest share that stands in one earlier report, and what outlets share.

    The copies are read once and as they come: the largest and the sums are the same in any order.
    """
    shares: dict[str, float] = {}
    shared: dict[tuple[str, str], _Shared] = defaultdict(_Shared)
    reports = index.reports
    for name, source_id, target_id, direction, covered in columns.copies(book, ordered=False):
        source, target = reports.get(source_id), reports.get(target_id)
        if source is None or target is None:
            continue
        directed = direction != "unknown"
        if directed and covered > shares.get(target_id, -1.0):
            shares[target_id] = covered
        if source.outlet != target.outlet:
            pair = (source.outlet, target.outlet)
            one = shared[pair if directed else (min(pair), max(pair))]
            one.words += round(covered * target.words)
            one.directed += directed
            one.reports.add(target_id)
            one.largest = max(one.largest, (covered, name, target_id))
    return shares, shared


def _flows(shared: Mapping[tuple[str, str], _Shared]) -> tuple[Flow, ...]:
    flows = [
        Flow(
            source=source,
            target=target,
            reports=len(one.reports),
            words=one.words,
            directed=one.directed,
            example=one.largest[2],
        )
        for (source, target), one in shared.items()
    ]
    return tuple(sorted(flows, key=lambda flow: (-flow.words, flow.source, flow.target)))
