"""A word-for-word copy is analysed from memory, and as if nothing were remembered."""

import sys
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from stemma.parses import forget
from stemma.pipeline.analysing import Analyst, real_analyst
from stemma.records import Block, Report

FIRST = (
    "VORONA (Kestrel News) - Shelling killed at least three civilians in Kharkiv on Monday, the mayor "
    "said.\n\nThe Norlan Times reported that rebels had seized a village near Izium the day before. The "
    "attack was confirmed by the Kestrel News Agency, which said that 12 people were wounded since 2015.\n\n"
    "“We will not leave,” he told NT. The army denied it. Dozens died there in 2011."
)
SECOND = (
    "Troops withdrew from Sumy last week, two officials said.\n\nNorlan Times/Handout\n\n"
    "Residents told the newspaper that a drone had hit the market in London on 3 May. It killed nine."
)
OUTLETS = (None, "Norlan Times", "Kestrel News", "KNA", "The London Herald", "Tarsa Post")
ADDRESSES = (
    None,
    "https://news.example.co.uk/1",
    "https://londonherald.example/2",
    "https://post.example.ua/3",
)
DAYS = (None, "2022", "2022-05", "2022-05-03", "2022-05-04T09:00:00+00:00", "2024-01-01")


@pytest.fixture(scope="module")
def analyst() -> Analyst:
    return real_analyst()


def report(number, text, outlet, *, url=None, published="2022-05-03", house=None):
    blocks, start = [], 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block("credit" if "Handout" in paragraph else "body", start, start + len(paragraph)))
        start += len(paragraph) + 2
    return Report(
        f"r{number}", f"{number}", text, tuple(blocks), url=url, outlet=outlet, published=published,
        language="en", republished_from=house,
    )  # fmt: skip


def fresh(analyst, one):
    forget()
    return analyst.analyse([one])[0]


COPIES = st.lists(
    st.tuples(
        st.sampled_from((FIRST, SECOND)),
        st.sampled_from(OUTLETS),
        st.sampled_from(ADDRESSES),
        st.sampled_from(DAYS),
        st.sampled_from((None, None, "Kestrel News")),
    ),
    min_size=2,
    max_size=12,
)


@settings(deadline=None, max_examples=25)
@given(COPIES)
def test_a_copy_under_another_outlet_address_and_day_is_analysed_as_if_it_came_first(analyst, copies):
    reports = [
        report(number, text, outlet, url=url, published=day, house=house)
        for number, (text, outlet, url, day, house) in enumerate(copies)
    ]
    expected = [fresh(analyst, one) for one in reports]
    forget()
    assert analyst.analyse(reports) == expected


def test_each_two_outlets_in_turn(analyst):
    for first, second in product(OUTLETS, OUTLETS):
        pair = [report(0, FIRST, first), report(1, FIRST, second)]
        alone = fresh(analyst, pair[1])
        forget()
        assert analyst.analyse(pair)[1] == alone, (first, second)


def test_what_was_found_is_found_again_without_looking(analyst, monkeypatch):
    one = report(0, FIRST, "Tarsa Post")
    forget()
    first = analyst.analyse([one])[0]
    assert first.mentions
    assert first.places
    assert first.times
    assert first.events

    def looked(*_):
        raise AssertionError("looked for again")

    for module, name in (
        ("attribution.attribute", "groups_of"),
        ("places.find", "find_mentions"),
        ("times.find", "_found"),
        ("events.coder", "sentences_in_context"),
    ):
        monkeypatch.setattr(sys.modules[f"stemma.{module}"], name, looked)
    again = analyst.analyse([replace(one, id="other", outlet="Gorna Daily", url="https://gorna.example/1")])[
        0
    ]
    assert again.places == first.places
    assert again.times == first.times
    assert [each.content for each in again.mentions] == [each.content for each in first.mentions]
    assert {each.report for each in (*again.mentions, *again.events)} == {"other"}
    assert not {each.id for each in again.mentions} & {each.id for each in first.mentions}
    claims = {each.id for each in again.mentions}
    events = {each.id for each in again.events}
    assert {each.claim for each in again.events} <= {None, *claims}
    assert {each.antecedent for each in again.events} <= {"", *events}
    assert any(each.claim for each in again.events)
