"""Who says what by a noun: "after the minister's statement that …", "reports in the press that …"."""

# ruff: noqa: RUF001 (Cyrillic letters)

from collections.abc import Iterator, Sequence

from stemma.attribution.slavic.clause import Clause
from stemma.attribution.slavic.endings import statement_end
from stemma.attribution.slavic.found import Said
from stemma.attribution.slavic.lexicon import Lexicon
from stemma.attribution.slavic.quotations import Quotation, whole_marks
from stemma.attribution.slavic.urging import speaks

_REACH = 8  # words between the noun and "that": whose words they are
_SCORE = 0.7
_THAT = frozenset({"что", "що"})
_OF_THAT = frozenset({"том", "те"})
_PLACES = frozenset({"в", "во", "у"})
_STOPS = frozenset({",", ".", ":", ";", "(", ")", "–", "—"})


def by_noun(
    clause: Clause, quoted: Sequence[Quotation], words: Lexicon, found: Sequence[Said]
) -> Iterator[Said]:
    """Yield what a noun for words brings in with "that", where the words' owner is named.

    What stands in another's words is left to those: who denies a statement says nothing in its favour.
    """
    tokens = clause.tokens
    for at in range(2, len(tokens) - 3):
        opens = tokens[at].text.lower() in words.about and tokens[at + 1].text.lower() in _OF_THAT
        if not opens or tokens[at + 2].text != "," or tokens[at + 3].text.lower() not in _THAT:
            continue
        noun = _noun(clause, at, words)
        head = None if noun is None else _owner(clause, noun, at, words)
        if noun is None or head is None or any(_touches(clause, at, said) for said in found):
            continue
        first, end = clause.trimmed(at + 4, _end(clause, at + 3, noun, words))
        if end - first > 1:
            content = whole_marks(clause, first, end, quoted)
            source = clause.phrase(head)
            yield Said(
                clause.sentence.index, (noun, noun + 1), (max(source[0], noun + 1), min(source[1], at)), head,
                (content,), "say", "noun", "indirect", _SCORE,
            )  # fmt: skip


def _noun(clause: Clause, about: int, words: Lexicon) -> int | None:
    """Return the noun for words before "that", None where a verb or a comma parts them."""
    for at in range(about - 1, max(-1, about - 1 - _REACH), -1):
        token = clause.tokens[at]
        if token.text in _STOPS or clause.finite(at):
            return None
        if token.lemma in words.claims and token.pos == "NOUN":
            return at
    return None


def _owner(clause: Clause, noun: int, end: int, words: Lexicon) -> int | None:
    """Return whose words they are: a noun in the genitive behind it, or the house that they were "in"."""
    placed = False
    for at in range(noun + 1, end):
        token = clause.tokens[at]
        placed = placed or token.text.lower() in _PLACES
        if token.pos not in {"NOUN", "PROPN", "X"}:
            continue
        mine = token.lemma in words.media or token.text.isupper() if placed else clause.genitive(at)
        known = token.entity or token.pos != "NOUN" or speaks(clause, at, words) or token.lemma in words.types
        if (mine or token.text.isupper()) and (known or token.lemma in words.media):
            return at
    return None


def _touches(clause: Clause, at: int, said: Said) -> bool:
    """Tell whether a word stands in a content, or a statement's own "that" is this one."""
    start = clause.tokens[at].start
    return any(part.start - 16 <= start < part.end for part in said.content)


def _end(clause: Clause, that: int, noun: int, words: Lexicon) -> int:
    """Return where the clause behind "that" ends: with the sentence, or before the main clause."""
    stop = statement_end(clause, that, len(clause.tokens), words)
    if any(map(clause.predicative, range(noun))):
        return stop
    said = next((at for at in range(that, stop) if clause.predicative(at)), stop)
    commas = (at for at in range(said, stop) if clause.tokens[at].text == ",")
    return next((at for at in commas if any(map(clause.predicative, range(at, stop)))), stop)
