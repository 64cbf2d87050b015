"""Statements: the sentences that a number of the desk counts, one by one."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from stemma.casebook import Casebook, columns
from stemma.casebook.lines import Told
from stemma.dates import in_time
from stemma.records import ClaimMention
from stemma.web.index import Index, ReportLine, speaker, unknown
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


class Statement(Struct, frozen=True):
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


class StatementsPage(Struct, frozen=True):
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


def grounds(edges: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], str]:
    """Return for each mention with a parent (by claim and id) on what ground its outlet has the claim.

    Args:
        edges: claim, child and kind of derivations.
    """
    kinds: dict[tuple[str, str], str] = {}
    for claim, child, kind in edges:
        known = kinds.get((claim, child))
        if known is None or _GROUND_ORDER.index(kind) < _GROUND_ORDER.index(known):
            kinds[claim, child] = kind
    return {mention: GROUNDS[kind] for mention, kind in kinds.items()}


def statements(
    index: Index, book: Casebook, claim: str = "", condition: str = "", values: Sequence[object] = ()
) -> list[Statement]:
    """Return the mentions of one claim, or of all, by date, then report, then place in it.

    Args:
        index: the casebook's summary.
        book: the casebook.
        claim: the claim, "" for all.
        condition: what else is asked of a mention, as `stemma.casebook.columns.told` takes it.
        values: what the marks of the condition stand for.
    """
    ground = grounds(columns.edges(book, claim))
    found: list[tuple[tuple[object, ...], Statement]] = []
    for name, mention in columns.told(book, condition, values):
        line = index.reports.get(mention.report)
        if line is not None and index.claim(name):
            start = mention.content.spans[0].start if mention.content.spans else 0
            key = (in_time(line.published), line.id, start, mention.id)
            found.append((key, _statement(name, mention, ground.get((name, mention.id), "unsourced"))))
    return [statement for _, statement in sorted(found, key=lambda pair: pair[0])]


def _statement(claim: str, mention: Told, ground: str) -> Statement:
    return Statement(
        id=mention.id,
        claim=claim,
        report=mention.report,
        speaker=speaker(mention),
        ground=ground,
        stance=mention.stance,
        aim=mention.aim,
        factuality=mention.factuality,
        text=mention.content.text,
    )


def chosen_statements(index: Index, book: Casebook, query: Mapping[str, str]) -> list[Statement]:
    """Return the statements that fit a query: ``outlet``, ``ground``, ``speaker``, ``stance``,
    ``factuality``, ``report``, ``claim``, ``aim`` ("1" for declared aims).

    Raises:
        UsageError: the casebook holds no such claim.
    """  # noqa: D205  the summary names every part of the query
    claim = query.get("claim", "")
    if claim and index.claim(claim) is None:
        raise unknown("claim", claim)
    tests: list[Callable[[Statement], bool]] = [
        lambda one, column=column, wanted=wanted: getattr(one, column) == wanted  # type: ignore[misc]
        for column in ("ground", "speaker", "stance", "factuality", "report", "claim")
        if (wanted := query.get(column))
    ]
    if outlet := query.get("outlet"):
        tests.append(lambda one: index.reports[one.report].outlet == outlet)
    if query.get("aim"):
        tests.append(lambda one: one.aim)
    found = statements(index, book, claim, *_narrowed(index, query))
    return [one for one in found if all(test(one) for test in tests)]


def _narrowed(index: Index, query: Mapping[str, str]) -> tuple[str, list[object]]:
    """Return what the database can choose by itself, so that it need not hand over everything."""
    columns_of = {
        "speaker": "mentions.speaker", "stance": "mentions.stance", "factuality": "mentions.factuality",
        "report": "mentions.report", "claim": "claims.id",
    }  # fmt: skip
    asked: list[tuple[str, object]] = [
        (f"{column} = ?", query[name]) for name, column in columns_of.items() if query.get(name)
    ]
    if outlet := query.get("outlet"):
        held = [line.id for line in index.reports.values() if line.outlet == outlet]
        asked.append(("mentions.report IN (SELECT value FROM json_each(?))", json.dumps(held)))
    # In the words of the index of aims.
    aims = ["mentions.aim"] if query.get("aim") else []
    condition = " AND ".join([*(one for one, _ in asked), *aims])
    return f"({condition})" if condition else "", [value for _, value in asked]


def statements_page(index: Index, book: Casebook, query: Mapping[str, str]) -> StatementsPage:
    """Return the statements that fit a query, a page of them, each with the words around it.

    Raises:
        UsageError: a value of the query does not exist.
    """
    fits = chosen_statements(index, book, query)
    offset, limit = number(query, "offset", 0), min(number(query, "limit", PAGE), LARGEST_PAGE)
    rows = fits[offset : offset + limit]
    mentions = {
        name: mention for name, (_, mention) in columns.mentions(book, (one.id for one in rows)).items()
    }
    texts = texts_of(index, book, (one.report for one in rows))
    claim = index.claim(query.get("claim"))
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
