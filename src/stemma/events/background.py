"""Triggers that tell no event: words of a list below an article, habits, means, what somebody is."""

from stemma.events.lexicon import word_set
from stemma.events.tree import Tree
from stemma.events.triggers import Hit

# Headings of lists of words below an article, how many words are looked back for one, and what shows that a
# noun after it goes on as a sentence.
_LISTED = frozenset({"Tags", "TAGS", "Related"})
_LISTS = frozenset({word.lower() for word in _LISTED})
_LIST = 14
# Acts that go on: a participle below a noun tells how things stand ("a town besieged by rebels").
_STATES = frozenset({"capture", "siege", "support", "group_change"})
_GOING_ON = {(word,) for word in ("on", "in", "at", "against", "near", "by", "have", "has", "were", "was")}


def unlisted(tree: Tree, hits: list[Hit]) -> list[Hit]:
    """Return the triggers but for words that stand after "Tags" or "Related" below an article."""
    if _LISTS.isdisjoint(tree.words):
        return hits
    return [hit for hit in hits if not _is_listed(tree, hit)]


def _is_listed(tree: Tree, hit: Hit) -> bool:
    if hit.verbal or tree.words[hit.head + 1 : hit.head + 2] in _GOING_ON:
        return False
    return any(token.text in _LISTED for token in tree.tokens[max(0, hit.head - _LIST) : hit.head])


def _is_means(tree: Tree, hit: Hit) -> bool:
    """Say whether acts are named as what somebody uses at any time ("uses air strikes to scare people")."""
    token = tree.tokens[hit.head]
    using = token.dep == "dobj" and tree.lemmas[token.head] == "use"
    return (
        using
        and not hit.verbal
        and token.tag == "NNS"
        and tree.tokens[token.head].tag in ("VBZ", "VBP", "VBG")
    )


def _marks_time(tree: Tree, hit: Hit) -> bool:
    """Say whether an act only says since when another is the first ("the first raid since the siege")."""
    above = tree.tokens[hit.head].head
    bounds = tree.tokens[hit.head].dep == "pobj" and tree.words[above] == "since"
    return bounds and not hit.verbal and tree.tokens[tree.tokens[above].head].pos == "NOUN"


def _of_habit(tree: Tree, verb: int) -> bool:
    """Say whether a verb, or one above it, tells what somebody does at any time ("gangs who raid X")."""
    for node in (verb, *tree.ancestors(verb)):
        token = tree.tokens[node]
        if token.dep == "relcl":
            return token.tag in ("VBP", "VBZ") and not tree.children(node, "aux", "auxpass")
        if token.tag != "VBG" and token.pos != "ADP" and node != verb:
            return False
        if node == verb and token.tag not in ("VBG", "VBP", "VBZ"):
            return False
    return False


def _only_says_whom(tree: Tree, hit: Hit) -> bool:
    """Say whether losses only tell of whom something else is said ("the bodies of those killed")."""
    token = tree.tokens[hit.head]
    bare = token.dep == "acl" and tree.words[token.head] == "those"
    return bare and hit.code.key == "killing" and not tree.children(hit.head, "prep", "agent", "npadvmod")


def is_background(tree: Tree, hit: Hit) -> bool:
    """Say whether a trigger tells a habit or a state rather than an event ("often", "in the past")."""
    nodes = [hit.head, tree.clause(hit.head)]
    token = tree.tokens[hit.head]
    if _is_means(tree, hit) or _only_says_whom(tree, hit) or _marks_time(tree, hit):
        return True  # "uses air strikes to"
    if hit.code.key in _STATES and token.dep == "acl" and token.tag == "VBN":
        return True  # "a base occupied by soldiers", "rebels backed by X"
    if hit.verbal and _of_habit(tree, hit.head):
        return True
    for node in nodes:
        if any(
            tree.lemmas[child] in word_set("habits")
            for child in tree.children(node, "advmod", "amod", "acomp")
        ):
            return True
        for word, _, inner in tree.prepositional(node):
            if word == "in" and tree.lemmas[inner] == "past" and not tree.children(inner, "amod", "nummod"):
                return True
    return False
