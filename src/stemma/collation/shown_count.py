"""Of the numbers that the mentions of one event give, the one to show, and the highest that words name."""

from collections.abc import Iterable

from stemma.records import Quantity, Thing


def told_most(told: Iterable[tuple[int, str, str]]) -> int | None:
    """Return the number that most outlets give, of several the one told last, of one report's the largest.

    Numbers are revised as time passes, and smaller ones of a report count some of the same.

    Args:
        told: each number with its outlet and its report, in the order of publication.
    """
    supporters: dict[int, set[str]] = {}
    latest: dict[int, int] = {}
    order: dict[str, int] = {}
    for number, outlet, report in told:
        supporters.setdefault(number, set()).add(outlet)
        latest[number] = order.setdefault(report, len(order))
    return max(supporters, key=lambda one: (len(supporters[one]), latest[one], one), default=None)


def highest(count: Quantity | Thing) -> int:
    """Return the highest number that a count names; an open bound ("at least 13") names its own."""
    return max(count.high or 0, count.best or 0)
