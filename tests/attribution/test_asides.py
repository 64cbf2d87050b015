"""Speakers between commas, what people on the spot saw, tolls of two numbers, words that say nothing."""

import pytest

from stemma.attribution import attribute


@pytest.fixture(scope="session")
def told(parse):
    def run(text):
        return [
            ("" if m.directness == "own" else m.chain[0].entity, m.content.text)
            for m in attribute(*parse(text))
        ]

    return run


def test_what_is_told_stands_before_the_teller_not_behind_him(told):
    text = "Government troops held the town, Lena Osk told the Wire, but the army denied it."
    assert ("Lena Osk", "Government troops held the town") in told(text)


def test_a_clause_behind_the_speaker_is_his_unless_another_speaks_in_it(told):
    theirs = told("Troops held Tarsa and its bridge, he told the Wire, but locals had fled to the hills.")
    assert theirs[0][1].endswith("… but locals had fled to the hills")
    others = told("The town was quiet, the mayor said, but residents reported shelling at night.")
    assert others[0] == ("mayor", "The town was quiet")


def test_what_a_correspondent_saw_is_what_he_says(told):
    assert told("A Wire correspondent saw ten bodies in the street.")[0][1] == "ten bodies in the street"
    assert told("A major offensive in May saw the rebels lose the town.")[0][0] == ""


def test_a_toll_of_two_numbers_is_whole(told):
    text = "The ministry put the toll at 40 dead and 12 wounded."
    assert told(text) == [("ministry", "the toll at 40 dead and 12 wounded")]


@pytest.mark.parametrize(
    "text",
    [
        "It should be noted that the bridge is closed.",
        "The bridge is considered a key supply line.",
    ],
)
def test_what_nobody_is_said_to_hold_is_the_outlets(told, text):
    assert told(text) == [("", text.rstrip("."))]


def test_a_participle_that_joins_clauses_is_no_cue(told):
    text = "The rebels will not attack soon, considering that their front has been dismantled."
    assert "their front has been dismantled" not in [content for _, content in told(text)]


def test_who_responds_to_a_place_comes_there(told):
    text = (
        "Major Ilya Kosan, spokesman of the 3rd Division (TD), said troops of the 79th Battalion (TB) "
        "responded to the area around 6 a.m. to confirm reported sightings of the rebels."
    )
    assert [speaker for speaker, _ in told(text)] == ["Ilya Kosan"]


def test_a_surname_that_passes_for_a_noun_is_the_persons(told):
    text = "Minister Lena Power said the bridge was hit. “Nobody was hurt in the town,” Power said on Monday."
    assert [speaker for speaker, _ in told(text)] == ["Lena Power", "Lena Power"]


def test_an_acronym_of_an_office_signs_a_headline(parse):
    report = parse(
        "Strike hits homes in Karelia – MFA\n\nThe raid began at dawn.", kinds=("headline", "body")
    )
    assert attribute(*report)[0].chain[0].name == "MFA"


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "Despite warnings from the governor that the dam would burst, nobody left.",
            "governor",
            "dam would",
        ),
        (
            "The warnings from aid agencies that the wells were poisoned came too late.",
            "aid agencies",
            "wells",
        ),
        (
            "A statement from the ministry that two drones were downed was not confirmed.",
            "ministry",
            "two drones",
        ),
    ],
)
def test_a_noun_tells_from_whom_a_statement_is(told, text, speaker, content):
    found = [said for who, said in told(text) if who == speaker]
    assert len(found) == 1
    assert content in found[0]
    assert not found[0].startswith(("from", "that"))


@pytest.mark.parametrize(
    ("headline", "speaker"),
    [
        ("Ten killed in Tarsa raid, says hospital", "hospital"),
        ("Ten killed in Tarsa raid - say rebels", "rebels"),
        ('Army source: raid on Tarsa "was a mistake"', "Army source"),
    ],
)
def test_a_headline_names_its_speaker_before_or_behind(parse, headline, speaker):
    report = parse(f"{headline}\n\nThe raid began at dawn.", kinds=("headline", "body"))
    first = attribute(*report)[0]
    assert first.chain[0].entity == speaker
    assert "raid" in first.content.text
    assert speaker not in first.content.text


def test_a_person_and_an_office_are_two_speakers(parse):
    mentions = attribute(*parse("Sami Kelm and the office of the governor said ten people died."))
    assert mentions[0].chain[0].entity == "Sami Kelm and office of the governor"


def test_a_paper_does_not_say_what_its_author_says_in_it(told):
    text = (
        '"We are telling all traders to stop until further notice," a militant spokesperson said in a video '
        'announcing the blockade in May.\n\n"These bandits in power are closing all the gas stations."'
    )
    assert {speaker for speaker, _ in told(text)} == {"militant spokesperson"}


def test_a_list_before_its_speaker_is_whole(told):
    text = "Ten people died in the raid, the third in a week, the mayor said."
    assert told(text) == [("mayor", "Ten people died in the raid, the third in a week")]
