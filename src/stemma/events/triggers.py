"""Trigger words: where a sentence reports an event, who acts and who is acted upon."""

from collections.abc import Sequence

from msgspec.structs import replace

from stemma.events.classes import Classes
from stemma.events.conditions import allowed, near, of_words, told_so, vetoed
from stemma.events.doers import in_fire, is_minded, who_is_minded
from stemma.events.hits import Hit
from stemma.events.lexicon import Pattern, act_nouns, codes, patterns, word_set
from stemma.events.nominal import between, sides_of, told_done
from stemma.events.parties import agent_of, noun_actor, noun_target
from stemma.events.pronouns import antecedent, asks
from stemma.events.tree import Tree

_NOMINAL_DEPS = frozenset(
    {"nsubj", "pobj", "dobj", "nsubjpass", "compound", "conj", "appos", "ROOT", "attr", "dep", "csubj"}
)
Candidates = Sequence[tuple[tuple[int, ...], list[Pattern]]]
_PHRASE_REACH = 6
# Prepositions to what is fired at: what is fired is no target.
_FIRED = ("at", "on", "into", "against", "towards", "toward", "near", "across")
_ACRONYM = 4
# What leads to an act that a gerund names.
_INSIDE = frozenset({"in", "during", "amid", "following", "after", "from", "under", "despite", "by"})
_TIMED = ("DATE", "TIME")
# Codes of acts whose noun may take the name of the acting state ("Israel air strikes").
_BY_STATES = frozenset(
    {"air_strike", "shelling", "siege", "capture", "recapture", "transfer", "group_change"}
)


def may_have_trigger(lemmas: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Say whether any word of a sentence could start a trigger: the cheap gate before all else."""
    firsts = patterns().keys()
    return not (firsts.isdisjoint(lemmas) and firsts.isdisjoint(words))


def find_hits(tree: Tree, classes: Classes, found: Candidates | None = None) -> list[Hit]:
    """Return the triggers of a sentence, physical ones first where a word has both, in reading order.

    Args:
        tree: the sentence.
        classes: what its nouns are.
        found: its candidates, where they are known.
    """
    taken: set[int] = set()
    hits: list[Hit] = []
    for words, rows in candidates(tree) if found is None else found:
        if taken & set(words):
            continue
        hit = next((made for row in rows if (made := _fit(tree, classes, row, words)) is not None), None)
        if hit is not None:
            hits.append(_without_pronouns(tree, classes, hit))
            taken.update(words)
    return sorted(hits, key=lambda hit: hit.head)


def _without_pronouns(tree: Tree, classes: Classes, hit: Hit) -> Hit:
    """Return a hit whose actor, if a pronoun, is the noun of its sentence that it stands for."""
    actor = hit.actor
    if actor is None and not hit.verbal:
        actor = next(iter(tree.children(hit.head, "poss")), None)
    if actor is None or tree.tokens[actor].pos != "PRON":
        return hit
    if asks(tree, actor):
        return replace(hit, actor=None)
    meant = antecedent(tree, classes, actor)
    return hit if meant is None or meant == hit.target else replace(hit, actor=meant, modifier=False)


def _meant(tree: Tree, classes: Classes, index: int | None) -> int | None:
    """Return the noun that a word of a sentence stands for: itself, or what a pronoun refers to."""
    pronoun = index is not None and tree.tokens[index].pos == "PRON"
    return antecedent(tree, classes, index) if pronoun and index is not None else index


def candidates(tree: Tree) -> Candidates:
    """Return token groups with the patterns of their words, longer groups first; they ask for no classes."""
    table = patterns()
    present = {*tree.lemmas, *tree.words}
    groups: dict[tuple[int, ...], list[Pattern]] = {}
    for index, (lemma, word) in enumerate(zip(tree.lemmas, tree.words, strict=True)):
        rows = table.get(lemma, ())
        if word != lemma and word in table:
            rows = (*rows, *table[word])
        for row in rows:
            if len(row.words) > 1 and row.words[1] not in present:
                continue
            words = _locate(tree, row, index)
            if words is not None and row not in groups.setdefault(words, []):
                groups[words].append(row)

    def order(group: tuple[int, ...]) -> tuple[bool, int, tuple[int, ...]]:
        return all(row.political for row in groups[group]), -len(group), group

    return [
        (words, sorted(groups[words], key=lambda row: row.political)) for words in sorted(groups, key=order)
    ]


def _locate(tree: Tree, row: Pattern, index: int) -> tuple[int, ...] | None:
    """Return the tokens of a pattern's words from ``index`` on; phrases of verbs may have gaps."""
    if row.verbal and not _is_verb(tree, index):
        return None
    found = [index]
    for word in row.words[1:]:
        reach = _PHRASE_REACH if row.verbal else 1 + (tree.words[found[-1] + 1 : found[-1] + 2] == ("-",))
        span = range(found[-1] + 1, min(found[-1] + 1 + reach, len(tree.tokens)))
        spot = next((at for at in span if word in (tree.lemmas[at], tree.words[at])), None)
        if spot is None:
            return None
        found.append(spot)
    if not row.verbal:
        head = _head(tree, found)
        if not _is_noun(tree, head) or (row.political and not told_done(tree, head)):
            return None
    return tuple(found)


def _is_verb(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    if token.tag == "VBG" and tree.words[index + 1 : index + 2] == ("of",):
        return False  # "army shelling of X", whatever the parse made of it
    if tree.lemmas[index] in word_set("never_verbs") or _is_gerund(tree, index):
        return False
    if token.pos not in ("VERB", "AUX") or (token.dep == "csubj" and tree.children(index, "amod")):
        return False
    if (token.dep == "amod" and not tree.children(index, "nsubj")) or (
        token.tag == "VBG" and token.dep in ("nsubj", "compound", "nsubjpass")
    ):
        return False
    return not (
        token.tag == "VBG" and token.dep == "conj" and tree.tokens[token.head].pos in ("NOUN", "PROPN")
    )


def _is_gerund(tree: Tree, index: int) -> bool:
    """Say whether a participle names an act ("following fighting near X", "killed in shelling by Y")."""
    token = tree.tokens[index]
    bare = token.dep == "pcomp" and not tree.children(index, "dobj", "nsubj", "aux")
    return bare and tree.words[index] in word_set("gerunds") and tree.words[token.head] in _INSIDE


def _is_noun(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    if token.entity in ("DATE", "TIME", "GPE"):
        return False
    if token.pos in ("NOUN", "PROPN") or tree.lemmas[index] in word_set("never_verbs"):
        return True
    if token.tag == "VBG" and tree.words[index + 1 : index + 2] == ("of",):
        return True
    if _is_gerund(tree, index):
        return True
    return token.tag == "VBG" and token.dep in _NOMINAL_DEPS and not tree.children(index, "nsubj", "aux")


def _head(tree: Tree, words: list[int]) -> int:
    inside = set(words)
    tops = [index for index in words if tree.tokens[index].head not in inside]
    # The last noun: in "a drone and artillery strike" the parse hangs the weapons on each other.
    nouns = [index for index in tops if tree.tokens[index].pos in ("NOUN", "PROPN")]
    return (nouns or tops[:1] or words)[-1]


def _fit(tree: Tree, classes: Classes, row: Pattern, words: tuple[int, ...]) -> Hit | None:
    head = words[0] if row.verbal else _head(tree, list(words))
    token = tree.tokens[head]
    if token.dep == "compound" and not row.verbal and _is_noun(tree, token.head):
        return None
    if vetoed(tree, row, head, words) or of_words(tree, row, head) or _in_name(tree, classes, head):
        return None
    if row.verbal:
        return _fit_verb(tree, classes, row, head, words)
    if row.political:
        sides = sides_of(tree, classes, row, head)
        return None if sides is None else _political(tree, row, words, sides)
    if (row.near and not near(tree, row, head)) or not told_so(tree, row, head):
        return None
    actor, modifier = noun_actor(tree, classes, head, words)
    if (
        modifier
        and row.code not in _BY_STATES
        and "strike" not in row.words
        and _is_country_name(classes, actor)
        and not (_is_acronym(tree, actor) and word_set("state_acts") & set(row.words))
    ):
        actor, modifier = None, False
    target = noun_target(tree, head, words)
    target = _site_before(tree, head) if target is None else target
    if row.words == ("fire",):  # "X was under fire of Y"
        target = tree.subject(tree.tokens[tree.tokens[head].head].head)
    if target is not None and target == actor:  # "the attack of X on Y"
        target = next((at for word, _, at in tree.prepositional(target) if word in ("on", "against")), None)
    return Hit(
        codes()[row.code], row, head, words, verbal=False, actor=actor, target=target, modifier=modifier
    )


def _site_before(tree: Tree, head: int) -> int | None:
    """Return what stands before an act's noun and was hit by it ("the embassy bombings")."""
    sites = tree.children(head, "compound", "nmod", "amod")
    return next((at for at in sites if tree.lemmas[at] in word_set("sites_hit")), None)


def _political(tree: Tree, row: Pattern, words: tuple[int, ...], sides: tuple[int, int]) -> Hit:
    """Return the hit of a political act that a noun tells; its state may be the noun's modifier."""
    actor, target = sides
    head = _head(tree, list(words))
    beside = tree.tokens[actor].dep in ("amod", "compound", "nmod") and tree.tokens[actor].head == head
    return Hit(codes()[row.code], row, head, words, verbal=False, actor=actor, target=target, modifier=beside)


def _in_name(tree: Tree, classes: Classes, head: int) -> bool:
    """Say whether a word is part of a party's own name ("Front for the Liberation of X")."""
    return tree.tokens[head].text[:1].isupper() and head in classes.parties


def _fit_verb(tree: Tree, classes: Classes, row: Pattern, head: int, words: tuple[int, ...]) -> Hit | None:
    actor, target = tree.subject(head), tree.object(head)
    if actor is not None and tree.tokens[head].dep == "relcl" and tree.tokens[head].head == actor:
        actor = _past_victims(tree, classes, head, actor)
    if actor in words:
        actor = None
    if actor is None and is_minded(tree, head):
        if not (row.political or in_fire(tree, head)):
            return None
        actor, target = who_is_minded(tree, head), None
    if target is None and tree.tokens[head].dep == "amod":  # a verb before a name, taken for its adjective
        target = tree.tokens[head].head
    if _headline_passive(tree, classes, row, head, actor):
        actor, target = None, actor
    if target is not None and row.words[0] == "fall":
        target = None
    if row.code == "killing" and _mishap(tree, classes, actor):
        return None
    plain = target
    if row.code == "shelling" and not row.object.isdisjoint(("projectiles", "times")):
        target = next((at for word, _, at in tree.prepositional(head) if word in _FIRED), None)
    target = _beyond(tree, words, target)
    hit = Hit(codes()[row.code], row, head, words, verbal=True, actor=actor, target=target)
    return _settled(tree, classes, hit) if allowed(tree, classes, row, head, hit.actor, thing=plain) else None


def _mishap(tree: Tree, classes: Classes, actor: int | None) -> bool:
    """Say whether what kills is nobody's act ("a fire killed ten"), no fire of guns ("rebel fire")."""
    if actor is None or tree.lemmas[actor] not in word_set("mishaps"):
        return False
    if tree.lemmas[actor] != "fire":
        return True
    whose = [*tree.children(actor, "amod", "compound", "nmod", "poss")]
    for word, _, inner in tree.prepositional(actor):
        whose += tree.subtree(inner) if word in ("from", "by") else ()
    if any(tree.words[at] in word_set("of_guns") or at in classes.parties for at in whose):
        return False
    return not any(classes.of(at) & word_set("acting") for at in whose)


def _past_victims(tree: Tree, classes: Classes, head: int, actor: int) -> int:
    """Return the act before people whom "which" cannot mean ("clashes with rebels which killed six")."""
    if not _is_which(tree, head) or "person" not in classes.of(actor):
        return actor
    above = tree.tokens[tree.tokens[actor].head].head if tree.tokens[actor].dep == "pobj" else actor
    return above if above < actor and tree.lemmas[above] in act_nouns() else actor


def _is_which(tree: Tree, verb: int) -> bool:
    return any(tree.words[at] in ("which", "that") for at in tree.children(verb, "nsubj"))


def _headline_passive(tree: Tree, classes: Classes, row: Pattern, head: int, actor: int | None) -> bool:
    """Say whether a parse took victims for agents ("57 civilians killed 150 injured")."""
    if (
        row.words == ("bomb",)
        and actor is not None
        and actor < head
        and not tree.children(head, "dobj", "aux")
    ):
        alone = tree.tokens[head].tag in ("VBD", "VBN") and tree.object(head) is None
        return alone and bool(classes.of(actor) & {"building", "territory"})
    shot = row.words in (("gun", "down"), ("shoot", "dead")) and tree.object(head) is None
    if (row.code != "killing" and not shot) or actor is None or actor > head:
        return False
    if tree.tokens[head].tag not in ("VBD", "VBN") and tree.tokens[head].dep != "acl":
        return False
    found = classes.of(actor)
    if tree.tokens[actor].pos == "NUM":  # "Three killed two injured in a blast"
        return True
    counted = bool(tree.children(actor, "nummod"))
    dies = row.words[0] in word_set("dying")
    if counted and not dies and not tree.children(head, "dobj", "conj", "prt", "ccomp", "xcomp"):
        return True  # nobody is killed by whom "Four soldiers killed" tells
    return counted and "civilians" in found and not found & {"armed", "police", "attacker"}


def _settled(tree: Tree, classes: Classes, hit: Hit) -> Hit:
    """Return a verb's hit with the agent behind a weapon as its subject, and takers in their place."""
    if hit.pattern.words == ("fall",) and "projectiles" in hit.pattern.subject:
        felt = (at for word, _, at in tree.prepositional(hit.head) if word in (*_FIRED, "in"))
        return replace(hit, target=next(felt, None))
    if hit.pattern.words[0] == "fall" or (hit.pattern.words[0] == "lose" and hit.pattern.code == "capture"):
        taker = next(
            (inner for word, _, inner in tree.prepositional(hit.head) if word in ("to", "into")), None
        )
        return replace(hit, actor=taker, target=hit.actor if hit.target is None else hit.target)
    first = "lose" if hit.pattern.words == ("take", "casualty") else hit.pattern.words[0]
    if first in word_set("dying") or first in word_set("losing_men"):
        return replace(hit, actor=None, target=_meant(tree, classes, hit.actor))
    if "under" in hit.pattern.words:  # "X came under attack by Y"
        by = (
            inner for at in hit.words for word, _, inner in tree.prepositional(at) if word in ("by", "from")
        )
        return replace(hit, actor=next(by, None), target=hit.actor)
    if hit.pattern.code == "killing" and hit.actor is None:
        foe = _fought_against(tree, hit.head)
        return replace(hit, actor=_before_act(tree, classes, hit.head) if foe is None else foe)
    if hit.code.family == "agreement" and hit.actor is None:
        pair = between(tree, classes, hit.head)
        hit = hit if pair is None else replace(hit, actor=pair[0], target=pair[1])
    return _behind_means(tree, classes, _with_foe(tree, hit))


def _with_foe(tree: Tree, hit: Hit) -> Hit:
    """Return a hit with the second of two who fight, or agree, with each other ("X and Y clashed")."""
    together = hit.pattern.words[0] in word_set("fighting_together") or hit.code.family == "agreement"
    if not together or hit.actor is None or hit.target not in (None, *hit.words):
        return hit
    return replace(hit, target=next((at for at in tree.children(hit.actor, "conj") if at < hit.head), None))


def _behind_means(tree: Tree, classes: Classes, hit: Hit) -> Hit:
    """Return a hit whose actor, if a weapon or an aircraft, is whoever the words below it say it is of."""
    found = classes.of(hit.actor)
    if hit.actor is None:
        return hit
    if "aircraft" in found:
        agent = None if hit.actor in classes.parties else agent_of(tree, hit.actor)
        return hit if agent is None else replace(hit, actor=agent)
    if found & word_set("means") and not found & word_set("selves"):
        actor, modifier = noun_actor(tree, classes, hit.actor, hit.words)
        return replace(hit, actor=actor, modifier=modifier)
    return hit


def _before_act(tree: Tree, classes: Classes, head: int) -> int | None:
    """Return who stands before an act's word that was parsed as a verb ("killed in army shelling")."""
    for word, _, inner in tree.prepositional(head):
        after = tree.words[inner + 1].removesuffix("s") if inner + 1 < len(tree.words) else ""
        if word == "in" and after in word_set("acts") and classes.of(inner) & word_set("acting"):
            return inner
    return None


def _fought_against(tree: Tree, head: int) -> int | None:
    """Return against whom the dead were fighting ("were killed fighting X", "while battling with X")."""
    for verb in tree.children(head, "xcomp", "advcl"):
        if tree.tokens[verb].tag == "VBG" and tree.lemmas[verb] in word_set("fought_then"):
            foe = tree.object(verb)
            with_foe = (at for word, _, at in tree.prepositional(verb) if word in ("with", "against"))
            return next(with_foe, None) if foe is None else foe
    return None


def _is_country_name(classes: Classes, index: int | None) -> bool:
    """Say whether a modifier is a country's name, which before "blast" says where, not who."""
    party = None if index is None else classes.parties.get(index)
    return party is not None and party.kind == "government"


def _is_acronym(tree: Tree, index: int | None) -> bool:
    """Say whether a country's name is one that stands for its adjective ("a U.S. attack")."""
    letters = "" if index is None else tree.tokens[index].text.replace(".", "")
    return letters.isupper() and len(letters) <= _ACRONYM


def _beyond(tree: Tree, words: tuple[int, ...], target: int | None) -> int | None:
    """Return what a phrase acts on: past an object that is part of the phrase ("take control of X")."""
    if target is None or target not in words:
        if target is None:
            for word, _, inner in tree.prepositional(words[0]):
                if word in ("on", "at", "against", "to", "with") and tree.tokens[inner].entity not in _TIMED:
                    return inner
        return target
    for index in (target, *words):
        for word, _, inner in tree.prepositional(index):
            timed = tree.tokens[inner].entity in _TIMED
            if word in ("of", "on", "to", "against", "at", "with", "over") and not timed:
                return inner
    return None
