"""Whose words: the source of a cue in the parse."""

from stemma.attribution.lexicon import words
from stemma.attribution.tree import Tree

_DEEPEST = 3  # verbs up which a subject is sought
_RELATIVES = frozenset({"who", "which", "that"})
_PAPERS = words("rules.toml", "papers")
_SPOKEN = frozenset(
    {"statement", "interview", "post", "message", "letter", "tweet", "speech", "video", "briefing"}
)


def source_of_verb(tree: Tree, cue: int) -> tuple[list[int] | None, int | None]:
    """Return the token indices of a verb's source and their head, or (None, None)."""
    head = _subject(tree, cue, 0)
    if head is None:
        return None, None
    return noun_phrase(tree, head, cue), head


def noun_phrase(tree: Tree, head: int, cue: int | None = None) -> list[int]:
    """Return the phrase of a noun: its subtree, without clauses that hold the cue; not to be changed."""
    key = ("phrase", head, cue)
    phrase: list[int] | None = tree.facts.get(key)
    if phrase is None:
        phrase = tree.facts[key] = _noun_phrase(tree, head, cue)
    return phrase


def _noun_phrase(tree: Tree, head: int, cue: int | None) -> list[int]:
    without = frozenset(
        kid
        for kid in tree.kids[head]
        if (cue is not None and tree.left[kid] <= cue <= tree.right[kid])
        or tree.tokens[kid].dep in {"parataxis", "punct"}
        or _in_a_paper(tree, kid)
        or tree.child(kid, "pcomp") is not None  # "accused by the group | of burning villages"
    )
    indices = tree.subtree(head, without)
    if cue is not None and head < cue:
        indices = [index for index in indices if index < cue]
    if indices[-1] - indices[0] + 1 == len(indices):
        return indices
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
    return list(range(low, high + 1))


def _in_a_paper(tree: Tree, kid: int) -> bool:
    """Whether a phrase says in what a speaker spoke, not who it is: "the army | in a statement denied"."""
    if tree.words(kid) != "in" or tree.tokens[kid].dep != "prep":
        return False
    paper = tree.child(kid, "pobj")
    if paper is None or tree.words(paper) not in _SPOKEN:
        return False
    return any(tree.words(each) in {"a", "an"} for each in tree.kids[paper])


def _subject(tree: Tree, cue: int, depth: int) -> int | None:
    """Return the head of a verb's source: its agent or subject, or that of the verb it leans on."""
    token = tree.tokens[cue]
    if depth > _DEEPEST:
        return None
    agent = tree.child(cue, "agent")
    if agent is not None:
        return tree.child(agent, "pobj")
    if tree.child(cue, "auxpass", "nsubjpass") is not None:
        return None
    subject = tree.child(cue, "nsubj")
    if subject is None:
        return _leaning(tree, cue, depth) if token.head != cue else None
    relative = tree.words(subject) in _RELATIVES and token.dep == "relcl"
    return token.head if relative else subject


def _leaning(tree: Tree, cue: int, depth: int) -> int | None:
    """Return the source of a verb without a subject: "he went on, adding", "a statement saying"."""
    token = tree.tokens[cue]
    head = tree.tokens[token.head].head if token.dep == "pcomp" else token.head
    verbal = tree.tokens[head].pos in {"VERB", "AUX"}
    if token.dep == "acl" and tree.tokens[head].pos in {"NOUN", "PROPN", "PRON"}:
        return head if tree.words(cue) in _PAPERS else None
    leans = token.dep in {"conj", "advcl", "xcomp", "parataxis", "pcomp"} or (
        token.dep == "ccomp" and token.tag == "VBG"
    )
    return _subject(tree, head, depth + 1) if verbal and leans else None
