"""Whether a content declares an aim: what its actor intends, plans, vows or threatens to do."""

from stemma.attribution.lexicon import words
from stemma.attribution.tree import Tree

_COMMITTING = frozenset({"promise"})
_SUBJECTS = frozenset({"we", "i"})
_WILL = frozenset({"will", "shall", "'ll", "’ll", "going"})  # noqa: RUF001 (typographic apostrophe)
_PURPOSED = frozenset({"mean", "intend", "design", "aim"})


def is_aim(tree: Tree, head: int, inside: set[int], klass: str, modal: str, *, negative: bool) -> bool:
    """Whether a content puts an aim of its actor: not every wish, hope or need, and no denied one.

    Args:
        tree: the sentence.
        head: the content's main word.
        inside: the content's tokens.
        klass: the class of its cue.
        modal: the modal on the main verb.
        negative: whether the content is negated or denied.
    """
    if negative:
        return False
    if klass in _COMMITTING:
        return any(tree.tokens[index].pos in {"VERB", "AUX"} for index in inside)
    token = tree.tokens[head]
    lemma = token.lemma.lower()
    infinitive = tree.child(head, "xcomp") is not None or _to_do(tree, head)
    if lemma in words("factuality.toml", "aims.verbs") and infinitive:
        return token.tag != "VBN" or lemma in _PURPOSED or tree.child(head, "auxpass") is None
    if lemma in words("factuality.toml", "aims.adjectives") and infinitive:
        return True
    if token.pos == "AUX" and any(
        tree.tokens[kid].lemma.lower() in words("factuality.toml", "aims.adjectives") and _to_do(tree, kid)
        for kid in tree.kids[head]
        if tree.tokens[kid].dep == "acomp"
    ):
        return True
    return _of_noun(tree, head) or _ours(tree, head, modal)


def _to_do(tree: Tree, index: int) -> bool:
    """Whether an infinitive hangs on a word: "plans to", "ready to"."""
    return any(
        tree.tokens[kid].tag == "VB" and any(tree.words(each) == "to" for each in tree.kids[kid])
        for kid in tree.kids[index]
        if kid > index and tree.tokens[kid].dep in {"xcomp", "acl", "relcl", "advcl", "ccomp"}
    )


def _of_noun(tree: Tree, head: int) -> bool:
    """Whether an aim is named: "our goal is to …", "has signalled its intent to …"."""
    nouns = words("factuality.toml", "aims.nouns")
    for kid in tree.kids[head]:
        token = tree.tokens[kid]
        if token.lemma.lower() not in nouns:
            continue
        if (
            token.dep == "dobj"
            and _to_do(tree, kid)
            and not any(tree.words(k) == "no" for k in tree.kids[kid])
        ):
            return True
        if token.dep == "nsubj" and tree.tokens[head].lemma == "be":
            return tree.child(head, "xcomp", "ccomp") is not None
    return False


def _ours(tree: Tree, head: int, modal: str) -> bool:
    """Whether a speaker says what they will or want to do: "we will retake", "we want to leave"."""
    subject = tree.child(head, "nsubj")
    if subject is None or tree.words(subject) not in _SUBJECTS:
        return False
    token = tree.tokens[head]
    if modal in _WILL:
        return token.pos == "VERB" and token.lemma.lower() not in words("factuality.toml", "aims.states")
    return token.lemma.lower() == "want" and token.tag == "VBP" and tree.child(head, "xcomp") is not None
