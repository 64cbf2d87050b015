"""Kinds of fault in acts of force that reports nobody had read showed, each on sentences made up for it."""

import pytest


def only(code, text, *places, **more):
    (event,) = [one for one in code(text, places, **more) if one.type]
    return event


def told(code, text, *places, **more):
    return [
        (one.trigger.text, one.sub_type, one.place and one.place.name) for one in code(text, places, **more)
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Israeli troops killed six gunmen in a raid in Orlivka.", "Armed clash"),
        ("An Israeli raid in Orlivka killed three militants, and soldiers arrested two men.", "Armed clash"),
        ("An Israeli raid on Orlivka killed three militants, after jets had been seen.", "Air/drone strike"),
        ("The invaders fired 70 times at Orlivka.", "Shelling/artillery/missile attack"),
        ("A destroyer shot down two missiles near Orlivka.", "Disrupted weapons use"),
        (
            "The ship was struck by a missile in the Red Sea near Orlivka.",
            "Shelling/artillery/missile attack",
        ),
        ("Forces have recovered all positions near Orlivka.", "Government regains territory"),
        ("Orlivka and Vesele were under heavy enemy fire.", "Shelling/artillery/missile attack"),
        ("The navy engaged with six drones near Orlivka.", "Disrupted weapons use"),
        (
            "Coast Guard Units Shoot Down 2 Missiles And 5 Drones In Orlivka Bay At Dusk",
            "Disrupted weapons use",
        ),
        ("A power plant in Orlivka was damaged in a drone attack.", "Air/drone strike"),
    ],
)
def test_kind(code, text, kind):
    assert kind in [one.sub_type for one in code(text, ("Orlivka",))]


def test_raids_of_troops_by_the_whole_report(code):
    raid = "Three gunmen were killed in an Israeli raid in Orlivka."
    text = f"{raid}\n\nSoldiers stormed a house and arrested two suspects."
    assert told(code, text, "Orlivka")[0][1] == "Armed clash"


@pytest.mark.parametrize(
    "text",
    [
        "The army destroyed four drones fired at a ship near Orlivka.",
        "Forces downed four drones launched at a ship near Orlivka.",
    ],
)
def test_what_is_fired_at_is_not_hit(code, text):
    assert [(one.role, one.name) for one in only(code, text, "Orlivka").things] == [("stopped", "drone")]


def test_no_one_is_nobody(code):
    assert only(code, "No one was injured in the shelling of Orlivka.", "Orlivka").casualties == ()


def test_two_who_clash(code):
    event = only(code, "The rebels and the army have clashed near Orlivka.", "Orlivka")
    assert (event.actor.name, event.target.name) == ("rebels", "army")


def test_place_of_those_who_tell(code):
    text = "Rebels shelled Vesele.\n\nResidents of Orlivka said that two people were arrested."
    assert told(code, text, "Vesele", "Orlivka")[-1] == ("arrested", "Arrests", "Orlivka")


@pytest.mark.parametrize(
    "text", ["Rebels fired at the Orlivka.", "Rebels fired a missile at the tanker Orlivka."]
)
def test_a_ship_is_no_town(code, text):
    assert all(place is None for _, _, place in told(code, text, "Orlivka"))


def test_where_people_fled_is_not_where_it_was(code):
    text = "Families fled the shelling of Orlivka to Vesele."
    assert [place for _, _, place in told(code, text, "Orlivka", "Vesele")] == ["Orlivka"]


def test_suspects_are_arrested_elsewhere(code):
    text = "Police arrested suspects in the killing of two teachers in Vesele."
    kinds = {one.sub_type: [item.best for item in one.casualties] for one in code(text, ("Vesele",))}
    assert kinds == {"Arrests": [], "Attack": [2]}


def test_day_of_the_clause_before(code):
    text = "Troops raided Orlivka on Tuesday, leading to a gunbattle that killed six rebels."
    events = code(text, ("Orlivka",), {"Tuesday": {"start": "2024-05-07", "end": "2024-05-07"}})
    assert [(one.sub_type, one.time and one.time.text) for one in events] == [("Armed clash", "Tuesday")]


def test_a_denial_in_another_sentence(code):
    text = "Jets hit Orlivka. There were no losses."
    assert only(code, text, "Orlivka").status == "occurred"


@pytest.mark.parametrize(
    "text", ["No residents were injured in Orlivka.", "Nobody was hurt in the blast in Orlivka."]
)
def test_nobody_was_hurt(code, text):
    assert {one.status for one in code(text, ("Orlivka",)) if one.trigger.text == "injured"} <= {"denied"}


def test_attack_of_a_state_on_somebody(code):
    event = only(code, "The attack of Russia on Orlivka killed two men.", "Orlivka")
    assert (event.actor.name, event.place.name) == ("Russia", "Orlivka")


def test_one_more_of_another_kind(code):
    event = only(code, "A mine killed three officers and a soldier in Orlivka.", "Orlivka")
    assert [(one.best, one.victims) for one in event.casualties] == [(3, "officer"), (1, "soldier")]


def test_what_an_act_provoked_is_another(code):
    text = "A group fired on the Israeli troops in Orlivka, leading to an airstrike."
    assert [kind for _, kind, _ in told(code, text, "Orlivka")] == ["Armed clash", "Air/drone strike"]


def test_a_bordering_country_is_not_where(code):
    text = "A roadside bomb killed six men in a district bordering Ruritania."
    assert told(code, text, "Ruritania")[0][2] is None


def test_a_day_of_the_week_told_before(code):
    text = "An airstrike killed six villagers last week.\n\nThe bombing occurred in Orlivka on Friday."
    week = {"start": "2024-05-06", "end": "2024-05-12", "precision": "week"}
    events = code(
        text, ("Orlivka",), {"last week": week, "Friday": {"start": "2024-05-10", "end": "2024-05-10"}}
    )
    assert [one.sub_type for one in events] == ["Air/drone strike", "Air/drone strike"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Russia launched 139 drones at Orlivka.", "Air/drone strike"),
        ("Orlivka and Vesele came under fire.", "Shelling/artillery/missile attack"),
        ("The army destroyed three tanks near Orlivka.", "Armed clash"),
        ("Orlivka region: Russian troops shelled Vesele.", "Shelling/artillery/missile attack"),
    ],
)
def test_kind_again(code, text, kind):
    assert only(code, text, "Orlivka").sub_type == kind


def test_a_list_of_things(code):
    text = (
        "As many as 90 tanks, 40 trucks, 12 radar systems and two boats were destroyed by troops in Orlivka."
    )
    found = [(one.best, one.name) for one in only(code, text, "Orlivka").things]
    assert found == [(90, "tank"), (40, "truck"), (12, "radar system"), (2, "boat")]


def test_a_line_of_a_brief_has_its_actor(code):
    event = only(code, "Orlivka region: Russian troops shelled Vesele.", "Vesele")
    assert event.actor.name == "Russian troops"


def test_whose_land_a_governor_tells_of(code):
    governor = "The governor of the Orlivka region said that two people were killed in an attack."
    text = f"Rebels shelled Vesele.\n\n{governor}"
    far = {"Vesele": {}, "Orlivka": {"precision": "region", "lat": 55.0}}
    assert [one.place.name for one in code(text, far)] == ["Vesele", "Orlivka"]
    near = {"Vesele": {}, "Orlivka": {"precision": "region"}}
    assert [one.place.name for one in code(text, near)] == ["Vesele", "Vesele"]
