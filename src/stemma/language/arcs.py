"""Dependency trees from a spaCy model's weights: the scores with NumPy, the steps spaCy's own.

spaCy's parser reads a sentence in some two steps a token. Before each it scores all actions by a few
tokens near its place, and adds the numbers up one state at a time, with BLIS. Here the states of all
sentences are scored together; which tokens are looked at, which actions are allowed and what they do
is asked of spaCy.
"""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.ml.parser_model import ParserStepModel
from spacy.tokens import Doc

from stemma.language.network import Floats

State = Any  # spaCy's, compiled and untyped


class Arcs:
    """The weights of spaCy's dependency parser behind its token vectors.

    Args:
        pipe: the pipeline's ``parser``.

    Raises:
        ValueError: the model is built in another way.
    """

    def __init__(self, pipe: Any) -> None:  # noqa: ANN401  spaCy's pipes are compiled, and untyped
        model = pipe.model
        plain = model.attrs["has_upper"] and not model.attrs["unseen_classes"]
        if not plain or pipe.cfg["beam_width"] != 1:
            raise ValueError("a dependency parser of another kind")
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        linear = model.get_ref("tok2vec").layers[-1]
        self._pipe = pipe
        self._into: Floats = linear.get_param("W").T.copy()
        self._into_bias: Floats = linear.get_param("b").copy()
        # Pieces before hidden units, so that each piece is a block of columns.
        weights = lower.get_param("W").transpose(0, 2, 1, 3)
        self._looked_at, self._pieces, self._hidden, width = weights.shape
        self._features: Floats = np.ascontiguousarray(weights.reshape(-1, width).T)
        self._pad: Floats = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(-1)
        self._bias: Floats = lower.get_param("b").T.reshape(-1).copy()
        self._upper: Floats = np.ascontiguousarray(upper.get_param("W").T)
        self._upper_bias: Floats = upper.get_param("b").copy()
        # All that spaCy asks of a step model to say which tokens a state looks at is how many they are.
        self._asked = SimpleNamespace(state2vec=SimpleNamespace(nF=self._looked_at))

    def annotate(self, docs: Sequence[Doc], vectors: Floats) -> None:
        """Set the heads and dependencies of sentences.

        Args:
            docs: the sentences, none of them empty.
            vectors: a row for each token of all sentences.
        """
        states = self._pipe.moves.init_batch(docs)
        parts = self._parts(vectors)
        going = [state for state in states if not state.is_final()]
        while going:
            looked_at = ParserStepModel.get_token_ids(self._asked, going)
            going = self._pipe.transition_states(going, self._scores(parts, looked_at))
        self._pipe.set_annotations(docs, states)

    def _parts(self, vectors: Floats) -> Floats:
        """Return what each token adds to a state, a row for each place that it may have there.

        The first rows stand for no token at all.
        """
        parts = np.empty((len(vectors) + 1, len(self._pad)), np.float32)
        parts[0] = self._pad
        np.matmul(vectors @ self._into + self._into_bias, self._features, out=parts[1:])
        return parts.reshape(-1, self._pieces * self._hidden)

    def _scores(self, parts: Floats, looked_at: npt.NDArray[np.int32]) -> Floats:
        """Return the score of each action in each state, given the tokens that it looks at (-1 for none)."""
        rows = (looked_at + 1) * self._looked_at + np.arange(self._looked_at)
        # All rows are there; "clip" spares their check, a quarter of the time.
        first, *others = rows.T
        summed = parts.take(first, axis=0, mode="clip")
        for other in others:
            summed += parts.take(other, axis=0, mode="clip")
        summed += self._bias
        best = summed[:, : self._hidden]
        for piece in range(1, self._pieces):
            best = np.maximum(best, summed[:, piece * self._hidden : (piece + 1) * self._hidden])
        scores: Floats = best @ self._upper
        scores += self._upper_bias
        return scores
