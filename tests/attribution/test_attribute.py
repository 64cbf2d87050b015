import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stemma.attribution import attribute


@pytest.fixture(scope="session")
def mentions(parse):
    def run(text, **fields):
        return attribute(*parse(text, **fields))

    return run


def said(found):
    return [mention for mention in found if mention.directness != "own"]


def test_a_trailing_source_with_the_medium_it_spoke_to(mentions):
    (mention,) = said(mentions("The army has left Vorona, a military analyst told Vorona News."))
    assert mention.content.text == "The army has left Vorona"
    assert mention.source.text == "a military analyst"
    assert [(layer.role, layer.entity) for layer in mention.chain] == [
        ("originator", "military analyst"),
        ("medium", "Vorona News"),
    ]
    assert mention.chain[0].anonymous


def test_a_wire_under_a_speaker(mentions):
    text = (
        "Spokesman Pavel Orlan told journalists that the bridge had been mined, according to the KNA agency."
    )
    (mention,) = said(mentions(text))
    assert mention.content.text == "the bridge had been mined"
    roles = [layer.role for layer in mention.chain]
    assert roles == ["originator", "addressee", "medium"]
    assert mention.chain[0].entity == "Pavel Orlan"


def test_pronouns_and_short_names_are_the_fullest_name(mentions):
    text = (
        "Foreign Minister Sara Kelm said the talks had failed.\n\n"
        "She added that no date was set. “We will wait,” Kelm said."
    )
    found = said(mentions(text))
    assert len(found) == 3
    assert {mention.chain[0].entity for mention in found} == {"Sara Kelm"}


def test_the_ministry_is_the_ministry_named_before(mentions):
    text = (
        "Karelia's Ministry of Defence said on Monday that its troops had pulled back. "
        "“They will return,” the Ministry continued."
    )
    found = said(mentions(text))
    assert {mention.chain[0].entity for mention in found} == {"Karelia's Ministry of Defence"}
    assert found[-1].directness == "direct"


def test_denial_is_a_negative_proposition(mentions):
    (mention,) = said(mentions("The general denied that his men had shelled the market."))
    assert (mention.stance, mention.polarity, mention.factuality) == ("deny", "negative", "CT-")


def test_an_outlets_own_sentence_has_no_chain(mentions):
    (mention,) = mentions("The river burst its banks on Sunday.")
    assert (mention.directness, mention.chain, mention.source) == ("own", (), None)


def test_nothing_in_nothing_out(mentions):
    for text in ("", " ", "...", "“", "?!", "“”", "\n\n\n\n"):
        assert said(mentions(text)) == []


@example(words=["”", "told", "claim", "'", "claim", "“", "“", "claim", ":", "said"])
@settings(deadline=None, max_examples=80)
@given(
    words=st.lists(
        st.sampled_from(
            ["said", "that", "“", "”", '"', "according", "to", "Orlan", "he", ",", ".", ":", "told", "the",
             "ministry", "denied", "'", "‘", "’", "has", "fallen", "Vorona", "\n\n", "?", "claim", "plans"]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_any_words_give_mentions_whose_words_are_in_the_text(parse, words):
    report, parsed = parse(" ".join(words))
    for mention in attribute(report, parsed):
        for piece in (mention.content, mention.cue, mention.source):
            if piece is not None:
                assert piece.text == " … ".join(report.text[s.start : s.end] for s in piece.spans)
                assert all(0 <= s.start < s.end <= len(report.text) for s in piece.spans)
        assert 0 <= mention.sentence < len(parsed.sentences)
