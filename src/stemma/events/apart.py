"""Whether two triggers of one sentence tell two acts: in turn, in answer, on other days, in other clauses."""

from collections.abc import Sequence
from functools import cache

from stemma.events.beside import LOSSES, both_verbs, lost_apart, patients
from stemma.events.hits import Hit
from stemma.events.lexicon import Code, noun_classes, word_set
from stemma.events.tree import Tree
from stemma.events.weapons import means_at

TURNS = frozenset({"after", "before", "following"})
_YEAR = 4
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


def two_acts(tree: Tree, hit: Hit, code: Code, other: Hit, its: Code) -> bool:
    """Say whether the words between two triggers make them two acts, though a place falls "after clashes"."""
    if _in_answer(tree, hit.head, other.head):
        return True
    if code.family == its.family == "territory":  # "retook X after the rebels had captured it"
        return hit.verbal and other.verbal and (_in_turn(tree, hit, other) or _retaken(hit, other))
    if code.family != "violence":
        return False
    if (
        _sparked(tree, hit.head, other.head)
        or _provoked(tree, hit, other)
        or _on_other_days(tree, hit, other)
        or _dated_apart(tree, hit, other)
    ):
        return True
    if its.family == "custody":
        return _charged_with(tree, hit, code, other)
    return its.family == "violence" and (
        _in_turn(tree, hit, other)
        or _listed(tree, hit, other)
        or _each_its_own(tree, hit, other)
        or lost_apart(tree, hit, other)
        or _in_other_clause(tree, hit, other)
        or _of_before(tree, hit) != _of_before(tree, other)
        or _behind(tree, hit.head, other.head)
        or _days_after(tree, hit.head, other.head)
        or _of_the_attacker(tree, hit, other)
        or _of_the_attacker(tree, other, hit)
    )


def _retaken(hit: Hit, other: Hit) -> bool:
    """Say whether one took what the other took again ("X seized the post, but it was retaken by Y")."""
    apart = hit.actor is not None and other.actor is not None and hit.actor != other.actor
    return apart and hit.head != other.head and "recapture" in (hit.code.key, other.code.key)


def _provoked(tree: Tree, hit: Hit, other: Hit) -> bool:
    """Say whether one act brought about the other ("fired on troops, leading to an air strike")."""
    if hit.code.key == other.code.key or "air_strike" not in (hit.code.key, other.code.key):
        return False
    later = max(hit, other, key=lambda one: one.head)
    above = tree.tokens[later.head].head
    above = tree.tokens[above].head if tree.tokens[later.head].dep == "pobj" else above
    return not later.verbal and tree.lemmas[above] in word_set("provoking")


def _sparked(tree: Tree, first: int, second: int) -> bool:
    """Say whether one act is what another was answered with ("the killing of two drew protests")."""
    verb = tree.tokens[first].head
    both = {tree.tokens[first].dep, tree.tokens[second].dep} == {"nsubj", "dobj"}
    return both and verb == tree.tokens[second].head and tree.lemmas[verb] in word_set("sparking")


def _on_other_days(tree: Tree, hit: Hit, other: Hit) -> bool:
    """Say whether two nouns have a weekday each ("died in a raid on Monday and in a strike on Tuesday")."""
    if hit.verbal or other.verbal:
        return False
    first, second = sorted((hit.head, other.head))
    days = (_weekday(tree, first, second), _weekday(tree, second, len(tree.words)))
    return None not in days and days[0] != days[1]


def _dated_apart(tree: Tree, hit: Hit, other: Hit) -> bool:
    """Say whether two acts have each a day, month or year of their own, and these differ.

    "Was ambushed on Tuesday near X, where four were killed in an attack in May 2017". An act with no day
    of its own may be of the other's.
    """
    if hit.head == other.head or "DATE" not in {token.entity for token in tree.tokens}:
        return False
    days = _own_dates(tree, hit.head, other.head)
    own, its = days[hit.head], days[other.head]
    return bool(own) and bool(its) and own.isdisjoint(its)


def _own_dates(tree: Tree, first: int, second: int) -> dict[int, set[str]]:
    """Return the names of days, months and years below each of two triggers, each with the nearer one."""
    found: dict[int, set[str]] = {first: set(), second: set()}
    for at, word in enumerate(tree.words):
        named = word in _WEEKDAYS or word in word_set("months") or (word.isdigit() and len(word) == _YEAR)
        if not named or tree.tokens[at].entity != "DATE":
            continue
        owner = next((node for node in tree.ancestors(at) if node in (first, second)), None)
        if owner is not None:
            found[owner].add(word)
    return found


def _each_its_own(tree: Tree, hit: Hit, other: Hit) -> bool:
    """Say whether two acts stand in clauses that are joined, each with its own object and its own means.

    "X was killed in a car bomb and ten died in clashes", "attacked X and shelled Y", "killed two in an air
    strike and shot a third": what the clauses name differs.
    """
    if hit.head == other.head or "and" not in tree.words:
        return False
    up, down = tree.path(hit.head, other.head)
    for later in (*up[:-1], *down[1:]):
        earlier = tree.tokens[later].head
        if tree.tokens[later].dep != "conj" or not both_verbs(tree, earlier, later):
            continue
        places = (_place_hit(tree, earlier), _place_hit(tree, later))
        if None not in places and places[0] != places[1]:
            return True
        own = (_means(tree, earlier), _means(tree, later))
        if all(own) and own[0].isdisjoint(own[1]):
            return bool(patients(tree, later)) and bool(patients(tree, earlier))
    return False


def _listed(tree: Tree, hit: Hit, other: Hit) -> bool:
    """Say whether two nouns are joined, each with an article or number and with its own place or target.

    "The bombing in X and an attack on a cafe in Y"; "air strikes and shelling in X" may be one act.
    """
    if hit.verbal or other.verbal:
        return False
    first, second = sorted((hit.head, other.head))
    node = second
    while node != first:
        if tree.tokens[node].dep not in ("conj", "appos"):
            return False
        node = tree.tokens[node].head
    return _set_out(tree, first) and _set_out(tree, second)


def _set_out(tree: Tree, noun: int) -> bool:
    """Say whether a noun has an article or number, and says where it was or whom it hit."""
    own = bool(tree.children(noun, "det", "nummod", "poss"))
    where = any(
        word in ("in", "at", "on", "near", "outside", "of") for word, _, _ in tree.prepositional(noun)
    )
    return own and where


def _place_hit(tree: Tree, verb: int) -> int | None:
    """Return the name of what a verb acts on, the same number for the same name; None for who is lost.

    "Attacked X, killing A B and wounding C D" is one act.
    """
    if tree.lemmas[verb] in LOSSES:
        return None
    objects = tree.children(verb, "dobj", "nsubjpass")
    at = next((at for at in objects if tree.tokens[at].pos == "PROPN"), None)
    return None if at is None else tree.words.index(tree.words[at])


def _means(tree: Tree, verb: int) -> frozenset[str]:
    """Return what a clause names as the means of its act: "in clashes", "a bomb", or its own verb."""
    own = {tree.lemmas[verb]} & word_set("own_means")
    acting = {tree.lemmas[at] for at in tree.children(verb, "nsubj")} & word_set("named_means")
    return frozenset(own | acting | {tree.lemmas[at] for at in means_at(tree, verb)})


def _weekday(tree: Tree, start: int, end: int) -> str | None:
    return next((word for word in tree.words[start:end] if word in _WEEKDAYS), None)


def _charged_with(tree: Tree, hit: Hit, code: Code, other: Hit) -> bool:
    """Say whether an act is what those who are arrested did ("suspects in the killing of two"), or apart."""
    if other.target in tree.ancestors(hit.head):
        return True
    above = tree.tokens[hit.head].head
    link = tree.words[above] if tree.tokens[hit.head].dep == "pobj" else ""
    if link == "with" and tree.lemmas[tree.tokens[above].head] in ("connection", "relation", "link"):
        return True  # "arrested in connection with the blast"
    if not hit.verbal and (link in ("over", "for") or (link == "in" and code.key in ("killing", "attack"))):
        return True
    joined = other.verbal and tree.tokens[other.head].dep == "conj"
    return joined and bool(tree.children(other.head, "nsubj")) and tree.tokens[other.head].head != hit.head


def _in_answer(tree: Tree, first: int, second: int) -> bool:
    """Say whether one act is to prevent the other, or to answer it ("raids to prevent attacks")."""
    answering = _answering()
    if answering.isdisjoint(tree.lemmas):
        return False
    up, down = tree.path(first, second)
    return any(tree.lemmas[node] in answering for node in (*up[1:], *down[1:-1]))


def _in_turn(tree: Tree, hit: Hit, other: Hit) -> bool:
    """Say whether one act came after the other ("a raid hours after an attack"); losses are no acts."""
    if LOSSES & {*hit.pattern.words, *other.pattern.words}:
        return _of_civilians_then(tree, hit, other) or _of_civilians_then(tree, other, hit)
    if _succeeding(tree, hit.head, other.head):
        return True
    if TURNS.isdisjoint(tree.words) and "since" not in tree.words:
        return False
    up, down = tree.path(hit.head, other.head)
    turning = any(tree.words[node] in TURNS for node in (*up[1:], *down[1:-1]))
    if not (hit.verbal and other.verbal):
        inner = [tree.words[node] for node in (*up[1:], *down[1:-1])]
        return turning or "since" in inner or _clause_in_turn(tree, (*up[1:-1], *down[1:-1]))
    if hit.actor is None or other.actor is None or hit.actor == other.actor:
        return False
    clauses = (node for node in (*up[:-1], *down[1:]) if tree.tokens[node].dep == "advcl")
    marks = (at for node in clauses for at in tree.children(node, "mark", "advmod"))
    return turning or any(tree.words[at] in TURNS for at in marks)


def _clause_in_turn(tree: Tree, between: Sequence[int]) -> bool:
    """Say whether a clause between two acts sets one before the other ("a day after a bomb hit X")."""
    clauses = (at for at in between if tree.tokens[at].dep == "advcl" and tree.children(at, "nsubj"))
    return any(tree.words[mark] in TURNS for at in clauses for mark in tree.children(at, "mark"))


def _of_civilians_then(tree: Tree, loss: Hit, other: Hit) -> bool:
    """Say whether somebody killed civilians after or before a fight: they are none of its losses."""
    named = tree.tokens[other.head].dep == "pcomp" or not other.verbal
    if not (loss.verbal and named) or loss.actor is None or loss.target is None or tree.passive(loss.head):
        return False
    if "civilians" not in noun_classes().get(tree.lemmas[loss.target], frozenset()):
        return False
    above = tree.tokens[other.head].head
    turned = tree.words[above] in TURNS and tree.tokens[other.head].dep in ("pobj", "pcomp")
    return turned and tree.tokens[above].head == loss.head


def _of_before(tree: Tree, hit: Hit) -> bool:
    """Say whether a noun is one of acts of before ("has claimed previous bombings")."""
    beside = () if hit.verbal else tree.children(hit.head, "amod")
    return any(tree.lemmas[at] in word_set("of_before") for at in beside)


def _behind(tree: Tree, first: int, second: int) -> bool:
    """Say whether one act is done to who did the other ("killed the man behind the shooting")."""
    if "behind" not in tree.words:
        return False
    up, down = tree.path(first, second)
    return any(
        tree.words[node] == "behind" and tree.lemmas[tree.tokens[node].head] != "be"
        for node in (*up[1:-1], *down[1:-1])
    )


def _days_after(tree: Tree, first: int, second: int) -> bool:
    """Say whether a clause tells by how long one act came before or after the other ("two days after X")."""
    if TURNS.isdisjoint(tree.words) or word_set("spans").isdisjoint(tree.lemmas):
        return False
    up, down = tree.path(first, second)
    return any(days_from(tree, node) for node in (*up[:-1], *down[1:]))


def days_from(tree: Tree, clause: int) -> bool:
    """Say whether a clause begins with how long after or before another act its own was ("days after")."""
    marks = tree.children(clause, "mark") if tree.tokens[clause].dep == "advcl" else ()
    at = next((mark for mark in marks if tree.words[mark] in TURNS), None)
    return at is not None and any(
        tree.lemmas[near] in word_set("spans") for near in range(max(0, at - 1), at)
    )


def _of_the_attacker(tree: Tree, loss: Hit, other: Hit) -> bool:
    """Say whether who attacked was killed by those who came ("before police shot dead the attacker")."""
    if not loss.verbal or loss.actor is None or loss.target is None or other.verbal:
        return False
    if tree.lemmas[loss.target] not in word_set("assailants") or tree.passive(loss.head):
        return False
    return other.head not in tree.subtree(loss.head)


def _succeeding(tree: Tree, first: int, second: int) -> bool:
    """Say whether one act is told to have followed the other ("the clash followed a raid")."""
    verb = tree.tokens[first].head
    both = {tree.tokens[first].dep, tree.tokens[second].dep} == {"nsubj", "dobj"}
    return both and verb == tree.tokens[second].head and tree.lemmas[verb] in word_set("succeeding")


def _in_other_clause(tree: Tree, hit: Hit, other: Hit) -> bool:
    """Say whether a clause begins between two triggers that tells another act.

    Its own subject after "while", or an adverb such as "later" with an object of its own, says so ("hit X,
    while their jets bombed Y"); what only tells losses begins none.
    """
    if hit.head == other.head or not _may_begin(tree):
        return False
    losses = LOSSES & {*hit.pattern.words, *other.pattern.words}
    up, down = tree.path(hit.head, other.head)
    for side, own in ((up[:-1], hit), (down[1:], other)):
        for node in side:
            loss = node == own.head and LOSSES & set(own.pattern.words)
            if not loss and (_begins(tree, node) or (not losses and _fights_meanwhile(tree, node))):
                return True
    return False


def _may_begin(tree: Tree) -> bool:
    marks = {"while", "whereas", "as"}
    return not (marks.isdisjoint(tree.words) and word_set("parting").isdisjoint(tree.words))


def _begins(tree: Tree, node: int) -> bool:
    token = tree.tokens[node]
    if token.dep == "advcl" and tree.children(node, "nsubj", "nsubjpass"):
        return any(tree.words[at] in ("while", "whereas") for at in tree.children(node, "mark"))
    if token.dep != "conj" or not tree.children(node, "dobj", "nsubjpass"):
        return False
    return any(tree.words[at] in word_set("parting") for at in tree.children(node, "advmod"))


def _fights_meanwhile(tree: Tree, node: int) -> bool:
    """Say whether a clause tells of a battle fought at the time ("struck X as they battled Y")."""
    token = tree.tokens[node]
    if token.dep != "advcl" or token.tag != "VBD" or tree.lemmas[node] not in word_set("fighting_together"):
        return False
    return any(tree.words[at] == "as" for at in tree.children(node, "mark"))


@cache
def _answering() -> frozenset[str]:
    return word_set("preventing", "status.toml") | word_set("answers")


def told_apart(tree: Tree, first: int, second: int) -> bool:
    """Say whether a trigger is said in a clause beside the other ("X, where the army says that …")."""
    up, down = tree.path(first, second)
    return any(
        tree.tokens[node].dep == "ccomp" and _told_beside(tree, tree.tokens[node].head, {first, second})
        for node in (*up, *down)
    )


def _told_beside(tree: Tree, verb: int, triggers: set[int]) -> bool:
    """Say whether a verb of saying begins a clause beside an act, not about it ("a raid that X said …")."""
    if tree.tokens[verb].dep == "relcl":
        asked = (at for word, _, at in tree.prepositional(verb) if word in ("in", "during"))
        if tree.tokens[verb].head in triggers or any(tree.words[at] == "which" for at in asked):
            return False
    beside = tree.tokens[verb].dep in ("relcl", "advcl")
    return beside and tree.lemmas[verb] in word_set("speech", "status.toml")
