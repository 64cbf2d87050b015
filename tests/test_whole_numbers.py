import numpy as np
import pytest

from stemma.encoder import Encoder, published_encoder, shared_encoder

TEXTS = [
    "Shells hit the market in the town centre on Monday.",
    "The town's central market was struck by artillery, two residents said.",
    "The ministry denied that its aircraft had crossed the border.",
    "Aircraft of the neighbouring country did not cross the border, a spokesman said",
    "The football season opens in August.",
    "killed 14 people",
    "A convoy of forty lorries with flour reached the besieged suburb after three days of talks",
]


@pytest.fixture(scope="module")
def in_floats():
    """The vectors of the model as it is published."""
    return published_encoder().encode(TEXTS)


def test_vectors_are_all_but_those_of_the_model(in_floats):
    vectors = shared_encoder().encode(TEXTS)
    assert ((vectors * in_floats).sum(axis=1) > 0.99).all()


def test_cosines_are_those_of_the_model_but_for_three_hundredths(in_floats):
    vectors = shared_encoder().encode(TEXTS)
    assert np.abs(vectors @ vectors.T - in_floats @ in_floats.T).max() < 0.03


def test_a_vector_is_the_same_to_the_last_bit_whatever_is_run_with_it():
    together = shared_encoder().encode([*TEXTS, *reversed(TEXTS), *TEXTS])
    alone = np.concatenate([shared_encoder().encode([text]) for text in TEXTS])
    assert np.array_equal(together, np.concatenate([alone, alone[::-1], alone]))


def test_another_encoder_gives_the_same_vectors():
    assert np.array_equal(Encoder().encode(TEXTS), shared_encoder().encode(TEXTS))
