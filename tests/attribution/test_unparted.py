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
