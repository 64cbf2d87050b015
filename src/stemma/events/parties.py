"""Who acts and who is acted upon in an event that a noun names ("Ruritanian shelling of X")."""

from stemma.events.classes import Classes
from stemma.events.lexicon import word_set
from stemma.events.tree import ACCUSING, Tree

_PREFIXED = frozenset({"anti", "pro"})
_ONLY_NAMED = frozenset({"any", "group", "organisation"})
_TIMED = ("DATE", "TIME")


def noun_actor(tree: Tree, classes: Classes, head: int, words: tuple[int, ...]) -> tuple[int | None, bool]:
    """Return who acts in an event that a noun names, and whether it is the noun's own modifier."""
    for child in reversed(tree.children(head, "poss", "amod", "compound", "nmod")):
        if (
            child in words
            or tree.words[child] == "military"
            or (tree.words[0] == "(" and ")" in tree.words[child:head])  # a credit before the sentence
            or _PREFIXED & set(tree.words[max(0, child - 2) : child])
        ):
            continue
        found = classes.of(child)
        party = classes.parties.get(child)
        if party is None and tree.tokens[child].pos == "ADJ" and tree.tokens[child].entity == "ORG":
            continue  # an adjective with a capital, at a sentence's beginning, taken for a name
        if party is None and tree.tokens[child].dep != "poss" and found <= _ONLY_NAMED:
            continue  # a name of nothing known before a noun is as often a place or a heading ("X massacre")
        if (party is not None and (party.country or party.kind)) or (
            found & word_set("acting") and "place" not in found
        ):
            return child, tree.tokens[child].dep != "poss"
    for word, _, inner in tree.prepositional(head):
        if word == "by" or (word == "between" and len(list(tree.conjuncts(inner))) > 1):
            return inner, False
    for clause in tree.children(head, "acl", "relcl"):
        agent = tree.subject(clause) if tree.passive(clause) else None
        if agent is not None:
            return agent, False
    return _light_actor(tree, head), False


def _light_actor(tree: Tree, head: int) -> int | None:
    """Return who "carried out", "claimed responsibility for" or "was involved in" an event."""
    token = tree.tokens[head]
    above = token.head
    if token.dep == "pobj":
        governor = tree.tokens[above].head
        if tree.lemmas[governor] == "responsibility":
            return tree.subject(tree.tokens[governor].head)
        if tree.lemmas[governor] in ACCUSING and tree.words[above] in ("of", "for"):
            return tree.object(governor)
        if tree.lemmas[governor] in word_set("taking_part"):
            return tree.object(governor) if tree.passive(governor) else tree.subject(governor)
    light = above != head and tree.lemmas[above] in word_set("light")
    return tree.subject(above) if light and token.dep in ("dobj", "nsubjpass") else None


def noun_target(tree: Tree, head: int, words: tuple[int, ...]) -> int | None:
    """Return who or what is acted upon in an event that a noun names."""
    weak = None
    for index in (head, *(word for word in words if word != head)):
        for word, _, inner in tree.prepositional(index):
            if tree.tokens[inner].entity in _TIMED:  # "on Thursday"
                continue
            if word in word_set("target_prepositions"):
                return inner
            joined = next((at for at in tree.conjuncts(inner) if at != inner), None)
            if word == "between" and joined is not None:
                return joined
            if word in ("of", "with") and weak is None and inner not in words:
                weak = inner
        for clause in tree.children(index, "acl", "relcl"):
            if tree.lemmas[clause] in word_set("hitting") and not tree.passive(clause):
                return tree.object(clause)
    return weak if weak is not None else _target_above(tree, head)


def _target_above(tree: Tree, head: int) -> int | None:
    """Return the target that the verb of a noun names ("the strike hit X", "carried out raids on X")."""
    token = tree.tokens[head]
    above = token.head
    if token.dep == "nsubj" and tree.lemmas[above] in word_set("hitting"):
        return tree.object(above)
    if token.dep in ("dobj", "nsubjpass") and tree.lemmas[above] in word_set("light"):
        on = word_set("target_prepositions")
        return next((inner for word, _, inner in tree.prepositional(above) if word in on), None)
    return next(iter(tree.children(head, "dobj")), None) if token.tag == "VBG" else None
