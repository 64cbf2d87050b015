"""Russian and Ukrainian words searched for in any case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.inflected import finder, stems


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("каховка", "вибухи чули в бериславі та каховці"),
        ("каховці", "каховка лишилася без світла"),
        ("львів", "у львові оголосили тривогу"),
        ("львові", "львів не спав"),
        ("харків", "у харкові"),
        ("миколаїв", "біля миколаєва"),
        ("ринок", "на ринку"),
        ("ринку", "ринок горів"),
        ("донец", "у реки донца"),
        ("школа", "две школы"),
        ("обстрелы", "после обстрела"),
        ("depot", "two depots burned"),
    ],
)
def test_a_word_is_found_in_its_other_forms(asked, text):
    assert finder([asked])(text)
    assert not finder([asked, "мелитополь"])(text)


@pytest.mark.parametrize(
    ("asked", "text"), [("вулиця", "вулик у саду"), ("район", "украина"), ("мост", "пост")]
)
def test_other_words_are_not(asked, text):
    assert not finder([asked])(text)


@given(st.text(alphabet="абвгдеийклмнопрстуцьіїє'", min_size=1, max_size=12))
def test_the_plain_stem_comes_first_and_begins_the_word(word):
    found = stems(word)
    assert word.startswith(found[0])
    assert finder([word])(f"так {word} там")
