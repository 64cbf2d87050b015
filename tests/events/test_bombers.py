"""Bombers that are aircraft, and those who are persons; what stands before a headline's news is no name."""

import pytest
from coded import only


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian bombers carried out raids on Orlivka on Monday, killing four people.",
        "Norwegian bombers pounded Orlivka on Friday.",
        "A Norwegian bomber hit Orlivka on Friday.",
        "Long-range bombers hit Orlivka on Monday.",
        "Tu-22 bombers pounded Orlivka on Monday.",
    ],
)
def test_aircraft(code, text):
    event = only(code, text, places=("Orlivka",))
    assert (event.sub_type, event.actor.kind) == ("Air/drone strike", "military")


@pytest.mark.parametrize(
    "text",
    [
        "A Norwegian bomber killed five people in Orlivka on Monday.",
        "Two female bombers attacked a market in Orlivka, killing nine people.",
        "A bomber attacked a checkpoint in Orlivka, killing three villagers.",
    ],
)
def test_persons(code, text):
    event = only(code, text, places=("Orlivka",))
    assert event.sub_type == "Attack"
    assert event.actor.kind == "armed_group"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ministry Says Norwegian Troops Kill Two Fishermen in Orlivka", "Norwegian Troops"),
        ("EXCLUSIVE - Norwegian Troops Kill Two Fishermen in Orlivka", "Norwegian Troops"),
        ("UPDATE \u2013 Norwegian troops kill two fishermen in Orlivka", "Norwegian troops"),
        ("Chile war - Norwegian troops kill two fishermen in Orlivka", "Norwegian troops"),
        ("Police: Gunmen Kill Six Fishermen in Orlivka", "Gunmen"),
    ],
)
def test_what_stands_before_a_headlines_news(code, text, name):
    assert only(code, text, places=("Orlivka",)).actor.name == name
