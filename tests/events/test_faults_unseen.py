"""Kinds of fault that real reports of other wars showed, each on sentences made up for it."""

import pytest
from coded import events, names, only

from stemma.events import main_acts

_BODY = ("Orlivka",)


@pytest.mark.parametrize(
    ("text", "actor", "side"),
    [
        ("Sudan's RSF fighters shelled Orlivka.", "Sudan's RSF fighters", "Rapid Support Forces"),
        ("A drone operated by Hezbollah struck Orlivka.", "Hezbollah", "Hezbollah"),
        ('A "suicide drone" belonging to the Houthis exploded in Orlivka, killing six.', "Houthis", None),
        ("A Houthi Katyusha rocket hit a market in Orlivka.", "Houthi", "Houthi movement"),
        ("RSF Drone Strike Kills Dozens in Orlivka", "RSF", "Rapid Support Forces"),
        ("Two guards were killed in an attack blamed on jihadists in Orlivka.", "jihadists", ""),
        ("The airstrikes of the rebel forces hit Orlivka.", "rebel forces", ""),
        ("Israel has maintained a blockade on Orlivka.", "Israel", "Israel"),
        ("A drone hit a market in Orlivka.", None, None),
        ("The rebels were behind the explosion that damaged a ship in Orlivka.", "rebels", ""),
        ("The rebels were responsible for the attack on a market in Orlivka.", "rebels", ""),
        ("Troops razed Orlivka with jet strikes on Friday.", "Troops", ""),
        (
            "Somalia's al-Shabab terror group attacked Orlivka.",
            "Somalia's al-Shabab terror group",
            "al-Shabaab",
        ),
    ],
)
def test_whose_an_act_is(code, text, actor, side):
    event = events(code, text, places=_BODY)[0]
    assert names(event)[0] == actor
    assert side is None or event.actor.side == side


def test_forces_that_are_withdrawn_are_no_target(code):
    event = only(code, "Russia has withdrawn its military forces from Orlivka.")
    assert names(event) == ("Russia", None)


def test_where_rockets_were_fired_from_is_no_place_of_theirs(code):
    text = "Rockets were fired from the Belgorod region, across the border in Russia."
    event = only(code, text, places=("Belgorod", "Russia"))
    assert event.place is None
    text = "Rockets fired from the Belgorod region hit a school in Orlivka."
    event = only(code, text, places=("Belgorod", "Orlivka"))
    assert event.place
    assert event.place.name == "Orlivka"


def test_a_group_is_not_the_state_named_before_it(code):
    event = only(code, "Drone strikes by Sudanese paramilitaries hit Orlivka.", places=_BODY)
    assert (event.actor.kind, event.actor.side) == ("armed_group", "")


def test_fighting_that_rages_is_between_two(code):
    text = "Thousands fled Orlivka as fighting raged between government forces and rebels."
    assert names(only(code, text, places=_BODY)) == ("government forces", "rebels")


def test_who_is_no_place(code):
    text = "Villagers ran from rebels backed by Rwanda, who seized Orlivka on Sunday."
    assert names(only(code, text, places=("Rwanda", "Orlivka")))[0] == "rebels"


def test_those_who_say_what_they_did(code):
    text = "The army tried to slow the advance of rebels who say they have captured Orlivka."
    assert names(events(code, text, places=_BODY)[-1])[0] == "rebels"


def test_it_may_be_the_attack(code):
    text = "The ministry condemned the attack, stating that it struck a hospital in Orlivka."
    assert all(names(event)[0] is None for event in events(code, text, places=_BODY))


def test_hit_by_strikes_is_an_air_strike(code):
    text = "Two houses in Orlivka were hit by Israeli strikes on Friday."
    event = only(code, text, places=_BODY)
    assert event.sub_type == "Air/drone strike"
    assert names(event)[0] == "Israeli"


def test_soldiers_on_foot_fly_no_raids(code):
    text = "Jets bombed Orlivka. Troops killed six villagers there."
    bombed, killed = events(code, text, places=_BODY)
    assert bombed.sub_type == "Air/drone strike"
    assert killed.sub_type == "Attack"


def test_rockets_that_were_fired_are_shelling(code):
    event = only(code, "One person was killed in Orlivka by rockets fired from Brezova.", places=_BODY)
    assert event.sub_type == "Shelling/artillery/missile attack"


def test_a_place_taken_after_clashes_is_one_event(code):
    event = only(code, "The army recaptured Orlivka after heavy clashes with the rebels.", places=_BODY)
    assert event.sub_type == "Government regains territory"


def test_two_acts_in_turn_are_two_events(code):
    text = "New shelling hit Orlivka, hours after a missile attack that killed 18 people."
    first, second = events(code, text, places=_BODY)
    assert not first.casualties
    assert [count.best for count in second.casualties] == [18]


def test_drones_and_artillery_of_one_act(code):
    text = "Nine people were killed when the Houthis launched a drone and artillery strike on Orlivka."
    event = only(code, text, places=_BODY)
    assert names(event) == ("Houthis", "people")


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Four Ruritanian soldiers killed", [4]),
        ("Three soldiers died in the gun battle that followed in Orlivka.", [3]),
        ("Rebels killed a total of five residents of Orlivka.", [5]),
        ("An attack took place in Orlivka, killing four army auxiliaries.", [4]),
        ("Five people died in crossfire in Orlivka.", [5]),
        ("A colonel and three soldiers were killed in a gunfight in Orlivka.", [1, 3]),
        ("Two militants were killed in an encounter with security forces in Orlivka.", [2]),
    ],
)
def test_tolls(code, text, killed):
    event = only(code, text, places=_BODY if "Orlivka" in text else ())
    assert [count.best for count in event.casualties if count.measure == "killed"] == killed


def test_the_day_at_the_end_of_a_long_phrase(code):
    text = "Seven people were killed by a rocket fired at the city of Orlivka on Tuesday."
    event = only(code, text, places=_BODY, times={"Tuesday": {"start": "2022-05-10", "end": "2022-05-10"}})
    assert event.time is not None


def test_a_stretch_of_months_takes_no_day_from_before(code):
    day = {"start": "2022-05-10", "end": "2022-05-10"}
    text = "Rockets hit Orlivka on Tuesday. The rebels have besieged the town for months."
    months = {"type": "DURATION", "value": "PXM"}
    hit, siege = events(code, text, places=_BODY, times={"Tuesday": day, "months": months})
    assert hit.time is not None
    assert siege.time is None


def test_what_an_act_answers_was_not_done_on_its_day(code):
    day = {"start": "2022-05-10", "end": "2022-05-10"}
    text = "Rebels shelled Orlivka on Tuesday in response to an airstrike on Brezova that killed four people."
    shelled, strike = events(code, text, places=("Orlivka", "Brezova"), times={"Tuesday": day})
    assert shelled.time is not None
    assert strike.time is None


def test_counted_from_a_day(code):
    day = {"start": "2022-05-10", "end": "2022-05-10"}
    text = "Since the end of the truce on Tuesday, 40 people have been killed in Orlivka."
    assert only(code, text, places=_BODY, times={"Tuesday": day}).time is None


@pytest.mark.parametrize(
    "text",
    [
        "The army uses air strikes to drive people out of Orlivka.",
        "Constant shelling of Orlivka keeps the shops shut.",
        "A base occupied by soldiers lies near Orlivka.",
        "Its fighters have killed hundreds of civilians in Orlivka.",
    ],
)
def test_habits_are_no_events(code, text):
    assert not events(code, text, places=_BODY)


def test_backed_by_somebody_is_no_act(code):
    assert not code("Talks on rebels backed by Russia and Syrian forces went on.")


def test_pushed_back_is_a_clash(code):
    event = only(code, "Ukrainian forces pushed back Russian troops near Orlivka.", places=_BODY)
    assert event.sub_type == "Armed clash"


def test_whom_we_attacked(code):
    text = "Jets flew over Orlivka. The troops we attacked for days were tired."
    assert all(
        event.actor is None or event.actor.name != "troops" for event in events(code, text, places=_BODY)
    )


def acts(parse, text):
    return [
        (act.plover, [one.name for one in sources], [one.name for one in targets])
        for act, sources, targets in main_acts(*parse(text))
    ]


def test_meetings_go_both_ways(parse):
    found = acts(parse, "Ruritanian envoys met the Graustark delegation.")
    assert [sides[1:] for sides in found] == [tuple(reversed(found[1][1:])), found[1][1:]]
    assert {plover for plover, *_ in found} == {"CONSULT"}


def test_whom_a_pact_serves(parse):
    found = acts(parse, "Ruritania signed an accord on Thursday to supply Graustark with wheat.")
    assert found[0][1:] == (["Ruritania"], ["Graustark"])


def test_what_is_fired_is_no_target(parse):
    found = acts(parse, "Russia fired two artillery shells near a vessel.")
    assert "artillery shells" not in {name for _, _, targets in found for name in targets}


def test_a_party_of_two_words_fires_in_a_headline(code):
    event = only(code, "Boko Haram Fires Rockets at Base in Orlivka", places=_BODY)
    assert names(event)[0] == "Boko Haram"
    assert event.sub_type == "Shelling/artillery/missile attack"


def test_a_checkpoint_bombed(code):
    assert names(only(code, "Afghan police checkpoint bombed in Orlivka", places=_BODY))[0] is None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The governor ordered an inquiry into the air strike on Orlivka.", "occurred"),
        ("The president ordered a probe into the shelling of Orlivka.", "occurred"),
        ("The general ordered the shelling of Orlivka.", "planned"),
    ],
)
def test_an_inquiry_is_ordered_into_what_was_done(code, text, status):
    assert events(code, text, places=_BODY)[0].status == status


def test_where_the_dead_are_flown_is_not_where_they_fell(code):
    text = "The bodies of six farmers killed in a shelling attack in Orlivka have been flown to Brezova."
    event = only(code, text, places=("Orlivka", "Brezova"))
    assert event.place.name == "Orlivka"


def test_who_is_left_dead_behind_an_aside(code):
    text = "A rocket hit Orlivka, leaving nine men, including two guards, dead and 14 others injured."
    event = events(code, text, places=_BODY)[0]
    assert [(count.measure, count.best) for count in event.casualties] == [("killed", 9), ("injured", 14)]


def test_who_is_accused_is_named_without_what_of(code):
    text = "The Norwegian government has accused Danish forces of a raid on its trawlers near Orlivka."
    accused = next(event for event in code(text, places=_BODY) if event.plover == "ACCUSE")
    assert accused.target.name == "Danish forces"


def test_additional_is_no_part_of_a_name(code):
    event = only(code, "Another strike on Orlivka wounded six additional farmers.", places=_BODY)
    assert event.target.name == "farmers"


def test_the_town_of_a_suicide_blast_did_not_do_it(code):
    event = only(code, "Kabul suicide blast kills nine", places=("Kabul",))
    assert event.actor is None
