"""Speakers set between commas: "A, the mayor told the wire, but B" tells A and B."""

from stemma.attribution.found import Found
from stemma.attribution.lexicon import words
from stemma.attribution.tree import FINITE, Tree, spans_of
from stemma.records import Span

_JOINS = frozenset({"but", "and", "because"})
_SHORTEST = 3  # tokens of a clause
_HEARER = 6  # tokens between a cue and the comma behind whom it tells


def before_a_teller(found: Found, tree: Tree) -> None:
    """Read "A, X told the wire, …": what stands before is told, and not whom it is told to.

    Args:
        found: an attribution, put right in place.
        tree: its sentence.
    """
    cue = found.cue_token
    if cue is None or found.lemma not in words("rules.toml", "telling") or not found.source:
        return
    hearer = tree.child(cue, "dobj", "dative")
    told = tree.child(cue, "ccomp")
    if hearer is None or told is None or not told < cue < hearer or not found.holds(tree.tokens[hearer]):
        return
    if any(tree.tokens[i].tag in FINITE for i in found.within(tree.tokens) if i < _end(tree, hearer)):
        return
    edge = next((i for i, token in enumerate(tree.tokens) if token.start >= found.source[0].start), 0)
    said = tree.trimmed(list(range(tree.left[told], edge)))
    if len(said) >= _SHORTEST and tree.tokens[edge - 1].text == ",":
        found.content, found.content_head = spans_of(tree.tokens, said), told


def with_what_follows(found: Found, every: list[Found], tree: Tree) -> None:
    """Give a statement, in place, the clause behind its speaker: "A, X said, | but B".

    Of such clauses behind "but", "and" and "because" in PolNeAR's training articles 17 of 23 are the
    speaker's; a clause in which somebody else speaks, as in two of the other six, is left out here.

    Args:
        found: an attribution.
        every: all attributions.
        tree: the sentence of the first.
    """
    if len(found.content) != 1 or not found.source or found.source_sentence != found.sentence:
        return
    low = min(found.cue[0].start, found.source[0].start)
    if found.end > low or found.klass not in {"assert", "report"}:
        return
    edge = max(found.cue[-1].end, found.source[-1].end)
    comma = next((i for i, t in enumerate(tree.tokens) if t.start >= edge and t.text == ","), None)
    if comma is None or comma + _SHORTEST >= len(tree.tokens) or tree.words(comma + 1) not in _JOINS:
        return
    between = [i for i, t in enumerate(tree.tokens) if edge <= t.start and i < comma]
    before = [t for t in tree.tokens if t.end <= low]
    if not before or before[-1].text != "," or len(between) > _HEARER:
        return
    if any(tree.tokens[i].pos in {"VERB", "AUX"} for i in between):
        return
    rest = tree.trimmed(list(range(comma + 1, len(tree.tokens))))
    at = tree.tokens[comma].start
    spoken = any(one.sentence == found.sentence and one.cue and one.cue[0].start > at for one in every)
    if not spoken and _is_clause(tree, rest):
        found.content = (*found.content, *spans_of(tree.tokens, rest))


def without_a_bare_join(found: Found, tree: Tree) -> None:
    """Leave out, in place, a "but" behind the speaker whose clause somebody else speaks in."""
    if len(found.content) > 1:
        last = found.content[-1]
        rest = [token for token in tree.tokens if last.start <= token.start < last.end]
        if rest and all(token.pos in {"CCONJ", "PUNCT"} for token in rest):
            found.content = found.content[:-1]


def without_its_maker(found: Found, tree: Tree) -> None:
    """Leave out, in place, whom a statement is from: "warnings | from the mayor that | the dam broke"."""
    cue, head = found.cue_token, found.source_head
    if cue is None or head is None or found.source_sentence != found.sentence:
        return
    inside = (
        found.within(tree.tokens)
        if tree.tokens[cue].pos == "NOUN" and found.start > tree.tokens[cue].start
        else []
    )
    that = next((i for i in inside[:-1] if tree.words(i) == "that"), None)
    if that is None or tree.tokens[that + 1].pos in {"VERB", "AUX"} or len(found.content) > 1:
        return
    between = inside[: inside.index(that)]
    if not between or (head in between and tree.tokens[head].head == between[0]):
        found.content = (Span(tree.tokens[that + 1].start, found.end),)


def _is_clause(tree: Tree, rest: list[int]) -> bool:
    """Whether words have a finite verb with a subject of its own."""
    return any(
        tree.tokens[i].dep in {"nsubj", "nsubjpass", "expl"}
        and tree.tokens[i].head in rest
        and tree.tokens[i].pos in {"NOUN", "PROPN", "PRON", "NUM", "DET"}
        for i in rest
    ) and any(tree.tokens[i].tag in FINITE for i in rest)


def _end(tree: Tree, hearer: int) -> int:
    return tree.right[hearer] + 1
