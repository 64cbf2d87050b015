"""Who is meant by "the group" and "the spokesman", names set off behind offices, and refusals to comment."""

import pytest

from stemma.attribution import attribute


def first_layers(mentions):
    return [mention.chain[0].entity for mention in mentions]


def own_words(mentions):
    return [mention.content.text for mention in mentions if mention.directness == "own"]


def test_the_group_is_no_ministry(said):
    text = (
        "The water in the wells is foul, the Karelian Health Ministry said.\n\n"
        "Olena Kern, a singer and a founder of the Tarsa Movement, was freed, the group said."
    )
    assert first_layers(said(text)) == ["Karelian Health Ministry", "Tarsa Movement"]


def test_the_force_is_who_spoke_of_itself(said):
    text = (
        "Smugglers cut the wires on the pass, KARFOR said, adding that nobody was hurt"
        " in what the force called “a cheap trick”."
    )
    assert set(first_layers(said(text))) == {"KARFOR"}


def test_the_spokesman_is_who_spoke_before_without_his_office(said):
    text = (
        "Sami Darwish told reporters that the dam had been left to rot.\n\n"
        "“Repairs begin in May,” he said.\n\n"
        "The spokesman warned that the fields would stay dry."
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
        "The union’s forestry commissioner for Karelia, Imran Sorani, said ten mills had closed.\n\n"
        "The deputy head of the B9, Anne-Lise Marek, later told visitors the saws would be sold."
    )
    assert first_layers(said(text)) == ["Imran Sorani", "Anne-Lise Marek"]


def test_a_quotation_that_goes_on_may_tell_what_another_said(said):
    text = (
        "“Nobody here is hungry, we have flour for a year,” spokesman Viktor Sorel told reporters.\n\n"
        "“If the mill stops, we bake less. The baker said the ovens were old but that he could mend them.”"
    )
    (whole,) = [m for m in said(text) if m.content.text.startswith("“If the mill")]
    assert whole.chain[0].entity == "Viktor Sorel"


def test_whom_a_participle_is_about_belongs_to_what_is_reported(said):
    text = "The press watchdog Kelm Watch reported twenty journalists killed in the three years of the war."
    assert [m.content.text.split()[0] for m in said(text)] == ["twenty"]


def test_a_refusal_to_comment_states_nothing(parse):
    text = (
        "The army declined to comment on the raid.\n\n"
        "Marek refused to be drawn on the price of the dam, saying he “was no builder,” "
        "but engineer Olha Kern argued that the lower town will pay for it."
    )
    mentions = attribute(*parse(text))
    assert own_words(mentions) == []
    assert {m.chain[0].entity for m in mentions} == {"Marek", "Olha Kern"}


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
        "Sami Darwish said the ferry was running again.\n\n"
        "Earlier, Captain Marko Kern spoke to the Karelia Wire by telephone. "
        "“The harbour is full of ice,” he said."
    )
    assert first_layers(said(text)) == ["Sami Darwish", "Marko Kern"]


def test_who_is_quoted_is_no_statement(said):
    text = "Sami Darwish, whose brother died, was quoted by state television as saying the road was closed."
    assert [mention.content.text for mention in said(text)] == ["the road was closed"]
