"""Collation of the whole casebook: copies, claims, origins, variants and events, with decisions applied."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from stemma.casebook import Casebook, Collation, decisions
from stemma.casebook.memory import Memory
from stemma.pipeline.parts import within
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


class Collator(Struct, frozen=True):
    """The rooms' functions that look across reports.

    ``remembers`` says that they are the package's own, whose results can be added to later.
    """

    find_copies: Callable[[Mapping[str, Report]], Sequence[Copy]]
    collate_claims: Callable[..., Sequence[Claim]]
    trace: Callable[..., tuple[Sequence[Claim], Sequence[Origin]]]
    find_variants: Callable[..., Sequence[Variant]]
    collate_events: Callable[..., Sequence[Event]]
    event_origins: Callable[..., Sequence[Event]]
    read_sides: Callable[[str], object]
    remembers: bool = False


class Material(Struct, frozen=True):
    """What collation works on: reports and mentions as decisions amend them, and the decisions.

    Reports are in the order in which they were taken up; rejected mentions are among the others.

    ``sides`` is the user's own list of parties as TOML, "" for the bundled one. ``finished`` says
    that these are all reports that there are.
    """

    reports: Mapping[str, Report]
    mentions: tuple[ClaimMention, ...]
    events: tuple[EventMention, ...]
    decisions: tuple[Decision, ...]
    rejected: frozenset[str]
    amended_reports: tuple[Report, ...]
    amended_mentions: tuple[ClaimMention, ...]
    sides: str = ""
    finished: bool = True


def real_collator() -> Collator:
    """Return a collator of the package's own rooms."""
    from stemma.collation import collate_claims, collate_events, find_variants  # noqa: PLC0415  when needed
    from stemma.provenance import Sides, event_origins, trace  # noqa: PLC0415
    from stemma.reuse import CopyIndex, with_rewritings  # noqa: PLC0415

    def find_copies(reports: Mapping[str, Report]) -> tuple[Copy, ...]:
        in_turn = list(reports.values())
        return with_rewritings(in_turn, CopyIndex().add_all(in_turn))

    return Collator(
        find_copies, collate_claims, trace, find_variants, collate_events, event_origins, Sides.parse,
        remembers=True,
    )  # fmt: skip


def gather(book: Casebook, most: int | None = None) -> Material:
    """Read what collation works on, with the standing decisions applied.

    Args:
        book: the casebook.
        most: the first so many reports to come; None for all.
    """
    memory = Memory(book.store.db)
    made = book.standing_decisions()
    redated = memory.originals(one.targets[0] for one in made if one.action == "redate")
    dated = decisions.amend_reports(redated, made)
    turns = _in_turn(memory, dated)
    taken, waiting = turns[:most], turns[len(turns[:most]) :]
    standing = within(memory.db, made, waiting)
    found = {mention.id: mention for mention in memory.in_order(ClaimMention, "mentions", taken)}
    sourced = decisions.amend_mentions(found, standing)
    rejected = decisions.rejected(standing)
    mentions = found | sourced
    kept = {key: mention for key, mention in mentions.items() if key not in rejected}
    return Material(
        reports=memory.originals(taken) | {key: dated[key] for key in taken if key in dated},
        mentions=tuple(mentions.values()),
        events=tuple(
            decisions.amend_event(event, kept)
            for event in memory.in_order(EventMention, "event_mentions", taken)
        ),
        decisions=standing,
        rejected=rejected,
        amended_reports=tuple(dated.values()),
        amended_mentions=tuple(sourced.values()),
        sides=book.sides(),
        finished=not waiting,
    )


def _in_turn(memory: Memory, dated: Mapping[str, Report]) -> list[str]:
    """Return the ids of reports as they were taken up; those of one run by date (undated last) and id."""
    turns = memory.turns()
    waiting = [
        ((dated[key].published if key in dated else published) or "~", key)
        for key, published in memory.db.execute("SELECT id, published FROM reports")
        if key not in turns
    ]
    return [*turns, *(key for _, key in sorted(waiting))]


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
