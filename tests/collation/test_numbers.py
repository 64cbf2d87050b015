import pytest

from stemma.collation.numbers import agree, comparable, figures
from stemma.collation.words import words_at
from stemma.records import Span


def read(text):
    return figures(words_at(text, (Span(0, len(text)),)))


@pytest.mark.parametrize(
    ("text", "value", "comparator", "measure"),
    [
        ("at least three people were killed", 3, "at_least", "killed"),
        ("killing 14 civilians", 14, "exactly", "killed"),
        ("more than 1,200 families fled", 1200, "more_than", ""),
        ("twenty-five guards were wounded", 25, "exactly", "injured"),
        ("some 40 houses burned", 40, "about", ""),
        ("two million people", 2_000_000, "exactly", ""),
        ("dozens were hurt", 24, "vague", "injured"),
        ("up to 20 tanks", 20, "at_most", ""),
        ("more than half a million people were killed", 500_000, "more_than", "killed"),
        ("over a quarter of a million have died", 250_000, "more_than", "killed"),
        ("a hundred and twenty miners were hurt", 120, "exactly", "injured"),
    ],
)
def test_a_figure_is_read(text, value, comparator, measure):
    (found,) = read(text)
    assert (found.value, found.comparator, found.measure) == (value, comparator, measure)
    assert text[found.start : found.end].startswith(found.text.split()[0])


@pytest.mark.parametrize(
    "text", ["on 4 March", "in 2014", "March 4, 2014", "one of the bridges", "no one", "..."]
)
def test_dates_and_pronouns_are_no_figures(text):
    assert read(text) == ()


def test_two_tolls_in_one_sentence_keep_their_measures():
    for text in (
        "killing at least three people and wounding 11",
        "Three people were killed and 11 wounded",
        "Three people were killed 11 were wounded",
        "Raid kills three, wounds 11",
        "3 dead, 11 injured",
    ):
        killed, injured = read(text)
        assert (killed.value, killed.measure) == (3, "killed"), text
        assert (injured.value, injured.measure) == (11, "injured"), text


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("at least 3 people died", "3 people died", True),
        ("at least 3 people died", "5 people died", True),
        ("at least 7 people died", "78 people died", False),
        ("3 people died", "13 people died", False),
        ("at least 3 people died", "more than 10 people died", False),
        ("about 50 people died", "52 people died", True),
        ("dozens of people died", "40 people died", True),
    ],
)
def test_figures_that_can_both_be_right(one, other, expected):
    (left,), (right,) = read(one), read(other)
    assert comparable(left, right)
    assert agree(left, right) is expected
    assert agree(right, left) is expected


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("200-300 killed", [(200, 300)]),
        ("between 200 to 300 people died", [(200, 300)]),
        ("between three and five soldiers", [(3, 5)]),
        ("400 to 500 people were killed", [(400, 500)]),
        ("the toll rose from 200 to 300", [(200, 200), (300, 300)]),
        ("they won 3-2", [(3, 3), (2, 2)]),
        ("3 killed and 5 wounded", [(3, 3), (5, 5)]),
    ],
)
def test_a_range_is_one_figure(text, bounds):
    found = figures(words_at(text, [Span(0, len(text))]))
    assert [(figure.low, figure.high) for figure in found] == bounds


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("38 people, including 12 nurses, were killed", [False, True]),
        ("38 people were killed, 12 of them nurses", [False, True]),
        ("38 people were killed, among them 12 nurses", [False, True]),
        ("38 people were killed and 12 wounded", [False, False]),
    ],
)
def test_a_part_of_those_counted_is_told_by_the_words_beside_it(text, parts):
    assert [one.part for one in read(text)] == parts


def test_figures_of_a_revised_toll_count_what_is_named_just_before():
    text = "the death toll was later revised as 39, with injuries standing at 87"
    assert [(one.value, one.measure) for one in read(text)] == [(39, "killed"), (87, "injured")]
    assert [one.measure for one in read("the death toll may rise as hundreds more were wounded")] == [
        "injured"
    ]


@pytest.mark.parametrize(
    "text", [f"{'9' * 16} shells", f"{'9' * 400} shells", "99 billion billion shells", "1,000" + ",000" * 5]
)
def test_what_is_no_count_of_anything_is_no_figure(text):
    assert read(text) == ()


def test_the_largest_count_is_read():
    assert read(f"{'9' * 15} shells")[0].value == 10**15 - 1


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("9,000 people have been killed and more than 70,000 displaced since", ["killed", ""]),
        ("the war killed 9,000 people and uprooted 70,000", ["killed", ""]),
        ("9,000 died and 70,000 were driven from their homes", ["killed", ""]),
        ("12 displaced people were killed", ["killed"]),
        ("a shell killed 12 displaced farmers", ["killed"]),
        ("the floods killed 12 and wounded 70, and displaced families left", ["killed", "injured"]),
    ],
)
def test_people_driven_from_home_are_no_dead(text, measures):
    assert [one.measure for one in read(text)] == measures


def test_counts_of_people_driven_from_home_are_compared_with_each_other():
    one, other = read("70,000 people were displaced")[0], read("the floods have displaced some 40,000")[0]
    assert comparable(one, other)
    assert not agree(one, other)
