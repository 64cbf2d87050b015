from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from stemma.attribution.quotes import find_quotations
from stemma.records import Block


def blocks_of(text):
    found, start = [], 0
    for paragraph in text.split("\n\n"):
        found.append(Block("body", start, start + len(paragraph)))
        start += len(paragraph) + 2
    return found


def quoted(text):
    return [text[q.start : q.end] for q in find_quotations(text, blocks_of(text))]


def test_every_style_of_mark():
    for opening, closing in ("“”", '""', "«»", "„“", "‘’", ("''", "''"), ("``", "''"), "''"):
        text = f"He said {opening}it's over{closing} and left."
        assert quoted(text) == [f"{opening}it's over{closing}"], (opening, closing)


def test_the_outermost_of_nested_quotations():
    assert quoted("“They cried ‘enough’ twice,” she said.") == ["“They cried ‘enough’ twice,”"]
    assert quoted("\"They cried 'enough' twice,\" she said.") == ["\"They cried 'enough' twice,\""]


def test_apostrophes_open_nothing():
    assert quoted("The rebels' camp and Orlan's house, it's said, weren't hit.") == []
    assert quoted("The rebels’ camp and Orlan’s house weren’t hit.") == []


def test_a_quotation_that_goes_on_in_the_next_paragraph():
    text = "“We stay,” he said. “First thing.\n\n“Second thing,” he added."
    found = find_quotations(text, blocks_of(text))
    assert [q.open for q in found] == [False, True, False]
    assert quoted(text)[1:] == ["“First thing.", "“Second thing,”"]


def test_a_quotation_whose_paragraphs_are_not_marked_again():
    text = "“These are lies.\n\nThere is no rift,” Orlan said."
    assert quoted(text) == ["“These are lies.\n\nThere is no rift,”"]


def test_a_mark_that_is_never_closed_ends_with_its_paragraph():
    assert quoted("He spoke of “peace and left.\n\nThe end.") == ["“peace and left."]


@given(st.text(alphabet=list("ab .,\"'“”‘’«»\n"), max_size=80))
def test_quotations_are_in_order_and_apart(text):
    found = find_quotations(text, blocks_of(text))
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_quotation_goes_on_over_paragraphs_without_marks():
    text = "“One.\n\nTwo.\n\nThree,” she said.\n\nFour “five” six."
    assert quoted(text) == ["“One.", "Two.\n\nThree,”", "“five”"]
    assert quoted("“One.\n\nTwo.\n\nHe said “three”.") == ["“One.", "“three”"]


def test_two_single_marks_for_a_double_one():
    assert quoted("‘’We don’t know’’, he said.") == ["‘’We don’t know’’"]
    assert quoted("“They cried ‘enough’” and left.") == ["“They cried ‘enough’”"]
