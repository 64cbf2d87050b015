"""Weapons named near a trigger, and the code that they give to a general one."""

from collections.abc import Mapping
from functools import cache, lru_cache

from stemma.events.lexicon import weapons, word_set
from stemma.events.tree import Tree

_NEAR = 4
_TURNS = frozenset({"after", "before"})
_BESIDES = _TURNS | {"as", "while"}
_MODIFIER = 2
# Verbs that are spelt like weapons, and the tags that tell them from these.
_ACTS = frozenset({"shell", "mortar", "rocket", "bomb", "mine", "torpedo"})
_PAST = ("VBD", "VBN")
_FIRING = frozenset({"open", "fire", "shoot", "attack", "raid", "assault", "aim"})

Named = tuple[int, str, tuple[int, ...]]


@cache
def _by_first_word() -> Mapping[str, tuple[tuple[int, str, tuple[str, ...]], ...]]:
    """Return (order of the family, code, phrase) by the first word of the phrase."""
    table: dict[str, list[tuple[int, str, tuple[str, ...]]]] = {}
    for order, family in enumerate(weapons()):
        for phrase in family.phrases:
            table.setdefault(phrase[0], []).append((order, family.code, phrase))
    return {first: tuple(rows) for first, rows in table.items()}


@cache
def _gate() -> frozenset[str]:
    """Return the lemmas that a weapon may begin with, those of plurals taken for names with them."""
    return frozenset(form for first in _by_first_word() for form in (first, f"{first}s"))


@lru_cache(maxsize=1)  # asked of one sentence by each of its triggers in turn
def weapon_words(tree: Tree) -> tuple[Named, ...]:
    """Return (order of the family, code, tokens) for each weapon named in a sentence.

    A word of a longer name is none by itself: a "suicide drone" is a drone.
    """
    table, gate = _by_first_word(), _gate()
    found: set[Named] = set()
    for index, (lemma, word) in enumerate(zip(tree.lemmas, tree.words, strict=True)):
        if lemma not in gate and word not in table:
            continue
        if tree.tokens[index].tag in _PAST and lemma in _ACTS:
            continue  # "attacked X and shelled Y"
        for form in {lemma, word, lemma.removesuffix("s")}:
            for order, code, phrase in table.get(form, ()):
                if (len(phrase) == 1 or _stands(tree, phrase, index)) and not _films(
                    tree, index, len(phrase)
                ):
                    found.add((order, code, tuple(range(index, index + len(phrase)))))
    if len(found) < 2:  # noqa: PLR2004  nothing to be part of
        return tuple(found)
    whole = [one for one in found if not any(set(one[2]) < set(other[2]) for other in found)]
    return tuple(sorted(whole))


def _films(tree: Tree, first: int, length: int) -> bool:
    """Say whether an aircraft only saw what was done ("drone footage", "video from a drone")."""
    last = first + length - 1
    pictures = word_set("pictures")
    token = tree.tokens[last]
    if token.dep in ("compound", "amod", "nmod") and tree.lemmas[token.head] in pictures:
        return True
    if tree.lemmas[last + 1 : last + 2] and tree.lemmas[last + 1] in pictures:
        return True
    if token.dep != "pobj" or tree.words[token.head] not in ("from", "by"):
        return False
    above = tree.lemmas[tree.tokens[token.head].head]
    return above in pictures or above in word_set("filming")


def _forms(tree: Tree, index: int) -> set[str]:
    lemma = tree.lemmas[index]
    return {lemma, tree.words[index], lemma.removesuffix("s")}


def _stands(tree: Tree, phrase: tuple[str, ...], index: int) -> bool:
    """Say whether a phrase's words stand one after the other from a token on."""
    fits = index + len(phrase) <= len(tree.words)
    return fits and all(part in _forms(tree, at) for at, part in enumerate(phrase, start=index))


def nearest_weapon(
    tree: Tree, head: int, *, verbal: bool = False, barred: frozenset[int] = frozenset()
) -> tuple[str, tuple[int, ...]] | None:
    """Return the family and tokens of the weapon nearest to a trigger, None when none is near.

    A verb is no weapon, though it is spelt like one ("to bomb"); nor are ``barred`` tokens.
    """
    best: tuple[int, Named] | None = None
    for named in weapon_words(tree):
        own = verbal and named[2] == (head,)
        if own or not barred.isdisjoint(named[2]) or _aimed_at(tree, named[2][-1]):
            continue
        if tree.words[named[2][0]] == "gas" and tree.words[named[2][0] - 1] == "tear":
            continue  # what police fire at crowds is no chemical weapon
        up, down = tree.path(head, named[2][-1])
        distance = len(up) + len(down) - 2
        if 0 < head - named[2][-1] <= _MODIFIER:
            # Right before the trigger it belongs to it, whatever the parse made of it.
            distance = _MODIFIER
        elif distance > _NEAR or _apart(tree, up, down):
            continue
        elif any(tree.words[node] in _TURNS for node in down[1:-1]):
            distance += _NEAR  # "wounded in rocket fire a day after airstrikes": what was before comes last
        # The trigger's own modifiers count as equally near: among them the family's order decides.
        key = (0 if distance <= _MODIFIER else distance, named)
        if best is None or key < best:
            best = key
    return None if best is None else best[1][1:]


def _aimed_at(tree: Tree, last: int) -> bool:
    """Say whether a weapon is what fire is opened on, not what it comes from ("opened fire on a plane")."""
    token = tree.tokens[last]
    if token.dep != "pobj" or tree.words[token.head] not in ("on", "at", "against"):
        return False
    return tree.lemmas[tree.tokens[token.head].head] in _FIRING


def _apart(tree: Tree, up: list[int], down: list[int]) -> bool:
    if any(tree.tokens[node].dep in ("relcl", "ccomp") for node in (*up[:-1], *down[1:])):
        return True
    if _of_what_came_next(tree, up, down):
        return True
    if any(tree.lemmas[node] in word_set("provoking") for node in down[1:-1]):
        return True  # "fired on troops, leading to an air strike"
    losses = tree.lemmas[up[0]] in word_set("losing")  # "dozens were killed as jets pounded X"
    if not losses and any(_meanwhile(tree, node) for node in down[1:]):
        return True  # "as a helicopter hovered, rebels opened fire"
    if not losses and any(_beside(tree, node) for node in (*up[:-1], *down[1:])):
        return True  # "rebels attacked X and the army sent helicopters"
    # "Jets bombed X before troops raided it": who has a subject of their own has none of another's weapons.
    return any(tree.tokens[node].dep == "advcl" and tree.children(node, "nsubj") for node in up[:-1])


def _of_what_came_next(tree: Tree, up: list[int], down: list[int]) -> bool:
    """Say whether a weapon is that of an act before or after the trigger's own.

    "Shortly after the shooting, aircraft struck X"; "killed in clashes, a day after rebels fired rockets".
    """
    if any(tree.words[node] in _TURNS for node in up[1:-1]):
        return any(tree.tokens[node].dep == "nsubj" for node in down[1:])
    if tree.lemmas[up[0]] not in word_set("losing") or not means_at(tree, up[0]):
        return False
    beside = any(tree.tokens[node].dep == "advcl" for node in up[:-1])  # "… while six were killed in clashes"
    return beside or any(set_off(tree, node) for node in down[1:])


def means_at(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return what a verb's clause says that its act was done by or in ("killed in a series of clashes")."""
    named = [at for word, _, at in tree.prepositional(verb) if word in ("in", "by", "during")]
    inner = [at for one in named if tree.lemmas[one] in word_set("amounts_of_acts")
             for word, _, at in tree.prepositional(one) if word == "of"]  # fmt: skip
    return tuple([at for at in (*named, *inner) if tree.lemmas[at] in word_set("named_means")])


def set_off(tree: Tree, node: int) -> bool:
    """Say whether a clause tells an act of before or after, with its own subject."""
    if not tree.children(node, "nsubj"):
        return False
    token = tree.tokens[node]
    marks = (
        tree.children(node, "mark") if token.dep == "advcl" else [token.head] if token.dep == "pcomp" else []
    )
    return any(tree.words[at] in _TURNS for at in marks)


def _meanwhile(tree: Tree, node: int) -> bool:
    """Say whether a clause tells what somebody else did at the time, or before or after."""
    if tree.tokens[node].dep != "advcl" or not tree.children(node, "nsubj"):
        return False
    return any(tree.words[at] in _BESIDES for at in tree.children(node, "mark"))


def _beside(tree: Tree, node: int) -> bool:
    """Say whether a clause with a subject of its own is joined to another."""
    token = tree.tokens[node]
    subjects = tree.children(node, "nsubj", "nsubjpass")
    # "Two grenades were thrown, but one did not go off" goes on about the same.
    named = any(tree.tokens[at].pos in ("NOUN", "PROPN") for at in subjects)
    return token.dep == "conj" and token.pos == "VERB" and named


def weapon_of(tree: Tree, head: int) -> str:
    """Return the weapon used in the event at ``head`` as the text names it, "" when it names none."""
    found = nearest_weapon(tree, head)
    if found is None or found[1][-1] == head or tree.lemmas[found[1][-1]] in word_set("acts"):
        return ""
    return " ".join(tree.words[index] for index in found[1])
