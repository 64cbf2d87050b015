"""The packed table of events holds what the plain one does."""

from array import array
from base64 import b64decode

import pytest

from stemma.casebook import Casebook
from stemma.web.index import build_index
from stemma.web.pages.events import EventTable, event_table
from stemma.web.pages.packed import pack, packed_events


def numbers(packed, name):
    width, text = packed.numbers[name]
    return [value - 1 for value in array({1: "B", 2: "H", 4: "I", 8: "Q"}[width], b64decode(text))]


def test_the_sample_comes_back(sample):
    with Casebook.open(sample, create=False, readonly=True) as book:
        table = event_table(build_index(book), book)
    packed = pack(table)
    assert packed.ids.split("\n") == list(table.columns["id"])
    assert [packed.dates[n] if n >= 0 else None for n in numbers(packed, "start")] == list(
        table.columns["start"]
    )
    spots = [packed.spots[n] if n >= 0 else (None, None) for n in numbers(packed, "spot")]
    assert [spot[0] for spot in spots] == list(table.columns["lat"])
    assert [packed.lists[n] for n in numbers(packed, "outlets")] == list(table.columns["outlets"])
    assert [n if n >= 0 else None for n in numbers(packed, "dead_best")] == list(table.columns["dead_best"])
    assert [packed.lists[n] for n in numbers(packed, "things")] == list(table.columns["things"]) == [(0,)]
    assert numbers(packed, "sub_type") == list(table.columns["sub_type"])


def test_the_days_of_the_first_and_the_last_report_come_with_it(sample):
    with Casebook.open(sample, create=False, readonly=True) as book:
        packed = packed_events(build_index(book), book)
        days = sorted(report.published[:10] for report in book.reports() if report.published)
    assert (packed.first, packed.last) == (days[0], days[-1])


def test_no_events_are_packed_too(sample):
    with Casebook.open(sample, create=False, readonly=True) as book:
        names = event_table(build_index(book), book).columns
    packed = pack(EventTable(0, {}, dict.fromkeys(names, ())))
    assert packed.count == 0
    assert packed.numbers["start"] == (1, "")


@pytest.mark.parametrize("most", [0, 254, 255, 65_534, 65_535, 2**31, 2**32 - 2, 2**32 - 1, 10**15])
def test_large_numbers_come_back(sample, most):
    with Casebook.open(sample, create=False, readonly=True) as book:
        columns = event_table(build_index(book), book).columns
    tolls = (most, None, 3)
    columns = dict.fromkeys(columns, (0, 0, 0)) | dict.fromkeys(("things", "outlets"), ((), (), ()))
    packed = pack(EventTable(3, {}, columns | {"dead_best": tolls}))
    assert numbers(packed, "dead_best") == [most, -1, 3]
