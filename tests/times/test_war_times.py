"""Times as reports of war tell them: nights, military dates, moving feasts, the Islamic calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.times import find_times
from stemma.times.feasts import easter, islamic

PUBLISHED = "2024-05-15"  # a Wednesday


@pytest.fixture(scope="session")
def times(parse):
    def run(text, published=PUBLISHED):
        return find_times(*parse(text, published=published))

    return run


@pytest.mark.parametrize(
    ("text", "words", "value", "days"),
    [
        (
            "Drones hit the depot overnight into Tuesday.",
            "overnight into Tuesday", "2024-05-13TNI", ("2024-05-13", "2024-05-14"),
        ),
        (
            "Two died on the night between Saturday and Sunday.",
            "the night between Saturday and Sunday", "2024-05-11TNI", ("2024-05-11", "2024-05-12"),
        ),
        (
            "Two died on the night of May 13-14.",
            "the night of May 13-14", "2024-05-13TNI", ("2024-05-13", "2024-05-14"),
        ),
        (
            "Two died in the night of 13-14 May.",
            "in the night of 13-14 May", "2024-05-13TNI", ("2024-05-13", "2024-05-14"),
        ),
        (
            "A bomb went off on the eve of the May 12 vote.",
            "on the eve of the May 12", "2024-05-11", ("2024-05-11", "2024-05-11"),
        ),
        (
            "Drones came shortly after midnight on Monday.",
            "midnight on Monday", "2024-05-13T00:00", ("2024-05-13T00:00", "2024-05-13T00:00"),
        ),
        (
            "Drones came shortly before midnight on Monday.",
            "midnight on Monday", "2024-05-13T24:00", ("2024-05-14T00:00", "2024-05-14T00:00"),
        ),
        (
            "Drones came around midnight.",
            "midnight", "2024-05-15T00:00", ("2024-05-15T00:00", "2024-05-15T00:00"),
        ),
        (
            "The bridge fell the week before last.",
            "the week before last", "2024-W18", ("2024-04-29", "2024-05-05"),
        ),
        (
            "It was struck on the night of 30 April.",
            "the night of 30 April", "2024-04-30TNI", ("2024-04-30", "2024-04-30"),
        ),
        (
            "It began in the early hours of Sunday.",
            "in the early hours of Sunday", "2024-05-12TMO", ("2024-05-12", "2024-05-12"),
        ),
        (
            "The convoy was hit at 051200Z MAY 24 near the bridge.",
            "051200Z MAY 24", "2024-05-05T12:00", ("2024-05-05T12:00", "2024-05-05T12:00"),
        ),
        (
            "It was about 3am local time (0000 GMT) on Monday.",
            "3am local time (0000 GMT) on Monday", "2024-05-13T03:00", ("2024-05-13T03:00",) * 2,
        ),
        (
            "Shelling was reported on May 4 and 5.",
            "May 4 and 5", "2024-05-04", ("2024-05-04", "2024-05-05"),
        ),
        (
            "They came in the first half of May.",
            "the first half of May", "2024-05", ("2024-05-01", "2024-05-15"),
        ),
        (
            "They came in the last week of April.",
            "the last week of April", "2024-04", ("2024-04-24", "2024-04-30"),
        ),
        (
            "The town fell on the 9th of this month.",
            "the 9th of this month", "2024-05-09", ("2024-05-09", "2024-05-09"),
        ),
        (
            "Forty died over the past 24 hours.",
            "the past 24 hours", "PT24H", ("2024-05-14", "2024-05-15"),
        ),
        (
            "The church was hit on Orthodox Easter.",
            "Orthodox Easter", "2024-05-05", ("2024-05-05", "2024-05-05"),
        ),
        (
            "The attack took place on 10 Ramadan 1445.",
            "10 Ramadan 1445", "2024-03-20", ("2024-03-20", "2024-03-20"),
        ),
        (
            "In the month of April they left.",
            "the month of April", "2024-04", ("2024-04-01", "2024-04-30"),
        ),
        (
            "A rally is planned for Saturday.",
            "Saturday", "2024-05-18", ("2024-05-18", "2024-05-18"),
        ),
        (
            "The editorial appeared on Monday, May 13: it was short.",
            "Monday, May 13", "2024-05-13", ("2024-05-13", "2024-05-13"),
        ),
    ],
)  # fmt: skip
def test_forms_of_reports_of_war(times, text, words, value, days):
    found = times(text)
    assert [(t.text, t.value, (t.start, t.end)) for t in found] == [(words, value, days)]
    assert text[found[0].span.start : found[0].span.end] == words


def test_ramadan_is_a_month_of_days(times):
    (found,) = times("They fled before the holy month of Ramadan.")
    assert (found.start, found.end, found.precision) == ("2024-03-11", "2024-04-09", "range")
    assert "Islamic calendar" in found.reason


def test_without_publication_a_night_is_open(times):
    (found,) = times("Drones came overnight into Tuesday.", published=None)
    assert found.start is None
    assert found.reason


@pytest.mark.parametrize(
    "text",
    [
        "The Easter Offensive failed.",
        "Jan Rassendyll of the town council spoke.",
        "The nights of May 3 and 9 were quiet.",
    ],
)
def test_what_is_no_day(times, text):
    assert not any(t.rule in {"feast", "month", "night_days"} for t in times(text))


def test_a_day_in_a_name_is_none(times):
    assert not times("A reporter of the Zenda Today channel said that shells fell on the town.")
    assert times("Today shells fell on the town.")
    assert times("Army Kills Ten Rebels Today")


@pytest.mark.parametrize("act", ["attack on the town", "deadly car bomb blast", "raid"])
def test_a_weekday_that_lost_its_apostrophe_dates_its_act(times, act):
    (found,) = times(f"Ten people died in Mondays {act}, doctors said.")
    assert (found.text, found.start) == ("Monday", times("Ten people died on Monday.")[0].start)


def test_weekdays_in_the_plural_date_nothing(times):
    assert not times("Shops are shut and attacks are rare on Mondays here.")


def test_a_unit_after_a_preposition(times):
    found = times("They held out for weeks, and the town fell within days.")
    assert [(t.text, t.value) for t in found] == [("weeks", "PXW"), ("days", "PXD")]


def test_easter():
    assert easter(2024) == date(2024, 3, 31)
    assert easter(2016) == date(2016, 3, 27)
    assert easter(2024, orthodox=True) == date(2024, 5, 5)
    assert easter(2017, orthodox=True) == easter(2017) == date(2017, 4, 16)


def test_the_tables_of_the_islamic_calendar():
    assert islamic(1, 1, 1) == date(622, 7, 19)
    assert islamic(1445, 9, 1) == date(2024, 3, 11)
    assert islamic(1445, 12, 10) == date(2024, 6, 17)


@given(st.integers(1, 1500), st.integers(1, 11))
def test_months_of_the_islamic_calendar_follow_one_another(year, month):
    length = islamic(year, month + 1, 1) - islamic(year, month, 1)
    assert length == timedelta(days=30 if month % 2 else 29)


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_in_spring(year):
    assert easter(year).weekday() == easter(year, orthodox=True).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_a_day_earlier_counts_from_a_day(times):
    found = times("It was banned in April. Troops came on Sunday. A day earlier, two men died.")
    assert found[-1].start == "2024-05-11"


NEXT_DAYS = [
    ("A raid was told on October 8. The next day, troops entered the town.", "The next day", "2024-10-09"),
    ("Shelling began on October 8. Residents left the following day.", "the following day", "2024-10-09"),
    ("A raid killed six on October 8. The next day was quiet. Two days later the road was cut.",
     "Two days later", "2024-10-11"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "start"), NEXT_DAYS)
def test_the_next_day_follows_the_day_named_last(times, text, words, start):
    time = next(t for t in times(text, "2024-10-12") if t.text == words)
    assert (time.start, time.precision) == (start, "day")


@pytest.mark.parametrize("text", ["The convoy left the next day.", "Two days later it was hit."])
def test_a_next_day_of_no_named_day_has_no_date(times, text):
    (time,) = times(text, "2024-10-12")
    assert (time.start, time.reason) == (None, "the day that it is counted from is not named")


def test_a_next_day_to_come_follows_publication(times):
    (time,) = times("The minister will speak the next day.", "2024-10-12")
    assert time.start == "2024-10-13"


def test_days_after_an_act_are_counted_where_one_day_is_named(times):
    text = "The raid killed six people on October 8. Two days after the raid, the road was cut."
    time = times(text, "2024-10-12")[-1]
    assert (time.type, time.value, time.start, time.end, time.precision) == (
        "DURATION", "P2D", "2024-10-10", "2024-10-10", "day",
    )  # fmt: skip
    several = (
        "Police spoke on October 9. The raid was on October 7. Two days after the raid, the road was cut."
    )
    assert times(several, "2024-10-12")[-1].start is None


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Around 16.00 in Zenda a house was hit.", "16.00", "2024-10-12T16:00"),
        ("The strike came at about 9.15.", "9.15", "2024-10-12T09:15"),
        ("Shelling began at 15.45 on October 8.", "15.45 on October 8", "2024-10-08T15:45"),
    ],
)
def test_a_time_of_day_with_a_full_stop(times, text, words, value):
    assert [(t.text, t.value) for t in times(text, "2024-10-12")] == [(words, value)]


def test_figures_with_a_full_stop_are_no_time_of_day(times):
    assert not times("About 12.50 dollars were paid, around 10.25 percent more.", "2024-10-12")


def test_years_of_other_calendars_are_none(times):
    assert not times("He was killed on Ginbot 4, 2016 EC.", "2024-10-12")
