"""Parts of speech and lemmas, each distinct (word, tag, dependency) worked out once.

spaCy's attribute ruler and its rule lemmatizer look at every token anew, and take 30% of the whole
parse. What they say of a token hangs on its word, tag and dependency alone, but for a few patterns
of two words; so it is remembered, and the result is the same, token for token.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token

Key = tuple[str, str, str]
Code = tuple[int, ...]
Pattern = dict[str, Any]

# Word, tag and dependency, as spaCy's numbers: all that a token's part of speech and lemma hang on.
CODED: tuple[str, ...] = ("ORTH", "TAG", "DEP")
_PIPES = ("attribute_ruler", "lemmatizer")
# Stands after a word that may open a pattern of several, in a made-up row of words.
_SEPARATOR: Key = ("\n", "_SP", "dep")
_WORDS = "lemma_index"  # the lemmatizer's table of known words
_ANY = "dep"  # ClearNLP's label of a dependency that is none in particular


class Lemmas:
    """Takes the attribute ruler and the lemmatizer out of a pipeline, and does their work from memory."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._pipes: list[Any] = []
        self._deps: dict[tuple[str, str], frozenset[str]] = {}
        self._told: dict[Key, tuple[tuple[str, str], bool]] = {}
        self._known: dict[Code, tuple[tuple[str, str], bool]] = {}
        openings: list[Pattern] = []
        asking: list[Pattern] = []
        for name in _PIPES:
            if name in nlp.component_names:
                pipe: Any = nlp.get_pipe(name)
                patterns = [tokens for rule in getattr(pipe, "patterns", ()) for tokens in rule["patterns"]]
                openings += [tokens[0] for tokens in patterns if len(tokens) > 1]
                asking += [token for tokens in patterns for token in tokens if "DEP" in token]
                _index(pipe)
                self._pipes.append(pipe)
                nlp.remove_pipe(name)
        self._openings, self._asking = _Patterns(openings), _Patterns(asking)

    def found(self, docs: Sequence[Doc], codes: Sequence[list[Code]]) -> list[list[tuple[str, str]]]:
        """Return the part of speech and the lemma of every token of the parsed documents.

        Args:
            docs: the documents.
            codes: the values of `CODED` of each token of each document.
        """
        keyed = list(zip(docs, codes, strict=True))
        self._learn({code for _, codes in keyed for code in codes if code not in self._known})
        return [self._of(doc, codes) for doc, codes in keyed]

    def _of(self, doc: Doc, codes: list[Code]) -> list[tuple[str, str]]:
        known = [self._known[code] for code in codes]
        if any(opens for _, opens in known):
            return [_told(token) for token in self._run(doc)]
        return [told for told, _ in known]

    def _key(self, code: Code) -> Key:
        """Return word, tag and dependency, the last only where some pattern of this word asks for it."""
        word, tag, dep = (self._vocab.strings[number] for number in code)
        asked = self._deps.get((word, tag))
        if asked is None:
            asked = self._deps[word, tag] = self._asked(word, tag)
        return word, tag, dep if dep in asked else _ANY

    def _asked(self, word: str, tag: str) -> frozenset[str]:
        found: set[str] = set()
        for pattern in self._asking.fitting(word, TAG=tag):
            dep = pattern["DEP"]
            found.update([dep] if isinstance(dep, str) else [*dep.get("IN", ()), *dep.get("NOT_IN", ())])
        return frozenset(found)

    def _learn(self, new: Iterable[Code]) -> None:
        """Work out what is not known yet; a dependency that no pattern asks for makes no difference."""
        keys = {code: self._key(code) for code in new}
        unknown = sorted(set(keys.values()) - self._told.keys())
        row: list[Key] = []
        places: dict[Key, tuple[int, bool]] = {}
        for key in unknown:
            opens = self._opens(key)
            places[key] = len(row), opens
            row += [key, _SEPARATOR] if opens else [key]
        if row:
            words, tags, deps = (list(part) for part in zip(*row, strict=True))
            doc = self._run(Doc(self._vocab, words=words, tags=tags, deps=deps, heads=list(range(len(row)))))
            self._told.update((key, (_told(doc[place]), opens)) for key, (place, opens) in places.items())
        self._known.update((code, self._told[key]) for code, key in keys.items())

    def _opens(self, key: Key) -> bool:
        """Tell whether a pattern of several words may begin with this token."""
        word, tag, dep = key
        return bool(self._openings.fitting(word, TAG=tag, DEP=dep))

    def _run(self, doc: Doc) -> Doc:
        for pipe in self._pipes:
            doc = pipe(doc)
        return doc


class _Patterns:
    """Conditions on one token, those of a certain word found by it."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._of_word: dict[str, list[Pattern]] = {}
        self._of_any: list[Pattern] = []
        for pattern in patterns:
            lower = pattern.get("LOWER")
            words = lower.get("IN") if isinstance(lower, dict) else lower and [lower]
            for word in words or ():
                self._of_word.setdefault(word, []).append(pattern)
            if not words:
                self._of_any.append(pattern)

    def fitting(self, word: str, **values: str) -> list[Pattern]:
        """Return the patterns that may fit a word with these values."""
        lower = word.lower()
        values |= {"LOWER": lower, "ORTH": word}
        return [
            pattern
            for pattern in (*self._of_word.get(lower, ()), *self._of_any)
            if all(_fits(wanted, values.get(name)) for name, wanted in pattern.items())
        ]


def _index(pipe: Any) -> None:  # noqa: ANN401  spaCy's pipes are loosely typed
    """Let a rule lemmatizer look its words up: it goes through lists of up to 57,000 for each new form.

    Nine of ten parts of its time went there: 0.2 ms a word.
    """
    lookups = getattr(pipe, "lookups", None)
    if lookups is not None and lookups.has_table(_WORDS):
        table = lookups.get_table(_WORDS)
        for part, listed in table.items():
            table[part] = frozenset(listed)


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
