import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.attribution import attribute_outermost
from stemma.attribution.candidates import cue_candidates
from stemma.attribution.features import View, cue_features
from stemma.attribution.finding import find_attributions
from stemma.attribution.found import tokens_in
from stemma.attribution.ranker import cue_total, load_model, total
from stemma.attribution.tree import Tree
from stemma.records import Span, Token

SENTENCES = [
    ("The mayor said that three houses had burnt.", "three houses had burnt", "The mayor"),
    ("Three houses had burnt, the mayor said.", "Three houses had burnt", "the mayor"),
    ("“Three houses have burnt,” said the mayor.", "“Three houses have burnt,”", "the mayor"),
    ("According to the mayor, three houses had burnt.", "three houses had burnt", "the mayor"),
    ("Three houses had burnt, according to the mayor.", "Three houses had burnt", "the mayor"),
    ("The mayor denied that his guards had fired.", "his guards had fired", "The mayor"),
]


@pytest.mark.parametrize(("text", "content", "source"), SENTENCES)
@pytest.mark.parametrize("rules_only", [False, True])
def test_plain_attributions_by_model_and_by_rule(parse, text, content, source, rules_only):
    report, parsed = parse(text)
    found = find_attributions(report, [Tree(s) for s in parsed.sentences], rules_only=rules_only)
    read = {
        (text[f.start : f.end].strip(" ,."), text[f.source[0].start : f.source[-1].end])
        for f in found
        if f.source
    }
    assert (content.strip(","), source) in {(c.strip(","), s) for c, s in read}


def test_text_without_commas(parse):
    text = "At least 20 people were killed in the raid on Monday the relief agency reported."
    report, parsed = parse(text)
    (found,) = attribute_outermost(report, parsed)
    source, _, content = found
    assert text[source[0].start : source[-1].end] == "the relief agency"
    assert text[content[0].start : content[-1].end].startswith("At least 20 people were killed")


def test_the_bundled_model_has_all_its_parts():
    model = load_model()
    assert model is not None
    assert min(len(model.cue), len(model.content), len(model.source)) > 1000


def test_two_quotations_around_a_cue_are_one_statement(parse):
    text = "“The bridge is gone,” Orlan said. “We need boats.”"
    report, parsed = parse(text)
    (found,) = attribute_outermost(report, parsed)
    assert [text[s.start : s.end] for s in found[2]] == ["“The bridge is gone,”", "“We need boats.”"]


def test_a_conjunct_with_a_speaker_of_its_own_is_not_inside_the_first(parse):
    text = "Orlan said the road was open, but the envoy Sara Kelm argued that it was mined."
    report, parsed = parse(text)
    found = attribute_outermost(report, parsed)
    contents = sorted(text[c[0].start : c[-1].end] for _, _, c in found)
    assert contents == ["it was mined", "the road was open"]


@pytest.mark.parametrize("later", ["he added.", "the miller Sara Kelm said."])
def test_a_quotation_after_the_sentence_goes_to_the_cue_that_it_has(parse, later):
    text = f"“The bridge is gone,” Orlan said. “We need boats for everyone,” {later}"
    report, parsed = parse(text)
    contents = sorted(text[c[0].start : c[-1].end] for _, _, c in attribute_outermost(report, parsed))
    assert contents == ["“The bridge is gone,”", "“We need boats for everyone,”"]


def test_no_content_ends_in_the_preposition_before_its_cue(parse):
    text = "The bridge is gone, the Castor News Agency quoted the miller Yusuf Haram as saying."
    report, parsed = parse(text)
    found = find_attributions(report, [Tree(s) for s in parsed.sentences])
    assert found
    assert not any(text[each.start : each.end].endswith(" as") for each in found if each.lemma == "say")


def test_sums_of_a_cue_that_come_again_are_those_of_all_its_features(parse):
    model = load_model()
    text = (
        "The mayor said that two bridges had burnt. He had not said who burnt them, and the army denied "
        "it. Two bridges were said to have burnt."
    )
    _, parsed = parse(text)
    views = [View(tree, cue, []) for tree in map(Tree, parsed.sentences) for cue in cue_candidates(tree)] * 2
    assert len(views) > 8
    for view in views:
        assert cue_total(model, view) == total(model.cue, cue_features(view))


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(1, 5)), max_size=12),
    st.integers(0, 60),
    st.integers(0, 60),
)
def test_tokens_inside_a_span(gaps, start, end):
    tokens, at = [], 0
    for gap, length in gaps:
        at += gap
        tokens.append(Token(at, at + length, "a" * length, "a", "NOUN", "NN", "dep", 0))
        at += length
    inside = [i for i, token in enumerate(tokens) if start <= token.start and token.end <= end]
    assert tokens_in(tokens, Span(start, end)) == inside
