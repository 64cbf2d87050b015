"""Whom a political act is aimed at: who is acted upon, whose a thing is, where a preposition leads."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from msgspec import Struct

from stemma.events.classes import Classes
from stemma.events.hits import Hit
from stemma.events.lexicon import act_nouns, seats
from stemma.events.parties import agent_of
from stemma.events.pronouns import antecedent
from stemma.events.together import members
from stemma.events.tree import Tree
from stemma.resources import load_toml

# Classes of nouns for those who act and are acted upon.
PARTY = frozenset(
    {"armed", "group", "country", "government", "police", "opposition", "person", "organisation"}
)
# Names of these kinds are nobody's.
_NO_PARTY = frozenset(
    {"DATE", "TIME", "MONEY", "PERCENT", "LAW", "EVENT", "LANGUAGE", "CARDINAL", "ORDINAL", "QUANTITY"}
)  # fmt: skip
_NAMES = frozenset({"GPE", "NORP", "ORG", "PERSON"})
_PREFIXED = frozenset({"anti", "pro"})
_SELVES = frozenset({"its", "their", "his", "her", "our", "my"})
_THIRD = frozenset({"it", "them", "him", "her"})
# Objects that are the second of those who act ("X and Y accused each other").
_EACH = (("each", "other"), ("one", "another"))
_NAMING = ("with", "to", "against", "from", "between", "toward", "towards")
# Prepositions to who is asked, and those before what is promised, refused or asked for.
_ADDRESSING = ("on", "upon", "to")
_AIMING = ("of", "to", "on", "from", "into", "against", "for")
# Prepositions to a noun that holds what is asked ("insisted on its demand that X leave").
_DEMANDED = ("on", "with", "for")
# How many things may stand between an act and whose they are ("players in the economy of X").
_HOPS = 2


class Case(Struct, frozen=True):
    """An act whose target is looked for: its verb or noun, its words, its object, who does it."""

    tree: Tree
    classes: Classes
    head: int
    words: tuple[int, ...]
    thing: int | None
    actor: int | None
    asks: bool = False
    visits: bool = False


@cache
def aim_words(name: str) -> frozenset[str]:
    """Return a closed set of words of ``aims.toml``."""
    return frozenset(load_toml("events", "aims.toml")["words"][name])


@cache
def _ways() -> Mapping[str, tuple[str, ...]]:
    return {key: tuple(ways) for key, ways in load_toml("events", "aims.toml")["ways"].items()}


@cache
def _noun_ways() -> Mapping[str, tuple[str, ...]]:
    return {key: tuple(ways) for key, ways in load_toml("events", "aims.toml")["nouns"].items()}


def aim_of(tree: Tree, classes: Classes, hit: Hit) -> int | None:
    """Return the head of whom an act is aimed at, None where its sentence does not say."""
    thing = tree.object(hit.head) if hit.verbal else None
    asks, visits = hit.code.plover == "REQUEST", hit.code.key == "visit"
    case = Case(tree, classes, hit.head, hit.words, thing, hit.actor, asks, visits)
    table = _ways()
    names = (" ".join(hit.pattern.words), hit.code.key, hit.code.plover, "SUPPORT")
    return _first(case, next(table[name] for name in names if name in table))


def noun_aim(tree: Tree, classes: Classes, code: str, head: int, actor: int | None) -> int | None:
    """Return the head of whom the act that a noun tells is aimed at, by the prepositions of its code."""
    by = actor if actor is not None and actor > head else None  # "a visit by X to Y", however it was parsed
    return _first(Case(tree, classes, head, (head,), by, actor), _noun_ways()[code])


def _first(case: Case, ways: tuple[str, ...]) -> int | None:
    """Return who the first of some ways leads to."""
    own = set() if case.actor is None else set(case.tree.phrase(case.actor))
    if case.thing is not None and case.tree.lemmas[case.head] in aim_words("moving"):
        ways = (*(way for way in ways if way != "object"), "object")
    for way in ways:
        step = _STEPS.get(way)
        found = _along(case, way) if step is None else step(case)
        if found is not None and found not in own:
            return found
    return None


def _object(case: Case) -> int | None:
    """Return who is acted upon, a pronoun as the noun before it that it stands for; nobody's own people."""
    at = case.thing
    if at is None or at in case.words or _is_own(case, at):
        return None
    if case.tree.words[at - 1 : at + 1] in _EACH:
        others = [] if case.actor is None else members(case.tree, case.classes, case.actor)[1:]
        return next((other for other in others if is_party(case, other)), None)
    if case.tree.words[at] in _THIRD and case.tree.tokens[at].pos == "PRON":
        meant = antecedent(case.tree, case.classes, at)
        return None if meant is None or meant == case.actor else meant
    return at if is_party(case, at) else None


def _receiver(case: Case) -> int | None:
    """Return who is given something without a preposition ("gave X a loan")."""
    return next((at for at in case.tree.children(case.head, "dative") if is_party(case, at)), None)


def _owner(case: Case) -> int | None:
    """Return whose the object is ("rejected X's offer", "condemned the raid by X")."""
    things = [case.thing, *(at for at in case.words if at != case.head)]
    found = (_whose(case, at) for at in things if at is not None and at not in case.classes.parties)
    return next((at for at in found if at is not None), None)


def _clause(case: Case) -> int | None:
    """Return who should do, or did, what a clause below says ("demanded that X leave")."""
    insisted = [inner for word, _, inner in case.tree.prepositional(case.head) if word in _DEMANDED]
    nouns = [at for at in (case.thing, *case.words, *insisted) if at is not None and at != case.head]
    below = [*case.tree.children(case.head, "ccomp", "xcomp")]
    below += [clause for noun in dict.fromkeys(nouns) for clause in case.tree.children(noun, "acl", "ccomp")]
    for clause in below:
        own = case.tree.children(clause, "nsubj", "nsubjpass")
        if own and own[0] > case.head and not _is_teller(case.tree, clause, own[0]):
            return own[0] if is_party(case, own[0]) else _whose(case, own[0])
    return None


def _is_teller(tree: Tree, clause: int, subject: int) -> bool:
    """Say whether a clause only names who told all before it ("…, officials said")."""
    first = min(tree.ends(subject)[0], subject)
    return tree.words[first - 1] == "," and tree.lemmas[clause] in aim_words("telling")


def _condition(case: Case) -> int | None:
    """Return who must do something for a threat not to be carried out ("unless X leaves")."""
    tree = case.tree
    verbs = dict.fromkeys((case.head, *case.words))
    inner = [verb for start in verbs for verb in tree.children(start, "xcomp", "ccomp")]
    for verb in (*verbs, *inner):
        for clause in tree.children(verb, "advcl"):
            if aim_words("unless").isdisjoint(tree.words[at] for at in tree.children(clause, "mark")):
                continue
            own = tree.children(clause, "nsubj", "nsubjpass")
            if own:
                return own[0] if is_party(case, own[0]) else _whose(case, own[0])
    return None


def _goal(case: Case, depth: int = 0) -> int | None:
    """Return whom the infinitive or gerund below a verb is aimed at ("agreed to lend X money")."""
    tree = case.tree
    if depth == 0 and case.asks and (case.thing is not None or _addressed(case)):
        return None  # who was asked is named, and is nobody known
    starts = dict.fromkeys((case.head, *case.words))
    below = [verb for start in starts for verb in (*tree.children(start, "xcomp"), *_gerunds(tree, start))]
    below += _purposes(tree, case.head) if depth else []
    for verb in (*below, *_plans(tree, case)):
        inner = Case(tree, case.classes, verb, (verb,), tree.object(verb), case.actor)
        found = _first(
            inner,
            ("object", "receiver", "against", "with", "on", "to", "from", "for", "owner", "clause", "in"),
        )
        if found is None and depth < _HOPS:
            found = _goal(inner, depth + 1)
        if found is not None:
            return found
    return None


def _addressed(case: Case) -> bool:
    return any(word in _ADDRESSING for word, _, _ in case.tree.prepositional(case.head))


def _gerunds(tree: Tree, head: int) -> list[int]:
    return [
        inner
        for word, _, inner in tree.prepositional(head)
        if word in _AIMING and tree.tokens[inner].dep == "pcomp"
    ]


def _purposes(tree: Tree, verb: int) -> list[int]:
    """Return what an act below another is for ("is willing to send arms to help defend X")."""
    clauses = tree.children(verb, "advcl")
    return [one for one in clauses if any(tree.words[at] == "to" for at in tree.children(one, "aux"))]


def _plans(tree: Tree, case: Case) -> list[int]:
    """Return the infinitives below what is acted upon ("reached a deal to supply X")."""
    return [] if case.thing is None else tree.children(case.thing, "acl")


def _partner(case: Case) -> int | None:
    """Return the second of those who act together ("X and Y agree", "the leaders of X and Y")."""
    if case.actor is None or case.tree.lemmas[case.head] not in aim_words("joint"):
        return None
    others = members(case.tree, case.classes, case.actor)[1:]
    return next((at for at in others if is_party(case, at) or _before(case, at) is not None), None)


def _served(case: Case) -> int | None:
    """Return whom a pact is to serve, where it names no partner ("signed an accord to supply X")."""
    tree, pact = case.tree, case.thing
    if pact is None or "pact" not in case.classes.of(pact):
        return None
    if any(word in _NAMING for start in (case.head, pact) for word, _, _ in tree.prepositional(start)):
        return None
    aims = (*tree.children(pact, "acl"), *tree.children(case.head, "advcl", "xcomp"))
    served = (
        tree.object(aim) for aim in aims if any(tree.words[at] == "to" for at in tree.children(aim, "aux"))
    )
    return next((at for at in served if at is not None and tree.tokens[at].pos == "PROPN"), None)


_STEPS: Mapping[str, Callable[[Case], int | None]] = {
    "object": _object, "receiver": _receiver, "owner": _owner, "clause": _clause, "goal": _goal,
    "partner": _partner, "served": _served, "condition": _condition,
}  # fmt: skip


def _along(case: Case, word: str) -> int | None:
    """Return the party that a preposition below the act, its words or its object leads to."""
    tree = case.tree
    starts = dict.fromkeys((case.head, *case.words, *(() if case.thing is None else (case.thing,))))
    for start in starts:
        for link, _, inner in tree.prepositional(start):
            below_deed = start == case.thing and case.thing not in case.words and _is_deed(case, start)
            if link != word or (below_deed and word != "with"):
                continue
            if _is_own(case, inner):
                continue
            if is_party(case, inner) and not (word == "in" and not case.visits and _is_seat(case, inner)):
                tied = _linked_to(tree, inner) if _before(case, inner) is None else None
                return inner if tied is None or not is_party(case, tied) else tied
            if tree.tokens[inner].pos == "VERB":  # "objected to X leading the talks"
                found = next((at for at in tree.children(inner, "nsubj") if is_party(case, at)), None)
            else:
                found = _whose(case, inner)
            if found is not None:
                return found
    return None


def _whose(case: Case, noun: int, hops: int = _HOPS) -> int | None:
    """Return the party that a thing belongs to, or that did it."""
    before = _before(case, noun)
    if before is not None:
        return before
    agent = _done_by(case.tree, noun)
    if agent is not None and is_party(case, agent):
        return agent
    phrases = list(case.tree.prepositional(noun))
    for link in _links(case, noun):
        for word, _, inner in phrases:
            if word != link or inner == case.actor or case.tree.tokens[inner].entity in _NO_PARTY:
                continue
            if _is_own(case, inner):
                continue
            if is_party(case, inner) and not (word == "in" and _is_seat(case, inner)):
                return inner
            found = _whose(case, inner, hops - 1) if hops else None
            if found is not None:
                return found
    return None


def _links(case: Case, noun: int) -> Sequence[str]:
    """Return the prepositions after a thing that lead to whose it is."""
    if _is_deed(case, noun):
        return ("by",)
    links = sorted(aim_words("whose"), key=_order)
    there = "pact" in case.classes.of(noun) or case.tree.lemmas[noun] in aim_words("said_there")
    return [link for link in links if link != "in"] if there else links  # "breached the truce in X"


def _done_by(tree: Tree, noun: int) -> int | None:
    """Return who did, or owned, what a noun names, as a clause behind it says."""
    agent = agent_of(tree, noun)
    agent = _doer(tree, noun) if agent is None else agent
    return _taken_from(tree, noun) if agent is None else agent


def _doer(tree: Tree, noun: int) -> int | None:
    """Return who does the deed, as the clause behind it tells ("the crimes that X is committing")."""
    for clause in tree.children(noun, "relcl"):
        own = tree.children(clause, "nsubj")
        if own and tree.lemmas[clause] in aim_words("doing") and tree.tokens[own[0]].pos != "PRON":
            return own[0]
    return None


def _taken_from(tree: Tree, noun: int) -> int | None:
    """Return from whom a thing came ("weapons seized from X", "companies linked to X")."""
    for clause in tree.children(noun, "acl"):
        if tree.tokens[clause].tag == "VBN":
            found = next((at for word, _, at in tree.prepositional(clause) if word == "from"), None)
            if found is not None:
                return found
    return _linked_to(tree, noun)


def _linked_to(tree: Tree, noun: int) -> int | None:
    """Return to whom a clause behind a noun ties it ("companies linked to X")."""
    tied = (clause for clause in tree.children(noun, "acl") if tree.lemmas[clause] in aim_words("linked"))
    return next(
        (at for clause in tied for word, _, at in tree.prepositional(clause) if word in ("with", "to")), None
    )


def _is_seat(case: Case, at: int) -> bool:
    """Say whether a word is a city that stands for a government, which it does not after "in"."""
    party = case.classes.parties.get(at)
    body = party is not None and party.kind == "international" and case.tree.tokens[at].entity == "GPE"
    return body or case.tree.words[at] in seats()


def _order(link: str) -> int:
    words: list[str] = load_toml("events", "aims.toml")["words"]["whose"]
    return words.index(link)


def _before(case: Case, noun: int) -> int | None:
    """Return the party named before a thing ("X's invasion", "the Xian accusations"), the nearest."""
    tree = case.tree
    beside = tree.children(noun, "poss", "amod", "compound", "nmod")
    inner = [
        at
        for one in beside
        if tree.tokens[one].dep == "compound"
        for at in tree.children(one, "amod", "poss")
    ]
    for at in (*reversed(beside), *inner):
        if at > noun or tree.tokens[at].entity in _NO_PARTY or tree.words[at] in _SELVES:
            continue
        if not _PREFIXED.isdisjoint(tree.words[max(0, at - 2) : at]):
            continue
        if tree.words[at] == "led" and at > 1 and at - 2 in case.classes.parties:
            return at - 2  # "the X-led war"
        if at in case.classes.parties or (
            tree.tokens[at].entity in _NAMES and tree.tokens[at].text[:1].isupper()
        ):
            return at
        if tree.tokens[at].dep == "poss" and is_party(case, at):
            return at
    return None


def is_party(case: Case, at: int) -> bool:
    """Say whether a word may name whom an act is aimed at."""
    return at not in case.words and may_act(case.tree, case.classes, at)


def may_act(tree: Tree, classes: Classes, at: int) -> bool:
    """Say whether a word may name somebody who acts or is acted upon, and not only a thing."""
    token = tree.tokens[at]
    if token.entity in _NO_PARTY or token.pos in ("PRON", "VERB"):
        return False
    found = classes.of(at)
    if "pact" in found or (tree.lemmas[at] == "state" and _of_things(tree, at)):
        return False
    return bool(found & PARTY) or token.pos == "PROPN"


def _of_things(tree: Tree, state: int) -> bool:
    """Say whether a "state" is a state of things ("a state of emergency")."""
    return any(word == "of" and tree.lemmas[at] in aim_words("of_things")
               for word, _, at in tree.prepositional(state))  # fmt: skip


def _is_own(case: Case, at: int) -> bool:
    """Say whether what is acted upon is the actor's own ("withdrew its troops", not "met his Xian rival")."""
    own = any(case.tree.words[child] in _SELVES for child in case.tree.children(at, "poss"))
    return own and case.tree.lemmas[at] not in aim_words("others")


def _is_deed(case: Case, noun: int) -> bool:
    """Say whether a noun tells of an act whose "of", "on" or "in" leads to its victims and its place."""
    return case.tree.lemmas[noun] in aim_words("deeds") or case.tree.lemmas[noun] in act_nouns()
