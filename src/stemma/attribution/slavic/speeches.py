"""Speech without quotation marks: a paragraph that a dash opens or in the first person, and "…, - said X"."""

# ruff: noqa: RUF001 (dashes)

from collections.abc import Sequence
from dataclasses import replace

from stemma.attribution.slavic.clause import Clause
from stemma.attribution.slavic.found import Said
from stemma.records import Report, Span

_SCORE = 0.7
_OURS = frozenset({"я", "мы", "ми", "мой", "мій", "наш"})
_MARKS = frozenset({"«", '"', "“", "„"})
_DASHES = frozenset({"-", "–", "—"})
_LEAST = 3  # words of a statement


def earlier_sentences(found: Sequence[Said], clauses: Sequence[Clause], report: Report) -> list[Said]:
    """Return what a speaker said in the sentences of a paragraph around the one that names the speaker.

    Those before, where a dash opens the paragraph, or where it has no quotation marks and somebody in it
    says "I" or "we"; those after, from one that a dash opens ("A, - said X. - B. C.").
    """
    speaking = {each.sentence for each in found}
    made: list[Said] = []
    for said in found:
        clause = clauses[said.sentence]
        closes = said.rule == "parenthesis" and said.directness == "direct" and said.source is not None
        if not closes or said.content[0].start > _begun(clause) or len(said.content) > 1:
            continue
        made.extend(_moved(said, clauses[at]) for at in _after(clauses, said.sentence, speaking))
        before = _before(clauses, said.sentence)
        if not before or speaking.intersection(before):
            continue
        text = report.text[report.blocks[clause.sentence.block].start : clause.sentence.end]
        dashed = _opens_with_dash(clauses[before[0]])
        ours = any(_in_first_person(clauses[at]) for at in (*before, said.sentence))
        if dashed or (ours and not _MARKS.intersection(text)):
            made.extend(_moved(said, clauses[at]) for at in before)
    return made


def _begun(clause: Clause) -> int:
    """Return where a sentence begins behind the dash that opens it."""
    tokens = clause.tokens
    return tokens[1].start if len(tokens) > 1 and tokens[0].text in _DASHES else clause.sentence.start


def _opens_with_dash(clause: Clause) -> bool:
    return bool(clause.tokens) and clause.tokens[0].text in _DASHES


def _after(clauses: Sequence[Clause], index: int, speaking: set[int]) -> list[int]:
    """Return the sentences that go on with a speech behind who speaks: the first of them has a dash."""
    block, found = clauses[index].sentence.block, list[int]()
    for at in range(index + 1, len(clauses)):
        clause = clauses[at]
        if clause.sentence.block != block or at in speaking or not (found or _opens_with_dash(clause)):
            break
        found.append(at)
    return [at for at in found if len(clauses[at].tokens) > _LEAST]


def _before(clauses: Sequence[Clause], index: int) -> list[int]:
    """Return the numbers of the sentences of a paragraph before one of them."""
    block, found = clauses[index].sentence.block, list[int]()
    while index and clauses[index - 1].sentence.block == block:
        index -= 1
        found.insert(0, index)
    return found


def _in_first_person(clause: Clause) -> bool:
    pronoun = any(token.lemma in _OURS for token in clause.tokens)
    return pronoun or any(clause.first_person(at) for at in range(len(clause.tokens)))


def _moved(said: Said, clause: Clause) -> Said:
    span = Span(_begun(clause), clause.sentence.end)
    return replace(said, content=(span,), told=clause.sentence.index, score=_SCORE)
