"""Dates as tables and datelines write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.reading.dates import date_order, normalise


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2022-05-12", "2022-05-12"),
        ("2022-05", "2022-05"),
        ("2022", "2022"),
        ("2022-05-12T09:30:00Z", "2022-05-12T09:30:00+00:00"),
        ("2022-05-12 09:30:00.5+0300", "2022-05-12T09:30:00+03:00"),
        ("Thu, 12 May 2022 09:30:00 GMT", "2022-05-12T09:30:00+00:00"),
        ("20220512T093000Z", "2022-05-12T09:30:00+00:00"),
        ("20220512", "2022-05-12"),
        ("1652347800", "2022-05-12T09:30:00+00:00"),
        ("Wed 05 Apr 2017 at 0914", "2017-04-05T09:14:00"),
        ("Monday 15 February 2016", "2016-02-15"),
        ("October 3 2016", "2016-10-03"),
        ("July 7, 2016, 9:05 p.m. EDT", "2016-07-07T21:05:00-04:00"),
        ("23-04-2016", "2016-04-23"),
        ("13/5/2017", "2017-05-13"),
    ],
)
def test_dates_become_iso(value, iso):
    assert normalise(value) == (iso, "")


@pytest.mark.parametrize("value", ["", "soon", "2017-13-45", "31 February 2016", "99/99/2016", "12 of May"])
def test_what_is_no_date_gives_none(value):
    assert normalise(value) is None


def test_ambiguous_figures_say_what_was_assumed():
    assert normalise("4/5/2017") == ("2017-04-05", "read month first: the figures do not tell")
    assert normalise("4.5.2017") == ("2017-05-04", "read day first: the figures do not tell")
    assert normalise("4/5/2017", "dmy")[0] == "2017-05-04"


def test_a_column_tells_its_order():
    assert date_order(["4/5/2017", "4/25/2017"]) == "mdy"
    assert date_order(["4/5/2017", "25/4/2017"]) == "dmy"
    assert date_order(["4/5/2017", "2017-04-25", ""]) is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_written_days_come_back(day):
    for text in (
        day.isoformat(),
        day.strftime("%d %B %Y"),
        day.strftime("%B %d, %Y"),
        day.strftime("%a %d %b %Y"),
    ):
        assert normalise(text) == (day.isoformat(), "")


@given(st.text(max_size=40))
def test_any_text_is_read_without_a_fault(text):
    normalise(text)
