"""Reports prepared together, alone, before or after a search was restored, have the same candidates."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.records import Block, Report
from stemma.reuse import Rewritings

NAMES = ("Korin", "Velmora", "Ashford", "Belmore", "Tresk", "Olin", "Marta", "Ilan", "Dravik", "Sorna")


def report(number, chance):
    names = chance.sample(NAMES, chance.randint(2, 6))
    text = " ".join(f"In {name} there were {chance.randint(2, 5)}00 people." for name in names)
    return Report(
        f"r{number:03}", "", text, (Block("body", 0, len(text)),), outlet=f"Post {number % 5}",
        published="2023-03-01", language="en",
    )  # fmt: skip


def shared(search, one):
    """What a search would tell of a report, and the report added to it."""
    search.prepare([one])
    found = search._shared(search._coming[one.id])
    search.add(one)
    return dict(found)


@settings(deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(1, 40), max_size=4))
def test_a_restored_search_shares_what_the_first_would(seed, cuts):
    chance = random.Random(seed)
    reports = [report(number, chance) for number in range(70)]
    held = {one.id: one for one in reports}
    whole = Rewritings(budget=0)
    wanted = [shared(whole, one) for one in reports]
    parts = Rewritings(budget=0)
    found = []
    for number, one in enumerate(reports):
        if number in cuts:
            parts = Rewritings.restore(parts.pieces(), lambda names: [held[name] for name in names])
            parts.prepare(reports[number : number + chance.randint(0, 9)])
        found.append(shared(parts, one))
    assert found == wanted
    assert parts.pieces() == whole.pieces()
