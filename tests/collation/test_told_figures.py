"""The figures that reports give of one count stand beside each other, in order of time."""

import pytest

from hand_built import by_id, mention, report
from stemma.collation.told_figures import told_counts
from stemma.records import Claim, Credibility, Range


def counts(*told, **fields):
    """What is counted, and the figures with their reports, of mentions that a claim holds in reverse."""
    reports = [
        report(name, f"Officials spoke. {content}.", published=f"2023-03-0{day}")
        for day, (name, content) in enumerate(zip("abcd", told, strict=False), 1)
    ]
    mentions = tuple(mention(one, content, **fields) for one, content in zip(reports, told, strict=True))
    nothing = Credibility("6", ())
    claim = Claim("c", "", mentions[::-1], Range(0, 0, 0), len(told), len(told), (), nothing)
    texts = {one.id: reports[at].text for at, one in enumerate(mentions)}
    found = told_counts(claim, by_id(*reports))
    for count in found:
        for one in count.figures:
            assert texts[one.mention][one.span.start : one.span.end] == one.text
    return [(count.counted, [one.text for one in count.figures]) for count in found]


def test_a_toll_that_grows_is_told_from_the_earliest_on():
    assert counts(
        "A bomb killed 43 people and wounded 20",
        "The blast killed at least 100 people",
        "The toll rose to 126 killed, with 20 wounded",
    ) == [("killed", ["43", "at least 100", "126"])]


def test_those_wounded_are_a_count_of_their_own():
    assert counts("A bomb killed 4 people and wounded 20", "A bomb killed 5 people and wounded 31") == [
        ("killed", ["4", "5"]), ("injured", ["20", "31"])
    ]  # fmt: skip


@pytest.mark.parametrize(
    "told",
    [
        ("A bomb killed 43 people", "A blast killed 43 people"),
        ("A bomb killed 43 people", "A blast hit two markets"),
        ("A bomb killed 43 people", "A blast killed 43 people, including 12 nurses"),
    ],
)
def test_where_all_say_the_same_nothing_is_told(told):
    assert counts(*told) == []


def test_what_else_is_counted_is_named_by_its_noun():
    assert counts("The army lost 12 tanks at the ford", "The army lost 9 tanks at the ford") == [
        ("tanks", ["12", "9"])
    ]


def test_one_report_by_itself_and_who_denies_give_no_difference():
    assert counts("A bomb killed 43 people", "A bomb killed 3 people", stance="deny") == []
