"""Who says no more than what something is called, who they are, or that they will not tell."""

from stemma.attribution.found import Found
from stemma.attribution.kinds import may_speak
from stemma.attribution.lexicon import verb_classes, words
from stemma.attribution.tree import Tree
from stemma.attribution.verbs import will_not
from stemma.records import Token

_NAMING = frozenset({"call", "dub", "name", "nickname", "label", "brand", "term", "title"})
_UNNAMED = frozenset({"anonymity", "anonymous", "anonymously", "unnamed", "unidentified", "nameless"})
_NAMES = frozenset({"name", "names", "identity", "identities"})
_IDENTIFIED = frozenset({"named", "identified", "quoted", "cited"})
_INTRODUCING = frozenset({"identify", "introduce", "name", "call"})
_REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself"})
_REFUSING = frozenset({"decline", "refuse"})


def left_unsaid(tree: Tree, cue: int) -> bool:
    """Return whether a verb is what somebody does not say: "without mentioning who they thought did it"."""
    for index in (cue, *tree.ancestors(cue)):
        token = tree.tokens[index]
        if token.tag == "VBG" and tree.words(token.head) == "without":
            return token.lemma.lower() in verb_classes()
    return False


def cites_whom(found: Found, tree: Tree) -> bool:
    """Return whether what is cited is somebody of whom a clause tells more: "citing officers who spoke"."""
    head = found.content_head
    if found.lemma != "cite" or not found.rule.endswith("r:dobj") or head is None:
        return False
    return may_speak(tree.tokens[head]) or tree.words(head) in words("sources.toml", "anonymous")


def contained(found: Found, tree: Tree) -> list[Token]:
    """Return the tokens of a content."""
    return [tree.tokens[i] for i in found.within(tree.tokens)]


def only_names(found: Found, tree: Tree, cue: int) -> bool:
    """Return whether a cue only says what something is called: "a fighter named Sami", "dubbed “Storm”"."""
    if found.lemma not in _NAMING:
        return False
    if tree.tokens[cue].dep == "acl" and tree.tokens[cue].tag == "VBN" and found.lemma in {"name", "title"}:
        return True
    said = [token for token in contained(found, tree) if token.text[:1].isalnum()]
    small = words("rules.toml", "small")
    return bool(said) and all(t.text[0].isupper() or t.text[0].isdigit() or t.text in small for t in said)


def gives_a_name(found: Found, tree: Tree) -> bool:
    """Return whether somebody only says who they are: "identified himself as Sami", "calls itself X"."""
    if found.lemma not in _INTRODUCING:
        return False
    said = contained(found, tree)
    return bool(said) and said[0].text.lower() in _REFLEXIVE


def stays_unnamed(found: Found, tree: Tree) -> bool:
    """Return whether a source only asks to go unnamed, or says no more: "declined to comment"."""
    if found.lemma not in words("rules.toml", "wishing") or found.directness == "direct":
        return False
    said = [token.text.lower() for token in contained(found, tree)]
    if set(said) & _UNNAMED or (said[:2] == ["not", "to"] and set(said) & _NAMES):
        return True  # "asking not to use his name"
    if found.lemma in _REFUSING and said[:1] == ["to"]:
        if said[1:2] == ["be"]:
            return said[1:3] == ["be", "drawn"]
        return bool(set(said[1:2]) & words("rules.toml", "left_out") or said[1:2] == ["say"])
    asked = said[1:4] if said[:1] == ["not"] else said[:3]
    return asked[:2] == ["to", "be"] and asked[-1] in _IDENTIFIED


def refuses_to_speak(tree: Tree, verb: int) -> bool:
    """Return whether a verb tells that somebody will not comment: "declined to say", "would not confirm".

    Args:
        tree: the sentence.
        verb: the verb's token.
    """
    lemma = tree.tokens[verb].lemma.lower()
    if lemma in words("rules.toml", "withheld") and will_not(tree, verb):
        return True
    what = tree.child(verb, "xcomp") if lemma in _REFUSING else None
    if what is None or what < verb:
        return False
    lemma = tree.tokens[what].lemma.lower()
    if tree.child(what, "auxpass") is not None:
        return lemma == "draw"
    return lemma in words("rules.toml", "withheld")
