"""Who does a political act where the verb's own subject is a thing, a place, or missing."""

from stemma.events.aims import aim_words, may_act
from stemma.events.classes import Classes
from stemma.events.hits import Hit
from stemma.events.tree import Tree


def who_is_there(tree: Tree, hit: Hit, actor: int) -> int | None:
    """Return who does what a participle tells whose subject the parse took to be a place or a receiver.

    "A team is in X investigating Y", "X sent letters to Y calling for Z".
    """
    if tree.tokens[hit.head].tag != "VBG":
        return None
    clausal = tree.tokens[actor].dep == "nsubj" and tree.tokens[hit.head].dep == "pcomp"
    behind = tree.tokens[actor].dep == "pobj" and tree.tokens[hit.head].head == actor
    if not (clausal or behind):
        return None
    prep = tree.tokens[hit.head if clausal else actor].head
    governor = tree.tokens[prep].head
    verbal = tree.tokens[governor].pos in ("VERB", "AUX")
    if tree.words[prep] == "to" and verbal:
        thing = tree.object(governor)
        sent = thing is not None and tree.lemmas[thing] in aim_words("papers")
        return tree.subject(governor) if sent else None
    if tree.words[prep] not in aim_words("where") or tree.tokens[actor].entity not in ("GPE", "LOC", "FAC"):
        return None
    return tree.subject(governor) if verbal else governor


def only_thing(tree: Tree, classes: Classes, hit: Hit) -> bool:
    """Say whether a thing that is nobody acts ("the Xian war has threatened Y"); papers speak for a body."""
    at = hit.actor
    if at is None or hit.modifier or tree.tokens[at].pos != "NOUN" or may_act(tree, classes, at):
        return False
    return tree.tokens[at].dep not in ("amod", "compound") and tree.lemmas[at] not in aim_words("speaking")


def behind_thing(tree: Tree, classes: Classes, hit: Hit, thing: int) -> int | None:
    """Return who acts where the subject is a thing: whose it is, or who put out what says it.

    "X's policy has been to support Y"; "X passed a resolution calling on Y to leave".
    """
    if tree.tokens[thing].pos not in ("NOUN", "PROPN"):
        return _acting_above(tree, classes, hit)
    owner = next((at for at in tree.children(thing, "poss") if may_act(tree, classes, at)), None)
    if owner is not None:
        return owner
    above = tree.tokens[thing].head
    said = tree.tokens[thing].dep == "dobj" and tree.tokens[hit.head].dep in ("acl", "relcl")
    if said and tree.lemmas[above] in aim_words("putting_out"):
        subject = tree.subject(above)
        return subject if subject is not None and may_act(tree, classes, subject) else hit.actor
    return _acting_above(tree, classes, hit)


def _acting_above(tree: Tree, classes: Classes, hit: Hit) -> int | None:
    """Return who does an act that was parsed as joined to another clause ("X was held and accuses Y")."""
    if tree.tokens[hit.head].dep != "conj" or tree.children(hit.head, "nsubj", "nsubjpass"):
        return hit.actor
    for above in tree.ancestors(hit.head):
        own = tree.subject(above) if tree.tokens[above].pos in ("VERB", "AUX") else None
        if own is not None and may_act(tree, classes, own):
            return own
    return hit.actor


def is_minded(tree: Tree, head: int) -> bool:
    """Say whether a passive says how somebody is minded or what they do ("is opposed to")."""
    if tree.lemmas[head] not in aim_words("minded"):
        return False
    if not tree.passive(head) and tree.tokens[head].dep != "acomp":
        return False
    return any(tree.words[at] in ("to", "in") for at in tree.children(head, "prep"))


def in_fire(tree: Tree, head: int) -> bool:
    """Say whether who is engaged is so in fighting that no other word tells ("in an exchange of fire")."""
    inside = (at for word, _, at in tree.prepositional(head) if word == "in")
    return any(tree.lemmas[at] in aim_words("of_fire") for at in inside)


def who_is_minded(tree: Tree, head: int) -> int | None:
    """Return who is so minded."""
    if tree.tokens[head].dep == "acomp":
        return tree.subject(tree.tokens[head].head)
    starts = (head, *tree.children(head, "auxpass"))
    return next((at for start in starts for at in tree.children(start, "nsubjpass", "nsubj")), None)
