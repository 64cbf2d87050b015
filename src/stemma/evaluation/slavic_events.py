"""Events of Russian and Ukrainian reports: invented ones, with what happened told by hand beside them.

Half of the reports ("dev") were read while the rules were written; the figures are of the other half
("held") and of both languages in it. Each report is coded and collated by itself, as an analyst sees it:
an event is right when its type may be so, it lies within 25 km (or as far off as the label allows) and
its days hold the day, and when its toll is that of the report; what the label leaves open is not asked.
An event said to have occurred is false where the report has none of its type at such a place. Political
acts, which have no type of ACLED's, are not asked: see slavic_political.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from stemma.collation import collate_events
from stemma.evaluation.base import Evaluation, bootstrap, false_rows, share
from stemma.evaluation.parsing import read_whole
from stemma.evaluation.slavic_labels import Half, labelled, need_languages, told_report
from stemma.globe import distance_km
from stemma.language import Parser
from stemma.places import Gazetteer
from stemma.records import Event, Report

_NEAR_KM = 25.0
_DAYS = 2  # an event told to be within so many days has its day


class Expected(Struct, frozen=True):
    """An event of a report as a reader tells it; None and "" ask nothing."""

    types: frozenset[str]
    place: tuple[float, float] | None
    km: float
    date: str
    killed: int | None
    injured: int | None


class Case(Struct, frozen=True):
    """A report with the events that it tells."""

    report: Report
    events: tuple[Expected, ...]


class Outcome(Struct, frozen=True):
    """What was found of one event: None for what the label does not ask."""

    language: str
    typed: bool
    placed: bool | None
    dated: bool | None
    counted: bool | None

    @property
    def right(self) -> bool:
        """Whether all that is asked is right."""
        return self.typed and False not in (self.placed, self.dated, self.counted)


class Scored(Struct, frozen=True):
    """A report's outcomes, one for each event expected, and how many rows it has and how many are false."""

    outcomes: tuple[Outcome, ...]
    rows: int
    wrong: int


def evaluate(data: Path) -> Evaluation:
    """Score the held half; ``data`` is not read.

    Raises:
        DataError: the packages of the extra ``ru`` are not installed.
    """
    need_languages()
    scored = score(read_cases("held"))
    events = [outcome for one in scored for outcome in one.outcomes]
    figures = {
        "all_right": bootstrap(events, share(lambda one: one.right)),
        "false_rows": bootstrap(scored, false_rows),
        "type_right": bootstrap(events, share(lambda one: one.typed)),
    }
    for name in ("placed", "dated", "counted"):
        asked = [one for one in events if getattr(one, name) is not None]
        figures[f"{name}_right"] = bootstrap(asked, share(lambda one, name=name: bool(getattr(one, name))))  # type: ignore[misc]
    for language in ("ru", "uk"):
        own = [one for one in events if one.language == language]
        figures[f"all_right_{language}"] = bootstrap(own, share(lambda one: one.right))
    return Evaluation("slavic-events", str(data), figures)


def read_cases(half: Half) -> list[Case]:
    """Return the reports of one half."""
    return cases_of(labelled("slavic_events.toml", half))


def cases_of(rows: Iterable[dict[str, Any]]) -> list[Case]:
    """Return labelled reports from rows as the label file has them."""
    return [
        Case(told_report(f"s{number}", row), tuple(_expected(event) for event in row["event"]))
        for number, row in enumerate(rows)
    ]


def _expected(row: dict[str, Any]) -> Expected:
    place = row.get("place")
    return Expected(
        frozenset(row["types"]),
        (place[0], place[1]) if place else None,
        row.get("km", _NEAR_KM),
        row.get("date", ""),
        row.get("killed"),
        row.get("injured"),
    )


def score(cases: Sequence[Case]) -> list[Scored]:
    """Return what was found of each report's events."""
    return [_scored(case, events) for case, events in coded(cases)]


def coded(cases: Sequence[Case]) -> Iterator[tuple[Case, list[Event]]]:
    """Yield each report with its collated events."""
    gazetteer = Gazetteer.open()
    for case, parsed in zip(cases, Parser().parse(case.report for case in cases), strict=True):
        report = case.report
        mentions = read_whole(report, parsed, gazetteer).events
        yield case, list(collate_events({report.id: report}, mentions, (), ()))


def _scored(case: Case, events: Sequence[Event]) -> Scored:
    rows = [event for event in events if event.status == "occurred" and event.type]
    wrong = sum(not any(_may_be(event, row) for event in case.events) for row in rows)
    outcomes = tuple(_outcome(case.report.language, event, rows) for event in case.events)
    return Scored(outcomes, len(rows), wrong)


def _may_be(expected: Expected, row: Event) -> bool:
    return row.type in expected.types and (_near(expected, row) or row.place is None)


def _outcome(language: str, expected: Expected, rows: Sequence[Event]) -> Outcome:
    typed = [row for row in rows if row.type in expected.types]
    best = max(typed, key=lambda row: sum(map(bool, _marks(expected, row))), default=None)
    marks = (False, False, False) if best is None else _marks(expected, best)
    asked = (
        expected.place is not None,
        bool(expected.date),
        expected.killed is not None or expected.injured is not None,
    )
    placed, dated, counted = (bool(mark) if ask else None for mark, ask in zip(marks, asked, strict=True))
    return Outcome(language, best is not None, placed, dated, counted)


def _marks(expected: Expected, row: Event) -> tuple[bool, bool, bool]:
    return _near(expected, row), _dated(expected, row), _counted(expected, row)


def _near(expected: Expected, row: Event) -> bool:
    place = row.place
    if expected.place is None:
        return True
    if place is None or place.lat is None or place.lon is None:
        return False
    return distance_km(*expected.place, place.lat, place.lon) <= expected.km


def _dated(expected: Expected, row: Event) -> bool:
    if not expected.date:
        return True
    if row.start is None:
        return False
    first, last = date.fromisoformat(row.start[:10]), date.fromisoformat((row.end or row.start)[:10])
    return first <= date.fromisoformat(expected.date) <= last and (last - first).days < _DAYS


def _counted(expected: Expected, row: Event) -> bool:
    killed = expected.killed is None or row.fatalities.best == expected.killed
    return killed and (expected.injured is None or row.injuries.best == expected.injured)
