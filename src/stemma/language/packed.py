"""A parsed sentence as it is remembered, apart from any report, and which blocks are parsed."""

from msgspec import Struct

from stemma.records import Token

# Kinds of block that hold statements. Corrections are read too: they make claims about claims.
PARSED_KINDS = frozenset({"headline", "body", "caption", "credit", "republication", "correction"})

# Of each token: start and end in the sentence, lemma, part of speech, tag, relation, head, entity, its start.
Packed = tuple[tuple[int, int, str, str, str, str, int, str, bool], ...]


class Parse(Struct, frozen=True, eq=False):
    """What was found of a sentence when it was parsed; equal to itself alone, so that it is a quick key."""

    tokens: Packed


def tokens_of(text: str, offset: int, packed: Packed) -> tuple[Token, ...]:
    """Build a sentence's tokens at their place in the report, with the report's own characters."""
    return tuple([
        Token(offset + start, offset + end, text[offset + start : offset + end], lemma, pos, tag, dep, head,
              entity, first)
        for start, end, lemma, pos, tag, dep, head, entity, first in packed
    ])  # fmt: skip


# The World Health Organization, the United States, information technology.
_ACRONYMS = frozenset({"WHO", "US", "IT"})


def with_acronyms(text: str, packed: Packed) -> Packed:
    """Return a parse in which "WHO", "US" and "IT" in capitals are names; the tagger takes them for pronouns.

    In a sentence all in capitals they stay what they are taken for.
    """
    if not any(name in text for name in _ACRONYMS):
        return packed
    found = [
        index
        for index, token in enumerate(packed)
        if token[3] == "PRON" and text[token[0] : token[1]] in _ACRONYMS
    ]
    if not found or text.isupper():
        return packed
    tokens = list(packed)
    for index in found:
        start, end, _, _, _, dep, head, entity, first = tokens[index]
        tokens[index] = start, end, text[start:end], "PROPN", "NNP", dep, head, entity, first
    return tuple(tokens)
