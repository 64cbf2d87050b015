"""Kinds of fault that a later reading of real news showed, each on sentences made up for it."""

import pytest
from coded import names, only

from stemma.events import main_acts
from stemma.events.headings import righted


@pytest.mark.parametrize(
    ("headline", "actor", "target", "killed"),
    [
        ("Ruritanian Army Kills 31 Rebel Fighters in Orlivka", "Ruritanian Army", "Rebel Fighters", 31),
        ("Militants Kill 3 Including Teacher in Orlivka", "Militants", None, 3),
        ("US-led Coalition Strikes Kill 21 Civilians in Orlivka", "US-led Coalition", "Civilians", 21),
        ("Rocket Attacks Kill over 40 Villagers in Orlivka", None, "Villagers", 40),
        ("Car Bomb near Orlivka Kills 23", None, None, 23),
        ("Israel Strikes Militant Base near Orlivka", "Israel", "Militant", None),
    ],
)
def test_headlines_in_title_case(code, headline, actor, target, killed):
    event = only(code, headline, places=("Orlivka",))
    assert names(event) == (actor, target)
    assert [count.best for count in event.casualties] == ([] if killed is None else [killed])
    assert event.place is not None


@pytest.mark.parametrize(
    "text",
    [
        "The army killed 31 rebels in Orlivka.",
        "Orlivka After the Attack Victims Speak",
        "Kills",
        "",
    ],
)
def test_other_sentences_stay_as_they_are(parse, text):
    _, parsed = parse(text)
    for sentence in parsed.sentences:
        assert righted(sentence) is sentence or righted(sentence).tokens != sentence.tokens
        heads = {token.head for token in righted(sentence).tokens}
        assert all(0 <= head < len(sentence.tokens) for head in heads)


def test_an_agency_in_brackets_follows_a_dateline(code):
    text = "BREST (Novanews) A suicide blast near Orlivka left nine people dead on Sunday."
    event = only(code, text, places=("BREST", "Orlivka"))
    assert event.place is not None
    assert event.place.name == "Orlivka"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Five soldiers were killed in clashes in another province.", None),
        ("Five soldiers were killed in clashes in the village of Zaliznyk.", None),
        ("Five soldiers were killed in clashes in the city of Orlivka.", "Orlivka"),
        ("Five soldiers were killed in clashes.", "Orlivka"),
    ],
)
def test_a_place_of_its_own_is_not_that_of_the_sentence_before(code, text, place):
    last = code(f"Rockets hit the town of Orlivka. {text}", places=("Orlivka",))[-1]
    assert (last.place and last.place.name) == place


def test_a_month_does_not_date_the_next_event(code):
    text = "The raids near Orlivka began in May. Troops shelled the town of Brest."
    month = {"in May": {"precision": "month", "start": "2022-05-01", "end": "2022-05-31"}}
    last = code(text, places=("Orlivka", "Brest"), times=month)[-1]
    assert last.time is None


@pytest.mark.parametrize(
    ("text", "places", "place"),
    [
        (
            "Since the Brest attacks the army has shelled the town of Orlivka.",
            ("Brest", "Orlivka"),
            "Orlivka",
        ),
        ("Rebels positioned in Brest shelled the town of Orlivka.", ("Brest", "Orlivka"), "Orlivka"),
    ],
)
def test_which_of_two_places(code, text, places, place):
    event = code(text, places=places)[-1]
    assert event.place is not None
    assert event.place.name == place


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        ("Seven militants were killed in US-led air strikes near Orlivka.", "US", "militants"),
        ("Clashes between protesters and riot police broke out in Orlivka.", "protesters", "riot police"),
        ("The infighting between rebel groups killed six men in Orlivka.", "rebel groups", "men"),
        ("Three killed two injured in an explosive device blast in Orlivka.", None, None),
        ("Shelling in Orlivka wounded a large number of citizens.", None, "citizens"),
    ],
)
def test_who_and_whom(code, text, actor, target):
    assert names(only(code, text, places=("Orlivka",))) == (actor, target)


def test_a_rocket_that_hits_a_building_is_an_event(code):
    event = code(
        "Rockets hit the town of Orlivka. One rocket hit the entrance of the school.", places=("Orlivka",)
    )[-1]
    assert event.sub_type == "Shelling/artillery/missile attack"
    assert event.place is not None


@pytest.mark.parametrize(
    ("text", "sub_type"),
    [
        ("The army used chemical weapons in Orlivka.", "Chemical weapon"),
        ("A helicopter dropped containers of toxic gas on the town of Orlivka.", "Chemical weapon"),
        ("They called for an end to the bombing of Orlivka and other cities.", "Air/drone strike"),
        ("The bombing of a market in Orlivka killed nine people.", "Remote explosive/landmine/IED"),
    ],
)
def test_what_kind_of_act(code, text, sub_type):
    assert code(text, places=("Orlivka",))[-1].sub_type == sub_type


@pytest.mark.parametrize(
    "text",
    [
        "More than 150,000 people have been killed in the shelling so far.",
        "The three-year-old rebellion has killed many people in Orlivka.",
    ],
)
def test_the_toll_of_a_war_is_no_event(code, text):
    assert not [event for event in code(text, places=("Orlivka",)[: "Orlivka" in text]) if event.casualties]


def test_the_raids_told_again_on_their_day_are_the_raids(code):
    text = "Warplanes bombed the town of Orlivka on Monday. The raids hit Orlivka at dawn on Monday."
    day = {"start": "2022-05-02", "end": "2022-05-02", "precision": "day"}
    events = code(text, places=("Orlivka",), times={"on Monday": day})
    assert {event.sub_type for event in events} == {"Air/drone strike"}


def test_what_is_to_be_prevented_is_an_event_of_its_own(code):
    text = "Ruritania launched air strikes on Orlivka to prevent rebel attacks on Brest."
    strikes = code(text, places=("Orlivka", "Brest"))[0]
    assert strikes.sub_type == "Air/drone strike"
    assert strikes.actor is None or strikes.actor.name != "rebel"


def test_the_day_of_an_assertion_is_not_that_of_the_act(code):
    text = "The minister's assertion Monday that rebels shelled Orlivka was denied."
    event = only(code, text, places=("Orlivka",), times={"Monday": {"precision": "day"}})
    assert event.time is None


def test_words_below_an_article_are_no_events(code):
    text = "Tags airstrikes War Orlivka Shells hit a school in Brest."
    assert all("strike" not in event.sub_type for event in code(text, places=("Orlivka", "Brest")))


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("At least 31 dead in army shelling of Orlivka", "army"),
        ("Five dead in rebel airstrikes near Orlivka", "rebel"),
        ("Rebels responded with a barrage of rockets on Orlivka.", "Rebels"),
        ("Sources said militants positioned in Brest fired shells at Orlivka.", "militants"),
    ],
)
def test_whose_fire_it_was(code, text, actor):
    event = code(text, places=("Orlivka",))[0]
    assert event.actor is not None
    assert event.actor.name == actor


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Ruritania is about to restore full diplomatic ties with Zembla.", "Ruritania", "Zembla"),
        ("The Ruritanian government condemned an attack by Zemblan soldiers.", "Ruritanian", "Zemblan"),
        ("Ruritania and Zembla agree that the river should be shared.", "Ruritania", "Zembla"),
        ("Ruritania has called for a boycott against Zembla.", "Ruritania", "Zembla"),
        ("Ruritania will contribute a million rupees to Zembla.", "Ruritania", "Zembla"),
        ("President Rudolf arrived in Zembla on Monday.", "Rudolf", "Zembla"),
    ],
)
def test_whom_a_political_act_is_aimed_at(parse, text, source, target):
    _, sources, targets = main_acts(*parse(text))[0]
    assert any(source in actor.name for actor in sources)
    assert [target in actor.name for actor in targets] == [True]


def test_a_place_is_not_passed_on_for_ever(code):
    more = " ".join(f"The shelling wounded {count} men." for count in ("two", "six", "nine") * 3)
    events = [
        event for event in code(f"Shells hit the town of Orlivka. {more}", places=("Orlivka",)) if event.type
    ]
    assert "place: earlier mention" in events[1].rule
    assert "place: earlier mention" not in events[-1].rule


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The army has been unable to recapture Orlivka.", "denied"),
        ("They fear what comes if barrel bombs are used by the army in Orlivka.", "hypothetical"),
    ],
)
def test_what_was_not_managed_or_only_feared(code, text, status):
    assert code(text, places=("Orlivka",))[-1].status == status


def test_monitors_can_be_detained(code):
    event = only(code, "Two monitors were detained by militants in Orlivka.", places=("Orlivka",))
    assert names(event) == ("militants", "monitors")


def test_whose_peace_a_name_with_hyphens_brokers_is_no_place(code):
    text = "A convoy was hit by air strikes in Orlivka despite a US-Ruritanian brokered ceasefire."
    event = code(text, places={"US": {"precision": "country"}, "Orlivka": {}})[0]
    assert event.place is not None
    assert event.place.name == "Orlivka"
