"""What a report tells in its outlet's own words: steps and stands, short forms, half a sentence."""

import pytest

from stemma.attribution import attribute


def own(parse, text):
    return [m.content.text for m in attribute(*parse(text)) if m.directness == "own"]


@pytest.mark.parametrize(
    "text",
    [
        "The council and the governor have signed an agreement on closer cooperation in Tarsa.",
        "The brigade has attempted several times to advance into the road south of Vorona.",
        "Despite the loss of the depot last year rebel groups maintain a presence in the west of Tarsa.",
    ],
)
def test_a_step_towards_a_thing_is_told_by_the_outlet(parse, text):
    assert own(parse, text) == [text.rstrip(".")]


@pytest.mark.parametrize(
    "text",
    [
        "Air raids by the Dorn coalition killed at least 21 civilians in a stronghold near Vorona.",
        "At least 110 others injured in the attacks.",
        "Five children and four medical staff killed by shells on a hospital in Tarsa province.",
        "Terrorist Rocket Attacks Kill 10 Civilians in Vorona.",
    ],
)
def test_a_verb_that_passes_for_another_word_tells(parse, text):
    assert own(parse, text) == [text.rstrip(".")]


@pytest.mark.parametrize(
    "text",
    [
        "A town near the river besieged by the army since June.",
        "The new alliance including various factions and the Legion of Tarsa.",
        "The minister did not rule out a truce.",
        "L. Marek / H. Said",
        "Twelve villages in the hills of Tarsa.",
    ],
)
def test_what_has_no_main_verb_or_takes_no_step_tells_nothing(parse, text):
    assert own(parse, text) == []


def test_what_stands_before_another_s_words_is_the_outlet_s(parse):
    text = (
        "A blast in Vorona killed six people and wounded dozens; Dorn Radio has called the attack "
        "a “terrorist explosion”."
    )
    assert own(parse, text) == ["A blast in Vorona killed six people and wounded dozens"]


def test_much_that_is_said_behind_leaves_the_outlet_its_own(parse):
    text = (
        "A man and a child died of suffocation and the doctor added that the gas was chlorine and that about "
        "twenty others including women and children were taken to medical points in the town of Tarsa."
    )
    assert own(parse, text) == ["A man and a child died of suffocation"]


def test_what_is_announced_or_cited_is_not_the_outlet_s(parse):
    text = "The council was quoted by the agency as saying two helicopters were shot down."
    assert own(parse, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Dorn Monitor gave a toll of 36 dead among them 15 children and four teachers.",
            "a toll of 36 dead among them 15 children and four teachers",
        ),
        (
            "Officials in Tarsa put the toll at 43, including nine women, but gave no names.",
            "the toll at 43, including nine women",
        ),
        ("Officials in Tarsa put the toll at 43, including by name.", "the toll at 43"),
    ],
)
def test_a_toll_goes_on_with_whom_it_counts(said, text, expected):
    assert [m.content.text for m in said(text)] == [expected]
