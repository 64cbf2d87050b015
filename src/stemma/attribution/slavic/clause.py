"""One sentence as its rules need it: children of each word, and stretches of words without their edges."""

import re
from collections.abc import Iterable
from functools import cached_property

from stemma.records import Sentence, Span, Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"})
# Clauses that say more of a noun without being part of its name.
_BESIDE = frozenset({"acl", "acl:relcl", "parataxis", "advcl", "ccomp", "appos:clause"})
_EDGE = frozenset({",", ".", ":", ";", "-", "–", "—", "!", "?", "…", "...", "(", ")"})  # noqa: RUF001 (dashes)


# Universal and OpenCorpora marks of forms that are no predicate; a Ukrainian "imperative" is mostly a noun.
_NOT_FINITE = ("VerbForm=Inf", "VerbForm=Part", "INFN", "PRTF", "PRTS", "impr")
_MARKS = frozenset({"«", "»", '"'})


def _case(tag: str) -> str:
    found = re.search(r"Case=(\w+)", tag)
    return found[1] if found else ""


class Clause:
    """The tokens of a sentence with its tree; Ukrainian has no tree, and ``parsed`` says so."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.parsed = any(token.dep for token in sentence.tokens)

    @cached_property
    def kids(self) -> list[list[int]]:
        """The indexes of each word's dependents."""
        kids: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index:
                kids[token.head].append(index)
        return kids

    def subtree(self, index: int, without: frozenset[str] = frozenset()) -> set[int]:
        """Return the indexes of a word and all below it, but for dependents of some relations."""
        found, waiting = {index}, [index]
        while waiting:
            for kid in self.kids[waiting.pop()]:
                if kid not in found and self.tokens[kid].dep not in without:
                    found.add(kid)
                    waiting.append(kid)
        return found

    def phrase(self, head: int) -> tuple[int, int]:
        """Return the words (first, end) of the noun phrase of ``head``, its relative clauses left out."""
        if not self.parsed:
            return self._run(head)
        inside = self.subtree(head, _BESIDE)
        first = last = head
        while first - 1 in inside:
            first -= 1
        while last + 1 in inside:
            last += 1
        return self.trimmed(self._begun(first, head), last + 1)

    def _begun(self, first: int, head: int) -> int:
        """Leave what stands before a noun in another case to the words before: attributes follow it."""
        case = _case(self.tokens[head].tag)
        texts = [token.text for token in self.tokens[first:head]]
        if "»" in texts and "«" not in texts[: texts.index("»")]:
            first += texts.index("»") + 1
        while first < head and case:
            token = self.tokens[first]
            other = _case(token.tag)
            if token.pos == "NUM" or (other == case and token.text not in _MARKS):
                break
            if not other and token.text not in _MARKS:
                break
            closing = self._closing(first, head)
            first = closing + 1
        return first

    def _closing(self, index: int, head: int) -> int:
        """Return where a name in quotation marks after this word ends; the word itself otherwise."""
        if index + 1 < head and self.tokens[index + 1].text == "«":
            ends = [i for i in range(index + 1, head) if self.tokens[i].text == "»"]
            return ends[0] if ends else index
        return index

    def _run(self, head: int) -> tuple[int, int]:
        """Return the words that stand together with a noun, where there is no tree."""
        first, end = head, head + 1
        while end < len(self.tokens) and (
            self.tokens[end].pos in _NOMINAL or self.tokens[end].text in _MARKS or self._joins(end)
        ):
            end += 1
        while first and self.tokens[first - 1].pos in _NOMINAL:
            first -= 1
        return self.trimmed(first, end)

    def _joins(self, index: int) -> bool:
        """Tell whether a preposition goes on with a name ("a source in the staff")."""
        after = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        return self.tokens[index].pos == "ADP" and after is not None and after.lemma != "посилання"

    def trimmed(self, first: int, end: int) -> tuple[int, int]:
        """Leave punctuation, and a preposition at the end, out of a stretch of words."""
        while first < end and self.tokens[first].text in _EDGE:
            first += 1
        while end > first and (
            self.tokens[end - 1].text in _EDGE or self.tokens[end - 1].pos in {"ADP", "CCONJ"}
        ):
            end -= 1
        return first, end

    def span(self, first: int, end: int) -> Span:
        """Return the characters of the words from ``first`` to ``end`` (exclusive)."""
        return Span(self.tokens[first].start, self.tokens[end - 1].end)

    def child(self, index: int, *relations: str) -> int | None:
        """Return a word's first dependent of one of some relations."""
        return next((kid for kid in self.kids[index] if self.tokens[kid].dep in relations), None)

    def finite(self, index: int) -> bool:
        """Tell whether a word is a finite verb."""
        token = self.tokens[index]
        if token.pos not in {"VERB", "AUX"}:
            return False
        return not any(mark in token.tag for mark in _NOT_FINITE)

    def predicative(self, index: int) -> bool:
        """Tell whether a word can be what a sentence says: a finite verb or a short participle."""
        tag = self.tokens[index].tag
        return self.finite(index) or "Variant=Short" in tag or "PRTS" in tag

    def first_person(self, index: int) -> bool:
        """Tell whether a verb is in the first person: the writer's own, outside quotation marks."""
        return any(mark in self.tokens[index].tag for mark in ("Person=1", "1per"))


def lemmas(tokens: Iterable[Token]) -> list[str]:
    """Return the dictionary forms of some words."""
    return [token.lemma for token in tokens]
