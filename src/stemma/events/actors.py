"""Actors: the words that name an initiator or target, and the kind, side and country that they say."""

from stemma.events.classes import Classes
from stemma.events.lexicon import Party, word_set
from stemma.events.pronouns import antecedent
from stemma.events.tree import Tree
from stemma.events.triggers import Hit
from stemma.records import Actor, Report

# The first class that a head has decides the kind of the actor.
_KINDS = (
    ("prisoners_only", "civilians"),
    ("police", "police"),
    ("armed", "military"),
    ("protesters_only", "protesters"),
    ("media", "media"),
    ("medical", "medical"),
    ("government", "government"),
    ("opposition", "opposition"),
    ("civilians", "civilians"),
    ("protesters", "civilians"),
)
_ENTITY_KINDS = {"PERSON": "person", "ORG": "organisation"}
_SO_CALLED = frozenset({"so", "called", "so-called"})
# Classes that can do something: a place, an abstract noun or a name of nothing known cannot.
_INITIATORS = frozenset({"person", "armed", "group", "aircraft", "attacker", "pronoun", "reflexive"})
_TARGETS = frozenset({"person", "armed", "government", "country", "group", "police", "organisation"})
_NAMED = ("GPE", "ORG", "NORP", "PERSON", "LOC", "FAC")


def actor_at(report: Report, tree: Tree, classes: Classes, head: int) -> Actor:
    """Return the actor that a noun phrase names.

    ``name`` is the phrase without articles, counts and possessors; ``entity`` the fullest name
    inside it, or the name of the party that it names.
    """
    head = _counted(tree, head)
    words = _core(tree, tree.phrase(head), head)
    span = tree.span(words)
    party, backed = _party(tree, classes, words)
    if party is None:
        party = _owner(tree, classes, head)
    kind = _kind(tree, classes, head, words, party)
    country = "" if party is None or backed else party.country
    side = "" if party is None else party.side
    if (
        party is not None
        and party.country
        and kind in ("civilians", "media", "medical", "protesters", "police_detainee")
    ):
        side = ""
    if kind == "armed_group" and party is not None and not backed and party.country:
        side, country = "", party.country
    name = report.text[span.start : span.end]
    entity = _entity(tree, words) or (party.side if party is not None else "")
    return Actor(name, span, entity or name, kind, side, country)


def modifier_actor(report: Report, tree: Tree, classes: Classes, index: int) -> Actor:
    """Return the actor that a modifier names ("Russian" in "Russian shelling")."""
    party = classes.parties.get(index)
    words = [index]
    for child in tree.children(index, "compound", "amod", "nmod"):
        words += tree.subtree(child)
    span = tree.span(words)
    name = report.text[span.start : span.end]
    if party is None:
        return Actor(name, span, name, _kind(tree, classes, index, words, None))
    kind = party.kind or ("government" if party.country else "")
    return Actor(name, span, party.side, kind, party.side, party.country)


def parties_of(report: Report, tree: Tree, classes: Classes, hit: Hit) -> tuple[Actor | None, Actor | None]:
    """Return the initiator and the target of a trigger, as actors."""
    actor = target = None
    if hit.actor is not None:
        actor = (modifier_actor if hit.modifier else actor_at)(report, tree, classes, hit.actor)
        if not (actor.kind or actor.side or actor.country or classes.of(hit.actor) & _INITIATORS):
            actor = None
    if hit.target is not None and hit.target != hit.actor and classes.of(hit.target) & _TARGETS:
        target = actor_at(report, tree, classes, hit.target)
    return _if_named(actor), _if_named(target)


def _if_named(actor: Actor | None) -> Actor | None:
    """Return an actor unless its words are only a number."""
    counted = actor is None or not any(letter.isalpha() for letter in actor.name)
    return None if actor is None or counted or actor.name.lower() in word_set("vague") else actor


def _owner(tree: Tree, classes: Classes, head: int) -> Party | None:
    """Return the party that "its" in "its troops" stands for."""
    for child in tree.children(head, "poss"):
        owner = antecedent(tree, classes, child) if tree.tokens[child].pos == "PRON" else child
        if owner is not None and "armed" in classes.of(head):
            return next((classes.parties[at] for at in tree.phrase(owner) if at in classes.parties), None)
    return None


def _counted(tree: Tree, head: int) -> int:
    """Return what is counted: "soldiers" for "four of its soldiers"."""
    if (
        tree.tokens[head].pos == "NUM"
        or tree.words[head] in word_set("vague")
        or tree.lemmas[head] in word_set("counting")
    ):
        inner = next((at for word, _, at in tree.prepositional(head) if word == "of"), None)
        if inner is not None:
            return inner
    return head


def _core(tree: Tree, words: list[int], head: int) -> list[int]:
    """Drop articles, counts and commas from the left of a phrase."""
    kept = list(words)
    while kept and kept[0] != head:
        token = tree.tokens[kept[0]]
        named = token.entity in _NAMED and token.dep == "poss"
        if (
            (token.dep in word_set("dropped") and not named)
            or tree.words[kept[0]] in word_set("vague")
            or token.pos in ("PUNCT", "PART")
            or tree.words[kept[0]] in _SO_CALLED
        ):
            kept.pop(0)
        else:
            break
    return kept


def _party(tree: Tree, classes: Classes, words: list[int]) -> tuple[Party | None, bool]:
    """Return the party that a phrase names, and whether it is only that party's client."""
    chosen: Party | None = None
    backed = False
    for index in words:
        party = classes.parties.get(index)
        if party is None:
            continue
        before, after = tree.words[max(0, index - 2) : index], tree.words[index + 1 : index + 3]
        if "anti" in before:
            continue
        client = bool(word_set("backed") & set(after)) and "-" in after
        client = client or "pro" in before
        if chosen is None or backed:
            chosen, backed = party, client
    return chosen, backed


def _kind(tree: Tree, classes: Classes, head: int, words: list[int], party: Party | None) -> str:
    """Return the kind of an actor: what its party is, else what its head noun says."""
    found = classes.of(head)
    if party is not None and party.kind not in ("", "government"):
        return party.kind
    if "armed" in found:
        return _armed_kind(tree, head, words, party)
    by_class = next((kind for name, kind in _KINDS if name in found), "")
    if by_class or party is not None:
        return by_class or (party.kind if party is not None else "")
    return _ENTITY_KINDS.get(tree.tokens[head].entity, "")


def _armed_kind(tree: Tree, head: int, words: list[int], party: Party | None) -> str:
    """Tell the forces of a state from armed groups."""
    lemma = tree.lemmas[head]
    modifiers = {tree.lemmas[index] for index in words if index != head}
    state = bool(modifiers & word_set("state_modifiers"))
    if lemma in word_set("rebel_heads") or modifiers & word_set("rebel_modifiers"):
        return "military" if state and lemma == "fighter" else "armed_group"
    if lemma in word_set("state_heads") or state or (party is not None and party.country):
        return "military" if not _client(tree, words) else "armed_group"
    return "military" if "security" in modifiers else "armed"


def _client(tree: Tree, words: list[int]) -> bool:
    return any(tree.words[index] in word_set("backed") for index in words)


def _entity(tree: Tree, words: list[int]) -> str:
    best: list[int] = []
    run: list[int] = []
    for index in words:
        token = tree.tokens[index]
        if token.entity in ("ORG", "PERSON", "GPE") and (not token.entity_start or not run):
            run.append(index)
        else:
            run = [index] if token.entity in ("ORG", "PERSON", "GPE") else []
        if len(run) > len(best):
            best = list(run)
    return " ".join(tree.tokens[index].text for index in best)
