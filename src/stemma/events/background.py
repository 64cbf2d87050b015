"""Triggers that tell no event: words of a list below an article, habits, means, what somebody is."""

from stemma.events.hits import Hit
from stemma.events.lexicon import word_set
from stemma.events.tree import ACCUSING, Tree

# Headings of lists of words below an article, how many words are looked back for one, and what shows that a
# noun after it goes on as a sentence.
_LISTED = frozenset({"Tags", "TAGS", "Related"})
_LISTS = frozenset({word.lower() for word in _LISTED})
_LIST = 14
# Acts that go on: a participle below a noun tells how things stand ("a town besieged by rebels").
_STATES = frozenset({"capture", "siege", "support", "group_change"})
# What somebody once signed only says who they are ("rebels who had signed a truce").
_PACTS = "agreement"
# How many acts make an accusation one at large, and names that make it one of single acts.
_SEVERAL = 2
_PLURAL = ("NNS", "NNPS")
_SINGLED = frozenset({"DATE", "TIME", "GPE", "LOC", "FAC", "CARDINAL", "QUANTITY"})
_GOING_ON = {(word,) for word in ("on", "in", "at", "against", "near", "by", "have", "has", "were", "was")}


def unlisted(tree: Tree, hits: list[Hit]) -> list[Hit]:
    """Return the triggers but for words after "Tags" below an article, and those that only rank or count."""
    if "one" in tree.words or "including" in tree.words:
        hits = [hit for hit in hits if not (_one_of(tree, hit) or _included(tree, hit))]
    if _LISTS.isdisjoint(tree.words):
        return hits
    return [hit for hit in hits if not _is_listed(tree, hit)]


def _included(tree: Tree, hit: Hit) -> bool:
    """Say whether somebody is only counted among others ("ten dead, including two suicide bombers")."""
    token = tree.tokens[hit.head]
    person = hit.code.key == "suicide_bomb" and not hit.verbal and token.tag == "NNS"
    return person and token.dep == "pobj" and tree.words[token.head] == "including"


def _is_listed(tree: Tree, hit: Hit) -> bool:
    if hit.verbal or tree.words[hit.head + 1 : hit.head + 2] in _GOING_ON:
        return False
    return any(token.text in _LISTED for token in tree.tokens[max(0, hit.head - _LIST) : hit.head])


def _is_means(tree: Tree, hit: Hit) -> bool:
    """Say whether acts are named as what somebody uses at any time ("uses air strikes to scare people")."""
    token = tree.tokens[hit.head]
    using = token.dep == "dobj" and tree.lemmas[token.head] == "use"
    return (
        using
        and not hit.verbal
        and token.tag == "NNS"
        and tree.tokens[token.head].tag in ("VBZ", "VBP", "VBG")
    )


def _is_meant_for(tree: Tree, hit: Hit) -> bool:
    """Say whether an act is what somebody is only trained or something only made for."""
    token = tree.tokens[hit.head]
    able = hit.verbal and token.dep in ("xcomp", "advcl") and tree.lemmas[token.head] in word_set("meant_for")
    return able and token.tag == "VB"


def _marks_time(tree: Tree, hit: Hit) -> bool:
    """Say whether an act only says since when ("the first raid since the siege", "since the start of it")."""
    if "since" not in tree.words or hit.verbal:
        return False
    above = tree.tokens[hit.head].head
    begun = tree.tokens[above].head
    if tree.words[above] == "of" and tree.lemmas[begun] in word_set("beginnings"):
        return tree.words[tree.tokens[begun].head] == "since"
    bounds = tree.tokens[hit.head].dep == "pobj" and tree.words[above] == "since"
    return bounds and tree.tokens[tree.tokens[above].head].pos == "NOUN"


def _one_of(tree: Tree, hit: Hit) -> bool:
    """Say whether acts only rank the one that is told ("the blast, one of the deadliest attacks on X")."""
    of = tree.tokens[hit.head].head
    one = tree.tokens[of].head
    inside = tree.tokens[hit.head].dep == "pobj" and tree.words[of] == "of" and tree.words[one] == "one"
    done = tree.tokens[one].dep == "dobj" and tree.lemmas[tree.tokens[one].head] in word_set("light")
    return inside and not hit.verbal and not done and tree.tokens[one].dep in ("dobj", "appos", "attr")


def _rise_of(tree: Tree, hit: Hit) -> bool:
    """Say whether acts are only told to have become more or fewer ("a sharp rise in attacks")."""
    token = tree.tokens[hit.head]
    above = tree.tokens[token.head].head
    inside = token.dep == "pobj" and tree.words[token.head] in ("in", "of")
    return inside and not hit.verbal and token.tag == "NNS" and tree.lemmas[above] in word_set("rises")


def _launched(tree: Tree, hit: Hit) -> bool:
    """Say whether a participle only says whence came what hit ("a rocket fired from X struck Y")."""
    token = tree.tokens[hit.head]
    if not hit.verbal or hit.code.key != "shelling" or token.dep != "acl" or token.tag != "VBN":
        return False
    fired = tree.tokens[token.head]
    if tree.subject(hit.head) is not None:  # "a rocket fired by X"
        return False
    return fired.dep == "nsubj" and tree.lemmas[fired.head] in word_set("hitting")


def _of_habit(tree: Tree, verb: int) -> bool:
    """Say whether a verb, or one above it, tells what somebody does at any time ("gangs who raid X")."""
    for node in (verb, *tree.ancestors(verb)):
        token = tree.tokens[node]
        if token.dep == "relcl":
            passive = [tree.words[at] for at in tree.children(node, "auxpass")]
            if passive and not tree.children(node, "aux"):
                return passive == ["are"] and node == verb  # "soldiers who are killed or go missing"
            return token.tag in ("VBP", "VBZ") and not tree.children(node, "aux", "auxpass")
        if token.tag != "VBG" and token.pos != "ADP" and node != verb:
            return False
        if node == verb and token.tag not in ("VBG", "VBP", "VBZ"):
            return False
    return False


def _only_says_whom(tree: Tree, hit: Hit) -> bool:
    """Say whether losses only tell of whom something else is said ("the bodies of those killed")."""
    token = tree.tokens[hit.head]
    bare = token.dep == "acl" and tree.words[token.head] == "those"
    return bare and hit.code.key == "killing" and not tree.children(hit.head, "prep", "agent", "npadvmod")


def _stands(tree: Tree, hit: Hit) -> bool:
    """Say whether a participle tells who is on whose side, which is no act ("X, backed by Y")."""
    token = tree.tokens[hit.head]
    bare = token.tag == "VBN" or (token.tag == "VBD" and bool(tree.children(hit.head, "agent")))
    joined = token.dep in ("acl", "conj", "advcl", "amod", "dep")
    return (
        hit.code.key == "support"
        and hit.verbal
        and bare
        and joined
        and not tree.children(hit.head, "aux", "auxpass")
    )


def _charged_in_general(tree: Tree, hit: Hit) -> bool:
    """Say whether an act is one of several that somebody is accused of at large.

    "Accused the army of killings, burning villages and using air strikes": bare plurals, of no day, place or
    number.
    """
    if hit.pattern.political or tree.lemmas[hit.head] in ACCUSING:
        return False
    accused = next((at for at in tree.ancestors(hit.head) if tree.lemmas[at] in ACCUSING), None)
    if accused is None:
        return False
    acts = _charges(tree, accused)
    own = next((act for act in acts if act == hit.head or act in tree.ancestors(hit.head)), None)
    if own is None or len(acts) < _SEVERAL:
        return False
    stretch = [at for act in acts for at in tree.subtree(act)]
    return all(_at_large(tree, at) for at in stretch)


def _charges(tree: Tree, accused: int) -> list[int]:
    """Return the acts that somebody is accused of, nouns and participles, joined or set in a row."""
    charges = []
    for at in tree.subtree(accused):
        token = tree.tokens[at]
        if at == accused or token.dep not in ("pcomp", "pobj", "conj", "advcl"):
            continue
        if token.dep in ("pcomp", "pobj") and tree.words[token.head] not in ("of", "for"):
            continue
        if token.dep == "conj" and token.head not in charges:
            continue
        if token.dep == "advcl" and (token.tag != "VBG" or token.head != accused):
            continue
        if token.dep == "pobj" and token.tag not in (*_PLURAL, "NN", "VBG"):
            continue
        charges.append(at)
    return charges


def _at_large(tree: Tree, at: int) -> bool:
    """Say whether a word of a charge names no day, place, number or single thing."""
    token = tree.tokens[at]
    if token.entity in _SINGLED or token.pos in ("NUM", "PROPN"):
        return False
    if token.dep == "det" and tree.words[at] in ("the", "this", "that", "these", "those"):
        return False
    return token.dep != "dobj" or token.tag in _PLURAL or not tree.children(at, "det")


def _went_on_for_years(tree: Tree, hit: Hit) -> bool:
    """Say whether an act is told to have gone on for years, with no number ("which was bombed for years")."""
    if word_set("long_stretches").isdisjoint(tree.words):
        return False
    return hit.verbal and any(
        word == "for" and tree.words[at] in word_set("long_stretches") and not tree.children(at, "nummod")
        for word, _, at in tree.prepositional(hit.head)
    )


def _is_growing(tree: Tree, hit: Hit) -> bool:
    """Say whether acts are told only to become more ("strikes on X are expanding")."""
    token = tree.tokens[hit.head]
    if hit.verbal or token.tag != "NNS" or token.dep != "nsubj":
        return False
    if tree.children(hit.head, "det", "nummod") or tree.lemmas[token.head] not in word_set("growing"):
        return False
    return tree.tokens[token.head].tag in ("VBG", "VBZ", "VBP")


def _likened(tree: Tree, hit: Hit) -> bool:
    """Say whether acts are only those that this one is like ("rebels have carried out similar attacks")."""
    if hit.verbal or tree.tokens[hit.head].tag != "NNS":
        return False
    return any(tree.lemmas[at] in word_set("likened") for at in tree.children(hit.head, "amod"))


def _would_have(tree: Tree, hit: Hit) -> bool:
    """Say whether an act is one that never was ("a strike on the plant would have killed thousands")."""
    token = tree.tokens[hit.head]
    if hit.verbal or token.dep not in ("nsubj", "nsubjpass"):
        return False
    articles = {tree.words[at] for at in tree.children(hit.head, "det")}
    if articles - {"a", "an", "any", "such"}:
        return False
    aux = {tree.words[at] for at in tree.children(token.head, "aux")}
    return {"would", "have"} <= aux or {"could", "have"} <= aux


def _is_stationed(tree: Tree, hit: Hit) -> bool:
    """Say whether forces are only told to be somewhere ("60 soldiers were deployed at the outpost")."""
    if (
        not hit.verbal
        or hit.code.key != "group_change"
        or not tree.passive(hit.head)
        or hit.actor is not None
    ):
        return False
    return any(tree.words[at] == "at" for at in tree.children(hit.head, "prep"))


def _is_known_for(tree: Tree, hit: Hit) -> bool:
    """Say whether an act is what somebody is known for ("a group notorious for kidnapping foreigners")."""
    for node in (hit.head, *tree.ancestors(hit.head)):
        token = tree.tokens[node]
        if token.dep in ("pcomp", "pobj") and tree.words[token.head] == "for":
            return tree.lemmas[tree.tokens[token.head].head] in word_set("known_for")
        if token.dep not in ("conj", "pcomp", "pobj", "dobj"):
            return False
    return False


def _is_guarded_against(tree: Tree, hit: Hit) -> bool:
    """Say whether an attack is only what somebody is kept safe from ("to defend X against attack")."""
    token = tree.tokens[hit.head]
    if hit.verbal or token.dep != "pobj" or tree.words[token.head] not in ("against", "from"):
        return False
    if tree.children(hit.head, "det", "nummod", "poss"):
        return False
    return tree.lemmas[tree.tokens[token.head].head] in word_set("guarding")


def _of_somebody(tree: Tree, hit: Hit) -> bool:
    """Say whether who is captured is a person, and no place ("within a week of his capture")."""
    if hit.verbal or hit.code.key != "capture":
        return False
    owner = next(iter(tree.children(hit.head, "poss")), hit.target)
    return owner is not None and (
        tree.words[owner] in ("his", "her") or tree.tokens[owner].entity == "PERSON"
    )


def _is_sought(tree: Tree, hit: Hit) -> bool:
    """Say whether an arrest is only what word is asked for ("information leading to the arrest of X")."""
    token = tree.tokens[hit.head]
    if hit.verbal or token.dep != "pobj" or tree.words[token.head] != "to":
        return False
    verb = tree.tokens[token.head].head
    return tree.lemmas[verb] == "lead" and not word_set("word_of").isdisjoint(tree.lemmas[:verb])


def _is_recalled(tree: Tree, hit: Hit) -> bool:
    """Say whether an act is only what something recalls ("the anniversary of the massacre")."""
    token = tree.tokens[hit.head]
    if hit.verbal or token.dep != "pobj" or tree.words[token.head] not in ("of", "to"):
        return False
    return any(tree.lemmas[at] in word_set("recalling") for at in tree.ancestors(token.head)[:4])


_NO_NEWS = (
    _is_recalled,
    _of_somebody,
    _is_sought,
    _is_known_for,
    _is_stationed,
    _would_have,
    _likened,
    _is_guarded_against,
    _went_on_for_years,
    _is_growing,
    _charged_in_general,
    _stands,
    _is_means,
    _is_meant_for,
    _only_says_whom,
    _marks_time,
    _rise_of,
    _launched,
)


def is_background(tree: Tree, hit: Hit) -> bool:
    """Say whether a trigger tells a habit or a state rather than an event ("often", "in the past")."""
    nodes = dict.fromkeys((hit.head, tree.clause(hit.head)))
    token = tree.tokens[hit.head]
    if any(says(tree, hit) for says in _NO_NEWS):
        return True  # "uses air strikes to"
    if hit.code.key in _STATES and token.dep == "acl" and token.tag == "VBN":
        return True  # "a base occupied by soldiers", "rebels backed by X"
    if hit.verbal and (_of_habit(tree, hit.head) or (hit.code.family == _PACTS and token.dep == "relcl")):
        return True
    for node in nodes:
        if any(
            tree.lemmas[child] in word_set("habits")
            for child in tree.children(node, "advmod", "amod", "acomp")
        ):
            return True
        for word, _, inner in tree.prepositional(node):
            if word == "in" and tree.lemmas[inner] == "past" and not tree.children(inner, "amod", "nummod"):
                return True
    return False
