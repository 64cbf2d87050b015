"""Whether losses that one sentence tells are those of two acts: in turn, meanwhile, or at two places."""

from stemma.events.hits import Hit
from stemma.events.lexicon import word_set
from stemma.events.tree import Tree
from stemma.events.weapons import means_at, set_off

LOSSES = frozenset({"kill", "wound", "injure", "martyr", "maim"})


def lost_apart(tree: Tree, hit: Hit, other: Hit) -> bool:
    """Say whether two triggers, one of losses, tell two acts."""
    return (
        _lost_elsewhere(tree, hit, other)
        or _lost_before(tree, hit, other)
        or _lost_meanwhile(tree, hit, other)
    )


def _lost_before(tree: Tree, hit: Hit, other: Hit) -> bool:
    """Say whether losses by named means came after others ("killed in strikes after rockets killed two")."""
    first, second = sorted((hit, other), key=lambda one: one.head)
    if not (second.verbal and LOSSES & set(second.pattern.words) and set_off(tree, second.head)):
        return False
    if first.verbal:
        return bool(LOSSES & set(first.pattern.words)) and bool(means_at(tree, first.head))
    return any(
        tree.lemmas[verb] in LOSSES and first.head in means_at(tree, verb)
        for verb in tree.ancestors(second.head)
    )


def _lost_meanwhile(tree: Tree, hit: Hit, other: Hit) -> bool:
    """Say whether one act is a clause's own means of losses ("hit X while six were killed in clashes").

    "Six were killed in the clash" may be in the act told before.
    """
    up, down = tree.path(hit.head, other.head)
    for node in (*up[:-1], *down[1:]):
        means = [at for at in means_at(tree, node) if not _pointed(tree, at)]
        if means and {hit.head, other.head} & {node, *means} and _beside_losses(tree, node):
            return True
    return False


def _beside_losses(tree: Tree, node: int) -> bool:
    """Say whether a verb of losses has its own victims, behind "while" or joined to another verb."""
    token = tree.tokens[node]
    if tree.lemmas[node] not in word_set("losing") or not tree.children(node, "nsubj", "nsubjpass"):
        return False
    if token.dep == "advcl":
        return any(tree.words[at] in ("while", "whereas") for at in tree.children(node, "mark"))
    return token.dep == "conj" and tree.lemmas[token.head] not in word_set("losing")


def _pointed(tree: Tree, noun: int) -> bool:
    return any(tree.words[at] in word_set("pointing") for at in tree.children(noun, "det", "poss"))


def _lost_elsewhere(tree: Tree, hit: Hit, other: Hit) -> bool:
    """Say whether two joined clauses tell losses, each with a place ("killed in X, and two died in Y")."""
    first, second = sorted((hit.head, other.head))
    token = tree.tokens[second]
    if token.dep != "conj" or token.head != first or not both_verbs(tree, first, second):
        return False
    if not LOSSES & {tree.lemmas[first]} or not LOSSES & {tree.lemmas[second]} or not patients(tree, second):
        return False
    own, its = _scenes(tree, first, second), _scenes(tree, second, len(tree.words))
    return bool(own) and bool(its) and own.isdisjoint(its)


def _scenes(tree: Tree, verb: int, end: int) -> set[str]:
    """Return the names that "in" and the like lead to from a verb, up to some token."""
    led = (at for word, _, at in tree.prepositional(verb) if word in ("in", "at", "near", "outside"))
    return {
        tree.words[at] for at in led if at < end and tree.tokens[at].pos == "PROPN" and _is_name(tree, at)
    }


def _is_name(tree: Tree, at: int) -> bool:
    return tree.tokens[at].entity not in ("DATE", "TIME")


def patients(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return whom a verb is done to: its object, its passive subject, or who dies."""
    return (*tree.children(verb, "dobj", "nsubjpass"), *_dying(tree, verb))


def _dying(tree: Tree, verb: int) -> tuple[int, ...]:
    return tuple(tree.children(verb, "nsubj")) if tree.lemmas[verb] in word_set("dying") else ()


def both_verbs(tree: Tree, first: int, second: int) -> bool:
    """Say whether two words are verbs."""
    return tree.tokens[first].pos == tree.tokens[second].pos == "VERB"
