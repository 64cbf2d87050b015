"""Whole sentences in, coded events out."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemma.events import code_events
from stemma.records import Span, Time


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


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
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


def test_where_it_was_fired_from_is_not_where_it_hit(code):
    text = "Rockets were fired from Belgorod at Kharkiv."
    event = code(text, ("Belgorod", "Kharkiv"))[0]
    assert event.place is not None
    assert event.place.name == "Kharkiv"
    assert all(e.place is None for e in code("Missiles launched from Belgorod hit a house.", ("Belgorod",)))


def test_a_metonym_is_no_scene(code):
    found = code("Troops shelled the bridge at Kharkiv.", {"Kharkiv": {"kind": "metonym"}})
    assert found[0].place is None


def _dated(parse, text, words, **fields):
    start = text.index(words)
    told = Time(words, Span(start, start + len(words)), **fields)
    return code_events(*parse(text, published="2016-07-29"), (), (), (told,))


def test_background_is_left_out_and_an_old_day_counts_half(parse):
    year = {"start": "1982-01-01", "end": "1982-12-31", "precision": "year"}
    assert _dated(parse, "In 1982 the army killed 40 civilians.", "1982", **year) == ()
    assert _dated(parse, "The town has been shelled by rebels since 1982.", "1982", **year) == ()
    day = {"start": "2013-08-21", "end": "2013-08-21", "precision": "day"}
    old = _dated(parse, "On 21 August 2013 the army killed 40 civilians.", "21 August 2013", **day)
    fresh = {"start": "2016-07-28", "end": "2016-07-28", "precision": "day"}
    new = _dated(parse, "On 28 July 2016 the army killed 40 civilians.", "28 July 2016", **fresh)
    assert old[0].score < 0.6 * new[0].score


def test_a_correction_tells_no_event_as_done(code):
    text = "Rebels shelled Kharkiv.\n\nAn earlier version said that rebels shelled Kharkiv on Monday."
    found = code(text, ("Kharkiv",), kinds=("body", "correction"))
    assert [e.status for e in found if e.block == "correction"] == ["unknown"]


def test_a_place_or_a_thing_is_no_initiator(code):
    found = code("The truck has attacked the soldiers at Kharkiv.", ("Kharkiv",))
    assert all(e.actor is None for e in found)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The ministry denied that the army shelled the town of Orlivka.", "denied"),
        ("The ministry did not deny that the army shelled the town of Orlivka.", "unknown"),
        ("The general refused to deny that his troops shelled the town of Orlivka.", "unknown"),
    ],
)
def test_a_denial_that_is_withheld_denies_nothing(code, text, status):
    assert [event.status for event in code(text)] == [status]


def test_the_strike_is_what_struck_before(code):
    events = code("A missile strike hit Orlivka on Monday. The strike killed six people.")
    assert {event.sub_type for event in events} == {"Shelling/artillery/missile attack"}


def test_a_strike_of_workers_is_no_air_strike(code):
    assert code("A strike by bus drivers halted traffic in Orlivka on Monday.") == ()
    assert [event.sub_type for event in code("A strike by rebels killed six people on Monday.")]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Earlier Wednesday troops shelled the village of Orlivka.", "troops", "military"),
        ("BEIRUT (Newsline) The Syrian army shelled the village of Orlivka.", "Syrian army", "military"),
        ("An estimated 200 soldiers shelled the village of Orlivka.", "soldiers", "military"),
        (
            "Terrorists of the so called Jaish al-Islam shelled the village of Orlivka.",
            "Jaish al-Islam",
            "armed_group",
        ),
        ("Turkish artillery fire killed four farmers in Orlivka.", "Turkish", "government"),
        ("Syrias army shelled the village of Orlivka.", "Syrias army", "military"),
        ("The US Air Force bombed the village of Orlivka.", "US Air Force", "military"),
    ],
)
def test_an_actor_is_named_without_what_stands_before_its_name(code, text, name, kind):
    events = code(text, ("Orlivka",))
    assert [(event.actor.name, event.actor.kind) for event in events if event.actor][:1] == [(name, kind)]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Syrian rebels shelled the village of Orlivka.", "Syrian rebels"),
        ("Pro-Russian separatists shelled the village of Orlivka.", "Pro-Russian separatists"),
        ("Turkey-backed fighters shelled the village of Orlivka.", "Turkey-backed fighters"),
        ("Russian troops shelled the village of Orlivka.", "Russia"),
    ],
)
def test_a_states_rebels_and_clients_do_not_go_by_its_name(code, text, entity):
    assert code(text, ("Orlivka",))[0].actor.entity == entity


def test_a_capital_makes_no_adjective_an_actor(code):
    events = code("Fierce fighting erupted overnight in Orlivka.", ("Orlivka",))
    assert [event.actor for event in events] == [None]


def test_a_strike_for_wages_is_no_strike_from_the_air(code):
    assert not code("Some 900 miners stopped work in a strike for higher wages in Kharkiv.", ("Kharkiv",))
    assert code("Nine people died in a strike in Kharkiv.", ("Kharkiv",))
