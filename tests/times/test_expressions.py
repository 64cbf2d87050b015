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


def test_passes_over_no_expression() -> None:
    """What an article, a preposition or a number begins is found, though most of them are passed over."""
    rules = grammar._master().replace(f"(?={grammar._starters()})", "")
    everywhere = re.compile(rules, re.IGNORECASE)
    words = grammar.words()
    tables = (words.months, words.weekdays, words.units, words.parts, words.seasons, words.vague, words.moons)
    written = {
        each for pattern in grammar._patterns().values() for each in re.findall(r"[a-z.]{2,}", pattern)
    }
    seconds = sorted(written.union(*tables, words.ordinals))
    for first in ("the", "in", "on", "at", "a", "an", "that", "in the", "20", "0930", "1988"):
        for second in seconds:
            for rest in (" 5", "s of May", " past year", "-months later"):
                text = f"{first} {second}{rest}"
                found = everywhere.match(text)
                assert opening(text) == (found and Expression(found.lastgroup or "", 0, found.end())), text
