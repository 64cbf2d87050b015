"""Named entities from a spaCy model's weights, for all sentences of a batch at once.

spaCy's recogniser takes one action a token (begin, in, last, unit, out), given the token, the open
entity's first token and the token before. While no entity is open, an action hangs on its own token
only, so all of these are found in one product of matrices; the few entities of several tokens are
then followed side by side. The actions allowed are those of spaCy's ``BiluoPushDown`` for sentences
without entities given beforehand.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from stemma.language.network import Floats

Indices = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

_NEVER = np.float32(-np.inf)
_OUT = "O"


class Entity(NamedTuple):
    """An entity: its tokens, counted through all sentences, end-exclusive, and its label."""

    start: int
    end: int
    label: str


class Recogniser:
    """The weights of spaCy's entity recogniser behind its token vectors.

    Args:
        pipe: the pipeline's ``ner``.

    Raises:
        ValueError: the model is built in another way.
    """

    def __init__(self, pipe: Any) -> None:  # noqa: ANN401  spaCy's pipes are compiled, and untyped
        model = pipe.model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        weights = lower.get_param("W")  # features, hidden units, pieces, width
        if weights.shape[0] != 3 or not model.attrs["has_upper"] or model.attrs["unseen_classes"]:  # noqa: PLR2004  the features of the "ner" state
            raise ValueError("an entity recogniser of another kind")
        self._hidden, self._pieces = weights.shape[1:3]
        linear = model.get_ref("tok2vec").layers[-1]
        self._into: Floats = linear.get_param("W").T.copy()
        self._into_bias: Floats = linear.get_param("b").copy()
        # Pieces first, so that each is a block of columns; one matrix for each feature.
        self._features = [np.ascontiguousarray(_flat(each).T) for each in weights.transpose(0, 2, 1, 3)]
        bias = lower.get_param("b").T.reshape(-1)
        pads = [each.T.reshape(-1) for each in lower.get_param("pad")[0]]
        self._bias: Floats = bias.copy()
        self._closed_bias: Floats = bias + pads[1] + pads[2]
        self._upper: Floats = upper.get_param("W").copy()
        self._upper_bias: Floats = upper.get_param("b").copy()
        self._name_actions([pipe.moves.get_class_name(i) for i in range(len(self._upper))])

    def _name_actions(self, names: Sequence[str]) -> None:
        self._moves = [name.partition("-")[0] for name in names]
        self._labels = [name.partition("-")[2] for name in names]
        place = {name: index for index, name in enumerate(names)}
        begins = [i for i, move in enumerate(self._moves) if move == "B"]
        units = [i for i, move in enumerate(self._moves) if move == "U" and self._labels[i]]
        self._inside = np.zeros(len(names), np.intp)
        self._last = np.zeros(len(names), np.intp)
        for index in begins:
            self._inside[index] = place[f"I-{self._labels[index]}"]
            self._last[index] = place[f"L-{self._labels[index]}"]
        self._out = place[_OUT]
        self._begins = np.array(begins)
        self._is_begin: Flags = np.isin(np.arange(len(names)), begins)
        # Added to the scores of a token before the best action is sought.
        self._anywhere = np.full(len(names), _NEVER, np.float32)
        self._anywhere[[*begins, *units, self._out]] = 0

    def entities(self, vectors: Floats, lengths: Sequence[int], spaces: Flags) -> list[Entity]:
        """Return the entities in order.

        Args:
            vectors: a row for each token of all sentences.
            lengths: the tokens of each sentence.
            spaces: which tokens are white space; no entity begins there.
        """
        if not len(vectors):
            return []
        inputs = vectors @ self._into + self._into_bias
        ends = np.repeat(np.cumsum(lengths), lengths)  # where each token's sentence ends
        actions = self._closed(inputs, ends, spaces)
        lasts = self._followed(inputs, ends, actions)
        found: list[Entity] = []
        free = 0
        for place in np.flatnonzero(actions != self._out).tolist():
            if place >= free:
                free = lasts.get(place, place) + 1
                found.append(Entity(place, free, self._labels[actions[place]]))
        return found

    def _closed(self, inputs: Floats, ends: Indices, spaces: Flags) -> Indices:
        """Return each token's best action if no entity is open before it."""
        scores = self._scores(inputs @ self._features[0] + self._closed_bias) + self._anywhere
        at_end = np.flatnonzero(np.arange(1, len(inputs) + 1) == ends)
        scores[np.ix_(at_end, self._begins)] = _NEVER
        best: Indices = scores.argmax(axis=1)
        best[spaces] = self._out
        return best

    def _followed(self, inputs: Floats, ends: Indices, actions: Indices) -> dict[int, int]:
        """Return the last token of each entity that a token would begin."""
        starts = np.flatnonzero(self._is_begin[actions])
        opening = inputs[starts] @ self._features[1] + self._bias
        inside, last = self._inside[actions[starts]], self._last[actions[starts]]
        places = starts + 1
        found: dict[int, int] = {}
        while len(starts):
            hidden = self._maxout(
                inputs[places] @ self._features[0] + opening + inputs[places - 1] @ self._features[2]
            )
            on = np.einsum("ij,ij->i", hidden, self._upper[inside]) + self._upper_bias[inside]
            off = np.einsum("ij,ij->i", hidden, self._upper[last]) + self._upper_bias[last]
            closes = (off > on) | ((off == on) & (last < inside)) | (places + 1 == ends[starts])
            found.update(zip(starts[closes].tolist(), places[closes].tolist(), strict=True))
            goes = ~closes
            starts, places, opening = starts[goes], places[goes] + 1, opening[goes]
            inside, last = inside[goes], last[goes]
        return found

    def _scores(self, summed: Floats) -> Floats:
        scores: Floats = self._maxout(summed) @ self._upper.T + self._upper_bias
        return scores

    def _maxout(self, summed: Floats) -> Floats:
        best = summed[:, : self._hidden]
        for piece in range(1, self._pieces):
            best = np.maximum(best, summed[:, piece * self._hidden : (piece + 1) * self._hidden])
        return best


def _flat(weights: Floats) -> Floats:
    return weights.reshape(-1, weights.shape[-1])
