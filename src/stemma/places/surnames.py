"""Surnames of a report's people: alone, such a name is no place."""

from collections.abc import Sequence

from stemma.parses import facts_of
from stemma.places.lexicon import lexicon
from stemma.places.mention import entities
from stemma.records import ParsedReport, Sentence, Token


def surnames(parsed: ParsedReport) -> frozenset[str]:
    """Return the last words of personal names of two or more words: alone, they are surnames."""
    return frozenset([name for sentence in parsed.sentences for name in _surnames_in(sentence)])


def _surnames_in(sentence: Sentence) -> list[str]:
    facts = facts_of(sentence)
    if "surnames" not in facts:
        tokens = sentence.tokens
        facts["surnames"] = [
            tokens[last - 1].text.lower()
            for first, last, label in entities(tokens)
            if label == "PERSON" and last - first - opens(tokens, first) > 1
        ]
    found: list[str] = facts["surnames"]
    return found


def opens(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether a name begins with a sentence's first word that is none: "Near X, one strike hit Y"."""
    begins = not any(token.text[:1].isalnum() for token in tokens[:first])
    return begins and tokens[first].text.lower() in lexicon().strong_locatives
