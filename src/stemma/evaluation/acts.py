"""Acts of force in whole texts, labelled by hand: found, and who did what to whom, where and when.

A row is an event mention of force said to have occurred. It is right in kind where it has one of the
label's, in place and parties where these are the label's words or mean the same, in day where it has
the label's day, and in each also where label and row both tell none. A row of an open mention counts
neither as found nor as false. ``rows_f1`` sets rows against acts told, once for each sentence that
tells them. Rows of one text are collated: ``events_per_act`` is how many events the rows of one act
become, ``together_f1`` the B-cubed F1 of rows by event against rows by act, and ``event_…`` say what
is right of the event that has most rows of an act (``event_all_right``: kind, actor, place and day).

What the rules leave open, a model chooses. Each half of the texts is scored with the model that was
trained on the other alone; the bundled one was trained on both.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from msgspec import Struct

from stemma.casebook import Analysis
from stemma.collation import collate_events
from stemma.evaluation.acts_labels import Labelled, read_labels, reports_of
from stemma.evaluation.acts_matching import EVENT_MARKS, MARKS, Match, event_marks, matched
from stemma.evaluation.base import Evaluation, by_halves
from stemma.evaluation.parsing import read_whole
from stemma.events.choosing import read_model
from stemma.language import Parser
from stemma.places import Gazetteer
from stemma.records import Report

_LABELS = files("stemma.evaluation") / "labels"
_OTHERS = {"train": "test", "test": "train"}


class Score(Struct, frozen=True):
    """One text: acts told, rows that count, what was found with its marks, and its collated events.

    ``groups`` holds the act and the event of each row found, ``event_marks`` what is right of the event
    of each act found.
    """

    told: int
    rows: int
    marks: tuple[tuple[bool, ...], ...]
    groups: tuple[tuple[str, str], ...]
    event_marks: tuple[tuple[bool, ...], ...]


def evaluate(data: Path) -> Evaluation:
    """Score acts of force on the labelled texts under ``data``: all of them, and each half."""
    return Evaluation("acts", str(data), by_halves(list(scores(data, read_labels())), FIGURES))


def scores(data: Path, texts: Sequence[Labelled]) -> Iterator[tuple[str, Score]]:
    """Yield each labelled text's half and score."""
    reports = reports_of(data, [one.key for one in texts])
    models = {part: read_model(_LABELS / f"acts_{other}.npz") for part, other in _OTHERS.items()}
    gazetteer, wanted = Gazetteer.open(), [(one, reports[one.key]) for one in texts]
    for (labelled, report), parsed in zip(wanted, Parser().parse(r for _, r in wanted), strict=True):
        read = read_whole(report, parsed, gazetteer, models[labelled.part])
        yield labelled.part, score(report, labelled, matched(report, parsed, labelled.labels, read), read)


def score(report: Report, labelled: Labelled, match: Match, read: Analysis) -> Score:
    """Return the score of one text."""
    acts = {row.id: act for row, act in match.acts}
    events = collate_events({report.id: report}, read.events, (), ())
    groups = [(acts[one.id], event) for event in events for one in event.mentions if one.id in acts]
    counts = Counter((act, event.id) for act, event in groups)
    # The last of an act's events in this order is the one that has most of its rows.
    best = dict(sorted(groups, key=lambda one: (counts[one[0], one[1].id], one[1].id)))
    return Score(
        match.told,
        match.rows,
        match.marks,
        tuple((act, event.id) for act, event in groups),
        tuple(
            event_marks(report, [one for one in labelled.labels if one.event == act], event, read.places)
            for act, event in best.items()
        ),
    )


def _f1(items: Sequence[Score]) -> float:
    total = sum(one.told + one.rows for one in items)
    return 2 * sum(len(one.marks) for one in items) / total if total else 0.0


def _recall(items: Sequence[Score]) -> float:
    told = sum(one.told for one in items)
    return sum(len(one.marks) for one in items) / told if told else 0.0


def _false(items: Sequence[Score]) -> float:
    rows = sum(one.rows for one in items)
    return sum(one.rows - len(one.marks) for one in items) / rows if rows else 0.0


def _events(items: Sequence[Score]) -> float:
    acts = sum(len({act for act, _ in one.groups}) for one in items)
    return sum(len(set(one.groups)) for one in items) / acts if acts else 0.0


def _together(items: Sequence[Score]) -> float:
    """Return the B-cubed F1 of rows found by event against rows found by act."""
    precision, recall = [], []
    for one in items:
        both = Counter(one.groups)
        acts, events = Counter(act for act, _ in one.groups), Counter(event for _, event in one.groups)
        precision += [both[pair] / events[pair[1]] for pair in one.groups]
        recall += [both[pair] / acts[pair[0]] for pair in one.groups]
    total = sum(precision) + sum(recall)
    return 2 * sum(precision) * sum(recall) / len(precision) / total if total else 0.0


Marks = Callable[[Score], tuple[tuple[bool, ...], ...]]


def _right(marks: Marks, *at: int) -> Callable[[Sequence[Score]], float]:
    """Return the statistic that tells what share has all of some marks."""

    def share(items: Sequence[Score]) -> float:
        right = [all(mark[each] for each in at) for one in items for mark in marks(one)]
        return sum(right) / len(right) if right else 0.0

    return share


def _of_row(score: Score) -> tuple[tuple[bool, ...], ...]:
    return score.marks


def _of_event(score: Score) -> tuple[tuple[bool, ...], ...]:
    return score.event_marks


FIGURES: dict[str, Callable[[Sequence[Score]], float]] = {
    "rows_f1": _f1,
    "found": _recall,
    "false_rows": _false,
    "all_right": _right(_of_row, *range(len(MARKS))),
    **{f"{name}_right": _right(_of_row, at) for at, name in enumerate(MARKS)},
    "events_per_act": _events,
    "together_f1": _together,
    "event_all_right": _right(_of_event, *range(len(EVENT_MARKS) - 1)),
    **{f"event_{name}_right": _right(_of_event, at) for at, name in enumerate(EVENT_MARKS)},
}
