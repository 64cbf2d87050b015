"""The stages that judge pairs of event mentions and make events of those that hang together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from stemma.collation.alignment import pair_key
from stemma.collation.beside import close
from stemma.collation.constraints import constraints
from stemma.collation.events import events_of, happenings_of
from stemma.collation.happenings import Happening
from stemma.collation.joined import claimed_pairs, copied_pairs, kindred_pairs
from stemma.collation.judged_events import judge_event_pairs
from stemma.collation.judging import Judgement
from stemma.provenance import event_origins
from stemma.records import Claim, ClaimMention, Copy, EventMention, Origin, Report
from stemma.scale import tables
from stemma.scale.bonding import Bonds, members, touching, write_pairs
from stemma.scale.layout import REPORTS, key_of, name
from stemma.scale.library import COPIES, Library, report_of
from stemma.scale.nearing import HAPPENINGS, NEAR
from stemma.scale.shuffle import receive

CLAIMED, EVENT_PAIRS, EVENTS = "claimed", "event_pairs", "events"
EVENT_BONDS = Bonds(HAPPENINGS, (CLAIMED, EVENT_PAIRS), "event_groups", "event_touching")
Key = tuple[str, str]


def judge_claimed(
    library: Library,
    key: str,
    reports: dict[int, Report],
    claims: Iterable[Claim],
    copies: Iterable[Copy],
) -> None:
    """Judge the pairs of event mentions that stand in one claim, for the claims of a partition.

    Args:
        library: the finished partitions.
        key: the partition of the claims.
        reports: the reports of the claims' mentions by number.
        claims: the claims.
        copies: the copies between these reports.
    """
    homes = {mention.id: claim.id for claim in claims for mention in claim.mentions}
    told = {number: one for number, one in library.told(reports).items() if one.claim in homes}
    happenings = _happenings(told, reports, homes, copies)
    pairs = claimed_pairs(happenings.values())
    _write(library, name(CLAIMED, key), judge_event_pairs(pairs, happenings), told)


@dataclass(frozen=True)
class JudgeEvents:
    """Judge the pairs of event mentions whose later report is in a partition.

    They are near each other, copied, or of one kind in one report.
    """

    library: Library

    def __call__(self, key: str) -> None:
        """Judge the pairs of one partition."""
        library = self.library
        near = receive(library.folder, NEAR, int(key))
        near_pairs = set(zip(near["earlier"].to_pylist(), near["later"].to_pylist(), strict=True))
        copies = tables.decode(Copy, library.folder.read(name(COPIES, key), ["record"])["record"])
        numbers = set(library.folder.read(name(REPORTS, key), ["n"])["n"].to_pylist())
        own = frozenset(numbers)
        numbers.update(report_of(number) for pair in near_pairs for number in pair)
        numbers.update(number for copy in copies for number in library.numbers((copy.source, copy.target)))
        reports = library.reports(numbers)
        told = library.told(reports)
        happenings = _happenings(told, reports, _claims_of(library, reports, told.values()), copies)
        mine = [happenings[one.id] for number, one in told.items() if report_of(number) in own]
        pairs = copied_pairs(happenings.values()) | kindred_pairs(mine)
        for earlier, later in near_pairs:
            one, other = told[earlier].id, told[later].id
            if close(happenings[one], happenings[other]):
                pairs.add(pair_key(one, other))
        _write(library, name(EVENT_PAIRS, key), judge_event_pairs(pairs, happenings), told)


@dataclass(frozen=True)
class MakeEvents:
    """Make the events whose first mention is in a partition, with the origins of their claims."""

    library: Library

    def __call__(self, key: str) -> None:
        """Make the events of one partition; they are written last and mark it as done."""
        library = self.library
        held = members(library.folder, EVENT_BONDS, key)
        reports = library.reports({report_of(number) for number in held})
        told = {number: one for number, one in library.told(reports).items() if number in held}
        by_id = {report.id: report for report in reports.values()}
        copies = library.copies({library.partition(number) for number in reports}, by_id)
        homes = _claims_of(library, reports, told.values())
        happenings = _happenings(told, reports, homes, copies)
        judgements = touching(library.folder, EVENT_BONDS, key, Judgement)
        made = events_of(happenings, judgements, constraints(()), by_id)
        claims, origins = _claims_with_origins(library, reports, homes)
        made = event_origins(made, claims, origins)
        stages = tables.events(made)
        for stage in sorted(stages, key=lambda stage: stage == EVENTS):
            library.folder.write(name(stage, key), stages[stage])


def _happenings(
    told: Mapping[int, EventMention],
    reports: Mapping[int, Report],
    homes: Mapping[str, str],
    copies: Iterable[Copy],
) -> dict[str, Happening]:
    by_id = {report.id: report for report in reports.values()}
    return happenings_of(list(told.values()), by_id, homes, copies)


def _write(
    library: Library, file: str, judged: Mapping[Key, Judgement], told: Mapping[int, EventMention]
) -> None:
    binding = {pair: one.verdict == "merge" for pair, one in judged.items()}
    write_pairs(library.folder, file, judged, binding, {one.id: number for number, one in told.items()})


def _claims_of(
    library: Library, reports: Mapping[int, Report], told: Iterable[EventMention]
) -> dict[str, str]:
    """Return the claims of the claim mentions that event mentions stand in."""
    wanted = {one.claim for one in told if one.claim}
    found: dict[str, str] = {}
    for part, ids in _by_home(library, reports, wanted).items():
        filters = [("mention", "in", ids)]
        table = library.folder.read(name("claim_mentions", key_of(part)), ["claim", "mention"], filters)
        found |= zip(table["mention"].to_pylist(), table["claim"].to_pylist(), strict=True)
    return found


def _by_home(library: Library, reports: Mapping[int, Report], wanted: Iterable[str]) -> dict[int, list[str]]:
    """Return claim mentions by the partition of their claim."""
    homes = library.homes(reports)
    parts: dict[int, list[str]] = {}
    for mention in sorted(wanted):
        if mention in homes:
            parts.setdefault(homes[mention], []).append(mention)
    return parts


def _claims_with_origins(
    library: Library, reports: Mapping[int, Report], homes: Mapping[str, str]
) -> tuple[list[Claim], list[Origin]]:
    """Return the claims that event mentions stand in, with these mentions alone, and their origins."""
    folder = library.folder
    mentions = {one.id: one for one in library.claim_mentions(reports) if one.id in homes}
    held: dict[str, list[ClaimMention]] = {}
    for mention, claim in homes.items():
        held.setdefault(claim, []).append(mentions[mention])
    claims: list[Claim] = []
    origins: list[Origin] = []
    for part, ids in _by_home(library, reports, homes).items():
        wanted = sorted({homes[mention] for mention in ids})
        made = folder.read(name("claims", key_of(part)), ["record"], [("id", "in", wanted)])
        claims += [replace(one, mentions=tuple(held[one.id])) for one in tables.decode(Claim, made["record"])]
        traced = folder.read(name("origins", key_of(part)), ["record"], [("claim", "in", wanted)])
        origins += tables.decode(Origin, traced["record"])
    return claims, origins
