"""Sentences that point back or on: "The governor said this on Telegram", "The ministry said:"."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from stemma.attribution.slavic.clause import Clause
from stemma.attribution.slavic.found import Said
from stemma.attribution.slavic.lexicon import Lexicon
from stemma.attribution.slavic.quotations import Quotation
from stemma.attribution.slavic.speakers import Who, is_told, speaker
from stemma.records import Report, Span

_SCORE = 0.6  # the words are plain; how much of what stands before is meant is not
_OPENING = 4  # words before "about this": "Later on Monday the mayor told about this"
_INTRODUCED = 0.8
_LONGEST = 60  # sentences of a quotation over several paragraphs
_OPENING_MARKS = frozenset({"«", "“", "„", '"'})
_CLOSING_MARKS = ("»", "”", '"')
_THAT = frozenset({"что", "що"})
_LEAD = 3  # a paragraph of so many sentences is one piece of news


class Pointer(Struct, frozen=True):
    """A sentence that says who told what stands before it: its verb, its speaker, and who passes it on."""

    sentence: int
    verb: int
    who: Who
    carrier: tuple[int, int] | None


def pointer(clause: Clause, words: Lexicon) -> Pointer | None:
    """Return what a sentence such as "X reported this, writes Y" says, None for any other sentence."""
    tokens = clause.tokens
    about = next((at for at in range(len(tokens) - 1) if _this(clause, at, words)), None)
    if about is None:
        return None
    verbs = [
        at
        for at, token in enumerate(tokens)
        if words.kind(token.lemma) == "say"
        and (clause.finite(at) or is_told(clause, at, words))
        and not clause.first_person(at)
    ]
    verb = next((at for at in verbs if at > about or about - at <= _OPENING), None)
    if verb is None or any(clause.finite(at) for at in range(min(about, verb), verb)):
        return None
    if any(token.lemma in words.negation for token in tokens[max(0, verb - 1) : verb]):
        return None
    start = max(about + 2, verb + 1)
    explains = next((at for at in range(start, len(tokens)) if _explains(clause, at, words)), len(tokens))
    after = tokens[start:explains]
    if any(t.text == "," and n.text.lower() in _THAT for t, n in pairwise(after)):
        return None  # a statement of its own
    who = speaker(clause, verb, (), words)
    return Pointer(
        clause.sentence.index, verb, who, _carrier(clause, [at for at in verbs if at > verb], words)
    )


def _explains(clause: Clause, at: int, words: Lexicon) -> bool:
    """Tell whether a gerund adds a statement behind a comma: "…, explaining that"."""
    says = clause.gerund(at) and words.kind(clause.tokens[at].lemma) == "say"
    return says and clause.tokens[at - 1].text == ","


def _this(clause: Clause, at: int, words: Lexicon) -> bool:
    """Tell whether "about this" stands at a place, and no noun after it ("about this attack")."""
    if at > _OPENING + 2 or clause.tokens[at].text.lower() not in words.about:
        return False
    if clause.tokens[at + 1].text.lower() not in {"этом", "це", "цьому"}:
        return False
    after = clause.tokens[at + 2] if at + 2 < len(clause.tokens) else None
    return after is None or not (after.pos in {"ADJ", "NOUN"} and _locative(after.tag))


def _locative(tag: str) -> bool:
    return "Case=Loc" in tag or "loct" in tag


def _carrier(clause: Clause, verbs: Sequence[int], words: Lexicon) -> tuple[int, int] | None:
    for verb in verbs:
        who = speaker(clause, verb, (), words)
        if who.source is not None and who.head is not None and who.head > verb - 1:
            return who.source
    return None


def pointed(
    pointers: Sequence[Pointer], own: frozenset[int], clauses: Sequence[Clause], report: Report
) -> list[Said]:
    """Return the attributions of the sentences that pointers take up.

    Args:
        pointers: the report's pointing sentences, in order.
        own: the numbers of the sentences that nobody else says, the headline's among them.
        clauses: the report's sentences.
        report: the report.
    """
    told = own - {each.sentence for each in pointers}
    made = []
    for each in pointers:
        if each.who.source is None and each.who.reference is None:
            continue
        if clauses[each.sentence].tokens[-1].text == ":":
            continue  # it points on
        for index in _before(each.sentence, told, clauses, report):
            sentence = clauses[index].sentence
            made.append(
                Said(
                    each.sentence, (each.verb, each.verb + 1), each.who.source, each.who.head,
                    (Span(sentence.start, sentence.end),), "say", "points back", "indirect", _SCORE,
                    each.carrier or each.who.medium, each.who.reference, told=index,
                )
            )  # fmt: skip
    return made


def _before(index: int, own: frozenset[int], clauses: Sequence[Clause], report: Report) -> list[int]:
    """Return the sentences that a pointing one takes up: those before it, of a short paragraph all."""
    block = clauses[index].sentence.block
    at = index - 1
    if at < 0 or at not in own:
        return []
    of = clauses[at].sentence.block
    if of != block and not (of == block - 1 and report.blocks[block].kind == "body"):
        return []
    run = [at]
    while run[0] - 1 in own and clauses[run[0] - 1].sentence.block == of:
        run.insert(0, run[0] - 1)
    whole = not run[0] or clauses[run[0] - 1].sentence.block != of
    return run if whole and len(run) <= _LEAD else run[-1:]


def introduced(
    at: int, clauses: Sequence[Clause], quoted: Sequence[Quotation], report: Report, words: Lexicon
) -> list[Said]:
    """Return what a sentence that ends with a colon introduces: the quotation that opens the next one.

    A quotation over several paragraphs is told sentence by sentence.
    """
    clause = clauses[at]
    after = clauses[at + 1] if at + 1 < len(clauses) else None
    if after is None or not clause.tokens or clause.tokens[-1].text != ":" or not after.tokens:
        return []
    verbs = [
        index
        for index, token in enumerate(clause.tokens)
        if words.kind(token.lemma) == "say" and clause.finite(index)
    ]
    if (
        not verbs
        or after.sentence.block - clause.sentence.block > 1
        or after.tokens[0].text not in _OPENING_MARKS
    ):
        return []
    who = speaker(clause, verbs[-1], (), words)
    opening = next((each for each in quoted if each.whole.start == after.tokens[0].start), None)
    contents = (
        [(after.sentence.index, opening.inner)]
        if opening is not None
        else _over_paragraphs(at + 1, clauses, report)
    )
    return [
        Said(
            clause.sentence.index, (verbs[-1], verbs[-1] + 1), who.source, who.head, (content,), "say",
            "introduced", "direct", _INTRODUCED, who.medium, who.reference, told=index,
        )
        for index, content in contents
    ]  # fmt: skip


def _over_paragraphs(first: int, clauses: Sequence[Clause], report: Report) -> list[tuple[int, Span]]:
    """Return the sentences of a quotation that another paragraph than its first one closes."""
    found = []
    for clause in clauses[first : first + _LONGEST]:
        block = report.blocks[clause.sentence.block]
        if block.kind != "body":
            break
        tokens = [token for token in clause.tokens if token.pos != "PUNCT"]
        if tokens:
            found.append((clause.sentence.index, Span(tokens[0].start, tokens[-1].end)))
        closed = report.text[block.start : block.end].rstrip(" .").endswith(_CLOSING_MARKS)
        if closed and report.text[clause.sentence.end : block.end].strip(' .»”"') == "":
            return found
    return found[:1]
