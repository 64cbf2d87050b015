"""Statements read from their words where the parse goes astray."""

import pytest

from stemma.attribution import attribute


def said(parse, text):
    return [mention for mention in attribute(*parse(text)) if mention.directness != "own"]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "According to hospital director Layla Hourani, the water tower of Azaz collapsed on Sunday.",
            "hospital director Layla Hourani",
            "the water tower of Azaz collapsed on Sunday",
        ),
        (
            "The attack killed nine soldiers, Lina Obeid, the group's spokeswoman, told them in Mersin.",
            "Lina Obeid, the group's spokeswoman",
            "The attack killed nine soldiers",
        ),
        (
            "The road was open, the governor was quoted as saying by the Northern Press Agency.",
            "the governor",
            "The road was open",
        ),
        (
            '"The road is open again," the governor was quoted by Orient Wire as saying.',
            "the governor",
            '"The road is open again,"',
        ),
        ("The bridge was mined, the mayor was quoted as saying.", "the mayor", "The bridge was mined"),
        ("Health officials put the toll at 43.", "Health officials", "the toll at 43"),
    ],
)
def test_the_words_tell_who_said_what(parse, text, source, content):
    (mention,) = said(parse, text)
    assert mention.source.text == source
    assert mention.content.text == content


@pytest.mark.parametrize(
    "text", ["According to", "According to,", "put the toll at", ", , told", "According to A, b, c"]
)
def test_fragments_do_no_harm(parse, text):
    for mention in attribute(*parse(text)):
        assert mention.content.text


def test_who_is_quoted_by_an_agency_is_the_only_statement(parse):
    (mention,) = attribute(
        *parse("Vorona Wire quoted witnesses as saying that the planes came from the north.")
    )
    assert [(layer.role, layer.entity) for layer in mention.chain] == [
        ("originator", "witnesses"),
        ("medium", "Vorona Wire"),
    ]


def test_a_headlines_speaker_after_a_dash_is_not_the_statement(parse):
    (mention,) = attribute(*parse("Two bridges destroyed in Vorona raid - mayor", kinds=("headline",)))
    assert mention.chain[0].entity == "mayor"
