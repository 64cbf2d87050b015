"""Statements told of inside others: blame, demands and warnings passed on, denials, houses that cite."""

import pytest

from stemma.attribution import attribute


@pytest.fixture(scope="session")
def told(parse):
    def run(text, **fields):
        found = [m for m in attribute(*parse(text, **fields)) if m.directness != "own"]
        return [(m.content.text, tuple((x.role, x.entity) for x in m.chain)) for m in found]

    return run


@pytest.mark.parametrize(
    ("text", "content", "chain"),
    [
        (
            "The army urged residents to leave, according to the mayor.",
            "residents to leave",
            (("originator", "army"), ("relayer", "mayor")),
        ),
        (
            "The mayor warned of a shortage of water, according to the Orlan Wire.",
            "a shortage of water",
            (("originator", "mayor"), ("medium", "Orlan Wire")),
        ),
        (
            'The blogger noted "heavy losses" in the brigade, the institute writes.',
            '"heavy losses" in the brigade',
            (("originator", "blogger"), ("relayer", "institute")),
        ),
        (
            "The army accused the rebels of shelling the village, the Orlan Wire reported.",
            "the rebels of shelling the village",
            (("originator", "army"), ("medium", "Orlan Wire")),
        ),
    ],
)
def test_what_somebody_else_tells_of_is_theirs_who_put_it(told, text, content, chain):
    assert told(text) == [(content, chain)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The mayor said the army would not urge residents to leave.",
            "the army would not urge residents to leave",
        ),
        ("The mayor said that soldiers had asked him to leave.", "soldiers had asked him to leave"),
    ],
)
def test_what_was_not_put_or_was_a_deed_stays_with_who_tells_it(told, text, content):
    assert told(text) == [(content, (("originator", "mayor"),))]


@pytest.mark.parametrize(
    ("text", "kinds", "claim"),
    [
        (
            "Rebels deny army claims that they shelled the hospital.",
            ("body",),
            ("they shelled the hospital", (("originator", "army"),)),
        ),
        (
            "The army's allegation that the rebels used gas was dismissed by the group.",
            ("body",),
            ("the rebels used gas", (("originator", "army"),)),
        ),
        (
            "Army says rebels shelled hospital, rebels deny",
            ("headline",),
            ("rebels shelled hospital", (("originator", "Army"),)),
        ),
    ],
)
def test_a_claim_that_is_denied_is_told_beside_the_denial_and_not_by_way_of_it(told, text, kinds, claim):
    found = told(text, kinds=kinds)
    assert claim in found
    assert len(found) == 2


@pytest.mark.parametrize(
    ("text", "content", "chain"),
    [
        (
            "The Orlan Wire reported, citing two military officials, that the brigade had lost the bridge.",
            "the brigade had lost the bridge",
            (("originator", "two military officials"), ("medium", "Orlan Wire")),
        ),
        (
            "The deputy minister told Karelia TV, citing the intelligence service, that rebels got drones.",
            "rebels got drones",
            (
                ("originator", "intelligence service"),
                ("relayer", "deputy minister"),
                ("medium", "Karelia TV"),
            ),
        ),
        (
            "The governor said on Telegram that, according to preliminary data, two people had died.",
            "two people had died",
            (("originator", "preliminary data"), ("relayer", "governor"), ("medium", "Telegram")),
        ),
        (
            "In comments to the Orlan Wire, the mayor said the bridge had fallen.",
            "the bridge had fallen",
            (("originator", "mayor"), ("medium", "Orlan Wire")),
        ),
    ],
)
def test_whom_a_speaker_cites_before_the_statement_is_in_its_chain(told, text, content, chain):
    assert told(text) == [(content, chain)]


def test_they_who_pass_on_are_not_those_they_speak_of(told):
    text = "Three envoys spoke to the wire.\n\nThey said that aid workers had warned that the camp was full."
    assert told(text) == [("the camp was full", (("originator", "aid workers"), ("relayer", "Three envoys")))]


def test_a_report_in_a_clause_leaves_the_statement_that_it_stands_in(told):
    text = "A local official said that witnesses had reported seeing tanks near the river."
    assert told(text)[0] == (
        "witnesses had reported seeing tanks near the river",
        (("originator", "local official"),),
    )


def test_a_further_verb_of_saying_ends_what_the_first_brought_in(told):
    text = (
        "Kelm said Karelia had provided the rebels with drones and, while refusing to say when,"
        " hinted that more would follow."
    )
    assert [content for content, _ in told(text)] == [
        "Karelia had provided the rebels with drones",
        "more would follow",
    ]


def test_a_participle_before_a_colon_brings_in_the_paragraph_behind_it(told):
    text = (
        'The help is "very valuable", Lena Kelm wrote on Facebook after talks, adding:\n\n'
        "Weapons and the unity of our partners will give strength to the defence of our land."
    )
    assert [(content, chain[0]) for content, chain in told(text)] == [
        ('The help is "very valuable"', ("originator", "Lena Kelm")),
        (
            "Weapons and the unity of our partners will give strength to the defence of our land",
            ("originator", "Lena Kelm"),
        ),
    ]
