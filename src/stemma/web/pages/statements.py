"""Statements: the sentences that a number of the desk counts, one by one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from stemma.casebook import Casebook
from stemma.errors import UsageError
from stemma.records import Claim, ClaimMention
from stemma.web.index import Index, ReportLine, speaker
from stemma.web.pages.claims import LARGEST_PAGE, PAGE, Facet, counted, number
from stemma.web.pages.context import Passage, passage, texts_of

GROUNDS = {
    "own": "own",
    "utterance": "attributed",
    "citation": "attributed",
    "copy": "derived",
    "derivative": "derived",
}

# Where a mention has more than one parent, the one that says most about the outlet's work counts.
_GROUND_ORDER = ("copy", "derivative", "citation", "utterance", "own")


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim mention, and on what ground its outlet has it.

    ``ground`` is "own" reporting, "attributed" to a speaker or medium, "derived" (copied or
    reworded from another report) or "unsourced".
    """

    id: str
    claim: str
    report: str
    speaker: str
    ground: str
    stance: str
    aim: bool
    factuality: str
    text: str


@dataclass(frozen=True, slots=True)
class StatementsPage:
    """One page of the statements that fit; ``total`` of them do."""

    rows: tuple[Statement, ...]
    total: int
    offset: int
    limit: int
    facets: dict[str, tuple[Facet, ...]]
    claim: str
    mentions: dict[str, ClaimMention]
    reports: dict[str, ReportLine]
    passages: dict[str, Passage]


def grounds(claim: Claim) -> dict[str, str]:
    """Return for each mention with a parent on what ground its outlet has the claim."""
    kinds: dict[str, str] = {}
    for edge in claim.edges:
        known = kinds.get(edge.child)
        if known is None or _GROUND_ORDER.index(edge.kind) < _GROUND_ORDER.index(known):
            kinds[edge.child] = edge.kind
    return {mention: GROUNDS[kind] for mention, kind in kinds.items()}


def statements(index: Index, claims: Iterable[Claim] | None = None) -> list[Statement]:
    """Return the mentions of some claims, or of all, by date, then report, then place in it."""
    found: list[tuple[tuple[object, ...], Statement]] = []
    for claim in index.claims.values() if claims is None else claims:
        ground = grounds(claim)
        for mention in claim.mentions:
            line = index.reports.get(mention.report)
            if line is not None:
                start = mention.content.spans[0].start if mention.content.spans else 0
                key = (line.published is None, line.published or "", line.id, start, mention.id)
                found.append((key, _statement(claim, mention, ground.get(mention.id, "unsourced"))))
    return [statement for _, statement in sorted(found, key=lambda pair: pair[0])]


def _statement(claim: Claim, mention: ClaimMention, ground: str) -> Statement:
    return Statement(
        id=mention.id,
        claim=claim.id,
        report=mention.report,
        speaker=speaker(mention),
        ground=ground,
        stance=mention.stance,
        aim=mention.aim,
        factuality=mention.factuality,
        text=mention.content.text,
    )


def chosen_statements(index: Index, query: Mapping[str, str]) -> list[Statement]:
    """Return the statements that fit a query: ``outlet``, ``ground``, ``speaker``, ``stance``,
    ``factuality``, ``report``, ``claim``, ``aim`` ("1" for declared aims).

    Raises:
        UsageError: the casebook holds no such claim.
    """  # noqa: D205  the summary names every part of the query
    claims = None
    if name := query.get("claim"):
        if name not in index.claims:
            raise UsageError(f"no claim {name!r} in this casebook; a re-run may have given it another id")
        claims = [index.claims[name]]
    tests: list[Callable[[Statement], bool]] = [
        lambda one, column=column, wanted=wanted: getattr(one, column) == wanted  # type: ignore[misc]
        for column in ("ground", "speaker", "stance", "factuality", "report")
        if (wanted := query.get(column))
    ]
    if outlet := query.get("outlet"):
        tests.append(lambda one: index.reports[one.report].outlet == outlet)
    if query.get("aim"):
        tests.append(lambda one: one.aim)
    return [one for one in statements(index, claims) if all(test(one) for test in tests)]


def statements_page(index: Index, book: Casebook, query: Mapping[str, str]) -> StatementsPage:
    """Return the statements that fit a query, a page of them, each with the words around it.

    Raises:
        UsageError: a value of the query does not exist.
    """
    fits = chosen_statements(index, query)
    offset, limit = number(query, "offset", 0), min(number(query, "limit", PAGE), LARGEST_PAGE)
    rows = fits[offset : offset + limit]
    wanted = {one.claim for one in rows}
    mentions = {m.id: m for name in wanted for m in index.claims[name].mentions}
    texts = texts_of(index, book, (one.report for one in rows))
    claim = index.claims.get(query.get("claim", ""))
    return StatementsPage(
        rows=tuple(rows),
        total=len(fits),
        offset=offset,
        limit=limit,
        facets={
            name: counted(getattr(one, name) for one in fits) for name in ("ground", "stance", "factuality")
        },
        claim=claim.text if claim else "",
        mentions={one.id: mentions[one.id] for one in rows},
        reports={name: index.reports[name] for name in sorted({one.report for one in rows})},
        passages={
            one.id: passage(texts[one.report], mentions[one.id]) for one in rows if one.report in texts
        },
    )
