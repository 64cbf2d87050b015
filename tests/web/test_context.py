"""The paragraph around a mention."""

from hypothesis import given
from hypothesis import strategies as st

from stemma.records import Block, ClaimMention, Report, Span, Words
from stemma.web.pages.context import AROUND, LONGEST, passage

texts = st.lists(
    st.sampled_from(["Word ", "ends. ", "“Why?” ", "ж ", "\n\n", "long" * 90 + " "]), min_size=1, max_size=60
)


@given(st.data())
def test_the_words_are_always_in_the_passage_at_their_offsets(data):
    text = "".join(data.draw(texts))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 400)))
    report = Report("r", "0", text, (Block("body", 0, len(text)),))
    words = Words((Span(start, end),), text[start:end])
    found = passage(report, ClaimMention("m", "r", 0, "body", words, None, None, (), "own"))
    assert found.text[start - found.start : end - found.start] == words.text
    assert text[found.start : found.start + len(found.text)] == found.text
    assert len(found.text) <= max(LONGEST, len(words.text) + 2 * AROUND)
    assert found.cut_before == (found.start > 0)
    assert found.cut_after == (found.start + len(found.text) < len(text))


def test_a_mention_without_words_has_an_empty_passage():
    report = Report("r", "0", "Text.", (Block("body", 0, 5),))
    assert passage(report, ClaimMention("m", "r", 0, "body", Words((), ""), None, None, (), "own")).text == ""


def test_a_mention_over_two_paragraphs_has_both():
    report = Report("r", "0", "One.\n\nTwo.", (Block("body", 0, 4), Block("body", 6, 10)))
    words = Words((Span(0, 3), Span(6, 9)), "One … Two")
    assert (
        passage(report, ClaimMention("m", "r", 0, "body", words, None, None, (), "own")).text == report.text
    )
