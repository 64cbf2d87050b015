import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.reuse.quotes import quoted_ranges


def inside(text: str) -> list[str]:
    return [text[start:end] for start, end in quoted_ranges(text)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "we leave at dawn" and left.', ["we leave at dawn"]),
        ("He said “we leave at dawn” and left.", ["we leave at dawn"]),
        ("Er sagte „wir gehen“ und ging.", ["wir gehen"]),
        ("Он сказал «мы уходим» и ушёл.", ["мы уходим"]),
        ("She said ‘we don’t know’ twice.", ["we don’t know"]),
        ("She said 'we don't know' twice.", ["we don't know"]),
        ("The army's men, the city's mayor.", []),
        ("“He told me ‘no’ again,” she said.", ["He told me ‘no’ again,"]),
        (
            "“The first part goes on.\n\n“The last part ends.”",
            ["The first part goes on.", "The last part ends."],
        ),
        ('A stray " mark, then "a real one" here.', ["a real one"]),
        ("A closing mark” alone.", []),
    ],
)
def test_quotation_marks_of_every_style(text, quoted):
    assert inside(text) == quoted


def test_a_mark_that_would_quote_a_whole_page_is_stray():
    assert inside("“" + "word " * 400) == []


@given(st.text(alphabet="ab .,\n'\"“”«»„‘’", max_size=80))
def test_ranges_are_ordered_apart_and_within_the_text(text):
    before = 0
    for start, end in quoted_ranges(text):
        assert before <= start < end <= len(text)
        before = end
