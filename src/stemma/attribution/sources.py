"""Whose words: the source of a cue in the parse."""

from stemma.attribution.tree import Tree

_RELATIVES = frozenset({"who", "which", "that"})
_DOCUMENT_ACL = frozenset(
    {
        "saying",
        "claiming",
        "stating",
        "showing",
        "suggesting",
        "indicating",
        "alleging",
        "warning",
        "announcing",
        "accusing",
        "reporting",
        "arguing",
        "denying",
        "confirming",
    }
)


def source_of_verb(tree: Tree, cue: int) -> tuple[list[int] | None, int | None]:
    """Return the token indices of a verb's source and their head, or (None, None)."""
    head = _subject(tree, cue, 0)
    if head is None:
        return None, None
    return noun_phrase(tree, head, cue), head


def noun_phrase(tree: Tree, head: int, cue: int | None = None) -> list[int]:
    """Return the phrase of a noun: its subtree, without clauses that hold the cue."""
    without = frozenset(
        kid
        for kid in tree.kids[head]
        if (cue is not None and tree.left[kid] <= cue <= tree.right[kid])
        or tree.tokens[kid].dep in {"parataxis", "punct"}
    )
    indices = tree.subtree(head, without)
    if cue is not None and head < cue:
        indices = [index for index in indices if index < cue]
    run = [head]
    # One unbroken run of tokens around the head, punctuation inside it included.
    members = set(indices)
    low = high = head
    while low - 1 >= 0 and (
        low - 1 in members or (low - 2 in members and tree.tokens[low - 1].dep == "punct")
    ):
        low -= 1
    while high + 1 < len(tree.tokens) and (
        high + 1 in members or (high + 2 in members and tree.tokens[high + 1].dep == "punct")
    ):
        high += 1
    run = list(range(low, high + 1))
    return run


def _subject(tree: Tree, cue: int, depth: int) -> int | None:
    tokens = tree.tokens
    if depth > 3:
        return None
    passive = tree.child(cue, "auxpass") is not None
    agent = tree.child(cue, "agent")
    if agent is not None:
        return tree.child(agent, "pobj")
    subject = tree.child(cue, "nsubj")
    if subject is not None and not passive:
        if tree.words(subject) in _RELATIVES and tokens[cue].dep == "relcl":
            return tokens[cue].head
        return subject
    if passive or tree.child(cue, "nsubjpass") is not None:
        return None
    head = tokens[cue].head
    dep = tokens[cue].dep
    if head == cue:
        return None
    if dep in {"conj", "advcl", "xcomp", "parataxis", "pcomp"}:
        if dep == "pcomp":
            head = tokens[head].head
        if tokens[head].pos in {"VERB", "AUX"}:
            return _subject(tree, head, depth + 1)
    if dep == "acl" and tokens[head].pos in {"NOUN", "PROPN", "PRON"}:
        return head if tree.words(cue) in _DOCUMENT_ACL else None
    if dep == "ccomp" and tokens[cue].tag == "VBG":
        return _subject(tree, head, depth + 1)
    return None
