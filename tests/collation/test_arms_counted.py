"""Counts of arms, and of people who are missing, tell that two reports speak of one thing, as tolls do."""

import pytest

from hand_built import by_id, report, said
from stemma.collation import collate_claims
from stemma.collation.numbers import figures
from stemma.collation.words import words_of


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "the fleet launched 76 drones and 48 missiles",
            [(76, "drones launched"), (48, "missiles launched")],
        ),
        ("crews shot down five Norlan fighter jets", [(5, "aircraft downed")]),
        ("the army brings five bombers down", [(5, "aircraft downed")]),
        ("prices went down by five drones a week", [(5, "")]),
        ("two missiles hit the station", [(2, "")]),
        ("22 miners are still missing", [(22, "missing")]),
        ("12 people were killed in 24 hours", [(12, "killed"), (24, "")]),
        ("two drone operators were killed", [(2, "killed")]),
        ("three missiles killed four people", [(3, "killed"), (4, "killed")]),
    ],
)
def test_what_is_done_with_so_many(text, told):
    assert [(one.value, one.measure) for one in figures(words_of([text], [0]))] == told


def claims(one, other, days=(1, 2)):
    reports = [
        report(name, f"{who} said {content}.", published=f"2023-03-{day:02}")
        for name, day, who, content in zip(
            "ab", days, ("the ministry", "the governor"), (one, other), strict=True
        )
    ]
    mentions = [
        said(where, who, content)
        for where, who, content in zip(reports, ("the ministry", "the governor"), (one, other), strict=True)
    ]
    return collate_claims(by_id(*reports), mentions, ())


RAID = "the enemy launched 76 drones and 48 missiles at power plants in five regions"
NIGHT = "48 missiles and 76 drones were launched overnight, most of them from ships"


def test_two_counts_of_arms_are_one_claim_in_any_words():
    (claim,) = claims(RAID, NIGHT)
    (link,) = claim.links
    assert "one count: both tell of 76 drones launched and 48 missiles launched" in link.reason


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        pytest.param(RAID, NIGHT, (1, 5), id="days later"),
        pytest.param(RAID, NIGHT.replace("48", "46"), (1, 2), id="another count"),
        pytest.param(RAID, NIGHT.replace("launched", "intercepted"), (1, 2), id="another deed"),
        pytest.param(
            "gunners in the hills shot down five drones near a dam",
            "five drones were intercepted on the way to the harbour",
            (1, 1),
            id="a few",
        ),
    ],
)
def test_other_counts_are_two_claims(one, other, days):
    assert len(claims(one, other, days)) == 2


def test_a_few_are_one_claim_where_both_tell_whose_they_were():
    (claim,) = claims(
        "crews shot down five Ukrainian jets in the fiercest air battle of a decade",
        "at least five Ukrainian fighter planes were downed in answer to the raid",
    )
    assert claim.reports == 2
