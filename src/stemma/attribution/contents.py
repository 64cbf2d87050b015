"""Which spans may be what a cue brings in: generous lists for the ranker."""

from stemma.attribution.candidates import HEADS_ABOVE, Content, Contents, edge_of, starts_before
from stemma.attribution.marks import BREAKS, DASHES, OPENING
from stemma.attribution.quotes import Quotation
from stemma.attribution.tree import SUBJECTS, Tree

_RIGHT = frozenset(
    {
        "ccomp", "xcomp", "dobj", "prep", "advcl", "acl", "oprd", "attr", "acomp", "npadvmod", "relcl",
        "dative", "parataxis", "nsubj", "pobj", "advmod", "dep", "pcomp", "conj", "appos", "agent",
    }
)  # fmt: skip
_LEFT = frozenset({"ccomp", "nsubjpass", "parataxis", "dobj", "advcl", "nsubj", "dep"})
_INSIDE = frozenset({"prep", "acl", "relcl", "ccomp", "xcomp", "dobj", "advcl"})
_RAISED = frozenset({"xcomp", "oprd", "acomp"})
_ROLES = frozenset({"as", "for", "of"})  # "is seen as", "was blamed for", "is accused of"
_GROUPS = 3  # right-hand children that one content may join
_LONG = 6  # tokens of a content that may have something loose at its end
_CUTS = 3
_COLON = 9  # tokens between a cue and the colon or opening mark of its content


def content_candidates(tree: Tree, cue: int, quotations: list[Quotation]) -> list[Content]:
    """Return the spans that may be what a cue brings in.

    Args:
        tree: the sentence.
        cue: the cue's token.
        quotations: the quotations that touch the sentence and do not hold the cue, in order.
    """
    found = Contents(tree, cue)
    last = len(tree.tokens) - 1
    if tree.tokens[cue].text == ":":
        found.add("m:after", cue, (cue + 1, last))
        found.add("m:before", cue, (0, cue - 1))
    _right(found)
    _raised(found)
    _left(found)
    _above(found)
    _quoted(found, quotations)
    for content in list(found.found.values()):
        _cut(found, content)
    return list(found.found.values())


def _right(found: Contents) -> None:
    tree, cue, tokens = found.tree, found.cue, found.tree.tokens
    kids = [kid for kid in tree.kids[cue] if kid > cue and tokens[kid].dep in _RIGHT]
    for position, kid in enumerate(kids):
        dep = tokens[kid].dep
        low, high = max(tree.left[kid], cue + 1), tree.right[kid]
        found.add(f"r:{dep}", kid, (low, high))
        if dep in {"prep", "dative", "agent"}:
            inner = tree.child(kid, "pobj", "pcomp")
            if inner is not None:
                found.add(f"r:{dep}.{tokens[kid].lemma}", inner, (kid + 1, high))
        elif dep in {"dobj", "xcomp", "attr", "acomp", "npadvmod"}:
            _inside(found, kid, dep)
        for other in kids[position + 1 : position + _GROUPS]:
            found.add(f"g:{dep}+{tokens[other].dep}", kid, (low, tree.right[other]))
    if kids and tree.right[cue] > cue:
        found.add(f"e:{tokens[kids[0]].dep}", kids[0], (max(tree.left[kids[0]], cue + 1), tree.right[cue]))
    last = len(tokens) - 1
    for index in range(cue + 1, min(cue + _COLON, last)):
        if tokens[index].text == ":" or (tokens[index].text in BREAKS and tokens[index + 1].text in OPENING):
            found.add("r:colon", index, (index + 1, last))
            break


def _raised(found: Contents) -> None:
    """Add clauses whose subject stands before a cue that nobody speaks: "ten are believed | to have died".

    With no source named, annotators of PolNeAR put such a subject into the content nineteen times of twenty.
    """
    tree, cue, tokens = found.tree, found.cue, found.tree.tokens
    subject = tree.child(cue, "nsubj", "nsubjpass")
    if subject is None or subject > cue:
        return
    passive = tokens[subject].dep == "nsubjpass"
    for kid in tree.kids[cue]:
        dep = tokens[kid].dep
        if kid > cue and (dep in _RAISED or (dep == "prep" and passive and tree.words(kid) in _ROLES)):
            before = (tree.left[subject], tree.right[subject])
            found.add(f"s:{dep}", kid, before, (max(tree.left[kid], cue + 1), tree.right[kid]))


def _inside(found: Contents, kid: int, dep: str) -> None:
    """Add what an object holds: "made the claim that …", "voiced support for …"."""
    tree, tokens = found.tree, found.tree.tokens
    for grand in tree.kids[kid]:
        if grand <= kid or tokens[grand].dep not in _INSIDE:
            continue
        found.add(f"r:{dep}>{tokens[grand].dep}", grand, (tree.left[grand], tree.right[grand]))
        inner = tree.child(grand, "pobj", "pcomp") if tokens[grand].dep == "prep" else None
        if inner is None:
            continue
        found.add(f"r:{dep}>prep.{tokens[grand].lemma}", inner, (grand + 1, tree.right[grand]))
        for deep in tree.kids[inner]:
            if deep > inner and tokens[deep].dep in {"prep", "acl"}:
                low = deep + (tokens[deep].dep == "prep")
                found.add(f"r:{dep}>prep>{tokens[deep].dep}", deep, (low, tree.right[deep]))


def _left(found: Contents) -> None:
    tree, cue, tokens = found.tree, found.cue, found.tree.tokens
    for kid in tree.kids[cue]:
        if kid < cue and tokens[kid].dep in _LEFT:
            found.add(f"l:{tokens[kid].dep}", kid, (tree.left[kid], tree.right[kid]))
    edges = {edge_of(tree, cue), *starts_before(tree, cue)}
    subject = tree.child(cue, *SUBJECTS)
    if subject is not None and subject < cue:
        edges.add(tree.left[subject])
    for at in sorted(edges):
        if at <= 1:
            continue
        if tokens[at - 1].text not in BREAKS:
            found.add("l:unbroken", tree.root, (0, at - 1))
            continue
        found.add("l:sentence", tree.root, (0, at - 1))
        after = next(
            (i + 1 for i in range(cue + 1, len(tokens) - 2) if tokens[i].text in DASHES | {",", ":", ";"}),
            None,
        )
        if after is not None:
            found.add("b:both", tree.root, (0, at - 1), (after, len(tokens) - 1))
        back = next((i for i in range(at - 2, 0, -1) if tokens[i].text in DASHES | {":", ";"}), None)
        if back is not None:
            found.add("l:part", tree.root, (back + 1, at - 1))


def _above(found: Contents) -> None:
    """Add clauses above the cue: what "according to X" or "…, X believes, …" stands in."""
    tree, cue, tokens = found.tree, found.cue, found.tree.tokens
    if tokens[cue].dep == "ROOT":
        return
    low, high = tree.left[cue], tree.right[cue]
    last = len(tokens) - 1
    found.add("a:sentence", tree.root, (0, low - 1), (high + 1, last))
    found.add("a:before", tree.root, (0, low - 1))
    found.add("a:after", tree.root, (high + 1, last))
    for ancestor in tree.ancestors(cue)[:HEADS_ABOVE]:
        dep = tokens[ancestor].dep
        found.add(f"a:{dep}", ancestor, (tree.left[ancestor], low - 1), (high + 1, tree.right[ancestor]))
        if tree.left[ancestor] < low:
            found.add(f"ab:{dep}", ancestor, (tree.left[ancestor], low - 1))


def _cut(found: Contents, content: Content) -> None:
    """Add a long content cut off before what hangs loosely on its end: ", while …", ", adding …"."""
    tokens = found.tree.tokens
    low, high = content.ranges[-1]
    if low < found.cue or content.kind[0] not in "res" or high - low < _LONG:
        return
    cuts = 0
    for index in range(low + 2, high - 1):
        if tokens[index].text not in DASHES | {",", ";"} or cuts == _CUTS:
            continue
        following = tokens[index + 1]
        joins = following.pos in {"SCONJ", "CCONJ"}
        if (
            joins
            or following.pos in {"ADV", "PRON"}
            or following.tag in {"VBG", "WP", "WDT"}
            or following.dep in {"mark", "cc"}
        ):
            word = following.text.lower() if joins else following.tag
            first = "cs" if content.kind[0] == "s" else "c"
            found.add(
                f"{first}{content.kind[1:]}|{word}", content.head, *content.ranges[:-1], (low, index - 1)
            )
            cuts += 1


def _quoted(found: Contents, quotations: list[Quotation]) -> None:
    ranges = []
    for quotation in quotations:
        inside = [
            i for i, token in enumerate(found.tree.tokens) if quotation.start <= token.start < quotation.end
        ]
        if inside:
            ranges.append((inside[0], inside[-1]))
            found.add("q:before" if inside[-1] < found.cue else "q:after", inside[0], ranges[-1])
    if len(ranges) > 1:
        found.add("q:all", ranges[0][0], *ranges)
        found.add("q:hull", ranges[0][0], (ranges[0][0], ranges[-1][1]))
