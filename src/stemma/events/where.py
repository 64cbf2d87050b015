"""Where: the place of an event among those that its sentence names."""

from collections.abc import Iterable, Sequence
from functools import cache

from msgspec import Struct

from stemma.events.launching import launched_from
from stemma.events.lexicon import noun_classes, word_set
from stemma.events.nested import holders
from stemma.events.setting import FAR, SEQUENCE, Found, crossings
from stemma.events.sites import Site
from stemma.events.tree import Tree
from stemma.events.when import answer_between
from stemma.records import Place

# What a place costs for being coarse, in steps of the tree: of two near places the finer is preferred.
_COARSE = {"facility": 0.0, "settlement": 0.0, "district": 0.8, "region": 1.6, "area": 2.0, "unknown": 1.2}
_COUNTRY = 4.0
_UNRESOLVED = 2.0
_WARS = frozenset({"war", "conflict"})
_WATERS = frozenset({"river", "lake", "strait"})
# How much farther off a town may be told than its country, and yet be the place.
_NESTED = 4.0
_NOUNS = ("NOUN", "PROPN")
_BEFORE = frozenset({"after", "following"})
_PLACED = ("GPE", "LOC", "FAC")
_NAMING = ("compound", "nmod", "poss", "amod")
_ATTACHED = 7.5
_HEADING = 2
# What it costs to be the place of those who tell: more than any place of the clause, and still attached.
_TOLD_THERE = 5.5


class Scene(Struct, frozen=True):
    """What a place is sought for.

    ``actor`` is the head of the initiator. ``leaving`` says that "from" leads to the place (a
    withdrawal); ``verbal`` that the event is one of words, whose place must be said outright.
    ``heads`` are those of all triggers of the sentence.
    """

    tree: Tree
    head: int
    actor: int | None
    leaving: bool = False
    verbal: bool = False
    heads: frozenset[int] = frozenset()


def choose_place(scene: Scene, sites: Iterable[Site]) -> Found:
    """Return the place of an event among its sentence's places, none where none can be its own."""
    costs = place_costs(scene, sites)
    best = _finer(min(costs, key=lambda one: one[0], default=None), costs)
    if best is None:
        return Found()
    cost, place = best
    how = "attached" if cost <= _ATTACHED else "sentence"
    return Found(place=place, score=round(max(0.35, 0.95 - 0.05 * max(cost, 0.0)), 2), how=how)


def place_costs(scene: Scene, sites: Iterable[Site]) -> list[tuple[float, Place]]:
    """Return the places of a sentence that may be an event's own, each with how far it is from the event."""
    sites = tuple(sites)
    plain = [(site.index, site.preposition) for site in sites if not site.place.relation]
    elsewhere = frozenset() if scene.leaving else launched_from(scene.tree, plain)
    costs: list[tuple[float, Place]] = []
    larger = holders(scene.tree, sites)
    through = {inner: outer for outer, inner in larger.items()}
    for site in sites:
        place = site.place
        if site.index in elsewhere or site.party not in (None, scene.head) or site.index in larger:
            continue
        cost = _remembered_cost(scene, site)
        if cost < FAR and site.index in through:  # "in X's Y district" leads to X, and means Y
            cost = min(cost, _remembered_cost(scene, _at(sites, through[site.index])))
        cost += _COARSE.get(place.precision, _COUNTRY) + (1.0 if place.relation else 0.0)
        cost += 0.0 if place.lat is not None else _UNRESOLVED
        if cost < FAR:
            costs.append((cost, place))
    return costs


def _at(sites: Sequence[Site], index: int) -> Site:
    return next(site for site in sites if site.index == index)


def _finer(
    best: tuple[float, Place] | None, costs: Sequence[tuple[float, Place]]
) -> tuple[float, Place] | None:
    """Return a town told a little farther off than the country that it lies in, else the place chosen.

    "Forty people in X were killed by a strike that hit a funeral in Y" was in Y.
    """
    if best is None or len(costs) == 1 or best[1].precision != "country" or not best[1].country:
        return best
    inside = [
        one
        for one in costs
        if one[1].country == best[1].country
        and one[1].precision in ("facility", "settlement", "district")
        and one[0] <= best[0] + _NESTED
    ]
    return min(inside, key=lambda one: one[0], default=best)


def _remembered_cost(scene: Scene, site: Site) -> float:
    """Return the cost of a place, kept with the tree: copies of a sentence ask it again."""
    country = site.place.precision == "country"
    kind = (site.place.precision == "facility", site.place.kind in _WATERS, site.teller)
    key = ("place", scene.head, scene.actor, scene.leaving, scene.verbal, site.index, country, kind)
    facts = scene.tree.facts
    if key not in facts:
        facts[key] = _cost(scene, site)
    cost: float = facts[key]
    return cost


def _cost(scene: Scene, site: Site) -> float:
    """Return how far a place is from its trigger, in steps of the tree and what they cross."""
    tree = scene.tree
    if site.teller:
        return _TOLD_THERE
    up, down = tree.path(scene.head, site.index)
    cost = float(len(up) + len(down) - 2) + crossings(tree, up, down)
    if up[-1] != scene.head and tree.lemmas[up[-1]] in word_set("speech", "status.toml"):
        told_of = tree.passive(up[-1]) and site.preposition in word_set("inside")  # "were reported in X"
        cost += 0.0 if told_of or fronted(tree, site, up[-1]) else 6.0
    if site.place.precision == "facility" and _where_told(tree, up):
        return FAR
    if any(tree.tokens[node].dep == "relcl" for node in up[:-1]) and tree.tokens[up[-1]].pos == "VERB":
        cost += 3.0
    if _conveyed(tree, up, site) or any(
        tree.tokens[node].pos == "VERB" and tree.lemmas[node] in word_set("residing") for node in down[1:]
    ):
        return FAR
    if any(tree.words[node] in SEQUENCE and tree.children(node, "pcomp") for node in down[1:]):
        cost += 6.0  # another act of before or after ("after delivering aid to X")
    if any(tree.lemmas[node] in _telling() and tree.tokens[node].pos == "VERB" for node in down[1:-1]):
        cost += 6.0  # "killed by X, a group that the mission says has camps in Y"
    if _of_another_act(scene, site, up, down):
        return FAR
    if "another" in tree.words and any(_of_others_counted(tree, node) for node in down[1:]):
        cost += 6.0  # "ten were killed in X and another five outside Y"
    cost += 6.0 * any(tree.lemmas[node] in _WARS for node in down[1:-1])  # "amid X's war against Y in Z"
    cost -= 2.0 * sum(_only_introduces(tree, node) for node in down)
    cost += 5.0 * _heads(tree, site)
    return cost + _by_preposition(scene, site)


def _of_another_act(scene: Scene, site: Site, up: Sequence[int], down: Sequence[int]) -> bool:
    """Say whether a place is that of another act of its sentence, or only names it."""
    tree = scene.tree
    first = _of_the_first(tree, scene.head, site.index)
    answered = answer_between(tree, scene.head, site.index)  # "fired at X in response to a raid on Y"
    return first or answered or _of_others(scene, site) or _in_clause_with_its_own(tree, up, down)


def _of_the_first(tree: Tree, head: int, index: int) -> bool:
    """Say whether a place is that of an act which this one is told to have come after.

    "The attack follows a raid in X", "the attack came days after a blast in X".
    """
    token = tree.tokens[head]
    if token.dep != "nsubj" or index < token.head:
        return False
    if tree.lemmas[token.head] in word_set("succeeding"):
        return any(at < index for at in tree.children(token.head, "dobj"))
    if tree.lemmas[token.head] not in word_set("happening"):
        return False
    return any(tree.words[at] in _BEFORE for at in range(token.head + 1, index))


def _in_clause_with_its_own(tree: Tree, up: Sequence[int], down: Sequence[int]) -> bool:
    """Say whether two clauses are joined, and that of the act names another place ("in X, and in Y …")."""
    joined = any(
        tree.tokens[node].dep == "conj" and tree.tokens[node].pos == "VERB" and _has_subject(tree, node)
        for node in (*up[:-1], *down[1:])
    )
    if not joined:
        return False
    verbs = [node for node in up if tree.tokens[node].pos == "VERB"]
    own = verbs[0] if verbs else None
    return own is not None and own not in down[1:] and any(
        word in ("in", "at", "near", "outside") and tree.tokens[at].pos == "PROPN" and at not in down
        and tree.tokens[at].entity in _PLACED
        for word, _, at in tree.prepositional(own)
    )  # fmt: skip


def _has_subject(tree: Tree, verb: int) -> bool:
    return bool(tree.children(verb, "nsubj", "nsubjpass"))


def _heads(tree: Tree, site: Site) -> bool:
    """Say whether a place stands before a colon that opens a sentence ("X: Two were killed in Y")."""
    return site.index <= _HEADING and tree.words[site.index + 1 : site.index + 2] == (":",)


def _of_others_counted(tree: Tree, node: int) -> bool:
    """Say whether a joined number is of those hurt in another act ("and another five")."""
    return tree.tokens[node].dep in ("conj", "appos") and any(
        tree.words[at] == "another"
        for at in tree.children(node, "det", "amod", "nummod", "quantmod", "advmod")
    )


def _of_others(scene: Scene, site: Site) -> bool:
    """Say whether a place names another event, whose arms these are, or where people fled from this one."""
    tree, own = scene.tree, scene.tree.tokens[site.index]
    fled = tree.lemmas[tree.tokens[scene.head].head] in word_set("fleeing")
    if fled and site.preposition in ("to", "into", "across"):
        return True
    if own.dep not in _NAMING or own.head == scene.head:
        return False
    if site.place.precision == "country" and own.dep != "poss" and _of_body(tree, own.head):
        return True
    arms = site.place.precision == "country" and tree.lemmas[own.head] in _owned()  # "fired at X warships"
    return arms or own.head in scene.heads  # "since the X attacks"


def _of_body(tree: Tree, index: int) -> bool:
    """Say whether a noun is one of those who belong to a country, wherever they are ("a UK firm")."""
    above = tree.tokens[index]
    nested = above.dep in ("compound", "nmod") and tree.lemmas[above.head] in word_set("bodies")
    return nested or tree.lemmas[index] in word_set("bodies")


def fronted(tree: Tree, site: Site, verb: int) -> bool:
    """Say whether a place opens a sentence and sets the scene of what is told ("In X, he said that …")."""
    token = tree.tokens[site.index]
    opens = token.dep == "pobj" and tree.words[token.head] == "in" and tree.tokens[token.head].head == verb
    subject = tree.children(verb, "nsubj", "nsubjpass")
    return opens and bool(subject) and site.index < subject[0]


@cache
def _owned() -> frozenset[str]:
    """Return the nouns of arms and vehicles, which have a state's name before them."""
    classes = noun_classes()
    return frozenset(word for word, found in classes.items() if found & {"vehicle", "aircraft", "weapons"})


def _telling() -> frozenset[str]:
    return word_set("speech", "status.toml")


def _where_told(tree: Tree, up: Sequence[int]) -> bool:
    """Say whether a place is where something was told ("the hospital, where records showed that …")."""
    speech = word_set("speech", "status.toml") | {"show"}
    return any(
        tree.tokens[node].dep == "relcl"
        and tree.lemmas[node] in speech
        and any(tree.words[at] == "where" for at in tree.children(node, "advmod"))
        for node in up[1:-1]
    )


def _conveyed(tree: Tree, up: Sequence[int], site: Site) -> bool:
    """Say whether those whom an act hurt were taken to a place ("men killed in a raid were flown to X")."""
    verb = up[-1]
    to = tree.tokens[site.index].head
    told_of = any(tree.tokens[node].dep in ("acl", "relcl") for node in up[:-1])
    taken = told_of and tree.lemmas[verb] in word_set("conveying") and tree.passive(verb)
    return taken and tree.words[to] == "to" and tree.tokens[to].head == verb


def _only_introduces(tree: Tree, node: int) -> bool:
    return tree.words[node] == "of" and tree.lemmas[tree.tokens[node].head] in word_set("named_by_of")


def _by_preposition(scene: Scene, site: Site) -> float:
    """Return what the preposition before a place, or its lack, adds to the cost."""
    index, preposition, country = site.index, site.preposition, site.place.precision == "country"
    acts = index == scene.actor or (
        country and scene.actor is not None and index in _those(scene.tree, scene.actor)
    )
    if acts or (scene.verbal and preposition not in word_set("inside")):
        return FAR
    if preposition in word_set("away"):
        return -1.0 if scene.leaving else 4.0
    if preposition == "across" and site.place.kind in _WATERS:
        return 4.0  # "across the river in X"
    if preposition in word_set("inside"):
        return _inside(preposition, leaving=scene.leaving)
    return (
        3.0
        if preposition in word_set("accompanying")
        else _without_preposition(scene, index, country=country)
    )


def _those(tree: Tree, actor: int) -> list[int]:
    """Return the words that name an actor and those joined to them ("X and Y", "the leaders of X and Y")."""
    named = tree.phrase(actor)
    return [*named, *(at for one in named if tree.tokens[one].pos in _NOUNS for at in tree.conjuncts(one))]


def _inside(preposition: str, *, leaving: bool) -> float:
    if leaving and preposition in word_set("onward"):
        return 3.0
    return 1.0 if preposition in word_set("beside") else -1.0


def _without_preposition(scene: Scene, index: int, *, country: bool) -> float:
    token = scene.tree.tokens[index]
    if token.dep in ("nsubj", "poss", "agent"):
        return FAR if country else 2.0
    return 2.0 if token.dep == "nsubjpass" and token.head != scene.head else 0.0
