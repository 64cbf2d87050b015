"""The list of claims: filters, order and counts."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from msgspec import Struct

from stemma.casebook import Casebook, columns
from stemma.errors import UsageError
from stemma.inflected import finder
from stemma.web.index import ClaimRow, Index

PAGE = 50
LARGEST_PAGE = 500

_FACET_LIMIT = 200


class Facet(Struct, frozen=True):
    """A value that the list can be narrowed to, and how many claims would remain."""

    value: str
    count: int


class ClaimsPage(Struct, frozen=True):
    """One page of the list; ``total`` claims fit the filters, out of ``all``."""

    rows: tuple[ClaimRow, ...]
    total: int
    all: int
    offset: int
    limit: int
    facets: dict[str, tuple[Facet, ...]]


_Value = TypeVar("_Value")
_Test = Callable[[ClaimRow], bool]

_KINDS: dict[str, _Test] = {
    "several-outlets": lambda row: row.outlets > 1,
    "one-origin": lambda row: row.outlets > 1 and row.origins.high <= 1,
    "independent": lambda row: row.origins.low > 1,
    "disputed": lambda row: row.stances.get("deny", 0) > 0,
    "changed": lambda row: row.variants > 0,
    "unsourced": lambda row: row.unsourced > 0,
    "circular": lambda row: row.circular,
    "aims": lambda row: row.aim,
    "undecided": lambda row: not row.decision,
    "accepted": lambda row: row.decision == "accept",
    "rejected": lambda row: row.decision == "reject",
}

_ORDERS: dict[str, Callable[[ClaimRow], tuple[object, ...]]] = {
    "leading": lambda row: (-row.outlets, -row.mentions, row.origins.best, row.id),
    "origins": lambda row: (-row.origins.best, -row.outlets, row.id),
    "gap": lambda row: (row.origins.best - row.outlets, -row.outlets, row.id),
    "changed": lambda row: (-row.variants, -row.outlets, row.id),
    "newest": lambda row: (row.last is None, _descending(row.last or ""), row.id),
    "oldest": lambda row: (row.first is None, row.first or "", row.id),
}


def claims_page(index: Index, book: Casebook, query: Mapping[str, str]) -> ClaimsPage:
    """Return the claims that fit a query, a page of them.

    Args:
        index: the casebook's summary.
        book: the casebook.
        query: ``q`` (words that must occur), ``outlet``, ``speaker``, ``side``, ``grade``,
            ``factuality``, ``kind``, ``report``, ``order``, ``offset``, ``limit``.

    Raises:
        UsageError: a value of the query does not exist.
    """
    rows = filtered(index, book, query)
    offset, limit = number(query, "offset", 0), min(number(query, "limit", PAGE), LARGEST_PAGE)
    return ClaimsPage(
        rows=tuple(rows[offset : offset + limit]),
        total=len(rows),
        all=len(index.rows),
        offset=offset,
        limit=limit,
        facets={
            "outlet": counted(name for row in rows for name in row.outlet_names),
            "speaker": counted(name for row in rows for name in row.speakers),
            "side": counted(side for row in rows for side in row.sides),
            "grade": counted(row.grade for row in rows),
            "factuality": counted(degree for row in rows for degree in row.factuality),
            "kind": tuple(Facet(name, sum(map(test, rows))) for name, test in _KINDS.items()),
        },
    )


def filtered(index: Index, book: Casebook, query: Mapping[str, str]) -> list[ClaimRow]:
    """Return the rows of all claims that fit a query, in the order asked for."""
    tests = _tests(book, query)
    order = _named(_ORDERS, query.get("order") or "leading", "order")
    rows = [row for row in index.rows if all(test(row) for test in tests)]
    return sorted(rows, key=order)


def number(query: Mapping[str, str], name: str, default: int) -> int:
    """Return a whole number of the query.

    Raises:
        UsageError: it is not one, or negative.
    """
    value = query.get(name, "")
    if not value:
        return default
    if not value.isascii() or not value.isdigit():
        raise UsageError(f"{name} must be a whole number, not {value!r}")
    return int(value)


def _tests(book: Casebook, query: Mapping[str, str]) -> list[_Test]:
    tests: list[_Test] = []
    if words := query.get("q", "").casefold().split():
        holds = finder(words)
        tests.append(lambda row: holds(_words_of(row)))
    if outlet := query.get("outlet"):
        tests.append(lambda row: outlet in row.outlet_names)
    if name := query.get("speaker"):
        tests.append(lambda row: name in row.speakers)
    if side := query.get("side"):
        tests.append(lambda row: side in row.sides)
    if grade := query.get("grade"):
        tests.append(lambda row: row.grade == grade)
    if degree := query.get("factuality"):
        tests.append(lambda row: degree in row.factuality)
    if report := query.get("report"):
        held = columns.claims_in(book, report)
        tests.append(lambda row: row.id in held)
    if kind := query.get("kind"):
        tests.append(_named(_KINDS, kind, "kind"))
    return tests


def _words_of(row: ClaimRow) -> str:
    return " ".join((row.text, *row.speakers, *row.outlet_names)).casefold()


def _named(table: Mapping[str, _Value], name: str, what: str) -> _Value:
    try:
        return table[name]
    except KeyError:
        raise UsageError(f"no {what} {name!r}; there are {', '.join(table)}") from None


def _descending(date: str) -> tuple[int, ...]:
    return tuple(-ord(character) for character in date)


def counted(values: Iterable[str]) -> tuple[Facet, ...]:
    """Return how often each value comes, the most frequent first."""
    return tuple(Facet(value, count) for value, count in Counter(values).most_common(_FACET_LIMIT))
