"""MiniLM's network with the products of its matrices in whole numbers, which takes half the time.

Each column of a matrix is rounded to 127 steps and each token's row to 255, both between the least and the
largest value of their own, so that a text's vector hangs on no other text. Products of whole numbers are
exact on any machine; all else is in floats as in the model. What rounding costs is told in
``docs/decisions/collation-encoder.md``.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from stemma.onnx_files import FLOAT, Graph, Weights

Floats = npt.NDArray[np.float32]

SOURCE = "tokens"
_HEADS = 12
# With weights of seven bits two products fit into 16 bits, in which processors without instructions of their
# own for this add them up; with eight the vectors are no nearer to those of the model.
_STEPS, _ROW_STEPS, _MIDDLE = 63, 127, 128
_OWN = "com.microsoft"  # operators that onnxruntime adds to the standard's
_DOMAINS = {"": 18, _OWN: 1}


class Network:
    """Writes the network as an ONNX model from a table of tokens' vectors on.

    Args:
        weights: the model's, by the names that its file has for them.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._graph = Graph()
        self._last = self._keep(np.array([-1], np.int64))
        self._steps = self._keep(np.array(_ROW_STEPS, np.float32))
        self._one = self._keep(np.array(1, np.float32))
        self._middle = self._keep(np.array(_MIDDLE, np.uint8))

    def model(self) -> bytes:
        """Return the model: an input (texts, tokens, dimensions), and an output of that shape."""
        tokens = self._normal(SOURCE, "model.layers.-1.embeddings_norm_layernorm")
        layers = sum(name.endswith(".mlp.fc1.MatMul.weight") for name in self._weights)
        for layer in range(layers):
            tokens = self._layer(tokens, f"model.layers.{layer}")
        size = self._weights["model.layers.0.mlp.fc2.Add.bias"].size
        return self._graph.model(SOURCE, tokens, ("texts", "tokens", size), _DOMAINS)

    def _layer(self, tokens: str, name: str) -> str:
        """Add one layer: what each token takes from the others, and what it makes of that."""
        heads = [f"{name}.attn.{one}_proj" for one in "qkv"]
        asked = self._product(tokens, *heads)
        parts = self._graph.node("Split", asked, axis=2, num_outputs=len(heads), outputs=len(heads))
        seen = self._add("MultiHeadAttention", *parts, domain=_OWN, num_heads=_HEADS)
        seen = self._add("Add", self._product(seen, f"{name}.attn.o_proj"), tokens)
        tokens = self._normal(seen, f"{name}.attention_output_norm_layernorm")
        wide = self._add("Gelu", self._product(tokens, f"{name}.mlp.fc1"), domain=_OWN)
        made = self._add("Add", self._product(wide, f"{name}.mlp.fc2"), tokens)
        return self._normal(made, f"{name}.mlp_output_norm_layernorm")

    def _product(self, rows: str, *names: str) -> str:
        """Multiply rows by matrices side by side, in whole numbers, and add what is added to each."""
        rounded, columns = _rounded([self._weights[f"{name}.MatMul.weight"] for name in names])
        added = np.concatenate([self._weights[f"{name}.Add.bias"] for name in names])
        most = self._add("ReduceMax", self._add("Abs", rows), self._last, keepdims=1)
        step = self._add("Div", most, self._steps)
        whole = self._add("QuantizeLinear", self._add("Div", rows, step), self._one, self._middle)
        product = self._add("MatMulInteger", whole, self._keep(rounded), self._middle)
        floats = self._add("Cast", product, to=FLOAT)
        floats = self._add("Mul", self._add("Mul", floats, step), self._keep(columns))
        return self._add("Add", floats, self._keep(added))

    def _normal(self, rows: str, name: str) -> str:
        """Bring each row to a mean of nothing and a spread of one, then to what the model learned for it.

        onnxruntime's own operator for this takes half as long as all products.
        """
        rest = self._add("Sub", rows, self._add("ReduceMean", rows, self._last, keepdims=1))
        spread = self._add("ReduceMean", self._add("Mul", rest, rest), self._last, keepdims=1)
        even = self._add("Mul", rest, self._add("Reciprocal", self._add("Sqrt", spread)))
        scaled = self._add("Mul", even, self._keep(self._weights[f"{name}.weight"]))
        return self._add("Add", scaled, self._keep(self._weights[f"{name}.bias"]))

    def _add(self, operator: str, *inputs: str, domain: str = "", **named: int) -> str:
        return self._graph.node(operator, *inputs, domain=domain, **named)[0]

    def _keep(self, value: npt.NDArray[np.generic]) -> str:
        return self._graph.constant(value)


def _rounded(matrices: Sequence[Floats]) -> tuple[npt.NDArray[np.int8], Floats]:
    """Return matrices side by side, each column in steps of its own, and these steps."""
    most = np.concatenate([np.maximum(one.max(axis=0), -one.min(axis=0)) for one in matrices])
    matrix = matrices[0] if len(matrices) == 1 else np.concatenate(matrices, axis=1)
    steps = matrix * (_STEPS / most)
    return np.rint(steps, out=steps).astype(np.int8), (most / _STEPS).astype(np.float32)


def token_vectors(weights: Weights, ids: npt.NDArray[np.int64]) -> Floats:
    """Return what the network takes in: the vectors of word pieces, with those of their places.

    Args:
        weights: the model's.
        ids: numbers of word pieces, shape (texts, tokens).
    """
    pieces, places, kinds = (
        weights[f".model.embeddings.{name}_embeddings.weight"] for name in ("word", "position", "token_type")
    )
    found: Floats = pieces[ids] + places[: ids.shape[1]] + kinds[0]
    return found


__all__ = ["SOURCE", "Network", "token_vectors"]
