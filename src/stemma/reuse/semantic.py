"""Rewritings that share too little wording for the index: the same details, told sentence for sentence."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from stemma.records import Report
from stemma.reuse.direction import published_range
from stemma.reuse.known import Known, Register, word_number
from stemma.reuse.retelling import Rewriting, Vectors, align_told, encoded, likely, sentences_of
from stemma.reuse.specifics import hard_words

Fetch = Callable[[Sequence[str]], Sequence[Report]]
Ends = tuple[str, str]

# Candidates: reports of at most so many days' distance that share three names or numbers which fewer
# than 48 reports have, and six tenths of what the one with fewer has (rewritings by hand: .78 and more).
_DAYS = 10
LEAST_HARD = 3
MOST_HOLDERS = 48
_SHARED_HARD = 0.6
_MOST_CANDIDATES = 4
# A report that shares the wording of so many before it is one of a story's many carriers: those of them
# that it was not compared with are no rewritings.
ENOUGH_COPIED = 16
# The encoder reads about 100 sentences a second: an index spends at most half a minute on it.
BUDGET = 3000
_MOST_READINGS = 400


class ById(Protocol):
    """Reports as the search knows them, by id."""

    def __getitem__(self, name: str, /) -> Known:
        """Return a report."""
        ...


class _Reading:
    """A report's sentences, with their vectors when they were needed."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.told = sentences_of(report)
        self.vectors: Vectors | None = None

    def encoded(self) -> Vectors:
        if self.vectors is None:
            self.vectors = encoded(self.told)
        return self.vectors


@dataclass(slots=True)
class Slot:
    """A place for a reading; ``encoded`` says that its sentences have vectors."""

    encoded: bool = False
    reading: _Reading | None = None


class Purse:
    """The sentences that may still be encoded, and the last readings, whose vectors are kept.

    What it allows rests on all that was looked at before, in order, and on nothing but that.
    """

    def __init__(self, budget: int = BUDGET) -> None:
        self.budget = budget
        self._slots: dict[str, Slot] = {}

    def slot(self, name: str) -> Slot:
        """Return the place of a report's reading, which may have been kept."""
        if name not in self._slots:
            if len(self._slots) >= _MOST_READINGS:
                self._slots.clear()
            self._slots[name] = Slot()
        return self._slots[name]

    def spend(self, one: tuple[Slot, int], other: tuple[Slot, int]) -> bool:
        """Tell whether two readings, of so many sentences each, may be encoded, and count them."""
        fresh = sum(sentences for slot, sentences in (one, other) if not slot.encoded)
        if fresh > self.budget:
            return False
        self.budget -= fresh
        one[0].encoded = other[0].encoded = True
        return True


class Rewritings:
    """Every report added so far, by its names and numbers, ready to be compared with a new one.

    What is found rests on the order of adding, and not on the parts that reports are added in.

    Args:
        fetch: gives the reports of some ids; None when all reports are added here.
        budget: sentences that may be encoded.
    """

    def __init__(self, fetch: Fetch | None = None, budget: int = BUDGET) -> None:
        self._purse = Purse(budget)
        self._fetch = fetch
        self._held: dict[str, Report] = {}
        self._known = Register()
        self._coming: dict[str, Known] = {}
        # The first to have each name or number that a report added here has; restored reports are
        # looked through for it when it is first asked for.
        self._holders: dict[int, list[str]] = {}

    @property
    def budget(self) -> int:
        """Sentences that may still be encoded."""
        return self._purse.budget

    def add(self, report: Report, copied: Collection[str] = ()) -> list[tuple[Report, Rewriting]]:
        """Add a report and return the earlier ones that it rewrites or that rewrite it.

        A report added before, by id, gives nothing.

        Args:
            report: the new report.
            copied: ids of reports that are known to share its wording; they are not looked at.
        """
        if report.id in self._known:
            return []
        self.prepare([report])
        new = self._coming.pop(report.id)
        carrier = sum(one in self._known for one in copied) >= ENOUGH_COPIED
        candidates = [] if carrier else likeliest(new, self._shared(new), self._known, copied)
        self._note(new)
        self._held[report.id] = report
        found = []
        for name in candidates:
            rewriting = self._compare(self._reading(name), self._reading(report.id))
            if rewriting is not None:
                found.append((self._report(name), rewriting))
        return found

    def prepare(self, reports: Iterable[Report]) -> None:
        """Look up who has the names and numbers of reports to be added: quicker for all at once."""
        coming = {
            report.id: known_of(report)
            for report in reports
            if report.id not in self._known and report.id not in self._coming
        }
        self._coming.update(coming)
        wanted = set().union(*(known.hard for known in coming.values())) - self._holders.keys()
        self._holders.update((word, []) for word in wanted)
        self._holders.update(self._known.holders(wanted, MOST_HOLDERS))

    def redate(
        self, reports: Sequence[Report], copied: Collection[Ends], turned: Collection[Ends] = ()
    ) -> bool:
        """Date reports anew, and tell whether no other pairs would have been looked at.

        Where others would, what was found may not hold, nor what the budget allowed.

        Args:
            reports: the reports as they are now.
            copied: pairs that were known to share their wording, and are: they are not looked at.
            turned: other pairs that were known to, or are now.
        """
        was = {report.id: self._known[report.id] for report in reports}
        now = {report.id: known_of(report) for report in reports}
        self._known.change(now)
        settled = {frozenset(pair) for pair in copied}
        kept = {
            (new.name, other.name): (_fits(old, was.get(other.name, other)), _fits(new, other))
            for old, new in zip(was.values(), now.values(), strict=True)
            for other in self._known
            if other.name != new.name
            and _enough(new, other)
            and frozenset((new.name, other.name)) not in settled
        }
        unsettled = [(was.get(one, self._known[one]), was.get(two, self._known[two])) for one, two in turned]
        near = any(_enough(one, two) and _fits(one, two) for one, two in unsettled)
        near |= any(_fits(self._known[one], self._known[two]) for one, two in turned)
        carried = Counter(end for pair in (*copied, *turned) for end in pair)
        near |= any(carried[end] >= ENOUGH_COPIED for pair in turned for end in pair)
        same = all(old.hard == now[name].hard for name, old in was.items())
        return same and not near and all(before == after for before, after in kept.values())

    def pieces(self) -> dict[str, bytes | bytearray]:
        """Return all that is needed to go on later, but for the reports themselves.

        It is in pieces, of which a few more reports change little.
        """
        return self._known.pieces(self.budget)

    @classmethod
    def restore(cls, state: bytes | Mapping[str, bytes | bytearray], fetch: Fetch) -> "Rewritings":
        """Return what gave a state.

        Args:
            state: what ``pieces`` returned, or what casebooks had before.
            fetch: gives the reports of some ids; called only for those that a new one may rewrite.

        Raises:
            DataError: when it is no such state, or one of another version.
        """
        known, budget = Register.restore(state)
        rewritings = cls(fetch, budget)
        rewritings._known = known
        return rewritings

    def _note(self, known: Known) -> None:
        self._known.add(known)
        for word in known.hard:
            if len(self._holders[word]) < MOST_HOLDERS:
                self._holders[word].append(known.name)

    def _report(self, name: str) -> Report:
        if name not in self._held and self._fetch:
            self._held |= {report.id: report for report in self._fetch([name])}
        return self._held[name]

    def _reading(self, name: str) -> tuple[Slot, _Reading]:
        slot = self._purse.slot(name)
        if slot.reading is None:
            slot.reading = _Reading(self._report(name))
        return slot, slot.reading

    def _shared(self, new: Known) -> Counter[str]:
        """Return how many of a report's rarer names and numbers each earlier report has."""
        shared: Counter[str] = Counter()
        for word in new.hard:
            holders = self._holders.get(word, ())
            if len(holders) < MOST_HOLDERS:
                shared.update(holders)
        return shared

    def _compare(self, one: tuple[Slot, _Reading], other: tuple[Slot, _Reading]) -> Rewriting | None:
        """Return how one of two reports rewrites the other, None when it does not or the budget is spent."""
        a, b = one[1].told, other[1].told
        found = likely(a, b)
        if found is None or not self._purse.spend((one[0], len(a)), (other[0], len(b))):
            return None
        return align_told(a, b, (one[1].encoded(), other[1].encoded()), found)


def known_of(report: Report) -> Known:
    """Return a report as the candidates' search knows it."""
    day = published_range(report.published)
    outlet = (report.outlet or "").casefold()
    hard = frozenset(map(word_number, hard_words(report)))
    return Known(report.id, outlet, day[0].toordinal() if day else -1, hard)


def likeliest(new: Known, shared: Mapping[str, int], known: ById, copied: Collection[str]) -> list[str]:
    """Return the ids of the earlier reports that a new one most probably rewrites, the likeliest first.

    Args:
        new: the new report.
        shared: how many of its names and numbers that fewer than ``MOST_HOLDERS`` had before each
            earlier report has; those with fewer than ``LEAST_HARD`` may be left out.
        known: the earlier reports by id.
        copied: ids of reports that are known to share its wording; they are left out.
    """
    fitting = [
        (-count, other)
        for other, count in shared.items()
        if count >= LEAST_HARD and other not in copied and _fits(new, known[other])
    ]
    return [other for _, other in sorted(fitting)[:_MOST_CANDIDATES]]


def _enough(new: Known, other: Known) -> bool:
    """Tell whether two reports may share enough names and numbers to be looked at."""
    return len(new.hard & other.hard) >= LEAST_HARD


def _fits(new: Known, other: Known) -> bool:
    """Tell whether two reports are of other outlets, near in time and share many names and numbers."""
    if new.day >= 0 and other.day >= 0 and abs(new.day - other.day) > _DAYS:
        return False
    if new.outlet and new.outlet == other.outlet:
        return False
    both = len(new.hard & other.hard)
    return both >= _SHARED_HARD * min(len(new.hard), len(other.hard))
