import numpy as np
import onnxruntime
import pytest

from stemma import encoder
from stemma.errors import DataError
from stemma.onnx_files import Graph, read_weights


def test_a_graph_that_is_written_runs():
    graph = Graph()
    matrix = graph.constant(np.arange(6, dtype=np.float32).reshape(2, 3))
    (product,) = graph.node("MatMul", "rows", matrix)
    (largest,) = graph.node("ReduceMax", product, graph.constant(np.array([1], np.int64)), keepdims=1)
    (rest,) = graph.node("Sub", product, largest)
    model = graph.model("rows", rest, ("rows", "columns"), {"": 18})
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    assert session.run(None, {"rows": np.array([[1, 0], [2, 1]], np.float32)})[0].tolist() == [
        [-2, -1, 0],
        [-6, -3, 0],
    ]


def test_a_node_may_have_several_outputs():
    graph = Graph()
    left, right = graph.node("Split", "rows", axis=1, num_outputs=2, outputs=2)
    (both,) = graph.node("Concat", right, left, axis=1)
    session = onnxruntime.InferenceSession(
        graph.model("rows", both, ("rows", 4), {"": 18}), providers=["CPUExecutionProvider"]
    )
    assert session.run(None, {"rows": np.array([[1, 2, 3, 4]], np.float32)})[0].tolist() == [[3, 4, 1, 2]]


def test_weights_are_read_by_name_and_shape():
    weights = read_weights(encoder._assets() / "onnx" / "model.onnx")
    assert weights[".model.embeddings.word_embeddings.weight"].shape == (30522, encoder.DIMENSIONS)
    assert weights["model.layers.5.mlp.fc1.MatMul.weight"].shape == (encoder.DIMENSIONS, 1536)
    assert 0.5 < weights["model.layers.0.mlp_output_norm_layernorm.weight"].mean() < 2


@pytest.mark.parametrize("damaged", [b"", b"not a model", b"\x3a\x7f\x01", b"\x3a\x02\x28\x01"])
def test_a_file_that_is_no_model_is_named(tmp_path, damaged):
    path = tmp_path / "model.onnx"
    path.write_bytes(damaged)
    with pytest.raises(DataError, match=r"model\.onnx"):
        read_weights(path)
