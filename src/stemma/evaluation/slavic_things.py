"""Things in events of Russian and Ukrainian reports: invented ones, with what became of what beside them.

Half of the reports ("dev") were read while the rules were written; the figures are of the other half
("held"). A thing is right with its role, its kind and its number, the least where a bound is told.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from stemma.evaluation.base import Evaluation, bootstrap
from stemma.evaluation.parsing import read_whole
from stemma.evaluation.slavic_labels import Half, labelled, need_languages, told_report
from stemma.language import Parser
from stemma.places import Gazetteer
from stemma.records import Thing

# A thing's role, kind and number, 0 for none.
Key = tuple[str, str, int]


class Scored(Struct, frozen=True):
    """How many things a report's label has, how many were found in it, and how many of these are right."""

    wanted: int
    found: int
    right: int


def evaluate(data: Path) -> Evaluation:
    """Score the held half; ``data`` is not read.

    Raises:
        DataError: the packages of the extra ``ru`` are not installed.
    """
    need_languages()
    scored = score("held")
    return Evaluation(
        "slavic-things",
        str(data),
        {
            "thing_f1": bootstrap(scored, f1),
            "thing_precision": bootstrap(scored, precision),
            "thing_recall": bootstrap(scored, recall),
        },
    )


def score(half: Half) -> list[Scored]:
    """Return what was found of each report of one half."""
    rows = labelled("slavic_things.toml", half)
    reports = [told_report(f"t{number}", row) for number, row in enumerate(rows)]
    gazetteer = Gazetteer.open()
    found = []
    for row, report, parsed in zip(rows, reports, Parser().parse(reports), strict=True):
        things = [one for event in read_whole(report, parsed, gazetteer).events for one in event.things]
        wanted = [(one["role"], one["kind"], one["count"]) for one in row["thing"]]
        found.append(compared(wanted, map(key_of, things)))
    return found


def compared(wanted: Iterable[Key], found: Iterable[Key]) -> Scored:
    """Return how the things found compare with those of a label, one to one."""
    asked, given = Counter(wanted), Counter(found)
    return Scored(asked.total(), given.total(), (asked & given).total())


def key_of(thing: Thing) -> Key:
    """Return what a thing is scored by."""
    return thing.role, thing.kind, thing.best or thing.low or 0


def precision(scored: Sequence[Scored]) -> float:
    """Return what part of the things found are right."""
    found = sum(one.found for one in scored)
    return sum(one.right for one in scored) / found if found else 0.0


def recall(scored: Sequence[Scored]) -> float:
    """Return what part of the labels' things were found."""
    wanted = sum(one.wanted for one in scored)
    return sum(one.right for one in scored) / wanted if wanted else 0.0


def f1(scored: Sequence[Scored]) -> float:
    """Return the harmonic mean of precision and recall."""
    both = precision(scored), recall(scored)
    return 2 * both[0] * both[1] / sum(both) if any(both) else 0.0
