"""Words that no pattern of a spaCy attribute ruler names: their lemmas, without a document for each."""

from collections.abc import Callable, Iterable
from typing import Any

from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

Pattern = dict[str, Any]

_BY_WORD = frozenset({"LOWER", "ORTH", "TEXT", "IS_SPACE"})
_BY_PLACE = frozenset({"TAG", "DEP"})
_TABLES = ("lemma_index", "lemma_exc", "lemma_rules")
_NAME = "PROPN"


class Unnamed:
    """Parts of speech and lemmas of words that patterns tell by tag and dependency alone.

    The ruler then says the same of all words of a tag and a dependency, and is asked with one of them.
    What the lemmatizer makes of a word hangs on its letters and on what the ruler said.
    """

    def __init__(self, vocab: Vocab, rules: Iterable[Pattern], pipes: dict[str, Any]) -> None:
        self._vocab = vocab
        self._pipes = pipes
        lemmatizer: Any = pipes.get("lemmatizer")
        plain = (
            type(lemmatizer) is EnglishLemmatizer and lemmatizer.mode == "rule" and not lemmatizer.overwrite
        )
        # Whether pipes and patterns are of the kind of which all this holds.
        self.known = plain and all(map(_is_plain, rules))

    def form(self, word: str, tag: str, dep: str) -> "Form":
        """Return what all unnamed words of a tag and a dependency are, given one of them that is no space."""
        doc = Doc(self._vocab, words=[word], tags=[tag], deps=[dep], heads=[0])
        for pipe in self._pipes.values():
            doc = pipe(doc)
        return Form(doc[0], self._pipes["lemmatizer"])


class Form:
    """A part of speech with its morphology, as the rule lemmatizer asks for them, whatever the word."""

    def __init__(self, token: Any, lemmatizer: EnglishLemmatizer) -> None:  # noqa: ANN401  compiled, and untyped
        self.pos: str = token.pos_
        part = self.pos.lower()
        tables = [lemmatizer.lookups.get_table(name, {}) for name in _TABLES]
        self._lemmatize: Callable[[Any], list[str]] = lemmatizer.rule_lemmatize
        self._asked = _Word(token)
        self._base = part in ("", "eol", "space") or lemmatizer.is_base_form(token)
        self._known = any(table.get(part) for table in tables)

    def lemma(self, word: str) -> str:
        """Return the lemma of a word of this form, as ``rule_lemmatize`` gives it."""
        if self._base or not (self._known or self.pos == _NAME):
            return word.lower()
        if not self._known:
            return word
        self._asked.text = self._asked.orth = word
        return self._lemmatize(self._asked)[0]


class _Word:
    """A word with all that the lemmatizer asks of a token."""

    def __init__(self, token: Any) -> None:  # noqa: ANN401  spaCy's, compiled and untyped
        self.text = self.orth = ""
        self.pos, self.pos_, self.morph = token.pos, token.pos_, token.morph


def _is_plain(rule: Pattern) -> bool:
    """Say whether a rule asks for words, tags and dependencies only, and sets no lemma of words unnamed."""
    tokens = [token for pattern in rule["patterns"] for token in pattern]
    if any(token.keys() - _BY_WORD - _BY_PLACE for token in tokens):
        return False
    return "LEMMA" not in rule["attrs"] or all(token.keys() & _BY_WORD for token in tokens)
