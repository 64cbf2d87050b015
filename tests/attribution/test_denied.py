"""Denials behind what they deny, and where a statement's own words begin and end."""

import pytest

from stemma.attribution import attribute


@pytest.fixture(scope="session")
def told(parse):
    def run(text, **fields):
        found = [m for m in attribute(*parse(text, **fields)) if m.directness != "own"]
        return [(m.stance, m.content.text, m.chain[0].entity) for m in found]

    return run


@pytest.mark.parametrize(
    ("text", "said", "who", "whose"),
    [
        (
            "Residents said the shells fell on the market, a charge the army denies.",
            "the shells fell on the market",
            "Residents",
            "army",
        ),
        (
            "Rebels said they had taken the town, a claim that the army has rejected as false.",
            "they had taken the town",
            "Rebels",
            "army",
        ),
        (
            "The army said it had taken the town, an assertion disputed by residents.",
            "it had taken the town",
            "army",
            "residents",
        ),
        (
            "The army said it had taken the town, but this was denied by the rebels.",
            "it had taken the town",
            "army",
            "rebels",
        ),
        (
            "The army said that it had taken the town; however, this was denied by the rebels.",
            "it had taken the town",
            "army",
            "rebels",
        ),
        (
            "The town was shelled for three days, the mayor said, a charge the army denies.",
            "The town was shelled for three days",
            "mayor",
            "army",
        ),
    ],
)
def test_a_denial_is_of_what_was_just_said_and_no_part_of_it(told, text, said, who, whose):
    assert sorted(told(text)) == sorted([("assert", said, who), ("deny", said, whose)])


def test_a_denial_behind_what_nobody_says_is_of_all_before_it(told):
    assert told("The rebels took the town, a claim the army rejected.") == [
        ("deny", "The rebels took the town", "army")
    ]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("The army took the bridge, GEN. KOSAN said on Monday.", ["The army took the bridge"]),
        (
            "The raid killed ten people, the Karelia Armed Forces (KAF) claim, further fuelling anger.",
            ["The raid killed ten people"],
        ),
        (
            (
                "The command announced on its Facebook page the destruction of two mortars,"
                " claiming this action was a response to attacks."
            ),
            ["the destruction of two mortars", "this action was a response to attacks"],
        ),
        (
            (
                "Kelm's forces have seized the airport, the Orlan Wire reported on Sunday,"
                " citing local officials who spoke on condition of anonymity."
            ),
            ["Kelm's forces have seized the airport"],
        ),
        (
            "Doctors told the charity that they had run out of blood, the charity said.",
            ["Doctors told the charity that they had run out of blood", "they had run out of blood"],
        ),
    ],
)
def test_a_statement_ends_where_its_words_end(told, text, contents):
    assert [content for _, content, _ in told(text)] == contents


def test_a_reason_that_somebody_cites_is_a_claim(told):
    text = "Vornia has backed the rebels for years, citing a need to fight gangs who hide in the hills."
    assert told(text) == [("assert", "a need to fight gangs who hide in the hills", "Vornia")]


def test_whom_somebody_was_told_by_speaks_by_way_of_them(parse):
    text = "The charity said its staff had been told by survivors that soldiers opened fire without warning."
    inner = [m for m in attribute(*parse(text)) if m.content.text.startswith("soldiers")]
    assert [[(x.role, x.entity) for x in m.chain] for m in inner] == [
        [("originator", "survivors"), ("relayer", "charity")]
    ]
