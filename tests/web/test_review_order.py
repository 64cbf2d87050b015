"""The order of the review queue: likeness, and for what was kept apart also the days between."""

import json

import pytest
from msgspec.structs import replace
from sample import write_sample

from stemma.casebook import Casebook
from stemma.web.index import build_index
from stemma.web.pages import review
from stemma.web.pages.review import review_page

LINK = "UPDATE claims SET record = json_insert(record, '$.links[#]', json(?)) WHERE id = ?"


def link(db, claim, a, b, kind, score, reason):  # noqa: PLR0917  the parts of a link
    """Add a link to a claim."""
    told = {"a": a, "b": b, "kind": kind, "score": score, "reason": reason}
    assert db.execute(LINK, (json.dumps(told), claim)).rowcount == 1


@pytest.fixture
def book(tmp_path):
    """The sample, with no link but one: the bridge's first two mentions were kept apart."""
    with Casebook.open(write_sample(tmp_path / "sample.db")) as opened:
        with opened.store.transaction() as db:
            for table in ("claims", "events"):
                empty = "record = json_set(record, '$.links', json('[]')), links = NULL"
                db.execute(f"UPDATE {table} SET {empty}")
            link(db, "c-bridge", "m-wire", "m-gazette", "split", 0.9, "kept apart")
        yield opened


def queue(book, days):
    """The page when the bridge's first two mentions were told so many days apart."""
    index = build_index(book)
    dates = {"r-wire": "2022-09-01", "r-gazette": days}
    reports = {
        name: replace(line, published=dates.get(name, line.published)) for name, line in index.reports.items()
    }
    return review_page(replace(index, reports=reports), book).doubts


def test_what_was_told_long_after_is_surely_apart(book):
    same, near, far = (
        queue(book, day)[0].certainty for day in ("2022-09-01", "2022-09-16", "2023-09-01T10:00:00+00:00")
    )
    assert same == pytest.approx(0.1)
    assert same < near < far < 1


@pytest.mark.parametrize("day", [None, "", "2022-09"])
def test_without_a_day_likeness_decides(book, day):
    assert queue(book, day)[0].certainty == pytest.approx(0.1)


def test_of_many_links_the_least_certain_come_first(book, monkeypatch):
    monkeypatch.setattr(review, "_MORE", 1)
    scores = [0.1 + 0.9 * ((37 * n) % 60) / 60 for n in range(60)]
    names = ("m-wire", "m-gazette", "m-lantern", "m-denial")
    ends = [(a, b) for a in names for b in names if a < b]
    with book.store.transaction() as db:
        for at, score in enumerate(scores):
            a, b = ends[at % len(ends)]
            link(db, "c-bridge", a, b, "merge", score, f"reason {at}")
    index = build_index(book)
    whole = review_page(index, book)
    assert whole.total == len(whole.doubts)
    assert [one.certainty for one in whole.doubts] == sorted(one.certainty for one in whole.doubts)
    shortest = review_page(index, book, limit=2)
    assert shortest.doubts == whole.doubts[:2]
    assert shortest.total == whole.total
    lowest = scores.index(min(scores))
    assert (shortest.doubts[0].reason, shortest.doubts[0].score) == (f"reason {lowest}", min(scores))


def test_what_was_decided_on_comes_last_and_more_links_are_weighed_when_it_fills_the_queue(book, monkeypatch):
    monkeypatch.setattr(review, "_MORE", 1)
    with book.store.transaction() as db:
        for at, (score, a, b) in enumerate(
            ((0.2, "m-wire", "m-gazette"), (0.3, "m-wire", "m-lantern"), (0.4, "m-gazette", "m-lantern"))
        ):
            link(db, "c-bridge", a, b, "merge", score, f"reason {at}")
        link(db, "c-aim", "m-aim", "m-aim", "merge", 0.9, "the surest of all")
    index = build_index(book)
    before = review_page(index, book, limit=2)
    assert [one.of for one in before.doubts] == ["c-bridge", "c-bridge"]
    book.decide("accept", "c-bridge")
    decided = replace(index, standing=build_index(book).standing)
    after = review_page(decided, book, limit=2)
    assert [(one.of, one.decision) for one in after.doubts] == [("c-aim", ""), ("c-bridge", "accept")]
    assert after.total == before.total == 5
