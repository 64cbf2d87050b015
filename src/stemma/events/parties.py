"""Who acts and who is acted upon in an event that a noun names ("Ruritanian shelling of X")."""

from stemma.events.classes import Classes
from stemma.events.lexicon import word_set
from stemma.events.tree import ACCUSING, Tree

# Verbs that say whose an act or a weapon is, with the preposition that leads to them ("blamed on X").
_WHOSE = {"blame": "on", "pin": "on", "attribute": "to", "belong": "to"}
_PREFIXED = frozenset({"anti", "pro"})
_ONLY_NAMED = frozenset({"any", "group", "organisation"})
_TIMED = ("DATE", "TIME")
_PLURALS = ("NNS", "NNPS")
# Verbs whose subject acts by what follows "with" ("responded with a barrage").
_ANSWERING = frozenset({"respond", "retaliate", "answer", "reply", "counter"})


def noun_actor(tree: Tree, classes: Classes, head: int, words: tuple[int, ...]) -> tuple[int | None, bool]:
    """Return who acts in an event that a noun names, and whether it is the noun's own modifier."""
    for child in _before(tree, classes, head, words):
        if child in words or _says_nobody(tree, child, head):
            continue
        if _leads(tree, classes, child):
            return child - 2, True
        found = classes.of(child)
        party = classes.parties.get(child)
        if party is None and tree.tokens[child].pos == "ADJ" and tree.tokens[child].entity == "ORG":
            continue  # an adjective with a capital, at a sentence's beginning, taken for a name
        if (
            party is None
            and tree.tokens[child].dep != "poss"
            and (found <= _ONLY_NAMED or "aircraft" in found)
        ):
            continue  # a name of nothing known before a noun is as often a place or a heading ("X massacre")
        if (party is not None and (party.country or party.kind)) or (
            found & word_set("acting") and "place" not in found
        ):
            return child, tree.tokens[child].dep != "poss"
    for word, _, inner in (*tree.prepositional(head), *_between_above(tree, head)):
        if word == "by" or (word == "between" and _several(tree, head, inner)):
            return (inner if word == "by" else joined_before(tree, inner) or inner), False
        by_of = word == "of" and tree.lemmas[head] in word_set("done_by_of")
        if by_of and (_is_force(classes, inner) or _of_state_on(tree, classes, head, inner)):
            return inner, False
    agent = agent_of(tree, head)
    agent = _light_actor(tree, head) if agent is None else agent
    return (_by_beyond(tree, classes, head) if agent is None else agent), False


def _by_beyond(tree: Tree, classes: Classes, head: int) -> int | None:
    """Return who an act is "by" where the parse hung the words on its verb ("followed a raid by rebels")."""
    above = tree.tokens[head].head
    under = tree.tokens[head].dep == "pobj" and tree.words[above] == "under"
    above = tree.tokens[above].head if under else above
    if not under and (tree.tokens[head].dep != "dobj" or tree.passive(above)):
        return None
    by = (at for word, prep, at in tree.prepositional(above) if word == "by" and prep > head)
    return next((at for at in by if classes.of(at) & {"armed", "group"}), None)


def _is_force(classes: Classes, index: int) -> bool:
    """Say whether a noun is one of arms and no place: "the strikes of the coalition" are done by it."""
    found = classes.of(index)
    return "armed" in found and "place" not in found


def _of_state_on(tree: Tree, classes: Classes, head: int, inner: int) -> bool:
    """Say whether an act is a state's, done to somebody else ("the attack of Ruritania on X")."""
    party = classes.parties.get(inner)
    aimed = (word for at in (head, inner) for word, _, _ in tree.prepositional(at))
    return party is not None and bool(party.country) and any(word in ("on", "against") for word in aimed)


def _between_above(tree: Tree, head: int) -> list[tuple[str, int, int]]:
    """Return the phrases with "between" of the verb that an act's noun is subject of ("fighting raged …")."""
    token = tree.tokens[head]
    if token.dep not in ("nsubj", "nsubjpass"):
        return []
    fought = tree.lemmas[head] in word_set("mutual_fights")
    if tree.lemmas[token.head] in ("take", "happen", "occur") and not fought:
        return []  # "the attack took place between X and Y" says where
    phrases = (phrase for phrase in tree.prepositional(token.head) if phrase[0] == "between")
    if any(tree.lemmas[at] == "place" for at in tree.children(token.head, "dobj")):
        return list(phrases)
    return [phrase for phrase in phrases if not _of_another_noun(tree, token.head, phrase[1])]


def _of_another_noun(tree: Tree, verb: int, between: int) -> bool:
    """Say whether a noun after the verb has "between" two of its own ("coincided with a call between …")."""
    last = next((at for at in range(between - 1, verb, -1) if _names_a_thing(tree, at)), None)
    if last is None:
        return False
    above = tree.tokens[last].head
    return tree.tokens[last].dep == "dobj" or tree.words[above] not in word_set("inside")


def _names_a_thing(tree: Tree, at: int) -> bool:
    token = tree.tokens[at]
    return token.dep in ("dobj", "pobj") and token.pos == "NOUN" and token.entity not in _TIMED


def _before(tree: Tree, classes: Classes, head: int, words: tuple[int, ...]) -> list[int]:
    """Return the words before an act's noun that may say whose it is, nearest first.

    Those before the weapon that names the act come last ("X drone strike", "X Grad rocket").
    """
    found = tree.children(head, "poss", "amod", "compound", "nmod")[::-1]
    arms = [at for at in found if at in words or "place" not in classes.of(at)]
    found += [at for arm in arms if tree.tokens[arm].dep == "compound"
              for at in tree.children(arm, "poss", "amod", "compound")[::-1]
              if at in classes.parties and classes.parties[at].kind != "government"]  # fmt: skip
    if not head or tree.tokens[head].pos != "VERB":
        return found
    # A noun taken for a verb: "regime airstrikes", "in army shelling of".
    nearest = head - 1
    own = tree.tokens[nearest].pos in ("NOUN", "PROPN") and nearest not in found
    return [nearest, *found] if own else found


def _says_nobody(tree: Tree, child: int, head: int) -> bool:
    """Say whether a modifier is "military", a credit before the sentence, or one side's foe or friend.

    Nor does a building act that was hit ("the embassy bombings").
    """
    credit = tree.words[0] == "(" and ")" in tree.words[child:head]
    against = not _PREFIXED.isdisjoint(tree.words[max(0, child - 2) : child])
    hit = tree.lemmas[child] in word_set("sites_hit") and tree.tokens[child].dep != "poss"
    return credit or against or hit or tree.words[child] == "military"


def joined_before(tree: Tree, noun: int) -> int | None:
    """Return the first of two that a parse hung on the second ("between the army and rebel fighters")."""
    beside = tree.children(noun, "nmod")
    return next((at for at in beside if tree.children(at, "cc") and tree.children(at, "conj")), None)


def _several(tree: Tree, head: int, inner: int) -> bool:
    """Say whether "between" leads to more than one who act: a plural, or nouns that are joined; no hours."""
    return tree.tokens[inner].entity not in _TIMED and (
        len(list(tree.conjuncts(inner))) > 1
        or tree.tokens[inner].tag in _PLURALS
        or joined_before(tree, inner) is not None
        or any(at > inner for at in tree.children(head, "conj"))
    )


def _leads(tree: Tree, classes: Classes, child: int) -> bool:
    """Say whether a modifier is the "led" of "US-led air strikes", after a hyphen and a party's name."""
    led = tree.words[child] == "led" and tree.words[child - 1 : child] == ("-",)
    return led and classes.parties.get(child - 2) is not None


def agent_of(tree: Tree, head: int) -> int | None:
    """Return who is said to have done or to own what a noun names, in a clause below it.

    "A raid led by X", "a drone operated by X", "an attack blamed on X".
    """
    for clause in tree.children(head, "acl", "relcl"):
        agent = tree.subject(clause) if tree.passive(clause) else None
        agent = _blamed(tree, clause) if agent is None else agent
        if agent is not None:
            return agent
    return None


def _blamed(tree: Tree, verb: int) -> int | None:
    """Return on whom a verb lays an act, or whom it calls a weapon's owner."""
    link = _WHOSE.get(tree.lemmas[verb])
    return next((inner for word, _, inner in tree.prepositional(verb) if word == link), None)


def amount_of(tree: Tree, head: int) -> int:
    """Return the noun that only says how many acts there were ("a series of raids"), else the act's own."""
    token = tree.tokens[head]
    above = tree.tokens[token.head].head
    several = token.dep == "pobj" and tree.words[token.head] == "of"
    return above if several and tree.lemmas[above] in word_set("amounts_of_acts") else head


def _light_actor(tree: Tree, head: int) -> int | None:
    """Return who "carried out", "claimed responsibility for" or "was involved in" an event."""
    head = amount_of(tree, head)
    token = tree.tokens[head]
    above = token.head
    if token.dep == "pobj":
        return _actor_beyond(tree, above, tree.tokens[above].head)
    if token.dep == "nsubjpass" and tree.lemmas[above] in _WHOSE:
        return _blamed(tree, above)
    light = above != head and tree.lemmas[above] in word_set("light")
    return _past_teller(tree, tree.subject(above)) if light and token.dep in ("dobj", "nsubjpass") else None


def _past_teller(tree: Tree, subject: int | None) -> int | None:
    """Return who acts; for a spokesman who announces an act, whose he is ("the group's spokesman")."""
    if subject is None or tree.lemmas[subject] not in word_set("spokesmen"):
        return subject
    return next(iter(tree.children(subject, "poss", "compound", "amod")), None)


def _actor_beyond(tree: Tree, link: int, governor: int) -> int | None:
    """Return who acts by the word that a preposition before an act hangs on ("responsible for a raid")."""
    word, lemma = tree.words[link], tree.lemmas[governor]
    if lemma == "responsibility":
        return tree.subject(tree.tokens[governor].head)
    if lemma == "responsible" or word == "behind":
        return _who_is(tree, governor)
    if lemma in ACCUSING and word in ("of", "for"):
        return tree.object(governor)
    if word == "with" and lemma in _ANSWERING:
        return tree.subject(governor)
    if lemma in word_set("taking_part"):
        return tree.object(governor) if tree.passive(governor) else tree.subject(governor)
    return None


def _who_is(tree: Tree, index: int) -> int | None:
    """Return who is said to be responsible for an act, or to be behind it."""
    verb = index if tree.lemmas[index] == "be" else tree.tokens[index].head
    return tree.subject(verb) if tree.lemmas[verb] == "be" else None


def noun_target(tree: Tree, head: int, words: tuple[int, ...]) -> int | None:
    """Return who or what is acted upon in an event that a noun names."""
    weak = None
    for index in (head, *(word for word in words if word != head)):
        for word, _, inner in (*tree.prepositional(index), *_between_above(tree, index)):
            if tree.tokens[inner].entity in _TIMED:  # "on Thursday"
                continue
            if word in word_set("target_prepositions"):
                return inner
            second = _second(tree, head, inner) if word == "between" else None
            if second is not None:
                return second
            if word in ("of", "with") and weak is None and inner not in words:
                weak = inner
        for clause in tree.children(index, "acl", "relcl"):
            if tree.lemmas[clause] in word_set("hitting") and not tree.passive(clause):
                return tree.object(clause)
    return weak if weak is not None else _target_above(tree, head)


def _second(tree: Tree, head: int, inner: int) -> int | None:
    """Return the second of the two that "between" leads to."""
    if joined_before(tree, inner) is not None:
        return inner
    beside = (*tree.conjuncts(inner), *tree.children(head, "conj"))
    return next((at for at in beside if at > inner), None)


def _target_above(tree: Tree, head: int) -> int | None:
    """Return the target that the verb of a noun names ("the strike hit X", "carried out raids on X")."""
    head = amount_of(tree, head)
    token = tree.tokens[head]
    above = token.head
    if token.dep == "nsubj" and tree.lemmas[above] in word_set("hitting"):
        return tree.object(above)
    if token.dep == "nsubj" and tree.lemmas[above] in word_set("ramming"):
        return next((at for word, _, at in tree.prepositional(above) if word in ("into", "against")), None)
    if token.dep == "nsubj" and tree.lemmas[above] == "cause":  # "the strikes caused damage to X"
        harm = (*tree.children(above, "dobj"), above)
        felt = (at for one in harm for word, _, at in tree.prepositional(one) if word == "to")
        return next(felt, None)
    if token.dep == "pobj" and tree.words[above] == "under":  # "X has been under attack"
        governor = tree.tokens[above].head
        return tree.subject(governor) if tree.tokens[governor].pos in ("VERB", "AUX") else None
    if token.dep in ("dobj", "nsubjpass") and tree.lemmas[above] in word_set("light"):
        on = word_set("target_prepositions")
        return next((inner for word, _, inner in tree.prepositional(above) if word in on), None)
    return next(iter(tree.children(head, "dobj")), None) if token.tag == "VBG" else None
