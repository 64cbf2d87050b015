"""Whom a noun for a kind of body means: no city is an observatory, and no army a ministry."""

import pytest


def entities(found):
    return [m.chain[0].entity for m in found]


@pytest.mark.parametrize(
    ("named", "again", "meant"),
    [
        ("Moscow denied the raids.", "The British-based Observatory said ten died.", "Observatory"),
        ("The UN said two convoys were stopped.", "The ministry said the road was open.", "ministry"),
        ("The army said it had left the town.", "The watchdog said ten had died.", "watchdog"),
        ("The Karelia Wire said a bridge fell.", "The charity said it had no staff there.", "charity"),
        ("The MoD said a bridge fell.", "The ministry said the road was open.", "MoD"),
        (
            "The Karelian Observatory for Civil Rights said a bridge fell. Moscow denied it.",
            "The London-based monitor said ten had died.",
            "Karelian Observatory for Civil Rights",
        ),
        (
            "The Karelia Relief Fund said a bridge fell. Hezbollah denied it.",
            "The charity said it had no staff there.",
            "Karelia Relief Fund",
        ),
    ],
)
def test_a_noun_means_only_whom_its_kind_fits(said, named, again, meant):
    assert entities(said(f"{named} {again}"))[-1] == meant


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The health ministry raised the death toll to 61.", "the death toll to 61"),
        ("The interior ministry revised its death toll to 38.", "its death toll to 38"),
        (
            "State media raised the number of wounded to at least 130.",
            "the number of wounded to at least 130",
        ),
        ("The governor's office gave the number of dead as 17.", "the number of dead as 17"),
        ("The Red Crescent has counted 40 bodies.", "40 bodies"),
        (
            "A war monitor on Tuesday raised the death toll from raids on a market the previous day to 61.",
            "the death toll from raids on a market the previous day to 61",
        ),
    ],
)
def test_a_toll_raised_or_counted_is_told(said, text, content):
    assert [m.content.text for m in said(text)] == [content]


@pytest.mark.parametrize(
    "text",
    [
        "The strikes raised the death toll to 61.",
        "Clashes in the east raised the number of dead to 300.",
        "The discovery of two bodies raised the toll to 11.",
        "The government raised the number of troops to 3,000.",
    ],
)
def test_what_raises_a_toll_by_itself_says_nothing(said, text):
    assert said(text) == []
