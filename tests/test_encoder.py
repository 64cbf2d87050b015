import numpy as np
import pytest

from stemma import encoder
from stemma.encoder import DIMENSIONS, Encoder, shared_encoder
from stemma.errors import DataError


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


def test_vectors_are_the_same_to_the_last_bit_with_more_threads():
    texts = ["Shells hit the market.", "A convoy reached the suburb after talks.", "word " * 200] * 6
    assert np.array_equal(Encoder(threads=3).encode(texts), shared_encoder().encode(texts))


@pytest.mark.parametrize(
    ("there", "other"),
    [
        (b"model.layers.0.mlp.fc1.MatMul", b"model.layers.0.mlp.fc9.MatMul"),
        (b"model.layers.5.", b"model.layers.6."),
        (b"word_embeddings.weight", b"word_embeddings.matrix"),
    ],
)
def test_another_model_is_named_with_what_it_lacks(tmp_path, monkeypatch, there, other):
    published = encoder._assets()
    (tmp_path / "onnx").mkdir()
    (tmp_path / "tokenizer.json").symlink_to(published / "tokenizer.json")
    (tmp_path / "onnx" / "model.onnx_data").symlink_to(published / "onnx" / "model.onnx_data")
    told = (published / "onnx" / "model.onnx").read_bytes()
    assert there in told
    (tmp_path / "onnx" / "model.onnx").write_bytes(told.replace(there, other))
    monkeypatch.setattr(encoder, "_assets", lambda: tmp_path)
    with pytest.raises(DataError, match=r"model\.onnx has no weights named .*install the version"):
        Encoder().encode(["A bridge was destroyed."])
