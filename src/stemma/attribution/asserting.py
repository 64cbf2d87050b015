"""Whether a sentence tells something: by a verb, by one that the parse takes for a noun, or in short."""

from stemma.attribution.lexicon import words
from stemma.attribution.tree import FINITE, SUBJECTS, Tree
from stemma.attribution.unspoken import in_a_name

SHORTEST = 4  # words of what tells something
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "PRON"})
_ASIDE = frozenset({"acl", "relcl", "advcl", "ccomp", "amod", "conj"})
_OPENERS = frozenset({"WDT", "WP", "WP$", "WRB"})
_GIVING = frozenset({"give", "award", "grant", "deny", "offer", "call", "name", "dub", "tell", "leave"})
_NEXT = 2  # words between a headline's verb and a number of people
_TITLED = 0.6  # share of a headline's longer words that have a capital
_LONG = 4  # letters of a longer word


def asserted(tree: Tree) -> int | None:
    """Return the token at the head of what a sentence asserts, None where it asserts nothing.

    That is its root if this is a verb or has a subject; else a verb that the parse hangs on a noun as if
    it were a participle ("Air raids | killed ten"), or what stands for one in a headline ("Raids Kill 22",
    "Ten killed in raid").
    """
    if not tree.tokens or len(tree.tokens) < SHORTEST or tree.tokens[-1].text == "?":
        return None
    root = tree.tokens[tree.root]
    if in_a_name(tree, tree.root) and not any(t.tag in FINITE and t is not root for t in tree.tokens):
        # A signature: "L. Marek / H. Said".
        return _titled_deed(tree)
    if root.pos in {"VERB", "AUX"} or tree.child(tree.root, "nsubj", "nsubjpass") is not None:
        return tree.root
    if root.pos not in _NOMINAL:
        return None
    # A colon's rest hangs on its label in many ways: whose words they are is asked elsewhere.
    if any(token.text == ":" for token in tree.tokens):
        return None
    return _misread(tree) or _harmed(tree) or _titled_deed(tree)


def _misread(tree: Tree) -> int | None:
    """Return a main verb that the parse hangs on a noun: finite, or with an object as no participle has."""
    for at, token in enumerate(tree.tokens):
        if token.pos != "VERB" or token.dep not in _ASIDE or (at <= tree.root and token.dep != "amod"):
            continue
        if _opened(tree, at):
            continue
        finite = any(tree.tokens[kid].dep in {"aux", "auxpass"} and tree.tokens[kid].tag in FINITE
                     for kid in tree.kids[at])  # fmt: skip
        active = token.tag in {"VBD", "VBN"} and token.dep == "acl" and _takes_an_object(tree, at)
        if finite or active:
            return at
    return None


def _opened(tree: Tree, verb: int) -> bool:
    """Whether a verb's clause, or one around it, is opened by a word that makes it another's part."""
    at = verb
    while at != tree.root:
        low = tree.left[at]
        inside = tree.tokens[low : verb + 1]
        if any(token.tag in _OPENERS or token.dep == "mark" or token.text == "that" for token in inside):
            return True
        at = tree.tokens[at].head
        if tree.tokens[at].pos not in {"VERB", "AUX"}:
            break
    return False


def _takes_an_object(tree: Tree, verb: int) -> bool:
    if tree.tokens[verb].lemma.lower() in _GIVING or tree.child(verb, *SUBJECTS) is not None:
        return False
    thing = tree.child(verb, "dobj")
    return thing is not None and thing > verb and tree.child(verb, "agent") is None


def _harmed(tree: Tree) -> int | None:
    """Return the participle of people in number who are harmed: "Ten killed in raid", "12 dead in blast"."""
    harmed = words("rules.toml", "harmed")
    joined = [kid for kid in tree.kids[tree.root] if tree.tokens[kid].dep == "conj"]
    for at in sorted({*tree.kids[tree.root], *(kid for one in joined for kid in tree.kids[one])}):
        token = tree.tokens[at]
        behind = at == tree.root + 1 or token.dep == "acl"
        if at > tree.root and behind and token.text.lower() in harmed and token.tag not in FINITE - {"VBD"}:
            return at if _counted(tree, at) else None
    return None


def _counted(tree: Tree, at: int) -> bool:
    """Whether a number stands before a word and no verb between."""
    before = tree.tokens[:at]
    several = words("rules.toml", "several")
    return any(token.pos == "NUM" or token.text.lower() in several for token in before) and not any(
        token.tag in FINITE for token in before
    )


def _titled_deed(tree: Tree) -> int | None:
    """Return a headline's verb in capitals that the parse takes for a part of a name: "Raids Kill 22"."""
    long = [token.text for token in tree.tokens if len(token.text) >= _LONG and token.text.isalpha()]
    if not long or sum(word[0].isupper() for word in long) < _TITLED * len(long):
        return None
    deeds = words("rules.toml", "headline_deeds")
    for at, token in enumerate(tree.tokens[1:-1], 1):
        if token.text.lower() not in deeds or not token.text.istitle():
            continue
        after = tree.tokens[at + 1 : at + 2 + _NEXT]
        inflected = token.text.endswith(("s", "ed")) and after[0].pos not in {"ADP", "PUNCT", "SCONJ"}
        if inflected or any(one.pos == "NUM" for one in after):
            return at
    return None
