"""Whole sentences in, coded events out."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemma.events import code_events
from stemma.records import Span


@pytest.mark.parametrize(
    ("text", "sub_type"),
    [
        ("Rebel artillery shelled the village of Orlivka on Monday.", "Shelling/artillery/missile attack"),
        ("An air strike on the market killed four people.", "Air/drone strike"),
        ("A suicide bomber blew himself up at a checkpoint, killing two soldiers.", "Suicide bomb"),
        (
            "A roadside bomb went off beside a bus and wounded six passengers.",
            "Remote explosive/landmine/IED",
        ),
        ("Two men hurled a grenade into a cafe.", "Grenade"),
        ("A sarin gas attack killed dozens of villagers.", "Chemical weapon"),
        ("Government troops clashed with rebels near the river.", "Armed clash"),
        ("Gunmen kidnapped a priest from his home.", "Abduction/forced disappearance"),
        ("Soldiers shot dead three farmers at the crossing.", "Attack"),
        ("Police arrested twelve activists after the march.", "Arrests"),
        ("Rebels captured the town of Orlivka from the army.", "Non-state actor overtakes territory"),
        ("The army recaptured the town of Orlivka.", "Government regains territory"),
        ("The army encircled the town of Orlivka.", "Change to group/activity"),
        ("Rebel fighters withdrew from the town of Orlivka.", "Non-violent transfer of territory"),
        ("Militiamen looted shops and torched houses.", "Looting/property destruction"),
        ("The two sides signed a ceasefire.", "Agreement"),
        ("Police seized a cache of weapons and ammunition.", "Disrupted weapons use"),
        ("The army set up a base on the ridge.", "Headquarters or base established"),
        ("Thousands of people protested in the capital.", "Peaceful protest"),
        ("Soldiers raped women in the camp.", "Sexual violence"),
    ],
)
def test_sub_type(code, text, sub_type):
    assert [event.sub_type for event in code(text)] == [sub_type]


@pytest.mark.parametrize(
    "text",
    [
        "The minister came under fire for his handling of the budget.",
        "The charity launched a campaign for clean water.",
        "The director shot a film in the old town.",
        "The senator called it an attack on her record.",
        "The battle over the bill will go on for weeks.",
        "The two banks struck a deal.",
        "Her remarks sparked an explosion of anger.",
        "He died of a heart attack.",
        "The war has cost the country dearly.",
        "Nurses began a hunger strike.",
    ],
)
def test_figures_of_speech_are_no_physical_events(code, text):
    assert [event.sub_type for event in code(text) if event.type] == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The army shelled the town.", "occurred"),
        ("The army did not shell the town.", "denied"),
        ("The army denied that it had shelled the town.", "denied"),
        ("The army will shell the town.", "planned"),
        ("The army plans to shell the town.", "planned"),
        ("The army may shell the town.", "hypothetical"),
        ("If the army shells the town, people will flee.", "hypothetical"),
        ("There is a risk of an air strike on the town.", "hypothetical"),
        ("Army to shell the town", "planned"),
        ("If it was the army that shelled the town, it will be known.", "hypothetical"),
        ("The army appears to have shelled the town.", "occurred"),
    ],
)
def test_status(code, text, status):
    assert [event.status for event in code(text) if event.type] == [status]


def test_parties_weapon_place_and_time(code):
    text = "Russian-backed forces fired rockets at a hospital in Orlivka on Monday, the mayor of Brest said."
    (event,) = code(text, places=("Orlivka", "Brest"), times=("Monday",))
    assert event.actor is not None
    assert (event.actor.name, event.actor.side, event.actor.kind) == (
        "Russian-backed forces",
        "Russia",
        "armed_group",
    )
    assert event.place is not None
    assert event.place.name == "Orlivka"
    assert event.time is not None
    assert event.time.text == "Monday"


def test_agentless_passive_has_no_actor(code):
    (event,) = code("The village was shelled overnight.")
    assert event.actor is None


def test_the_time_of_saying_is_not_the_time_of_the_event(code):
    text = "Rebels shelled the village, the army said on Friday."
    (event,) = code(text, times=("Friday",))
    assert event.time is None


def test_news_in_the_perfect_has_the_time_of_telling(code):
    text = "Rebels have captured the town of Orlivka, the mayor told the agency on Friday."
    (event,) = code(text, places=("Orlivka",), times=("Friday",))
    assert event.time is None or "time of telling" in event.rule


def test_a_dateline_is_no_actor(code):
    text = "KYIV, Ukraine (NRA) \u2014 Rockets hit a house in Orlivka, killing two people, the mayor said."
    events = code(text, places=("Orlivka",))
    assert {event.sub_type for event in events} == {"Shelling/artillery/missile attack"}
    assert all(event.actor is None for event in events)


def test_a_later_mention_takes_its_setting_from_the_earlier(code):
    text = "A car bomb killed nine people in Orlivka on Monday. The attack also wounded a dozen people."
    first, second = code(text, places=("Orlivka",), times=("Monday",))
    assert second.sub_type == first.sub_type
    assert second.place == first.place
    assert second.time == first.time
    assert second.score < first.score


def test_every_offset_quotes_its_words(code):
    text = "Rebels shelled the town of Orlivka and killed at least three people."
    for event in code(text, places=("Orlivka",)):
        quoted = " … ".join(text[span.start : span.end] for span in event.trigger.spans)
        assert quoted == event.trigger.text
        for party in (event.actor, event.target):
            assert party is None or text[party.span.start : party.span.end] == party.name
        for count in event.casualties:
            assert text[count.span.start : count.span.end] == count.text


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["attack", "killed", "3", "the", '"', ".", ",", "rebels", "in", "Kyiv", "-", "(", "and"]
        )
    )
)
def test_word_salad_does_not_crash(parse, words):
    text = " ".join(words)
    for event in code_events(*parse(text), (), (), ()):
        assert Span(0, len(text)).end >= event.extent.spans[-1].end
