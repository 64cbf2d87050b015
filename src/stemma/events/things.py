"""Things in events: weapons used and stopped, what was hit, damaged, destroyed or taken, how many acts."""

from collections.abc import Container, Mapping, Sequence
from functools import cache

from msgspec import Struct

from stemma.events.classes import Classes
from stemma.events.counted import NOUNS, counts_by_noun, things_table, words_of_things
from stemma.events.lexicon import noun_classes
from stemma.events.numbers import Count
from stemma.events.resolve import Resolved
from stemma.events.tree import Tree
from stemma.records import Report, Thing, ThingRole
from stemma.resources import load_toml

_FOUND_ROLES: tuple[ThingRole, ...] = ("used", "stopped", "damaged", "destroyed", "hit", "seized")
_PLURALS = ("NNS", "NNPS")
_ONE = frozenset({"a", "an", "another"})
_DEFINITE = frozenset({"the", "this", "that", "its", "their", "his", "her"})
# Roles in which any noun that is counted is a thing, known or not: "destroyed six oil pump jacks".
_OPEN = frozenset({"damaged", "destroyed", "seized", "stopped"})
# A thing farther from every act of its sentence than this, in steps of the tree, belongs to none.
_REACH = 6
_MAX_LINKS = 12
_BEFORE = ("compound", "amod", "nmod", "det", "poss", "nummod")


class Scene(Struct, frozen=True):
    """A sentence: its tree, what its nouns are, how many of each it counts, and the triggers of its acts."""

    report: Report
    tree: Tree
    classes: Classes
    counts: Mapping[int, Count]
    heads: Mapping[int, tuple[int, ...]]


class Part(Struct, frozen=True):
    """What became of a thing, and the token that says so: a verb, or the noun of an act."""

    role: ThingRole
    by: int


@cache
def _kinds() -> Mapping[str, str]:
    """Return the kind of each noun of a thing."""
    found: dict[str, str] = {}
    for kind, words in things_table("kinds").items():
        for word in words:
            found.setdefault(word, kind)
    return found


@cache
def _roles() -> Mapping[str, ThingRole]:
    """Return what becomes of the object of a verb, by the verb with its particle."""
    rows = things_table("roles")
    return {verb: role for role in _FOUND_ROLES for verb in rows[role]}


@cache
def _gate() -> frozenset[str]:
    return frozenset({*_kinds(), *words_of_things("acts"), *(verb for verb in _roles() if " " not in verb)})


def may_have_things(lemmas: tuple[str, ...]) -> bool:
    """Say whether a sentence has a word of a thing or of what becomes of one: the gate before all else."""
    return not _gate().isdisjoint(lemmas)


def things_of(
    report: Report, tree: Tree, classes: Classes, resolved: Sequence[Resolved]
) -> dict[int, tuple[Thing, ...]]:
    """Return the things of each physical event of a sentence, by the head of its trigger."""
    heads = {hit.head: hit.words for hit, code, _ in resolved if code.type}
    if not heads or not may_have_things(tree.lemmas):
        return {}
    scene = Scene(report, tree, classes, counts_by_noun(tree), heads)
    found: dict[int, list[Thing]] = {}
    for index, token in enumerate(tree.tokens):
        told = _told(scene, index) if token.pos in NOUNS else None
        owner = None if told is None else _owner(tree, heads, told.by, index)
        thing = None if told is None or owner is None else _thing(scene, index, told.role)
        if thing is not None and owner is not None:
            found.setdefault(owner, []).append(thing)
    return {head: tuple(things) for head, things in found.items()}


# --- roles ----------------------------------------------------------------------------------


def _told(scene: Scene, index: int) -> Part | None:
    """Return what became of a noun's thing, None where the noun is no thing or nothing is told of it."""
    tree, counted = scene.tree, index in scene.counts
    lemma, kind = tree.lemmas[index], _kind(tree, index)
    plain = not (kind or counted)  # as most nouns are
    if plain or _is_modifier(tree, index) or _means_other(tree, index, counted=counted):
        return None
    if lemma in words_of_things("acts") and counted:
        return _counted_act(tree, index, scene.heads)
    if not kind and _is_people(scene.classes, lemma, index):
        return None
    found = _governed(tree, index, scene.counts)
    if found is None or _is_earlier(scene, found) or _is_excluded(tree, index):
        return None
    if not _fits(tree, found.role, kind, index, counted=counted):
        return None
    downed = found.role == "destroyed" and kind in words_of_things("in_the_air")
    return Part("stopped", found.by) if downed else found


def _is_earlier(scene: Scene, part: Part) -> bool:
    """Say whether a participle before a noun tells of an act that is no event here ("a besieged town")."""
    before = scene.tree.tokens[part.by].dep == "amod" and part.role in ("hit", "seized")
    return before and not any(part.by == head or part.by in words for head, words in scene.heads.items())


def _is_excluded(tree: Tree, index: int) -> bool:
    """Say whether a thing is named as what was not meant ("shelled houses, not military sites")."""
    first = min([index, *(at for at in tree.children(index, *_BEFORE) if at < index)])
    return tree.words[first - 1 : first] == ("not",) or tree.words[first - 2 : first] == ("rather", "than")


def _is_modifier(tree: Tree, index: int) -> bool:
    """Say whether a plural after "a" only tells the kind of what follows ("a weapons and arms depot")."""
    if tree.tokens[index].tag not in _PLURALS or tree.lemmas[index] not in _kinds():
        return False
    return any(tree.words[at] in _ONE for at in tree.children(index, "det"))


def _means_other(tree: Tree, index: int, *, counted: bool) -> bool:
    """Say whether a noun is never a thing, or means none here: a time, limbs, a "round of talks"."""
    lemma = tree.lemmas[index]
    if lemma in words_of_things("never") or tree.tokens[index].entity in ("DATE", "TIME", "MONEY"):
        return True
    if lemma in words_of_things("plural_only") and (counted or tree.tokens[index].tag not in _PLURALS):
        return True
    if lemma not in words_of_things("no_of"):
        return False
    led = (at for at in tree.children(index, "prep") if tree.words[at] == "of")
    return any(not _kind(tree, thing) for at in led for thing in tree.children(at, "pobj"))


def _counted_act(tree: Tree, index: int, heads: Mapping[int, tuple[int, ...]]) -> Part | None:
    """Return that acts are counted: a trigger's own noun, or the object of doing ("made 114 attacks")."""
    own = next((head for head, words in heads.items() if index == head or index in words), None)
    if own is not None:
        return Part("acts", own)
    above = tree.tokens[index].head
    times = tree.lemmas[index] == "time" and above in heads  # "fired 133 times at X"
    return Part("acts", above) if times or tree.lemmas[above] in words_of_things("done") else None


def _is_people(classes: Classes, lemma: str, index: int) -> bool:
    named = classes.of(index) & {"person", "group", "organisation", "country"}
    return bool(named) or "civilians" in noun_classes().get(lemma, frozenset())


def _kind(tree: Tree, index: int) -> str:
    """Return the kind of a noun's thing, by its last two words or its last, "" for none."""
    lemma = tree.lemmas[index].removesuffix("s") if tree.lemmas[index] not in _kinds() else tree.lemmas[index]
    if index and f"{tree.lemmas[index - 1]} {lemma}" in _kinds():
        return _kinds()[f"{tree.lemmas[index - 1]} {lemma}"]
    kind = _kinds().get(lemma, "")
    flying = lemma in ("vehicle", "system") and not words_of_things("flying").isdisjoint(
        [tree.lemmas[at] for at in tree.children(index, "amod", "compound")]
    )
    return "airborne" if flying else kind


def _fits(tree: Tree, role: ThingRole, kind: str, index: int, *, counted: bool) -> bool:
    """Say whether a thing of a kind can have a role: one uses weapons, one stops what flies or is laid."""
    if role == "used":
        return kind in words_of_things("as_weapons") and (counted or bool(tree.children(index, "det")))
    if role == "seized" and tree.tokens[index].tag == "NN" and not counted and _is_bare(tree, index):
        return False  # "took shelter"
    if role == "seized" and not kind:
        return counted and _is_land(tree, index)
    if kind == "settlement" and not counted:
        return False  # which one is the event's place
    return bool(kind) or (role in _OPEN and counted)


def _is_bare(tree: Tree, index: int) -> bool:
    """Say whether a noun is an active verb's object with nothing before it."""
    before = any(at < index for at in tree.children(index))
    return tree.tokens[index].dep == "dobj" and tree.tokens[index].head == index - 1 and not before


def _is_land(tree: Tree, index: int) -> bool:
    """Say whether a noun measures land: "400 square miles", or a unit of land itself."""
    lemma = tree.lemmas[index]
    square = any(tree.lemmas[at] == "square" for at in tree.children(index, "amod", "compound"))
    return lemma in ("hectare", "acre") or (lemma in words_of_things("land") and square)


def _governed(tree: Tree, index: int, counts: Container[int]) -> Part | None:
    """Return the role that the words above a noun give it, through joined nouns, "of" and "including"."""
    node = index
    for _ in range(_MAX_LINKS):
        token = tree.tokens[node]
        head = token.head
        if head == node:
            return None
        found = _as_object(tree, node) or _as_end(tree, node)
        if found is not None:
            return found
        listed = token.dep == "conj" or (token.dep == "appos" and node in counts and head in counts)
        if listed and tree.tokens[head].pos in (*NOUNS, "NUM"):
            node = head
        elif token.dep == "pobj" and _passes(tree, head):
            node = tree.tokens[head].head
            if tree.words[node] == "out":
                node = tree.tokens[node].head
            if tree.tokens[node].pos == "VERB":  # "hit the area, including two houses"
                return _by_verb(tree, node)
        else:
            return None
    return None


def _passes(tree: Tree, preposition: int) -> bool:
    """Say whether what a preposition leads to has the role of the noun before it."""
    word, above = tree.words[preposition], tree.tokens[preposition].head
    if tree.words[above] == "out":  # "48 out of 53 drones"
        above = tree.tokens[above].head
    if tree.tokens[above].pos not in (*NOUNS, "NUM", "ADP", "VERB"):
        return False
    if word in words_of_things("examples"):
        return True
    if word != "of":
        return False
    # "dozens of drones", "two of the boats", "the entrance of the school"; no "the mayor of the town"
    counted = tree.tokens[above].pos == "NUM" or tree.words[above] in _many()
    return counted or tree.lemmas[above] in words_of_things("parts")


@cache
def _many() -> frozenset[str]:
    return frozenset(load_toml("events", "numbers.toml")["vague"])


def _as_object(tree: Tree, node: int) -> Part | None:
    """Return the role of a verb's object, of a passive's subject, or of what a participle tells of."""
    token = tree.tokens[node]
    if token.dep in ("dobj", "nsubjpass") or (token.dep == "npadvmod" and tree.object(token.head) == node):
        return _by_verb(tree, token.head)
    above = tree.tokens[token.head].head
    if token.dep == "nsubj" and tree.tokens[token.head].dep == "ccomp" and tree.object(above) == node:
        return _by_verb(tree, above)  # "destroyed | drones fired at X"
    for clause in tree.children(node, "acl", "relcl"):
        if tree.tokens[clause].tag == "VBN" and tree.passive(clause) and not tree.children(clause, "dobj"):
            found = _by_verb(tree, clause)
            if found is not None and tree.tokens[node].dep in ("ROOT", "nsubj"):
                return found
    before = [at for at in tree.children(node, "amod") if tree.tokens[at].tag == "VBN"]
    return next((found for at in before if (found := _by_verb(tree, at)) is not None), None)


def _by_verb(tree: Tree, verb: int) -> Part | None:
    """Return the role that a verb gives its object, with its particle first."""
    lemma = tree.lemmas[verb]
    beside = (at for at in tree.children(verb, "prt", "advmod") if at > verb)
    particle = next((tree.words[at] for at in beside), "")
    both = f"{lemma} {particle}"
    role = None if both in words_of_things("no_role") else _roles().get(both) or _roles().get(lemma)
    return None if role is None else Part(role, verb)


def _as_end(tree: Tree, node: int) -> Part | None:
    """Return the role of what an act is on ("a raid on a camp") or is done with ("attacked with drones")."""
    token = tree.tokens[node]
    if token.dep != "pobj":
        return None
    word, above = tree.words[token.head], tree.tokens[token.head].head
    if any(_is_time(tree, at) for at in tree.children(node, "compound", "nmod")):
        return _by_verb(tree, above)  # "fired on Tuesday rocket shells"
    verb = _roles().get(tree.lemmas[above]) if tree.tokens[above].pos == "VERB" else None
    acts = tree.lemmas[above] in words_of_things("acts")
    if word in words_of_things("towards") and (acts or verb in ("used", "hit")):
        stands = verb == "hit" and tree.object(above) is not None and word in words_of_things("where")
        return None if stands or _stopped_before(tree, above) else Part("hit", above)
    if word == "with" and tree.lemmas[above] == "engage":
        return Part("hit", above)
    armed = _kind(tree, node) in words_of_things("as_weapons")
    if word in words_of_things("with") and armed and (acts or verb in ("hit", "damaged", "destroyed")):
        return Part("used", above)
    return None


def _is_time(tree: Tree, index: int) -> bool:
    return tree.tokens[index].entity in ("DATE", "TIME")


def _stopped_before(tree: Tree, verb: int) -> bool:
    """Say whether what was fired at a thing was stopped ("downed six drones fired at a ship")."""
    stops = (_by_verb(tree, at) for at in list(tree.ancestors(verb))[:2] if tree.tokens[at].pos == "VERB")
    clause = tree.tokens[verb].dep in ("acl", "relcl", "ccomp")
    return clause and any(found is not None and found.role in ("stopped", "destroyed") for found in stops)


def _owner(tree: Tree, heads: Mapping[int, tuple[int, ...]], by: int, index: int) -> int | None:
    """Return the head of the act that a thing belongs to: its own verb, else the nearest one."""
    if by in heads:
        return by
    inside = next((head for head, words in heads.items() if by in words), None)
    if inside is not None:
        return inside

    def distance(head: int) -> tuple[int, int]:
        up, down = tree.path(head, by)
        told = sum(tree.tokens[node].dep in ("ccomp", "parataxis") for node in (*up[:-1], *down[1:]))
        # "Jets bombed a market, destroying huts, though no rebels were there": the act above goes first.
        beside = sum(tree.tokens[node].dep in ("advcl", "relcl", "acl") for node in up[:-1])
        harmed = tree.lemmas[head] in words_of_things("harmed")
        before = not harmed and any(_is_before(tree, node) for node in down[1:])
        return len(up) + len(down) - 2 + 3 * told + beside + _REACH * before, abs(head - index)

    best = min(heads, key=distance)
    return best if distance(best)[0] <= _REACH else None


def _is_before(tree: Tree, clause: int) -> bool:
    """Say whether a clause tells what went before ("an offensive began after positions were hit")."""
    joined = tree.tokens[clause].dep == "advcl"
    return joined and any(tree.words[at] == "after" for at in tree.children(clause, "mark", "prep", "advmod"))


# --- records --------------------------------------------------------------------------------


def _thing(scene: Scene, index: int, role: ThingRole) -> Thing | None:
    tree, count = scene.tree, scene.counts.get(index) or _by_article(scene.tree, index)
    tokens = _phrase(tree, index)
    if count is not None:
        if count.best == 0:
            return None
        tokens += count.tokens
    span = tree.span(tokens)
    text = scene.report.text[span.start : span.end]
    name, kind = _name(tree, scene.classes, index), _kind(tree, index)
    if count is None:
        return Thing(role, name, kind, None, None, None, "vague", span, text)
    return Thing(role, name, kind, count.best, count.low, count.high, count.comparator, span, text)


def _phrase(tree: Tree, index: int) -> list[int]:
    """Return a noun with its modifiers before it, in reading order, whole words on both sides of a hyphen."""
    start = _after_listed(tree, index)
    tokens = [at for at in tree.children(index, "compound", "amod", "nmod") if start <= at < index]
    low = min(tokens, default=index)
    below = set(tree.subtree(index))
    while low > start and low - 1 in below and (tree.words[low - 1] == "-" or _in_name(tree, low - 1)):
        low -= 1
    return [*range(low + (tree.words[low] == "-"), index + 1)]


def _in_name(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    joined = tree.words[index + 1] == "-" and token.pos != "NUM"
    return joined or token.dep in ("compound", "amod", "nmod")


def _after_listed(tree: Tree, index: int) -> int:
    """Return where a noun's own words begin after a time, or things without commas ("schools clinics")."""
    before = [at for at in tree.children(index, "compound", "nmod") if at < index]
    return max((at for at in before if _is_time(tree, at) or _is_listed(tree, at)), default=-1) + 1


def _is_listed(tree: Tree, index: int) -> bool:
    kind = _kind(tree, index)
    return tree.tokens[index].tag in _PLURALS and bool(kind) and kind not in words_of_things("as_weapons")


def _by_article(tree: Tree, index: int) -> Count | None:
    """Return the count of one that an article or possessor before a singular gives, None for no such word."""
    token = tree.tokens[index]
    determiners = [at for at in tree.children(index, "det", "poss") if tree.words[at] in _ONE | _DEFINITE]
    mass = tree.lemmas[index] in words_of_things("mass")
    if mass or token.tag in _PLURALS or not (determiners or token.pos == "PROPN"):
        return None
    first = [at for at in determiners if tree.words[at] in _ONE]
    return Count(tuple(first), index, 1, 1, 1, "exactly")


def _name(tree: Tree, classes: Classes, index: int) -> str:
    """Return a noun's words in the singular, with the nouns before it and without names."""
    if tree.lemmas[index] == "time":  # "fired 133 times"
        return tree.lemmas[tree.tokens[index].head]
    start = _after_listed(tree, index)
    before = [
        at for at in tree.children(index, "compound")
        if start <= at < index and tree.tokens[at].pos == "NOUN" and at not in classes.parties
    ]  # fmt: skip
    return " ".join([*(tree.words[at] for at in before), tree.lemmas[index]])
