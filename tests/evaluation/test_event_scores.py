"""The scorers of the event benchmarks, on cases with known answers."""

import pytest

from stemma.evaluation import petrarch
from stemma.evaluation.casualties import Label as CasualtyLabel
from stemma.evaluation.casualties import read_labels, verdict
from stemma.evaluation.classifying import macro_f1
from stemma.evaluation.whole_events import Label, outcome
from stemma.evaluation.whole_events import read_labels as read_sentences
from stemma.globe import distance_km
from stemma.records import Actor, EventMention, Place, Quantity, Span, Time, Words


def test_macro_f1_weighs_labels_alike():
    pairs = [("a", "a"), ("a", "a"), ("b", "a")]
    assert macro_f1(pairs, ["a", "b"]) == pytest.approx(0.4)


def test_distance_of_a_degree_of_latitude():
    assert distance_km(0.0, 0.0, 1.0, 0.0) == pytest.approx(111.19, abs=0.01)


def test_labels_are_whole():
    assert len(read_labels()) >= 200
    assert len(read_sentences()) == 100


def test_a_casualty_figure_is_right_only_in_all_its_parts():
    label = CasualtyLabel("x", 10, 30, "killed", 3, "at_least", "civilians")
    span, text = Span(10, 30), "at least 3 civilians"
    good = Quantity("killed", 3, 3, None, "at_least", "civilian", span, text)
    bad = Quantity("killed", 3, 3, 3, "exactly", "civilian", span, text)
    assert verdict(label, [good]) == (True,) * 6
    assert verdict(label, [bad]) == (False, True, True, True, False, True)
    assert not any(verdict(label, []))


def _row(kind: str, lat: float) -> EventMention:
    words = Words((Span(0, 4),), "raid")
    place, time = Place("X", Span(8, 9), lat=lat, lon=36.0), Time("Monday", Span(10, 16), start="2020-01-06")
    return EventMention("e", "r", 0, "body", words, words, type=kind, place=place, time=time)


def test_a_whole_event_needs_type_place_and_date():
    label = Label(
        "fa-kes", "1", 0, 20, event=True, types=frozenset({"Battles"}), place=(49.0, 36.0), date="2020-01-06"
    )
    assert outcome(label, [_row("Battles", 49.1)]).right
    assert not outcome(label, [_row("Battles", 50.0)]).right
    assert not outcome(label, []).right
    assert outcome(label, [_row("Protests", 49.0)]).wrong == 1


def test_a_code_may_abbreviate_the_state_that_a_side_was_given():
    span = Span(0, 5)
    officials = Actor("White House officials", span, "United States", "government", "United States", "US")
    body = Actor("AU", span, "African Union", "international", "African Union")
    assert petrarch._names("USAGOV", petrarch._words(officials))
    assert petrarch._names("IGOAFR", petrarch._words(body))
    assert not petrarch._names("GBRGOV", petrarch._words(officials))
