"""Deeds that are claimed or blamed beside their clause, stressing phrases, and cues that go on."""

import pytest

from stemma.attribution import attribute
from stemma.attribution.candidates import Source
from stemma.attribution.contents import content_candidates
from stemma.attribution.finding import find_attributions
from stemma.attribution.ranker import takes_source
from stemma.attribution.tree import Tree


@pytest.fixture(scope="session")
def told(parse):
    def run(text):
        found = attribute(*parse(text))
        return [(m.chain[0].entity if m.directness != "own" else "", m.content.text) for m in found]

    return run


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("An attack claimed by the Dawn Brigade killed nine people in Tarsa.", "An attack"),
        ("The bombing, claimed by the Dawn Brigade, killed nine people in Tarsa.", "The bombing"),
        ("The attack, for which the Dawn Brigade claimed responsibility, killed nine people.", "The attack"),
    ],
)
def test_who_claims_a_deed_in_a_clause_says_no_more_than_that(told, text, claim):
    assert told(text) == [("Dawn Brigade", claim), ("", text[:-1])]


def test_who_claims_a_deed_is_named_without_what_the_deed_did(parse):
    text = "A blast claimed by the Dawn terror group killed at least 44 people on Wednesday in the city."
    (claim,) = (each for each in attribute(*parse(text)) if each.directness != "own")
    assert (claim.content.text, claim.source.text) == ("A blast", "the Dawn terror group")


def test_as_saying_is_no_statement(told):
    text = "Rebels fired from the roof, a senior official, Anton Brel, was quoted by the agency as saying."
    assert all(content != "as saying" for _, content in told(text))


def test_the_subject_of_a_passive_is_what_is_claimed(told):
    assert told("The bombing was claimed by the Dawn Brigade.") == [("Dawn Brigade", "The bombing")]


@pytest.mark.parametrize(
    "text",
    [
        "The attack, which the ministry blamed on the rebels, killed nine people.",
        "The attack, blamed by the ministry on the rebels, killed nine people.",
    ],
)
def test_blame_in_a_clause_is_laid_for_what_it_hangs_on(told, text):
    assert told(text) == [("ministry", "The attack … on the rebels"), ("", text[:-1])]


@pytest.mark.parametrize(
    ("text", "speaker", "claim"),
    [
        (
            "The envoy made it clear that talks would resume on Friday.",
            "envoy",
            "talks would resume on Friday",
        ),
        ("The rebels made clear that they would not attend.", "rebels", "they would not attend"),
        ("The envoy left no doubt that the siege would continue.", "envoy", "the siege would continue"),
        (
            "The Dawn Brigade took credit for the attack on the depot.",
            "Dawn Brigade",
            "credit for the attack on the depot",
        ),
        ("The general ruled out a truce.", "general", "a truce"),
        (
            "The army keeps insisting that its soldiers never entered the village.",
            "army",
            "its soldiers never entered the village",
        ),
        (
            "Rebel commanders went on to claim that forty soldiers had surrendered.",
            "Rebel commanders",
            "forty soldiers had surrendered",
        ),
        (
            "The kingdom continues to blame Karelia, which sent weapons to the rebels.",
            "kingdom",
            "Karelia, which sent weapons to the rebels",
        ),
    ],
)
def test_phrases_that_state_are_one_claim_and_none_of_the_outlets(told, text, speaker, claim):
    assert told(text) == [(speaker, claim)]


@pytest.mark.parametrize(
    "text",
    [
        "The bomb left no doubt that cannot be lifted.",
        "The mayor did not make it clear that it was shut.",
    ],
)
def test_doubt_with_a_clause_of_its_own_and_negated_phrases_state_nothing(told, text):
    assert all(not speaker for speaker, _ in told(text))


@pytest.mark.parametrize(
    "text",
    ["Officials would not confirm that the depot had been hit.", "The army will not say who fired first."],
)
def test_who_will_not_confirm_makes_no_statement(told, text):
    assert told(text) == []


def test_who_does_not_rule_something_out_neither_denies_nor_states_it(told):
    assert told("The minister did not rule out a truce.") == []


def test_a_quotation_after_its_speakers_sentence_is_no_thought_of_a_we_in_it(told):
    text = (
        "We condemn the shelling of the harbour and consider it to be a crime, said the chancellor."
        ' "Consequently, we have agreed to ask the council to meet on Monday."'
    )
    assert [speaker for speaker, _ in told(text)] == ["chancellor", "chancellor"]


def test_words_of_a_quotation_do_not_speak_it(told):
    text = '"Glory to the river!" chanted the crowd, led by members of a party called Dawn.'
    assert told(text) == [("crowd", '"Glory to the river!"')]


def test_a_verb_that_goes_on_is_a_part_of_the_cue(parse):
    report, parsed = parse("The army keeps insisting that its soldiers never entered the village.")
    found = find_attributions(report, [Tree(each) for each in parsed.sentences])
    best = max(found, key=lambda each: each.score)
    assert [report.text[s.start : s.end] for s in best.cue] == ["keeps insisting"]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "At least five people are believed to have been killed.",
            "At least five people … to have been killed",
        ),
        ("The town is reported to have fallen to the rebels.", "The town … to have fallen to the rebels"),
        (
            "Hundreds of families are thought to be trapped inside the town.",
            "Hundreds of families … to be trapped inside the town",
        ),
    ],
)
def test_what_nobody_named_holds_to_be_so_has_its_subject(told, text, claim):
    assert told(text) == [("unnamed source", claim)]


def test_whom_a_ministry_accuses_is_a_part_of_the_charge(told):
    text = "The rebels are accused by the ministry of using children as fighters."
    assert told(text) == [("ministry", "The rebels … of using children as fighters")]


def test_a_subject_that_speaks_is_no_part_of_what_it_says(parse):
    tree = Tree(parse("The ministry wants to stop the talks.")[1].sentences[0])
    raised = next(each for each in content_candidates(tree, 2, []) if each.kind == "s:xcomp")
    speaker = Source("k:nsubj", (0, 1), 1)
    assert takes_source(raised, speaker)
    assert not takes_source(raised, Source("none", (), -1))
