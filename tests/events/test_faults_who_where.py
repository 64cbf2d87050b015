"""Who, where and when of acts that real reports told beside others, each on sentences made up for it."""

import pytest
from coded import events, names

from stemma.events import main_acts
from stemma.events.numbers import find_counts
from stemma.events.tree import Tree
from stemma.records import ClaimMention, Layer, Span, Words


def where(event):
    return event.place and event.place.name


_DISTRICT = {"precision": "district", "country": "RU"}
_REGION = {"precision": "region", "country": "RU"}


@pytest.mark.parametrize(
    "text",
    [
        "Troops killed two militants in a raid in Orlivka district of Korinia.",
        "Two militants were killed by troops in a raid in Korinia's Orlivka district.",
        "Two militants were killed by troops in a raid in the town of Orlivka in northern Korinia.",
    ],
)
def test_a_place_that_only_says_where_another_lies(code, text):
    event = events(code, text, places={"Orlivka": _DISTRICT, "Korinia": _REGION})[0]
    assert where(event) == "Orlivka"


def test_a_region_alone_stays_the_place(code):
    event = events(code, "Troops killed two militants in Korinia.", places={"Korinia": _REGION})[0]
    assert where(event) == "Korinia"


def test_what_was_fired_before_is_no_weapon_of_a_clash(code):
    text = "Six rebels were killed in heavy clashes in Orlivka, a day after they pounded it with rockets."
    event = events(code, text, places=("Orlivka",))[0]
    assert event.sub_type == "Armed clash"
    text = "Six people were killed in Orlivka after rockets hit a market."
    assert events(code, text, places=("Orlivka",))[0].sub_type == "Shelling/artillery/missile attack"


def test_strikes_and_the_fire_that_they_answer_are_two_acts(code):
    text = (
        "Seven people were killed in Israeli strikes in Velmora after Hezbollah rocket fire killed a soldier "
        "in Orlivka."
    )
    first, second = events(code, text, places=("Orlivka", "Velmora"))
    assert (first.actor.side, where(first), names(second)[0], where(second)) == (
        "Israel", "Velmora", "Hezbollah", "Orlivka",
    )  # fmt: skip


def test_losses_at_two_places_are_two_acts(code):
    text = "Two women were killed in Orlivka, and four men were later killed in Velmora."
    first, second = events(code, text, places=("Orlivka", "Velmora"))
    assert [(where(one), one.casualties[0].best) for one in (first, second)] == [
        ("Orlivka", 2),
        ("Velmora", 4),
    ]


def test_the_place_of_a_joined_clause_is_not_that_of_one_unknown(code):
    text = "Two women were killed in Orlivka, and four men were later killed in Velmora."
    assert [where(one) for one in events(code, text, places=("Velmora",))] == [None, "Velmora"]


def test_losses_are_those_of_the_acts_that_their_verb_names(code):
    text = (
        "Army warplanes pounded rebel targets near Orlivka, and nine rebels were killed "
        "in a series of battles in Velmora."
    )
    strike, battles = events(code, text, places=("Orlivka", "Velmora"))
    assert not strike.casualties
    assert battles.casualties[0].best == 9
    assert names(strike)[1] == "rebel"


def test_an_act_that_followed_another_was_not_where_that_was(code):
    text = "Gunmen killed six people in Orlivka. The attack came days after a bombing killed ten in Velmora."
    found = [(one.trigger.text, where(one)) for one in events(code, text, places=("Orlivka", "Velmora"))]
    assert found == [("killed", "Orlivka"), ("attack", "Orlivka"), ("bombing", "Velmora")]
    text = "Gunmen killed six people in Orlivka. The attack follows a raid on a base in Velmora."
    found = [(one.trigger.text, where(one)) for one in events(code, text, places=("Orlivka", "Velmora"))]
    assert found == [("killed", "Orlivka"), ("attack", "Orlivka"), ("raid", "Velmora")]


def test_who_records_acts_does_not_do_them(code):
    text = "The Korin Association of Rights has documented 24 air strikes in Orlivka, killing 87 people."
    (event,) = events(code, text, places=("Orlivka",))
    assert event.actor is None
    assert event.casualties[0].best == 87


_MONDAY = {"value": "2024-05-20", "start": "2024-05-20", "end": "2024-05-20", "precision": "day"}
_TUESDAY = {"value": "2024-05-21", "start": "2024-05-21", "end": "2024-05-21", "precision": "day"}


def test_an_act_elsewhere_told_on_another_day_has_no_day(code):
    first = "Rebels killed two soldiers in Orlivka on Monday. "
    text = first + "The army said on Tuesday that it killed four rebels in Velmora."
    known = {
        "places": {"Orlivka": {}, "Velmora": {}},
        "times": {"on Monday": _MONDAY, "on Tuesday": _TUESDAY},
    }
    assert [bool(one.time) for one in events(code, text, **known)] == [True, False]
    text = first + "The army said on Tuesday that it killed four rebels in Orlivka."
    known = {"places": {"Orlivka": {}}, "times": known["times"]}
    assert [bool(one.time) for one in events(code, text, **known)] == [True, True]


def test_elsewhere_is_not_where_the_act_before_was(code):
    text = "Rebels killed two soldiers in Orlivka. Elsewhere, a soldier was killed when a bomb hit a lorry."
    assert [where(one) for one in events(code, text, places=("Orlivka",))] == ["Orlivka", None]


def test_tolls_of_a_war_are_no_act(code):
    since = {"value": "2024-03", "start": "2024-03-01", "end": "2024-05-22", "precision": "month"}
    text = "At least 5,400 people have been killed in the fighting in Orlivka since March."
    assert not events(code, text, places=("Orlivka",), times={"March": since})


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("The army hit Hezbollah infrastructure in Orlivka.", "Hezbollah"),
        ("The army hit a series of Hezbollah targets in Orlivka.", "Hezbollah"),
        ("The navy sank three Hezbollah boats off Orlivka.", "Hezbollah"),
    ],
)
def test_who_holds_what_was_hit_is_the_target(code, text, target):
    assert names(events(code, text, places=("Orlivka",))[0])[1] == target


def test_forces_are_named_with_whom_they_are_loyal_to(code):
    event = events(code, "Forces loyal to Velmor killed six rebels in Orlivka.", places=("Orlivka",))[0]
    assert names(event)[0] == "Forces loyal to Velmor"


def test_a_suicide_bomber_acts_and_hits_what_they_drive_into(code):
    text = "A suicide bomber rammed a lorry into a police bus in Orlivka, killing 40 personnel."
    event = events(code, text, places=("Orlivka",))[0]
    assert names(event)[0] == "suicide bomber"
    assert event.casualties[0].best == 40


def test_a_claim_gives_gunmen_their_side(code):
    text = "Gunmen attacked a convoy near Orlivka, killing six soldiers. Al-Qaeda claimed responsibility."
    event = events(code, text, places=("Orlivka",))[0]
    assert (event.actor.name, event.actor.side) == ("Gunmen", "al-Qaeda")
    assert "actor's side: claimed responsibility" in event.rule


def test_a_denied_capture_is_not_the_attack(code):
    text = (
        "Rebels attacked a post in Orlivka. The governor denied that Orlivka had fallen to the rebels. "
        "Officials said ten policemen were killed in the attack."
    )
    found = events(code, text, places=("Orlivka",))
    taken = [one.id for one in found if one.sub_type == "Non-state actor overtakes territory"]
    assert found[-1].antecedent not in taken


def test_a_wide_range_is_read_whole(parse):
    _, parsed = parse("Reports gave anywhere from two to 25 officers killed.")
    (count,) = find_counts(Tree(parsed.sentences[0]))
    assert (count.low, count.high) == (2, 25)
    _, parsed = parse("The toll rose from two to five people.")
    assert [one.best for one in find_counts(Tree(parsed.sentences[0]))] == [2, 5]


def test_personnel_are_in_arms_with_those_who_are(parse):
    report, parsed = parse(
        "The Korin army sent military and civilian personnel to Velmora to investigate the feud."
    )
    assert all(act.plover != "MOBILIZE" for act, _, _ in main_acts(report, parsed))


def test_bare_jets_are_those_of_the_army_that_tells(code):
    text = "The Israel Defense Forces said fighter jets struck a market in Orlivka."
    start, army = text.index("fighter"), "Israel Defense Forces"
    teller = Layer("originator", army, army, Span(4, 4 + len(army)), source_type="military")
    said = Words((Span(start - 5, start - 1),), "said")
    content = Words((Span(start, len(text) - 1),), text[start:-1])
    told = ClaimMention("c", "r", 0, "body", content, said, None, (teller,), "indirect")
    event = events(code, text, places=("Orlivka",), claims=(told,))[0]
    assert (event.actor.name, event.actor.side) == ("fighter jets", "Israel")
    assert not events(code, text, places=("Orlivka",))[0].actor.side


def test_losses_take_the_place_of_the_act_beside_them(code):
    text = (
        "Rebels attacked three posts in Orlivka. Seven rebels were killed as a bomb went off "
        "while they were preparing an attack in Velmora."
    )
    found = events(code, text, places=("Orlivka", "Velmora"))
    assert [where(one) for one in found[:2]] == ["Orlivka", "Velmora"]


def test_a_place_nobody_knows_is_not_the_one_before(code):
    text = "Rebels attacked a post in Orlivka. Two guards were injured in an attack in Dulmora."
    assert [where(one) for one in events(code, text, places=("Orlivka",))] == ["Orlivka", None]


def test_a_family_is_as_many_as_it_is_said_to_be(code):
    (event,) = events(code, "Rebels killed a family of six in Orlivka.", places=("Orlivka",))
    assert [count.best for count in event.casualties] == [6]


def test_an_assassination_of_several_is_counted(code):
    text = "The assassination of three officers in Orlivka has raised concerns."
    assert events(code, text, places=("Orlivka",))[0].casualties[0].best == 3


def test_fire_in_answer_is_not_where_the_first_strike_was(code):
    text = "Rebels launched rockets in response to an army attack on Orlivka."
    found = {one.trigger.text: where(one) for one in events(code, text, places=("Orlivka",))}
    assert found == {"launched": None, "attack": "Orlivka"}


def test_aircraft_of_the_next_act_are_no_weapon_of_a_shooting(code):
    text = "Shortly after the shooting in Orlivka, aircraft struck Velmora."
    kinds = {one.trigger.text: one.sub_type for one in events(code, text, places=("Orlivka", "Velmora"))}
    assert kinds == {"shooting": "Attack", "struck": "Air/drone strike"}


def test_who_denounces_a_shooting_did_not_shoot(code):
    text = "The government of Velmora denounced the death of a soldier by shooting in Orlivka."
    assert all(one.actor is None for one in events(code, text, places=("Orlivka",)))


@pytest.mark.parametrize(
    "text", ["Gunmen attacked them in Orlivka.", "They were attacked by gunmen in Orlivka."]
)
def test_people_told_by_a_pronoun_are_attacked(code, text):
    (event,) = events(code, text, places=("Orlivka",))
    assert names(event)[0].lower() == "gunmen"


def test_a_speaker_attacks_nobody_with_words(code):
    assert not events(code, "The senator attacked them in Orlivka.", places=("Orlivka",))


def test_an_incident_gives_day_and_place_to_the_act_before(code):
    text = "Rebels assassinated a guard. The latest incident took place in Orlivka on Monday."
    first, again = events(code, text, places=("Orlivka",), times={"on Monday": _MONDAY})
    assert (again.antecedent, where(again), again.time.start) == (first.id, "Orlivka", "2024-05-20")
    assert not events(code, "The incident took place in Orlivka.", places=("Orlivka",))
    assert not events(code, "A fire broke out. The incident took place in Orlivka.", places=("Orlivka",))


def test_losses_of_battles_are_not_those_of_jets_meanwhile(code):
    text = "Warplanes attacked rebel bases in Orlivka while 19 rebels were killed in ground battles."
    strike, battles = events(code, text, places=("Orlivka",))
    assert (strike.casualties, battles.sub_type, battles.casualties[0].best) == ((), "Armed clash", 19)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Two guards were killed in shelling by the Houthis in Orlivka.", "Houthis"),
        ("A mayor mourned the death of a guard by shooting by the army in Orlivka.", "army"),
        ("Rebels answered by shelling Orlivka.", "Rebels"),
    ],
)
def test_a_gerund_of_force_has_who_acted(code, text, actor):
    assert names(events(code, text, places=("Orlivka",))[0])[0] == actor


def test_several_attacks_in_a_country_are_not_in_the_town_before(code):
    text = "Rebels killed two guards in Orlivka. They carried out 24 attacks in Korinia, killing 31 people."
    country = {"precision": "country", "country": "UA"}
    found = events(code, text, places={"Orlivka": {"country": "UA"}, "Korinia": country})
    assert [where(one) for one in found] == ["Orlivka", "Korinia"]


def test_joined_losses_have_the_act_that_they_name(code):
    text = "The navy sank three rebel boats off Orlivka, and ten rebels died in subsequent land battles."
    sunk, battles = events(code, text, places=("Orlivka",))
    assert (sunk.casualties, battles.casualties[0].best) == ((), 10)
    text = "Rebels attacked a base in Orlivka and six soldiers were killed in the clash."
    assert len(events(code, text, places=("Orlivka",))) == 1
