"""Speech without quotation marks: a paragraph in the first person that ends with "…, - said X"."""

from collections.abc import Sequence
from dataclasses import replace

from stemma.attribution.slavic.clause import Clause
from stemma.attribution.slavic.found import Said
from stemma.records import Report, Span

_SCORE = 0.7
_OURS = frozenset({"я", "мы", "ми", "мой", "мій", "наш"})
_MARKS = frozenset({"«", '"', "“", "„"})


def earlier_sentences(found: Sequence[Said], clauses: Sequence[Clause], report: Report) -> list[Said]:
    """Return what a speaker said in the sentences of a paragraph before the one that names the speaker.

    Only where the paragraph has no quotation marks, and somebody in it says "I" or "we".
    """
    speaking = {each.sentence for each in found}
    made: list[Said] = []
    for said in found:
        clause = clauses[said.sentence]
        closes = said.rule == "parenthesis" and said.directness == "direct" and said.source is not None
        if not closes or said.content[0].start != clause.sentence.start or len(said.content) > 1:
            continue
        before = _before(clauses, said.sentence)
        text = report.text[report.blocks[clause.sentence.block].start : clause.sentence.end]
        if not before or speaking.intersection(before) or _MARKS.intersection(text):
            continue
        if any(_in_first_person(clauses[at]) for at in (*before, said.sentence)):
            made.extend(_moved(said, clauses[at]) for at in before)
    return made


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
    span = Span(clause.sentence.start, clause.sentence.end)
    return replace(said, content=(span,), told=clause.sentence.index, score=_SCORE)
