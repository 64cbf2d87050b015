"""Who is meant by "the group" and "the spokesman", names set off behind offices, and refusals to comment."""

import pytest

from stemma.attribution import attribute


@pytest.fixture(scope="session")
def said(parse):
    def run(text):
        return [mention for mention in attribute(*parse(text)) if mention.directness != "own"]

    return run


def first_layers(mentions):
    return [mention.chain[0].entity for mention in mentions]


def own_words(mentions):
    return [mention.content.text for mention in mentions if mention.directness == "own"]


def test_the_group_is_no_ministry(said):
    text = (
        "The strike hit the market, the Karelian Health Ministry said.\n\n"
        "Sami Darwish, a member of the political bureau of the Tarsa Movement, was killed, the group said."
    )
    assert first_layers(said(text)) == ["Karelian Health Ministry", "Tarsa Movement"]


def test_the_force_is_who_spoke_of_itself(said):
    text = (
        "A tank fired at a watchtower, UNMIK said, adding that two cameras were lost"
        " in what the force called “direct fire on our post”."
    )
    assert set(first_layers(said(text))) == {"UNMIK"}


def test_the_spokesman_is_who_spoke_before_without_his_office(said):
    text = (
        "Sami Darwish told reporters that the raid was an act of terror.\n\n"
        "“The talks go on,” he said.\n\n"
        "The spokesman warned that the army would answer."
    )
    assert first_layers(said(text)) == ["Sami Darwish"] * 3


def test_the_mayor_told_of_before_is_not_who_spoke_last(said):
    text = (
        "The mayor met the envoys in Tarsa on Monday.\n\n"
        "Sami Darwish said that the raid was an act of terror.\n\n"
        "The mayor warned that the bridges would fall."
    )
    assert first_layers(said(text))[-1] != "Sami Darwish"


def test_names_set_off_behind_an_office_and_its_place(said):
    text = (
        "The mission’s humanitarian coordinator for Karelia, Imran Sorani, said ten people died.\n\n"
        "The political head of the K27, Jean-Marie Sorel, later told journalists they would withdraw."
    )
    assert first_layers(said(text)) == ["Imran Sorani", "Jean-Marie Sorel"]


def test_a_quotation_that_goes_on_may_tell_what_another_said(said):
    text = (
        "“There is no division, we will leave the town,” spokesman Amani Sorel told reporters.\n\n"
        "“If we withdraw, everyone leaves. The general said we were prepared to go but that he must listen.”"
    )
    (whole,) = [m for m in said(text) if m.content.text.startswith("“If we withdraw")]
    assert whole.chain[0].entity == "Amani Sorel"


def test_whom_a_participle_is_about_belongs_to_what_is_reported(said):
    text = "The press watchdog Kelm Watch reported twenty journalists killed in the three years of the war."
    assert [m.content.text.split()[0] for m in said(text)] == ["twenty"]


def test_a_refusal_to_comment_states_nothing(parse):
    text = (
        "The army declined to comment on the raid.\n\n"
        "Rovnin refused to be drawn on the possibility of a vote, saying he “told what I wanted to tell,” "
        "but former officer Olha Kern argued that the city will hold a vote."
    )
    mentions = attribute(*parse(text))
    assert own_words(mentions) == []
    assert {m.chain[0].entity for m in mentions} == {"Rovnin", "Olha Kern"}


def test_a_deed_beside_a_refusal_to_comment_is_still_told(parse):
    text = "The mayor declined to comment on the raid and left for the front.\n\nThey refused to leave Tarsa."
    assert len(own_words(attribute(*parse(text)))) == 2


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "By the army’s count, forty rebels were killed in the assault.",
            "army",
            "forty rebels were killed in the assault",
        ),
        ("The raid killed six people, by the hospital’s account.", "hospital", "The raid killed six people"),
        ("In the words of the mayor, the town “no longer exists”.", "mayor", "the town “no longer exists”"),
    ],
)
def test_whose_count_and_whose_words(said, text, speaker, content):
    (mention,) = said(text)
    assert (mention.chain[0].entity, mention.content.text) == (speaker, content)


def test_by_the_count_of_votes_nobody_speaks(said):
    assert said("The bill fell by a count of nine votes to six, in a word.") == []


def test_he_is_who_spoke_in_the_sentence_before(said):
    text = (
        "Sami Darwish said the road to the airport was open.\n\n"
        "Earlier, Colonel Olivier Kern spoke to the Karelia Wire by telephone. "
        "“There is fighting near the airport,” he said."
    )
    assert first_layers(said(text)) == ["Sami Darwish", "Olivier Kern"]


def test_who_is_quoted_is_no_statement(said):
    text = "Sami Darwish, whose brother died, was quoted by state television as saying the road was closed."
    assert [mention.content.text for mention in said(text)] == ["the road was closed"]
