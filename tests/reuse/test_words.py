from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from stemma.records import Block, Report
from stemma.reuse.words import Tokens, stem


def tokens(text: str, *blocks: Block) -> Tokens:
    return Tokens(Report("r", "", text, blocks or (Block("body", 0, len(text)),)))


def words(text: str, found: Tokens) -> list[str]:
    return [text[slice(*found.span((at, at + 1)))] for at in range(len(found))]


def test_words_keep_their_places_whatever_parts_them():
    text = "The U.S.  envoy—tired—said 1,200 men\tleft al-Bab.\nIt's over."
    found = tokens(text)
    expected = ["The", "U.S.", "envoy", "tired", "said", "1,200", "men", "left", "al", "Bab", "It's", "over"]
    assert words(text, found) == expected


def test_forms_of_a_word_share_their_stem_and_function_words_have_none():
    assert stem("towns") == stem("town")
    assert stem("killed") == stem("killing") == stem("kills")
    assert stem("four") == stem("4")
    assert stem("1,200") == stem("1200")
    found = tokens("The shells of the army were shelling")
    assert [bool(value) for value in found.stem] == [False, True, False, False, True, False, True]
    assert found.stem[1] == found.stem[6]


def test_case_and_apostrophes_do_not_part_words():
    one, other = tokens("Syria's army"), tokens("SYRIAS Army")
    assert one.words == other.words


def test_sentences_end_at_full_stops_but_not_at_abbreviations():
    found = tokens("Gen. Orlov left. Mr. Hale stayed? “Yes,” said J. Roe. ok then")
    assert found.sentence.tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2]
    assert found.sentence_at(4) == (3, 6)


def test_credit_lines_are_left_out_and_part_the_blocks():
    text = "One story here.\n\n(Reporting by X)\n\nThe story goes on."
    found = tokens(
        text,
        Block("body", 0, 15),
        Block("credit", 17, 33),
        Block("body", 35, len(text)),
    )
    assert words(text, found) == ["One", "story", "here", "The", "story", "goes", "on"]
    assert found.bounds(1) == (0, 3)
    assert found.bounds(4) == (3, 7)


@given(st.text(alphabet="abAB.,'’ 12\n\t-—“”", max_size=120))
def test_every_word_is_found_where_it_says(text):
    found = tokens(text)
    spans = [found.span((at, at + 1)) for at in range(len(found))]
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(text[start:end].strip(".'’") for start, end in spans)
    assert len(found.sentence) == len(found.segment) == len(found)
