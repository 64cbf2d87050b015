"""One sentence as its rules need it: children of each word, and stretches of words without their edges."""

import re
from collections.abc import Iterable
from functools import cached_property

from stemma.attribution.slavic.lexicon import particles
from stemma.morphology import may_be
from stemma.records import Sentence, Span, Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"})
# Clauses that say more of a noun without being part of its name.
_BESIDE = frozenset({"acl", "acl:relcl", "parataxis", "advcl", "ccomp", "appos:clause"})
_EDGE = frozenset({",", ".", ":", ";", "-", "–", "—", "!", "?", "…", "...", "(", ")"})  # noqa: RUF001 (dashes)


# Universal and OpenCorpora marks of forms that are no predicate; a Ukrainian "imperative" is mostly a noun.
_NOT_FINITE = ("VerbForm=Part", "PRTF", "PRTS", "impr")
_INFINITIVES = ("VerbForm=Inf", "INFN")
# Ukrainian infinitives, some of which the dictionary gives no mark but that of a verb. The colloquial one in
# "-ть" is written as the third person, which the news mean.
_UKRAINIAN, _IN_FULL = "VERB,", ("ти", "тися", "тись")
_INFLECTED = ("past", "pres", "futr", "impr", "1per", "2per", "3per")
_MARKS = frozenset({"«", "»", '"'})
# Nouns for people that are told by where they are or what they answer for, and the prepositions between.
_WITH_PLACE = frozenset(
    {
        "джерело", "співрозмовник", "представник", "радник", "міністр", "уповноважений", "посол", "служба",
        "комітет", "комісія", "штаб", "центр", "управління", "департамент", "відділ", "зв'язок", "питання",
    }
)  # fmt: skip
_GERUNDS = ("VerbForm=Conv", "GRND")
_GENITIVE = ("Case=Gen", "gent")
_NAME = 7  # words from a preposition, a comma or a mark to a name's end
_INSIDE = frozenset({"в", "у", "з", "із", "при"})  # noqa: RUF001


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
        for index in range(head + 1, last + 1):
            if self.tokens[index].text == "(" and all(
                each.text != ")" for each in self.tokens[index : last + 1]
            ):
                last = index - 1
                break
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
        if self.tokens[head].pos == "PRON":
            return first, end
        while end < len(self.tokens) and (
            self._named(end)
            or self.tokens[end].text in _MARKS
            or self._joins(end, head)
            or self._inside_marks(head, end)
            or self._leads_to_name(head, end)
        ):
            end += 1
        while first and self._before_noun(first - 1, head):
            first -= 1
        return self.trimmed(first, end)

    def _inside_marks(self, head: int, end: int) -> bool:
        """Tell whether a word stands in quotation marks that open behind the noun, as some names do."""
        texts = [token.text for token in self.tokens[head:end]]
        within = self.tokens[end : end + _NAME]
        if texts.count('"') % 2:
            return any(token.text == '"' for token in within)
        return texts.count("«") > texts.count("»") and any(token.text == "»" for token in within)

    def _leads_to_name(self, head: int, end: int) -> bool:
        """Tell whether a word leads from an office on to its holder: "commissioner for rights, Colonel X"."""
        if any(token.entity == "PERSON" for token in self.tokens[head:end]):
            return False
        opening = self.tokens[end]
        if opening.text not in _INSIDE | {","} and not self._leading(head, end):
            return False
        for token in self.tokens[end + 1 : end + _NAME]:
            if token.entity == "PERSON":
                return "nomn" in token.tag and (opening.text != "," or "anim" in self.tokens[end + 1].tag)
            if token.pos not in {"NOUN", "PROPN", "ADJ"} or (opening.text == "," and "nomn" not in token.tag):
                return False
        return False

    def _leading(self, head: int, end: int) -> bool:
        """Tell whether a word goes on with what led from an office to a name."""
        before = [at for at in range(head, end) if self.tokens[at].text in _INSIDE]
        return bool(before) and self.tokens[end].pos in {"NOUN", "PROPN", "ADJ"}

    def _named(self, index: int) -> bool:
        """Tell whether a word goes on with a name: nouns, and abbreviations that no dictionary has."""
        token = self.tokens[index]
        after = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if token.text in particles() and after is not None:  # "Anna van der Berg"
            return after.text in particles() or after.text[:1].isupper()
        return token.pos in _NOMINAL - {"PRON"} or (token.pos == "X" and token.text[:1].isupper())

    def _before_noun(self, index: int, head: int) -> bool:
        """Tell whether a word before a noun belongs to it: an adjective in its case, or a first name."""
        token = self.tokens[index]
        if token.entity == "PERSON":
            return self.tokens[head].entity == "PERSON"
        if token.pos == "X":
            return token.text[:1].isupper() and index > 0 and self.tokens[index + 1].pos != "ADJ"
        same = ("nomn" in token.tag) == ("nomn" in self.tokens[head].tag)
        return token.pos in {"ADJ", "NUM", "DET"} and (same or index == head - 1)

    def nominative(self, index: int) -> bool:
        """Tell whether a noun told in another case may stand in the nominative: "міська рада", "очевидці"."""
        token = self.tokens[index]
        before = self.tokens[index - 1] if index else None
        agrees = before is not None and before.pos == "ADJ" and "nomn" in before.tag
        alone = before is None or before.pos not in {"ADP", "ADJ", "NUM"}
        people = alone and "NOUN,anim" in token.tag and "loct" in token.tag
        opens = token.pos == "NOUN" and (before is None or before.pos == "PUNCT")
        return not self.parsed and (agrees or people or opens) and may_be(token.text, "nomn", "uk")

    def _joins(self, index: int, head: int) -> bool:
        """Tell whether a preposition goes on with an office ("a source in the staff", "adviser on …")."""
        near = {self.tokens[head].lemma, self.tokens[index - 1].lemma.replace("’", "'")}  # noqa: RUF001
        opens = not near.isdisjoint(_WITH_PLACE) and self.tokens[index].text.lower() in _INSIDE
        after = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        return opens and after is not None and after.lemma != "посилання"

    def trimmed(self, first: int, end: int) -> tuple[int, int]:
        """Leave punctuation, and a preposition at the end, out of a stretch of words."""
        while first < end and self.tokens[first].text in _EDGE:
            first += 1
        while end > first and (
            self.tokens[end - 1].text in _EDGE or self.tokens[end - 1].pos in {"ADP", "CCONJ"}
        ):
            end -= 1
        return first, end

    def balanced(self, first: int, end: int) -> tuple[int, int]:
        """Leave out a mark that closes what these words do not open, and one that they do not close."""
        texts = [token.text for token in self.tokens[first:end]]
        if texts.count("»") > texts.count("«") and texts[-1] == "»":
            end -= 1
        elif texts.count("«") > texts.count("»") and texts[0] == "«":
            first += 1
        elif texts.count('"') % 2 and '"' in {texts[0], texts[-1]}:
            first, end = (first + 1, end) if texts[0] == '"' else (first, end - 1)
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
        return not (self.infinitive(index) or any(mark in token.tag for mark in _NOT_FINITE))

    def gerund(self, index: int) -> bool:
        """Tell whether a word is a gerund."""
        return any(mark in self.tokens[index].tag for mark in _GERUNDS)

    def genitive(self, index: int) -> bool:
        """Tell whether a word is in the genitive."""
        return any(mark in self.tokens[index].tag for mark in _GENITIVE)

    def infinitive(self, index: int) -> bool:
        """Tell whether a word is an infinitive."""
        token = self.tokens[index]
        if token.tag.startswith(_UKRAINIAN):
            bare = not any(mark in token.tag for mark in _INFLECTED)
            return bare and token.text.lower().endswith(_IN_FULL)
        return any(mark in token.tag for mark in _INFINITIVES)

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
