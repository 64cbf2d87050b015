"""Contents that begin with whom their speaker cites or goes by: "told Z, citing the army, that P"."""

from stemma.attribution.found import Found, begun_at
from stemma.attribution.tree import FINITE, Tree, Trees
from stemma.records import Span

CITING = frozenset({"citing", "quoting"})
_LONGEST = 25  # tokens from "citing" to the "that" behind whom it names
_SHORTEST = 3  # tokens of a statement


def behind_the_cited(found: Found, tree: Tree) -> None:
    """Begin a content, in place, behind whom its speaker cites: "reported, | citing two officers, that | P".

    Args:
        found: an attribution.
        tree: its sentence.
    """
    if found.directness == "direct" or not found.cue or found.start < found.cue[-1].end:
        return
    inside = found.within(tree.tokens)
    first = next((i for i in inside[:2] if tree.words(i) in CITING), None)
    that = None if first is None else _that_behind(tree, first)
    if that is None or that + _SHORTEST >= len(tree.tokens) or tree.tokens[that].start >= found.end:
        return
    found.content = begun_at(found.content, tree.tokens[that + 1].start)
    found.rule = "clause"
    if found.content_head is not None and found.content_head <= that:
        found.content_head = None


def cited_once(found: list[Found], trees: Trees) -> list[Found]:
    """Leave out what "citing X, that P" says besides the verb that brings P in: X is in that one's chain."""
    citing = {id(each) for each in found if _is_citing(each, trees[each.sentence])}
    told = {(each.sentence, each.end) for each in found if id(each) not in citing}
    return [each for each in found if id(each) not in citing or (each.sentence, each.end) not in told]


def _is_citing(found: Found, tree: Tree) -> bool:
    cue = found.cue_token
    behind = cue is not None and bool(found.content) and found.start > tree.tokens[cue].start
    return cue is not None and behind and tree.words(cue) in CITING


def _that_behind(tree: Tree, citing: int) -> int | None:
    """Return the "that" which opens a clause behind whom somebody cites, None where a verb stands between."""
    for index in range(citing + 2, min(citing + _LONGEST, len(tree.tokens))):
        if tree.tokens[index].tag in FINITE:
            return None
        if tree.words(index) == "that" and tree.words(index - 1) == ",":
            return index
    return None


def by_whom_inside(found: list[Found], trees: Trees) -> None:
    """Cut, in place, what somebody is gone by for down to what another one says.

    In "the mayor said that, according to the army, ten died" the army's words begin where the mayor's do.
    """
    for inner in found:
        if inner.lemma != "according" or not inner.source or not inner.cue:
            continue
        for outer in found:
            if not _goes_by(outer, inner):
                continue
            low = max(outer.start, inner.source[-1].end)
            kept = [Span(max(s.start, low), min(s.end, outer.end)) for s in inner.content if s.end > low]
            tree = trees[inner.sentence]
            if sum(low <= token.start < outer.end for token in tree.tokens) >= _SHORTEST and kept:
                inner.content, inner.rule = tuple(kept), "phrase"
            break


def _goes_by(outer: Found, inner: Found) -> bool:
    """Whether what somebody says begins with by whom they go, whose words were taken to hold the speaker."""
    if outer is inner or outer.sentence != inner.sentence or not (outer.cue and outer.source):
        return False
    ahead = outer.cue[-1].end <= outer.start <= inner.cue[0].start <= outer.start + len(", that ")
    return ahead and inner.holds(outer.cue[0]) and outer.holds(inner.source[-1])
