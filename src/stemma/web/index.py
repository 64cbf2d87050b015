"""The summary of a casebook that lists, filters and joins of the web page are made from."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from stemma.casebook import Casebook
from stemma.records import (
    Claim,
    ClaimMention,
    Copy,
    Decision,
    Event,
    EventMention,
    Failure,
    Origin,
    Range,
    Report,
    Variant,
)
from stemma.translations import translated_from

_OfClaim = TypeVar("_OfClaim", Origin, Variant)

UNNAMED_OUTLET = "Outlet not known"

# FactBank's scale, from what is said to be certain to what nothing is said of.
SCALE = ("CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu")


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report as other pages name it: everything but its text."""

    id: str
    outlet: str
    title: str
    published: str | None
    published_source: str
    url: str | None
    language: str
    status: str
    status_reason: str
    republished_from: str | None
    byline: str | None
    words: int
    claims: int = 0
    notes: tuple[str, ...] = ()
    version: int = 1
    version_of: str = ""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as a row of a list."""

    id: str
    text: str
    speakers: tuple[str, ...]
    outlets: int
    outlet_names: tuple[str, ...]
    reports: int
    mentions: int
    origins: Range
    unsourced: int
    sides: tuple[str, ...]
    grade: str
    stances: dict[str, int]
    variants: int
    circular: bool
    aim: bool
    first: str | None
    last: str | None
    factuality: tuple[str, ...]
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """All that the lists need, read once until the casebook changes."""

    reports: dict[str, ReportLine]
    claims: dict[str, Claim]
    rows: tuple[ClaimRow, ...]
    claim_of: dict[str, str]
    origins: dict[str, tuple[Origin, ...]]
    variants: dict[str, tuple[Variant, ...]]
    events: tuple[Event, ...]
    event_of: dict[str, str]
    copies: tuple[Copy, ...]
    decisions: tuple[Decision, ...]
    failures: tuple[Failure, ...]
    standing: dict[str, Decision] = field(default_factory=dict)
    places: "Places" = field(default_factory=lambda: Places())  # noqa: PLW0108  it is defined below


@dataclass(frozen=True, slots=True)
class Places:
    """Where things stand in a summary, so that a page need not look through all of it."""

    claims: dict[str, int] = field(default_factory=dict)
    reports: dict[str, int] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    events_of_claim: dict[str, tuple[Event, ...]] = field(default_factory=dict)


def build_index(book: Casebook) -> Index:
    """Read the casebook once and return its summary."""
    claims = tuple(book.claims())
    origins, variants = _by_claim(book.origins()), _by_claim(book.variants())
    events = tuple(book.events())
    decisions = tuple(book.decisions())
    standing = standing_decisions(decisions)
    carried: Counter[str] = Counter(m.report for claim in claims for m in claim.mentions)
    reports = {r.id: report_line(r, carried[r.id]) for r in book.reports()}
    rows = (
        _claim_row(claim, reports, len(variants.get(claim.id, ())), standing.get(claim.id))
        for claim in claims
    )
    index = Index(
        reports=reports,
        claims={claim.id: claim for claim in claims},
        rows=tuple(sorted(rows, key=_leading)),
        claim_of={m.id: claim.id for claim in claims for m in claim.mentions},
        origins=origins,
        variants=variants,
        events=events,
        event_of={m.id: event.id for event in events for m in event.mentions},
        copies=tuple(book.copies()),
        decisions=decisions,
        failures=tuple(book.failures()),
        standing=standing,
    )
    return with_places(index)


def with_places(index: Index) -> Index:
    """Return a summary that knows where things stand in it."""
    of_claim: dict[str, dict[str, Event]] = defaultdict(dict)
    for event in index.events:
        for claim in (*event.claims, *(index.claim_of.get(m.claim or "", "") for m in event.mentions)):
            of_claim[claim][event.id] = event
    places = Places(
        claims={row.id: number for number, row in enumerate(index.rows)},
        reports={line.id: number for number, line in enumerate(in_order(index.reports.values()))},
        events={event.id: event for event in index.events},
        events_of_claim={claim: tuple(found.values()) for claim, found in of_claim.items()},
    )
    return replace(index, places=places)


def in_order(reports: Iterable[ReportLine]) -> list[ReportLine]:
    """Return reports by date of publication, the undated at the end."""
    return sorted(reports, key=lambda r: (r.published is None, r.published or "", r.id))


def report_line(report: Report, claims: int = 0) -> ReportLine:
    """Return a report without its text."""
    return ReportLine(
        id=report.id,
        outlet=report.outlet or UNNAMED_OUTLET,
        title=report.title or first_words(report.text),
        published=report.published,
        published_source=report.published_source,
        url=report.url,
        language=report.language,
        status=report.status,
        status_reason=report.status_reason,
        republished_from=report.republished_from,
        byline=report.byline,
        words=len(report.text.split()),
        claims=claims,
        notes=notes(report),
        version=report.version,
        version_of=report.version_of,
    )


def notes(report: Report) -> tuple[str, ...]:
    """Return what a reader should know of how a report came to be as it is here."""
    found = []
    if report.status == "analysed" and report.status_reason:
        found.append(f"Analysed in part: {report.status_reason}")
    if kind := report.extra.get("stub"):
        found.append(f"Not the whole article ({kind}): {report.extra.get('stub_reason') or 'cut off'}")
    if warning := report.extra.get("outlet_warning"):
        found.append(f"Mind the outlet's name: {warning}")
    if hidden := report.extra.get("hidden_characters"):
        found.append(f"Hidden characters: {hidden}")
    if language := translated_from(report):
        found.append(f"It says that it is translated from {language}; the original is not compared with it")
    return tuple(found)


def first_words(text: str, limit: int = 90) -> str:
    """Return the beginning of a text, cut at a word, for a report without a title."""
    line = " ".join(text[: 4 * limit].split())
    if not line:
        return "(no text)"
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0] + " …"


def standing_decisions(decisions: tuple[Decision, ...]) -> dict[str, Decision]:
    """Return the latest accept or reject of each target that has not been undone since."""
    undone = {target for d in decisions if d.action == "undo" for target in d.targets}
    standing: dict[str, Decision] = {}
    for decision in decisions:
        if decision.action in ("accept", "reject") and decision.id not in undone:
            standing.update(dict.fromkeys(decision.targets, decision))
    return standing


def speaker(mention: ClaimMention) -> str:
    """Return the innermost speaker of a mention, "" for the outlet's own words."""
    layers = (layer.entity or layer.name for layer in mention.chain if layer.role != "addressee")
    return next(layers, "")


def degrees(mentions: Iterable[ClaimMention | EventMention]) -> list[str]:
    """Return the factualities of some mentions, each once, in the order of FactBank's scale."""
    return sorted({m.factuality for m in mentions}, key=SCALE.index)


def _claim_row(
    claim: Claim, reports: dict[str, ReportLine], variants: int, decision: Decision | None
) -> ClaimRow:
    lines = [reports[m.report] for m in claim.mentions if m.report in reports]
    dates = sorted(line.published for line in lines if line.published)
    speakers = Counter(name for m in claim.mentions if (name := speaker(m)))
    return ClaimRow(
        id=claim.id,
        text=claim.text,
        speakers=tuple(name for name, _ in speakers.most_common()),
        outlets=claim.outlets,
        outlet_names=tuple(sorted({line.outlet for line in lines})),
        reports=claim.reports,
        mentions=len(claim.mentions),
        origins=claim.origins,
        unsourced=claim.unsourced,
        sides=claim.sides,
        grade=claim.credibility.grade,
        stances=dict(Counter(m.stance for m in claim.mentions)),
        variants=variants,
        circular=claim.circular,
        aim=claim.aim,
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        factuality=tuple(degrees(claim.mentions)),
        decision=decision.action if decision else "",
    )


def _leading(row: ClaimRow) -> tuple[int, int, int, str]:
    """Put first what most outlets carry; among those, what rests on fewest origins."""
    return (-row.outlets, -row.mentions, row.origins.best, row.id)


def _by_claim(items: Iterable[_OfClaim]) -> dict[str, tuple[_OfClaim, ...]]:
    groups: dict[str, list[_OfClaim]] = defaultdict(list)
    for item in items:
        groups[item.claim].append(item)
    return {claim: tuple(group) for claim, group in groups.items()}
