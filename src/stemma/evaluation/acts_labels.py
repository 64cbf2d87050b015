"""Labels of acts of force: which text tells which act, by whom, on whom, where and when.

A label is one mention of an act: a word that tells it, the act's number in its text, kinds of which
any may be coded, and spans of the words that say who did it, whom it hit, where it was and how many
died, wherever in the text they stand. ``day`` is as exact as the text with its date allows. An act
marked ``open`` is one that may be coded and need not be. Offsets are into the text of the report as
`reports_of` makes it, end-exclusive.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from msgspec import Struct

from stemma.evaluation import re3d, toponyms
from stemma.evaluation.base import need
from stemma.evaluation.fakes_pairs import read_articles
from stemma.evaluation.parsing import body_report, headed_report
from stemma.records import Report, Span

KINDS = {
    "battle": "Battles",
    "explosion": "Explosions/Remote violence",
    "civilians": "Violence against civilians",
    "protest": "Protests",
    "riot": "Riots",
    "strategic": "Strategic developments",
}
Spans = tuple[Span, ...]


class Label(Struct, frozen=True):
    """One mention of an act; ``kinds`` are ACLED's event types, none for an open one."""

    event: str
    trigger: Span
    open: bool = False
    kinds: frozenset[str] = frozenset()
    actor: Spans = ()
    target: Spans = ()
    place: Spans = ()
    day: str = ""
    day_words: Spans = ()
    dead: Spans = ()


class Labelled(Struct, frozen=True):
    """A text labelled whole: its key ("set:id"), which half it is in, and its mentions in order."""

    key: str
    part: str
    labels: tuple[Label, ...]


def read_labels(part: str = "") -> list[Labelled]:
    """Return the labelled texts in order of their keys, only those of a half ("train", "test") if given."""
    text = (files("stemma.evaluation") / "labels" / "acts.csv").read_text(encoding="utf-8")
    rows: dict[tuple[str, str], list[Label]] = {}
    for row in csv.DictReader(text.splitlines()):
        labels = rows.setdefault((row["document"], row["part"]), [])
        if row["event"]:
            labels.append(_label(row))
    return [Labelled(key, half, tuple(rows[key, half])) for key, half in sorted(rows) if part in ("", half)]


def _label(row: Mapping[str, str]) -> Label:
    return Label(
        row["event"],
        _spans(row["trigger"])[0],
        row["open"] == "yes",
        frozenset(KINDS[kind] for kind in row["kinds"].split()),
        _spans(row["actor"]),
        _spans(row["target"]),
        _spans(row["place"]),
        row["day"],
        _spans(row["day_words"]),
        _spans(row["dead"]),
    )


def _spans(cell: str) -> Spans:
    pairs = (one.split("-") for one in cell.split())
    return tuple(Span(int(start), int(end)) for start, end in pairs)


def reports_of(data: Path, keys: Iterable[str]) -> dict[str, Report]:
    """Return the reports of labelled texts by key, from the sets under ``data``.

    Raises:
        DataMissing: a set is not there.
    """
    wanted: dict[str, set[str]] = {}
    for key in keys:
        name, _, own = key.partition(":")
        wanted.setdefault(name, set()).add(own)
    return {
        f"{name}:{own}": report
        for name, ids in wanted.items()
        for own, report in _READERS[name](data)
        if own in ids
    }


def _fa_kes(data: Path) -> Iterator[tuple[str, Report]]:
    for article in read_articles(need(data / "fa-kes" / "FA-KES-Dataset.csv")):
        yield article.id, body_report(article.id, article.text, article.published)


def _ukraine(data: Path) -> Iterator[tuple[str, Report]]:
    folder = need(data / "ukraine-news-bias")
    for path in sorted(folder.glob("article_*.json")):
        items = json.loads(path.read_text(encoding="utf-8"))["sentences"]
        sentences = [(item["content"] or "").strip() for item in items]
        yield path.stem.removeprefix("article_"), headed_report(path.stem, sentences)


def _trnews(data: Path) -> Iterator[tuple[str, Report]]:
    for article in toponyms.articles(data / "tr-news" / "TR-News.xml"):
        yield article.report.id.rpartition("-")[2], article.report


def _re3d(data: Path) -> Iterator[tuple[str, Report]]:
    for document in re3d.read_documents(need(data / "re3d")):
        yield document.report.id, document.report


_READERS = {"fa-kes": _fa_kes, "ukraine-news-bias": _ukraine, "tr-news": _trnews, "re3d": _re3d}
