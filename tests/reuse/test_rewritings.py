"""Rewritings in wholly other words: found by details and sentences, and told from other accounts."""

from itertools import pairwise

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.errors import DataError
from stemma.evaluation.traditions_written import stories
from stemma.records import Block, Report
from stemma.reuse import find_copies
from stemma.reuse.rewritten import with_rewritings
from stemma.reuse.semantic import Rewritings
from stemma.reuse.specifics import hard_words, told

STORY = stories()[0]


def report(name, text, outlet="", published=None):
    return Report(
        name, "", text, (Block("body", 0, len(text)),), outlet=outlet, published=published, language="en"
    )


def story(kind, name, **fields):
    return report(name, STORY[kind], outlet=f"{name.capitalize()} Post", **fields)


def copies(*reports):
    return find_copies({one.id: one for one in reports})


def test_a_rewriting_is_found_with_its_sentences_and_dated():
    (copy,) = copies(
        story("original", "zeta", published="2022-03-01"), story("rewrite", "alpha", published="2022-03-02")
    )
    assert (copy.source, copy.target) == ("zeta", "alpha")
    assert (copy.kind, copy.direction) == ("rewritten", "known")
    assert len(copy.passages) >= 3
    for passage in copy.passages:
        assert STORY["original"][passage.source.start : passage.source.end].strip()
        assert passage.target.end <= len(STORY["rewrite"])
        assert passage.kind == "rewritten"
        assert 0.3 <= passage.score <= 1


def test_another_account_of_the_event_is_no_copy():
    assert copies(story("original", "a"), story("account", "b")) == ()
    assert copies(story("rewrite", "a"), story("account", "b")) == ()


SHORT = {
    "original": (
        "Two medics and a driver died on Sunday when an ambulance struck a mine between Marwan and "
        "Ghazal, the agency Salam Doctors said. The crew was on its way back from a village clinic. "
        "Agency head Rima Shadid said that the road had been declared cleared in April. Four patients "
        "survived with burns."
    ),
    "rewrite": (
        "A mine tore apart an ambulance travelling from Marwan to Ghazal on Sunday, leaving its "
        "driver and two medics dead, according to Salam Doctors. Rima Shadid, who leads the agency, "
        "pointed out that demining teams had declared the road cleared in April; the four patients "
        "aboard were burnt but survived."
    ),
    "account": (
        "Farmers near Ghazal heard a blast on Sunday and found an ambulance burning beside the Marwan "
        "road. Hadi Nasser pulled three people out before the tank exploded. Police closed the road "
        "and feared that more mines lay under it, so that traffic is sent through Arous."
    ),
}
BRIEF = (
    "Shells on the covered market at Tell Rashid have left six dead and 19 hurt, hospital head Samir "
    "Qabbani reported on Tuesday. It had opened again only a week before, once traders had removed "
    "unexploded ordnance. Responsibility remains unclear."
)


def test_a_short_rewriting_is_found_and_a_short_account_is_not():
    short = [report(name, text, f"{name} Post") for name, text in SHORT.items()]
    (copy,) = copies(*short)
    assert {copy.source, copy.target} == {"original", "rewrite"}


def test_a_few_lines_drawn_from_a_report_are_found():
    (copy,) = copies(
        story("original", "a", published="2022-03-01"),
        story("account", "c", published="2022-03-01"),
        report("b", BRIEF, "Brief Post", "2022-03-02"),
    )
    assert (copy.source, copy.target) == ("a", "b")


def test_a_report_in_other_words_with_other_figures_is_of_another_day():
    other = STORY["rewrite"]
    for figure, changed in (
        ("two", "five"),
        ("19", "31"),
        ("four", "nine"),
        ("three", "seven"),
        ("six", "eight"),
    ):
        other = other.replace(figure, changed).replace(figure.capitalize(), changed.capitalize())
    assert copies(story("original", "a"), report("b", other, "B Post")) == ()


def test_two_stories_far_apart_in_time_or_of_one_outlet_are_not_compared():
    early, late = (
        story(kind, name, published=day)
        for kind, name, day in (("original", "a", "2022-03-01"), ("rewrite", "b", "2022-06-01"))
    )
    assert copies(early, late) == ()
    assert (
        copies(
            *(report(name, STORY[kind], "One Post") for kind, name in (("original", "a"), ("rewrite", "b")))
        )
        == ()
    )


def test_a_shared_quotation_stays_among_the_passages():
    said = (
        " “Nobody should have to carry the wounded through a market that everybody knew was full,” he said."
    )
    (copy,) = copies(
        report("a", STORY["original"] + said, "A Post"), report("b", STORY["rewrite"] + said, "B Post")
    )
    assert copy.kind == "rewritten"
    assert [passage.quotation for passage in copy.passages].count(True) == 1
    assert any(not passage.quotation for passage in copy.passages)


def test_the_budget_ends_the_search_and_nothing_else():
    rewritings = Rewritings(budget=3)
    rewritings.add(story("original", "a"), ())
    assert rewritings.add(story("rewrite", "b"), ()) == []
    assert rewritings.budget == 3


def test_known_copies_and_old_reports_are_passed_over():
    both = [story("original", "a"), story("rewrite", "b")]
    assert Rewritings().add(both[0], ()) == []
    (found,) = with_rewritings(both, ())
    assert with_rewritings(both, [found]) == (found,)
    first = Rewritings()
    assert with_rewritings(both[:1], (), first) == ()
    held = {one.id: one for one in both}
    later = Rewritings.restore(first.pieces(), lambda names: [held[name] for name in names])
    assert with_rewritings(both, (), later) == (found,), "in parts as at once"
    assert later.pieces() == Rewritings.restore(later.pieces(), lambda _names: []).pieces()


@pytest.mark.parametrize(
    "state", [b"", b"nothing", msgspec.msgpack.encode({"version": 0, "budget": 1, "known": []})]
)
def test_what_is_no_state_is_refused(state):
    with pytest.raises(DataError):
        Rewritings.restore(state, lambda _names: [])


@pytest.mark.parametrize("text", ["", "…", "“ ” ‘", "No end", "A. B. C.", "1", "Wide \u0130stanbul 7"])
def test_odd_texts_give_no_rewriting(text):
    assert with_rewritings([report("a", text), report("b", text), story("original", "c")], ()) == ()


@given(st.text(max_size=200))
def test_sentences_lie_in_the_text_and_in_order(text):
    found = told(report("a", text), lambda _word: None)
    assert all(text[one.span.start : one.span.end] == one.text for one in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert hard_words(report("a", text)) is not None


def test_names_and_numbers_are_hard_and_common_words_weigh_nothing():
    text = "The mayor, Ilan Tresk, counted 14 lorries and three boats on Sunday near the old pump."
    assert {"ilan", "tresk", "14", "3", "sunday"} <= hard_words(report("a", text))
    (sentence,) = told(report("a", text), {"old": 2214, "pump": 15856, "sunday": 4465}.get)
    assert sentence.details["tresk"].hard
    assert sentence.details["tresk"].weight == 1.0
    assert 0 < sentence.details["old"].weight < 0.1 < sentence.details["pump"].weight < 1
    assert np.isclose(sentence.details["3"].weight, 1.0)
