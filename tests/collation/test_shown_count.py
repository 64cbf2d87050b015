"""Which of the numbers that reports give is shown: most outlets', then the last, then the largest of one."""

from stemma.collation.shown_count import highest, told_most
from stemma.records import Quantity, Span


def test_the_number_of_most_outlets_is_shown():
    assert told_most([(3, "Courier", "a"), (5, "Herald", "b"), (3, "Gazette", "c")]) == 3


def test_an_outlet_that_tells_it_twice_counts_once():
    assert told_most([(3, "Courier", "a"), (3, "Courier", "b"), (5, "Herald", "c")]) == 5


def test_of_one_report_the_largest_is_shown():
    assert told_most([(12, "Courier", "a"), (1, "Courier", "a")]) == 12


def test_nothing_told_shows_nothing():
    assert told_most([]) is None


def test_an_open_bound_names_its_own_number():
    told = Quantity("killed", 13, 13, None, "at_least", "people", Span(0, 2), "at least 13")
    assert highest(told) == 13
