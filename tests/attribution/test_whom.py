"""Whom "he", "she", "it", "who" and a phrase without a name mean."""

import pytest

from stemma.attribution import attribute
from stemma.attribution.figures import Figure, gender_of, is_full_name, is_human_noun, without_honorifics
from stemma.attribution.pronouns import meant
from stemma.attribution.roll import Roll


@pytest.fixture(scope="session")
def first_layers(parse):
    def run(text):
        mentions = attribute(*parse(text))
        return [m.chain[0] for m in mentions if m.directness != "own" and m.chain]

    return run


@pytest.mark.parametrize(
    ("name", "description", "gender"),
    [
        ("Sara Kelm", "", "female"),
        ("Pavel Vesk", "", "male"),
        ("Kelm", "Mrs.", "female"),
        ("Vesk", "Mr.", "male"),
        ("Ilvara Tesarova", "", "female"),
        ("Orlan", "spokeswoman", "female"),
        ("Orlan", "spokesman", ""),
        ("Orlan Vesk", "", ""),
    ],
)
def test_a_name_and_a_title_tell_the_gender(name, description, gender):
    assert gender_of(name, description) == gender


def test_a_given_name_with_a_surname_is_a_person_and_a_house_or_body_is_none():
    assert is_full_name("Sara Kelm")
    assert not is_full_name("Sara")
    assert not is_full_name("Martin Herald")
    assert not is_full_name("Martin Foundation")


def test_nouns_for_persons_are_told_from_those_for_things():
    assert all(is_human_noun(noun) for noun in ("mayor", "fighters", "woman", "electrician", "activist"))
    assert not any(is_human_noun(noun) for noun in ("strategy", "letter", "statement", "shelter", "report"))


def test_honorifics_alone_describe_nobody():
    assert without_honorifics("Mr.") == ""
    assert without_honorifics("Dr.") == "Dr."


def test_he_and_she_pass_over_whom_they_cannot_mean(first_layers):
    text = (
        "Pavel Vesk said the road was closed. Sara Kelm said the bridge was open. "
        "He said that two convoys had turned back. She said that three had passed."
    )
    assert [layer.entity for layer in first_layers(text)][2:] == ["Pavel Vesk", "Sara Kelm"]


def test_she_is_no_report(first_layers):
    text = "Sara Kelm said the dam was safe. The report says that the dam leaks. She said that it would hold."
    assert first_layers(text)[-1].entity == "Sara Kelm"


def test_a_mr_and_a_mrs_of_one_surname_are_two(first_layers):
    text = (
        "Sara Kelm said the vote was fair. Mr. Kelm said that it was not. Mrs. Kelm said that it was counted."
    )
    assert [layer.entity for layer in first_layers(text)] == ["Sara Kelm", "Kelm", "Sara Kelm"]


def test_it_is_whoever_cites_not_who_is_cited(parse):
    text = "Vorona Radio said the siege was over. Citing an army general, it said that the road was open."
    mention = attribute(*parse(text))[-1]
    assert [layer.entity for layer in mention.chain] == ["army general", "Vorona Radio"]


def test_a_pronoun_leaves_open_no_more_than_its_noun(first_layers):
    text = "The Karelian army said the town had fallen. It said that nobody was hurt."
    assert [layer.anonymous for layer in first_layers(text)] == [False, False]


def test_who_is_what_the_clause_hangs_on(first_layers):
    text = "Rescuers found two miners who said that the lamps had gone out."
    (layer,) = first_layers(text)
    assert (layer.name, layer.entity, layer.number) == ("who", "two miners", "several")


def test_one_of_a_kind_is_nobody_by_name(first_layers):
    text = (
        "“The bridge is lost,” said a Karelian Liberal. “The road is too,” said another Karelian Liberal.\n\n"
        "Sara Kelm said the bridge would be rebuilt."
    )
    layers = first_layers(text)
    assert [layer.anonymous for layer in layers] == [True, True, False]
    assert layers[0].entity != layers[1].entity


def test_of_two_names_the_head_is_who_speaks(first_layers):
    text = "Kelm campaign manager Pavel Vesk said that the rally was off. Vesk said that it would rain."
    assert {layer.entity for layer in first_layers(text)} == {"Pavel Vesk"}


def _roll(figure: Figure) -> Roll:
    roll = Roll()
    roll.add(figure)
    return roll


def test_they_may_be_a_body_that_has_just_spoken():
    body = Figure("Karelian Relief Committee", person=False, plural=False, names={"krc"}, spoke=3)
    assert meant("they", _roll(body), 4) is body
    assert meant("they", _roll(body), 9) is None
    silent = Figure("Kelm Trust", person=False, plural=False, names={"kelm trust"})
    assert meant("they", _roll(silent), 0) is None


def test_who_knows_no_figure_by_itself():
    assert meant("who", _roll(Figure("two miners", person=False, plural=True, spoke=0)), 1) is None


def test_an_adviser_is_not_whom_he_advises(first_layers):
    text = "“It will rain,” said a senior Kelm adviser. Sara Kelm said that it would not."
    assert [(layer.entity, layer.anonymous) for layer in first_layers(text)] == [
        ("senior Kelm adviser", True),
        ("Sara Kelm", False),
    ]


def test_she_is_no_man_known_by_his_given_name_alone(first_layers):
    text = (
        "Pavel Vesk said that only Viktor and Boris Orlan wanted the dam. She asked about the flood of 1998."
    )
    assert {"Viktor", "Pavel Vesk"}.isdisjoint({layer.entity for layer in first_layers(text)[1:]})


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Tarsa fell. Kherson region Governor Oleksandr Dorn wrote that it was calm.", "Oleksandr Dorn"),
        ("The mayor of Kherson, Oleh Marchuk, said on Monday that it was calm.", "Oleh Marchuk"),
        ("Governor Ilya Dorn said it rained. The regional governor said it was calm.", "Ilya Dorn"),
        ("The local committee, one of many, said it rained. It was calm, the group said.", "local committee"),
    ],
)  # fmt: skip
def test_titles_and_bodies_of_the_report(parse, text, entity):
    mentions = [m for m in attribute(*parse(text)) if "calm" in m.content.text and m.source]
    assert [mention.chain[0].entity for mention in mentions] == [entity]


def test_participle_behind_its_noun_says_nothing(parse):
    text = "Pictures said to have been taken in the hospital showed fire in the building."
    assert not [m for m in attribute(*parse(text)) if m.cue is not None and m.cue.text == "said"]
