"""Statements on one topic stand together, by the words that are rare in the casebook."""

from hypothesis import given
from hypothesis import strategies as st

from stemma.web.pages.topics import TOGETHER, Rarity, likeness, stem, threads, topic

SAID = (
    "We will rebuild the railway bridge before winter",
    "The railway bridge will be rebuilt next spring",
    "All prisoners will be exchanged at the border",
)
CASEBOOK = (*SAID, *(f"Something else was said on day {n} of the war" for n in range(60)))


def test_one_topic_is_found_and_named():
    rarity = Rarity(CASEBOOK)
    weights = [rarity.weigh(text) for text in SAID]
    assert threads(weights) == [[0, 1], [2]]
    assert set(topic(SAID[:2], weights[:2]).split(", ")) >= {"railway", "bridge"}
    assert likeness(weights[0], weights[2]) < TOGETHER


def test_endings_are_cut():
    assert stem("bombing") == stem("bombed") == stem("Bombs") == "bomb"


@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_texts_are_grouped_each_once(texts):
    rarity = Rarity(texts)
    weights = [rarity.weigh(text) for text in texts]
    groups = threads(weights)
    assert sorted(at for group in groups for at in group) == list(range(len(texts)))
    assert all(0 <= likeness(a, b) <= 1 + 1e-9 for a in weights for b in weights)
    topic(texts, weights)
