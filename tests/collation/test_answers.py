"""Answers to one accusation, told in few and other words, are one claim; other answers are others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hand_built import by_id, mention, report, said
from stemma.collation import collate_claims, find_variants
from stemma.collation.answers import answer_of
from stemma.collation.words import words_of
from stemma.records import Span, Words

LEAD = "A rocket hit the bus station in Velmora at dawn"
ELSEWHERE = "A rocket hit the bus station in Ostrava Dale at dawn"


def told(name, who, verb, content, *, lead=LEAD, day=1, stance="deny"):
    """Return a report in which a source denies, or tells, something, and the mention."""
    one = report(name, f"{lead}.\n\n{who} {verb} {content}.", published=f"2023-03-{day:02}")
    at = one.text.index(verb, len(lead))
    cue = Words((Span(at, at + len(verb)),), verb)
    negative = "negative" if stance == "deny" or " no " in f" {content}" else "positive"
    return one, replace(said(one, who, content, stance=stance, polarity=negative), cue=cue)


def collated(*pairs):
    """Collate reports with one mention each."""
    return collate_claims(by_id(*(one for one, _ in pairs)), [one for _, one in pairs], ())


DENIALS = [
    ("denied", "any involvement", "deny"),
    ("rejected", "these allegations", "deny"),
    ("denied", "responsibility for the attack", "deny"),
    ("said", "it had no connection with the incident", "assert"),
    ("denied", "carrying out the strike", "deny"),
    ("dismissed", "the claims as baseless", "deny"),
]


@given(st.permutations(DENIALS).map(lambda order: order[:3]))
def test_denials_of_one_source_place_and_time_are_one_claim(chosen):
    pairs = [
        told(name, "The Northern Front", verb, content, stance=stance)
        for name, (verb, content, stance) in zip("abc", chosen, strict=True)
    ]
    (claim,) = collated(*pairs)
    assert claim.reports == 3
    assert any("one answer: the source denies a part in it" in link.reason for link in claim.links)


def test_what_two_denials_differ_in_was_changed_by_nobody():
    pairs = [
        told("a", "The Northern Front", "denied", "responsibility for the attack on the bus station"),
        told("b", "The Northern Front", "denied", "any involvement"),
    ]
    assert not find_variants(collated(*pairs), by_id(*(one for one, _ in pairs)), ())


def test_a_source_that_owns_up_to_a_deed_twice_makes_one_claim():
    pairs = [
        told("a", "The Northern Front", "claimed", "responsibility", stance="assert"),
        told("b", "The Northern Front", "took", "full credit for the attack", stance="assert"),
    ]
    (claim,) = collated(*pairs)
    assert "claims responsibility in both, both name Velmora" in claim.links[0].reason


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"who": "The Southern League"}, id="another source"),
        pytest.param({"lead": ELSEWHERE}, id="another place"),
        pytest.param({"day": 5}, id="another time"),
        pytest.param({"verb": "claimed", "content": "responsibility", "stance": "assert"}, id="the contrary"),
        pytest.param({"content": "the ceasefire"}, id="no part in a deed"),
    ],
)
def test_other_answers_stay_apart(other):
    one = {"who": "The Northern Front", "verb": "denied", "content": "any involvement"}
    other = {"verb": "denied", "content": "responsibility"} | other
    assert len(collated(told("a", **one), told("b", **one | other))) == 2


def test_a_place_in_the_name_of_the_source_does_not_tell_the_deed():
    who = "The Velmora Brigade"
    pairs = [
        told("a", who, "denied", "any involvement", lead="Fighters in Velmora, of the brigade, met"),
        told("b", who, "rejected", "the allegations", lead="A truck burned in Velmora"),
    ]
    assert len(collated(*pairs)) == 2


@pytest.mark.parametrize(
    ("content", "stance", "polarity", "cue", "answer"),
    [
        ("to take responsibility for the dead", "deny", "negative", "refused", ""),
        ("accusations that it was behind the raid", "deny", "negative", "denied", "denies"),
        ("accusations of corruption", "deny", "negative", "denied", ""),
        ("its planes have not carried out any strikes", "assert", "negative", "said", "denies"),
        ("it had nothing to do with the fire", "assert", "negative", "said", "denies"),
        ("the bridge was not closed", "assert", "negative", "said", ""),
        ("sole responsibility for the raid", "assert", "positive", "has claimed", "owns"),
        ("responsibility lies with the ministry", "assert", "positive", "said", ""),
        ("", "deny", "negative", "denied", ""),
    ],
)
def test_what_a_mention_answers(content, stance, polarity, cue, answer):
    one = report("a", f"The group {cue} {content} .")
    at = one.text.index(cue)
    made = mention(one, content or "group", stance=stance, polarity=polarity)
    made = replace(made, cue=Words((Span(at, at + len(cue)),), cue))
    assert answer_of(made, words_of([content], [0])) == answer


@pytest.mark.parametrize(
    ("lead", "day", "claims"),
    [(LEAD, 2, 1), (LEAD, 20, 2), (ELSEWHERE, 2, 2)],
    ids=["one deed", "weeks later", "another town"],
)
def test_equal_words_deny_one_deed_only(lead, day, claims):
    pairs = [
        told("a", "The Northern Front", "denied", "any involvement"),
        told("b", "The Northern Front", "denied", "any involvement", lead=lead, day=day),
    ]
    assert len(collated(*pairs)) == claims
