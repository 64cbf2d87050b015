"""What somebody asks, orders or blames for without "that": "called on X to close Y", "accused X of Y"."""

# ruff: noqa: RUF001 (Cyrillic letters, dashes)

from collections.abc import Sequence
from itertools import pairwise

from stemma.attribution.slavic.clause import Clause
from stemma.attribution.slavic.endings import statement_end
from stemma.attribution.slavic.lexicon import Lexicon
from stemma.attribution.slavic.quotations import Quotation, quotation_at
from stemma.records import Span

_STOPS = frozenset({";", ":", "(", "–", "—"})
_AND = frozenset({"и", "та", "і", "й"})
_INANIMATE = ("Animacy=Inan", "inan")
_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "LOC"})


def urged(clause: Clause, verb: int, quoted: Sequence[Quotation], words: Lexicon) -> Span | None:
    """Return the words behind a verb that tell whom it asks or blames, and what for; None where none do.

    What "that" or a colon opens, and a quotation behind the verb, are left to the rules for clauses.
    """
    lemma = clause.tokens[verb].lemma
    if verb and clause.tokens[verb - 1].lemma in words.negation:
        return None
    if verb + 1 < len(clause.tokens) and quotation_at(clause.tokens[verb + 1].start, quoted) is not None:
        return None
    limit = _ends(clause, verb + 1, words)
    first, end = clause.trimmed(verb + 1, limit)
    colon = limit < len(clause.tokens) and clause.tokens[limit].text == ":"
    if colon or (_told_behind(clause, limit, words) and not _acts(clause, first, end)):
        return None
    asked = lemma in words.urge and _asks(clause, first, end, words)
    blamed = lemma in words.accuse and _led(clause, first, end, words.blamed, words)
    condemned = lemma in words.condemn and _act(clause, first, end)
    return clause.span(first, end) if end - first > 1 and (asked or blamed or condemned) else None


def speaks(clause: Clause, head: int, words: Lexicon) -> bool:
    """Say whether a subject can ask or blame: a person, a body or a country, and no state of things."""
    token = clause.tokens[head]
    known = token.lemma in words.types or token.lemma in words.anonymous or token.entity in _ENTITIES
    people = token.pos == "NOUN" and ("Animacy=Anim" in token.tag or ",anim" in token.tag)
    known = known or people or token.lemma in words.houses
    return known or token.pos in {"PRON", "PROPN"} or (head > 0 and token.text[:1].isupper())


def _asks(clause: Clause, first: int, end: int, words: Lexicon) -> bool:
    return _acts(clause, first, end) or _led(clause, first, end, words.urged, words)


def _acts(clause: Clause, first: int, end: int) -> bool:
    return any(map(clause.infinitive, range(first, end)))


def _told_behind(clause: Clause, comma: int, words: Lexicon) -> bool:
    """Say whether "that" follows a phrase, which then only announces it: "accused X of this: that …"."""
    return comma + 1 < len(clause.tokens) and clause.tokens[comma + 1].lemma in words.that


def _led(clause: Clause, first: int, end: int, leading: frozenset[str], words: Lexicon) -> bool:
    """Say whether a phrase names by a preposition what is asked or blamed, and does not only announce it."""
    texts = [clause.tokens[at].text.lower() for at in range(first, end)]
    after = [word for text, word in pairwise(texts) if text in leading]
    return bool(after) and words.this.isdisjoint(after)


def _act(clause: Clause, first: int, end: int) -> bool:
    """Say whether what is condemned is an act: a thing right behind the verb, and no person sentenced."""
    nouns = (clause.tokens[at] for at in range(first, end) if clause.tokens[at].pos in {"NOUN", "PROPN"})
    noun = next(nouns, None)
    return noun is not None and noun.pos == "NOUN" and any(mark in noun.tag for mark in _INANIMATE)


def _ends(clause: Clause, start: int, words: Lexicon) -> int:
    """Return where the phrase ends: before another clause, which a comma or "and" joins."""
    limit, index = statement_end(clause, start, start, words), start
    while index < limit:
        text = clause.tokens[index].text
        if text == "," and index + 1 < limit and clause.tokens[index + 1].lemma in words.relative:
            index = _next_comma(clause, index + 1, limit)  # "the people, who live there, to leave"
        else:
            joins = text == "," or text.lower() in _AND
            ends = text in _STOPS or clause.finite(index)
            if ends or (joins and _another(clause, index + 1, limit, words)):
                return index
        index += 1
    return limit


def _next_comma(clause: Clause, start: int, limit: int) -> int:
    return next((at for at in range(start, limit) if clause.tokens[at].text == ","), limit)


def _another(clause: Clause, start: int, limit: int, words: Lexicon) -> bool:
    """Say whether a clause of its own begins here, and no word of a list or about a noun."""
    opening = clause.tokens[start] if start < limit else None
    if opening is None or opening.lemma in words.that or clause.gerund(start):
        return True
    return any(map(clause.finite, range(start, _next_comma(clause, start, limit))))
