"""Speakers that no comma parts from what they say, and headings that are no speakers."""

import pytest


@pytest.mark.parametrize(
    ("text", "source", "end"),
    [
        (
            (
                "Bombers blew up two lorries near the depot on Friday killing at least 18 people "
                "including 11 children state media reported."
            ),
            "state media",
            "including 11 children",
        ),
        (
            (
                "Shells hit an institute in a barrage that killed 12 people and wounded 50 state media "
                "reported."
            ),
            "state media",
            "wounded 50",
        ),
        (
            (
                "Air strikes hit a rescue centre in the north killing eight volunteers opposition "
                "activists said."
            ),
            "opposition activists",
            "killing eight volunteers",
        ),
        (
            (
                "A barrage near a hospital in the north killed at least 10 civilians said the Tarsa Centre "
                "for Human Rights."
            ),
            "the Tarsa Centre for Human Rights",
            "killed at least 10 civilians",
        ),
    ],
)
def test_the_object_of_a_statement_is_not_its_speaker(said, text, source, end):
    (found,) = said(text)
    assert found.source.text == source
    assert found.content.text.endswith(end)


def test_a_speaker_behind_a_comma_stays_whole(said):
    (found,) = said("The raid killed ten people, the head of a monitoring group in Tarsa said.")
    assert found.source.text == "the head of a monitoring group in Tarsa"


def test_a_deed_before_a_colon_says_nothing(said):
    found = said("Korvan Reels from Deadly Drone Attack: Seven Lives Lost\n\nRescuers searched all night.")
    assert not [m for m in found if m.source and "Attack" in m.source.text]


@pytest.mark.parametrize(
    ("text", "source", "end"),
    [
        (
            "Shells fell on streets in the old quarter of Tarsa Finnish state television reported on Monday.",
            "Finnish state television",
            "quarter of Tarsa",
        ),
        (
            "The army moved two brigades and their equipment to the area security sources said.",
            "security sources",
            "to the area",
        ),
        (
            "Gunmen killed a child and hurt five people with a rocket shelling VNA news agency reported.",
            "VNA news agency",
            "a rocket shelling",
        ),
        ("Our house and land are all in Tarsa Mehdi Darwish said.", "Mehdi Darwish", "in Tarsa"),
        (
            (
                "The raids on the south of rebel-held Tarsa also wounded more than 60 people said the "
                "Observatory a group that watches the war."
            ),
            "the Observatory",
            "more than 60 people",
        ),
    ],
)
def test_what_a_preposition_lacks_is_not_its_speaker(said, text, source, end):
    (found,) = said(text)
    assert found.source.text == source
    assert found.chain[0].entity == source.removeprefix("the ")
    assert found.content.text.endswith(end)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "In a breaking news alert state television said 40 people had been hurt in the blasts.",
            "state television",
        ),
        ("Citing news from its local partners in Karelia UNICEF said that two schools were hit.", "UNICEF"),
    ],
)
def test_a_speaker_begins_behind_the_phrase_before_it(said, text, source):
    (found,) = said(text)
    assert found.source.text == source


def test_a_denial_ends_before_the_next_speaker(said):
    denied, told = said(
        "Karelia has denied involvement and the Orlan Defence Ministry said on Monday that no plane had been "
        "in the area."
    )
    assert denied.content.text == "involvement"
    assert [layer.entity for layer in told.chain] == ["Orlan Defence Ministry"]


def test_a_name_cut_is_not_filled_up_again(said):
    first, later = said(
        "Our house and land are all in Tarsa Mehdi Darwish said.\n\nDarwish said he would not come back."
    )
    assert first.chain[0].entity == later.chain[0].entity == "Mehdi Darwish"


@pytest.mark.parametrize(
    "text",
    [
        "An activist from the Tarsa-based Orlan opposition group told reporters that the truce had ended.",
        "A medical source at the town hospital confirmed the toll and said that 20 people were hurt.",
        "The raid hit a house in the east of the city as a witness and a rebel official said on Friday.",
    ],
)
def test_a_speaker_with_all_that_is_his_stays_whole(said, text):
    assert said(text)[0].source.text in text.split(" told ")[0].split(" confirmed ")[0].split(" as ")[-1]
    assert len(said(text)[0].source.text.split()) > 4


def test_a_name_behind_its_office_is_not_cut(said):
    found = said(
        "Hollis announced his intention to visit the site of the attack government spokeswoman Ulla "
        "Vorona-Kelm told reporters on Wednesday."
    )
    assert "Vorona-Kelm" not in {layer.entity for each in found for layer in each.chain}
