"""Stories: labelled claims of several reports against the claims and origins of a casebook."""

import csv
from collections import Counter
from importlib.resources import files

import pytest
from msgspec.structs import replace

from stemma.evaluation.base import DataMissing
from stemma.evaluation.ingesting import ingested
from stemma.evaluation.stories import FIGURES, Score, evaluate, represented, score
from stemma.evaluation.stories_found import mentions_met
from stemma.evaluation.stories_given import given, joined
from stemma.evaluation.stories_labels import Story, Told, in_letters, placed_in, read_stories
from stemma.records import Span

ONE = (
    "At least 14 people were killed when a rocket hit a market in Kupiansk on Monday, the governor said. "
    "The bridge across the Oskil was closed."
)
OTHER = (
    "A rocket hit a market in Kupiansk on Monday and at least 14 people were killed, the governor said. "
    "Rescuers worked through the night."
)


def _told(report: str, claim: str, text: str, words: str, origin: str) -> Told:
    start = text.index(words)
    span = in_letters(text, Span(start, start + len(words)))
    return Told(report, claim, span, frozenset(words.lower().split()), origin)


@pytest.fixture(scope="module")
def book():
    rows = [
        {"id": "one", "outlet": "Delo Hour", "published": "2022-05-03", "text": ONE},
        {"id": "other", "outlet": "Zoria Post", "published": "2022-05-03", "text": OTHER},
    ]
    with ingested(rows) as book:
        yield book


def _scored(book, *told):
    story = Story("S1", "test", ("one", "other"), told)
    texts = {report.id: report.text for report in book.reports()}
    claims = list(book.claims())
    return score(mentions_met(story, texts, claims, list(book.origins())), claims)


def test_a_link_that_is_found_counts_with_its_origin(book):
    found = _scored(
        book,
        _told("one", "c1", ONE, "At least 14 people were killed", "governor"),
        _told("other", "c1", OTHER, "at least 14 people were killed", "governor"),
    )
    assert [marks[:2] for marks in found.links] == [(True, True)]
    assert found.right == (True,)
    assert found.origins == ((True, True),)
    assert found.counts == (True,)
    assert all(
        figure([found]) == 1 for name, figure in FIGURES.items() if name in ("links_f1", "told_recall")
    )


def test_a_link_that_no_label_names_is_wrong_and_one_not_found_is_missed(book):
    found = _scored(
        book,
        _told("one", "c1", ONE, "The bridge across the Oskil was closed", "?"),
        _told("other", "c1", OTHER, "Rescuers worked through the night", "?"),
    )
    assert found.links == ((False, True, True),)
    assert found.right == (False,)
    assert found.origins == found.counts == ()
    assert FIGURES["links_f1"]([found]) == FIGURES["reworded_recall"]([found]) == 0
    assert FIGURES["told_share"]([found]) == 1


def test_what_is_doubtful_counts_in_neither_way(book):
    telling = _told("other", "c1", OTHER, "at least 14 people were killed", "governor")
    found = _scored(
        book,
        _told("one", "c1", ONE, "At least 14 people were killed", "governor"),
        Told(telling.report, telling.claim, telling.span, telling.words, "governor", doubtful=True),
    )
    assert found.links == found.right == found.origins == found.counts == ()


def _given(book, *told):
    story = Story("S1", "test", ("one", "other"), told)
    reports = {report.id: report for report in book.reports()}
    texts = {key: report.text for key, report in reports.items()}
    claims = list(book.claims())
    tellings = represented(mentions_met(story, texts, claims, ()))
    return given(tellings, joined(tellings, reports, book.copies(), claims))


def test_what_labels_call_one_claim_is_traced_as_one(book):
    found = _given(
        book,
        _told("one", "c1", ONE, "At least 14 people were killed", "governor"),
        _told("other", "c1", OTHER, "Rescuers worked through the night", "governor"),
        _told("one", "c2", ONE, "The bridge across the Oskil was closed", "?"),
        _told("other", "c2", OTHER, "at least 14 people were killed", "governor"),
    )
    # Own words beside a source are of no origin: neither of that one nor another.
    assert found.origins == ((True, False),)
    assert found.counts == ((True, True), (True, True))


def test_each_telling_is_stood_for_by_the_mention_that_covers_most_of_it(book):
    found = _given(
        book,
        _told("one", "c1", ONE, "At least 14 people were killed when a rocket hit a market", "governor"),
        _told("other", "c1", OTHER, "A rocket hit a market in Kupiansk", "governor"),
    )
    assert found.origins == ((True, True),)
    scored = Score((), (), (), (), found)
    figures = {name: figure([scored]) for name, figure in FIGURES.items() if name.startswith("given_")}
    assert figures == {
        "given_origins_right": 1,
        "given_false_splits": 0,
        "given_false_merges": 0,
        "given_counted_right": 1,
        "given_counted_within": 1,
    }


def test_a_wrong_count_is_told_and_a_telling_that_is_doubtful_stands_for_nothing(book):
    one = _told("one", "c1", ONE, "At least 14 people were killed", "governor")
    other = _told("other", "c1", OTHER, "at least 14 people were killed", "mayor")
    assert _given(book, one, other).counts == ((False, False),)
    assert _given(book, one, other).origins == ((False, True),)
    assert _given(book, one, replace(other, doubtful=True)).counts == ()
    assert _given(book, one, replace(other, denies=True)).counts == ((True, True),)
    assert _given(book, one, replace(other, origin="?")).origins == ()


def test_spans_are_counted_in_letters():
    assert in_letters("“No, 3 men”, he said", Span(1, 10)) == Span(0, 6)


def test_a_telling_is_found_behind_what_reading_left_out():
    raw = "Get short URL. " + ONE
    told = _told("one", "c1", raw, "The bridge across the Oskil", "?")
    moved = placed_in({"one": ONE}, {"one": {"text": raw}}, told)
    assert moved.span == _told("one", "c1", ONE, "The bridge across the Oskil", "?").span
    gone = placed_in({"one": ONE}, {"one": {"text": raw}}, _told("one", "c1", raw, "Get short URL", "?"))
    assert gone.span == Span(0, 0)
    assert placed_in({"one": raw}, {"one": {"text": raw}}, told) == told


def test_labels_are_offsets_of_groups_in_two_halves():
    text = (files("stemma.evaluation") / "labels" / "stories.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    parts = {row["group"]: row["part"] for row in rows}
    assert set(parts.values()) == {"train", "test"}
    assert all(parts[row["group"]] == row["part"] for row in rows)
    reports = Counter((row["group"], row["claim"]) for row in rows if row["claim"])
    assert min(reports.values()) >= 2
    ends = [tuple(map(int, row["span"].split("-"))) for row in rows if row["claim"]]
    assert all(start < end for start, end in ends)
    assert list(read_stories({})) == []


def test_without_the_data_it_is_said(tmp_path):
    with pytest.raises(DataMissing):
        evaluate(tmp_path)
