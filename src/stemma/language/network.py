"""A spaCy pipeline's convolutional networks, evaluated with NumPy: the same sums, sooner.

spaCy's small models read a sentence by hash embeddings and four convolutions, once for tags and
dependencies and once for entities. Three things make the same network quicker here: a token's
embedding hangs on the token alone and is remembered; the matrix products are NumPy's own, whose
BLAS knows the processor; and the maximum of three pieces is taken over whole columns. The networks
are in https://spacy.io/api/architectures (MultiHashEmbed, MaxoutWindowEncoder).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from thinc.api import NumpyOps
from thinc.types import Ragged

from stemma.distinct import distinct

Floats = npt.NDArray[np.float32]
Keys = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
Layer = Any  # thinc's Model, whose own types of arrays are not NumPy's

_PIECES = 3
_REMEMBERED = 60_000  # tokens' embeddings kept: FA-KES has 31,000 different tokens
_BLOCK = 2_048  # rows worked on at once, so that they stay in the processor's cache
_PRODUCTS = 8_192  # tokens' products with the first layer kept: 28 MB a network
_AROUND = np.arange(-1, 2)
_EPSILON = 1e-8  # thinc's own, in its layer normalisation


class Embedding:
    """The vectors of tokens by themselves, each distinct token worked out once."""

    def __init__(self, layer: Layer) -> None:
        self._extract, _, self._embed, self._mix, _ = layer.layers
        self.columns: tuple[str, ...] = tuple(self._extract.attrs["columns"])
        self._width = int(layer.get_dim("nO"))
        self.forgotten = 0  # how often all tokens were
        self._rows: dict[bytes, int] = {}
        self.table: Floats = np.empty((0, self._width), np.float32)

    def places(self, keys: Keys) -> Places:
        """Return the row of ``table`` that is each token's, given the values of ``columns`` for each."""
        if len(self._rows) > _REMEMBERED:
            self._rows, self.table = {}, self.table[:0]
            self.forgotten += 1
        packed = np.ascontiguousarray(keys)
        names = packed.view(f"V{packed.shape[1] * packed.itemsize}").ravel().tolist()
        places = [self._rows.get(name, -1) for name in names]
        new = dict.fromkeys(name for name, place in zip(names, places, strict=True) if place < 0)
        if new:
            self._learn(list(new), packed.shape[1])
            places = [self._rows[name] for name in names]
        return np.array(places)

    def _learn(self, names: list[bytes], width: int) -> None:
        keys: Any = np.frombuffer(b"".join(names), np.uint64).reshape(-1, width)
        lengths: Any = np.array([len(names)], np.int32)
        found = self._mix.predict(self._embed.predict(Ragged(keys, lengths)))
        self._rows.update(zip(names, range(len(self.table), len(self.table) + len(names)), strict=True))
        self.table = np.concatenate([self.table, found.dataXd])


class Convolution:
    """One residual layer: each row with its neighbours, the largest of three pieces, normalised."""

    def __init__(self, layer: Layer) -> None:
        maxout = _only(layer, "maxout")
        norm = _only(layer, "layernorm")
        weights = maxout.get_param("W")  # width by pieces by three times the width
        self.width = weights.shape[0]
        # The pieces come first, so that each is a block of columns.
        self._weights: Floats = np.ascontiguousarray(
            weights.transpose(1, 0, 2).reshape(_PIECES * self.width, -1).T
        )
        self._bias: Floats = maxout.get_param("b").T.reshape(-1).copy()
        self._gain: Floats = norm.get_param("G").copy()
        self._shift: Floats = norm.get_param("b").copy()

    def add_to(self, rows: Floats) -> None:
        """Add the layer's result to its input, in place."""
        width = self.width
        window = np.zeros((len(rows), 3 * width), np.float32)
        window[1:, :width] = rows[:-1]
        window[:, width : 2 * width] = rows
        window[:-1, 2 * width :] = rows[1:]
        rows += self.largest(window @ self._weights)

    def at(self, rows: Floats, places: Places) -> Floats:
        """Return the layer's result with its input in some of the rows; the first and the last is none."""
        window = rows.take(places[:, None] + _AROUND, axis=0).reshape(len(places), -1)
        found = self.largest(window @ self._weights)
        found += window[:, self.width : 2 * self.width]
        return found

    def products(self, rows: Floats) -> Floats:
        """Return what each row adds to the row after it, to its own and to the one before it."""
        width = self.width
        parts = self._weights.reshape(3, width, -1).transpose(1, 0, 2).reshape(width, -1)
        found: Floats = (rows @ parts).reshape(len(rows), 3, -1)
        return found

    def largest(self, pieces: Floats) -> Floats:
        """Return the largest of three pieces, normalised."""
        width = self.width
        pieces += self._bias
        best = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
        np.maximum(best, pieces[:, 2 * width :], out=best)
        best -= best.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", best, best)
        spread /= width
        spread += _EPSILON
        best *= (1 / np.sqrt(spread))[:, None]
        best *= self._gain
        best += self._shift
        return best


class First:
    """The first layer, whose input is tokens by themselves: what each of them adds to a sum is remembered.

    A row of nothing adds nothing.
    """

    def __init__(self, convolution: Convolution) -> None:
        self._convolution = convolution
        self._shape = (3, _PIECES * convolution.width)
        self._forgotten = 0
        self._forget()

    def _forget(self, least: int = 0) -> None:
        self._rows: Places = np.zeros(1, np.int64)  # of nothing and of each token, below; -1 for not known
        self._products: Floats = np.empty((max(_PRODUCTS, least + 1), *self._shape), np.float32)
        self._products[0] = 0
        self._used = 1

    def vectors(self, embedding: Embedding, places: Places) -> Floats:
        """Return a row for each token of a row of them, each with its neighbours; -1 stands for nothing."""
        if self._forgotten != embedding.forgotten:
            self._forget()
            self._forgotten = embedding.forgotten
        rows = self._known(embedding.table, places)
        around = np.zeros(len(rows) + 2, np.int64)
        around[1:-1] = rows * 3
        products = self._products.reshape(-1, self._shape[1])
        pieces = products.take(around[:-2], axis=0)
        pieces += products.take(around[1:-1] + 1, axis=0)
        pieces += products.take(around[2:] + 2, axis=0)
        found = self._convolution.largest(pieces)
        tokens = places >= 0
        found[tokens] += embedding.table[places[tokens]]
        return found

    def _known(self, table: Floats, places: Places) -> Places:
        """Return where the products of each token are, learnt where they are not known."""
        unseen = len(table) + 1 - len(self._rows)
        if unseen > 0:
            self._rows = np.concatenate([self._rows, np.full(unseen, -1)])
        new = distinct(places[self._rows[places + 1] < 0])
        if self._used + len(new) > len(self._products):
            new = distinct(places[places >= 0])
            self._forget(len(new))
            self._rows = np.concatenate([self._rows, np.full(len(table), -1)])
        after = self._used + len(new)
        if len(new):
            self._products[self._used : after] = self._convolution.products(table[new])
            self._rows[new + 1] = np.arange(self._used, after)
            self._used = after
        found: Places = self._rows[places + 1]
        return found


class Network:
    """An embedding and its convolutions over sentences.

    Args:
        layer: spaCy's ``Tok2Vec`` model.

    Raises:
        ValueError: the model is built in another way.
    """

    def __init__(self, layer: Layer) -> None:
        embed, encode = layer.get_ref("embed"), layer.get_ref("encode")
        names = [each.name for each in embed.layers]
        if names[:2] != ["extract_features", "list2ragged"] or names[-1] != "ragged2list" or len(names) != 5:  # noqa: PLR2004  the layers of MultiHashEmbed without static vectors
            raise ValueError(f"embedding of layers {names}")
        self._convolutions = [Convolution(each) for each in encode.layers[0].layers]
        windows = {each.attrs["window_size"] for each in encode.walk() if each.name == "expand_window"}
        if windows != {1} or any(each.name != "maxout" for each in map(_maxout, encode.layers[0].layers)):
            raise ValueError(f"convolutions over windows of {windows}")
        if len(self._convolutions) < 2:  # noqa: PLR2004  the first and the last are read in their own ways
            raise ValueError(f"{len(self._convolutions)} convolutions")
        self._first = First(self._convolutions[0])
        self._pad = len(self._convolutions)  # rows of nothing between sentences: none sees another
        self.embedding = Embedding(embed)

    def vectors(self, keys: Keys, lengths: Sequence[int]) -> Floats:
        """Return a row for each token of the sentences, given the embedding's keys for each."""
        places = self.embedding.places(keys)
        found = np.empty((len(places), self.embedding.table.shape[1]), np.float32)
        first = 0
        while first < len(lengths):
            last, size = first, 0
            while last < len(lengths) and (last == first or size + lengths[last] + self._pad <= _BLOCK):
                size += lengths[last] + self._pad
                last += 1
            begin, end = sum(lengths[:first]), sum(lengths[:last])
            found[begin:end] = self._encoded(places[begin:end], lengths[first:last])
            first = last
        return found

    def _encoded(self, tokens: Places, lengths: Sequence[int]) -> Floats:
        starts = np.repeat(np.arange(1, len(lengths) + 1) * self._pad, lengths)
        at = np.arange(len(tokens)) + starts
        padded = np.full(len(tokens) + (len(lengths) + 1) * self._pad, -1)
        padded[at] = tokens
        rows = self._first.vectors(self.embedding, padded)
        for convolution in self._convolutions[1:-1]:
            convolution.add_to(rows)
        return self._convolutions[-1].at(rows, at)


def use_numpy(model: Layer) -> None:
    """Let a model multiply its matrices with NumPy's BLAS."""
    ops = NumpyOps(use_blis=False)
    for node in model.walk():
        node.ops = ops


def _only(layer: Layer, name: str) -> Layer:
    found = [node for node in layer.walk() if node.name == name]
    if len(found) != 1:
        raise ValueError(f"{len(found)} layers {name!r} in {layer.name}")
    return found[0]


def _maxout(layer: Layer) -> Layer:
    found = _only(layer, "maxout")
    if found.get_dim("nP") != _PIECES:
        raise ValueError(f"{found.get_dim('nP')} pieces")
    return found
