"""What real articles showed: whose surname it is, where a speaker begins, who carried a statement."""

import pytest


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "“We are ready,” said District Judge William G. Kelmar Jr. in a call. The team won, Kelmar said.",
            "William G. Kelmar Jr.",
        ),
        (
            "Police Lt. Michael Orlous said a truck was stopped. Two men were held, according to Orlous.",
            "Michael Orlous",
        ),
        (
            "Anton Varga Lunes-Dorel spoke at a school. “We remember,” Varga Lunes-Dorel said.",
            "Anton Varga Lunes-Dorel",
        ),
        ("Vorona County Fire Marshal Doug Logar said the fire was set.", "Doug Logar"),
        (
            "The head of the Relief Mission Sigrid Kaar said there were gaps in the list.",
            "Sigrid Kaar",
        ),
        (
            "The exiled group known as Karelian Observatory for Human Rights says the raid was at dawn.",
            "Karelian Observatory for Human Rights",
        ),
        (
            (
                "The Karelian Observatory for Human Rights said ten died. “Most were guards and including an"
                " Orlan citizen” the Tarsa-based Observatory said."
            ),
            "Karelian Observatory for Human Rights",
        ),
        ("The Vorona County Sheriff's Office said a man was held.", "Vorona County Sheriff's Office"),
    ],
)
def test_who_it_is(said, text, last):
    assert said(text)[-1].chain[0].entity == last


def test_words_of_a_headline_in_capitals_are_no_names(said):
    text = (
        "Visiting Tarsa, Governor's Son Scoffs at Fines\n\nThe son of the governor declared that the fines"
        " were unlawful."
    )
    (mention,) = said(text, kinds=("headline", "body"))[-1:]
    assert "Scoffs" not in mention.chain[0].entity


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "“A total of ten strikes were carried out” starting from 1600 GMT he said in a briefing.",
            "he",
            "starting from 1600 GMT",
        ),
        (
            "Fighters backed by foreign forces have pushed the rebels from the town of Tarsa reports say.",
            "reports",
            "from the town of Tarsa",
        ),
        (
            "A man authorities say was shot by a guard last week in Tarsa was jailed Tuesday.",
            "authorities",
            "last week in Tarsa",
        ),
        (
            "The suspect was held in 2009 for assault, battery and arson, court records show.",
            "court records",
            "assault, battery and arson",
        ),
        (
            (
                "A total of 24 men were killed near the cities of Vorona and Tarsa local media reported on"
                " Monday citing sources."
            ),
            "local media",
            "Vorona and Tarsa",
        ),
        (
            "Kelm said the firm has “a good cash flow from operations, and we expect that to go on.”",
            "Kelm",
            "we expect that to go on.”",
        ),
        (
            "“The strikes opened the way for an attack” said the statement adding that “fighting” ensued.",
            "the statement",
            "fighting” ensued",
        ),
    ],
)
def test_speaker_and_statement_are_parted(said, text, source, content):
    mention = said(text)[-1]
    assert mention.source is not None
    assert mention.source.text == source
    assert mention.content.text.endswith(content)
    assert source not in mention.content.text


def test_what_was_said_before_is_not_added_again(said):
    first, second = said(
        "“The strikes opened the way for an attack” said the statement adding that “fierce fighting” ensued."
    )
    assert "strikes" in first.content.text
    assert "strikes" not in second.content.text


def test_media_that_carry_a_statement_are_in_its_chain(said):
    (mention,) = said("Two pilots were killed near Tarsa, the army was quoted as saying by local media.")
    assert [(layer.role, layer.name) for layer in mention.chain] == [
        ("originator", "the army"),
        ("medium", "local media"),
    ]


@pytest.mark.parametrize(
    "text", ["He loves to play the guitar.", "The board accepted the resignation of the coach."]
)
def test_likings_and_deeds_are_no_claims_of_theirs(said, text):
    assert said(text) == []


def test_an_age_describes_nobody(said):
    (mention,) = said("Sami Kelm, almost 40, said that the road was long.")
    assert mention.chain[0].description == ""
