import numpy as np

from stemma.encoder import DIMENSIONS, shared_encoder


def test_close_sentences_are_closer_than_distant_ones():
    vectors = shared_encoder().encode(
        [
            "Shells hit the market in the town centre.",
            "The town's central market was struck by artillery.",
            "The football season opens in August.",
        ]
    )
    assert vectors.shape == (3, DIMENSIONS)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.3


def test_a_vector_is_a_unit_and_does_not_depend_on_its_batch():
    alone = shared_encoder().encode(["A bridge was destroyed."])
    together = shared_encoder().encode(["A bridge was destroyed.", "word " * 300])
    assert np.allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-5)
    assert np.allclose(alone[0], together[0], atol=1e-4)


def test_vectors_of_many_texts_are_those_of_each_alone():
    texts = [
        f"{'The bridge at the river was shelled again ' * (n % 3)}on day {'one ' * (n % 7)}"
        for n in range(40)
    ]
    together = shared_encoder().encode(texts)
    alone = [shared_encoder().encode([text])[0] for text in texts[::9]]
    assert np.allclose(together[::9], alone, atol=1e-6)


def test_no_texts_give_no_rows():
    assert shared_encoder().encode([]).shape == (0, DIMENSIONS)
