"""What many weak signs speak for is one claim in other words, unless something speaks against it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hand_built import by_id, report, said
from stemma.collation import collate_claims
from stemma.collation.likely import Likely, likely_one
from stemma.collation.numbers import agree, figures
from stemma.collation.statements import count_words, statements
from stemma.collation.words import words_of

ONE = "the rebels shelled the grain silos beside the harbour, leaving dozens of dock workers burned"
OTHER = "shelling of the harbour's grain silos by the rebels burned dock workers late at night"
WHO = "Ilan Tresk"


def told(*contents, who=(WHO, WHO), days=(1, 1)):
    """Return the reports in which sources say things, and the mentions."""
    reports = [
        report(name, f"{one} said {content}.", published=f"2023-03-{day:02}")
        for name, one, content, day in zip("ab", who, contents, days, strict=True)
    ]
    return by_id(*reports), [said(*three) for three in zip(reports, who, contents, strict=True)]


def weighed(*contents, **how):
    """Return what speaks for two contents being one claim, None for too little."""
    reports, mentions = told(*contents, **how)
    items = statements(reports, mentions)
    return likely_one(*items, count_words(items, reports))


def test_what_one_source_says_in_other_words_is_likely_one_claim():
    likely = weighed(ONE, OTHER)
    assert likely is not None
    assert likely.one_source
    assert len(collate_claims(*told(ONE, OTHER), ())) == 1


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        pytest.param(ONE, OTHER, {"days": (1, 4)}, id="other days of publication"),
        pytest.param(f"{ONE} on Monday", f"{OTHER} on Friday", {}, id="other days that are named"),
        pytest.param(f"{ONE}, 30 of them badly", f"{OTHER}, 55 of them badly", {}, id="no equal figure"),
        pytest.param(
            f"{ONE} and two killed",
            f"{OTHER}, when two were killed",
            {},
            id="a toll that is told of any event",
        ),
        pytest.param("the rebels shelled silos", "silos were shelled", {}, id="too few words"),
        pytest.param(
            ONE, "the harbour master will open the grain silos again on time", {}, id="another matter"
        ),
    ],
)
def test_too_little_or_something_against_it_is_not_likely(one, other, how):
    assert weighed(one, other, **how) is None


def test_two_sources_are_asked_for_more_than_one():
    one, two = weighed(ONE, OTHER), weighed(ONE, OTHER, who=(WHO, "Mara Kolin"))
    assert one is not None
    assert two is None or two.odds < one.odds


@given(st.floats(-12, 6), st.floats(-1, 1), st.floats(-1, 1))
def test_the_chance_grows_with_the_cosine_but_of_one_source(odds, low, high):
    low, high = sorted((low, high))
    two, one = Likely(odds, one_source=False), Likely(odds, one_source=True)
    assert 0 < two.chance(low) <= two.chance(high) < 1
    assert one.chance(low) == one.chance(high)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("dozens of people killed", "at least 68 people killed", True),
        ("dozens of people killed", "at least 3 people killed", False),
        ("dozens of people killed", "more than 300 people killed", False),
    ],
)
def test_a_bound_within_round_words_is_one_figure(one, other, expected):
    (left,), (right,) = (figures(words_of([text], [0])) for text in (one, other))
    assert agree(left, right) is expected
    assert agree(right, left) is expected
