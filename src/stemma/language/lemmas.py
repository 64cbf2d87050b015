"""Parts of speech and lemmas, each distinct (word, tag, dependency) worked out once.

spaCy's attribute ruler and its rule lemmatizer look at every token anew, and take 30% of the whole
parse. What they say of a token hangs on its word, tag and dependency alone, but for a few patterns
of two words; so it is remembered, and the result is the same, token for token.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc, Token

from stemma.language.unnamed import Form, Pattern, Unnamed

Key = tuple[str, str, str]
Rows = npt.NDArray[np.uint64]
Code = bytes
# Lemma, part of speech, tag and dependency.
Told = tuple[str, str, str, str]

# Word, tag and dependency, as spaCy's numbers: all that a token's part of speech and lemma hang on. They are
# kept as the bytes of the three, which are made and looked up in a third of the time of a tuple of them.
CODED: tuple[str, ...] = ("ORTH", "TAG", "DEP")
_NUMBER = 8  # bytes
_PIPES = ("attribute_ruler", "lemmatizer")
# Stands after a word that may open a pattern of several, in a made-up row of words.
_SEPARATOR: Key = ("\n", "_SP", "dep")
_WORDS = "lemma_index"  # the lemmatizer's table of known words
_WORDED = frozenset({"LOWER", "ORTH", "TEXT"})  # what a pattern names words by
_UNNAMED = ""  # stands for all words that no pattern names
_ANY = "dep"  # ClearNLP's label of a dependency that is none in particular


class Lemmas:
    """Takes the attribute ruler and the lemmatizer out of a pipeline, and does their work from memory."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._pipes: list[Any] = []
        self._deps: dict[tuple[str, str], frozenset[str]] = {}
        self._told: dict[Key, tuple[tuple[str, str], bool]] = {}
        self._known: dict[Code, Told] = {}
        self._names: dict[Code, tuple[str, str]] = {}  # of tags and dependencies
        self._forms: dict[Code, tuple[Form, bool]] = {}  # of unnamed words, by tag and dependency
        self._opening: set[Code] = set()  # what may begin a pattern of several words
        rules: list[Pattern] = []
        pipes: dict[str, Any] = {}
        for name in _PIPES:
            if name in nlp.component_names:
                pipes[name] = nlp.get_pipe(name)
                rules += getattr(pipes[name], "patterns", ())
                _index(pipes[name])
                nlp.remove_pipe(name)
        self._pipes = list(pipes.values())
        patterns = [tokens for rule in rules for tokens in rule["patterns"]]
        self._openings = _Patterns([tokens[0] for tokens in patterns if len(tokens) > 1])
        self._asking = _Patterns([token for tokens in patterns for token in tokens if "DEP" in token])
        self._naming = _Patterns([token for tokens in patterns for token in tokens if token.keys() & _WORDED])
        self._unnamed = Unnamed(nlp.vocab, rules, pipes)

    def found(self, docs: Sequence[Doc], codes: Sequence[list[Code]]) -> list[list[Told]]:
        """Return lemma, part of speech, tag and dependency of every token of the parsed documents.

        Args:
            docs: the documents.
            codes: the values of `CODED` of each token of each document.
        """
        self._learn(set().union(*codes) - self._known.keys())
        return [self._of(doc, codes) for doc, codes in zip(docs, codes, strict=True)]

    def _of(self, doc: Doc, codes: list[Code]) -> list[Told]:
        known = self._known
        if self._opening.isdisjoint(codes):
            return [known[code] for code in codes]
        told = map(_told, self._run(doc))
        return [(lemma, pos, *known[code][2:]) for code, (pos, lemma) in zip(codes, told, strict=True)]

    def _tagged(self, code: Code) -> tuple[str, str]:
        """Return the names of a token's tag and dependency."""
        names = self._names.get(code[_NUMBER:])
        if names is None:
            _, tag, dep = (self._vocab.strings[number] for number in _numbers(code))
            names = self._names[code[_NUMBER:]] = tag, dep
        return names

    def _key(self, word: str, tag: str, dep: str) -> Key:
        """Return word, tag and dependency, the last only where some pattern of this word asks for it."""
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
        strings, named = self._vocab.strings, {}
        for code in new:
            word = strings[_numbers(code)[0]]
            if self._is_named(word):
                named[code] = self._key(word, *self._tagged(code))
                continue
            form, opens = self._form(code, word)
            self._keep(code, form.pos, form.lemma(word), opens=opens)
        self._learn_keys(set(named.values()) - self._told.keys())
        for code, key in named.items():
            (pos, lemma), opens = self._told[key]
            self._keep(code, pos, lemma, opens=opens)

    def _form(self, code: Code, word: str) -> tuple[Form, bool]:
        """Return what all unnamed words of a tag and a dependency are, and whether they open a pattern."""
        found = self._forms.get(code[_NUMBER:])
        if found is None:
            _, tag, asked = key = self._key(_UNNAMED, *self._tagged(code))
            found = self._forms[code[_NUMBER:]] = self._unnamed.form(word, tag, asked), self._opens(key)
        return found

    def _keep(self, code: Code, pos: str, lemma: str, *, opens: bool) -> None:
        self._known[code] = lemma, pos, *self._tagged(code)
        if opens:
            self._opening.add(code)

    def _is_named(self, word: str) -> bool:
        """Tell whether some pattern may ask for this very word, or cannot be told not to."""
        return not self._unnamed.known or self._naming.may_name(word) or word.isspace()

    def _learn_keys(self, unknown: Iterable[Key]) -> None:
        row: list[Key] = []
        places: dict[Key, tuple[int, bool]] = {}
        for key in sorted(unknown):
            opens = self._opens(key)
            places[key] = len(row), opens
            row += [key, _SEPARATOR] if opens else [key]
        if row:
            words, tags, deps = (list(part) for part in zip(*row, strict=True))
            doc = self._run(Doc(self._vocab, words=words, tags=tags, deps=deps, heads=list(range(len(row)))))
            self._told.update((key, (_told(doc[place]), opens)) for key, (place, opens) in places.items())

    def _opens(self, key: Key) -> bool:
        """Tell whether a pattern of several words may begin with this token."""
        word, tag, dep = key
        return bool(self._openings.fitting(word, TAG=tag, DEP=dep))

    def _run(self, doc: Doc) -> Doc:
        for pipe in self._pipes:
            doc = pipe(doc)
        return doc


def codes_of(rows: Rows) -> list[Code]:
    """Return the codes of tokens, given a row of the values of `CODED` for each."""
    packed = np.ascontiguousarray(rows)
    codes: list[Code] = packed.view(f"V{_NUMBER * len(CODED)}").ravel().tolist()
    return codes


def _numbers(code: Code) -> list[int]:
    numbers: list[int] = np.frombuffer(code, np.uint64).tolist()
    return numbers


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
        self._by_letters = [_condition(pattern.get("LOWER")) for pattern in self._of_any]

    def may_name(self, word: str) -> bool:
        """Tell whether a pattern may fit a word by its letters."""
        lower = word.lower()
        return lower in self._of_word or any(fits(lower) for fits in self._by_letters)

    def fitting(self, word: str, **values: str) -> list[Pattern]:
        """Return the patterns that may fit a word with these values."""
        lower = word.lower()
        values |= {"LOWER": lower, "ORTH": word}
        return [
            pattern
            for pattern in (*self._of_word.get(lower, ()), *self._of_any)
            if all(_fits(wanted, values.get(name)) for name, wanted in pattern.items())
        ]


def _condition(wanted: Any) -> Callable[[str], object]:  # noqa: ANN401  spaCy's patterns are loosely typed
    """Return a condition of a pattern as a function of a value; a regular expression is compiled once."""
    if isinstance(wanted, dict) and wanted.keys() == {"REGEX"}:
        return re.compile(wanted["REGEX"]).search
    return lambda value: wanted is None or _fits(wanted, value)


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
