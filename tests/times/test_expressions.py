"""What the rules find in small letters is what they find where case is ignored."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.times import grammar
from stemma.times.grammar import Expression, expressions, opening

PIECES = (
    *("MONDAY", "March ", "3", "2014", " BC", "'", "\u2019", "90s", " at ", "0930", " GMT", "last ", "Week"),
    *("\u0130", "\u0131", "\u017f", "\u212a"),  # letters that are others in small letters
)


def ignoring_case(text: str) -> tuple[Expression, ...]:
    """Return what the patterns as they are written find."""
    if not re.search(grammar._trigger(), text, re.IGNORECASE):
        return ()
    found = grammar._compiled(grammar._master, exact=False).finditer(text)
    return tuple(Expression(each.lastgroup or "", each.start(), each.end()) for each in found)


@settings(deadline=None)  # the patterns are compiled at the first
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=12).map("".join))
def test_small_letters_change_nothing(text: str) -> None:
    """Whatever its letters, a text holds the same expressions."""
    assert expressions(text) == ignoring_case(text)


def test_places_are_those_of_the_text() -> None:
    """Offsets count the characters of the text, odd letters too."""
    text = "In Ízmir, İnce spoke on 3 MARCH 2014, a Monday."
    spans = [text[each.start : each.end] for each in expressions(text)]
    assert any("3 MARCH 2014" in words for words in spans)
    assert opening("MARCH 2014") == Expression("my", 0, 10)
    assert opening("then") is None
