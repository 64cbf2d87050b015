"""Political acts of Russian and Ukrainian reports: invented ones, with who did what to whom beside them.

Half of the reports ("dev") were read while the rules were written; the figures are of the other half
("held"). An act is found when an act of the report has one of its PLOVER events and, where the label
names them, its sides; an act said to have occurred is false where the label has none like it.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from stemma.evaluation.base import Evaluation, bootstrap, false_rows, share
from stemma.evaluation.parsing import read_whole
from stemma.evaluation.slavic_labels import Half, labelled, need_languages, told_report
from stemma.language import Parser
from stemma.places import Gazetteer
from stemma.records import EventMention, Report


class Expected(Struct, frozen=True):
    """An act as a reader tells it: what it may be, and its sides ("" asks nothing)."""

    plover: frozenset[str]
    by: str
    to: str


class Outcome(Struct, frozen=True):
    """Whether an act was found, and with its sides."""

    coded: bool
    right: bool


class Scored(Struct, frozen=True):
    """A report's outcomes, and how many acts were found in it and how many of them are false."""

    outcomes: tuple[Outcome, ...]
    rows: int
    wrong: int


def evaluate(data: Path) -> Evaluation:
    """Score the held half; ``data`` is not read.

    Raises:
        DataError: the packages of the extra ``ru`` are not installed.
    """
    need_languages()
    scored = score("held")
    acts = [outcome for one in scored for outcome in one.outcomes]
    return Evaluation(
        "slavic-political",
        str(data),
        {
            "all_right": bootstrap(acts, share(lambda one: one.right)),
            "coded": bootstrap(acts, share(lambda one: one.coded)),
            "false_rows": bootstrap(scored, false_rows),
        },
    )


def score(half: Half) -> list[Scored]:
    """Return what was found of each report of one half."""
    return [_scored(expected, found) for _, expected, found in coded(half)]


def coded(half: Half) -> Iterable[tuple[Report, list[Expected], list[EventMention]]]:
    """Yield each report of one half with its labels and the political acts found in it."""
    rows = labelled("slavic_political.toml", half)
    reports = [told_report(f"p{number}", row) for number, row in enumerate(rows)]
    gazetteer = Gazetteer.open()
    for row, report, parsed in zip(rows, reports, Parser().parse(reports), strict=True):
        found = [one for one in read_whole(report, parsed, gazetteer).events if not one.type]
        yield report, [_expected(act) for act in row["act"]], found


def _expected(row: dict[str, Any]) -> Expected:
    return Expected(frozenset(row["plover"]), row["by"], row["to"])


def _scored(expected: Sequence[Expected], found: Sequence[EventMention]) -> Scored:
    rows = [one for one in found if one.status == "occurred"]
    outcomes = tuple(
        Outcome(any(row.plover in one.plover for row in rows), any(_is(one, row) for row in rows))
        for one in expected
    )
    return Scored(outcomes, len(rows), sum(not any(_is(one, row) for one in expected) for row in rows))


def _is(expected: Expected, row: EventMention) -> bool:
    if row.plover not in expected.plover:
        return False
    sides = [one.side if one is not None else "" for one in (row.actor, row.target)]
    wanted = [expected.by, expected.to]
    ways = [sides, sides[::-1]] if row.plover in {"CONSULT", "AGREE", "SUPPORT", "COOPERATE"} else [sides]
    return any(all(not want or want == side for want, side in zip(wanted, way, strict=True)) for way in ways)
