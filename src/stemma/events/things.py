"""Things in events: weapons used and stopped, what was hit, damaged, destroyed or taken, how many acts."""

from collections.abc import Container, Mapping, Sequence
from functools import cache
from typing import Literal

from msgspec import Struct

from stemma.events.classes import Classes
from stemma.events.lexicon import noun_classes
from stemma.events.numbers import Count, find_counts
from stemma.events.resolve import Resolved
from stemma.events.tree import Tree
from stemma.records import Report, Thing
from stemma.resources import load_toml

Role = Literal["used", "stopped", "hit", "damaged", "destroyed", "seized", "acts"]
_FOUND_ROLES: tuple[Role, ...] = ("used", "stopped", "damaged", "destroyed", "hit", "seized")
_NOUNS = ("NOUN", "PROPN")
_PLURALS = ("NNS", "NNPS")
_ONE = frozenset({"a", "an", "another"})
_DEFINITE = frozenset({"the", "this", "that", "its", "their", "his", "her"})
# Roles in which any noun that is counted is a thing, known or not: "destroyed six oil pump jacks".
_OPEN = frozenset({"damaged", "destroyed", "seized", "stopped"})
# A thing farther from every act of its sentence than this, in steps of the tree, belongs to none.
_REACH = 6
_MAX_LINKS = 12
_COUNTING = ("nummod", "amod", "quantmod", "compound", "det")
_BETWEEN = 3


class Scene(Struct, frozen=True):
    """A sentence: its tree, what its nouns are, how many of each it counts, and the triggers of its acts."""

    report: Report
    tree: Tree
    classes: Classes
    counts: Mapping[int, Count]
    heads: Mapping[int, tuple[int, ...]]


class Part(Struct, frozen=True):
    """What became of a thing, and the token that says so: a verb, or the noun of an act."""

    role: Role
    by: int


@cache
def _table(name: str) -> Mapping[str, list[str]]:
    rows: dict[str, list[str]] = load_toml("events", "things.toml")[name]
    return rows


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_table("words")[name])


@cache
def _kinds() -> Mapping[str, str]:
    """Return the kind of each noun of a thing."""
    found: dict[str, str] = {}
    for kind, words in _table("kinds").items():
        for word in words:
            found.setdefault(word, kind)
    return found


@cache
def _roles() -> Mapping[str, Role]:
    """Return what becomes of the object of a verb, by the verb with its particle."""
    rows = _table("roles")
    return {verb: role for role in _FOUND_ROLES for verb in rows[role]}


@cache
def _gate() -> frozenset[str]:
    return frozenset({*_kinds(), *_words("acts"), *(verb for verb in _roles() if " " not in verb)})


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
    scene = Scene(report, tree, classes, _by_noun(tree), heads)
    found: dict[int, list[Thing]] = {}
    for index, token in enumerate(tree.tokens):
        told = _told(scene, index) if token.pos in _NOUNS else None
        owner = None if told is None else _owner(tree, heads, told.by, index)
        thing = None if told is None or owner is None else _thing(scene, index, told.role)
        if thing is not None and owner is not None:
            found.setdefault(owner, []).append(thing)
    return {head: tuple(things) for head, things in found.items()}


# --- counts ---------------------------------------------------------------------------------


def _by_noun(tree: Tree) -> dict[int, Count]:
    """Return the counts of a sentence by the noun that they count."""
    found: dict[int, Count] = {}
    for count in find_counts(tree):
        noun = _counted(tree, count)
        if noun is not None and noun not in found:  # "48 out of 53 drones" counts 48
            found[noun] = count
    return found


def _counted(tree: Tree, count: Count) -> int | None:
    """Return the noun that a number counts: above it, or below its "of"."""
    head, last = tree.tokens[count.head].head, max(count.tokens)
    if tree.words[last + 1 : last + 2] == ("-",):
        return None  # "a two-day bombardment"
    if tree.tokens[count.head].dep in _COUNTING and head != count.head:
        noun = head if tree.tokens[head].pos in _NOUNS else tree.tokens[head].head
        while tree.tokens[noun].dep == "compound" and tree.tokens[noun].head > noun:
            noun = tree.tokens[noun].head  # "three drone strikes"
        return noun if tree.tokens[noun].pos in _NOUNS else None
    if tree.words[last + 1 : last + 2] == ("of",) or tree.words[last + 1 : last + 3] == ("out", "of"):
        inside = range(last + 2, min(last + 2 + _BETWEEN + 2, len(tree.words)))
        return next((at for at in inside if _ends_phrase(tree, at)), None)
    return None


def _ends_phrase(tree: Tree, index: int) -> bool:
    """Say whether a noun is the last of its phrase ("attack drones")."""
    after = tree.tokens[index + 1 : index + 2]
    return tree.tokens[index].pos in _NOUNS and not (after and after[0].pos in _NOUNS)


# --- roles ----------------------------------------------------------------------------------


def _told(scene: Scene, index: int) -> Part | None:
    """Return what became of a noun's thing, None where the noun is no thing or nothing is told of it."""
    tree, counted = scene.tree, index in scene.counts
    lemma = tree.lemmas[index]
    if lemma in _words("never") or tree.tokens[index].entity in ("DATE", "TIME", "MONEY"):
        return None
    if lemma in _words("acts") and counted:
        return _counted_act(tree, index, scene.heads)
    kind = _kind(tree, index)
    if not kind and (not counted or _is_people(scene.classes, lemma, index)):
        return None
    found = _governed(tree, index, scene.counts)
    if found is None or not _fits(tree, found.role, kind, index, counted=counted):
        return None
    downed = found.role == "destroyed" and kind in _words("in_the_air")
    return Part("stopped", found.by) if downed else found


def _counted_act(tree: Tree, index: int, heads: Mapping[int, tuple[int, ...]]) -> Part | None:
    """Return that acts are counted: a trigger's own noun, or the object of doing ("made 114 attacks")."""
    own = next((head for head, words in heads.items() if index == head or index in words), None)
    if own is not None:
        return Part("acts", own)
    above = tree.tokens[index].head
    times = tree.lemmas[index] == "time" and above in heads  # "fired 133 times at X"
    return Part("acts", above) if times or tree.lemmas[above] in _words("done") else None


def _is_people(classes: Classes, lemma: str, index: int) -> bool:
    named = classes.of(index) & {"person", "group", "organisation", "country"}
    return bool(named) or "civilians" in noun_classes().get(lemma, frozenset())


def _kind(tree: Tree, index: int) -> str:
    """Return the kind of a noun's thing, by its last two words or its last, "" for none."""
    lemma = tree.lemmas[index].removesuffix("s") if tree.lemmas[index] not in _kinds() else tree.lemmas[index]
    if index and f"{tree.lemmas[index - 1]} {lemma}" in _kinds():
        return _kinds()[f"{tree.lemmas[index - 1]} {lemma}"]
    kind = _kinds().get(lemma, "")
    flying = lemma in ("vehicle", "system") and not _words("flying").isdisjoint(
        [tree.lemmas[at] for at in tree.children(index, "amod", "compound")]
    )
    return "airborne" if flying else kind


def _fits(tree: Tree, role: Role, kind: str, index: int, *, counted: bool) -> bool:
    """Say whether a thing of a kind can have a role: one uses weapons, one stops what flies or is laid."""
    if role == "used":
        return kind in _words("as_weapons") and (counted or bool(tree.children(index, "det")))
    if role == "seized" and not kind:
        return counted and _is_land(tree, index)
    if kind == "settlement" and not counted:
        return False  # which one is the event's place
    return bool(kind) or (role in _OPEN and counted)


def _is_land(tree: Tree, index: int) -> bool:
    """Say whether a noun measures land: "400 square miles", or a unit of land itself."""
    lemma = tree.lemmas[index]
    square = any(tree.lemmas[at] == "square" for at in tree.children(index, "amod", "compound"))
    return lemma in ("hectare", "acre") or (lemma in _words("land") and square)


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
        if listed and tree.tokens[head].pos in (*_NOUNS, "NUM"):
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
    if tree.tokens[above].pos not in (*_NOUNS, "NUM", "ADP", "VERB"):
        return False
    if word in _words("examples"):
        return True
    if word != "of":
        return False
    # "dozens of drones", "two of the boats", "the entrance of the school"; no "the mayor of the town"
    counted = tree.tokens[above].pos == "NUM" or tree.words[above] in _many()
    return counted or tree.lemmas[above] in _words("parts")


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
        if tree.tokens[clause].tag == "VBN" and tree.passive(clause):
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
    role = _roles().get(f"{lemma} {particle}") if particle else None
    role = role or _roles().get(lemma)
    return None if role is None else Part(role, verb)


def _as_end(tree: Tree, node: int) -> Part | None:
    """Return the role of what an act is on ("a raid on a camp") or is done with ("attacked with drones")."""
    token = tree.tokens[node]
    if token.dep != "pobj":
        return None
    word, above = tree.words[token.head], tree.tokens[token.head].head
    verb = _roles().get(tree.lemmas[above]) if tree.tokens[above].pos == "VERB" else None
    acts = tree.lemmas[above] in _words("acts")
    if word in _words("towards") and (acts or verb in ("used", "hit")):
        return None if _stopped_before(tree, above) else Part("hit", above)
    if word == "with" and tree.lemmas[above] == "engage":
        return Part("hit", above)
    armed = _kind(tree, node) in _words("as_weapons")
    if word in _words("with") and armed and (acts or verb in ("hit", "damaged", "destroyed")):
        return Part("used", above)
    return None


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
        return len(up) + len(down) - 2 + 3 * told, abs(head - index)

    best = min(heads, key=distance)
    return best if distance(best)[0] <= _REACH else None


# --- records --------------------------------------------------------------------------------


def _thing(scene: Scene, index: int, role: Role) -> Thing | None:
    tree, count = scene.tree, scene.counts.get(index) or _by_article(scene.tree, index)
    tokens = [index, *(at for at in tree.children(index, "compound", "amod", "nmod") if at < index)]
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


def _by_article(tree: Tree, index: int) -> Count | None:
    """Return the count of one that an article or possessor before a singular gives, None for no such word."""
    token = tree.tokens[index]
    determiners = [at for at in tree.children(index, "det", "poss") if tree.words[at] in _ONE | _DEFINITE]
    if token.tag in _PLURALS or not (determiners or token.pos == "PROPN"):
        return None
    first = [at for at in determiners if tree.words[at] in _ONE]
    return Count(tuple(first), index, 1, 1, 1, "exactly")


def _name(tree: Tree, classes: Classes, index: int) -> str:
    """Return a noun's words in the singular, with the nouns before it and without names."""
    if tree.lemmas[index] == "time":  # "fired 133 times"
        return tree.lemmas[tree.tokens[index].head]
    before = [
        at for at in tree.children(index, "compound")
        if at < index and tree.tokens[at].pos == "NOUN" and at not in classes.parties
    ]  # fmt: skip
    return " ".join([*(tree.words[at] for at in before), tree.lemmas[index]])
