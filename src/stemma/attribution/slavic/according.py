"""Who says what by a phrase: "according to X", "in the words of X", "by the data of X"."""

# ruff: noqa: RUF001 (Cyrillic letters)

from collections.abc import Iterator, Sequence

from stemma.attribution.slavic.clause import Clause
from stemma.attribution.slavic.found import Said
from stemma.attribution.slavic.lexicon import Lexicon
from stemma.attribution.slavic.quotations import Quotation, is_speech, quotation_at, whole_marks
from stemma.records import Span

_FROM = frozenset({"со", "зі", "із"})
_WORDS_OF = frozenset({"слово"})


def by_phrase(clause: Clause, quoted: Sequence[Quotation], words: Lexicon) -> Iterator[Said]:
    """Yield "in the words of X", "by the data of X", "according to X" with the rest of the sentence."""
    tokens = clause.tokens
    for index, token in enumerate(tokens[:-2]):
        cue = _phrase_cue(clause, index, words)
        if (
            cue is None
            or tokens[cue].lemma in words.relative
            or (token.pos != "ADP" and token.lemma not in words.according)
        ):
            continue
        between = range(index + 1, max(index + 1, cue - 1))
        owner = next((at for at in between if tokens[at].text.lower() in words.pronouns), None)
        start = cue if owner is None else owner
        end = start if owner is None else cue
        while end < len(tokens) and tokens[end].text not in {",", ":", ".", ";"} and not clause.finite(end):
            end += 1
        first, last = clause.trimmed(start, end) if owner is None else (owner, owner + 1)
        if last <= first:
            continue
        head = next((i for i in range(first, last) if tokens[i].pos in {"NOUN", "PROPN", "PRON"}), first)
        if clause.parsed and end < len(tokens) and clause.finite(end):
            last = end = max(head + 1, min(last, clause.phrase(head)[1]))  # no comma parts it from the rest
        content = _rest(clause, index, end, quoted)
        if content:
            direct = all(is_quoted for _, is_quoted in content)
            yield Said(
                clause.sentence.index, (index, cue), (first, last), head, tuple(span for span, _ in content),
                "phrase", "phrase", "direct" if direct else "indirect",
            )  # fmt: skip


def _phrase_cue(clause: Clause, index: int, words: Lexicon) -> int | None:
    """Return where the source of a phrase at ``index`` begins, None when there is no such phrase."""
    tokens = clause.tokens
    lower = tokens[index].text.lower()
    if lower in words.according:
        return _past_data(
            clause, index + (2 if tokens[index + 1].text.lower() in {"с", "із", "з"} else 1), words
        )
    if lower in _FROM and tokens[index + 1].lemma in _WORDS_OF:
        return index + 2
    if lower != words.by:
        return None
    for ahead in (index + 1, index + 2, index + 3):
        told = {tokens[ahead].lemma, tokens[ahead].text.lower()} if ahead < len(tokens) - 1 else set()
        if not told.isdisjoint(words.phrases):
            return ahead + 1
        if tokens[ahead].pos not in {"ADJ", "DET", "PRON"}:
            return None
    return None


def _past_data(clause: Clause, start: int, words: Lexicon) -> int:
    """Return where the source begins in "according to the data of X": behind the data, where X is named."""
    told = {clause.tokens[start].lemma, clause.tokens[start].text.lower()}
    after = clause.tokens[start + 1] if start + 1 < len(clause.tokens) else None
    named = after is not None and (after.pos in {"ADJ", "NOUN", "PROPN", "X"} or after.text == "«")
    return start + 1 if named and not told.isdisjoint(words.phrases) else start


def _rest(
    clause: Clause, first: int, end: int, quoted: Sequence[Quotation]
) -> list[tuple[Span, bool]] | None:
    """Return the sentence without the phrase from ``first`` to ``end``; a quotation after a colon alone."""
    tokens = clause.tokens
    for index in range(end, len(tokens) - 1):
        quotation = quotation_at(tokens[index + 1].start, quoted)
        if tokens[index].text == ":" and quotation is not None and is_speech(quotation):
            return [(quotation.inner, True)]
    spans = []
    for start, stop in ((0, first), (end, len(tokens))):
        low, high = clause.trimmed(start, stop)
        if high - low > 1 or (high > low and stop == len(tokens)):
            spans.append((whole_marks(clause, low, high, quoted), False))
    return spans or None
