"""Wires that quote, speakers in front of a colon, who carried a statement on, whom "they" means."""

import pytest

from stemma.attribution import attribute
from stemma.records import Block, Report


def told(parse, text):
    return [
        (mention.content.text, [layer.entity for layer in mention.chain])
        for mention in attribute(*parse(text))
        if mention.source is not None
    ]


@pytest.mark.parametrize(
    ("text", "content", "chain"),
    [
        (
            '"A missile hit a car. One man was killed, another was hurt," the Karelia Wire quoted the mayor.',
            '"A missile hit a car. One man was killed, another was hurt,"',
            ["mayor", "Karelia Wire"],
        ),
        (
            '"The depot was hit. Nobody was hurt," Kelm was quoted as saying.',
            '"The depot was hit. Nobody was hurt,"',
            ["Kelm"],
        ),
        (
            'Vorona TV quoted a resident: "The raid was over in an hour."',
            '"The raid was over in an hour."',
            ["resident", "Vorona TV"],
        ),
        (
            "Oto Kelm told Vorona TV that ten soldiers had died, which was picked up by the Karelia Wire.",
            "ten soldiers had died",
            ["Oto Kelm", "Vorona TV", "Karelia Wire"],
        ),
        (
            "14:32 Kelm to Vorona TV: We will not leave the town.",
            "We will not leave the town",
            ["Kelm", "Vorona TV"],
        ),
        (
            "Karelian army: Ten drones were shot down over Tarsa last night.",
            "Ten drones were shot down over Tarsa last night",
            ["Karelian army"],
        ),
    ],
)
def test_it_is_said_by_whom_and_by_way_of_whom(parse, text, content, chain):
    assert told(parse, text) == [(content, chain)]


@pytest.mark.parametrize(
    "text",
    [
        "Last week's toll: The army lost ten men.",
        "Background: The two countries have been at war since 2014.",
        "In pictures: the army enters Tarsa.",
        "5:32 a.m.: Air-raid sirens warned of a barrage across northern Karelia.",
    ],
)
def test_nobody_stands_in_front(parse, text):
    assert told(parse, text) == []


def test_they_are_the_two_who_spoke_in_turn(parse):
    text = (
        "Colonel Ivar Kelm said the bridge was gone. General Oto Sarn said the road was mined. "
        "They said the town was cut off."
    )
    assert told(parse, text)[-1] == ("the town was cut off", ["Ivar Kelm and Oto Sarn"])


def test_a_spokesman_is_a_person_whatever_his_name_is_taken_for(parse):
    text = (
        "Ivar Sarn said the depot was hit. However, Phal Doren, a spokesman for Karelia's Board of "
        "Harbours, denies his country's boats were there. He said Karelian sailors were on leave."
    )
    assert told(parse, text)[-1] == ("Karelian sailors were on leave", ["Phal Doren"])


def test_he_is_who_acted_rather_than_an_unnamed_speaker_before(parse):
    text = (
        "An acquaintance said Oto Kelm was furious. Kelm left his home in Tarsa in May. "
        "He said friends had asked him to come."
    )
    assert told(parse, text)[-1] == ("friends had asked him to come", ["Oto Kelm"])


def test_two_speak_in_one_headline(parser):
    headline = "UN says 10 killed, army denies strike"
    text = f"{headline}\n\nThe raid was on Sunday."
    blocks = (Block("headline", 0, len(headline)), Block("body", len(headline) + 2, len(text)))
    report = Report(id="r", sha256="", text=text, blocks=blocks)
    mentions = attribute(report, next(parser.parse([report])))
    found = [
        (mention.content.text, [layer.entity for layer in mention.chain])
        for mention in mentions
        if mention.source is not None
    ]
    assert found == [("10 killed", ["UN"]), ("strike", ["army"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "With the rebels announcing the capture of Tarsa and state media saying that the army "
                "had left the city, residents began to flee."
            ),
            [("the capture of Tarsa", ["rebels"]), ("the army had left the city", ["state media"])],
        ),
        (
            (
                "The army denied that it had hit the school, with a spokesman saying that no aircraft were "
                "in the area."
            ),
            [("it had hit the school", ["army"]), ("no aircraft were in the area", ["spokesman"])],
        ),
        (
            (
                "The blast was heard across the city, with the army saying it hit a depot and residents "
                "reporting dozens of wounded."
            ),
            [("it hit a depot", ["army"]), ("dozens of wounded", ["residents"])],
        ),
    ],
)
def test_speakers_beside_the_main_clause(parse, text, expected):
    assert told(parse, text) == expected


def test_a_picture_shows_the_thing_and_what_it_does(parse):
    text = "Karelian media broadcast footage showing columns of thick smoke rising from the hills near Tarsa."
    assert told(parse, text) == [("columns of thick smoke rising from the hills near Tarsa", ["footage"])]


def test_whoever_asks_not_to_be_named_says_nothing_by_it(parse):
    text = "He and other locals had buried the dead, Oto Kelm said, asking not to use his name in full."
    assert [content for content, _ in told(parse, text)] == ["He and other locals had buried the dead"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Harbour sources told dpa that two old ferries had sunk.",
            ("two old ferries had sunk", ["Harbour sources", "dpa"]),
        ),
        (
            "The statement did not name the village. It said two soldiers were hurt.",
            ("two soldiers were hurt", ["statement"]),
        ),
        (
            '"There were three blasts," one resident, who gave her name only as Lina, told the Karelia Wire.',
            ('"There were three blasts,"', ["Lina", "Karelia Wire"]),
        ),
    ],
)
def test_wires_in_small_letters_and_names_given(parse, text, expected):
    assert told(parse, text) == [expected]


def test_who_a_speaker_is_belongs_to_the_speaker(parse):
    text = (
        "A guard was hurt in the fire, according to Lwen, an official from the Karelia Sailors' Organization."
    )
    assert told(parse, text) == [("A guard was hurt in the fire", ["Lwen"])]
