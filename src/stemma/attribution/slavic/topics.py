"""What somebody reports "about": "reported on two dead" tells of two dead."""

# ruff: noqa: RUF001 (dashes)

from stemma.attribution.slavic.clause import Clause
from stemma.attribution.slavic.endings import statement_end
from stemma.attribution.slavic.lexicon import Lexicon
from stemma.records import Span

_NEAR = 8  # words between the verb and "about": an addressee fits
_OPENING = 2  # words before a fronted "about": "Earlier, on the fire …"
_STOPS = frozenset({",", ".", ";", ":", "(", ")", "–", "—", "-"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_GOES_ON = ("VerbForm=Part", "PRTF")


def topic(clause: Clause, verb: int, words: Lexicon) -> tuple[Span, ...] | None:
    """Return what a verb of informing tells of in a noun phrase after "about", after it or before it."""
    if clause.tokens[verb].lemma not in words.inform or _negated(clause, verb, words):
        return None
    about = _after(clause, verb, words)
    if about is not None:
        return _span(clause, about + 1, phrase_end(clause, about + 1, words), words)
    about = _before(clause, verb, words)
    if about is not None:
        return _span(clause, about + 1, verb, words)
    return None


def _negated(clause: Clause, verb: int, words: Lexicon) -> bool:
    return verb > 0 and clause.tokens[verb - 1].lemma in words.negation


def _after(clause: Clause, verb: int, words: Lexicon) -> int | None:
    for index in range(verb + 1, min(verb + _NEAR, len(clause.tokens) - 1)):
        text = clause.tokens[index].text.lower()
        if text in words.about:
            return index
        if text in _STOPS or clause.finite(index):
            return None
    return None


def _before(clause: Clause, verb: int, words: Lexicon) -> int | None:
    for index in range(min(verb, _OPENING + 1)):
        if clause.tokens[index].text.lower() in words.about:
            between = range(index + 1, verb)
            if any(clause.finite(at) or clause.tokens[at].text in {",", ":"} for at in between):
                return None
            return index
    return None


def phrase_end(clause: Clause, start: int, words: Lexicon) -> int:
    """Return where the noun phrase ends: before a comma, unless more of its noun follows it."""
    limit = statement_end(clause, start, start, words)
    for index in range(start, limit):
        text = clause.tokens[index].text
        if text in {";", ":", "(", "–", "—"}:
            return index
        if text == "," and not _goes_on(clause, index + 1, words):
            return index
    return limit


def _goes_on(clause: Clause, index: int, words: Lexicon) -> bool:
    if index >= len(clause.tokens):
        return False
    token = clause.tokens[index]
    listed = token.text.lower() in words.about or token.pos in {"NUM", "ADP"}
    return listed or token.lemma in words.relative or any(mark in token.tag for mark in _GOES_ON)


def _span(clause: Clause, first: int, end: int, words: Lexicon) -> tuple[Span, ...] | None:
    first, end = clause.trimmed(first, end)
    if end - first < 2 or clause.tokens[first].text.lower() in words.this:  # noqa: PLR2004 (a noun and more)
        return None
    nouns = [at for at in range(first, end) if clause.tokens[at].pos in _NOMINAL]
    if not nouns:
        return None
    return (clause.span(first, end),)
