"""What a casebook holds that may tell a claim too: mentions of few days' reports with the same rare words."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from math import ceil, floor

import msgspec

from stemma.casebook.decisions import standing
from stemma.casebook.memory import Counts, Kept, Memory
from stemma.collation.constraints import Constraints, constraints
from stemma.collation.statements import FIRST_SAMPLE, Statement, Weights, count_words, statements
from stemma.collation.words import Word, stem
from stemma.matching.bounds import whole
from stemma.records import ClaimMention, Report

_RECORDS = (
    "SELECT claim, coalesce(amended, record) AS record FROM claim_mentions "
    "JOIN mentions ON mentions.id = claim_mentions.mention "
)
_SHORTEST = 4  # letters of a stem with which all words that begin so are sought
# With the days asked of the text index itself ("rowid IN" without the sign) each day would search it anew.
_NEAR = (
    "SELECT id FROM reports WHERE n IN (SELECT rowid FROM reports_fts WHERE reports_fts MATCH ? "
    "AND +rowid IN (SELECT n FROM reports WHERE published >= ? AND published < ?)) ORDER BY n"
)
_EVENTS = (
    "SELECT event_mentions.claim AS mention, event FROM event_mentions "
    "JOIN event_members ON event_members.mention = event_mentions.id WHERE event_mentions.claim IN ({})"
)


class Reader:
    """Reads of one casebook, each made once.

    Args:
        db: the casebook's connection.

    Attributes:
        db: the casebook's connection.
        weight: how telling words are, None where a casebook that is not small does not remember it.
        rules: what analysts decided.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self.memory = Memory(db)
        self.db = db
        self.rules: Constraints = constraints(standing(db))
        self._kept: dict[str, tuple[Kept, ...]] = {}
        self._reports: dict[str, Report] = {}
        self._claims: dict[str, str] = {}
        self._statements: dict[str, Statement] = {}
        self.weight = self._weights()

    def _weights(self) -> Weights | None:
        basis = self.memory.values().get("basis")
        if basis:
            return Weights(Counts(self.memory), json.loads(basis)["size"])
        ids = [row[0] for row in self.db.execute("SELECT id FROM reports LIMIT ?", (FIRST_SAMPLE + 1,))]
        return self._counted(ids) if len(ids) <= FIRST_SAMPLE else None

    def _counted(self, ids: Sequence[str]) -> Weights:
        """Count the words of a casebook so small that nothing is remembered of it."""
        items = self._taken_apart(self.db.execute(_RECORDS)).values()
        weight = count_words(list(items), ids)
        found: dict[str, list[Kept]] = {one: [] for one in ids}
        for n, item in enumerate(items):
            kept = Kept(n, item.id, item.report, item.start, item.end, weight.total(item), item.stems)
            found[item.report].append(kept)
        self._kept.update((report, tuple(own)) for report, own in found.items())
        return weight

    def claim(self, claim: str) -> list[Statement]:
        """Return the mentions of a claim taken apart, in the claim's order."""
        query = f"{_RECORDS} WHERE claim = ? ORDER BY claim_mentions.position"
        return list(self._taken_apart(self.db.execute(query, (claim,))).values())

    def statements(self, ids: Iterable[str]) -> dict[str, Statement]:
        """Return mentions of claims taken apart, by id."""
        wanted = list(dict.fromkeys(ids))
        missing = [one for one in wanted if one not in self._statements]
        self._taken_apart(self.memory.among(f"{_RECORDS} WHERE mentions.id IN ({{}})", missing))
        return {one: self._statements[one] for one in wanted if one in self._statements}

    def _taken_apart(self, rows: Iterable[sqlite3.Row]) -> dict[str, Statement]:
        decoder = msgspec.json.Decoder(ClaimMention)
        found: dict[str, ClaimMention] = {}
        for row in rows:
            mention = decoder.decode(row["record"])
            found[mention.id] = mention
            self._claims[mention.id] = row["claim"]
        new = [one for key, one in found.items() if key not in self._statements]
        reports = self.reports(one.report for one in new)
        self._statements.update((one.id, one) for one in statements(reports, new))
        return {key: self._statements[key] for key in found if key in self._statements}

    def claim_of(self, mention: str) -> str:
        """Return the claim of a mention that was read."""
        return self._claims[mention]

    def reports(self, ids: Iterable[str]) -> dict[str, Report]:
        """Return reports by id."""
        wanted = list(dict.fromkeys(ids))
        self._reports.update(self.memory.reports(one for one in wanted if one not in self._reports))
        return {one: self._reports[one] for one in wanted if one in self._reports}

    def kept(self, reports: Iterable[str]) -> dict[str, tuple[Kept, ...]]:
        """Return what is kept of the mentions of reports, by report."""
        wanted = list(dict.fromkeys(reports))
        missing = [one for one in wanted if one not in self._kept]
        found: dict[str, list[Kept]] = {one: [] for one in missing}
        for kept in self.memory.statements("report", missing):
            found[kept.report].append(kept)
        self._kept.update((report, tuple(own)) for report, own in found.items())
        return {one: self._kept[one] for one in wanted}

    def near(self, item: Statement) -> Sequence[str]:
        """Return reports of the same days with rare words of a mention; of too many, with fewer."""
        if item.date is None:
            return ()
        reach = whole("days")
        first, last = (
            date.fromordinal(day).isoformat()
            for day in (max(1, floor(item.date[0]) - reach), ceil(item.date[1]) + reach)
        )
        words = self._rarest(item)
        found: list[str] = []
        while words:
            rows = self.db.execute(_NEAR, (_sought(words), first, last))
            found = [row[0] for row in rows if row[0] != item.report]
            if len(found) <= whole("reports"):
                break
            words = words[: len(words) // 2]
        return found[: whole("reports")]

    def _rarest(self, item: Statement) -> list[Word]:
        """Return the rarest words of a mention, the rarest first."""
        assert self.weight is not None
        of = self.weight.of
        words = {word.stem: word for word in item.content.words if word.stem in item.stems}
        return sorted(words.values(), key=lambda word: (-of[word.stem], word.stem))[: whole("sought")]

    def events(self, mentions: Iterable[str]) -> Mapping[str, frozenset[str]]:
        """Return the events that stand in mentions."""
        found: dict[str, set[str]] = {}
        for row in self.memory.among(_EVENTS, mentions):
            found.setdefault(row["mention"], set()).add(row["event"])
        return {one: frozenset(events) for one, events in found.items()}


def _sought(words: Iterable[Word]) -> str:
    """Return the query for reports that have any of some words, in any of their forms."""
    terms: dict[str, None] = {}
    for word in words:
        terms[f'"{word.text}"'] = None
        bare = stem(word.low)
        if len(bare) >= _SHORTEST and bare.isalpha():
            terms[f'"{bare}"*'] = None
    return " OR ".join(terms)


def latest_claims(db: sqlite3.Connection, limit: int) -> Iterator[str]:
    """Yield the claims of the latest dated reports, each once, up to a number of them."""
    latest = "SELECT id FROM reports WHERE published IS NOT NULL ORDER BY published DESC, n DESC"
    told = (
        "SELECT claim FROM mentions JOIN claim_mentions ON claim_mentions.mention = mentions.id "
        "WHERE report = ? ORDER BY mentions.position"
    )
    claims = (row[0] for (report,) in db.execute(latest) for row in db.execute(told, (report,)))
    yield from islice(_once(claims), limit)


def _once(items: Iterable[str]) -> Iterator[str]:
    """Yield each item when it comes first."""
    known: set[str] = set()
    for item in items:
        if item not in known:
            known.add(item)
            yield item


__all__ = ["Reader", "latest_claims"]
