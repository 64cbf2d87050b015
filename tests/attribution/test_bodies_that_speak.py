"""Tests for bodies and names that the parse passes over: at a sentence's end, at its start, behind "it"."""

import pytest

from stemma.attribution.tree import Tree
from stemma.records import Sentence, Token


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        (
            "Four boats sank in a raid on the quay, the Karelia-based Vorona Rivers Office (VRO) reports.",
            "Four boats sank in a raid on the quay",
            "Vorona Rivers Office",
        ),
        (
            "Gunmen burnt mills, hurting a man, Karelia-based Vorona Office for Farm Rights (VOFR) reports.",
            "Gunmen burnt mills, hurting a man",
            "Vorona Office for Farm Rights",
        ),
    ],
)
def test_body_with_its_acronym_reports_at_the_end(said, text, content, source):
    mention = said(text)[0]
    assert (mention.content.text, mention.chain[0].entity) == (content, source)


def test_body_that_is_cited_does_not_report(said):
    told = said("The governor closed the port on Monday, citing the Vorona Rivers Office (VRO) reports.")
    assert all(not mention.content.text.endswith("on Monday") or mention.cue is None for mention in told)


@pytest.mark.parametrize(
    "text",
    [
        "Kelmskyy, attending a summit with allies, said the north had to rebuild its mills.",
        "Kelmskyy, who was attending a summit, said the north had to rebuild its mills.",
    ],
)
def test_name_before_a_clause_of_its_own_is_named(said, text):
    first = said(text)[0].chain[0]
    assert (first.entity, first.anonymous) == ("Kelmskyy", False)


@pytest.mark.parametrize(
    ("word", "tag", "name"),
    [("Morlanis", "NNPS", True), ("These", "DT", False), ("Another", "DT", False), ("QUO", "DT", False)],
)
def test_first_word_that_is_no_determiner_is_a_name(word, tag, name):
    head = Token(0, len(word), word, word.lower(), "PRON", "DT", "nsubj", 1)
    verb = Token(len(word) + 1, len(word) + 6, "claim", "claim", "VERB", "VBP", "ROOT", 1)
    tree = Tree(Sentence(0, 0, 0, len(word) + 6, (head, verb)))
    assert (tree.tokens[0].tag, tree.tokens[0].pos == "PROPN") == (tag, name)


@pytest.mark.parametrize(
    "text",
    [
        "Harbour Wire said that rebels had left. The army burnt a mill in a raid it said was limited.",
        "The army hit a mill on Sunday in a raid it described as an answer to the shelling of its camp.",
        "The army struck what it called a rebel depot on Monday.",
    ],
)
def test_it_in_a_clause_is_the_body_that_acts(said, text):
    last = said(text)[-1].chain[0]
    assert (last.entity.lower(), last.anonymous) == ("army", False)


def test_he_without_his_comma_is_not_what_acts(said):
    told = said(
        "Sami Orlan said the road was cut. “The regime fears raids as it lost vehicles” that rebels"
        " seized from troops he added."
    )
    assert all(layer.entity != "regime" for mention in told for layer in mention.chain)


def test_what_somebody_says_is_the_sentence_before(said):
    told = said("Twenty sheep died in the raid. That is what the farmers of Tarsa say.")
    assert [(m.content.text, m.source.text) for m in told] == [
        ("Twenty sheep died in the raid", "the farmers of Tarsa")
    ]
