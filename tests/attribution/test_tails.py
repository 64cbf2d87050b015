"""Speakers of several words before their verb, tolls that are given, and what somebody leaves unsaid."""

import pytest

from stemma.attribution import attribute


@pytest.fixture(scope="session")
def told(parse):
    def run(text, **fields):
        found = [m for m in attribute(*parse(text, **fields)) if m.directness != "own"]
        return [(m.content.text, m.chain[0].name) for m in found]

    return run


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        (
            "The raid killed a commander, a source close to the group said.",
            "The raid killed a commander",
            "a source close to the group",
        ),
        (
            "A raid killed a local leader in Karelia, the Vornian army and a source close to the group said.",
            "A raid killed a local leader in Karelia",
            "the Vornian army and a source close to the group",
        ),
        (
            (
                "The raid killed ten people, a doctor at the hospital and an official in the governor's"
                " office said."
            ),
            "The raid killed ten people",
            "a doctor at the hospital and an official in the governor's office",
        ),
        (
            "Rebels shelled Tarsa, the capital of Karelia and the town of Orlan the army said.",
            "Rebels shelled Tarsa, the capital of Karelia and the town of Orlan",
            "the army",
        ),
    ],
)
def test_a_speaker_has_all_words_behind_the_comma(told, text, content, speaker):
    assert told(text) == [(content, speaker)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The channel gave a toll of 27 killed.", "a toll of 27 killed"),
        ("Kelm gave a higher death count at 19 on Monday.", "a higher death count at 19"),
    ],
)
def test_a_toll_that_somebody_gives_is_theirs(told, text, content):
    assert [found for found, _ in told(text)] == [content]


@pytest.mark.parametrize(
    "text",
    [
        "The group said that Kelm was dead, without mentioning his rank or role.",
        "The group said that Kelm was dead, without saying which party it thought had killed him.",
    ],
)
def test_what_is_left_unsaid_is_no_claim(told, text):
    assert [content for content, _ in told(text)] == ["Kelm was dead"]


def test_a_site_where_somebody_stands_is_no_medium(parse):
    text = "Kelm told the Orlan Wire that ten had died. A local reporter at the site saw bodies by the road."
    mentions = [m for m in attribute(*parse(text)) if m.content.text.startswith("bodies")]
    assert [[x.entity for x in m.chain] for m in mentions] == [["local reporter at the site"]]
