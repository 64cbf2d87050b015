"""When a trigger's words tell its event: what it must act on, what must and must not stand near it."""

from stemma.events.classes import Classes
from stemma.events.hits import INCIDENT
from stemma.events.lexicon import Pattern, word_set
from stemma.events.pronouns import antecedent
from stemma.events.tree import Tree

_SAID = frozenset({"ccomp", "parataxis"})
_EXPLICIT = frozenset({"armed", "group", "country"})


def vetoed(tree: Tree, row: Pattern, head: int, words: tuple[int, ...]) -> bool:
    """Say whether a word beside a trigger says that it is none."""
    if row.unless.isdisjoint(tree.lemmas):
        return False
    above = tree.tokens[head].head
    # What is said is not governed by the word of saying ("the base was attacked, a paper reported").
    near = {tree.lemmas[above]} if above != head and tree.tokens[head].dep not in _SAID else set()
    if tree.tokens[above].pos == "VERB":
        near -= word_set("weather")  # "stormed the hotel, killing two" tells of no storm
    if tree.passive(above):
        near -= word_set("filming")  # "the attack was filmed" is no film's
    if tree.tokens[above].pos == "ADP":
        near.add(tree.lemmas[tree.tokens[above].head])
    for index in (*words, *(child for word in words for child in tree.children(word))):
        if index not in words and not _is_joined_clause(tree, index):
            near.add(tree.lemmas[index])
            near.update(
                tree.lemmas[inner] for inner in tree.children(index, "pobj", "amod", "compound", "dobj")
            )
    return bool(row.unless & near)


def _is_joined_clause(tree: Tree, index: int) -> bool:
    """Say whether a verb begins a clause of its own ("X was attacked and losses were reported")."""
    token = tree.tokens[index]
    joined = token.dep == "conj" and token.pos == "VERB"
    return joined and bool(tree.children(index, "nsubj", "nsubjpass"))


def allowed(
    tree: Tree, classes: Classes, row: Pattern, head: int, actor: int | None, *, thing: int | None
) -> bool:
    """Say whether a verb's entry allows who acts and what is acted on, before who is behind them is known."""
    if row.object and not _holds_of_object(tree, classes, row, thing):
        return False
    doer = _meant(tree, classes, actor) if row.political else actor
    if row.subject and not _holds(classes, row.subject, doer):
        return False
    if row.words == ("enter",) and _for_purpose(tree, head):
        return False  # "entered X to arrest somebody"
    vague = row.strict and not classes.of(actor) & _EXPLICIT
    if vague or (row.near and not near(tree, row, head)):
        return False
    return not row.prep or any(_prep_holds(tree, classes, pair, head, thing) for pair in row.prep)


def _meant(tree: Tree, classes: Classes, actor: int | None) -> int | None:
    """Return whom a pronoun that acts stands for, where its sentence says so."""
    if actor is None or tree.tokens[actor].pos != "PRON":
        return actor
    meant = antecedent(tree, classes, actor)
    return actor if meant is None else meant


def _for_purpose(tree: Tree, verb: int) -> bool:
    clauses = tree.children(verb, "xcomp", "advcl")
    return any(tree.words[at] == "to" for clause in clauses for at in tree.children(clause, "aux"))


def of_words(tree: Tree, row: Pattern, head: int) -> bool:
    """Say whether an attack is one of words: "attacked her for being late", "X's attacks on Y" of persons."""
    if row.words != ("attack",):
        return False
    if row.verbal:
        reasons = (prep for prep in tree.children(head, "prep") if tree.words[prep] == "for")
        return any(tree.children(prep, "pcomp") for prep in reasons)
    owners = tree.children(head, "poss")
    aims = [inner for word, _, inner in tree.prepositional(head) if word in ("on", "against")]
    return bool(owners and aims) and all(_is_person(tree, at) for at in (*owners, *aims))


def _is_person(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.entity == "PERSON" or (token.pos == "PRON" and tree.words[index] in word_set("persons"))


def _holds(classes: Classes, wanted: frozenset[str], index: int | None) -> bool:
    if index is None:
        return "none" in wanted
    found = classes.of(index)
    return bool(wanted & found) or ("armed" in wanted and "opposition" in found)


def _holds_of_object(tree: Tree, classes: Classes, row: Pattern, thing: int | None) -> bool:
    """Say whether a condition holds of an object; of a number of things, it is asked of the things."""
    number = thing is not None and tree.tokens[thing].pos == "NUM" and "number" not in row.object
    if (
        number
        and thing is not None
        and any(word in ("of", "out") for word, _, _ in tree.prepositional(thing))
    ):
        return _holds_inside(tree, classes, row, thing)
    return _holds(classes, row.object, thing) or _holds_inside(tree, classes, row, thing)


def _holds_inside(tree: Tree, classes: Classes, row: Pattern, index: int | None) -> bool:
    """Say whether a condition holds of what an amount is of ("part of a programme")."""
    if index is None or (tree.lemmas[index] not in word_set("amounts") and tree.tokens[index].pos != "NUM"):
        return False
    return any(
        word in ("of", "out") and row.object & classes.of(inner)
        for word, _, inner in tree.prepositional(index)
    )


def near(tree: Tree, row: Pattern, head: int) -> bool:
    """Say whether a word that an entry asks for stands in the trigger's clause."""
    if row.near.isdisjoint(tree.lemmas) and row.near.isdisjoint(tree.words):
        return False
    below = tree.subtree(tree.clause(head))
    return any(tree.lemmas[index] in row.near or tree.words[index] in row.near for index in below)


def _prep_holds(tree: Tree, classes: Classes, pair: tuple[str, str], head: int, thing: int | None) -> bool:
    wanted, name = pair
    if wanted == "object":
        return thing is not None
    starts = [head] if thing is None else [head, thing]
    return any(
        word == wanted and name in classes.of(inner)
        for start in starts
        for word, _, inner in tree.prepositional(start)
    )


def told_so(tree: Tree, row: Pattern, head: int) -> bool:
    """Say whether a word that is an act only in some phrases stands in one ("under fire")."""
    if row.words == INCIDENT:
        return _took_place(tree, head)
    return row.words != ("fire",) or _under(tree, head)


def _took_place(tree: Tree, head: int) -> bool:
    """Say whether a noun is what happened and was told before ("the incident occurred in X")."""
    token = tree.tokens[head]
    told = any(tree.words[at] in word_set("pointing") for at in tree.children(head, "det", "poss"))
    return told and token.dep == "nsubj" and tree.lemmas[token.head] in word_set("happening")


def _under(tree: Tree, head: int) -> bool:
    """Say whether something stands under a noun, as the subject of "to be" ("was under heavy fire")."""
    above = tree.tokens[head].head
    below = tree.tokens[head].dep == "pobj" and tree.words[above] == "under"
    return below and tree.lemmas[tree.tokens[above].head] == "be"
