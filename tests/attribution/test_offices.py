"""Offices that the parse leaves with what is said, and other words near a speaker."""

import pytest

from stemma.attribution import attribute


@pytest.fixture(scope="session")
def told(parse):
    """``told(text) -> [(source, content)]`` of what somebody says."""

    def run(text):
        return [(m.source.text, m.content.text) for m in attribute(*parse(text)) if m.directness != "own"]

    return run


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Our company held the ridge for nine days, a reserve officer, Pavel Orlan, said.",
            "a reserve officer, Pavel Orlan",
            "Our company held the ridge for nine days",
        ),
        (
            "The men had been at the post for nine days without water, reserve officer Pavel Orlan said.",
            "reserve officer Pavel Orlan",
            "The men had been at the post for nine days without water",
        ),
    ],
)
def test_an_office_before_a_name_is_the_speakers(told, text, source, content):
    assert told(text) == [(source, content)]


@pytest.mark.parametrize(
    "text",
    [
        "Among the dead were a driver, a reserve officer, Pavel Orlan said.",
        "The mayor was freed along with two guards, a nurse and a driver, Lena Osk said.",
    ],
)
def test_the_last_of_a_list_is_not_whoever_speaks(told, text):
    ((source, content),) = told(text)
    assert source in {"Pavel Orlan", "Lena Osk"}
    assert content == text.rsplit(", ", 1)[0]


def test_who_cares_for_the_wounded_says_nothing(told):
    assert told("Doctors cared for 46 wounded after the shelling.") == []


def test_what_a_group_calls_itself_is_no_claim(told):
    assert told("The militia calls itself the Army of the North.") == []
    assert told("A group calling itself the Free Brigade said it had fired the rockets.") == [
        ("A group calling itself the Free Brigade", "it had fired the rockets")
    ]


def test_what_others_report_comes_by_way_of_who_says_so(parse):
    text = "One doctor said health workers reported dozens of wounded in the corridors."
    (mention,) = attribute(*parse(text))
    assert mention.content.text == "dozens of wounded in the corridors"
    assert [(layer.entity, layer.role) for layer in mention.chain] == [
        ("health workers", "originator"),
        ("One doctor", "relayer"),
    ]


def test_reporting_nothing_stays_with_who_says_so(told):
    found = told("Two officials said that police reported no casualties.")
    assert found == [("Two officials", "police reported no casualties")]


def test_a_paper_called_a_voice_carries_what_it_is_told(parse):
    (mention,) = attribute(*parse("A commander told Ariana Voice the road was open."))
    assert [(layer.entity, layer.role) for layer in mention.chain][1] == ("Ariana Voice", "medium")


@pytest.mark.parametrize("body", ["army", "police"])
def test_a_named_mayor_speaks_beside_a_body(parse, body):
    text = f"The mayor, Lena Osk, and the {body} said the bridge was destroyed."
    (mention,) = attribute(*parse(text))
    assert mention.source.text == f"The mayor, Lena Osk, and the {body}"
    assert mention.chain[0].entity == f"Lena Osk and {body}"


def test_the_subject_of_another_clause_does_not_speak(told):
    assert told("The army attacked the town and the mayor said ten died.") == [("the mayor", "ten died")]
