"""Whom a sentence goes by or somebody speaks to, where no comma parts them from what follows."""

import pytest


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "According to Vorona news agency rebels fired four rockets at the town.",
            "Vorona news agency",
            "rebels fired four rockets at the town",
        ),
        (
            "According to the Observatory RTF has lost 40 fighters in the battle.",
            "Observatory",
            "RTF has lost 40 fighters in the battle",
        ),
        (
            "According to the Observatory the rebels have lost 40 fighters in the battle.",
            "Observatory",
            "the rebels have lost 40 fighters in the battle",
        ),
        (
            "According to Al-Vorona News Finnish forces have begun a march to the north.",
            "Al-Vorona News",
            "Finnish forces have begun a march to the north",
        ),
    ],
)
def test_according_to_a_house_without_a_comma(said, text, source, content):
    (found,) = said(text)
    assert found.chain[0].entity == source
    assert found.content.text == content


def test_who_speaks_to_a_house_is_no_part_of_it(said):
    (found,) = said(
        "Speaking to The New Arab Mona Kelm a spokesperson for the relief corps noted that the attack had "
        "hit the convoy."
    )
    assert [layer.entity for layer in found.chain] == ["Mona Kelm", "New Arab"]


def test_a_rank_in_capitals_is_no_part_of_the_name(said):
    first, later = said(
        "COL. LENA VORONA said the town was in the hands of the army.\n\nVorona said the road was open."
    )
    assert first.chain[0].entity == later.chain[0].entity == "LENA VORONA"


def test_an_opposition_group_is_not_the_body_named_last(said):
    *_, urged = said(
        "The Finnish Observatory for Human Rights said ten people had died.\n\n"
        "The main Finnish opposition group urged the coalition to suspend its raids."
    )
    assert urged.chain[0].entity == "main Finnish opposition group"


def test_the_head_of_a_body_named_behind_it(said):
    (found,) = said("Director of the Tarsa-based Observatory Sami Darwish said that six raids hit the court.")
    assert found.chain[0].entity == "Sami Darwish"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Orlan General Staff said in a statement that ten rebels had died.", "Orlan General Staff"),
        (
            "Orel Vashti coordinator of the opposition committee told reporters that the truce had ended.",
            "Orel Vashti",
        ),
        ("Ten people died when shells hit a market in a town in eastern Karelia UNICEF has said.", "UNICEF"),
    ],
)
def test_names_are_neither_cut_nor_filled_up(said, text, name):
    assert said(text)[0].chain[0].entity == name


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        (
            "According to the head doctor, Lena Ostrik, nineteen were wounded.",
            "Lena Ostrik",
            "nineteen were wounded",
        ),
        (
            "According to the head doctor, Lena Ostrik, 34, was wounded.",
            "head doctor",
            "Lena Ostrik, 34, was wounded",
        ),
    ],
)
def test_a_name_between_commas_is_whom_a_sentence_goes_by(said, sentence, source, content):
    (mention,) = said(sentence)
    assert mention.chain[0].entity == source
    assert mention.content.text == content
