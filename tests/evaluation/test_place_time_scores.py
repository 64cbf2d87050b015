"""The scorers of the place and time benchmarks, on cases with known answers."""

import pytest

from stemma.evaluation import timex, toponyms
from stemma.records import Place, Span, Time


def _place(start, end, lat=None, lon=None, geonames_id=None):
    return Place("X", Span(start, end), lat=lat, lon=lon, geonames_id=geonames_id)


def test_a_place_is_near_by_distance_or_by_id():
    gold = toponyms.Gold(0, 5, 50.0, 36.0, "1")
    assert toponyms.is_near(_place(0, 5, 51.0, 36.0), gold)
    assert not toponyms.is_near(_place(0, 5, 52.0, 36.0), gold)
    assert toponyms.is_near(_place(0, 5, 0.0, 0.0, "1"), gold)
    assert not toponyms.is_near(_place(0, 5), gold)


def test_toponyms_match_one_to_one():
    gold = [toponyms.Gold(0, 5, 50.0, 36.0, None), toponyms.Gold(10, 15, None, None, None)]
    found = [_place(0, 2, 50.0, 36.0), _place(3, 5, 50.0, 36.0), _place(20, 25)]
    assert toponyms.count(found, gold) == toponyms.Counts(1, 1, 3, 2, 1)


def test_what_was_not_found_counts_as_wrong():
    figures = toponyms.figures_of([toponyms.Counts(1, 1, 3, 2, 1), toponyms.Counts(0, 0, 0, 1, 1)])
    assert figures["toponym_f1"].value == pytest.approx(2 * 1 / (3 + 3))
    assert figures["accuracy_161"].value == pytest.approx(1 / 2)
    assert figures["end_to_end_f1"].value == pytest.approx(2 * 1 / (3 + 2))


def test_tags_are_taken_out_and_offsets_fit():
    marked = 'On <TIMEX3 tid="t1" value="2022-05-09">Monday</TIMEX3> shells &amp; rockets fell.'
    text, gold = timex.strip_tags(marked)
    assert text == "On Monday shells & rockets fell."
    assert [(text[g.start : g.end], g.value) for g in gold] == [("Monday", "2022-05-09")]


def test_times_count_overlap_span_and_value_apart():
    gold = [timex.Gold(3, 9, "2022-05-09"), timex.Gold(20, 26, "2022")]
    found = [Time("Monday", Span(3, 9), value="2022-05-09"), Time("in 2022", Span(17, 26), value="2021")]
    counts = timex.count(found, gold)
    assert counts == timex.Counts(2, 1, 1, 2, 2)
    assert timex.f1([counts], "valued").value == pytest.approx(0.5)
    assert timex.f1([counts], "matched").value == pytest.approx(1.0)
