"""The summary of a casebook that lists, filters and joins of the web page are made from."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from stemma.casebook import Casebook, columns
from stemma.casebook.columns import speaker as speaker  # noqa: PLC0414  pages import it from here
from stemma.casebook.lines import ClaimLine, MentionLine
from stemma.dates import in_time
from stemma.errors import UsageError
from stemma.records import Decision, Failure, Range, Report
from stemma.translations import translated_from

UNNAMED_OUTLET = "Outlet not known"

# FactBank's scale, from what is said to be certain to what nothing is said of.
SCALE = ("CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu")


class _Graded(Protocol):
    @property
    def factuality(self) -> str: ...


class ReportLine(Struct, frozen=True):
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


class ClaimRow(Struct, frozen=True):
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


class Index(Struct, frozen=True):
    """All that the lists need, read once until the casebook changes; the rest is read when it is asked for.

    ``events`` holds the ids of events by date, and whether each has a place on the map. ``kept`` holds what
    pages have worked out of the casebook that no noted decision changes, by the names they give it.
    """

    reports: dict[str, ReportLine]
    rows: tuple[ClaimRow, ...]
    events: dict[str, bool]
    copies: int
    decisions: tuple[Decision, ...]
    failures: tuple[Failure, ...]
    standing: dict[str, Decision] = field(default_factory=dict)
    places: "Places" = field(default_factory=lambda: Places())  # noqa: PLW0108  it is defined below
    kept: dict[str, Any] = field(default_factory=dict)

    def claim(self, claim_id: str | None) -> ClaimRow | None:
        """Return a claim's row, None for a claim that is not here."""
        at = self.places.claims.get(claim_id or "")
        return None if at is None else self.rows[at]


class Places(Struct, frozen=True):
    """Where things stand in a summary, so that a page need not look through all of it."""

    claims: dict[str, int] = field(default_factory=dict)
    reports: dict[str, int] = field(default_factory=dict)


def build_index(book: Casebook) -> Index:
    """Read the casebook once and return its summary."""
    decisions = tuple(book.decisions())
    standing = standing_decisions(decisions)
    mentions = columns.mention_lines(book)
    carried = Counter(mention.report for found in mentions.values() for mention in found)
    reports = {report.id: report_line(report, carried[report.id]) for report in columns.reports(book)}
    variants = columns.variants_of(book)
    same = _Same()
    rows = (
        _claim_row(
            claim,
            mentions.get(claim.id, ()),
            reports,
            same,
            variants=variants.get(claim.id, 0),
            decision=standing.get(claim.id),
        )
        for claim in columns.claims(book)
    )
    index = Index(
        reports=reports,
        rows=tuple(sorted(rows, key=_leading)),
        events=columns.event_ids(book),
        copies=columns.count(book, "copies"),
        decisions=decisions,
        failures=tuple(book.failures()),
        standing=standing,
    )
    return with_places(index)


def noted(index: Index, decision: Decision) -> Index:
    """Return a summary with one decision more, which changes nothing but what is said of its targets."""
    decisions = (*index.decisions, decision)
    standing = standing_decisions(decisions)
    rows = list(index.rows)
    about = {target for one in decisions if one.id in decision.targets for target in one.targets}
    for target in about.union(decision.targets) & index.places.claims.keys():
        at, stands = index.places.claims[target], standing.get(target)
        rows[at] = replace(rows[at], decision=stands.action if stands else "")
    return replace(index, decisions=decisions, standing=standing, rows=tuple(rows))


def with_places(index: Index) -> Index:
    """Return a summary that knows where things stand in it."""
    places = Places(
        claims={row.id: number for number, row in enumerate(index.rows)},
        reports={line.id: number for number, line in enumerate(in_order(index.reports.values()))},
    )
    return replace(index, places=places)


def unknown(kind: str, identifier: str) -> UsageError:
    """Return the error that a casebook holds no claim, or no event, of an id."""
    return UsageError(f"no {kind} {identifier!r} in this casebook; a re-run may have given it another id")


def in_order(reports: Iterable[ReportLine]) -> list[ReportLine]:
    """Return reports by date of publication, the undated at the end."""
    return sorted(reports, key=lambda r: (in_time(r.published), r.id))


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


def degrees(mentions: Iterable[_Graded]) -> list[str]:
    """Return the factualities of some mentions, each once, in the order of FactBank's scale."""
    return sorted({m.factuality for m in mentions}, key=SCALE.index)


class _Same:
    """Gives one value for all that are equal: many claims have the same outlets, speakers and so on."""

    def __init__(self) -> None:
        self._tuples: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._counts: dict[tuple[str, ...], dict[str, int]] = {}
        self._ranges: dict[tuple[int, int, int], Range] = {}

    def words(self, values: Iterable[str]) -> tuple[str, ...]:
        """Return some words."""
        made = tuple(values)
        return self._tuples.setdefault(made, made)

    def counts(self, values: Sequence[str]) -> dict[str, int]:
        """Return how often each value comes, in the order they come."""
        key = tuple(values)
        found = self._counts.get(key)
        if found is None:
            found = self._counts[key] = dict(Counter(key))
        return found

    def range(self, values: tuple[int, int, int]) -> Range:
        """Return a range."""
        found = self._ranges.get(values)
        if found is None:
            found = self._ranges[values] = Range(*values)
        return found


def _claim_row(
    claim: ClaimLine,
    mentions: Sequence[MentionLine],
    reports: Mapping[str, ReportLine],
    same: _Same,
    *,
    variants: int,
    decision: Decision | None,
) -> ClaimRow:
    lines = [reports[m.report] for m in mentions if m.report in reports]
    dates = sorted(line.published for line in lines if line.published)
    speakers = [m.speaker for m in mentions if m.speaker]
    if len(speakers) > 1:
        speakers = [name for name, _ in Counter(speakers).most_common()]
    return ClaimRow(
        id=claim.id,
        text=claim.text,
        speakers=same.words(speakers),
        outlets=claim.outlets,
        outlet_names=same.words(sorted({line.outlet for line in lines})),
        reports=claim.reports,
        mentions=len(mentions),
        origins=same.range(claim.origins),
        unsourced=claim.unsourced,
        sides=claim.sides,
        grade=claim.grade,
        stances=same.counts([m.stance for m in mentions]),
        variants=variants,
        circular=claim.circular,
        aim=claim.aim,
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        factuality=same.words(degrees(mentions)),
        decision=decision.action if decision else "",
    )


def _leading(row: ClaimRow) -> tuple[int, int, int, str]:
    """Put first what most outlets carry; among those, what rests on fewest origins."""
    return (-row.outlets, -row.mentions, row.origins.best, row.id)
