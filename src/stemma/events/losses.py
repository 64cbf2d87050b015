"""What befell the people that a count tells of, and the word that says so."""

from functools import cache

from stemma.events.lexicon import word_set
from stemma.events.numbers import Count
from stemma.events.tree import Tree
from stemma.records import Measure
from stemma.resources import load_toml

_INJURIES = frozenset({"injury", "wound", "burn"})
_NEEDED = {
    "suffer": _INJURIES, "sustain": _INJURIES, "receive": _INJURIES,
    "lose": frozenset({"life", "live", "lives"}),
}  # fmt: skip
_DEALT = frozenset({"beat", "burn", "club", "bludgeon", "torture", "crush"})
_COMPLEMENTS = ("oprd", "acomp", "advmod", "xcomp", "amod", "dep", "advcl", "ccomp")
_ROLES = ("dobj", "nsubj", "nsubjpass")
# How many tokens after a number its loss may be told, and how many steps above people it is looked for.
BETWEEN = 6
WITHIN = 3
_ASIDES = (("including",), ("among",), ("mostly",), ("most",), ("mainly",), ("many",), ("some",), ("all",))
_ASIDE = 14  # tokens of an aside at most


@cache
def cues(name: str) -> dict[str, Measure]:
    """Return the words of one role that tell a loss, with what they tell."""
    rows: dict[Measure, list[str]] = load_toml("events", "numbers.toml")[name]
    return {word: measure for measure, words in rows.items() for word in words}


@cache
def words_around(name: str) -> frozenset[str]:
    """Return words around a count that tell of what sort it is."""
    return frozenset(load_toml("events", "numbers.toml")["context"][name])


def said_after(tree: Tree, noun: int) -> tuple[Measure, int] | None:
    """Return what the word right after the people counted says of them ("58 others injured")."""
    after = noun + 1
    said = after < len(tree.words) and tree.tokens[after].tag in ("VBN", "VBD", "JJ")
    if not said or tree.words[after] not in cues("quality") or tree.children(after, "dobj", "auxpass"):
        return None
    return cues("quality")[tree.words[after]], after


def also_befell(tree: Tree, noun: int, cue: int) -> list[tuple[Measure, int]]:
    """Return what else befell the same people: "killing and wounding dozens" counts both."""
    token = tree.tokens[cue]
    if token.dep != "conj" or tree.tokens[noun].head != cue or tree.tokens[noun].dep != "dobj":
        return []
    measure = cues("patient").get(tree.lemmas[token.head])
    shared = measure is not None and not tree.children(token.head, "dobj", "nsubjpass")
    return [(measure, token.head)] if shared and measure is not None else []


def measure_of(tree: Tree, noun: int) -> tuple[Measure, int] | None:
    """Return what befell the people counted, and the word that says so, wherever the parse has it."""
    told = _after_noun(tree, noun) or _by_verb(tree, _summed(tree, noun))
    return told or _by_quality(tree, noun) or _by_noun(tree, noun)


def _after_noun(tree: Tree, noun: int) -> tuple[Measure, int] | None:
    """Return what befell people right after a noun of harm ("the killing of two and injuries to ten")."""
    first = tree.ends(noun)[0]
    near = first > 1 and tree.words[first - 1] == "to" and tree.lemmas[first - 2] in cues("noun")
    return (cues("noun")[tree.lemmas[first - 2]], first - 2) if near else None


def _summed(tree: Tree, noun: int) -> int:
    """Return the sum that people are counted in ("a total of five residents"), else the people."""
    above = tree.tokens[noun].head
    of = tree.tokens[noun].dep == "pobj" and tree.words[above] == "of"
    total = tree.tokens[above].head
    return total if of and tree.lemmas[total] == "total" else noun


def _by_verb(tree: Tree, noun: int) -> tuple[Measure, int] | None:
    """Return what befell the people counted by the verb that they are object or subject of."""
    token = tree.tokens[noun]
    above = token.head
    if above != noun and tree.tokens[above].pos in ("VERB", "AUX") and token.dep in _ROLES:
        told = _by_role(tree, noun, above)
        if told is not None:
            return told
    for clause in tree.children(noun, "acl", "relcl"):
        if tree.lemmas[clause] in cues("patient") and tree.passive(clause):
            return cues("patient")[tree.lemmas[clause]], clause
        if tree.lemmas[clause] in cues("sufferer") and tree.tokens[clause].dep == "relcl":
            return _sufferer(tree, clause)
    return None


def _by_role(tree: Tree, noun: int, verb: int) -> tuple[Measure, int] | None:
    dep, lemma = tree.tokens[noun].dep, tree.lemmas[verb]
    if dep != "nsubj" and (dep == "nsubjpass") == tree.passive(verb) and to_death(tree, verb):
        return "killed", verb
    if dep != "nsubj" and lemma in cues("patient") and (dep == "nsubjpass") == tree.passive(verb):
        return cues("patient")[lemma], verb
    if dep == "nsubj" and lemma in cues("sufferer"):
        return _sufferer(tree, verb)
    if dep == "dobj" and lemma == "leave":
        return _behind_aside(tree, noun) or _complement(tree, verb)
    return _complement(tree, verb) or (_below(tree, verb) if dep == "nsubjpass" else None)


def to_death(tree: Tree, verb: int) -> bool:
    """Say whether a verb's complement says that it kills ("shot dead", "gunned down", "beaten to death")."""
    lemma = tree.lemmas[verb]
    if lemma == "shoot" and any(tree.words[at] == "dead" for at in tree.children(verb, *_COMPLEMENTS)):
        return True
    if lemma in ("gun", "mow") and any(
        tree.words[at] == "down" for at in tree.children(verb, "prt", "advmod")
    ):
        return True
    dealt = lemma in word_set("by_hand") or lemma in _DEALT
    return dealt and any(
        word == "to" and tree.words[inner] == "death" for word, _, inner in tree.prepositional(verb)
    )


def _behind_aside(tree: Tree, noun: int) -> tuple[Measure, int] | None:
    """Return what is said of people behind an aside ("leaving nine men, including two guards, dead")."""
    words = tree.words
    if words[noun + 1 : noun + 2] != (",",) or words[noun + 2 : noun + 3] not in _ASIDES:
        return None
    end = next((at for at in range(noun + 3, min(noun + _ASIDE, len(words) - 1)) if words[at] == ","), noun)
    measure = cues("quality").get(words[end + 1])
    return None if measure is None else (measure, end + 1)


def _sufferer(tree: Tree, verb: int) -> tuple[Measure, int] | None:
    """Return what befell the subject of "die", "lose their lives", "sustain injuries"."""
    needed = _NEEDED.get(tree.lemmas[verb])
    if needed and not needed & {tree.lemmas[index] for index in tree.children(verb, "dobj")}:
        return None
    return cues("sufferer")[tree.lemmas[verb]], verb


def _below(tree: Tree, verb: int) -> tuple[Measure, int] | None:
    """Return what befell the subject of "are believed to have been killed", "were seized and shot"."""
    for child in tree.children(verb, "xcomp", "conj"):
        if tree.lemmas[child] in cues("patient") and not tree.children(child, "nsubj", "nsubjpass", "dobj"):
            return cues("patient")[tree.lemmas[child]], child
    return None


def _complement(tree: Tree, verb: int) -> tuple[Measure, int] | None:
    for child in tree.children(verb, "oprd", "acomp", "xcomp", "ccomp", "advcl", "attr", "dobj", "acl"):
        measure = cues("quality").get(tree.words[child])
        if measure is not None and tree.lemmas[verb] in word_set("stative"):
            return measure, child
    return None


def _by_quality(tree: Tree, noun: int) -> tuple[Measure, int] | None:
    if tree.words[noun] in cues("quality"):
        return cues("quality")[tree.words[noun]], noun
    for child in tree.children(noun, "amod", "acl", "oprd", "advcl", "appos"):
        measure = cues("quality").get(tree.words[child])
        if measure is not None:
            return measure, child
    return None


def _by_noun(tree: Tree, noun: int) -> tuple[Measure, int] | None:
    if tree.lemmas[noun] in cues("noun"):
        return cues("noun")[tree.lemmas[noun]], noun
    for steps, node in enumerate(tree.ancestors(noun), start=1):
        if tree.tokens[node].pos in ("NOUN", "PROPN") and steps <= WITHIN:
            lemma = tree.lemmas[node]
            return (cues("noun")[lemma], node) if lemma in cues("noun") else _tolled(tree, node)
        if tree.tokens[node].pos in ("VERB", "AUX"):
            tolls = (_tolled(tree, child) for child in tree.children(node, "nsubj", "dobj", "nsubjpass"))
            return next((toll for toll in tolls if toll is not None), None)
        if steps > WITHIN:
            return None
    return None


def _tolled(tree: Tree, node: int) -> tuple[Measure, int] | None:
    """Return what a toll counts: the dead, unless it says who."""
    if tree.lemmas[node] not in word_set("tolls"):
        return None
    around = [tree.words[index] for index in tree.subtree(node)]
    told = next((cues("quality")[word] for word in around if word in cues("quality")), None)
    if told is not None:
        return told, node
    return ("killed", node) if tree.lemmas[node] == "toll" or {"death", "deaths"} & set(around) else None


def joined_measure(
    tree: Tree, noun: int, measures: dict[int, tuple[Measure, int]]
) -> tuple[Measure, int] | None:
    """Return what was said of people to whom these are joined ("three soldiers and a major")."""
    token = tree.tokens[noun]
    return measures.get(token.head) if token.dep in ("conj", "appos") else None


def near_number(tree: Tree, count: Count, reach: int) -> tuple[Measure, int] | None:
    """Find a word of quality soon after the number, for headlines and parses that went wrong."""
    index = max(count.tokens) + 1
    for at in range(index, min(index + reach, len(tree.words))):
        word, token = tree.words[at], tree.tokens[at]
        if word in cues("quality"):
            return cues("quality")[word], at
        if word not in word_set("links") and token.pos not in ("NOUN", "ADJ", "PROPN", "ADV"):
            return None
    return None
