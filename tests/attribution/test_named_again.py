"""Bodies told of again, places that pass for them, both sides, and what "or so" hands to its speaker."""

import pytest


def speakers(found):
    return [mention.chain[0].entity for mention in found]


def test_a_place_is_not_the_charity(said):
    text = (
        "The Karelian Red Poppy Society said two nurses were hurt.\n\n"
        "The ward in al-Tarsa was shut on Sunday. The charity condemned the attack."
    )
    assert set(speakers(said(text))) == {"Karelian Red Poppy Society"}


def test_the_ministry_is_no_company(said):
    text = "The ministry said the dam had burst. The company said nobody was hurt."
    assert speakers(said(text)) == ["ministry", "company"]


def test_the_observatory_is_nobody_by_name(said):
    text = (
        "The Karelian Observatory for Civil Rights said three barns burnt.\n\n"
        "It was unclear whether the army did what the Observatory called “a shameful deed” in the valley."
    )
    assert speakers(said(text)) == ["Karelian Observatory for Civil Rights"] * 2


def test_a_body_is_named_with_what_it_is_for(said):
    text = "The Tarsa-based watchdog Karelian Observatory for Civil Rights said ten barns burnt."
    assert speakers(said(text)) == ["Karelian Observatory for Civil Rights"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Both sides said the truce was broken.", "Both sides"),
        ("Both Kelm and Orlan said the road was open.", "Kelm and Orlan"),
        ("The mayors of both towns said the road was open.", "mayors of both towns"),
    ],
)
def test_both(said, text, speaker):
    assert speakers(said(text)) == [speaker]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The ford has dried up, or so the herders say.", "The ford has dried up"),
        ("The ford has dried up. Or so the herders claimed on Sunday.", "The ford has dried up"),
        ("The storm lasted an hour or so, the herders said.", "The storm lasted an hour or so"),
    ],
)
def test_or_so_somebody_says(said, text, content):
    (mention,) = said(text)
    assert (mention.chain[0].entity, mention.content.text) == ("herders", content)


def test_who_reportedly_owns_up_to_a_deed(said):
    (mention,) = said("The rebels reportedly claimed responsibility for the killing of the mayor.")
    assert mention.content.text == "responsibility for the killing of the mayor"


def test_a_deed_signals_nothing_but_by_a_clause(said):
    assert said("Airstrikes near the dam last month signalled the end of the ceasefire.") == []
    assert said("The blast shows that the depot was full.")
