"""The rule of an event mention: what is written into it is what is read out of it."""

import pytest

from stemma.event_rules import (
    act_of,
    chance_of_act,
    is_chosen,
    is_told,
    leaves_kind_open,
    named_kind,
    place_found,
    settings,
    told_by,
    with_act,
    with_chosen_party,
    with_chosen_place,
    with_party_of_act,
    with_place_of_act,
)
from stemma.records import EventMention, Span, Words

_RULE = f"{told_by('attack', 'shelling')}; {settings('earlier mention', '')}"


def mention(rule: str, antecedent: str = "") -> EventMention:
    words = Words((Span(0, 6),), "attack")
    return EventMention("e1", "r1", 0, "body", words, words, rule=rule, antecedent=antecedent)


@pytest.mark.parametrize(
    ("place", "found"), [("attached", "attached"), ("", "none"), ("elsewhere", "elsewhere")]
)
def test_how_the_place_was_found(place, found):
    assert place_found(mention(f"{told_by('ied', 'ied')}; {settings(place, 'attached')}")) == found


def test_a_chosen_place_stands_for_what_the_rules_found_and_leaves_the_rest():
    rule = with_chosen_place(_RULE, 0.4)
    assert place_found(mention(rule)) == "chosen, 0.40"
    assert rule.endswith("; time: none")


def test_a_chosen_party_is_chosen_in_its_role_alone():
    chosen = mention(with_chosen_party(_RULE, "actor", 0.5))
    assert (is_chosen(chosen, "actor"), is_told(chosen, "actor")) == (True, False)
    assert (is_chosen(chosen, "target"), is_told(chosen, "target")) == (False, True)


def test_what_another_mention_of_the_act_tells_takes_the_place_of_what_was_chosen():
    rule = with_party_of_act(with_chosen_party(_RULE, "actor", 0.5), "actor")
    assert (is_chosen(mention(rule), "actor"), is_told(mention(rule), "actor")) == (False, False)
    assert "chosen" not in rule
    assert place_found(mention(with_place_of_act(with_chosen_place(_RULE, 0.4)))) == "of its act"


def test_the_act_of_a_mention_and_how_likely_it_is():
    assert act_of(mention(_RULE)) == ""
    first = mention(with_act(_RULE, "first", 0.8))
    assert (act_of(first), chance_of_act(first)) == ("e1", 1.0)
    later = mention(with_act(_RULE, "before", 0.714), antecedent="e0")
    assert (act_of(later), chance_of_act(later)) == ("e0", 0.71)
    corrected = mention(with_act(later.rule, "as corrected", 0.9), antecedent="e0")
    assert chance_of_act(corrected) == 0.9
    assert corrected.rule.count("; act: told") == 1


def test_the_kind_that_a_word_names_or_leaves_open():
    assert (named_kind(_RULE), leaves_kind_open(_RULE)) == ("", True)
    shelled = f"{told_by('shelling', 'shelling')}; {settings('attached', 'none')}"
    assert (named_kind(shelled), leaves_kind_open(shelled)) == ("shelling", False)
