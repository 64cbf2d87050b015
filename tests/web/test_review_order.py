"""The order of the review queue: likeness, and for what was kept apart also the days between."""

from dataclasses import replace

import pytest

from stemma.casebook import Casebook
from stemma.records import Link
from stemma.web.index import build_index
from stemma.web.pages.review import review_page


@pytest.fixture
def index(sample):
    with Casebook.open(sample, create=False, readonly=True) as book:
        return build_index(book)


def queue(index, days):
    """The page when the bridge's first two mentions were kept apart, told so many days apart."""
    claim = index.claims["c-bridge"]
    a, b = claim.mentions[0], claim.mentions[1]
    kept = replace(claim, links=(Link(a.id, b.id, "split", 0.9, "kept apart"),))
    dates = {a.report: "2022-09-01", b.report: days}
    reports = {
        name: replace(line, published=dates.get(name, line.published)) for name, line in index.reports.items()
    }
    return review_page(replace(index, claims={kept.id: kept}, events=(), reports=reports)).doubts


def test_what_was_told_long_after_is_surely_apart(index):
    same, near, far = (
        queue(index, day)[0].certainty for day in ("2022-09-01", "2022-09-16", "2023-09-01T10:00:00+00:00")
    )
    assert same == pytest.approx(0.1)
    assert same < near < far < 1


@pytest.mark.parametrize("day", [None, "", "2022-09"])
def test_without_a_day_likeness_decides(index, day):
    assert queue(index, day)[0].certainty == pytest.approx(0.1)
