"""Participles of saying that no comma parts from the noun before them, and who says them."""

import pytest


@pytest.mark.parametrize(
    ("text", "speaker", "contents"),
    [
        (
            (
                "The Karelian Observatory said a car bomb went off in the city killing 36 people adding that "
                "rockets hit the square afterwards."
            ),
            "Karelian Observatory",
            ["a car bomb went off in the city killing 36 people", "rockets hit the square afterwards"],
        ),
        (
            "The regime has denied any responsibility saying its planes hit a depot of the rebels.",
            "regime",
            ["any responsibility", "its planes hit a depot of the rebels"],
        ),
        (
            (
                "The mission asked for urgent access to the town and weekly pauses for the aid deliveries "
                "warning that thousands were at risk."
            ),
            "mission",
            [
                "urgent access to the town and weekly pauses for the aid deliveries",
                "thousands were at risk",
            ],
        ),
    ],
)
def test_who_says_the_first_says_the_second(said, text, speaker, contents):
    found = said(text)
    assert [each.content.text for each in found] == contents
    assert [each.chain[0].entity for each in found] == [speaker] * 2


def test_who_was_told_does_not_add(said):
    first, second = said(
        '"The town will fall within days" envoy Sami Darwish told AFP adding that many families were inside.'
    )
    assert [layer.entity for layer in second.chain] == [layer.entity for layer in first.chain]
    assert second.chain[0].entity == "Sami Darwish"


def test_a_participle_with_a_subject_of_its_own_keeps_it(said):
    *_, told = said("Police confirmed the toll with a spokesman saying that two of the dead were children.")
    assert told.source.text == "a spokesman"


def test_a_paper_says_what_stands_in_it(said):
    found = said("The army issued a statement saying that two of its posts had fallen.")
    assert found[0].content.text == "two of its posts had fallen"
    assert found[0].chain[0].entity == "army"


def test_who_is_told_of_adds_nothing(said):
    first, second = said(
        "The source said the army is chasing the gunmen who fled the area adding that the mines are cleared."
    )
    assert first.content.text == "the army is chasing the gunmen who fled the area"
    assert second.content.text == "the mines are cleared"
    assert first.chain[0].entity == second.chain[0].entity == "source"
