import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.records import Block, ParsedReport, Report, Sentence
from stemma.times import find_times

THURSDAY = "2022-05-12"
WORDS = [
    "May", "March", "31", "30", "February", "2022", "-", "/", ".", ",", ":", "the", "of", "last", "next",
    "week", "year", "ago", "day", "Thursday", "4/5/2017", "100", "million", "9", "p.m.", "quarter", "second",
    "century", "'s", "several", "two", "and", "a", "half", "since", "early", "BC", "1999", "Q3", "\u2019",
]  # fmt: skip


@pytest.fixture(scope="session")
def times(parse):
    def run(text, published=THURSDAY, **fields):
        return find_times(*parse(text, published=published, **fields))

    return run


def one(found):
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It began on 24 February 2022.", "24 February 2022", "2022-02-24"),
        ("It began on February 24, 2022.", "February 24, 2022", "2022-02-24"),
        ("It began on Thursday, 24 February 2022.", "Thursday, 24 February 2022", "2022-02-24"),
        ("It began on the 24th of February, 2022.", "the 24th of February, 2022", "2022-02-24"),
        ("It began on 2022-02-24.", "2022-02-24", "2022-02-24"),
        ("It began on 24.02.2022.", "24.02.2022", "2022-02-24"),
        ("It began on 2/24/2022.", "2/24/2022", "2022-02-24"),
        ("It began on 24-02-2022.", "24-02-2022", "2022-02-24"),
        ("It began in late February 2022.", "late February 2022", "2022-02"),
        ("It began in 2014.", "2014", "2014"),
        ("It was built in the 1990s.", "the 1990s", "199"),
        ("It fell in the summer of 2014.", "the summer of 2014", "2014-SU"),
        ("It fell in the first quarter of 2014.", "the first quarter of 2014", "2014-Q1"),
        ("It was founded in the 19th century.", "the 19th century", "18"),
    ],
)
def test_dates_that_are_told_in_full(times, text, words, value):
    found = one(times(text, published=None))
    assert (found.text, found.value, found.type) == (words, value, "DATE")
    assert found.start is not None
    assert found.anchored is False


@pytest.mark.parametrize(
    ("text", "value", "start", "precision"),
    [
        ("He said so on Thursday.", "2022-05-12", "2022-05-12", "day"),
        ("He said so on Monday.", "2022-05-09", "2022-05-09", "day"),
        ("He said so yesterday.", "2022-05-11", "2022-05-11", "day"),
        ("He said so on 5 March last year.", "2021-03-05", "2021-03-05", "day"),
        ("He said so on March 5 of last year.", "2021-03-05", "2021-03-05", "day"),
        ("He said so on Friday, 30 September last year.", "2021-09-30", "2021-09-30", "day"),
        ("It ends on 5 March next year.", "2023-03-05", "2023-03-05", "day"),
        ("He will speak on Monday.", "2022-05-16", "2022-05-16", "day"),
        ("He spoke last week.", "2022-W18", "2022-05-02", "week"),
        ("It rained earlier this month.", "2022-05", "2022-05-01", "month"),
        ("It fell two days ago.", "2022-05-10", "2022-05-10", "day"),
        ("It fell three years ago.", "2019", "2019-01-01", "year"),
        ("They have fought since 24 February.", "2022-02-24", "2022-02-24", "day"),
        ("The town fell on 28 November.", "2021-11-28", "2021-11-28", "day"),
        ("The talks will open on June 3.", "2022-06-03", "2022-06-03", "day"),
        ("It fell in March.", "2022-03", "2022-03-01", "month"),
        ("It fell in December.", "2021-12", "2021-12-01", "month"),
        ("It fell last December.", "2021-12", "2021-12-01", "month"),
        ("It fell on Tuesday morning.", "2022-05-10TMO", "2022-05-10", "day"),
        ("It fell at 5 p.m. on Tuesday.", "2022-05-10T17:00", "2022-05-10T17:00", "minute"),
    ],
)
def test_dates_anchored_on_publication(times, text, value, start, precision):
    found = one(times(text))
    assert (found.value, found.start, found.precision) == (value, start, precision)
    assert found.anchored


def test_overnight_is_the_night_before_publication(times):
    found = one(times("Overnight, drones struck the port."))
    assert (found.type, found.start, found.end) == ("TIME", "2022-05-11", "2022-05-12")


@pytest.mark.parametrize(
    "text", ["He said so on Thursday.", "He left yesterday.", "They came last week.", "It fell two days ago."]
)
def test_without_a_publication_date_there_is_no_date_but_a_reason(times, text):
    found = one(times(text, published=None))
    assert (found.value, found.start, found.anchored) == ("", None, False)
    assert "publication date" in found.reason


def test_a_day_and_month_without_any_year_keep_the_year_open(times):
    found = one(times("They have fought since 24 February.", published=None))
    assert (found.value, found.start) == ("XXXX-02-24", None)


def test_a_month_known_to_the_year_only_is_not_anchored_to_a_day(times):
    found = one(times("He said so on Thursday.", published="2022-05"))
    assert found.start is None
    assert found.reason


def test_figures_that_read_two_ways_are_left_open(times):
    found = one(times("It was signed on 4/5/2017."))
    assert (found.value, found.start) == ("", None)
    assert "2017-04-05" in found.reason
    assert "2017-05-04" in found.reason


def test_figures_near_publication_are_read(times):
    assert one(times("It was signed on 4/5/2022.", published="2022-04-06")).value == "2022-04-05"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They held out for two weeks.", "P2W"),
        ("They held out for more than two months.", "P2M"),
        ("A 72 hour truce was agreed.", "PT72H"),
        ("They held out for several days.", "PXD"),
        ("It lasted two-and-a-half years.", "P2.5Y"),
        ("Over the past three months it got worse.", "P3M"),
    ],
)
def test_durations(times, text, value):
    found = one(times(text))
    assert (found.type, found.value, found.start) == ("DURATION", value, None)


def test_sets(times):
    found = one(times("The city is shelled every day."))
    assert (found.type, found.value) == ("SET", "P1D")


def test_a_range_of_days(times):
    found = one(times("The talks of 4-6 April 2022 failed."))
    assert (found.start, found.end, found.precision) == ("2022-04-04", "2022-04-06", "range")


def test_a_range_of_years_gives_both(times):
    first, second = times("The war of 2014-2018 was long.")
    assert (first.start, first.end) == ("2014-01-01", "2018-12-31")
    assert (second.text, second.value) == ("2018", "2018")


def test_joined_months_share_the_year_that_comes_later(times):
    found = times("It was shelled in March and April 2015.")
    assert [t.value for t in found] == ["2015-03", "2015-04"]


def test_a_day_of_the_war_is_counted_only_from_a_start_that_is_told(times):
    assert one(times("On the 78th day of the war the town fell.")).start is None
    told = times("The invasion began on 24 February 2022. On the 78th day of the war the town fell.")
    assert told[-1].value == "2022-05-12"


@pytest.mark.parametrize(
    "text",
    [
        "© 2024 Example Times. All rights reserved.",
        "Copyright 2023 Example Media",
        "They may march on the town.",
        "Some 2000 shells fell on Route 2010.",
        "The 45-year-old man was hurt.",
        "He came second.",
        "The fall of the city was quick.",
        "",
        "...",
        "“",
    ],
)
def test_what_is_no_date(times, text):
    assert times(text) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The convoy left at 1130.", "2022-05-12T11:30"),
        ("Shells fell at 0914 near the bridge.", "2022-05-12T09:14"),
        ("The fort fell in 1130.", "1130"),
        ("Fighting broke out on 1 March and he is to speak on 10 March.", "2022-03-01"),
    ],
)
def test_figures_of_four_are_a_clock_time_or_a_year_by_the_word_before(times, text, value):
    assert times(text)[0].value == value


def test_a_clock_time_without_a_colon_quotes_its_figures(times):
    found = one(times("The convoy left at 1130."))
    assert (found.text, found.span.start) == ("1130", 19)


def test_a_bare_figure_before_1800_is_no_year(times):
    assert times("The army said 1200 were hurt.") == ()


def test_a_past_day_stays_past_though_something_is_still_to_be_done(times):
    assert one(times("They vowed to answer the attack of May 31.", "2016-07-29")).value == "2016-05-31"


def test_republication_lines_are_not_read(times):
    text = "First published on Example Post, 3 May 2022.\n\nShells fell on Monday."
    found = one(times(text, kinds=("republication", "body")))
    assert found.value == "2022-05-09"


def test_an_account_of_the_past_takes_the_year_of_the_dates_around(times):
    text = (
        "The war began in 1936. In July 1936 the garrison rose. The capital held in 1937. In 1938 the front "
        "broke. The river was crossed in July 1938. On 16 November the army withdrew. It ended in 1939."
    )
    found = times(text)
    assert "1938-11-16" in [t.value for t in found]


@pytest.mark.parametrize("published", ["", "unknown", "2022-13-45", "22"])
def test_a_publication_date_that_cannot_be_read_is_none(times, published):
    assert one(times("He said so on Thursday.", published=published)).start is None


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=12,
    )
)
def test_spans_are_the_words_and_values_are_days_whatever_the_words(words):
    text = " ".join(words)
    report = Report("r", "", text, (Block("body", 0, len(text)),), published=THURSDAY)
    parsed = ParsedReport("r", (Sentence(0, 0, 0, len(text), ()),), "none")
    last = -1
    for time in find_times(report, parsed):
        assert text[time.span.start : time.span.end] == time.text
        assert time.span.start >= last
        last = time.span.end
        assert (time.start is None) == (time.end is None)
        if time.start and time.end:
            assert time.start <= time.end
