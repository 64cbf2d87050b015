"""Kinds of fault that were seen on real news, each on sentences made up for it."""

import pytest
from coded import only


def side_of(actor):
    return None if actor is None else (actor.name, actor.side)


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        (
            "Six militants were killed in clashes with Kurdish troops at Orlivka.",
            "Kurdish troops",
            "militants",
        ),
        ("Fighting between the army and insurgents near Orlivka killed six people.", "army", "insurgents"),
        ("The town of Orlivka has come under intense attacks by rebels.", "rebels", None),
        ("The driver died in the bomb attack on the bus in Orlivka.", None, "driver"),
        ("Terrorist organizations shelled Orlivka.", "Terrorist organizations", None),
        ("Orlivka was shelled by armed groups.", "armed groups", None),
        ("Turkey uses the base in Brest to bomb militants in Orlivka.", "Turkey", "militants"),
        (
            "The Brest-based monitor said the toll was the worst for the militia since it attacked Orlivka.",
            "militia",
            None,
        ),
        ("Five killed in Turkish strike on Orlivka", "Turkish", None),
        ("The airstrike on the town of Orlivka killed eight villagers.", None, "villagers"),
        ("The group Islamic State claimed the attack on Orlivka.", "group", None),
        ("Units of the Syrian armed forces shelled Orlivka.", "Syrian armed forces", None),
        (
            "At least two women were killed in army shelling of a rebel-held area near Orlivka.",
            "army",
            "women",
        ),
        ("Activists have blamed Russian jets for the air raids on Orlivka.", "Russian jets", None),
        ("A panel has accused the army of launching missiles at Orlivka.", "army", None),
        ("Seven children were killed in shelling of Orlivka, most as they left school.", None, "children"),
        ("Rockets hit a tent in Orlivka where villagers had gathered.", None, None),
        ("A boy looks at a house after shelling in Orlivka.", None, None),
        ("Villagers could not say who carried out the raid on Orlivka.", None, None),
        ("The Orlivka massacre shocked the country.", None, None),
        ("Russia has been staging air strikes in support of its ally Damascus near Orlivka.", "Russia", None),
    ],
)
def test_who_did_it_to_whom(code, text, actor, target):
    event = only(code, text, places=("Orlivka",))
    assert (event.actor and event.actor.name, event.target and event.target.name) == (actor, target)


def test_an_acronym_before_an_attack_is_who_attacked(code):
    event = only(
        code, "A U.S. attack on the base near Orlivka killed two guards.", places=("U.S.", "Orlivka")
    )
    assert side_of(event.actor) == ("U.S.", "United States")
    assert event.place is not None
    assert event.place.name == "Orlivka"


def test_us_in_capitals_is_no_pronoun(code):
    text = "French troops shelled Orlivka. The US has deployed warplanes to Brest."
    last = code(text, places=("Orlivka", "Brest"))[-1]
    assert side_of(last.actor) == ("US", "United States")


@pytest.mark.parametrize("leader", ["US", "U.S."])
def test_a_coalition_is_its_leaders(code, leader):
    event = only(
        code, f"A {leader}-led coalition strike in Orlivka killed nine civilians.", places=("Orlivka",)
    )
    assert side_of(event.actor) == (f"{leader}-led coalition", "United States")


@pytest.mark.parametrize(
    ("text", "sub_type"),
    [
        ("A military helicopter was shot down over Orlivka.", "Shelling/artillery/missile attack"),
        ("The coalition carried out raids in Orlivka.", "Air/drone strike"),
        ("The United States bombed militants in Orlivka.", "Air/drone strike"),
        ("Insurgents executed an air force pilot in Orlivka.", "Attack"),
        ("Militants bombed a bus in Orlivka.", "Remote explosive/landmine/IED"),
        ("Fierce fighting between troops and rebel forces in Orlivka killed six people.", "Armed clash"),
        ("The base at Orlivka was attacked on Sunday, the newspaper reported.", "Attack"),
        ("Jets carried out raids on the positions of the group near Orlivka.", "Air/drone strike"),
    ],
)
def test_what_was_done(code, text, sub_type):
    assert only(code, text, places=("Orlivka",)).sub_type == sub_type


def test_the_dead_of_a_later_day_are_not_of_a_capture(code):
    text = "Rebels captured Orlivka in May. On Monday 27 people were killed there."
    assert [event.sub_type for event in code(text, places=("Orlivka",))] == [
        "Non-state actor overtakes territory",
        "Attack",
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The rebels showed no sign of leaving Orlivka.", "denied"),
        ("There was a pause in the shelling of Orlivka.", "unknown"),
        ("The army stopped shelling Orlivka.", "unknown"),
        ("They did not know it and then there was an explosion in Orlivka.", "occurred"),
        ("The council is failing to take action over the bombing of Orlivka.", "occurred"),
        ("The army is pressing an offensive near Orlivka.", "occurred"),
        ("The rebels advanced on Orlivka, hoping to seize the town.", "hypothetical"),
    ],
)
def test_what_was_done_or_not(code, text, status):
    assert code(text, places=("Orlivka",))[-1].status == status


def test_what_a_clause_beside_says_is_an_event_of_its_own(code):
    text = "The bombardment hit the town of Orlivka, where the army says rebels killed a pilot."
    events = code(text, places=("Orlivka",))
    assert [(event.sub_type, event.actor and event.actor.name) for event in events] == [
        ("Shelling/artillery/missile attack", None),
        ("Armed clash", "rebels"),
    ]


def test_the_armed_forces_of_a_state_are_its_own(code):
    event = only(code, "Units of the Syrian armed forces shelled Orlivka.", places=("Orlivka",))
    assert event.actor is not None
    assert (event.actor.side, event.actor.kind) == ("Syria", "military")


def test_a_base_opened_up_is_no_attack(code):
    assert "Attack" not in {event.sub_type for event in code("The army opened up an air base in Orlivka.")}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("BREST A raid by jets killed nine civilians near Orlivka.", "Orlivka"),
        ("BREST A raid by jets killed nine civilians.", None),
        ("Police shot a gunman, a citizen born in Brest.", None),
        ("The pro-Brest separatists shelled a village near Orlivka.", "Orlivka"),
        ("Troops loyal to Brest shelled a village.", None),
        ("A helicopter was shot down in Orlivka after delivering aid to Brest.", "Orlivka"),
        ("Officials of the ministry told Brest that rebels had shelled a village.", None),
    ],
)
def test_where_it_was(code, text, place):
    known = tuple(name for name in (("BREST", "Brest", "Orlivka")) if name in text)
    event = code(text, places=known)[-1]
    assert (event.place.name if event.place else None) == place


ORLIVKA = {"Orlivka": {"country": "SY"}}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The Syrian army moved north. Regime forces shelled Orlivka.", "Syria"),
        ("The Turkish army moved south. The army shelled Orlivka.", ""),  # not the state that Orlivka lies in
        ("Talks began. The army shelled Orlivka.", ""),
        ("Daesh militants came at dawn. The militants shelled Orlivka.", "Islamic State"),
        ("Daesh militants came at dawn. Militants shelled Orlivka.", ""),  # not "the" militants
        ("Daesh militants met Taliban militants. The militants shelled Orlivka.", ""),
        ("Syrian rebels came at dawn. The rebels shelled Orlivka.", ""),
    ],
)
def test_a_bare_noun_has_the_one_side_that_its_report_can_mean(code, text, side):
    event = code(text, places=ORLIVKA)[-1]
    assert event.actor is not None
    assert event.actor.side == side
    assert ("actor's side" in event.rule) == bool(side)


@pytest.mark.parametrize(
    "text",
    [
        "Since then more than 900 people have been killed in Orlivka.",
        "The crash brought the toll of soldiers killed in the conflict near Orlivka to 18.",
        "She attacked the mayor of Orlivka for being late.",
        "He won votes with Anna Brook's attacks on Peter Stone in Orlivka.",
        "The candidate said at a rally in Orlivka that he would win.",
        "The government sent ambulances to Orlivka.",
        "Some 2200 villagers were evacuated from Orlivka.",
    ],
)
def test_what_is_no_event(code, text):
    assert [event for event in code(text, places=("Orlivka",)) if event.type] == []


def test_a_year_that_names_something_else_is_no_date(code):
    text = "The attack on Orlivka changed the 2016 campaign."
    fields = {"start": "2016-01-01", "end": "2016-12-31", "precision": "year"}
    event = only(code, text, places=("Orlivka",), times={"2016": fields})
    assert event.time is None


def test_an_event_of_old_does_not_take_the_date_before_it(code):
    text = "Jets shelled Orlivka on Monday. The minister said in 2014 that rebels had shelled Brest."
    times = {
        "Monday": {"start": "2016-07-18", "end": "2016-07-18", "precision": "day"},
        "2014": {"start": "2014-01-01", "end": "2014-12-31", "precision": "year"},
    }
    assert code(text, places=("Orlivka", "Brest"), times=times)[-1].time is None
