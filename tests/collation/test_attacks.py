"""One attack is one claim, whatever its toll has grown to; attacks of two places, days or kinds are two."""

import pytest

from hand_built import by_id, mention, report, said
from stemma.collation import collate_claims
from stemma.collation.attacks import attack_of, attack_signs
from stemma.collation.comparing import conflicts
from stemma.collation.statements import statements


def collated(*told, days=(1, 1)):
    """Collate what two reports tell by sources of their own, or themselves."""
    reports, mentions = [], []
    for name, day, (who, content) in zip("ab", days, told, strict=True):
        one = report(name, f"{who} said {content}." if who else f"{content}.", published=f"2023-03-{day:02}")
        reports.append(one)
        mentions.append(said(one, who, content) if who else mention(one, content))
    return collate_claims(by_id(*reports), mentions, ())


def content_of(text):
    """Return what the words of a mention tell."""
    one = report("a", f"{text}.")
    (item,) = statements(by_id(one), [mention(one, text)])
    return item.content


def test_other_tolls_of_one_bombing_are_one_claim_with_its_evidence():
    (claim,) = collated(
        ("the mayor", "a suicide bomber killed at least 21 people at a wedding in Velmora"),
        ("a hospital", "the toll of the suicide attack on the wedding has risen to 34"),
    )
    (link,) = claim.links
    assert "one attack: both tell of a wedding, both of an act that is seldom (bomb)" in link.reason
    assert "21 and 34 killed" in link.reason
    assert "published on the same day" in link.reason


def test_an_attack_is_one_claim_also_where_one_telling_gives_no_toll():
    claims = collated(
        ("", "A suicide bomber blew himself up in front of a crowded bakery in Velmora"),
        ("", "A motorcycle bomber killed 16 outside a bakery in the town of Velmora"),
    )
    assert len(claims) == 1


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        pytest.param(
            "air strikes on a market in Velmora killed at least 21 people",
            "air strikes on a market in Ostrava Dale killed 34 people on the road",
            (1, 1),
            id="two places",
        ),
        pytest.param(
            "a suicide bomber killed at least 21 people at a wedding in Velmora",
            "the toll of the suicide attack on the wedding has risen to 34",
            (1, 7),
            id="a week between them",
        ),
        pytest.param(
            "air strikes on Monday killed at least 21 people at the market of Velmora",
            "planes bombed the market of Velmora on Wednesday and 34 people were killed",
            (1, 1),
            id="two days",
        ),
        pytest.param(
            "a suicide bomber killed at least 21 people at a wedding in Velmora",
            "shells fired at a wedding in Velmora left 34 people dead in the evening",
            (1, 1),
            id="two kinds",
        ),
        pytest.param(
            "rockets killed 21 people near the river port of Velmora",
            "the rockets of the day left 180 people dead, the port of Velmora burned",
            (1, 1),
            id="a toll far larger",
        ),
        pytest.param(
            "shells killed 3 people in the town of Velmora",
            "shelling of the quarters around Velmora left 5 people dead that evening",
            (1, 1),
            id="small tolls of every day",
        ),
        pytest.param(
            "an air raid killed 21 people at a market in Velmora",
            "bringing to 34 those whom planes killed at a market in Velmora and around it",
            (1, 1),
            id="a toll that adds up",
        ),
        pytest.param(
            "the deal brings more gas to the market of the region",
            "the natural gas market of Velmora is changing for good",
            (1, 1),
            id="no deed",
        ),
    ],
)
def test_attacks_that_may_be_two_stay_two_claims(one, other, days):
    assert len(collated(("the mayor", one), ("a hospital", other), days=days)) == 2


def test_several_tolls_in_one_content_are_several_attacks():
    assert attack_of(content_of("Raids killed 12 in Velmora and shelling killed 9 in Ford")) is None


def test_those_counted_among_the_dead_are_no_second_toll():
    found = attack_of(content_of("Six civilians were among at least 22 people killed in raids on Velmora"))
    assert found is not None
    assert found.toll == 22


def test_towns_that_are_counted_beside_a_toll_were_not_killed():
    found = attack_of(
        content_of("A car bomb on buses out of two besieged hill towns killed at least 100 people")
    )
    assert found is not None
    assert (found.toll, found.scenes) == (100, {"bus"})


def test_a_helicopter_that_was_shot_down_is_no_shooting():
    found = attack_of(content_of("All on board a helicopter that was shot down near Velmora were killed"))
    assert found is not None
    assert (found.kinds, found.scenes) == ({"crash", "air"}, {"helicopter"})


def test_what_tells_of_no_attack_gives_no_signs():
    assert attack_signs(content_of("The council meets in Velmora again on Friday")) == []


def test_a_word_that_counts_is_no_name_whatever_its_capital():
    one = report("a", "Photos were shown earlier Nearly 70 pupils died when a bomb tore through buses.")
    other = report("b", "Some 70 pupils died when a bomb tore through buses outside Ostrava.")
    told = (
        mention(one, "Nearly 70 pupils died when a bomb tore through buses"),
        mention(other, "Some 70 pupils died when a bomb tore through buses outside Ostrava"),
    )
    a, b = statements(by_id(one, other), told)
    assert not [reason for reason in conflicts(a, b) if "names" in reason]
