"""Who may have done an act, and to whom: the parties that its report names, with what speaks for each."""

from collections.abc import Hashable, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from stemma.events.actors import actor_at, modifier_actor
from stemma.events.classes import Classes
from stemma.events.context import Context
from stemma.events.lexicon import noun_classes, word_set
from stemma.events.options import MANY, Around, Coded, Option, distance, trigger_kind
from stemma.events.tree import ACCUSING, Tree
from stemma.records import Actor, Report, Span

_ARMED = frozenset({"armed", "police", "aircraft", "attacker"})
_NAMED_BY_HEAD = _ARMED | {"group", "government"}
_BEFORE = ("amod", "compound", "nmod", "poss")
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_THERE = frozenset({"in", "inside", "within", "across", "throughout", "near", "around", "outside"})
_LITTLE = frozenset({"the", "a", "of", "and", "some", "dozens", "hundreds", "many", "several"})
_TELLING = frozenset({"Air/drone strike", "Suicide bomb"})  # kinds of act that tell who may have done them
_FLOWN, _GROUNDED = "Air/drone strike", frozenset({"armed_group", "opposition"})
_JUDGING = ACCUSING | {"denounce", "deplore", "document", "investigate", "mourn"}
_LOSSES = frozenset({"death", "killing", "murder", "loss", "wounding", "injury", "abduction", "kidnapping"})
_FAR = 5
_UP, _DOWN = 2, 3


class Seen(Struct, frozen=True):
    """A party as a sentence names it; ``head`` is its word in the tree, None where an act's record does."""

    sentence: int
    actor: Actor
    head: int | None = None
    modifier: bool = False


class Deeds(Struct, frozen=True):
    """The acts that have a party in one role, and their forms, types, ids and triggers' words."""

    acts: list[int]
    forms: set[str]
    types: set[str]
    ids: set[str]
    words: set[str]

    def add(self, around: Around, at: int) -> None:
        """Note that an act has the party in the role."""
        mention = around.coded[at].mention
        self.acts.append(at)
        self.forms.add(mention.sub_type)
        self.types.add(mention.type)
        self.ids.add(mention.id)
        self.words.update(around.words[at])


class Party(Struct, frozen=True):
    """A party of a report: each time it is named, and the acts that have it, by its role in them."""

    named: list[Seen]
    deeds: dict[str, Deeds]
    kind: str


Parties = dict[Hashable, Party]


def parties_named(around: Around) -> Parties:
    """Return the parties that the sentences of a report's acts name, by what makes them one."""
    found: Parties = {}
    done: set[int] = set()
    for coded in around.coded:
        index = coded.mention.sentence
        if index not in done:
            done.add(index)
            for key, seen in _in_sentence(around, coded.context):
                _party(found, key, seen.actor).named.append(seen)
    for at, coded in enumerate(around.coded):
        for role in ("actor", "target"):
            actor: Actor | None = getattr(coded.mention, role)
            if actor is not None:
                party = _party(found, party_key(actor), actor)
                party.deeds.setdefault(role, Deeds([], set(), set(), set(), set())).add(around, at)
                party.named.append(Seen(coded.mention.sentence, actor))
    return found


def _party(found: Parties, key: Hashable, actor: Actor) -> Party:
    if key not in found:
        found[key] = Party([], {}, kind_of(actor))
    return found[key]


def _in_sentence(around: Around, context: Context) -> list[tuple[Hashable, Seen]]:
    """Return the parties that a sentence names, each with what makes it one; kept with its tree."""
    tree, key = context.tree, "parties"
    if key not in tree.facts:
        tree.facts[key] = (context.sentence.start, _named_in(around.report, context))
    known: tuple[int, list[tuple[Hashable, Seen]]] = tree.facts[key]
    begin, named = known
    index, by = context.sentence.index, context.sentence.start - begin
    if by:
        named = [(own, replace(one, sentence=index, actor=_moved(one.actor, by))) for own, one in named]
    elif named and named[0][1].sentence != index:
        named = [(own, replace(one, sentence=index)) for own, one in named]
    return named


def _named_in(report: Report, context: Context) -> list[tuple[Hashable, Seen]]:
    tree, classes = context.tree, context.classes
    found = []
    for head, modifier in heads_of(tree, classes):
        actor = (modifier_actor if modifier else actor_at)(report, tree, classes, head)
        if any(letter.isalpha() for letter in actor.name):
            found.append((party_key(actor), Seen(context.sentence.index, actor, head, modifier)))
    return found


def _moved(actor: Actor, by: int) -> Actor:
    return replace(actor, span=Span(actor.span.start + by, actor.span.end + by))


def heads_of(tree: Tree, classes: Classes) -> list[tuple[int, bool]]:
    """Return the words of a sentence that name who may act, and whether each only stands before a noun."""
    key = "heads of parties"
    if key not in tree.facts:
        tree.facts[key] = list(_heads(tree, classes))
    found: list[tuple[int, bool]] = tree.facts[key]
    return found


def _heads(tree: Tree, classes: Classes) -> list[tuple[int, bool]]:
    found = []
    parties = classes.parties
    for index, token in enumerate(tree.tokens):
        if token.pos not in _NOUNS or (index not in parties and not classes.of(index) & _ARMED):
            continue
        if token.dep not in _BEFORE:
            if not _is_there(tree, classes, index):
                found.append((index, False))
            continue
        above = token.head
        if _says_where(tree, classes, index, above):
            continue
        named = bool(classes.of(above) & _NAMED_BY_HEAD) or above in parties
        beyond = tree.tokens[above].dep in _BEFORE and classes.of(tree.tokens[above].head) & _ARMED
        if not named and not beyond:
            found.append((index, True))
    return found


def _is_there(tree: Tree, classes: Classes, index: int) -> bool:
    """Say whether a state is only where something is ("in eastern Ruritania")."""
    token, party = tree.tokens[index], classes.parties.get(index)
    if party is None or not party.country or classes.of(index) & _ARMED:
        return False
    return token.dep == "pobj" and tree.words[token.head] in _THERE


def _says_where(tree: Tree, classes: Classes, index: int, above: int) -> bool:
    """Say whether a state's name or people only says where a place lies ("the Ruritanian town of X")."""
    party = classes.parties.get(index)
    small = tree.lemmas[above] in word_set("areas_named")
    return party is not None and bool(party.country) and small


def party_key(actor: Actor) -> Hashable:
    """Return what makes two parties one: their side, their state and kind, else their name."""
    if actor.side:
        return actor.side
    if actor.country and actor.kind:
        return (actor.country, actor.kind)
    words = actor.known_as.lower().split()
    return tuple([word.removesuffix("s") for word in words if word not in _LITTLE])


class View:
    """One act, and the parties that may be in it: who is named near, or acts elsewhere in the report."""

    def __init__(self, around: Around, parties: Parties, at: int) -> None:
        self.around, self.at, self.count = around, at, len(parties)
        self.coded: Coded = around.coded[at]
        self.mention = mention = self.coded.mention
        self.kind = trigger_kind(self.coded)
        self.type = mention.type.split()[0]
        self.flown = mention.sub_type == _FLOWN and "drone" not in mention.weapon
        self.beside = bool(at) and around.coded[at - 1].mention.sentence == mention.sentence
        armed = bool(mention.weapon) or "strike" in mention.sub_type
        self.form = (mention.sub_type if mention.sub_type in _TELLING else "arms") if armed else ""
        self.hurt = frozenset(_words(" ".join([each.victims for each in mention.casualties])))
        here, head = mention.sentence, self.coded.hit.head
        self.near = [
            (key, party, one, _who(self, one, party))
            for key, party in parties.items()
            for one in [_nearest(party.named, here, head)]
            if party.deeds or -_REACH <= one.sentence - here <= 1
        ]


def party_options(view: View, role: str) -> list[Option[Actor]]:
    """Return who may be the actor or the target of an act for which the rules have none, nobody first."""
    options = [Option[Actor](None, _nobody(view), ruled=True)]
    actor, here = role == "actor", view.mention.sentence
    other = _key_of(view.mention.target if actor else view.mention.actor)
    before = _key_of(getattr(view.around.coded[view.at - 1].mention, role)) if view.at else None
    for key, party, one, features in view.near:
        if key == other or (actor and view.flown and party.kind in _GROUNDED):
            continue
        head = one.head if one.sentence == here else None
        if head is not None and _is_told_otherwise(view, role, head):
            continue
        told = [*features, *_as_others(view, role, party)]
        if key == before:
            told += ("before", f"before|{view.kind}", f"before|{view.beside}")
        if head is not None:
            told += _in_tree(view, one, head)
        options.append(Option(one.actor, tuple(told)))
    return options


def _is_told_otherwise(view: View, role: str, head: int) -> bool:
    """Say whether a party is the other side of an act by its sentence, or has no hand in it."""
    hit, tree = view.coded.hit, view.coded.context.tree
    if head == (hit.target if role == "actor" else hit.actor) or _tells_of(tree, head, hit.head):
        return True
    return role == "actor" and _is_hurt(tree, head)


def _is_hurt(tree: Tree, index: int) -> bool:
    """Say whether a party is told as hurt or lost ("the death of a soldier", "the killing of six rebels")."""
    token = tree.tokens[index]
    of = token.dep == "pobj" and tree.words[token.head] == "of"
    return of and tree.lemmas[tree.tokens[token.head].head] in _LOSSES


def _tells_of(tree: Tree, index: int, act: int) -> bool:
    """Say whether a party is the subject of words of which an act is told ("the government denounced …")."""
    token = tree.tokens[index]
    above = token.head
    telling = tree.lemmas[above] in word_set("speech", "status.toml") or tree.lemmas[above] in _JUDGING
    return token.dep == "nsubj" and telling and above in tree.ancestors(act)


def _nearest(named: Sequence[Seen], here: int, head: int) -> Seen:
    """Return the naming nearest to an act: in sentences, those before it first, and in words."""
    if len(named) == 1:
        return named[0]
    best, least = named[0], (_FAR_AWAY, False, 0)
    for one in named:
        off = one.sentence - here
        if abs(off) <= least[0]:
            words = abs((_FAR_AWAY if one.head is None else one.head) - head) if off == 0 else 0
            rank = (abs(off), off > 0, words)
            if rank < least:
                best, least = one, rank
    return best


def _key_of(actor: Actor | None) -> Hashable:
    return None if actor is None else party_key(actor)


_REACH = 5  # sentences back to a party that no act has
_FAR_AWAY = 99


def _nobody(view: View) -> tuple[str, ...]:
    hit = view.coded.hit
    passive = hit.verbal and view.coded.context.tree.passive(hit.head)
    return (
        "none",
        f"none|{view.kind}",
        f"none|{view.type}",
        f"none|passive={passive}",
        f"none|n={min(MANY, view.count)}",
        f"none|weapon={view.mention.weapon != ''}|{view.kind}",
    )


def _who(view: View, one: Seen, party: Party) -> list[str]:
    """Return what kind of party it is, how near and how often it is named, and if it was hurt."""
    features = [
        *_of_kind(party.kind, view.type, view.form),
        *_of_place(distance(view.mention.sentence, one.sentence), view.kind),
        _MANY[min(MANY, len(party.named))],
    ]
    if view.hurt and not view.hurt.isdisjoint(_words(one.actor.name)):
        features.append("victim")
    return features


def _words(text: str) -> list[str]:
    return [word.removesuffix("s") for word in text.lower().split()]


_MANY = [f"many={count}" for count in range(MANY + 1)]


@cache
def _of_kind(kind: str, type_: str, form: str) -> tuple[str, ...]:
    told = (f"kind={kind}", f"kind={kind}|{type_}")
    return (*told, f"kind={kind}|{form}") if form else told


@cache
def _of_place(off: str, kind: str) -> tuple[str, ...]:
    return f"off={off}", f"off={off}|{kind}"


def kind_of(actor: Actor) -> str:
    """Return the kind of a party; who flies is of its own kind."""
    words = actor.name.lower().split()
    if "suicide" not in words and any(_flies(word) for word in words):
        return "air"
    return actor.kind or ("country" if actor.country else "none")


@cache
def _flying() -> frozenset[str]:
    return frozenset(word for word, found in noun_classes().items() if "aircraft" in found)


def _flies(word: str) -> bool:
    return word in _flying() or word.removesuffix("s") in _flying()


def _as_others(view: View, role: str, party: Party) -> list[str]:
    """Return which other acts have a party in a role, which the act itself leaves open, and in the other."""
    same, other = party.deeds.get(role), party.deeds.get(_OTHER[role])
    others = 0 if other is None else len(other.acts) - (view.at in other.acts)
    features = [_SAME[0 if same is None else min(2, len(same.acts))][min(2, others)]]
    if same is None:
        return features
    mention = view.mention
    if mention.sub_type in same.forms:
        features.append("form")
    if mention.type in same.types:
        features.append("type")
    if mention.antecedent and mention.antecedent in same.ids:
        features.append("antecedent")
    if not same.words.isdisjoint(view.around.words[view.at]):
        features.append("word")
    return features


_OTHER = {"actor": "target", "target": "actor"}
_SAME = [[f"same={same}|other={other}" for other in range(3)] for same in range(3)]


def _in_tree(view: View, one: Seen, head: int) -> tuple[str, ...]:
    """Return how a party stands to the act in its sentence's tree, kept with the tree."""
    tree, act = view.coded.context.tree, view.coded.hit.head
    key = ("party", act, head)
    if key not in tree.facts:
        first = heads_of(tree, view.coded.context.classes)[0][0] == head
        tree.facts[key] = _path_features(tree, act, head, first=first, modifier=one.modifier)
    found: tuple[str, ...] = tree.facts[key]
    return found


def _path_features(tree: Tree, act: int, head: int, *, first: bool, modifier: bool) -> tuple[str, ...]:
    token = tree.tokens[head]
    up, down = tree.path(act, head)
    ups = [tree.tokens[node].dep for node in up[:-1]]
    downs = [tree.tokens[node].dep for node in down[1:]]
    top = up[-1]
    passive = tree.passive(top) if tree.tokens[top].pos == "VERB" else "-"
    before = head < act
    return (
        f"dep={token.dep}",
        f"before={before}|{token.dep in ('nsubj', 'nsubjpass')}",
        f"up={'.'.join(ups[:_UP])}|down={'.'.join(downs[:_DOWN])}",
        f"down={downs[0] if downs else '-'}|{passive}",
        f"length={min(_FAR, len(ups) + len(downs))}",
        f"clause={tree.clause(head) == tree.clause(act)}|{before}",
        f"prep={tree.words[token.head] if token.dep == 'pobj' else '-'}",
        f"modifier={modifier}|{token.head == act}",
        f"first={first}|{before}",
    )
