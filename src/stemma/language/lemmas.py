"""Parts of speech and lemmas, each distinct (word, tag, dependency) worked out once.

spaCy's attribute ruler and its rule lemmatizer look at every token anew, and take 30% of the whole
parse. What they say of a token hangs on its word, tag and dependency alone, but for a few patterns
of two words; so it is remembered, and the result is the same, token for token.
"""

import re
from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token

Key = tuple[str, str, str]

_PIPES = ("attribute_ruler", "lemmatizer")
# Stands after a word that may open a pattern of several, in a made-up row of words.
_SEPARATOR: Key = ("\n", "_SP", "dep")
_ANY = "dep"  # ClearNLP's label of a dependency that is none in particular


class Lemmas:
    """Takes the attribute ruler and the lemmatizer out of a pipeline, and does their work from memory."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._pipes: list[Any] = []
        self._openings: list[dict[str, Any]] = []
        self._patterns: list[dict[str, Any]] = []
        self._deps: dict[tuple[str, str], frozenset[str]] = {}
        self._known: dict[Key, tuple[str, str, bool]] = {}
        for name in _PIPES:
            if name in nlp.component_names:
                pipe: Any = nlp.get_pipe(name)
                patterns = [tokens for rule in getattr(pipe, "patterns", ()) for tokens in rule["patterns"]]
                self._openings += [tokens[0] for tokens in patterns if len(tokens) > 1]
                self._patterns += [token for tokens in patterns for token in tokens if "DEP" in token]
                self._pipes.append(pipe)
                nlp.remove_pipe(name)

    def found(self, docs: Iterable[Doc]) -> list[list[tuple[str, str]]]:
        """Return the part of speech and the lemma of every token of the parsed documents."""
        keyed = [(doc, [self._key(token) for token in doc]) for doc in docs]
        self._learn({key for _, keys in keyed for key in keys} - self._known.keys())
        return [self._of(doc, keys) for doc, keys in keyed]

    def _of(self, doc: Doc, keys: list[Key]) -> list[tuple[str, str]]:
        known = [self._known[key] for key in keys]
        if any(opens for _, _, opens in known):
            return [_told(token) for token in self._run(doc)]
        return [(pos, lemma) for pos, lemma, _ in known]

    def _key(self, token: Token) -> Key:
        """Return word, tag and dependency, the last only where some pattern of this word asks for it."""
        word, tag, dep = token.text, token.tag_, token.dep_
        asked = self._deps.get((word, tag))
        if asked is None:
            asked = self._deps[word, tag] = self._asked(word, tag)
        return word, tag, dep if dep in asked else _ANY

    def _asked(self, word: str, tag: str) -> frozenset[str]:
        values = {"LOWER": word.lower(), "TAG": tag, "ORTH": word}
        found: set[str] = set()
        for pattern in self._patterns:
            if all(_fits(wanted, values.get(name)) for name, wanted in pattern.items()):
                dep = pattern["DEP"]
                found.update([dep] if isinstance(dep, str) else [*dep.get("IN", ()), *dep.get("NOT_IN", ())])
        return frozenset(found)

    def _learn(self, new: Iterable[Key]) -> None:
        row: list[Key] = []
        places: dict[Key, int] = {}
        for key in sorted(new):
            places[key] = len(row)
            row.append(key)
            if self._opens(key):
                row.append(_SEPARATOR)
        if row:
            words, tags, deps = (list(part) for part in zip(*row, strict=True))
            doc = self._run(Doc(self._vocab, words=words, tags=tags, deps=deps, heads=list(range(len(row)))))
            for key, place in places.items():
                self._known[key] = (*_told(doc[place]), self._opens(key))

    def _opens(self, key: Key) -> bool:
        """Tell whether a pattern of several words may begin with this token."""
        word, tag, dep = key
        values = {"LOWER": word.lower(), "TAG": tag, "DEP": dep, "ORTH": word}
        return any(
            all(_fits(wanted, values.get(name)) for name, wanted in pattern.items())
            for pattern in self._openings
        )

    def _run(self, doc: Doc) -> Doc:
        for pipe in self._pipes:
            doc = pipe(doc)
        return doc


def _told(token: Token) -> tuple[str, str]:
    return token.pos_, token.lemma_


def _fits(wanted: Any, value: str | None) -> bool:  # noqa: ANN401  spaCy's patterns are loosely typed
    """Tell whether a value fits a condition of a pattern; a condition not known here fits always."""
    if value is None:
        return True
    if isinstance(wanted, dict):
        if "IN" in wanted or "NOT_IN" in wanted:
            return value in wanted.get("IN", (value,)) and value not in wanted.get("NOT_IN", ())
        return "REGEX" not in wanted or re.search(wanted["REGEX"], value) is not None
    return bool(value == wanted)
