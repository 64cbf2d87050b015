"""A spaCy pipeline run on a batch of sentences by the quickest means that give the same."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from stemma.language.arcs import Arcs
from stemma.language.entities import Entity, Recogniser
from stemma.language.network import Floats, Keys, Network, use_numpy

_PIPES = frozenset({"tok2vec", "tagger", "parser", "ner"})


class Quick:
    """Tags, trees and entities of sentences, as the pipeline's own ``pipe`` gives them.

    Only for pipelines built like spaCy's small English one: networks of the kind in `network` for the
    tagger with the parser, and for the entities.

    Raises:
        ValueError: the pipeline is built in another way.
    """

    def __init__(self, nlp: Language) -> None:
        if sorted(nlp.component_names) != sorted(_PIPES):
            raise ValueError(f"a pipeline of {', '.join(nlp.component_names)}")
        pipes: dict[str, Any] = dict(nlp.pipeline)
        for pipe in pipes.values():
            use_numpy(pipe.model)
        self._syntax = Network(pipes["tok2vec"].model)
        self._tags = Tags(pipes["tagger"])
        self._naming = Network(pipes["ner"].model.get_ref("tok2vec").layers[0])
        self._arcs = Arcs(pipes["parser"])
        self._recogniser = Recogniser(pipes["ner"])
        self._columns: list[int | str] = list(self._syntax.embedding.columns)
        named = self._naming.embedding.columns
        if self._columns[: len(named)] != list(named):
            raise ValueError(f"networks of {self._columns} and {named}")
        self._named = len(named)
        if "IS_SPACE" not in self._columns:
            raise ValueError(f"a network of {self._columns}")
        self._space = self._columns.index("IS_SPACE")

    def annotate(self, docs: Sequence[Doc]) -> list[list[Entity]]:
        """Set tags, heads and dependencies of tokenised sentences; return the entities of each."""
        read = [doc for doc in docs if len(doc)]
        if not read:
            return [[] for _ in docs]
        lengths = [len(doc) for doc in read]
        keys: Keys = np.concatenate([doc.to_array(self._columns) for doc in read])
        vectors = self._syntax.vectors(keys, lengths)
        self._tags.annotate(read, lengths, vectors)
        self._arcs.annotate(read, vectors)
        naming = self._naming.vectors(keys[:, : self._named], lengths)
        return _parted(docs, self._recogniser.entities(naming, lengths, keys[:, self._space] > 0))


class Tags:
    """The weights of spaCy's tagger behind its token vectors.

    Args:
        pipe: the pipeline's ``tagger``.

    Raises:
        ValueError: the model is built in another way.
    """

    def __init__(self, pipe: Any) -> None:  # noqa: ANN401  spaCy's pipes are compiled, and untyped
        names = [layer.name for layer in pipe.model.layers]
        if names != ["tok2vec-listener", "with_array(softmax)"]:
            raise ValueError(f"a tagger of layers {names}")
        linear = pipe.model.layers[1].layers[0]
        self._pipe = pipe
        self._weights: Floats = linear.get_param("W").T
        self._bias: Floats = linear.get_param("b")

    def annotate(self, docs: Sequence[Doc], lengths: Sequence[int], vectors: Floats) -> None:
        """Set the tags of sentences, given a row for each token of all of them.

        The likeliest tag has the highest score, before scores are made shares of one and after.
        """
        scores = vectors @ self._weights
        scores += self._bias
        best = iter(scores.argmax(axis=1).tolist())
        self._pipe.set_annotations(docs, [list(islice(best, length)) for length in lengths])


def _parted(docs: Sequence[Doc], entities: Sequence[Entity]) -> list[list[Entity]]:
    """Give each sentence its entities, counted from its first token."""
    found: list[list[Entity]] = [[] for _ in docs]
    place = first = 0
    for own, doc in zip(found, docs, strict=True):
        after = first + len(doc)
        while place < len(entities) and entities[place].start < after:
            start, end, label = entities[place]
            own.append(Entity(start - first, end - first, label))
            place += 1
        first = after
    return found
