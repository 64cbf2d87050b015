"""What is said of a speaker: offices in clauses, two speakers at once, and words that describe nobody."""

import pytest


def described(found):
    return [(m.chain[0].entity, m.chain[0].description) for m in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The bridge has fallen, said Mark Dorel, who heads the rescue service in Tarsa.",
            ("Mark Dorel", "who heads the rescue service in Tarsa"),
        ),
        (
            "The bridge has fallen said Mark Dorel who heads the rescue service in Tarsa.",
            ("Mark Dorel", "who heads the rescue service in Tarsa"),
        ),
        (
            "Anna Kelm, who served as mayor when the war began, said the town was lost.",
            ("Anna Kelm", "who served as mayor"),
        ),
        ("Anna Kelm, who was in Tarsa at the time, said the shelling lasted an hour.", ("Anna Kelm", "")),
        (
            "Party leader and former surgeon Mark Dorel said he was offered a post.",
            ("Mark Dorel", "Party leader and former surgeon"),
        ),
        (
            "David Orlan and House Speaker Paul Kelm pledged to work together.",
            ("David Orlan and Paul Kelm", ""),
        ),
        (
            "The United Nations envoy for Syria Stefan de Orlan said it was over.",
            ("Stefan de Orlan", "United Nations envoy for Syria"),
        ),
        ("The Karelian-led Tarsa Relief Council said it was over.", ("Tarsa Relief Council", "Karelian-led")),
    ],
)
def test_who_speaks_and_as_what(said, text, expected):
    assert described(said(text)) == [expected]


def test_a_clause_tells_an_office_and_lends_no_noun(said):
    found = said(
        "The bridge has fallen, said Mark Dorel, who heads the rescue service. The service said it had left."
        " “It is over,” Dorel said."
    )
    assert [m.chain[0].entity for m in found] == ["Mark Dorel", "service", "Mark Dorel"]
    assert found[2].chain[0].description == "who heads the rescue service"


def test_a_headline_behind_a_name_describes_nobody(said):
    found = said("Kelm: Time for a new strategy\n\nAnna Kelm says the government should do more.")
    assert found[-1].chain[0].description == ""


def test_another_person_beside_a_name_describes_nobody(said):
    found = said(
        "The debate began when Donald Orlan and Marco Kelm were asked about it. Orlan said he was sorry."
    )
    assert described(found)[-1][1] == ""


def test_two_tellers_in_one_sentence_tell_apart(said):
    found = said("An aid worker said five were wounded and a diplomat said the town had fallen.")
    assert [(m.content.text, len(m.chain)) for m in found] == [
        ("five were wounded", 1),
        ("the town had fallen", 1),
    ]


def test_what_a_teller_tells_of_another_stays_whole(said):
    found = said("The mayor said that the bridge was shut and that a doctor had said two had died.")
    assert found[0].content.text == "the bridge was shut and that a doctor had said two had died"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Two pilots were killed after rebels hit a helicopter the army was quoted as saying by the Wire.",
            "Two pilots were killed after rebels hit a helicopter",
        ),
        (
            "“The crew died” the army was quoted as saying by Interfax news agency.",
            "“The crew died”",
        ),
        (
            "Two pilots were killed near Tarsa, the army was quoted as saying by the Karelia Wire.",
            "Two pilots were killed near Tarsa",
        ),
    ],
)
def test_who_was_quoted_as_saying(said, text, content):
    assert [(m.content.text, m.chain[0].entity) for m in said(text)] == [(content, "army")]


def test_the_source_is_the_last_who_spoke_without_a_name(said):
    found = said(
        "A shell left a child dead, according to a source at Tarsa Police Command. Several areas were hit."
        " One shell landed on a house. The groups fired at the mill. A school burned. The attacks caused"
        " damage only, the source confirmed."
    )
    assert {m.chain[0].entity for m in found} == {"source at Tarsa Police Command"}


def test_it_has_the_kind_of_whom_it_means(said):
    found = said("ISIS said it held the town. It said that ten had died.")
    assert [m.chain[0].source_type for m in found] == ["military", "military"]


def test_a_photographer_is_no_house_of_the_words_beside(said):
    found = said("The bridge fell.\n\n(Photo: Peter Kelm)\n\nThe mayor said that the road was open.")
    assert [layer.entity for layer in found[0].chain] == ["mayor"]


def test_the_candidate_is_who_spoke_as_one(said):
    found = said(
        "Republican front-runner Mark Dorel told the Wire it was done. “It is good,” the candidate said."
    )
    assert found[-1].chain[0].entity == "Mark Dorel"


def test_an_ally_is_not_whose_ally_it_is(said):
    found = said("Sara Kelm left the town. The staunch Kelm ally said that the bridge was shut.")
    assert [m.chain[0].entity for m in found] == ["staunch Kelm ally"]
