"""What somebody calls a thing: "The ministry called the strike a crime" tells what it thinks of it."""

from collections.abc import Sequence

from stemma.attribution.slavic.clause import Clause
from stemma.attribution.slavic.lexicon import Lexicon
from stemma.attribution.slavic.quotations import Quotation, quotation_at
from stemma.attribution.slavic.topics import phrase_end
from stemma.records import Span

_NAMING = ("Case=Ins", "ablt")
_THIS = frozenset({"это", "це"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"})


def called(
    clause: Clause, verb: int, quoted: Sequence[Quotation], words: Lexicon
) -> list[tuple[Span, bool]] | None:
    """Return what a verb of calling tells: the thing, and behind it its name.

    The name is in the instrumental or in quotation marks; without one the verb only tells a name or a number.
    """
    tokens = clause.tokens
    if verb and tokens[verb - 1].lemma in words.negation:
        return None
    first, end = clause.trimmed(verb + 1, _end(clause, verb + 1, quoted, words))
    name = next((at for at in range(first, end) if _names(clause, at, quoted)), None)
    if name is None or not any(_is_thing(clause, at) for at in range(first, name)):
        return None
    span = clause.span(first, end)
    closing = [each.whole.end for each in quoted if span.start <= each.whole.start < span.end]
    return [(Span(span.start, max([span.end, *closing])), False)]


def _end(clause: Clause, start: int, quoted: Sequence[Quotation], words: Lexicon) -> int:
    """Return where the phrase ends; a quotation in it is whole."""
    end = phrase_end(clause, start, words)
    place = clause.tokens[end - 1].end
    inside = next((each for each in quoted if each.whole.start < place < each.whole.end), None)
    if inside is None:
        return end
    return max(at for at, token in enumerate(clause.tokens) if token.start < inside.whole.end) + 1


def _names(clause: Clause, at: int, quoted: Sequence[Quotation]) -> bool:
    """Tell whether the name begins at a word: in quotation marks, or in the instrumental."""
    token = clause.tokens[at]
    if quotation_at(token.start, quoted) is not None:
        return True
    return token.pos in _NOMINAL and any(mark in token.tag for mark in _NAMING) and not _led(clause, at)


def _is_thing(clause: Clause, at: int) -> bool:
    """Tell whether a word may be what is called so: a noun, "this", or "what happened"."""
    token = clause.tokens[at]
    used = token.pos in _NOMINAL or "VerbForm=Part" in token.tag or "PRTF" in token.tag
    return (used or token.text.lower() in _THIS) and not _led(clause, at)


def _led(clause: Clause, at: int) -> bool:
    """Tell whether a preposition stands before a word or the words that agree with it: "together with X"."""
    while at > 0 and clause.tokens[at - 1].pos in {"ADJ", "DET", "NUM"}:
        at -= 1
    return at > 0 and clause.tokens[at - 1].pos == "ADP"
