"""Numbers too large to be a count of anything."""

import pytest

from stemma.events.numbers import find_counts, value_of
from stemma.events.tree import Tree


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (["9" * 15], 10**15 - 1),
        (["999,999,999,999,999"], 10**15 - 1),
        (["9" * 16], None),
        (["1,000,000,000,000,000"], None),
        (["9" * 5000], None),
        (["900", "million"], 900_000_000),
        (["999,999,999,999", "million"], None),
    ],
)
def test_numbers_are_read_up_to_fifteen_digits(words, value):
    assert value_of(words) == value


@pytest.mark.parametrize(
    "number", ["9" * 400, "9" * 5000, f"{'9' * 400}.5 million", "999999999999999.5 million"]
)
def test_a_sentence_with_one_has_its_other_counts(parse, number):
    _, parsed = parse(f"Officials said {number} shells killed three people on Monday.")
    counts = [one.best for sentence in parsed.sentences for one in find_counts(Tree(sentence))]
    assert counts[-1] == 3
    assert all(value is None or value < 10**15 for value in counts)
