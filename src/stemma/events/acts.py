"""Political acts: which of a sentence's triggers is its main act, and what a modal makes of it.

PLOVER codes what a side does with words as well: "will send aid" agrees, "must withdraw" asks,
"will not accept" rejects, "will impose sanctions" threatens.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from stemma.events.actors import modifier_actor, party_at
from stemma.events.aims import PARTY, aim_of, aim_words, may_act
from stemma.events.classes import Classes
from stemma.events.doers import behind_thing, who_is_there
from stemma.events.hits import Hit
from stemma.events.lexicon import codes, noun_classes, word_set
from stemma.events.pronouns import agrees
from stemma.events.together import members
from stemma.events.tree import Tree
from stemma.events.triggers import find_hits
from stemma.records import Actor, ParsedReport, Report

_COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
_HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "THREATEN", "PROTEST", "REJECT"})
# Acts that parties do with each other.
_MUTUAL = frozenset({"CONSULT", "COOPERATE"})
_TIMED = ("DATE", "TIME")
_MUST = ("must",)
# How much farther from the main line the second direction of a mutual act counts.
_MIRRORED = 0.01
_STEPS = {
    "relcl": 3.0, "advcl": 2.0, "acl": 2.0, "pcomp": 2.0, "ccomp": 1.5, "xcomp": 1.0, "conj": 0.6,
    "prep": 1.0,
    "pobj": 0.5, "nsubj": 0.8, "dobj": 0.3, "poss": 1.0, "appos": 1.0, "parataxis": 0.5, "compound": 0.5,
}  # fmt: skip


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
    found = [_act(tree, classes, hit) for hit in outermost(tree, hits)]
    return sorted(found, key=lambda act: (act.depth, act.hit.head))


def outermost(tree: Tree, hits: Sequence[Hit]) -> list[Hit]:
    """Return triggers without political ones that only say what another asks, offers or refuses.

    "Threatened to impose sanctions on X" is one act: a threat against X.
    """
    heads = {word for hit in hits if hit.pattern.political and hit.verbal for word in hit.words}
    return [
        hit
        for hit in hits
        if not (
            hit.pattern.political
            and hit.verbal
            and (
                _is_infinitive(tree, hit.head, heads)
                or _only_tells(tree, hit)
                or _only_obliges(tree, hit, heads)
            )
        )
    ]


def _only_tells(tree: Tree, hit: Hit) -> bool:
    """Say whether a verb that asks with an infinitive has none, or has one with which it only tries."""
    word = hit.pattern.words[0]
    if len(hit.pattern.words) > 1 or not (
        word in aim_words("with_infinitive") or word in aim_words("without_infinitive")
    ):
        return False
    below = tree.children(hit.head, "xcomp", "ccomp")
    infinitive = any(tree.words[at] == "to" for verb in below for at in tree.children(verb, "aux"))
    if word == "ask":  # "asked X for help", "asked that X leave", not "asked X why"
        that = any(tree.words[at] == "that" for verb in below for at in tree.children(verb, "mark"))
        told = infinitive or that or any(link == "for" for link, _, _ in tree.prepositional(hit.head))
        return not (told or tree.passive(hit.head))
    return infinitive == (word in aim_words("without_infinitive"))


def _only_obliges(tree: Tree, hit: Hit, heads: set[int]) -> bool:
    """Say whether a "must" asks nobody: no one says it, or the verb is an act that is read with it."""
    if hit.pattern.words != _MUST:
        return False
    verb = tree.tokens[hit.head].head
    perfect = any(tree.words[at] == "have" for at in tree.children(verb, "aux"))
    return perfect or verb in heads or _speaker(tree, verb) is None


def _is_infinitive(tree: Tree, head: int, heads: set[int]) -> bool:
    """Say whether a verb is an infinitive below another act, or joined to such a one."""
    token = tree.tokens[head]
    if token.dep == "conj" and token.tag == "VB" and tree.tokens[token.head].tag == "VB":
        return token.head != head and _is_infinitive(tree, token.head, heads)
    return token.dep == "xcomp" and token.tag == "VB" and token.head in heads


def _act(tree: Tree, classes: Classes, hit: Hit) -> Act:
    plover, mode = composed(tree, hit)
    hit = directed(tree, classes, hit)
    source, target = hit.actor, hit.target
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
    if not hit.verbal:
        return hit.code.plover, hit.code.mode
    plover, mode, _ = _composed(tree, hit)
    own = plover == codes()[hit.code.key].plover == "AGREE"
    return ("THREATEN", "") if own and _to_force(tree, hit) else (plover, mode)


def coded_at(tree: Tree, hit: Hit) -> int | None:
    """Return the word whose standing is that of an act with its modal or negation in its code.

    None where the code is the trigger's own, and the trigger's words say how it stands.
    """
    if not hit.pattern.political or not hit.verbal:
        return None
    return _composed(tree, hit)[2]


def _composed(tree: Tree, hit: Hit) -> tuple[str, str, int | None]:
    """Return event and mode, and the word from which upwards nothing is in them yet."""
    code = codes()[hit.code.key]
    if obliged(tree, hit):
        return "REQUEST", "", hit.head
    if hit.pattern.words == _MUST:
        return "REQUEST", "", tree.tokens[hit.head].head
    refused = _governed(tree, hit.head, aim_words("refusing"))
    negated = bool(tree.children(hit.head, "neg")) or refused or _gives_none(tree, hit)
    intended = (
        refused
        or bool(_auxiliaries(tree, hit.head) & _words("intending"))
        or _governed(tree, hit.head, _words("intent"))
    )
    token = tree.tokens[hit.head]
    above = token.head if token.dep == "xcomp" and intended else hit.head
    may = above == hit.head and _auxiliaries(tree, hit.head) & (_words("possible") - {"would", "'d"})
    # "May impose sanctions" is a threat that may be made.
    done = None if may or _conditional(tree, above) else above
    if code.plover in _COOPERATIVE - {"AGREE"} and (intended or negated):
        return ("REJECT" if negated else "AGREE"), "", done
    if code.plover == "AGREE" and negated:
        return "REJECT", "", done
    if code.plover in _HOSTILE and intended:
        return ("AGREE" if negated else "THREATEN"), "", done
    return code.plover, code.mode, None


def _gives_none(tree: Tree, hit: Hit) -> bool:
    """Say whether an act has a denied object ("gave no support to X")."""
    things = [at for at in (tree.object(hit.head), *hit.words) if at is not None and at != hit.head]
    return any(tree.words[at] == "no" for thing in things for at in tree.children(thing, "det"))


def _to_force(tree: Tree, hit: Hit) -> bool:
    """Say whether somebody promises or is ready to use force ("is prepared to impose sanctions")."""
    below = {verb for start in (hit.head, *hit.words) for verb in tree.children(start, "xcomp")}
    for verb in below:
        if not any(tree.words[at] == "to" for at in tree.children(verb, "aux")):
            continue
        thing = tree.object(verb)
        if tree.lemmas[verb] in aim_words("force") and not _is_evil(tree, thing):
            return True
        if tree.lemmas[verb] in aim_words("laying") and thing is not None:
            return tree.lemmas[thing] in aim_words("laid")
    return False


def _is_evil(tree: Tree, thing: int | None) -> bool:
    """Say whether what is fought is nobody ("fight corruption"): no people, and nothing with a name."""
    if thing is None or tree.tokens[thing].pos != "NOUN":
        return False
    named = any(tree.tokens[at].pos == "PROPN" or tree.tokens[at].entity for at in tree.subtree(thing))
    return not named and noun_classes().get(tree.lemmas[thing], frozenset()).isdisjoint(PARTY)


def _words(name: str) -> frozenset[str]:
    return word_set(name, "status.toml")


def _conditional(tree: Tree, verb: int) -> bool:
    return any(tree.words[at] in _words("conditions") for at in tree.children(verb, "mark", "advmod"))


def obliged(tree: Tree, hit: Hit) -> bool:
    """Say whether an act is told as what somebody must do: that is a demand."""
    return hit.verbal and bool(_auxiliaries(tree, hit.head) & _words("obliging"))


def _auxiliaries(tree: Tree, head: int) -> set[str]:
    """Return a verb's auxiliaries; one before the subject makes a condition ("should the army withdraw")."""
    own = tree.children(head, "nsubj")
    return {tree.words[index] for index in tree.children(head, "aux") if not own or index > own[0]}


def _governed(tree: Tree, head: int, verbs: frozenset[str]) -> bool:
    token = tree.tokens[head]
    return token.dep == "xcomp" and tree.lemmas[token.head] in verbs


def directed(tree: Tree, classes: Classes, hit: Hit) -> Hit:
    """Return a political hit with who does it and whom it is aimed at; "said that X must leave" asks X."""
    if not hit.pattern.political:
        return replace(hit, target=_hurt(tree, classes, hit))
    if not hit.verbal:  # nominal.py read both sides
        return hit
    speaker = _speaker(tree, hit.head)
    if hit.pattern.words == _MUST:
        speaker = _speaker(tree, tree.tokens[hit.head].head)
    if hit.pattern.words == _MUST or obliged(tree, hit):
        asked = _subject(tree, hit.head)
        target = asked if asked is None or tree.tokens[asked].pos != "PRON" else None
        return replace(hit, actor=speaker, target=target, modifier=False)
    actor = hit.actor
    there = None if actor is None else who_is_there(tree, hit, actor)
    if there is not None:
        hit, actor = replace(hit, actor=there), there
    if actor is not None and tree.tokens[actor].pos == "PRON" and speaker is not None:
        own = agrees(tree, classes, tree.words[actor], speaker)
        hit = replace(hit, actor=speaker) if own and _is_subject(tree, hit.head, actor) else hit
    elif actor is not None and not hit.modifier and not may_act(tree, classes, actor):
        hit = replace(hit, actor=behind_thing(tree, classes, hit, actor))
    target = aim_of(tree, classes, hit)
    if hit.code.plover == "AID" and hit.pattern.words[0] in aim_words("receiving"):
        return replace(hit, actor=target, target=hit.actor)  # "X received arms from Y"
    return replace(hit, target=target)


def _hurt(tree: Tree, classes: Classes, hit: Hit) -> int | None:
    """Return whom an act of force hurts: who is acted upon, else whom the words around lead to."""
    target = hit.target
    timed = target is not None and tree.tokens[target].entity in _TIMED
    if target is not None and not timed and classes.of(target) & PARTY and target != hit.actor:
        return target
    found = aim_of(tree, classes, hit)
    return found if found is not None or timed else target


def _subject(tree: Tree, head: int) -> int | None:
    """Return the subject of a verb, or of the verb that an auxiliary stands before."""
    verb = tree.tokens[head].head if tree.tokens[head].dep == "aux" else head
    return next(iter(tree.children(verb, "nsubj", "nsubjpass")), None) or tree.subject(verb)


def _is_subject(tree: Tree, head: int, actor: int) -> bool:
    """Say whether a pronoun is the subject of the clause that an act stands in, or of the verb above it."""
    verb = tree.tokens[actor].head
    return tree.tokens[actor].dep == "nsubj" and verb in (head, *tree.ancestors(head))


def _speaker(tree: Tree, head: int) -> int | None:
    """Return who says the clause that an act stands in ("X said that Y must")."""
    node = head
    for above in tree.ancestors(head):
        dep = tree.tokens[node].dep
        if dep in ("ccomp", "parataxis") and tree.lemmas[above] in aim_words("asking"):
            return tree.subject(above)
        if dep not in ("xcomp", "conj", "aux", "ccomp", "acomp"):
            return None
        node = above
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
        acts = political_acts(tree, classes, find_hits(tree, classes))
        for act in (act for act in acts if not _is_matter(tree, act, acts)):
            sources, targets = (_sides(report, tree, classes, act, head) for head in (act.source, act.target))
            found.append((act, sources, targets))
            if sources and targets and _with_each_other(tree, classes, act):
                mirrored = replace(act, source=act.target, target=act.source, depth=act.depth + _MIRRORED)
                found.append((mirrored, targets, sources))
    return sorted(found, key=lambda item: item[0].depth)


def _is_matter(tree: Tree, act: Act, acts: Sequence[Act]) -> bool:
    """Say whether an act of force is what another act is about ("condemned an attack by X")."""
    if act.hit.verbal or act.hit.pattern.political:
        return False
    verb = tree.tokens[act.hit.head].head
    if tree.object(verb) != act.hit.head:
        return False
    outer = (other for other in acts if other.hit.head == verb and other.hit.pattern.political)
    return any(other.source is not None and other.target is not None for other in outer)


def _with_each_other(tree: Tree, classes: Classes, act: Act) -> bool:
    """Say whether both sides do an act: CAMEO codes meetings and visits in both directions.

    "X and Y agree" is one as well, "X agrees with Y" is not.
    """
    if act.plover in _MUTUAL:
        return " ".join(act.hit.pattern.words) not in aim_words("one_way")
    agree = act.hit.pattern.words == ("agree",) and act.hit.code.plover == "AGREE"
    return agree and act.source is not None and act.target in members(tree, classes, act.source)


def _sides(report: Report, tree: Tree, classes: Classes, act: Act, head: int | None) -> tuple[Actor, ...]:
    if head is None:
        return ()
    if act.hit.modifier and head == act.source:
        return (modifier_actor(report, tree, classes, head),)
    joined = members(tree, classes, head)
    if head == act.source and act.target in joined:
        joined = joined[: joined.index(act.target)]
    return tuple(party_at(report, tree, classes, index) for index in joined)
