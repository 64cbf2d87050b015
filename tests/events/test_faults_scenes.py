"""Acts of one report told side by side: who, whom, when, where and how many belong to which of them."""

import pytest
from coded import events

_DAY = {"start": "2024-04-30", "end": "2024-04-30", "precision": "day", "type": "DATE"}
_PUBLISHED = {"published": "2024-05-01"}


def of_kind(found, kind):
    (event,) = (event for event in found if event.sub_type == kind)
    return event


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("The army bombed RSF positions in Orlivka.", "RSF"),
        ("Troops attacked a rebel base near Orlivka.", "rebel"),
        ("Gunmen attacked a police outpost in Orlivka.", "police"),
        ("Gunmen attacked a school in Orlivka.", None),
    ],
)
def test_who_holds_what_was_hit_is_the_target(code, text, target):
    (event,) = events(code, text, places=("Orlivka",))
    assert (event.target and event.target.name) == target


def test_a_joined_clause_has_its_own_weapons(code):
    text = "Rebels launched an attack on a base in Orlivka, and the army deployed two helicopters."
    assert "Air/drone strike" not in {event.sub_type for event in events(code, text, places=("Orlivka",))}


def test_a_bomb_of_the_day_before_is_an_act_of_its_own(code):
    text = (
        "The raid came a day after a roadside bomb in Orlivka demolished a van, killing its four occupants."
    )
    bomb = of_kind(events(code, text, places=("Orlivka",)), "Remote explosive/landmine/IED")
    assert [item.best for item in bomb.casualties] == [4]


def test_what_a_joined_clause_reports_is_no_veto(code):
    text = "The police post in Orlivka was attacked on Monday and ten casualties were reported."
    (event,) = events(code, text, places=("Orlivka",))
    assert event.target.name == "police"


def test_strikes_told_beside_a_battle_have_the_dead_and_the_day(code):
    text = "The army launched strikes across Kharkiv as it battled rebels, killing nine villagers on Tuesday."
    found = events(code, text, places=("Kharkiv",), times={"Tuesday": _DAY})
    assert len(found) == 2
    strike = next(event for event in found if event.sub_type != "Armed clash")
    assert [item.best for item in strike.casualties] == [9]
    assert strike.time is not None


def test_civilians_killed_after_a_fight_are_none_of_its_losses(code):
    text = "After fighting near Orlivka, the rebels killed nine civilians."
    assert {event.sub_type for event in events(code, text, places=("Orlivka",))} == {"Armed clash", "Attack"}


def test_a_people_before_commandos_says_whose_they_are(code):
    (event,) = events(
        code, "Two guards were killed in a Russian commando raid on Orlivka.", places=("Orlivka",)
    )
    assert event.actor.side == "Russia"


def test_an_army_of_no_known_state_is_an_armed_group(code):
    (event,) = events(code, "The Black Hill Army seized Orlivka.", places=("Orlivka",))
    assert event.actor.kind == "armed_group"
    assert event.sub_type == "Non-state actor overtakes territory"


def test_the_town_before_a_party_is_not_its_name(code):
    (event,) = events(code, "Nine killed by Orlivka RSF shelling", places=("Orlivka",))
    assert (event.actor.entity, event.actor.side) == ("RSF", "Rapid Support Forces")


def test_a_look_back_does_not_pass_its_day_to_the_next_paragraph(code):
    text = (
        "Rebels shelled Orlivka on Tuesday, killing two.\n\n"
        "On 3 March, a policeman was shot dead in the town.\n\nGunmen attacked a school in the town."
    )
    past = {"start": "2024-03-03", "end": "2024-03-03", "precision": "day", "type": "DATE"}
    times = {"Tuesday": _DAY, "3 March": past}
    found = events(code, text, places=("Orlivka",), times=times, **_PUBLISHED)
    assert [event.time and event.time.start for event in found] == ["2024-04-30", "2024-03-03", None]


def test_a_place_nobody_knows_is_not_the_one_before(code):
    text = "Rebels shelled Kharkiv on Tuesday, killing two. Troops attacked rebels near Zelvorna."
    found = events(code, text, places=("Kharkiv",), times={"Tuesday": _DAY})
    assert [event.place and event.place.name for event in found] == ["Kharkiv", None]


def test_the_place_before_a_colon_gives_way_to_one_of_the_sentence(code):
    text = "Lviv: Four militants were killed in an encounter with troops in Kharkiv."
    (event,) = events(code, text, places=("Lviv", "Kharkiv"))
    assert event.place.name == "Kharkiv"


def test_acts_that_this_one_is_like_are_no_news(code):
    text = "A blast in Orlivka killed three people. Separatists have carried out similar attacks."
    assert len(events(code, text, places=("Orlivka",))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The embassy lodged a protest with the ministry in Orlivka.",
        "A court spoke. Two men were put to death in Orlivka.",
        "A strike on the plant in Orlivka would have killed thousands.",
        "In Orlivka the opposition opened fire on the budget of the government.",
        "Some 60 soldiers were deployed at the post in Orlivka.",
    ],
)
def test_what_was_no_act_of_force(code, text):
    assert not events(code, text, places=("Orlivka",))


def test_tear_gas_is_no_chemical_weapon(code):
    text = "Police fired tear gas at protesters in Orlivka, injuring ten people."
    assert "Chemical weapon" not in {event.sub_type for event in events(code, text, places=("Orlivka",))}


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("A teacher was shot dead in Orlivka.", 1),
        ("Three farmers were shot dead in Orlivka.", 3),
        ("Four policemen were gunned down in Orlivka.", 4),
        ("Gunmen shot dead three farmers in Orlivka.", 3),
    ],
)
def test_who_is_shot_dead_is_counted(code, text, dead):
    (event,) = events(code, text, places=("Orlivka",))
    assert [(item.measure, item.best) for item in event.casualties] == [("killed", dead)]


def test_losses_told_next_belong_to_the_act_before(code):
    text = "Rebels attacked a base in Orlivka, killing 25 soldiers. It rained. 15 attackers were killed."
    found = events(code, text, places=("Orlivka",))
    assert found[-1].antecedent == found[0].id


def test_a_village_told_before_is_where_it_is_hit_again(code):
    text = "Rebels killed two guards in Orlivka. It rained. Night fell. Helicopters fired at the village."
    assert events(code, text, places=("Orlivka",))[-1].place.name == "Orlivka"
