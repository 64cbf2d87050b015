"""A parsed sentence as it is remembered, apart from any report, and which blocks are parsed."""

from stemma.records import Token

# Kinds of block that hold statements. Corrections are read too: they make claims about claims.
PARSED_KINDS = frozenset({"headline", "body", "caption", "credit", "republication", "correction"})

# Of each token: start and end in the sentence, lemma, part of speech, tag, relation, head, entity, its start.
Packed = tuple[tuple[int, int, str, str, str, str, int, str, bool], ...]


def tokens_of(text: str, offset: int, packed: Packed) -> tuple[Token, ...]:
    """Build a sentence's tokens at their place in the report, with the report's own characters."""
    return tuple(
        Token(offset + start, offset + end, text[offset + start : offset + end], lemma, pos, tag, dep, head,
              entity, first)
        for start, end, lemma, pos, tag, dep, head, entity, first in packed
    )  # fmt: skip
