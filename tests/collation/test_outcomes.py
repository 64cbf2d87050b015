"""Tolls of an event: the lowest, best and highest figure that anybody claims."""

import pytest

from stemma.collation.outcomes import toll
from stemma.records import Block, EventMention, Quantity, Report, Span, Words

TEXT = "Shelling hit the market. "


def told(number, best, low, high, comparator):
    """An event mention that tells how many were killed."""
    quantity = Quantity("killed", best, low, high, comparator, "", Span(0, 8), f"{comparator} {best}")
    words = Words((Span(0, 8),), TEXT[:8])
    return EventMention(
        f"e-{number}", f"r-{number}", 0, "body", words, words, type="Battles", casualties=(quantity,)
    )


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([(70, None, None, "about")], (70, 70, 70, False)),
        ([(13, 13, None, "at_least")], (13, 13, 13, True)),
        ([(300, None, 300, "at_most")], (0, 300, 300, False)),
        ([(70, None, None, "about"), (60, 60, None, "at_least")], (60, 60, 70, False)),
        ([(70, None, None, "about"), (90, 90, None, "more_than")], (70, 90, 90, True)),
    ],
)
def test_figures_without_bounds_count_with_their_number(figures, expected):
    mentions = [told(n, *figure) for n, figure in enumerate(figures)]
    reports = {
        one.report: Report(one.report, "", TEXT, (Block("body", 0, len(TEXT)),), outlet=one.report)
        for one in mentions
    }
    found = toll(mentions, "killed", reports)
    assert (found.low, found.best, found.high, found.at_least) == expected
