"""All the dead of one war are one claim in whatever words, and those of two wars are two."""

import pytest

from hand_built import by_id, mention, report
from stemma.collation import collate_claims

TOLD = "More than 28,000 people have been killed since the conflict in Norway began with protests"


def claims(*told, days=("03-01", "03-02")):
    """Collate what reports tell of their own accord; return how many claims."""
    reports = [
        report(name, f"{content}.", published=f"2023-{day}")
        for name, day, content in zip("abc", days, told, strict=False)
    ]
    mentions = [mention(one, content) for one, content in zip(reports, told, strict=True)]
    return collate_claims(by_id(*reports), mentions, ())


def test_one_wars_dead_are_one_claim_in_other_words_with_its_evidence():
    (claim,) = claims(
        TOLD, "Norway's war, now in its fifth year, has cost at least 28,000 lives, mostly of the poor"
    )
    (link,) = claim.links
    assert "one war: both tell all its dead, “" in link.reason
    assert link.reason.endswith("published on the same day")


@pytest.mark.parametrize(
    ("other", "days"),
    [
        pytest.param(
            "The war has killed some 35,000 people in five years", ("03-01", "03-04"), id="an estimate"
        ),
        pytest.param(
            "The war has killed 28,000 people in five years", ("03-01", "04-04"), id="a month later"
        ),
        pytest.param(
            "Tens of thousands of people have been killed since the war broke out",
            ("03-01", "03-04"),
            id="vague",
        ),
    ],
)
def test_counts_of_a_wars_dead_that_may_be_of_one_time_are_one_claim(other, days):
    assert len(claims(TOLD, other, days=days)) == 1


@pytest.mark.parametrize(
    ("other", "days"),
    [
        pytest.param(
            "The war in Sweden has killed 28,000 people since it began", ("03-01", "03-02"), id="two wars"
        ),
        pytest.param(
            "The war has killed some 90,000 people in five years", ("03-01", "03-02"), id="far more"
        ),
        pytest.param(
            "The war has killed some 35,000 people in five years", ("03-01", "03-20"), id="weeks later"
        ),
        pytest.param(
            "Shells killed 28,000 people on that day alone in 1916", ("03-01", "03-02"), id="one day"
        ),
    ],
)
def test_other_counts_of_the_dead_are_other_claims(other, days):
    assert len(claims(TOLD, other, days=days)) == 2
