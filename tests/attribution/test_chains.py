"""Source chains: who said it, by way of whom, and which houses stand around a report."""

import pytest

from stemma.attribution import attribute


@pytest.fixture(scope="session")
def chains(parse):
    """Text -> the chains of its attributed mentions, as (role, entity) pairs."""

    def run(text, **fields):
        found = attribute(*parse(text, **fields))
        return [[(layer.role, layer.entity) for layer in mention.chain] for mention in found if mention.chain]

    return run


def test_the_outlets_own_dateline_is_no_layer(chains):
    text = "VORONA (KNA) — The bridge is down, engineer Sara Kelm said."
    assert chains(text, outlet="Karelian News Agency") == [[("originator", "Sara Kelm")]]
    assert chains(text, outlet="Vorona Times") == [[("originator", "Sara Kelm"), ("medium", "KNA")]]


def test_dateline_and_credit_line_are_one_medium_under_its_full_name(chains):
    text = (
        "VORONA (KNA) — The bridge is down, engineer Sara Kelm said.\n\nWith inputs from Karelian News Agency"
    )
    found = chains(text, outlet="Vorona Times", kinds=("body", "credit"))
    assert found == [[("originator", "Sara Kelm"), ("medium", "Karelian News Agency")]]


def test_credits_that_name_staff_add_no_medium(chains):
    text = "The bridge is down, engineer Sara Kelm said.\n\n(Reporting by Ilse Marr; editing by Tom Vale)"
    assert chains(text, outlet="Vorona Times", kinds=("body", "credit")) == [[("originator", "Sara Kelm")]]


def test_a_dateline_is_no_part_of_what_is_said(parse):
    report, parsed = parse("VORONA (KNA) — The river has burst its banks.", outlet="Karelian News Agency")
    (mention,) = attribute(report, parsed)
    assert mention.content.text == "The river has burst its banks"
    assert mention.directness == "own"


def test_a_republished_text_came_by_way_of_the_other_house(chains):
    assert chains("The river has burst its banks.", republished_from="Quarry Review") == [
        [("medium", "Quarry Review")]
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "According to Harrow News, the army has left the town.",
            [("medium", "Harrow News")],
        ),
        (
            "The army has left the town, the Harrow Times reported, citing a senior official.",
            [("originator", "senior official"), ("medium", "Harrow Times")],
        ),
        (
            "The Harrow Times quoted engineer Sara Kelm as saying that the dam would hold.",
            [("originator", "Sara Kelm"), ("medium", "Harrow Times")],
        ),
        (
            "The engineer was quoted by the Harrow Times as saying that the dam would hold.",
            [("originator", "engineer"), ("medium", "Harrow Times")],
        ),
        (
            "The mayor said in a post on Telegram that the dam would hold.",
            [("originator", "mayor"), ("medium", "Telegram")],
        ),
        (
            "Minister Sara Kelm said the army had told her that the dam would hold.",
            [("originator", "army"), ("relayer", "Sara Kelm")],
        ),
        (
            "Speaking to reporters, minister Sara Kelm said the dam would hold.",
            [("originator", "Sara Kelm"), ("addressee", "reporters")],
        ),
        (
            "The International Water Agency said the dam would hold.",
            [("originator", "International Water Agency")],
        ),
        ("Per Sara Kelm, the dam in the upper valley will hold.", [("originator", "Sara Kelm")]),
    ],
)
def test_layers_in_order(chains, text, expected):
    assert chains(text) == [expected]


def test_the_outlet_is_the_outlet_cited_before(chains):
    found = chains("Harrow News reported that the town had fallen.\n\nThe outlet said the road was cut.")
    assert found == [[("medium", "Harrow News")], [("medium", "Harrow News")]]


@pytest.mark.parametrize(
    ("text", "entity"),
    [("Seven dead in blast: police", "police"), ("Envoy: talks to resume on Monday", "Envoy")],
)
def test_headlines_with_a_colon(chains, text, entity):
    assert chains(text, kinds=("headline",)) == [[("originator", entity)]]


@pytest.mark.parametrize(
    ("source", "anonymous"),
    [
        ("A spokesman", True),
        ("Residents", True),
        ("German military intelligence", False),
        ("The ministry", False),
        ("A ministry official", True),
        ("Police", False),
        ("The head of the hospital", False),
        ("Sara Kelm", False),
    ],
)
def test_who_is_unnamed(parse, source, anonymous):
    (mention,) = attribute(*parse(f"{source} said that the dam had been blown up."))
    assert mention.chain[0].anonymous is anonymous


@pytest.mark.parametrize(
    "text",
    [
        "Lights went out across the town at eight.",
        "Trolleybuses stood in the streets until morning.",
        "The law was passed to provide legal grounds to justify the annexation.",
        "Sara Kelm did not say where the depot was.",
    ],
)
def test_what_is_no_attribution(parse, text):
    assert all(mention.directness == "own" for mention in attribute(*parse(text)))


def test_a_conjunct_is_not_inside_the_first_speech(chains):
    found = chains(
        "Minister Ivo Malek said peace was near, but former envoy Dana Whitlow argued that "
        "the talks had failed."
    )
    assert found == [[("originator", "Ivo Malek")], [("originator", "Dana Whitlow")]]
