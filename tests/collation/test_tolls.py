"""One toll of one place and time, told in other words, is one claim; tolls of two events are two."""

import pytest

from hand_built import by_id, mention, report, said
from stemma.collation import collate_claims
from stemma.collation.whereabouts import one_place, places_before, places_in
from stemma.collation.words import words_of

LEAD = "A rocket hit the bus station of Velmora town at dawn"


def claims(*told, days=(1, 2), leads=("", "")):
    """Collate what two reports tell, each of its own accord or by a source; return how many claims."""
    reports, mentions = [], []
    for name, day, lead, (who, content) in zip("ab", days, leads, told, strict=True):
        before = f"{lead}.\n\n" if lead else ""
        text = f"{before}{who} said {content}." if who else f"{before}{content}."
        one = report(name, text, published=f"2023-03-{day:02}")
        reports.append(one)
        mentions.append(said(one, who, content) if who else mention(one, content))
    return collate_claims(by_id(*reports), mentions, ())


def test_a_toll_by_two_speakers_in_other_words_is_one_claim_with_its_evidence():
    (claim,) = claims(
        ("the ministry", "at least 12 people were killed in the strike on Velmora"),
        ("the governor", "the death toll in the town of Velmora stands at 12 after the strike"),
    )
    (link,) = claim.links
    assert "one toll: both tell of 12 killed, both name Velmora, published on the same day" in link.reason


def test_a_toll_without_a_place_is_of_the_place_named_last():
    (claim,) = claims(
        ("the ministry", "another 47 people were wounded"),
        ("the hospital", "the strike on the station in central Velmora left 47 people injured"),
        leads=(LEAD, ""),
    )
    assert claim.reports == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "at least 12 people were killed in the strike on Velmora",
            "the death toll in the town of Ostrava Dale stands at 12 after the strike",
            id="two places",
        ),
        pytest.param(
            "at least 12 people were killed in the strike on Velmora",
            "the death toll in the town of Velmora stands at 14 after the strike",
            id="two figures",
        ),
        pytest.param(
            "12 people were killed on Monday in the strike on Velmora",
            "the death toll of Wednesday in the town of Velmora stands at 12 after the strike",
            id="two days",
        ),
        pytest.param(
            "12 people were killed in the strike on Velmora",
            "in the town of Velmora doctors treat 12 people wounded in the strike",
            id="killed and injured",
        ),
        pytest.param(
            "2 people were killed in the strike on Velmora",
            "the death toll in the town of Velmora stands at 2 after the strike",
            id="a figure of every day",
        ),
        pytest.param(
            "12 people have been killed in strikes on Velmora since 2021",
            "the death toll in the town of Velmora stands at 12 after the strike",
            id="all of a war's dead",
        ),
    ],
)
def test_tolls_of_two_events_are_two_claims(one, other):
    assert len(claims(("the ministry", one), ("the governor", other))) == 2


def test_a_toll_of_another_week_is_another_claim():
    told = (
        ("the ministry", "at least 12 people were killed in the strike on Velmora"),
        ("the governor", "the death toll in the town of Velmora stands at 12 after the strike"),
    )
    assert len(claims(*told, days=(1, 9))) == 2


def test_children_among_the_dead_are_not_held_against_all_of_them():
    (claim,) = claims(
        ("locals", "more than 100 people, including 30 children, were killed in the raid on Velmora"),
        ("doctors", "around 100 people, including children, were killed in the raid on Velmora"),
    )
    assert claim.reports == 2


def test_the_dead_of_one_raid_are_not_the_children_of_another():
    assert (
        len(
            claims(
                ("", "At least 12 people, including several children, were killed in the raid"),
                ("", "more than 100 people, including 30 children, were killed in the raid"),
            )
        )
        == 2
    )


def test_one_source_fills_in_one_form_of_words_for_two_towns():
    told = (
        (
            "a police source",
            "gunmen fired a number of rocket shells at the town of Velmora killing 3 residents",
        ),
        (
            "a police source",
            "gunmen fired a number of rocket shells at the town of Tresk killing 8 residents",
        ),
    )
    assert len(claims(*told)) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("struck the northern city of Ostrava Dale", {"ostrava dale"}),
        ("A Raid On Central Velmora", {"velmora"}),
        ("in Ford's Velmora district", {"ford", "velmora"}),
        ("the Ford and Velmora neighbourhoods of Dale", {"velmora", "dale"}),
        ("in Velmora village, Ford District", {"velmora", "ford"}),
        ("a raid on Velmora", {"velmora"}),
        ("on Monday in Russia", set()),
        ("Ilan Tresk spoke", set()),
        ("in the harbour. Ilan Tresk spoke", set()),
        ("near Al-Marsa hospital", {"marsa"}),
        ("", set()),
        ("...", set()),
        ("Car Bomb in Velmora Kills Five Injures Seven", {"velmora"}),
        ("Raids On Velmora Claim Many Lives", {"velmora"}),
        ("Nine Die in Terrorist Rocket Attack on Ford", {"ford"}),
        ("Nine killed in Velmora Monitor", {"velmora"}),
        ("Hospitals closed. Schools in Velmora closed, too", {"velmora"}),
        ("Rebel camps near Ford were hit", {"ford"}),
        ("in Islamic State territory", set()),
        ("in Kurdish-held Velmora", {"velmora"}),
        ("in Tresk-held Velmora", {"velmora"}),
        ("inside the Norla Front stronghold", set()),
        ("at the Security Council", set()),
        ("in UNHCR camps", set()),
        ("in Turkeys Velmora province", {"velmora"}),
        ("in Mondays attack on Ford", {"ford"}),
        ("for months in Velmora the Tresk brigade held out", {"velmora"}),
        ("in New Ostrava", {"new ostrava"}),
        ("Five people died in Old Ford, near Velmora Heights", {"old ford", "velmora heights"}),
    ],
)
def test_places_are_named_by_the_words_around_them(text, expected):
    assert places_in(words_of([text], [0])) == expected


def test_places_are_one_in_two_spellings_and_two_where_each_has_its_own():
    assert one_place(frozenset({"ostrava dale"}), frozenset({"ostravadale", "ford"})) == "ostrava dale"
    assert one_place(frozenset({"ford", "velmora"}), frozenset({"ford", "tresk"})) == ""
    assert one_place(frozenset({"ford hill"}), frozenset({"ford", "velmora"})) == "ford hill"
    assert one_place(frozenset(), frozenset({"ford"})) == ""


def test_the_place_before_is_the_last_one_or_the_headlines():
    one = report("a", "A raid on Ford killed two. Shells fell in Velmora. Ten were hurt.")
    assert places_before(one, one.text.index("Ten")) == {"velmora"}
    assert places_before(one, 0) == frozenset()


def test_the_dead_and_the_hurt_of_one_raid_need_neither_place_nor_words_in_common():
    (claim,) = claims(
        ("Norlan officials", "41 civilians, including five medics, were killed and another 96 were wounded"),
        (
            "the health office",
            "the strikes on the port of Velmora killed at least 41 people and hurt 96 others",
        ),
    )
    (link,) = claim.links
    assert "one toll: both tell of 96 injured and 41 killed, published on the same day" in link.reason


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("the strikes on the port killed at least 41 people and hurt 69 others", id="other hurt"),
        pytest.param("the strikes on the port killed at least 41 people", id="the dead alone"),
    ],
)
def test_one_large_figure_in_other_words_without_a_place_is_not_enough(other):
    found = claims(
        ("Norlan officials", "41 civilians, including five medics, were killed and another 96 were wounded"),
        ("the health office", other),
    )
    assert len(found) == 2


def test_the_same_dead_and_hurt_of_another_week_are_another_claim():
    found = claims(
        ("Norlan officials", "41 civilians were killed and another 96 were wounded"),
        (
            "the health office",
            "the strikes on the port of Velmora killed at least 41 people and hurt 96 others",
        ),
        days=(1, 9),
    )
    assert len(found) == 2


def test_dead_is_not_against_wounded_where_both_tell_of_both():
    assert (
        len(
            claims(
                ("", "Air strikes hit the oil port of Velmora, 30 dead, 80 injured"),
                ("", "Air strikes on the oil terminal of Velmora resulted in 30 fatalities and wounded 80"),
            )
        )
        == 1
    )


@pytest.mark.parametrize(("days", "number"), [((1, 4), 2), ((4, 1), 1), ((1, 1), 1)])
def test_a_toll_that_falls_by_more_than_half_from_day_to_day_is_of_another_event(days, number):
    told = (
        (
            "the Norla Monitor",
            "the attack believed to be carried out by Norlan jets killed at least 60 people",
        ),
        (
            "the Norla Monitor",
            "the attack believed to be carried out by Norlan jets killed at least 20 people",
        ),
    )
    assert len(claims(*told, days=days)) == number


def test_a_toll_that_is_corrected_by_a_few_is_one():
    told = (
        (
            "the Norla Monitor",
            "the attack believed to be carried out by Norlan jets killed at least 22 people",
        ),
        (
            "the Norla Monitor",
            "the attack believed to be carried out by Norlan jets killed at least 19 people",
        ),
    )
    assert len(claims(*told, days=(1, 3))) == 1
