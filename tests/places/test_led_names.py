"""Names that a capital joins with the word before them, and names that keep such a word."""

import pytest

from stemma.places import find_places


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Near Idlib, one shell destroyed a bakery.", ["Idlib"]),
        ("Near Izyum, two shells destroyed three grain stores.", ["Izyum"]),
        ("The minister flew to Saudi Arabia on Monday.", ["Saudi Arabia"]),
    ],
)
def test_what_stands_before_a_name(parse, gazetteer, text, names):
    assert [place.name for place in find_places(*parse(text), gazetteer)] == names
