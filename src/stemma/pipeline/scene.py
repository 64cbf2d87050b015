"""What the collation of new reports reads of a casebook: records as decided, each read once."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from stemma.casebook import decisions
from stemma.casebook.memory import Counts, Memory, number_of
from stemma.collation.constraints import Constraints, constraints
from stemma.collation.statements import Statement, Weights, statements
from stemma.records import ClaimMention, Copy, Decision, EventMention, Report


class Scene:
    """The records that some collation needs, as the standing decisions amend them.

    Args:
        db: the casebook's connection.
        standing: the decisions that stand.
        size: how many mentions words were counted in.
    """

    def __init__(self, db: sqlite3.Connection, standing: Sequence[Decision], size: int) -> None:
        self.memory = Memory(db)
        self.rules: Constraints = constraints(standing)
        self.rejected = decisions.rejected(standing)
        self.weight = Weights(Counts(self.memory), size)
        sourced = [
            one.keys[0][0] for one in standing if one.action == "resource" and one.keys and one.keys[0]
        ]
        found = {one.id: one for one in self.memory.mentions("id", sourced)}
        self.sourced: Mapping[str, ClaimMention] = decisions.amend_mentions(found, standing)
        # Crowds whose members other dates changed, by the numbers of their keys.
        self.crowds: dict[int, list[int]] = {}
        self._linked: dict[int, Sequence[int]] = {}  # words that were looked up, by the numbers of their keys
        self._reports: dict[str, Report] = {}
        self._mentions: dict[str, ClaimMention] = {}
        self._statements: dict[str, Statement] = {}

    def reports(self, ids: Iterable[str]) -> dict[str, Report]:
        """Return reports by id."""
        wanted = list(dict.fromkeys(ids))
        self._reports.update(self.memory.reports(one for one in wanted if one not in self._reports))
        return {one: self._reports[one] for one in wanted if one in self._reports}

    def date(self, reports: Mapping[str, Report]) -> None:
        """Take reports as they are dated now."""
        self._reports.update(reports)

    def look_up(self, keys: Iterable[str]) -> None:
        """Read the claim mentions that words link together: quicker than one word after the other."""
        numbers = set(map(number_of, keys))
        self._linked.update(dict.fromkeys(numbers, ()))
        self._linked.update(self.memory.linked_at(numbers))

    def linked(self, key: str) -> Sequence[int]:
        """Return the claim mentions that a word links, in the order in which they came."""
        return self._linked[number_of(key)]

    def members(self, key: str) -> list[int]:
        """Return the event mentions of a place and time, in the order in which they came."""
        number = number_of(key)
        return self.crowds[number] if number in self.crowds else self.memory.members_at(number)

    def mentions_of(self, reports: Iterable[str]) -> list[ClaimMention]:
        """Return the claim mentions of reports, rejected ones included."""
        return self._note(self.memory.mentions("report", reports))

    def mentions(self, ids: Iterable[str]) -> dict[str, ClaimMention]:
        """Return claim mentions by id."""
        wanted = list(dict.fromkeys(ids))
        self._note(self.memory.mentions("id", (one for one in wanted if one not in self._mentions)))
        return {one: self._mentions[one] for one in wanted if one in self._mentions}

    def _note(self, found: Iterable[ClaimMention]) -> list[ClaimMention]:
        decided = [self.sourced.get(one.id, one) for one in found]
        self._mentions.update((one.id, one) for one in decided)
        return decided

    def statements(self, ids: Iterable[str]) -> dict[str, Statement]:
        """Return claim mentions taken apart, by id; those that cannot be are left out."""
        wanted = list(dict.fromkeys(ids))
        missing = self.mentions(one for one in wanted if one not in self._statements)
        reports = self.reports(one.report for one in missing.values())
        self._statements.update((one.id, one) for one in statements(reports, missing.values()))
        return {one: self._statements[one] for one in wanted if one in self._statements}

    def event_mentions(self, column: str, values: Iterable[str]) -> list[EventMention]:
        """Return event mentions by ``id``, ``report`` or ``claim``."""
        found = self.memory.event_mentions(column, values)
        claims = self.mentions(one.claim for one in found if one.claim)
        kept = {key: one for key, one in claims.items() if key not in self.rejected}
        return [decisions.amend_event(one, kept) for one in found]

    def copies_of(self, reports: Iterable[str]) -> list[Copy]:
        """Return the stored copies that reports take part in."""
        wanted = list(reports)
        found = [
            copy
            for end in ("source", "target")
            for copy in self.memory.decoded(Copy, f"SELECT record FROM copies WHERE {end} IN ({{}})", wanted)  # noqa: S608  fixed names
        ]
        return list({copy.id: copy for copy in found}.values())
