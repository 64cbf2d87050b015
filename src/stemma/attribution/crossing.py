"""Attributions that reach into each other: which holds which, and which tells what another tells already."""

import re

from stemma.attribution.citing import CITING
from stemma.attribution.found import Found, without
from stemma.attribution.glued import is_glued
from stemma.attribution.kinds import source_type
from stemma.attribution.tree import Tree, Trees, token_at
from stemma.records import Span

_WORDS = re.compile(r"\w")
_SAME = 0.5  # share of the shorter content that two contents share when they are one statement


def cut_mutual(found: list[Found]) -> None:
    """Part two statements that each hold the other's cue: the later, trailing cue is the outer one."""
    for outer in found:
        if not outer.cue or not outer.source or outer.start > outer.cue[0].start:
            continue
        low = min(outer.cue[0].start, outer.source[0].start)
        for inner in found:
            if inner is outer or inner.cue == outer.cue or not inner.cue or not inner.holds(outer.cue[0]):
                continue
            if outer.holds(inner.cue[0]) and inner.cue[0].start < low:
                inner.content = without(inner.content, low, inner.end, least=2)


def house_outside(found: list[Found], trees: Trees) -> None:
    """Read "A said that B fled, the Herald reported": the Herald passes on what A said, and not A the Herald.

    The parse hangs the verb at the end on the first one, and the statement on the verb at the end.
    """
    for outer in found:
        if not outer.cue or not outer.source or outer.directness == "direct" or len(outer.content) != 1:
            continue
        tree = trees[outer.sentence]
        low = min(outer.cue[0].start, outer.source[0].start)
        for inner in found:
            at = _reports_last(inner, outer, tree) if inner is not outer else None
            if at is not None and outer.cue[-1].end <= outer.start:
                end = tree.tokens[at - 1].end
                outer.content = (Span(outer.start, end),)
                inner.content = (Span(low, end),)
                break


def _reports_last(inner: Found, outer: Found, tree: Tree) -> int | None:
    """Return the comma before a speaker and verb at a sentence's end that a content took, else None."""
    if inner.sentence != outer.sentence or inner.source_sentence != outer.source_sentence:
        return None
    if not (inner.cue and inner.source and inner.content) or inner.klass not in {"assert", "report"}:
        return None
    head = inner.source_head
    between = inner.end <= inner.source[0].start < inner.cue[0].start
    near = 0 <= inner.start - outer.start <= len("that ")
    if head is None or not (between and near and outer.holds(inner.cue[0])):
        return None
    at = token_at(tree, inner.source[0].start) - 1
    named = tree.tokens[head].pos in {"NOUN", "PROPN"} and source_type("", "", tree.words(head)) != "document"
    behind = tree.tokens[inner.cue_token or 0].end
    rest = [token for token in tree.tokens if token.start >= behind and token.pos in {"VERB", "NOUN"}]
    return at if at > 0 and named and tree.tokens[at].text == "," and not rest else None


def only_a_cue(found: Found, every: list[Found], text: str) -> bool:
    """Whether a content is another's source and cue: "they added that" | "one ship reported damage"."""
    for other in every:
        if other is found or other.sentence != found.sentence or not other.cue or not other.source:
            continue
        low, high = other.source[0].start, other.cue[-1].end
        rest = text[high : found.end].strip().lower() if found.start <= low < high <= found.end else "-"
        if rest in {"", "that"} and not _WORDS.search(text, found.start, low):
            return True
    return False


def without_verb_before(found: Found, every: list[Found]) -> None:
    """Cut a speaker down, in place, where the verb is taken for a part of it.

    "The source | stated | in press remarks: “…”", where the parse takes "remarks" for the verb.
    """
    if not (found.source and found.content and found.cue) or found.source_sentence != found.sentence:
        return
    low, high = found.source[0].start, found.source[-1].end
    for other in every:
        told = other.content and other.cue and other.source
        if not told or other is found or other.sentence != found.sentence:
            continue
        inside = low == other.source[0].start < other.source[-1].end <= other.cue[0].start < high
        ahead = inside and other.cue[0].start < found.cue[-1].end
        if ahead and other.start == found.start and other.end == found.end:
            found.source, found.source_head = other.source, other.source_head
            found.cue = (Span(other.cue[0].start, found.cue[-1].end),)
            other.content = ()


def told_already(found: Found, kept: list[Found]) -> bool:
    """Whether "citing Y" or what nobody says or quotes repeats a statement; Y is then in its chain."""
    if is_glued(found):
        return False
    unsaid = found.lemma in CITING or found.cue_token is None
    if not unsaid and found.source:
        return False
    size = sum(span.end - span.start for span in found.content)
    return any(
        other is not found
        and other.lemma not in CITING
        and other.cue_token is not None
        and not (found.cue_token is None and found.holds(other.cue[0]))  # told inside the quotation
        and (other.sentence == found.sentence or found.cue_token is None)
        and (unsaid or bool(other.source))
        and sum(
            max(0, min(a.end, b.end) - max(a.start, b.start)) for a in found.content for b in other.content
        )
        >= _SAME * min(size, sum(span.end - span.start for span in other.content))
        for other in kept
    )
