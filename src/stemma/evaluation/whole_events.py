"""Whole events: sentences of FA-KES and ukraine-news-bias, labelled by hand with type, place and date.

Each label is one sentence in its article: whether it tells an event of its own, which of ACLED's
event types may be coded there (background and generic mentions included; "political" for PLOVER's
verbal events), and, where the sentence says them, the coordinates and the day. An event is all right
when a row said to have occurred has a right type, lies within 25 km of the place and has the day;
what the label leaves open is not asked. A row is false when its sentence has no event of its type.
FA-KES articles are dated with the date in their table, as far as it goes; the others have none.
"""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from msgspec import Struct

from stemma.evaluation.base import Evaluation, bootstrap, false_rows, need, share
from stemma.evaluation.fakes_pairs import read_articles
from stemma.evaluation.parsing import body_report, headed_report, read_whole
from stemma.globe import distance_km
from stemma.language import Parser
from stemma.places import Gazetteer
from stemma.records import EventMention, Report

_NEAR_KM = 25.0


class Label(Struct, frozen=True):
    """A sentence labelled by hand.

    For FA-KES ``start`` and ``end`` are offsets into the article's content; for ukraine-news-bias
    ``start`` is the sentence's position and ``end`` None.
    """

    source: str
    document: str
    start: int
    end: int | None
    event: bool
    types: frozenset[str]
    place: tuple[float, float] | None
    date: str


class Outcome(Struct, frozen=True):
    """What was found at one labelled sentence."""

    event: bool
    typed: bool
    placed: bool | None
    dated: bool | None
    rows: int
    wrong: int

    @property
    def right(self) -> bool:
        """Whether type, place and date are right together, as far as the label asks."""
        return self.typed and self.placed is not False and self.dated is not False


def evaluate(data: Path) -> Evaluation:
    """Score whole events on the labelled sentences under ``data``."""
    outcomes = [outcome(label, rows) for label, rows in coded(data, read_labels())]
    events = [item for item in outcomes if item.event]
    figures = {
        "all_right": bootstrap(events, share(lambda item: item.right)),
        "false_rows": bootstrap(outcomes, false_rows),
        "type_right": bootstrap(events, share(lambda item: item.typed)),
        "place_right": bootstrap(
            [item for item in events if item.placed is not None], share(lambda item: bool(item.placed))
        ),
        "date_right": bootstrap(
            [item for item in events if item.dated is not None], share(lambda item: bool(item.dated))
        ),
    }
    return Evaluation("whole-events", str(data), figures, {"an audit of GDELT": {"false_rows": 0.76}})


def read_labels() -> list[Label]:
    """Return the sentences labelled by hand."""
    text = (files("stemma.evaluation") / "labels" / "whole_events.csv").read_text(encoding="utf-8")
    return [
        Label(
            row["source"],
            row["document"],
            int(row["start"]),
            int(row["end"]) if row["end"] else None,
            row["event"] == "yes",
            frozenset(name for name in row["types"].split("; ") if name),
            (float(row["lat"]), float(row["lon"])) if row["lat"] else None,
            row["date"],
        )
        for row in csv.DictReader(text.splitlines())
    ]


def coded(data: Path, labels: Sequence[Label]) -> Iterator[tuple[Label, list[EventMention]]]:
    """Yield each label with the rows said to have occurred that begin in its sentence."""
    reports = dict(_reports(data, labels))
    order = sorted(reports)
    gazetteer = Gazetteer.open()
    rows: dict[str, tuple[EventMention, ...]] = {}
    for key, parsed in zip(order, Parser().parse(reports[key][0] for key in order), strict=True):
        report = reports[key][0]
        rows[key] = read_whole(report, parsed, gazetteer).events
    for label in labels:
        start, end = reports[label.document][1](label)
        found = [
            row
            for row in rows[label.document]
            if row.status == "occurred" and start <= row.trigger.spans[0].start < end
        ]
        yield label, found


_Locate = Callable[[Label], tuple[int, int]]


def _reports(data: Path, labels: Sequence[Label]) -> Iterator[tuple[str, tuple[Report, _Locate]]]:
    wanted = {label.document for label in labels}
    for article in read_articles(need(data / "fa-kes" / "FA-KES-Dataset.csv")):
        if article.id in wanted:
            report = body_report(article.id, article.text, article.published)
            yield article.id, (report, lambda label: (label.start, label.end or label.start))
    for path in sorted(need(data / "ukraine-news-bias").glob("article_*.json")):
        if path.stem in wanted:
            sentences = [
                item["content"] for item in json.loads(path.read_text(encoding="utf-8"))["sentences"]
            ]
            yield path.stem, (headed_report(path.stem, sentences), _locator(sentences))


def _locator(sentences: Sequence[str]) -> _Locate:
    starts = [0, len(sentences[0]) + 2]
    for sentence in sentences[1:]:
        starts.append(starts[-1] + len(sentence) + 1)
    return lambda label: (starts[label.start], starts[label.start + 1])


def outcome(label: Label, rows: Sequence[EventMention]) -> Outcome:
    """Compare the rows of a sentence with its label; the best row decides."""
    wrong = sum((row.type or "political") not in label.types for row in rows)
    typed = [row for row in rows if row.type in label.types]
    best = max(typed, key=lambda row: sum(_marks(label, row)), default=None)
    placed = None if label.place is None else best is not None and _near(label, best)
    dated = None if not label.date else best is not None and _dated(label, best)
    return Outcome(label.event, best is not None, placed, dated, len(rows), wrong)


def _marks(label: Label, row: EventMention) -> tuple[bool, bool]:
    return _near(label, row), _dated(label, row)


def _near(label: Label, row: EventMention) -> bool:
    place = row.place
    if label.place is None or place is None or place.lat is None or place.lon is None:
        return label.place is None
    return distance_km(*label.place, place.lat, place.lon) <= _NEAR_KM


def _dated(label: Label, row: EventMention) -> bool:
    if not label.date:
        return True
    return row.time is not None and (row.time.start or "").startswith(label.date)
