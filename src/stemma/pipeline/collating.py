"""Collation of the whole casebook: copies, claims, origins, variants and events, with decisions applied."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from stemma.casebook import Casebook, Collation, decisions
from stemma.records import (
    Claim,
    ClaimMention,
    Copy,
    Decision,
    Event,
    EventMention,
    Origin,
    Report,
    Variant,
)


@dataclass(frozen=True, slots=True)
class Collator:
    """The rooms' functions that look across reports."""

    find_copies: Callable[[Mapping[str, Report]], Sequence[Copy]]
    collate_claims: Callable[..., Sequence[Claim]]
    trace: Callable[..., tuple[Sequence[Claim], Sequence[Origin]]]
    find_variants: Callable[..., Sequence[Variant]]
    collate_events: Callable[..., Sequence[Event]]
    event_origins: Callable[..., Sequence[Event]]
    read_sides: Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Material:
    """What collation works on: reports and mentions as decisions amend them, and the decisions.

    ``sides`` is the user's own list of parties as TOML, "" for the bundled one.
    """

    reports: Mapping[str, Report]
    mentions: tuple[ClaimMention, ...]
    events: tuple[EventMention, ...]
    decisions: tuple[Decision, ...]
    rejected: frozenset[str]
    amended_reports: tuple[Report, ...]
    amended_mentions: tuple[ClaimMention, ...]
    sides: str = ""


def real_collator() -> Collator:
    """Return a collator of the package's own rooms."""
    from stemma.collation import collate_claims, collate_events, find_variants  # noqa: PLC0415  when needed
    from stemma.provenance import Sides, event_origins, trace  # noqa: PLC0415
    from stemma.reuse import find_copies  # noqa: PLC0415

    return Collator(
        find_copies, collate_claims, trace, find_variants, collate_events, event_origins, Sides.parse
    )


def gather(book: Casebook) -> Material:
    """Read what collation works on, with the standing decisions applied."""
    standing = book.standing_decisions()
    reports = {report.id: report for report in book.originals()}
    dated = decisions.amend_reports(reports, standing)
    found = {mention.id: mention for mention in book.original_mentions()}
    sourced = decisions.amend_mentions(found, standing)
    rejected = decisions.rejected(standing)
    mentions = {key: mention for key, mention in (found | sourced).items() if key not in rejected}
    events = (event for event in book.event_mentions() if event.id not in rejected)
    return Material(
        reports=reports | dated,
        mentions=tuple(mentions.values()),
        events=tuple(decisions.amend_event(event, mentions) for event in events),
        decisions=standing,
        rejected=rejected,
        amended_reports=tuple(dated.values()),
        amended_mentions=tuple(sourced.values()),
        sides=book.sides(),
    )


def collate_material(material: Material, collator: Collator, step: Callable[[str], None]) -> Collation:
    """Return everything that is found across reports.

    Args:
        material: reports, mentions and decisions.
        collator: the rooms' functions.
        step: told the name of each stage as it begins.
    """
    reports, made = material.reports, material.decisions
    step("comparing texts")
    copies = [copy for copy in collator.find_copies(reports) if copy.id not in material.rejected]
    step("collating claims")
    claims = collator.collate_claims(
        reports, material.mentions, copies, events=material.events, decisions=made
    )
    step("tracing origins")
    sides = collator.read_sides(material.sides) if material.sides else None
    claims, origins = collator.trace(claims, reports, copies, sides=sides, decisions=made)
    step("comparing wordings")
    variants = collator.find_variants(claims, reports, copies)
    step("collating events")
    events = collator.collate_events(reports, material.events, claims, copies, decisions=made)
    events = collator.event_origins(events, claims, origins)
    return Collation(
        copies=tuple(copies),
        claims=tuple(claims),
        origins=_kept(origins, material.rejected),
        variants=tuple(variant for variant in variants if variant.id not in material.rejected),
        events=tuple(events),
        amended_reports=material.amended_reports,
        amended_mentions=material.amended_mentions,
    )


def _kept(origins: Iterable[Origin], rejected: frozenset[str]) -> tuple[Origin, ...]:
    return tuple(replace(origin, certain=False) if origin.id in rejected else origin for origin in origins)
