"""Political acts: which of a sentence's triggers is its main act, and what a modal makes of it.

PLOVER codes what a side does with words as well: "will send aid" agrees, "must withdraw" asks,
"will not accept" rejects, "will impose sanctions" threatens.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from stemma.events.actors import actor_at, modifier_actor
from stemma.events.classes import Classes
from stemma.events.lexicon import codes, word_set
from stemma.events.tree import Tree
from stemma.events.triggers import Hit, find_hits
from stemma.records import Actor, ParsedReport, Report

_COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
_HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "THREATEN", "PROTEST", "REJECT"})
# Acts that parties do with each other.
_MUTUAL = frozenset({"CONSULT", "COOPERATE"})
# How much farther from the main line the second direction of a mutual act counts.
_MIRRORED = 0.01
_STEPS = {
    "relcl": 3.0, "advcl": 2.0, "acl": 2.0, "pcomp": 2.0, "ccomp": 1.5, "xcomp": 1.0, "conj": 0.6,
    "prep": 1.0,
    "pobj": 0.5, "nsubj": 0.8, "dobj": 0.3, "poss": 1.0, "appos": 1.0, "parataxis": 0.5, "compound": 0.5,
}  # fmt: skip
_PARTY = frozenset(
    {"armed", "group", "country", "government", "police", "opposition", "person", "organisation"}
)
_TIMED = ("DATE", "TIME")
# Prepositions to what an act is about ("called for a boycott against X").
_SUBJECTS_OF = frozenset({"for", "of", "to", "with", "over", "about"})
_ARRIVING = ("in", "for", "at")
_NAMING = ("with", "to", "against", "from", "between", "toward", "towards")
_LINKS = (
    "with",
    "to",
    "against",
    "on",
    "from",
    "for",
    "between",
    "at",
    "toward",
    "towards",
    "upon",
    "of",
    "into",
    "in",
)


# Prepositions and where they lead: those below a trigger, and those farther below.
Phrases = tuple[list[tuple[str, int]], list[tuple[str, int]]]


class Act(Struct, frozen=True):
    """A political act: PLOVER's event and mode, its trigger, and the heads of source and target."""

    plover: str
    mode: str
    hit: Hit
    source: int | None
    target: int | None
    depth: float


def political_acts(tree: Tree, classes: Classes, hits: Sequence[Hit]) -> list[Act]:
    """Return the acts that a sentence's triggers tell, the main act first."""
    found = [_act(tree, classes, hit) for hit in hits]
    return sorted(found, key=lambda act: (act.depth, act.hit.head))


def _act(tree: Tree, classes: Classes, hit: Hit) -> Act:
    plover, mode = composed(tree, hit)
    source = hit.actor
    target = act_target(tree, classes, hit)
    return Act(plover, mode, hit, source, target if target != source else None, depth(tree, hit.head))


def depth(tree: Tree, index: int) -> float:
    """Return how far below a sentence's main line a word stands; what is said counts as the main line."""
    total = 0.0
    node = index
    for above in tree.ancestors(index):
        dep = tree.tokens[node].dep
        said = dep == "ccomp" and tree.lemmas[above] in word_set("speech", "status.toml")
        total += 0.1 if said else _STEPS.get(dep, 0.4)
        node = above
    return total


def composed(tree: Tree, hit: Hit) -> tuple[str, str]:
    """Return PLOVER's event and mode with the modal, negation and governor of the trigger in."""
    code = codes()[hit.code.key]
    if not hit.verbal:
        return code.plover, code.mode
    own = tree.children(hit.head, "nsubj")
    # An auxiliary before the subject asks or makes a condition ("should the army withdraw").
    auxiliaries = {tree.words[index] for index in tree.children(hit.head, "aux") if not own or index > own[0]}
    negated = bool(tree.children(hit.head, "neg"))
    if auxiliaries & word_set("obliging", "status.toml"):
        return "REQUEST", ""
    intended = bool(auxiliaries & word_set("intending", "status.toml")) or _governed(tree, hit.head)
    if code.plover in _COOPERATIVE - {"AGREE"} and (intended or negated):
        return ("REJECT" if negated else "AGREE"), ""
    if code.plover == "AGREE" and negated:
        return "REJECT", ""
    if code.plover in _HOSTILE and intended:
        return ("AGREE" if negated else "THREATEN"), ""
    return code.plover, code.mode


def _governed(tree: Tree, head: int) -> bool:
    token = tree.tokens[head]
    return token.dep == "xcomp" and tree.lemmas[token.head] in word_set("intent", "status.toml")


def act_target(tree: Tree, classes: Classes, hit: Hit) -> int | None:
    """Return the head of whom an act is aimed at: an object, a prepositional phrase, or who should act."""
    found = classes.of(hit.target)
    named = hit.target is not None and tree.tokens[hit.target].entity not in _TIMED
    if named and found & _PARTY and "pact" not in found and hit.target != hit.actor:
        return hit.target
    phrases = _phrases(tree, hit)
    return (
        _served(tree, classes, hit)
        or _blamed(tree, hit)
        or _linked(classes, phrases)
        or _partner(tree, classes, hit)
        or _clause_subject(tree, hit)
        or _named(tree, hit, phrases)
        or _inside_object(tree, classes, hit)
        or (hit.target if named else None)
    )


def _served(tree: Tree, classes: Classes, hit: Hit) -> int | None:
    """Return whom a pact is to serve, where it names no partner ("signed an accord to supply X")."""
    if hit.target is None or "pact" not in classes.of(hit.target):
        return None
    if any(word in _NAMING for start in (hit.head, hit.target) for word, _, _ in tree.prepositional(start)):
        return None
    aims = (*tree.children(hit.target, "acl"), *tree.children(hit.head, "advcl", "xcomp"))
    served = (
        tree.object(aim) for aim in aims if any(tree.words[at] == "to" for at in tree.children(aim, "aux"))
    )
    named = (at for at in served if at is not None and tree.tokens[at].pos == "PROPN")
    return next(named, None)


def _blamed(tree: Tree, hit: Hit) -> int | None:
    """Return who did what an act condemns ("condemned an attack by X")."""
    if hit.code.plover != "ACCUSE" or not hit.verbal:
        return None
    return next(
        (inner for at in tree.children(hit.head, "dobj") for word, _, inner in tree.prepositional(at)
         if word == "by"),
        None,
    )  # fmt: skip


def _partner(tree: Tree, classes: Classes, hit: Hit) -> int | None:
    """Return the second of two who do with each other what has two sides ("X and Y agree")."""
    mutual = hit.code.plover in _MUTUAL or hit.pattern.words == ("agree",)
    if hit.actor is None or not hit.verbal or not mutual:
        return None
    others = (at for at in tree.conjuncts(hit.actor) if at != hit.actor)
    return next((at for at in others if classes.of(at) & _PARTY or tree.tokens[at].pos == "PROPN"), None)


def _phrases(tree: Tree, hit: Hit) -> Phrases:
    """Return the phrases below a trigger and its object, and those below what they lead to."""
    starts = list(dict.fromkeys((hit.head, *hit.words, *tree.children(hit.head, "dobj"))))
    if hit.target is not None:
        starts.append(hit.target)
    phrases = [(word, inner) for start in starts for word, _, inner in tree.prepositional(start)]
    phrases = [(word, inner) for word, inner in phrases if tree.tokens[inner].entity not in _TIMED]
    below = [
        (word, at) for above, inner in phrases if above in _SUBJECTS_OF
        for word, _, at in tree.prepositional(inner) if word in _NAMING
    ]  # fmt: skip
    return phrases, below


def _named(tree: Tree, hit: Hit, phrases: Phrases) -> int | None:
    """Return a name of nothing known that a preposition leads to ("full ties with X")."""
    for near in phrases:
        for link in (*_NAMING, *_ARRIVING) if hit.code.key == "visit" else _NAMING:
            for word, at in near:
                if word == link and tree.tokens[at].pos == "PROPN":
                    return at
    return None


def _linked(classes: Classes, phrases: Phrases) -> int | None:
    """Return the party that a preposition below the trigger or its object leads to."""
    for near in phrases:
        for link in _LINKS:
            for word, inner in near:
                if word == link and (
                    classes.of(inner) & _PARTY or (link != "in" and "place" in classes.of(inner))
                ):
                    return inner
    return None


def _clause_subject(tree: Tree, hit: Hit) -> int | None:
    for clause in tree.children(hit.head, "ccomp", "xcomp"):
        own = tree.children(clause, "nsubj", "nsubjpass")
        if own and own[0] > hit.head:
            return own[0]
    return None


def _inside_object(tree: Tree, classes: Classes, hit: Hit) -> int | None:
    """Return a party named anywhere in what is acted upon ("rejected the plan of the Syrian army")."""
    start = hit.target if hit.target is not None else next(iter(tree.children(hit.head, "dobj")), None)
    if start is None:
        return None
    for index in tree.subtree(start):
        named = tree.tokens[index].pos in ("PROPN", "ADJ") and classes.of(index) & {
            "country",
            "group",
            "place",
            "person",
        }
        if index != hit.actor and (named or classes.of(index) & {"armed", "government"}):
            return index
    return None


def main_acts(report: Report, parsed: ParsedReport) -> list[tuple[Act, tuple[Actor, ...], tuple[Actor, ...]]]:
    """Return every act that a text tells with its sources and targets, the main act first.

    Unlike :func:`stemma.events.code_events` it asks for no place, time or known party: it codes a
    sentence that is known to tell an event, as event-data benchmarks give them.
    """
    found = []
    for sentence in parsed.sentences:
        tree = Tree(sentence)
        classes = Classes(tree, ())
        for act in political_acts(tree, classes, find_hits(tree, classes)):
            sources, targets = (_sides(report, tree, classes, act, head) for head in (act.source, act.target))
            found.append((act, sources, targets))
            if sources and targets and _with_each_other(act):
                mirrored = replace(act, source=act.target, target=act.source, depth=act.depth + _MIRRORED)
                found.append((mirrored, targets, sources))
    return sorted(found, key=lambda item: item[0].depth)


def _with_each_other(act: Act) -> bool:
    """Say whether both sides do an act: CAMEO codes meetings and visits in both directions."""
    return act.plover in _MUTUAL or (act.hit.pattern.words == ("agree",) and act.hit.code.plover == "AGREE")


def _sides(report: Report, tree: Tree, classes: Classes, act: Act, head: int | None) -> tuple[Actor, ...]:
    if head is None:
        return ()
    if act.hit.modifier and head == act.source:
        return (modifier_actor(report, tree, classes, head),)
    joined = [index for index in tree.conjuncts(head) if head == act.target or index != act.target]
    return tuple(actor_at(report, tree, classes, index) for index in joined)
