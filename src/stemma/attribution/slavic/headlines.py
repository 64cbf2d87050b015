"""Headlines that name who says: "Ministry: the bridge is open", "The bridge is open - mayor"."""

# ruff: noqa: RUF001 (dashes)

from collections.abc import Sequence

from stemma.attribution.slavic.clause import Clause
from stemma.attribution.slavic.found import Said
from stemma.attribution.slavic.lexicon import Lexicon
from stemma.attribution.slavic.quotations import Quotation
from stemma.morphology import is_nominative
from stemma.records import Span

_LONGEST = 8  # words of a name with its office
_LEAST = 3  # words of a statement
_DASHES = frozenset({"-", "–", "—"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "X", "PUNCT", "DET", "NUM"})
_SCORE = 0.7


def headline(
    clause: Clause, quoted: Sequence[Quotation], words: Lexicon, persons: frozenset[str] = frozenset()
) -> Said | None:
    """Return the attribution of a headline; a sentence that ends with a full stop is none.

    Args:
        clause: the headline.
        quoted: its quotations.
        words: the language's words.
        persons: the names of people anywhere in the report: a surname alone may name who says it.
    """
    tokens = clause.tokens
    if len(tokens) <= _LEAST or tokens[-1].text in {".", "!", "?"}:
        return None
    colon = next((at for at, token in enumerate(tokens[: _LONGEST + 1]) if token.text == ":"), None)
    if colon is not None and colon > 0:
        surname = colon == 1 and tokens[0].lemma in persons and is_nominative(tokens[0].tag)
        if len(tokens) - colon <= _LEAST or not (surname or _names(clause, 0, colon, words)):
            return None
        return _said(clause, (0, colon), (colon + 1, len(tokens)), quoted, words)
    dash = next((at for at in range(len(tokens) - 2, _LEAST - 1, -1) if tokens[at].text in _DASHES), None)
    if dash is None or len(tokens) - dash > _LONGEST or not _names(clause, dash + 1, len(tokens), words):
        return None
    if not any(clause.predicative(at) for at in range(dash)) and tokens[dash - 1].text != ",":
        return None
    return _said(clause, (dash + 1, len(tokens)), (0, dash), quoted, words)


def _names(clause: Clause, first: int, end: int, words: Lexicon) -> bool:
    """Tell whether words name a source: an office, a house or a person in the nominative, and no verb."""
    tokens = clause.tokens[first:end]
    if any(token.pos not in _NOMINAL for token in tokens):
        return False
    head = _head(clause, first, end, words)
    return head is not None and not tokens[0].text.startswith("http")


def _head(clause: Clause, first: int, end: int, words: Lexicon) -> int | None:
    for at in range(first, end):
        token = clause.tokens[at]
        if token.pos == "ADP":
            return None
        body = token.lemma in words.types or token.lemma in words.media or token.lemma in words.houses
        if body or token.lemma in words.anonymous or token.entity in {"PERSON", "ORG"}:
            # What is not inflected ("МИД") may be any case, and a headline names who says in the nominative.
            return at if _nominative(token.tag) or token.lemma == token.text.lower() else None
    return None


def _nominative(tag: str) -> bool:
    return is_nominative(tag) or ("Case=" not in tag and not tag.startswith("NOUN,anim"))


def _said(
    clause: Clause, who: tuple[int, int], what: tuple[int, int], quoted: Sequence[Quotation], words: Lexicon
) -> Said | None:  # fmt: skip
    source, content = clause.trimmed(*who), clause.trimmed(*what)
    if content[1] - content[0] < _LEAST or source[1] <= source[0]:
        return None
    if not any(clause.predicative(at) for at in range(*content)):
        return None
    span = clause.span(*content)
    mark = who[1] if who[0] == 0 else who[0] - 1  # the colon, or the dash
    around = (each for each in quoted if each.whole.start == span.start and each.whole.end >= span.end)
    inner = next((each.inner for each in around), None)
    head = _head(clause, *source, words)
    head = source[0] if head is None else head
    spans: tuple[Span, ...] = (inner or span,)
    return Said(
        clause.sentence.index, (mark, mark + 1), source, head, spans, "say", "headline",
        "direct" if inner else "indirect", _SCORE,
    )  # fmt: skip
